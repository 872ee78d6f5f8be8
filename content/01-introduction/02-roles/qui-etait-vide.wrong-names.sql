SELECT station, bikes
FROM levels
WHERE station IN ('Gare Sud', 'Marché') AND day = DATE '2026-03-02';
