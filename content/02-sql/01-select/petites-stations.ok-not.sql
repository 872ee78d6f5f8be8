SELECT name, district, docks FROM stations WHERE NOT docks >= 18;
