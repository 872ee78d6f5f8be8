SELECT id, round(60 / NULLIF(minutes, 0), 1) AS per_hour
FROM trips
WHERE station_from = 'Stade';
