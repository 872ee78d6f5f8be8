SELECT id, station_from, started_at
FROM trips
ORDER BY started_at DESC
LIMIT 10;
