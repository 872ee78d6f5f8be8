SELECT station_from AS station_to, count(*) AS arrivals FROM trips GROUP BY station_from;
