SELECT round(avg(bikes), 1) AS forecast FROM levels;
