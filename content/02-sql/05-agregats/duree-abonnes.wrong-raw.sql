SELECT avg(minutes) AS average
FROM trips
WHERE member;
