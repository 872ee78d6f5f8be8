SELECT name, round(100.0 * docks / 210, 1) AS percent FROM stations WHERE docks < 18;
