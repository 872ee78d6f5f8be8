SELECT DISTINCT event_id, station, day, bikes::integer AS bikes FROM raw_levels WHERE NOT bikes = 'N/A' ORDER BY event_id;
