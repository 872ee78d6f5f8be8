SELECT id, bike, station_from
FROM trips
WHERE station_to IS NULL
  AND started_at >= '2026-03-05';
