// Ours as the page has it: the lab's wasm, a line typed at its terminal, and slices of work until the prompt is back.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Reader } from "../../sql/engines/postcard.mjs";

const ANSWER = 2;
const [OUTPUT, PROMPT, CLEAR, CHANGED, ECHO] = [0, 1, 2, 6, 7];

export async function start(target) {
  const glue = readFileSync(join(target, "lab/worker.js"), "utf8");
  let hear = () => {};
  const port = { onmessage: null, postMessage: (bytes) => hear(new Reader(bytes)) };
  globalThis.datelierPort = port;
  const boot = new Function(`${glue}\nreturn wasm_bindgen;`)();
  await boot({ module_or_path: readFileSync(join(target, "lab/worker_bg.wasm")) });
  let number = 0;
  const say = (kind, body) => port.onmessage({ data: JSON.stringify({ [kind]: { id: ++number, ...body } }) });
  const run = (script) =>
    new Promise((resolve, reject) => {
      let text = "";
      hear = (reader) => {
        try {
          listen(reader);
        } catch (error) {
          reject(error);
        }
      };
      const listen = (reader) => {
        // What kind of answer, to which question, what kind of response: a terminal's, for lines are all that is sent.
        const [kind] = Array.from({ length: 3 }, () => reader.number());
        if (kind !== ANSWER) return;
        reader.number();
        reader.list(() => (text += event(reader)));
        // Whether the command goes on, and whether more answers follow.
        reader.number();
        if (reader.number() === 1) resolve({ text });
      };
      say("ask", { request: { input: { terminal: 0, input: { line: { text: script } } } } });
    });
  say("open", { start: { engine: "shell", setup: {}, datasets: [] }, saved: null });
  await run("cd /tmp");
  return { run, prepare: run };
}

/** The text of an output; nothing of a prompt or of news from the disk. */
function event(reader) {
  const kind = reader.number();
  if (kind === OUTPUT) return reader.text();
  if (kind === PROMPT) {
    // Its text, whether a command goes on, whether its keys are vi's.
    reader.text();
    reader.number();
    reader.number();
  } else if (kind === ECHO) {
    reader.number();
  } else if (kind !== CLEAR && kind !== CHANGED) {
    throw new Error(`an event that no job has: ${kind}`);
  }
  return "";
}
