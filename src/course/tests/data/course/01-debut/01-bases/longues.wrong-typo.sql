SELECT name FROM rivieres;
