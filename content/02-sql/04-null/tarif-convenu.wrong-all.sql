SELECT id, COALESCE(minutes, 30) * 5 AS cents FROM trips;
