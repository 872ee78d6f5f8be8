SELECT district, name, docks FROM stations WHERE district = 'Centre';
