SELECT round(100.0 * sum(CASE WHEN member THEN 1 ELSE 0 END) / count(*), 1) AS percent
FROM trips;
