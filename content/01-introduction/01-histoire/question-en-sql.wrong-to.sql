SELECT station_to AS station_from, count(*) AS trips FROM trips GROUP BY station_to;
