SELECT id, station_from, started_at
FROM trips
WHERE station_from IN ('Gare Sud', 'Gare Nord')
  AND started_at BETWEEN '2026-03-02 07:00:00' AND '2026-03-02 09:59:59';
