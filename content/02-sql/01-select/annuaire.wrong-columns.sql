SELECT name, district, docks FROM stations;
