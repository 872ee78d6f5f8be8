SELECT round(avg(minutes), 1) AS average FROM trips WHERE member AND minutes < 60;
