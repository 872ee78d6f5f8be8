SELECT id, started_at, minutes AS duration FROM trips WHERE station_from LIKE 'Parc des Lilas' ORDER BY started_at;
