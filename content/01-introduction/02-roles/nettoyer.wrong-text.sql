SELECT DISTINCT event_id, station, day, bikes FROM raw_levels WHERE bikes <> 'N/A';
