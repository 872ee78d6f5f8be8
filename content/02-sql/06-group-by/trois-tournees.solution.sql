SELECT station_from, count(*) AS trips
FROM trips
WHERE EXTRACT(HOUR FROM started_at) >= 7 AND EXTRACT(HOUR FROM started_at) < 10
GROUP BY station_from
ORDER BY trips DESC, station_from
LIMIT 3;
