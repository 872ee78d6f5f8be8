SELECT id, bike, minutes
FROM trips
ORDER BY minutes, id
LIMIT 5;
