SELECT DISTINCT event_id, station, day, CAST(bikes AS INTEGER) AS bikes
FROM raw_levels
WHERE bikes <> 'N/A';
