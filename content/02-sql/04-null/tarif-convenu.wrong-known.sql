SELECT id, minutes * 5 AS cents
FROM trips
WHERE NOT member AND minutes IS NOT NULL;
