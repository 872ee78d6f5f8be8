#!/usr/bin/env python3
"""Records what the real tools do with the cases of cases/*.txt into tests/spec/shell/commands/*.json.

A case is a line of words, quoted as a shell would read them (no shell runs: `$`, `|`, `>` mean nothing); `\\n` stays as it is.
A case may begin with `< NAME`: that file is its standard input. Each runs in a fresh folder with the files of FILES.
    record.py            records all
    record.py awk sed    records these
"""
import json, os, pathlib, shlex, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).parent
SPEC = HERE.parents[2] / "spec" / "shell" / "commands"
FILES = {
    "people.txt": "alice 30 paris\nbob 25 lyon\ncarol 35 nice\n",
    "numbers.txt": "".join(f"{n}\n" for n in range(1, 21)),
    "words.txt": "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n",
    "blank.txt": "a\n\nb\n\n\nc\n",
    "open.txt": "no newline",
    "data.csv": "id,name,price\n1,tea,2.50\n2,coffee,3.20\n3,milk,1.10\n4,\"oat, milk\",2.80\n",
    "passwd.txt": "root:x:0:0:root:/root:/bin/bash\nana:x:1000:1000:Ana:/home/ana:/bin/sh\nleo:x:1001:1001::/home/leo:/bin/bash\n",
    "accents.txt": "été\nhiver\nAoût\nnaïve café\n",
    "sums.awk": "function add(a, b) { return a + b }\nBEGIN { print add(2, 3) }\n",
    "edit.sed": "s/a/A/\n/bob/d\n",
    "data.json": '{"name":"Ada","tags":["x","y"],"n":{"a":1,"b":[1,2,{"c":null}]},"ok":true}\n[3,1,2]\n"str"\n',
    "people.json": '[{"name":"Ana","age":31,"city":"Nice"},{"name":"Leo","age":25,"city":"Lyon"},{"name":"Zoe","age":31,"city":"Nice"}]\n',
    "sub/s.txt": "alice in sub\n",
    "sub/x.c": "int alice;\n",
    "sub/deep/d.txt": "bob deep\n",
    "sub/empty": "",
    "list.txt": "a b\n'c d' e\nf\\ g \"h\"\n",
}
VERSIONS = {"awk": ["gawk", "--version"], "sed": ["sed", "--version"], "grep": ["grep", "--version"], "find": ["find", "--version"],
            "xargs": ["xargs", "--version"], "jq": ["jq", "--version"], "expr": ["expr", "--version"], "bc": ["bc", "--version"], "factor": ["factor", "--version"]}

def run(line):
    words = shlex.split(line, posix=True)
    stdin = ""
    if words[0] == "<":
        stdin, words = words[1], words[2:]
    folder = tempfile.mkdtemp()
    try:
        for name, text in FILES.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        with open(pathlib.Path(folder, stdin) if stdin else os.devnull, "rb") as source:
            done = subprocess.run(words, cwd=folder, stdin=source, capture_output=True, env=env, timeout=20)
        case = {"line": line, "program": words}
        if stdin:
            case["stdin"] = stdin
        case["stdout"] = done.stdout.decode("utf-8", "surrogateescape")
        case["stderr"] = done.stderr.decode("utf-8", "surrogateescape")
        case["exit"] = done.returncode
        if "sorted" in line.split("#")[-1:][0] or words[0] == "find" or (words[0] == "grep" and any(w in line for w in (" -r", " -R"))):
            case["sorted"] = True
            case["stdout"] = "".join(sorted(case["stdout"].splitlines(True)))
        return case
    finally:
        shutil.rmtree(folder)

def main(names):
    known = json.loads((HERE / "known.json").read_text()) if (HERE / "known.json").exists() else {}
    for path in sorted((HERE / "cases").glob("*.txt")):
        name = path.stem
        if names and name not in names:
            continue
        version = subprocess.run(VERSIONS[name], capture_output=True, text=True).stdout.splitlines()[0]
        cases = []
        for line in path.read_text().splitlines():
            if not line.strip() or line.startswith("//"):
                continue
            case = run(line)
            if line in known.get(name, {}):
                case["known_difference"] = known[name][line]
            cases.append(case)
        spec = {"tool": version, "files": FILES, "cases": cases}
        SPEC.mkdir(parents=True, exist_ok=True)
        (SPEC / f"{name}.json").write_text(json.dumps(spec, ensure_ascii=False, indent=1) + "\n")
        print(name, len(cases))

main(sys.argv[1:])
