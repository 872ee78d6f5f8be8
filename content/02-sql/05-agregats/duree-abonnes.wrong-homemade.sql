SELECT sum(minutes) / count(*) AS average
FROM trips
WHERE member;
