SELECT sum(cents) AS total
FROM payments;
