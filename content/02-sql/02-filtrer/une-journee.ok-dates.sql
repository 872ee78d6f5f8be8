SELECT id, started_at
FROM trips
WHERE member = false AND started_at >= '2026-03-02' AND started_at < '2026-03-03';
