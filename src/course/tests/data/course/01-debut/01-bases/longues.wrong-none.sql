SELECT nom, km FROM rivieres WHERE km > 200 ORDER BY km;
