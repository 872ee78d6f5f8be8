SELECT round(1.0 * sum(minutes) / count(*), 1) AS average
FROM trips
WHERE member;
