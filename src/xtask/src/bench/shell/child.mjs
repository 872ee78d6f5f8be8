// One shell in a process of its own: starts, prepares, runs, its processor time told here, so that no message counts.

const [name, ...given] = process.argv.slice(2);
let shell;

process.on("message", async ({ task, script, folder }) => {
  try {
    if (task === "start") {
      shell = await (await import(`./engines/${name}.mjs`)).start(...given);
      return process.send({});
    }
    if (task === "prepare") {
      await shell.prepare(script || ":", folder);
      return process.send({});
    }
    const begin = process.cpuUsage();
    const { text, millis } = await shell.run(script);
    const spent = process.cpuUsage(begin);
    process.send({ text: text.trim(), millis: millis ?? (spent.user + spent.system) / 1000 });
  } catch (error) {
    process.send({ failed: String(error?.message ?? error).slice(0, 300) });
  }
});
