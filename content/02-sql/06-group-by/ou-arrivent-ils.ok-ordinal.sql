SELECT station_to, count(station_to) AS arrivals FROM trips WHERE station_to IS NOT NULL GROUP BY 1 ORDER BY 2;
