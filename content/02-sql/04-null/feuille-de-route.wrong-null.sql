SELECT id, station_from || ' > ' || station_to AS route
FROM trips
WHERE station_from = 'Port';
