SELECT station_from, count(*) AS trips
FROM trips
GROUP BY station_from
ORDER BY trips DESC, station_from
LIMIT 3;
