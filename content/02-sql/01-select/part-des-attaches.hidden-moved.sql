UPDATE stations SET docks = 24 WHERE name = 'Port';
UPDATE stations SET docks = 22 WHERE name = 'Gare Nord';
