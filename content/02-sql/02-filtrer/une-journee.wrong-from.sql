SELECT id, started_at
FROM trips
WHERE NOT member AND started_at >= '2026-03-02';
