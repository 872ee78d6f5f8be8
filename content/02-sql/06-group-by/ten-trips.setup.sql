CREATE TABLE ten_trips (id INTEGER PRIMARY KEY, minutes INTEGER);
INSERT INTO ten_trips VALUES
  (1, 10), (2, 45), (3, 10), (4, NULL), (5, 10), (6, 10), (7, NULL), (8, 45), (9, 10), (10, NULL);
