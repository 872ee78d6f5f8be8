// One key in 10,000 lines; Ex commands over 100,000 lines in the lab's wasm and in vim -es -u NONE, texts compared.

import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const target = process.argv[2];

/** Lines like those of a log, the same every time. */
function text(lines) {
  let state = 7;
  const next = (bound) => (state = (state * 1103515245 + 12345) % 2147483648) % bound;
  const words = ["station", "bike", "rider", "dock", "late", "open", "closed", "harbour", "market", "error"];
  const rows = [];
  for (let row = 0; row < lines; row++) {
    rows.push(`${row} ${words[next(10)]} ${words[next(10)]} = ${next(10000)} (${words[next(10)]}); ${words[next(10)]}`);
  }
  return rows.join("\n") + "\n";
}

const glue = readFileSync(join(target, "lab/worker.js"), "utf8");
const heard = [];
const port = { onmessage: null, postMessage: (text) => heard.push(text) };
globalThis.datelierPort = port;
const boot = new Function(`${glue}\nreturn wasm_bindgen;`)();
await boot({ module_or_path: readFileSync(join(target, "lab/worker_bg.wasm")) });
let number = 0;
function say(kind, body) {
  heard.length = 0;
  port.onmessage({ data: JSON.stringify({ [kind]: { id: ++number, ...body } }) });
  return JSON.parse(heard[0]);
}

/** An editor over a text; `keys` types and returns the milliseconds it took. */
function editor(content) {
  const setup = { vim: { name: "/tmp/a.txt", text: content, cursor: [1, 1] } };
  const { opened } = say("open", { start: { engine: "vim", setup, datasets: [] }, saved: null });
  if (opened.failure) throw new Error(JSON.stringify(opened.failure));
  let last = null;
  return {
    keys(keys) {
      const start = performance.now();
      last = say("ask", { request: { keys: { keys } } }).answer.response.editor;
      return performance.now() - start;
    },
    view: () => last.view,
  };
}

const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
const ms = (time) => time.toFixed(time < 1 ? 3 : 1).padStart(9);

console.log("one key, 10,000 lines (median of 300; budget 0.2 ms)");
for (const [name, keys] of [
  ["j", ["j"]],
  ["x", ["x", "j"]],
  ["dd", ["d", "d"]],
  ["u", ["u"]],
  ["insert a letter", ["i", "a", "<Esc>"]],
  ["w", ["w"]],
  ["G and gg", ["G", "g", "g"]],
  ["p of 1,000 lines", ["p", "u"]],
]) {
  const bench = editor(text(10000));
  if (name.startsWith("u")) for (let i = 0; i < 320; i++) bench.keys("xj");
  if (name.startsWith("p")) bench.keys("1000yy");
  const times = [];
  for (let i = 0; i < 300; i++) times.push(bench.keys(keys[i % keys.length]));
  const slowest = Math.max(...times);
  console.log(`  ${name.padEnd(34)}${ms(median(times))} ms   slowest ${ms(slowest)} ms`);
}

const content = text(100000);
const folder = mkdtempSync(join(tmpdir(), "datelier-vim-"));
const file = join(folder, "a.txt");
const hasVim = spawnSync("vim", ["--version"]).status === 0;
const digest = (text) => createHash("sha256").update(text).digest("hex").slice(0, 12);

/** Milliseconds of a command in vim, and the text it leaves. */
function vim(command) {
  writeFileSync(file, content);
  const timed = [`let t = reltime()`, command, `call writefile([reltimestr(reltime(t))], '${file}.ms')`, "wq!"];
  const args = ["-es", "-u", "NONE", "-i", "NONE", "-N", "-n", file];
  const run = spawnSync("vim", args, { input: timed.join("\n") + "\n" });
  if (run.error) throw run.error;
  return { time: Number(readFileSync(`${file}.ms`, "utf8")) * 1000, text: readFileSync(file, "utf8") };
}

let failed = false;
console.log(`\n100,000 lines${hasVim ? "" : " (vim is not installed: ours alone)"}      ours        vim    ratio`);
for (const command of [
  "%s/e/E/",
  "%s/e/E/g",
  "%s/\\v(\\w+) (\\w+)/\\2 \\1/",
  "%s/\\<bike\\>/two wheels/g",
  "%s/nothing like this//e",
  "g/error/d",
  "v/bike/d",
  "g/rider/s/$/;/",
  "g/dock/m0",
  "g/late/normal A!",
  "sort",
  "%d",
  "%norm x",
  "%>",
  "%j",
]) {
  const bench = editor(content);
  const time = bench.keys(`:${command.replaceAll("<", "<lt>")}<CR>`);
  bench.keys(":w<CR>");
  const lines = bench.view().line_count;
  const first = bench.keys("gg") && bench.view().lines.map((line) => line.text);
  let beside = "";
  if (hasVim) {
    const theirs = vim(command);
    const expected = theirs.text.split("\n").slice(0, -1);
    const same = expected.length === lines && first.every((line, at) => line === expected[at]);
    failed ||= !same;
    beside = `${ms(theirs.time)} ms ${(time / theirs.time).toFixed(2).padStart(7)}${same ? "" : `  DIFFERS (${lines} lines, vim ${expected.length}, ${digest(theirs.text)})`}`;
  }
  console.log(`  :${command.padEnd(32)}${ms(time)} ms ${beside}`);
}
rmSync(folder, { recursive: true });
process.exit(failed ? 1 : 0);
