SELECT * FROM (SELECT id, station_from, started_at FROM trips ORDER BY started_at DESC LIMIT 10) t ORDER BY started_at;
