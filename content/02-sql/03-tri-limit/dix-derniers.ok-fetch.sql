SELECT id, station_from, started_at
FROM trips
ORDER BY 3 DESC
FETCH FIRST 10 ROWS ONLY;
