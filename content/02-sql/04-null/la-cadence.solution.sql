SELECT id, round(60.0 / NULLIF(minutes, 0), 1) AS per_hour
FROM trips
WHERE station_from = 'Stade';
