SELECT id, bike, minutes
FROM trips
ORDER BY coalesce(minutes, -1) DESC, id LIMIT 5;
