INSERT INTO raw_levels VALUES
  (601, 'Stade', DATE '2026-03-02', '11'),
  (601, 'Stade', DATE '2026-03-02', '11'),
  (602, 'Stade', DATE '2026-02-23', 'N/A'),
  (602, 'Stade', DATE '2026-02-23', 'N/A'),
  (603, 'Hôpital', DATE '2026-03-02', '0'),
  (604, 'Hôpital', DATE '2026-02-23', '0'),
  (605, 'Zone Est', DATE '2026-03-02', '2'),
  (606, 'Zone Est', DATE '2026-02-23', '5');

INSERT INTO levels VALUES
  ('Stade', DATE '2026-03-02', 11),
  ('Hôpital', DATE '2026-03-02', 0),
  ('Hôpital', DATE '2026-02-23', 0),
  ('Zone Est', DATE '2026-03-02', 2),
  ('Zone Est', DATE '2026-02-23', 5);
