// The tables of the bench as CSV text: the same rows for every engine, from a fixed generator (no clock, no luck).

const COUNTRIES = ["France", "Sénégal", "Canada", "Belgique", "Suisse", "Maroc", "Vietnam", "Haïti", "Liban", "Gabon"];
const WORDS = ["water", "glass", "paper", "stone", "metal", "cotton", "bread", "lamp", "wheel", "garden"];

/** A small generator with 32 bits of state (mulberry32). */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
}

const day = (n) => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);

/** `rows` orders: a key, 100 shops, 1,000 customers, a date of two years, a number, 1,000 product names, a unique note. */
export function orders(rows) {
  const next = generator(42);
  const days = Array.from({ length: 730 }, (_, n) => day(n));
  const lines = ["id,shop,customer,day,amount,product,note"];
  for (let id = 1; id <= rows; id++) {
    const product = next() % 1000;
    const amount = (next() % 100_000) / 100;
    const fields = [
      id,
      next() % 100,
      1 + (next() % 1000),
      days[next() % 730],
      amount,
      `${WORDS[product % 10]} ${product}`,
      `order ${(next() % 1_000_000).toString(36)} by ${WORDS[next() % 10]}`,
    ];
    lines.push(fields.join(","));
  }
  return `${lines.join("\n")}\n`;
}

/** 1,000 customers. */
export function customers() {
  const lines = ["id,name,country"];
  for (let id = 1; id <= 1000; id++) lines.push(`${id},customer ${id},${COUNTRIES[(id * 7919) % 10]}`);
  return `${lines.join("\n")}\n`;
}

/** Columns and types; every engine spells them its own way. */
export const TABLES = {
  orders: [
    ["id", "integer"],
    ["shop", "integer"],
    ["customer", "integer"],
    ["day", "date"],
    ["amount", "double"],
    ["product", "text"],
    ["note", "text"],
  ],
  customers: [
    ["id", "integer"],
    ["name", "text"],
    ["country", "text"],
  ],
};

/** `CREATE TABLE` with an engine's own names of the types. */
export function createTable(name, spelled) {
  return `CREATE TABLE ${name} (${TABLES[name].map(([column, type]) => `${column} ${spelled[type]}`).join(", ")})`;
}

/** The records of a CSV text of ours (no quotes in it), as typed values, for engines that read no CSV. */
export function* records(name, text) {
  const numeric = TABLES[name].map(([, type]) => type === "integer" || type === "double");
  let at = text.indexOf("\n") + 1;
  while (at < text.length) {
    const end = text.indexOf("\n", at);
    yield text.slice(at, end).split(",").map((field, i) => (numeric[i] ? Number(field) : field));
    at = end + 1;
  }
}
