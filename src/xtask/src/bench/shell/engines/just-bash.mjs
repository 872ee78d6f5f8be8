// npm `just-bash`: a bash written in TypeScript, with its limits out of the way.

import { createRequire } from "node:module";
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
    async run(script) {
      const { stdout, stderr, exitCode } = await bash.exec(script);
      if (exitCode !== 0) throw new Error(stderr || `status ${exitCode}`);
      return { text: stdout };
    },
  };
}
