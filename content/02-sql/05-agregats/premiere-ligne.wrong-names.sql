SELECT count(*), count(DISTINCT bike), count(DISTINCT station_from)
FROM trips;
