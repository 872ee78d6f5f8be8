SELECT sum(minutes) / count(minutes) - sum(minutes) / count(*) AS gap FROM ten_trips;
