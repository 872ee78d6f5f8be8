// DuckDB-wasm, its blocking build for node: no worker between us, so no message is timed.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export async function start(target) {
  const require = createRequire(join(target, "package.json"));
  const duckdb = require("@duckdb/duckdb-wasm/blocking");
  const dist = dirname(require.resolve("@duckdb/duckdb-wasm/dist/duckdb-eh.wasm"));
  const module = (name) => ({ mainModule: join(dist, name), mainWorker: null });
  const bundles = { mvp: module("duckdb-mvp.wasm"), eh: module("duckdb-eh.wasm") };
  const db = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
  await db.instantiate(() => {});
  const connection = db.connect();
  return {
    query: (text) => connection.query(text).toArray().map((row) => Object.values(row.toJSON())),
    load(tables) {
      for (const [table, text] of Object.entries(tables)) {
        db.registerFileText(`${table}.csv`, text);
        connection.query(`CREATE TABLE ${table} AS SELECT * FROM read_csv('${table}.csv')`);
        db.dropFile(`${table}.csv`);
      }
    },
  };
}
