SELECT id, round(60 / NULLIF(CAST(minutes AS NUMERIC), 0), 1) AS per_hour
FROM trips
WHERE station_from = 'Stade';
