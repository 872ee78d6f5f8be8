SELECT id, round(60.0 / minutes, 1) AS per_hour
FROM trips
WHERE station_from = 'Stade';
