SELECT EXTRACT(HOUR FROM started_at) AS hour, count(*) AS trips, count(*) FILTER (WHERE member) AS members FROM trips GROUP BY EXTRACT(HOUR FROM started_at);
