SELECT EXTRACT(HOUR FROM started_at) AS hour, count(*) AS trips, count(*) AS members FROM trips WHERE station_from = 'Gare Sud' AND member GROUP BY EXTRACT(HOUR FROM started_at);
