SELECT id, started_at
FROM trips
WHERE NOT member
  AND started_at >= TIMESTAMP '2026-03-02 00:00'
  AND started_at <  TIMESTAMP '2026-03-03 00:00';
