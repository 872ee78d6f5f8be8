SELECT station, round(sum(bikes) / count(*), 1) AS forecast FROM levels GROUP BY station;
