SELECT name, docks
FROM stations
ORDER BY docks DESC, name
LIMIT 4;
