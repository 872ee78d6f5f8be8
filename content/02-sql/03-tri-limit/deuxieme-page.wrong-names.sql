SELECT name, docks FROM stations WHERE name IN ('Stade', 'Port', 'Marché', 'Hôpital') ORDER BY docks DESC;
