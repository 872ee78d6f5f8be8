SELECT station_to, count(*) AS arrivals
FROM trips
GROUP BY station_to;
