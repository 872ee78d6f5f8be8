SELECT id, CASE WHEN minutes > 0 THEN round(60.0 / minutes, 1) END AS per_hour
FROM trips
WHERE station_from = 'Stade';
