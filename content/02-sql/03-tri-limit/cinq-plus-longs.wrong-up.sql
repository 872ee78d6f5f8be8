SELECT * FROM (SELECT id, bike, minutes FROM trips ORDER BY minutes DESC NULLS LAST, id LIMIT 5) t ORDER BY minutes, id;
