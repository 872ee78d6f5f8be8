SELECT EXTRACT(HOUR FROM started_at) AS hour, count(*) AS trips, count(*) FILTER (WHERE NOT member) AS members FROM trips WHERE station_from = 'Gare Sud' GROUP BY 1;
