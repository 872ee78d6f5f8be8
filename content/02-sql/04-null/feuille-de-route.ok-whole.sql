SELECT id, COALESCE(station_from || ' > ' || station_to, 'Port > ?') AS route
FROM trips
WHERE station_from = 'Port';
