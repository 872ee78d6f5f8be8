SELECT EXTRACT(HOUR FROM started_at) AS hour, count(*) AS trips, sum(CASE WHEN member THEN 1 ELSE 0 END) AS members FROM trips WHERE station_from = 'Gare Sud' GROUP BY 1 ORDER BY 1;
