SELECT name, round(docks * 100 / 210, 1) AS percent FROM stations;
