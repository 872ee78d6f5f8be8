SELECT count(*) AS trips, count(station_to) AS known, count(*) - count(station_to) AS unknown
FROM trips;
