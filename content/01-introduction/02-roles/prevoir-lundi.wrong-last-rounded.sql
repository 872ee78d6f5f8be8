SELECT station, round(bikes, 1) AS forecast FROM levels WHERE day = DATE '2026-03-02';
