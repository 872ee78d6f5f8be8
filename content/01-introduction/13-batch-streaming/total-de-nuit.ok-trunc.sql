SELECT sum(cents) AS total FROM payments WHERE date_trunc('hour', occurred_at) = TIMESTAMP '2026-03-02 08:00';
