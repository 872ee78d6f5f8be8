#!/usr/bin/env python3
"""compare.py SEED COUNT [category…] [--show N]: random sessions played in the vim that is installed and in ours, side by side.

Prints how many of each category end alike (text, then cursor, then mode, then registers too) and fails where fewer than must.
BATCH names our player; without it, it is built. --show prints the first N sessions of each category that end otherwise.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../../..")
# Percent that must end alike (text, cursor, mode); the rest of the categories must reach the last figure.
FLOORS = {"motion": 99, "operator": 99, "objects": 99, "simple": 99, "numbers": 99, "dates": 99, "insert": 99, "everyday": 99, "typing": 99,
          "layout": 99, "visual": 99, "search": 99, "ex": 99, "undo": 99, "abbreviations": 99, "scroll": 99, "options": 98, "earlier": 98,
          "folds": 98, "tabs": 98, "unicode": 98, "maps": 98, "registers": 98, "marathon": 98}
REST = 97


def player():
    if "BATCH" in os.environ:
        return os.environ["BATCH"]
    subprocess.run(["cargo", "build", "--quiet", "--package", "vim", "--example", "batch"], cwd=ROOT, check=True)
    return os.path.join(os.environ.get("CARGO_TARGET_DIR", ROOT + "/target"), "debug/examples/batch")


def played(folder, seed, count, categories):
    """Triples of case, vim's answer and ours."""
    files = [f"{folder}/{name}" for name in ("cases", "vim", "ours")]
    with open(files[0], "w") as out:
        subprocess.run([sys.executable, f"{HERE}/generate.py", seed, count, *categories], stdout=out, check=True)
    subprocess.run([sys.executable, f"{HERE}/record.py", files[0], files[1]], check=True)
    with open(files[2], "w") as out:
        subprocess.run([player(), files[0]], stdout=out, check=True)
    return [tuple(map(json.loads, rows)) for rows in zip(*map(open, files))]


def alike(vim, ours):
    """How many of text, cursor, mode and registers agree before one does not."""
    mode = vim.get("mode", "n")
    mode = "i" if mode == "niI" else mode
    # A recording that the session did not end holds the recorder's own keys.
    registers = {name: value for name, value in vim["regs"].items() if "_Look()" not in str(value)}
    same = [vim["lines"] == ours["lines"], vim["cursor"] == list(ours["cursor"]), mode[0] == ours["mode"][0],
            registers == {name: list(value) for name, value in ours["regs"].items() if name in registers} or not registers]
    return (same + [False]).index(False)


def brief(lines, before):
    """Only the lines that differ, when their number is the same."""
    return {at: line for at, (line, old) in enumerate(zip(lines, before), 1) if line != old} if len(lines) == len(before) else lines


def main():
    words = sys.argv[1:]
    show = 0
    if "--show" in words:
        at = words.index("--show")
        show = int(words[at + 1])
        del words[at : at + 2]
    with tempfile.TemporaryDirectory() as folder:
        triples = played(folder, words[0], words[1], words[2:])
    counts, shown = {}, {}
    for case, vim, ours in triples:
        # A session on which vim waits for an answer says nothing.
        if "cursor" not in vim:
            continue
        row = counts.setdefault(case["cat"], [0] * 5)
        reached = alike(vim, ours)
        for level in range(reached + 1):
            row[level] += 1
        if reached < 4 and shown.setdefault(case["cat"], 0) < show:
            shown[case["cat"]] += 1
            print("----", case["cat"], case["id"], case["cursor"], repr(case["keys"]))
            print("  in  ", case["lines"])
            print("  vim ", brief(vim["lines"], case["lines"]), vim["cursor"], vim["mode"], vim["regs"] if reached == 3 else "")
            print("  ours", brief(ours["lines"], case["lines"]), ours["cursor"], ours["mode"], ours["regs"] if reached == 3 else "")
    print(f"{'category':14}{'played':>8}{'text':>8}{'cursor':>8}{'mode':>8}{'regs':>8}{'floor':>8}")
    low = []
    for category, (all_, *levels) in counts.items():
        percents = [100 * level / all_ for level in levels]
        floor = FLOORS.get(category, REST)
        print(f"{category:14}{all_:8}" + "".join(f"{percent:8.1f}" for percent in percents) + f"{floor:8}")
        # A few sessions more or less than the floor are luck in a short run.
        if levels[2] < all_ * floor / 100 - 1.5:
            low.append(category)
    if low:
        sys.exit("below the floor: " + ", ".join(low))


main()
