SELECT id, COALESCE(minutes * 5, 30) AS cents
FROM trips
WHERE NOT member;
