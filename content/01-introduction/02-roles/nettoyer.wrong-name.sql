SELECT DISTINCT event_id, station, bikes FROM raw_levels WHERE bikes <> 'N/A';
