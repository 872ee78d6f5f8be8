SELECT count(*) AS trips, count(DISTINCT bike) AS bikes, count(DISTINCT station_from) AS stations
FROM trips;
