SELECT EXTRACT(HOUR FROM started_at) AS hour FROM trips WHERE station_from = 'Port' GROUP BY 1 HAVING count(*) >= 20;
