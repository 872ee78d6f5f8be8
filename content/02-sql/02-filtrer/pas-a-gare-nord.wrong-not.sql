SELECT id, station_to
FROM trips
WHERE station_from = 'Port' AND NOT station_to = 'Gare Nord';
