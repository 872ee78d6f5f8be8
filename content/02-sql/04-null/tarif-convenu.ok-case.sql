SELECT id, CASE WHEN minutes IS NULL THEN 30 ELSE minutes END * 5 AS cents
FROM trips
WHERE NOT member;
