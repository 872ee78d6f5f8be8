SELECT EXTRACT(HOUR FROM started_at) AS hour, count(*) AS trips
FROM trips
WHERE station_from = 'Port' AND count(*) >= 20
GROUP BY EXTRACT(HOUR FROM started_at);
