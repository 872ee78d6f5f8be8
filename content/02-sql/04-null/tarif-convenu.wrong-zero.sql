SELECT id, COALESCE(minutes, 0) * 5 AS cents
FROM trips
WHERE NOT member;
