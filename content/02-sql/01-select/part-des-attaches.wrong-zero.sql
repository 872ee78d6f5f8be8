SELECT name, round(docks / 210 * 100.0, 1) AS percent FROM stations;
