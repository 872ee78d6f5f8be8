SELECT id, started_at
FROM trips
WHERE CAST(started_at AS DATE) = DATE '2026-03-02' AND NOT member;
