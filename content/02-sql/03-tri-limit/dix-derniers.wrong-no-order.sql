SELECT id, station_from, started_at
FROM trips
LIMIT 10;
