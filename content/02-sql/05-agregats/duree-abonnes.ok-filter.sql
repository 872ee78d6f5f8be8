SELECT round(avg(minutes) FILTER (WHERE member), 1) AS average FROM trips;
