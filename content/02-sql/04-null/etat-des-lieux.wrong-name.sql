SELECT count(*), count(minutes), count(*) - count(minutes)
FROM trips;
