CREATE TABLE rivieres (id integer PRIMARY KEY, nom text, km integer);
