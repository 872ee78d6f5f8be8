SELECT * FROM mesures WHERE NOT valeur <= 30;
