#!/usr/bin/env python3
"""Records what real bash and real tools do, once per case.

    python3 tests/oracles/shell/record.py [FILE…]

Reads `tests/spec/shell/**/*.lines` (a case a line) and `*.sh` (cases separated by blank lines), runs each with
`bash -c` as an ordinary user (uid 1000) in a scratch folder, and writes `<name>.json` beside it: versions, and for every
case its script, standard output, standard error and status. Needs root to change user.
"""
import glob
import json
import os
import shutil
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "spec", "shell")
CWD = "/tmp/case"
ENV = {
    "HOME": "/home/apprenant",
    "LANG": "C.UTF-8",
    "LOGNAME": "apprenant",
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "PWD": CWD,
    "SHELL": "/bin/bash",
    "TERM": "xterm-256color",
    "USER": "apprenant",
}


def cases(path):
    text = open(path, encoding="utf-8").read()
    if path.endswith(".lines"):
        return [line for line in text.split("\n") if line.strip()]
    blocks = [block.strip("\n") + "\n" for block in text.split("\n\n") if block.strip()]
    # A first block that begins with `#prologue` stands before every case of its file.
    prologue = blocks.pop(0).split("\n", 1)[1] if blocks[0].startswith("#prologue") else ""
    return [prologue + block for block in blocks]


def record(script, path):
    # Debian's packages are the oracle, whatever else a machine has in /usr/local.
    env = dict(ENV, PATH="/usr/bin:/bin") if "/git/" in path else ENV
    shutil.rmtree(CWD, ignore_errors=True)
    os.makedirs(CWD)
    os.chown(CWD, 1000, 1000)
    done = subprocess.run(
        ["bash", "-c", script], cwd=CWD, env=env, stdin=subprocess.DEVNULL, capture_output=True,
        timeout=20, user=1000, group=1000, extra_groups=[27, 100], umask=0o022,
    )
    status = done.returncode if done.returncode >= 0 else 128 - done.returncode
    text = lambda raw: raw.decode("utf-8", "surrogateescape").encode("utf-8", "replace").decode()
    return {"script": script, "stdout": text(done.stdout), "stderr": text(done.stderr), "exit": status}


def versions():
    first = lambda *command: subprocess.run(command, capture_output=True, text=True).stdout.split("\n")[0]
    return {
        "bash": first("bash", "--version"),
        "coreutils": first("ls", "--version"),
        "git": first("/usr/bin/git", "--version"),
    }


def main():
    os.makedirs(ENV["HOME"], exist_ok=True)
    os.chown(ENV["HOME"], 1000, 1000)
    paths = sys.argv[1:] or sorted(
        glob.glob(ROOT + "/**/*.lines", recursive=True) + glob.glob(ROOT + "/**/*.sh", recursive=True)
    )
    total = 0
    for path in paths:
        recorded = [record(script, os.path.abspath(path)) for script in cases(path)]
        total += len(recorded)
        with open(os.path.splitext(path)[0] + ".json", "w", encoding="utf-8") as out:
            out.write('{"recorded_with": ' + json.dumps(versions()) + ', "cases": [\n')
            out.write(",\n".join(json.dumps(case, ensure_ascii=False) for case in recorded))
            out.write("\n]}\n")
    print(total, "cases recorded")


if __name__ == "__main__":
    main()
