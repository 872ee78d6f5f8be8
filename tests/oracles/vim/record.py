#!/usr/bin/env python3
"""record.py CASES ANSWERS: asks the vim that is installed; a case on which it hangs or that ends in a prompt has no mode.

The answers' vim is noted in tests/spec/vim/README.md.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def play(cases):
    """Answers to `cases` (lines of JSON), or None when vim did not end in time."""
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = folder + "/cases", folder + "/answers"
        with open(asked, "w") as out:
            out.write("\n".join(cases) + "\n")
        vim = ["vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "--not-a-term", "-S", HERE + "/record.vim"]
        env = dict(os.environ, CASES=asked, ANSWERS=answered, TERM="dumb", LANG="C.UTF-8", LC_ALL="C.UTF-8")
        null = subprocess.DEVNULL
        try:
            subprocess.run(vim, env=env, cwd=folder, stdin=null, stdout=null, stderr=null, timeout=2 + 0.01 * len(cases))
        except subprocess.TimeoutExpired:
            return None
        if not os.path.exists(answered):
            return None
        lines = open(answered).read().splitlines()
        return lines if len(lines) == len(cases) else None


def ask(cases):
    """Halves the cases around one that hangs."""
    answers = play(cases)
    if answers is not None:
        return answers
    if len(cases) == 1:
        return [json.dumps({"id": json.loads(cases[0])["id"], "hang": 1})]
    half = len(cases) // 2
    return ask(cases[:half]) + ask(cases[half:])


def main():
    cases = open(sys.argv[1]).read().splitlines()
    answers = [answer for at in range(0, len(cases), 100) for answer in ask(cases[at : at + 100])]
    with open(sys.argv[2], "w") as out:
        out.write("\n".join(answers) + "\n")
    print(len(answers), "answers,", sum('"hang"' in answer for answer in answers), "without end")


main()
