SELECT EXTRACT(HOUR FROM started_at) AS hour, count(*) AS trips FROM trips GROUP BY 1 HAVING count(*) >= 20;
