// Ours: the lab's wasm as the page gets it, spoken to as the page does: JSON texts one way, postcard's bytes the other.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Reader } from "./postcard.mjs";

export async function start(target) {
  const glue = readFileSync(join(target, "lab/worker.js"), "utf8");
  const wasm = readFileSync(join(target, "lab/worker_bg.wasm"));
  let heard;
  const port = { onmessage: null, postMessage: (bytes) => (heard = bytes) };
  globalThis.datelierPort = port;
  const boot = new Function(`${glue}\nreturn wasm_bindgen;`)();
  const exports = await boot({ module_or_path: wasm });
  let number = 0;
  const say = (kind, body) => {
    port.onmessage({ data: JSON.stringify({ [kind]: { id: ++number, ...body } }) });
    return new Reader(heard);
  };
  say("open", { start: { engine: "sql", setup: {}, datasets: [] }, saved: null });
  return {
    query: (text) => rows(say("ask", { request: { sql: { script: text } } })),
    load(tables) {
      for (const [table, text] of Object.entries(tables)) {
        // Types are inferred, but for this one: a decimal number would be exact, and the peers' are doubles.
        const types = table === "orders" ? { amount: "double precision" } : {};
        say("ask", { request: { csv: { table, text, types } } });
      }
    },
    memory: () => exports.memory.buffer.byteLength,
  };
}

const ANSWER = 2;
const SQL = 0;
const ROWS = 0;

/** The rows of the one outcome in an answer of the lab. */
function rows(reader) {
  const [kind, , response, , outcome] = Array.from({ length: 5 }, () => reader.number());
  if (kind !== ANSWER || response !== SQL || outcome !== ROWS) throw new Error(`no rows: ${reader.readable()}`);
  reader.list(() => [reader.text(), reader.number()]);
  return reader.list(() => reader.list(() => cell(reader)));
}

function cell(reader) {
  switch (reader.number()) {
    case 0:
      return null;
    case 1:
      return reader.number() === 1;
    case 2:
      return reader.integer();
    case 3:
      return reader.float();
    default:
      return reader.text();
  }
}
