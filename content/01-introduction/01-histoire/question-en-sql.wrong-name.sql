SELECT station_from, count(*) FROM trips GROUP BY station_from;
