// alasql: tables are arrays of objects.

import { createRequire } from "node:module";
import { join } from "node:path";
import { createTable, records, TABLES } from "../data.mjs";

export async function start(target) {
  const require = createRequire(join(target, "package.json"));
  const alasql = require("alasql");
  const db = new alasql.Database();
  return {
    query: (text) => db.exec(text).map((row) => Object.values(row)),
    load(tables) {
      for (const [table, text] of Object.entries(tables)) {
        db.exec(createTable(table, { integer: "INT", date: "STRING", double: "FLOAT", text: "STRING" }));
        const names = TABLES[table].map(([name]) => name);
        const rows = [];
        for (const record of records(table, text)) {
          const row = {};
          for (let i = 0; i < names.length; i++) row[names[i]] = record[i];
          rows.push(row);
        }
        db.tables[table].data = rows;
      }
    },
  };
}
