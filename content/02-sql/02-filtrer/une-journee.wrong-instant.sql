SELECT id, started_at
FROM trips
WHERE NOT member AND started_at BETWEEN '2026-03-02' AND '2026-03-02';
