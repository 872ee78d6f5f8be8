SELECT district, name, docks
FROM stations
ORDER BY district, name;
