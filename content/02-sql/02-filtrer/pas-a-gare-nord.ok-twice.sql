SELECT id, station_to
FROM trips
WHERE (station_from = 'Port' AND station_to <> 'Gare Nord')
   OR (station_from = 'Port' AND station_to IS NULL);
