SELECT id, started_at, minutes FROM trips WHERE station_from = 'Parc des Lilas';
