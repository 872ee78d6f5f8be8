SELECT * FROM (SELECT name, docks FROM stations ORDER BY docks DESC, name LIMIT 4 OFFSET 4) p ORDER BY name DESC;
