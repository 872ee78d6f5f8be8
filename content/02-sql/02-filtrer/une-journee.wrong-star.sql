SELECT * FROM trips WHERE NOT member AND started_at >= '2026-03-02' AND started_at < '2026-03-03';
