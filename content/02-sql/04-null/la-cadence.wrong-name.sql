SELECT id, round(60.0 / NULLIF(minutes, 0), 1)
FROM trips
WHERE station_from = 'Stade';
