SELECT count(*) AS trips, count(minutes) AS known, count(*) - count(minutes) AS unknown FROM trips WHERE minutes IS NOT NULL;
