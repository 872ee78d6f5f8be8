// What is timed. Each query is one that every dialect of the five reads as it stands; an engine that lacks a feature says so.

export const QUERIES = [
  ["filter scan", "SELECT count(*) AS n, sum(amount) AS amounts FROM orders WHERE amount > 250 AND shop < 50 AND customer <> 7"],
  [
    "filter date",
    "SELECT count(*) AS n, max(amount) AS best FROM orders WHERE day >= '2024-06-01' AND day < '2024-09-01' AND amount < 500",
  ],
  ["group by 100", "SELECT shop, count(*) AS n, sum(amount) AS amounts, avg(amount) AS mean FROM orders GROUP BY shop ORDER BY shop"],
  [
    "group by text",
    "SELECT product, count(*) AS n, max(amount) AS best FROM orders GROUP BY product ORDER BY n DESC, product LIMIT 20",
  ],
  [
    "join 1k",
    "SELECT c.country, count(*) AS n, sum(o.amount) AS amounts FROM orders o JOIN customers c ON c.id = o.customer" +
      " GROUP BY c.country ORDER BY c.country",
  ],
  ["top-10", "SELECT id, amount FROM orders ORDER BY amount DESC, id LIMIT 10"],
  ["count distinct", "SELECT count(DISTINCT customer) AS people, count(DISTINCT note) AS notes FROM orders"],
  [
    "like + group by",
    "SELECT shop, count(*) AS n FROM orders WHERE note LIKE '%7 by lamp%' GROUP BY shop ORDER BY n DESC, shop LIMIT 10",
  ],
  [
    "in (select)",
    "SELECT count(*) AS n, sum(amount) AS amounts FROM orders WHERE customer IN (SELECT id FROM customers WHERE country = 'Canada')",
  ],
  [
    "window sum",
    "SELECT count(*) AS n, max(running) AS top FROM" +
      " (SELECT sum(amount) OVER (PARTITION BY shop ORDER BY id) AS running FROM orders) AS w",
  ],
  [
    "cte chain",
    "WITH daily AS (SELECT day, shop, sum(amount) AS amounts FROM orders GROUP BY day, shop)," +
      " best AS (SELECT shop, max(amounts) AS top, count(*) AS days FROM daily GROUP BY shop)," +
      " ranked AS (SELECT shop, top, days FROM best WHERE days > 10)" +
      " SELECT count(*) AS shops, max(top) AS highest, max(days) AS days FROM ranked",
  ],
];

/** A result in the one form that is compared: rows of numbers and texts. */
export function plain(rows) {
  return rows.map((row) =>
    row.map((value) => {
      if (typeof value === "bigint") return Number(value);
      if (value instanceof Date) return value.toISOString().slice(0, 10);
      return value ?? null;
    }),
  );
}

/** Whether two results are the same; numbers may differ in the tenth digit, where sums of floats depend on their order. */
export function same(a, b) {
  const close = (x, y) => {
    if (x === y) return true;
    const [n, m] = [Number(x), Number(y)];
    if (x === null || y === null || Number.isNaN(n) || Number.isNaN(m)) return false;
    return Math.abs(n - m) <= 1e-9 * Math.max(Math.abs(n), Math.abs(m));
  };
  return a.length === b.length && a.every((row, i) => row.length === b[i].length && row.every((x, j) => close(x, b[i][j])));
}
