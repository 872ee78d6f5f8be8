SELECT station, occurred_at, arrived_at, cents FROM payments WHERE occurred_at < TIMESTAMP '2026-03-02 09:00' AND arrived_at >= TIMESTAMP '2026-03-02 09:00';
