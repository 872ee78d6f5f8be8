SELECT station, occurred_at, arrived_at, cents FROM payments WHERE date_trunc('hour', occurred_at) = TIMESTAMP '2026-03-02 08:00' AND arrived_at >= '2026-03-02 09:00';
