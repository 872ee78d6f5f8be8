// npm `@everruns/bashkit-wasm`: a bash written in Rust, compiled to wasm, with its limits out of the way. Files are given to it ready, for its `seq`
// ends at 100,000 whatever it is asked.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export async function start(target) {
  const folder = join(target, "node_modules/@everruns/bashkit-wasm");
  const { initBashkit, Bash } = await import(pathToFileURL(join(folder, "index.js")));
  await initBashkit(readFileSync(join(folder, "bashkit_wasm_bg.wasm")));
  const most = 2_000_000_000;
  const limits = { profile: "interactive", maxCommands: most, maxLoopIterations: most, maxMemory: most };
  const bash = new Bash({ cwd: "/tmp", ...limits });
  return {
    async prepare(_, folder) {
      for (const name of readdirSync(folder)) bash.writeFileBytes(`/tmp/${name}`, readFileSync(join(folder, name)));
    },
    async run(script) {
      const { stdout, stderr, exitCode } = await bash.execute(script);
      if (exitCode !== 0) throw new Error(stderr || `status ${exitCode}`);
      return { text: stdout };
    },
  };
}
