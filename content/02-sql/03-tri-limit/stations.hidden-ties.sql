UPDATE stations SET docks = 20 WHERE name IN ('Stade', 'Marché');
INSERT INTO stations VALUES ('Gare Ouest', 'Ouest', 20, DATE '2026-09-01');
