SELECT id, station_from, started_at
FROM trips
WHERE (started_at >= TIMESTAMP '2026-03-02 07:00' AND started_at <  TIMESTAMP '2026-03-02 10:00' AND station_from = 'Gare Sud')
   OR (started_at >= TIMESTAMP '2026-03-02 07:00' AND started_at <  TIMESTAMP '2026-03-02 10:00' AND station_from = 'Gare Nord');
