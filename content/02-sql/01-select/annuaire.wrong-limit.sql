SELECT district, name, docks FROM stations LIMIT 5;
