SELECT station, avg(bikes) AS forecast FROM levels GROUP BY station;
