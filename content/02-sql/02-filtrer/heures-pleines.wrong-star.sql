SELECT * FROM trips WHERE station_from IN ('Gare Sud', 'Gare Nord') AND started_at >= TIMESTAMP '2026-03-02 07:00' AND started_at <  TIMESTAMP '2026-03-02 10:00';
