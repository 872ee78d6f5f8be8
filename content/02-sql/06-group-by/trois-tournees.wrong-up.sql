SELECT * FROM (SELECT station_from, count(*) AS trips
FROM trips
WHERE EXTRACT(HOUR FROM started_at) BETWEEN 7 AND 9
GROUP BY station_from
ORDER BY trips DESC, station_from
LIMIT 3) AS top ORDER BY trips, station_from DESC;
