SELECT EXTRACT(HOUR FROM started_at) AS hour, count(*) AS trips, count(*) FILTER (WHERE member) AS members
FROM trips
WHERE station_from = 'Gare Sud'
GROUP BY EXTRACT(HOUR FROM started_at);
