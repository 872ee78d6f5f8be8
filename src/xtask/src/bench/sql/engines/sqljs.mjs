// sql.js: SQLite. CSV has no built-in reader there, so rows go through one prepared statement in one transaction.

import { createRequire } from "node:module";
import { join } from "node:path";
import { createTable, records, TABLES } from "../data.mjs";

export async function start(target) {
  const require = createRequire(join(target, "package.json"));
  const SQL = await require("sql.js")();
  const db = new SQL.Database();
  return {
    query: (text) => db.exec(text)[0]?.values ?? [],
    load(tables) {
      for (const [table, text] of Object.entries(tables)) {
        db.run(createTable(table, { integer: "INTEGER", date: "TEXT", double: "REAL", text: "TEXT" }));
        db.run("BEGIN");
        const insert = db.prepare(`INSERT INTO ${table} VALUES (${TABLES[table].map(() => "?").join(",")})`);
        for (const record of records(table, text)) insert.run(record);
        insert.free();
        db.run("COMMIT");
      }
    },
  };
}
