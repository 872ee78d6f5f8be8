SELECT id, started_at, minutes AS duration FROM trips WHERE station_to = 'Parc des Lilas';
