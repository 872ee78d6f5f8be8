SELECT station, round(avg(bikes), 1) AS forecast
FROM levels
GROUP BY station;
