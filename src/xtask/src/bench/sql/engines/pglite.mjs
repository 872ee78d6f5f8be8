// PGlite: PostgreSQL. CSV goes in by COPY.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createTable } from "../data.mjs";

export async function start(target) {
  const require = createRequire(join(target, "package.json"));
  const { PGlite } = await import(pathToFileURL(require.resolve("@electric-sql/pglite")));
  const db = await PGlite.create();
  return {
    query: async (text) => (await db.query(text, [], { rowMode: "array" })).rows,
    async load(tables) {
      for (const [table, text] of Object.entries(tables)) {
        const types = { integer: "integer", date: "date", double: "double precision", text: "text" };
        await db.exec(createTable(table, types));
        await db.query(`COPY ${table} FROM '/dev/blob' WITH (FORMAT csv, HEADER)`, [], { blob: new Blob([text]) });
      }
      await db.exec("ANALYZE");
    },
  };
}
