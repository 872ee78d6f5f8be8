SELECT id, station_from, started_at
FROM trips
WHERE started_at >= '2026-03-08 20:00'
LIMIT 10;
