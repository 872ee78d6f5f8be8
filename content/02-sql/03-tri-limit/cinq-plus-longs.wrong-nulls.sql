SELECT id, bike, minutes
FROM trips
ORDER BY minutes DESC, id
LIMIT 5;
