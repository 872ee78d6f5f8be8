SELECT id, bike, minutes
FROM trips
WHERE minutes IS NOT NULL
ORDER BY minutes DESC, id;
