SELECT station, round(avg(bikes), 1) FROM levels GROUP BY station;
