SELECT id, bike, station_from
FROM trips
WHERE minutes = 0
  AND started_at >= '2026-03-05';
