SELECT round(avg(minutes), 1)
FROM trips
WHERE member;
