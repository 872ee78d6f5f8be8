SELECT name, round(100.0 * docks / 210, 1) FROM stations;
