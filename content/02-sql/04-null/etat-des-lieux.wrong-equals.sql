SELECT count(*) AS trips, count(minutes) AS known, count(*) FILTER (WHERE minutes = NULL) AS unknown
FROM trips;
