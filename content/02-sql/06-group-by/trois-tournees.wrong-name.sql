SELECT station_from, count(*)
FROM trips
WHERE EXTRACT(HOUR FROM started_at) BETWEEN 7 AND 9
GROUP BY station_from
ORDER BY count(*) DESC, station_from
LIMIT 3;
