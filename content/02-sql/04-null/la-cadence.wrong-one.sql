SELECT id, round(60.0 / COALESCE(NULLIF(minutes, 0), 1), 1) AS per_hour
FROM trips
WHERE station_from = 'Stade';
