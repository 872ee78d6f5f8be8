SELECT count(id) AS trips, count(*) - sum(CASE WHEN minutes IS NULL THEN 1 ELSE 0 END) AS known, sum(CASE WHEN minutes IS NULL THEN 1 ELSE 0 END) AS unknown
FROM trips;
