SELECT name, district, docks
FROM stations
WHERE docks < 18;
