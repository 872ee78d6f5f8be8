SELECT station_from, count(id) AS trips FROM trips GROUP BY 1 ORDER BY 2 DESC;
