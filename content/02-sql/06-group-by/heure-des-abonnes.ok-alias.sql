SELECT EXTRACT(HOUR FROM started_at) AS hour, count(id) AS trips, count(CASE WHEN member THEN 1 END) AS members FROM trips WHERE station_from = 'Gare Sud' GROUP BY hour;
