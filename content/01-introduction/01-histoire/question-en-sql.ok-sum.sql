SELECT station_from, sum(1) AS trips FROM trips GROUP BY station_from;
