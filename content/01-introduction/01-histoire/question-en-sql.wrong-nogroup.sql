SELECT station_from, count(*) AS trips
FROM trips;
