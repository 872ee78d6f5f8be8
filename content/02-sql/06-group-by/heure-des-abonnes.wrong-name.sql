SELECT EXTRACT(HOUR FROM started_at), count(*), count(*) FILTER (WHERE member) FROM trips WHERE station_from = 'Gare Sud' GROUP BY 1;
