SELECT count(*) AS trips, min(started_at) AS first, max(started_at) AS last FROM trips WHERE station_from = 'Gare Nord' AND CAST(started_at AS DATE) = DATE '2026-03-03';
