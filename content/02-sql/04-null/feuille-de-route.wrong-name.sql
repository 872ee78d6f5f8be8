SELECT id, station_from || ' > ' || COALESCE(station_to, '?')
FROM trips
WHERE station_from = 'Port';
