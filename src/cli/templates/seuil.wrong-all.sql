SELECT * FROM mesures;
