INSERT INTO stations VALUES ('Gare Ouest', 'Ouest', 18, DATE '2026-09-01'), ('Halles', 'Centre', 17, DATE '2026-09-01'), ('Quai', 'Est', 19, DATE '2026-09-15');
UPDATE stations SET docks = 33 WHERE name = 'Port';
