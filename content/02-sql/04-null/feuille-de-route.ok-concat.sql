SELECT id, concat('Port > ', COALESCE(station_to, '?')) AS route
FROM trips
WHERE station_from = 'Port';
