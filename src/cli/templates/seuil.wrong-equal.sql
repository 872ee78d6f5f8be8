SELECT * FROM mesures WHERE valeur >= 30;
