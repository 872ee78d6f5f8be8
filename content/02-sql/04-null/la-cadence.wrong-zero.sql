SELECT id, COALESCE(round(60.0 / NULLIF(minutes, 0), 1), 0) AS per_hour
FROM trips
WHERE station_from = 'Stade';
