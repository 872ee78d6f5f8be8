SELECT id, bike, station_from
FROM trips
WHERE NOT (minutes IS NOT NULL OR started_at < '2026-03-05');
