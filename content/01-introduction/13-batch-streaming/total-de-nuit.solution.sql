SELECT sum(cents) AS total
FROM payments
WHERE occurred_at >= TIMESTAMP '2026-03-02 08:00'
  AND occurred_at < TIMESTAMP '2026-03-02 09:00';
