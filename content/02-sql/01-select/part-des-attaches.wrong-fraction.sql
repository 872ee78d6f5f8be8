SELECT name, round(docks / 210.0, 1) AS percent FROM stations;
