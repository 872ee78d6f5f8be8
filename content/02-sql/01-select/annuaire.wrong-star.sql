SELECT * FROM stations;
