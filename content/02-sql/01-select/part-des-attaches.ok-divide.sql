SELECT name, round(docks / 210.0 * 100, 1) AS percent FROM stations;
