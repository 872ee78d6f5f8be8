SELECT station_from, started_at, bike FROM trips WHERE started_at >= '2026-03-03' AND started_at < '2026-03-04' ORDER BY station_from, started_at DESC;
