SELECT id, station_to
FROM trips
WHERE station_from = 'Port' AND coalesce(station_to, '') <> 'Gare Nord';
