SELECT station_from, count(*) AS trips
FROM trips
WHERE EXTRACT(HOUR FROM started_at) IN (7, 8, 9)
GROUP BY 1
ORDER BY 2 DESC, 1
LIMIT 3;
