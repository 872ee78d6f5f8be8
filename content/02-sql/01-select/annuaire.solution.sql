SELECT district, name, docks FROM stations;
