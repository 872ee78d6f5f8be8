// Ours: the lab's wasm as the page gets it, spoken to as the page does (JSON texts through a port).

import { readFileSync } from "node:fs";
import { join } from "node:path";

export async function start(target) {
  const glue = readFileSync(join(target, "lab/worker.js"), "utf8");
  const wasm = readFileSync(join(target, "lab/worker_bg.wasm"));
  const heard = [];
  const port = { onmessage: null, postMessage: (text) => heard.push(text) };
  globalThis.datelierPort = port;
  const boot = new Function(`${glue}\nreturn wasm_bindgen;`)();
  const exports = await boot({ module_or_path: wasm });
  let number = 0;
  const say = (kind, body) => {
    const id = ++number;
    heard.length = 0;
    port.onmessage({ data: JSON.stringify({ [kind]: { id, ...body } }) });
    return JSON.parse(heard[0]);
  };
  const request = (request) => say("ask", { request }).answer.response;
  const sql = (script) => {
    const [outcome] = request({ sql: { script } }).sql.outcomes;
    if (outcome.failed) throw new Error(JSON.stringify(outcome.failed));
    return outcome;
  };
  const opened = say("open", { start: { engine: "sql", setup: {}, datasets: [] }, saved: null }).opened;
  if (opened.failure) throw new Error(JSON.stringify(opened.failure));
  return {
    query: (text) => sql(text).rows.rows.map((row) => row.map(value)),
    load(tables) {
      for (const [table, text] of Object.entries(tables)) {
        const answer = request({ csv: { table, text } });
        if (answer.failed) throw new Error(JSON.stringify(answer.failed));
      }
    },
    memory: () => exports.memory.buffer.byteLength,
  };
}

/** A cell is `null`, or names its type: `{"int": 3}`. */
function value(cell) {
  return cell === null || typeof cell !== "object" ? cell : Object.values(cell)[0];
}
