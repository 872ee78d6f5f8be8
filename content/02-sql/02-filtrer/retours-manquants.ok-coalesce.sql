SELECT id, bike, station_from
FROM trips
WHERE coalesce(minutes, -1) = -1 AND CAST(started_at AS DATE) >= DATE '2026-03-05';
