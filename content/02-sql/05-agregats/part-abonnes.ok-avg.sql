SELECT round(avg(CASE WHEN member THEN 100.0 ELSE 0 END), 1) AS percent
FROM trips;
