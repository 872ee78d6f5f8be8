SELECT station, bikes
FROM levels
WHERE bikes IN (0, 1, 2) AND day = DATE '2026-03-02';
