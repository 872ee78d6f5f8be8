SELECT name, round(docks / 2.1, 1) AS percent FROM stations;
