SELECT * FROM trips WHERE station_from = 'Port' AND station_to IS DISTINCT FROM 'Gare Nord';
