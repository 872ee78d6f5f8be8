// One key in 10,000 lines and in a line of 4 MB; Ex commands over 100,000 lines, natively, as wasm, and in vim -es -u NONE,
// texts compared. node run.mjs FOLDER [ROUNDS]: FOLDER holds `timing` and `timing.wasm`.

import { spawnSync } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, closeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WASI } from "node:wasi";

const target = process.argv[2];
const rounds = Number(process.argv[3] ?? 3);
const folder = mkdtempSync(join(tmpdir(), "datelier-vim-"));
const wasm = await WebAssembly.compile(readFileSync(join(target, "timing.wasm")));
const hasVim = spawnSync("vim", ["--version"]).status === 0;

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

const read = (text) => text.trim().split("\n").map((line) => line.split(" ").map(Number));

/** [median, slowest] of each case, in native code. */
function native(cases) {
  const run = spawnSync(join(target, "timing"), [cases], { cwd: folder, maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(String(run.stderr));
  return read(String(run.stdout));
}

/** The same imports, each behind a function of ours: called straight from wasm, node 20's own crash one run in three (SIGSEGV). */
function throughFunctions(imports) {
  const behind = ([name, call]) => [name, (...values) => call(...values)];
  const calls = (of) => Object.fromEntries(Object.entries(of).map(behind));
  return Object.fromEntries(Object.entries(imports).map(([module, of]) => [module, calls(of)]));
}

/** The same in wasm. */
async function inWasm(cases) {
  const out = openSync(join(folder, "times"), "w");
  const wasi = new WASI({ version: "preview1", args: ["timing", cases], preopens: { ".": folder }, stdout: out, returnOnExit: true });
  const status = wasi.start(await WebAssembly.instantiate(wasm, throughFunctions(wasi.getImportObject())));
  closeSync(out);
  if (status) throw new Error(`the wasm ended with ${status}`);
  return read(readFileSync(join(folder, "times"), "utf8"));
}

/** Times of all cases: natively, then in wasm. */
async function timed(cases) {
  writeFileSync(join(folder, "cases"), cases.map((one) => JSON.stringify(one)).join("\n"));
  const texts = () => cases.map((one) => (one.out ? readFileSync(join(folder, one.out), "utf8") : ""));
  const here = native("cases");
  const expected = texts();
  const there = await inWasm("cases");
  const alike = texts().every((text, at) => text === expected[at]);
  if (!alike) throw new Error("native code and wasm leave different texts");
  return { here, there, texts: expected };
}

const ms = (time) => time.toFixed(time < 1 ? 3 : 1).padStart(9);
writeFileSync(join(folder, "short"), text(10000));
writeFileSync(join(folder, "long"), text(100000));
writeFileSync(join(folder, "wide"), "one two (three) ".repeat(250000) + "\n");

const keys = [
  ["j", { rounds: ["j"] }],
  ["x", { rounds: ["x", "j"] }],
  ["dd", { rounds: ["dd"] }],
  ["u", { setup: "xj".repeat(320), rounds: ["u"] }],
  ["insert a letter", { rounds: ["i", "a", "<Esc>"] }],
  ["w", { rounds: ["w"] }],
  ["G and gg", { rounds: ["G", "gg"] }],
  ["n, everything highlighted", { setup: ":set hls<CR>/e<CR>", rounds: ["n"] }],
  ["p of 1,000 lines", { setup: "1000yy", rounds: ["p", "u"] }],
];
const wide = [
  ["l and view", { rounds: ["l"], times: 9 }],
  ["$ and view", { rounds: ["$", "0"], times: 5 }],
  ["x at the end", { setup: "$", rounds: ["x"], times: 9 }],
  ["w in the middle", { setup: "2000000l", rounds: ["w"], times: 9 }],
  ["insert in the middle", { setup: "2000000li", rounds: ["a"], times: 9 }],
];
for (const [title, file, list] of [
  ["one key, 10,000 lines (median of 300; budget 0.2 ms)", "short", keys],
  ["one key, a line of 4 MB", "wide", wide],
]) {
  const { here, there } = await timed(list.map(([, one]) => ({ file, times: Math.ceil(300 / one.rounds.length), ...one })));
  console.log(`${title.padEnd(52)}  native   slowest      wasm   slowest`);
  list.forEach(([name], at) => {
    console.log(`  ${name.padEnd(48)} ${[...here[at], ...there[at]].map(ms).join(" ")} ms`);
  });
  console.log();
}

/** Milliseconds of a command in vim, and the text it leaves. */
function vim(commands) {
  const file = join(folder, "vim");
  const times = [];
  for (let round = 0; round < (hasVim ? rounds : 0); round++) {
    writeFileSync(file, readFileSync(join(folder, "long")));
    const script = ["set sw=4 et", "call cursor(1, 1)", "let t = reltime()", ...commands, `call writefile([reltimestr(reltime(t))], '${file}.ms')`, "wq!"];
    const run = spawnSync("vim", ["-es", "-u", "NONE", "-i", "NONE", "-N", "-n", file], { input: script.join("\n") + "\n" });
    if (run.error) throw run.error;
    times.push(Number(readFileSync(`${file}.ms`, "utf8")) * 1000);
    if (times.at(-1) > 5000) break;
  }
  times.sort((a, b) => a - b);
  // A buffer without lines is written as nothing; ours shows its one empty line.
  return { time: times[times.length >> 1], text: hasVim ? readFileSync(file, "utf8") || "\n" : "" };
}

const ex = [
  "%s/e/E/",
  "%s/e/E/g",
  "%s/\\v(\\w+) (\\w+)/\\2 \\1/",
  "%s/\\<bike\\>/two wheels/g",
  "%s/nothing like this//e",
  "g/error/d",
  "v/bike/d",
  "g/rider/s/$/;/",
  "g/dock/m0",
  "g/^/m0",
  "g/dock/t.",
  "g/late/normal A!",
  "g/late/normal dw",
  "sort",
  "sort n",
  "sort /=/",
  "%d",
  "%norm x",
  "%>",
  "%j",
].map((command) => [`:${command}`, `:${command.replaceAll("<", "<lt>")}<CR>`, [command]]);
ex.push(["a macro of 3 keys, 10,000 times", "qa0xjq9999@a", ["let @a = '0xj'", "normal! 10000@a"]]);
ex.push([":%s twice and u u", ":%s/e/E/g<CR>:%s/o/0/g<CR>uu", ["%s/e/E/g", "%s/o/0/g", "undo", "undo"]]);

const { here, there, texts } = await timed(
  ex.map(([, keys], at) => ({ file: "long", rounds: [keys], anew: rounds, out: `out${at}` })),
);
console.log(`100,000 lines (median of ${rounds})${hasVim ? "" : ", vim is not installed"}`.padEnd(41), "   native      wasm       vim   native/vim  wasm/vim");
let failed = false;
ex.forEach(([name, , commands], at) => {
  const theirs = vim(commands);
  const same = !hasVim || theirs.text === texts[at];
  failed ||= !same;
  const beside = hasVim ? `${ms(theirs.time)} ${[here, there].map((times) => (times[at][0] / theirs.time).toFixed(2).padStart(10)).join(" ")}` : "";
  console.log(`  ${name.padEnd(38)} ${ms(here[at][0])} ${ms(there[at][0])} ${beside}${same ? "" : "  DIFFERS"}`);
});
rmSync(folder, { recursive: true });
process.exit(failed ? 1 : 0);
