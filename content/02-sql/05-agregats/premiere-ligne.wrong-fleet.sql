SELECT count(*) AS trips, max(bike) AS bikes, count(DISTINCT station_from) AS stations
FROM trips;
