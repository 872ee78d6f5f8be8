SELECT round(100.0 * count(*) FILTER (WHERE member) / count(*), 1) AS percent
FROM trips;
