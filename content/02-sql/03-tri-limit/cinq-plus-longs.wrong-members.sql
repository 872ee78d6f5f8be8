SELECT id, bike, minutes
FROM trips
WHERE member
ORDER BY minutes DESC NULLS LAST, id
LIMIT 5;
