SELECT round(100.0 * count(*) / count(*), 1) AS percent
FROM trips
WHERE member;
