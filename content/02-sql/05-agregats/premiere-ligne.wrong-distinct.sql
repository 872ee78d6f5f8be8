SELECT DISTINCT bike AS trips, bike AS bikes, station_from AS stations
FROM trips;
