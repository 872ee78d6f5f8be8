SELECT id, bike, minutes
FROM trips
ORDER BY minutes DESC NULLS LAST, id DESC
LIMIT 5;
