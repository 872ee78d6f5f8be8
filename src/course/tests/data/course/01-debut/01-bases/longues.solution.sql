SELECT nom, km FROM rivieres WHERE km >= 100 ORDER BY km;
