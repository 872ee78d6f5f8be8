SELECT name district, docks
FROM stations
WHERE district = "Centre";
