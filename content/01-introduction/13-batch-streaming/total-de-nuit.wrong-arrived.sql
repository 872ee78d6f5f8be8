SELECT sum(cents) AS total FROM payments WHERE arrived_at >= TIMESTAMP '2026-03-02 08:00' AND arrived_at < TIMESTAMP '2026-03-02 09:00';
