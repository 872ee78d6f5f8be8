SELECT station_from, count(*) AS trips, min(started_at) AS first, max(started_at) AS last
FROM trips
WHERE station_from = 'Gare Nord'
  AND started_at >= TIMESTAMP '2026-03-03 00:00'
  AND started_at <  TIMESTAMP '2026-03-04 00:00'
GROUP BY station_from;
