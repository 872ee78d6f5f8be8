SELECT station, round(1.0 * sum(bikes) / count(bikes), 1) AS forecast FROM levels GROUP BY station ORDER BY station;
