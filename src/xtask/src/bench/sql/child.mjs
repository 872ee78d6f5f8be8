// One engine in a process of its own: starts, loads, answers, each timed here, so that no message counts.

import { customers, orders } from "./data.mjs";
import { plain } from "./queries.mjs";

const [name, target] = process.argv.slice(2);
let engine;

const tasks = {
  async init() {
    const { start } = await import(`./engines/${name}.mjs`);
    engine = await start(target);
    await engine.query("SELECT 1 AS one");
  },
  load: ({ tables }) => engine.load(tables),
  query: ({ text }) => engine.query(text),
};

process.on("message", async (message) => {
  try {
    if (message.task === "load") message.tables = { customers: customers(), orders: orders(message.rows) };
    const begin = performance.now();
    const result = await tasks[message.task](message);
    const millis = performance.now() - begin;
    process.send({ millis, rows: message.task === "query" ? plain(result) : [], memory: engine.memory?.() });
  } catch (error) {
    process.send({ failed: String(error?.message ?? error).slice(0, 300) });
  }
});
