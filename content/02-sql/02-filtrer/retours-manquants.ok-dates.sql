SELECT id, bike, station_from
FROM trips
WHERE started_at >= '2026-03-05' AND minutes IS NULL;
