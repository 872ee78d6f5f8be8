SELECT station_from, count(minutes) AS trips FROM trips GROUP BY station_from;
