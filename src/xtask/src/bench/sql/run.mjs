// The bench: one process an engine, all of this one's children. Queries go round the engines run by run, so that a slow
// moment of the machine hits all alike. Results are compared before anything is timed.
//
//     node run.mjs TARGET [ROWS…]

import { cpus } from "node:os";
import { Child, geomean, median } from "../child.mjs";
import { QUERIES, same } from "./queries.mjs";

const ENGINES = ["datelier", "duckdb", "sqljs", "pglite", "alasql"];
const NAMES = { datelier: "ours", duckdb: "DuckDB", sqljs: "sql.js", pglite: "PGlite", alasql: "alasql" };
/** Runs of each query, and how long an engine may take for all of them, in milliseconds. */
const RUNS = 7;
const PATIENCE = 6_000;
/** What no engine may exceed for one answer. */
const LIMIT = 180_000;

const [target, ...sizes] = process.argv.slice(2);
const ROWS = sizes.length > 0 ? sizes.map(Number) : [10_000, 100_000, 1_000_000];

const SCRIPT = new URL("./child.mjs", import.meta.url);

/** An engine in a process of its own. */
const start = (name) => new Child(SCRIPT, [name, target], LIMIT, { serialization: "advanced" });

const millis = (x) => (x === undefined ? "—" : x < 10 ? x.toFixed(2) : x < 1000 ? x.toFixed(1) : x.toFixed(0));
const ratio = (x) => (x === undefined ? "—" : `${x.toFixed(x < 0.1 ? 3 : 2)}×`);

function row(cells) {
  console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(16) : String(cell).padStart(9))).join(" "));
}

function heading(text) {
  console.log(`\n${text}`);
  const peers = ENGINES.slice(1).map((name) => `/${NAMES[name]}`);
  row(["milliseconds", ...ENGINES.map((name) => NAMES[name]), ...peers]);
}

/** The medians of one line, and our ratio to each peer; a ratio below 1 means that ours is faster. */
function line(what, times, ratios) {
  const own = times.datelier;
  const cells = ENGINES.slice(1).map((name) => {
    const found = own !== undefined && times[name] !== undefined ? own / times[name] : undefined;
    if (found !== undefined) (ratios[name] ??= []).push(found);
    return ratio(found);
  });
  row([what, ...ENGINES.map((name) => millis(times[name])), ...cells]);
}

const notes = new Set();
let wrong = 0;

async function init() {
  const times = {};
  for (let run = 0; run < 5; run++) {
    for (const name of ENGINES) {
      const engine = start(name);
      const answer = await engine.ask({ task: "init" });
      if (answer.failed) notes.add(`${NAMES[name]}: init: ${answer.failed}`);
      else (times[name] ??= []).push(answer.millis);
      engine.stop();
    }
  }
  heading("init (from files on disk to the answer of SELECT 1)");
  line("init", Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)])), {});
}

async function load(rows, ratios) {
  const engines = {};
  const times = {};
  let memory;
  for (let run = 0; run < (rows >= 1_000_000 ? 1 : 3); run++) {
    for (const name of ENGINES) {
      engines[name]?.stop();
      const engine = start(name);
      engines[name] = engine;
      await engine.ask({ task: "init" });
      const answer = await engine.ask({ task: "load", rows });
      if (answer.failed) notes.add(`${NAMES[name]}: load ${rows}: ${answer.failed}`);
      else (times[name] ??= []).push(answer.millis);
      memory ??= answer.memory;
      if (answer.failed) delete engines[name];
    }
  }
  line("load CSV", Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)])), ratios);
  return { engines, memory };
}

async function size(rows) {
  heading(`${rows.toLocaleString("en")} rows`);
  const ratios = {};
  const { engines, memory } = await load(rows, {});
  for (const [what, text] of QUERIES) {
    const times = {};
    const spent = {};
    let expected;
    for (const name of Object.keys(engines)) {
      const answer = await engines[name].ask({ task: "query", text });
      if (answer.failed) {
        notes.add(`${NAMES[name]}: ${what}: ${answer.failed.split("\n")[0]}`);
        if (answer.dead) delete engines[name];
        continue;
      }
      if (name === "duckdb") expected = answer.rows;
      times[name] = [];
      spent[name] = 0;
      engines[name].rows = answer.rows;
    }
    for (const name of Object.keys(times)) {
      if (expected && !same(engines[name].rows, expected)) {
        const [got, wanted] = [engines[name].rows, expected].map((list) => JSON.stringify(list).slice(0, 160));
        notes.add(`${NAMES[name]}: ${what}, ${rows} rows: another result: ${got} instead of ${wanted}`);
        if (name === "datelier") wrong += 1;
        delete times[name];
      }
    }
    for (let run = 0; run < RUNS; run++) {
      for (const name of Object.keys(times)) {
        if (spent[name] > PATIENCE) continue;
        const answer = await engines[name].ask({ task: "query", text });
        if (answer.failed) continue;
        times[name].push(answer.millis);
        spent[name] += answer.millis;
      }
    }
    line(what, Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)])), ratios);
  }
  row(["geomean", ...ENGINES.map(() => ""), ...ENGINES.slice(1).map((name) => ratio(ratios[name] && geomean(ratios[name])))]);
  const above = (ratios.duckdb ?? []).filter((x) => x > 1).length;
  console.log(`slower than DuckDB: ${above} of ${QUERIES.length} queries`);
  if (memory) console.log(`our wasm memory after loading: ${(memory / 1048576).toFixed(0)} MB`);
  for (const engine of Object.values(engines)) engine.stop();
}

console.log(`node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}; medians of up to ${RUNS} runs after one`);
await init();
for (const rows of ROWS) await size(rows);
if (notes.size > 0) console.log(`\nnotes\n  ${[...notes].join("\n  ")}`);
process.exit(wrong > 0 ? 1 : 0);
