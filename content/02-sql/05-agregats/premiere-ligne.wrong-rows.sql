SELECT count(*) AS trips, count(bike) AS bikes, count(station_from) AS stations
FROM trips;
