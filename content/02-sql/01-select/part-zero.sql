SELECT docks / 210 AS share FROM stations WHERE name = 'Gare Sud';
