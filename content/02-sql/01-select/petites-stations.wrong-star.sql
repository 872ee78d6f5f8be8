SELECT * FROM stations WHERE docks < 18;
