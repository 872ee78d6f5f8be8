// A shell that is a program: bash with the GNU tools, or ours built natively. Its processor time is what bash's `time` says of
// a run with the job, less what it says of one without it.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export async function start(...command) {
  const cwd = mkdtempSync(join(tmpdir(), "datelier-shell-"));
  process.on("exit", () => rmSync(cwd, { recursive: true }));
  const kept = command[0] === "bash";
  let prepared = ":";
  let idle = 0;
  return {
    async run(script) {
      // The disk of bash stays; ours is made anew by every run.
      const { text, millis } = timed(command, kept ? script : `${prepared}\n${script}`, cwd);
      return { text, millis: Math.max(millis - idle, 0.1) };
    },
    /** Makes the files of a job, and learns what a run takes that does nothing more. */
    async prepare(script) {
      prepared = script || ":";
      if (kept) timed(command, prepared, cwd);
      const runs = Array.from({ length: 3 }, () => timed(command, kept ? ":" : prepared, cwd).millis);
      idle = Math.min(...runs);
    },
  };
}

function timed(command, script, cwd) {
  const args = ["-c", "TIMEFORMAT='%3U %3S'; time \"$@\"", "bash", ...command, script];
  const done = spawnSync("bash", args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  const [user, system] = (done.stderr ?? "").trim().split("\n").at(-1).split(" ").map(Number);
  if (done.status !== 0 || Number.isNaN(user)) throw new Error(`${command.join(" ")}: ${done.stderr || done.error}`);
  return { text: done.stdout, millis: (user + system) * 1000 };
}
