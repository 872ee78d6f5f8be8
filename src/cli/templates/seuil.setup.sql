CREATE TABLE mesures (id integer, valeur integer);
INSERT INTO mesures VALUES (1, 12), (2, 30), (3, 31), (4, 58), (5, NULL);
