SELECT round(1.0 * sum(minutes) / count(minutes), 1) AS average FROM trips WHERE member = true;
