// npm `@everruns/bashkit-wasm`: a bash written in Rust, compiled to wasm, with its limits out of the way.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export async function start(target) {
  const folder = join(target, "node_modules/@everruns/bashkit-wasm");
  const { initBashkit, Bash } = await import(pathToFileURL(join(folder, "index.js")));
  await initBashkit(readFileSync(join(folder, "bashkit_wasm_bg.wasm")));
  const most = 2_000_000_000;
  const bash = new Bash({ cwd: "/tmp", maxCommands: most, maxLoopIterations: most, maxMemory: most });
  return {
    async run(script) {
      const { stdout, stderr, exitCode } = await bash.execute(script);
      if (exitCode !== 0) throw new Error(stderr || `status ${exitCode}`);
      return { text: stdout };
    },
  };
}
