SELECT station, bikes
FROM levels
WHERE bikes < 3
  AND day = DATE '2026-03-02';
