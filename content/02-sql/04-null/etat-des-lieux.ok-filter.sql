SELECT count(*) AS trips, count(minutes) AS known, count(*) FILTER (WHERE minutes IS NULL) AS unknown
FROM trips;
