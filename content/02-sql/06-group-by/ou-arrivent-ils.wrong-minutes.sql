SELECT station_to, count(minutes) AS arrivals FROM trips WHERE station_to IS NOT NULL GROUP BY station_to;
