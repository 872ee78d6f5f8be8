// What the benches share: a process that is asked and may not answer, and means of what was measured.

import { fork } from "node:child_process";

/** A child of this process; `limit` is what one answer may take, in milliseconds. */
export class Child {
  constructor(script, args, limit, options = {}) {
    this.limit = limit;
    this.child = fork(script, args, options);
    // A message to a child that has just ended fails here; `ask` hears of its end anyway.
    this.child.on("error", () => {});
  }

  /** Its answer; without one `{ failed, dead }`. */
  ask(message) {
    if (!this.child.connected) return Promise.resolve({ failed: "the process has ended", dead: true });
    return new Promise((resolve) => {
      const done = (answer) => {
        clearTimeout(timer);
        this.child.off("message", done).off("exit", ended);
        resolve(answer);
      };
      const timer = setTimeout(() => {
        this.child.kill("SIGKILL");
        done({ failed: `no answer in ${this.limit / 1000} s`, dead: true });
      }, this.limit);
      const ended = (code, signal) => done({ failed: `the process ended (${signal ?? code})`, dead: true });
      this.child.once("message", done);
      this.child.once("exit", ended);
      this.child.send(message);
    });
  }

  stop() {
    this.child.kill();
  }
}

export const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
export const geomean = (list) => Math.exp(list.reduce((sum, x) => sum + Math.log(x), 0) / list.length);
