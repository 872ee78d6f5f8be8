SELECT station_to, count(*) AS arrivals FROM trips GROUP BY station_to HAVING station_to IS NOT NULL;
