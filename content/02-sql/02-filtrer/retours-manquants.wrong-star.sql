SELECT * FROM trips WHERE minutes IS NULL AND started_at >= '2026-03-05';
