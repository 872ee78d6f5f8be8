SELECT id, minutes FROM trips ORDER BY minutes DESC NULLS LAST, id LIMIT 5;
