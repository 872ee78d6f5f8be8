SELECT station_from, started_at, bike
FROM trips
WHERE started_at >= TIMESTAMP '2026-03-03 10:00'
  AND started_at <  TIMESTAMP '2026-03-03 12:00'
ORDER BY station_from, started_at DESC;
