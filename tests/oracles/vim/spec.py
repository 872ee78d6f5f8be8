#!/usr/bin/env python3
"""spec.py: records tests/spec/vim anew with the vim that is installed. Random sessions come from a seed that is kept."""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SPEC = os.path.join(HERE, "../../spec/vim")
SEED, EACH = "spec", 60


def recorded(script, *args):
    """Cases and vim's answers, without those that hang or end in a prompt."""
    with tempfile.TemporaryDirectory() as folder:
        cases, answers = folder + "/cases", folder + "/answers"
        with open(cases, "w") as out:
            subprocess.run([sys.executable, f"{HERE}/{script}", *args], stdout=out, check=True)
        subprocess.run([sys.executable, f"{HERE}/record.py", cases, answers], check=True)
        for case, answer in zip(open(cases), open(answers)):
            case, answer = json.loads(case), json.loads(answer)
            if "cursor" in answer:
                yield case, {key: answer[key] for key in ("lines", "cursor", "mode", "regs")}


def write(prefix, pairs):
    files = {}
    for case, answer in pairs:
        files.setdefault(case["cat"], []).append((case, answer))
    for category, rows in files.items():
        with open(f"{SPEC}/{prefix}-{category}.jsonl", "w") as out:
            for number, (case, answer) in enumerate(rows, 1):
                row = {"name": f"{prefix}-{category}-{number}", "id": number, "lines": case["lines"], "cursor": case["cursor"],
                       "keys": case["keys"], "vim": answer}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


write("commands", recorded("commands.py"))
write("random", recorded("generate.py", SEED, str(EACH)))
