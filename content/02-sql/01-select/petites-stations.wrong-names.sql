SELECT name, district, docks FROM stations WHERE name IN ('Hôpital', 'Parc des Lilas', 'Zone Est');
