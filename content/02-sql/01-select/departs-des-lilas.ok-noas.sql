SELECT id, started_at, minutes duration FROM trips WHERE 'Parc des Lilas' = station_from
