SELECT round(count(*) FILTER (WHERE member) / count(*) * 100.0, 1) AS percent
FROM trips;
