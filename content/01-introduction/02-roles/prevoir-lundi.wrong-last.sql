SELECT station, bikes AS forecast FROM levels WHERE day = DATE '2026-03-02';
