SELECT minutes FROM ten_trips ORDER BY minutes LIMIT 1;
