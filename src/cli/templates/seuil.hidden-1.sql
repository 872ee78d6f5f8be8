DELETE FROM mesures;
INSERT INTO mesures VALUES (10, 30), (11, 29), (12, 1000), (13, NULL);
