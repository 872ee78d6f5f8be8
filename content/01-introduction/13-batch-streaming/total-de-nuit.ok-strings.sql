SELECT sum(cents) AS total FROM payments WHERE occurred_at >= '2026-03-02 08:00' AND NOT occurred_at >= '2026-03-02 09:00';
