CREATE TABLE mesures (id integer PRIMARY KEY, capteur text NOT NULL, instant timestamp NOT NULL, valeur integer);
