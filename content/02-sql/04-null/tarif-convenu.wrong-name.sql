SELECT id, COALESCE(minutes, 30) * 5
FROM trips
WHERE NOT member;
