// The bench of the shell: one process a shell, all of this one's children. Runs go round the shells, so that a slow moment of
// the machine hits all alike; each figure is a median of processor time. Answers are compared before anything is timed.
//
//     node run.mjs TARGET NATIVE [--own]

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Child, geomean, median } from "../child.mjs";
import { JOBS } from "./jobs.mjs";

const [target, native, only] = process.argv.slice(2);
const SHELLS = [
  { name: "bash + GNU", engine: "process", given: ["bash", "-c"] },
  { name: "ours, native", engine: "process", given: [native, "sh", "-c"] },
  { name: "ours, wasm", engine: "wasm", given: [target] },
  { name: "just-bash", engine: "just-bash", given: [target], peer: true },
  { name: "bashkit", engine: "bashkit", given: [target], peer: true },
].filter((shell) => !(only === "--own" && shell.peer) && (native || shell.name !== "ours, native"));
const RUNS = 5;
/** What a shell may take for all runs of a job, and for one answer, in milliseconds. */
const PATIENCE = 5_000;
const LIMIT = 60_000;

const SCRIPT = new URL("./child.mjs", import.meta.url);

/** A shell in a process of its own. */
const start = ({ name, engine, given }) => Object.assign(new Child(SCRIPT, [engine, ...given], LIMIT), { name });

const millis = (x) => (x === undefined ? "—" : x < 100 ? x.toFixed(1) : x.toFixed(0));
const times = (x) => (x === undefined ? "—" : `${x.toFixed(2)}×`);

function row(cells) {
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(24) : cell.padStart(13))).join(""));
}

const notes = [];
let wrong = 0;
const ratios = {};
console.log(`node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}, load ${loadavg()[0].toFixed(1)}`);
console.log(`processor time in milliseconds, medians of up to ${RUNS} runs after one, and the ratio to bash + GNU\n`);
row(["", ...SHELLS.map(({ name }) => name)]);
for (const [job, prepare, script] of JOBS) {
  const shells = [];
  const found = {};
  let expected;
  const folder = mkdtempSync(join(tmpdir(), "datelier-shell-"));
  execFileSync("bash", ["-c", prepare], { cwd: folder });
  for (const spec of SHELLS) {
    const shell = start(spec);
    const started = await shell.ask({ task: "start" });
    const ready = started.failed ? started : await shell.ask({ task: "prepare", script: prepare, folder });
    const first = ready.failed ? ready : await shell.ask({ task: "run", script });
    if (spec.name === "bash + GNU") expected = first.text;
    if (first.failed || first.text !== expected) {
      const why = first.failed ?? `says ${JSON.stringify(first.text.slice(0, 60))}, not ${JSON.stringify(expected)}`;
      notes.push(`${spec.name}: ${job}: ${why.trim()}`);
      if (!spec.peer) wrong += 1;
      shell.stop();
      continue;
    }
    found[spec.name] = [];
    shells.push(shell);
  }
  for (let run = 0; run < RUNS; run++) {
    for (const shell of shells) {
      const list = found[shell.name];
      if (list.reduce((sum, x) => sum + x, 0) > PATIENCE) continue;
      const answer = await shell.ask({ task: "run", script });
      if (answer.failed) notes.push(`${shell.name}: ${job}: ${answer.failed}`);
      else list.push(answer.millis);
    }
  }
  shells.forEach((shell) => shell.stop());
  rmSync(folder, { recursive: true });
  const medians = SHELLS.map(({ name }) => (found[name]?.length > 0 ? median(found[name]) : undefined));
  row([job, ...medians.map(millis)]);
  row(["", ...medians.map((x, i) => {
    const ratio = x === undefined ? undefined : x / medians[0];
    if (ratio !== undefined) (ratios[SHELLS[i].name] ??= []).push(ratio);
    return i === 0 ? "" : times(ratio);
  })]);
}
row(["geometric mean", ...SHELLS.map(({ name }, i) => (i === 0 ? "" : times(ratios[name] && geomean(ratios[name]))))]);
row(["worst", ...SHELLS.map(({ name }, i) => (i === 0 ? "" : times(ratios[name] && Math.max(...ratios[name]))))]);
console.log(`load ${loadavg()[0].toFixed(1)}`);
if (notes.length > 0) console.log(`\nnotes\n  ${notes.join("\n  ")}`);
process.exit(wrong > 0 ? 1 : 0);
