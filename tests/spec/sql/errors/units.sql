SELECT extract(day from TIME '10:00');
SELECT extract(dow from INTERVAL '1 day');
SELECT extract(timezone from TIMESTAMP '2024-01-01');
SELECT extract(hour from DATE '2024-01-01');
SELECT extract(nonsense from DATE '2024-01-01');
SELECT date_trunc('dow', TIMESTAMP '2024-01-01');
SELECT date_trunc('nonsense', TIMESTAMP '2024-01-01');
SELECT date_trunc('week', INTERVAL '1 day');
SELECT extract(epoch from DATE '2024-01-01'), extract(julian from DATE '2024-01-01'), extract(timezone from TIMESTAMPTZ '2024-01-01 10:00+02');
