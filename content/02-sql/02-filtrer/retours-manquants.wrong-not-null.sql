SELECT id, bike, station_from
FROM trips
WHERE minutes IS NOT NULL
  AND started_at >= '2026-03-05';
