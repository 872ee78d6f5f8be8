SELECT id, COALESCE(minutes * 5, 150) AS cents FROM trips WHERE member = false;
