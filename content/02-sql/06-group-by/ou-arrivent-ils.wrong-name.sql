SELECT station_to, count(*) FROM trips WHERE station_to IS NOT NULL GROUP BY station_to;
