SELECT DISTINCT event_id, station, day, CASE WHEN bikes = 'N/A' THEN 0 ELSE CAST(bikes AS INTEGER) END AS bikes FROM raw_levels;
