SELECT name, round(100.0 * docks / 210, 2) AS percent FROM stations;
