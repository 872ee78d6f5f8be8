// npm `just-bash`: a bash written in TypeScript, with its limits out of the way. Files are given to it ready.

import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export async function start(target) {
  const resolve = createRequire(join(target, "package.json")).resolve;
  const { Bash } = await import(pathToFileURL(resolve("just-bash").replace(/\.cjs$/, ".js")));
  const most = 2_000_000_000;
  const executionLimits = {
    maxCommandCount: most,
    maxLoopIterations: most,
    maxAwkIterations: most,
    maxSedIterations: most,
    maxOutputSize: most,
    maxStringLength: most,
    maxFileSystemBytes: most,
    maxExecutionTimeMs: most,
    maxInputSize: most,
  };
  const bash = new Bash({ cwd: "/tmp", executionLimits });
  return {
    async prepare(_, folder) {
      for (const name of readdirSync(folder)) await bash.fs.writeFile(`/tmp/${name}`, readFileSync(join(folder, name)));
    },
    async run(script) {
      const { stdout, stderr, exitCode } = await bash.exec(script);
      if (exitCode !== 0) throw new Error(stderr || `status ${exitCode}`);
      return { text: stdout };
    },
  };
}
