SELECT id, bike, station_from
FROM trips
WHERE minutes IS NULL
  AND started_at >= TIMESTAMP '2026-03-05 00:00';
