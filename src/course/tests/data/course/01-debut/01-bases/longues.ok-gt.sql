SELECT nom, km FROM rivieres WHERE km > 99 ORDER BY km;
