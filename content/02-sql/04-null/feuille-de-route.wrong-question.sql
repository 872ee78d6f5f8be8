SELECT id, COALESCE(station_from || ' > ' || station_to, '?') AS route
FROM trips
WHERE station_from = 'Port';
