SELECT EXTRACT(HOUR FROM started_at) AS hour, count(*) AS trips
FROM trips
WHERE station_from = 'Port'
GROUP BY EXTRACT(HOUR FROM started_at);
