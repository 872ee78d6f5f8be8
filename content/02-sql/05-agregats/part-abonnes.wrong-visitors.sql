SELECT round(100.0 * count(*) FILTER (WHERE NOT member) / count(*), 1) AS percent
FROM trips;
