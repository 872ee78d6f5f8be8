SELECT station_from, count(*) AS trips
FROM trips
GROUP BY station_from;
