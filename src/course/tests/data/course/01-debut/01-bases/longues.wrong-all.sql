SELECT nom, km FROM rivieres WHERE km IS NOT NULL ORDER BY km;
