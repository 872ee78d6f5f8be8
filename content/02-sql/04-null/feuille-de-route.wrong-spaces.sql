SELECT id, station_from || '>' || COALESCE(station_to, '?') AS route
FROM trips
WHERE station_from = 'Port';
