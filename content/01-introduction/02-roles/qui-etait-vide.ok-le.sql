SELECT station, bikes
FROM levels
WHERE day = '2026-03-02' AND bikes <= 2;
