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
CALCULATIONS = [
    "1+2*3-4/2", "10/3; 10%3; -7/2; -7%3", "scale=3; 10/3; 1.5*2.25; 2/3*3", "2^10; 2^100; 2^-2; (-2)^3", "scale=20; sqrt(2); sqrt(16)",
    "x=5; x++; x; ++x; x--; x", "x+=3; x*=2; x; x^=2; x", "a[1]=2; a[3]=a[1]*5; a[3]; a[9]", "length(12.34); scale(1.200); length(0)",
    "obase=16; 255; obase=2; 5; obase=10; 7", "ibase=16; FF; A", "ibase=2; 1011", "obase=16; .5; 255.75", "obase=100; 12345",
    "if (2>1) 5; if (1>2) 6 else 7", "for (i=0;i<3;i++) i", "i=3; while (i>0) { i=i-1; if (i==1) continue; i }", "for (i=0;i<9;i++) { if (i==2) break; i }",
    "define f(n) {\n if (n<=1) return 1\n return n*f(n-1)\n}\nf(5); f(20)", "define g(a[],n) {\n return a[n]\n}\nb[2]=7; g(b[],2)",
    "define h(x) {\n auto y\n y=x*2\n return y\n}\nh(4); y", "f(100)", "define f(n) {\n if (n<=1) return 1\n return n*f(n-1)\n}\nf(100)",
    "1/0", "foo(1)", "2+", "sqrt(-1)", "!0; !5; 1&&0; 1||0; 1==1; 2<1", "(x=4); x=5", "-3; --3", "5-3*2; 2^3^2; -2^2; 7%2.5", ".5; -.5; 0.0; 1.10",
    "print 1, \" a\", 2, \"\\n\"", "\"text\"; 3", "last; 5; last+1; .+1", "/* comment */ 1 # more\n2", "1; quit; 2", "halt", "scale; ibase; obase",
    "12345678901234567890*98765432109876543210", "2^1000", "1\\\n2", "99999^20 % 97", "scale=5; 1/7*7", "s=0; for(i=1;i<=100;i++) s+=i; s",
]
MATHEMATICS = ["s(1); c(1); a(1)", "l(2); e(1); j(0,1)", "4*a(1)", "scale=50; 4*a(1); e(1)", "e(0); l(1); s(0)", "e(-2); l(.5); a(10)", "scale=3; e(1.5); 7/3", "2^.5; sqrt(3)"]
VERSIONS = {"awk": ["gawk", "--version"], "sed": ["sed", "--version"], "grep": ["grep", "--version"], "find": ["find", "--version"],
            "xargs": ["xargs", "--version"], "jq": ["jq", "--version"], "expr": ["expr", "--version"], "bc": ["bc", "--version"], "factor": ["factor", "--version"]}

def run(line, files=FILES):
    words = shlex.split(line, posix=True)
    stdin = ""
    if words[0] == "<":
        stdin, words = words[1], words[2:]
    folder = tempfile.mkdtemp()
    try:
        for name, text in files.items():
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
        files = FILES
        if name == "bc":
            files = {f"{n}.bc": text.replace("\\n", "\n") + "\n" for n, text in enumerate(CALCULATIONS)}
            files |= {f"m{n}.bc": text + "\n" for n, text in enumerate(MATHEMATICS)}
            path = path.with_name("bc.txt")
            path.write_text("".join(f"< {f} bc{' -l' if f[0] == 'm' else ''}\n" for f in files) + "bc nofile\n")
        for line in path.read_text().splitlines():
            if not line.strip() or line.startswith("//"):
                continue
            case = run(line, files)
            if line in known.get(name, {}):
                case["known_difference"] = known[name][line]
            cases.append(case)
        spec = {"tool": version, "files": files, "cases": cases}
        SPEC.mkdir(parents=True, exist_ok=True)
        (SPEC / f"{name}.json").write_text(json.dumps(spec, ensure_ascii=False, indent=1) + "\n")
        print(name, len(cases))

main(sys.argv[1:])
