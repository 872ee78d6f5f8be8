SELECT name, round(docks * 100 / CAST(210 AS NUMERIC), 1) AS percent FROM stations;
