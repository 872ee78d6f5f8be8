SELECT count(*) AS trips, count(*) AS known, count(*) - count(*) AS unknown
FROM trips;
