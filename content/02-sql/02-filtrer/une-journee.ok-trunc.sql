SELECT id, started_at
FROM trips
WHERE date_trunc('day', started_at) = TIMESTAMP '2026-03-02 00:00' AND member IS FALSE;
