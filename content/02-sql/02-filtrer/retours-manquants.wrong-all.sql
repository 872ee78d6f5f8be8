SELECT id, bike, station_from
FROM trips
WHERE minutes IS NULL;
