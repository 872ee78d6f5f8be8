SELECT id, station_from, started_at
FROM trips
WHERE station_from IN ('Gare Sud', 'Gare Nord')
  AND started_at BETWEEN TIMESTAMP '2026-03-02 07:00' AND TIMESTAMP '2026-03-02 10:00';
