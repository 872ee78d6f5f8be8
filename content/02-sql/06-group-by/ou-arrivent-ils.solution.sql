SELECT station_to, count(*) AS arrivals
FROM trips
WHERE station_to IS NOT NULL
GROUP BY station_to;
