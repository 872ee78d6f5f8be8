SELECT id, station_from, started_at
FROM trips
WHERE CAST(started_at AS DATE) = DATE '2026-03-02'
  AND EXTRACT(HOUR FROM started_at) BETWEEN 7 AND 9
  AND station_from IN ('Gare Sud', 'Gare Nord');
