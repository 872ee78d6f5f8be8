#!/usr/bin/env python3
"""Asks the real tools: reads cases (syntax, flags, pattern, haystack between tabs), writes them with the tool's answer.

    record.py < cases.tsv > recorded.tsv

glibc answers for sed, grep, regcomp (bash), sed-E, grep-E, awk, emacs through its own re_search with each tool's syntax
bits; vim through `vim -es` (vimbuf: `searchpos()` in a buffer); are through psql (PGUSER and so on from the environment); glob, glob#, glob##, glob%, glob%% and glob/ through bash.
"""
import ctypes, json, os, subprocess, sys, tempfile

libc = ctypes.CDLL("libc.so.6")
libc.setlocale.restype = ctypes.c_char_p
libc.setlocale(6, b"C.UTF-8")


def unescape(field):
    return field.encode("utf-8", "surrogateescape").decode("unicode_escape").encode("latin-1") if "\\" in field else field.encode("utf-8", "surrogateescape")


# --- glibc ---------------------------------------------------------------------------------------------------------
ESCAPE_LISTS, PLUS_QM_BK, CLASSES, INDEP_ANCHORS, INDEP_OPS, INVALID_OPS, DOT_NL, DOT_NOT_NULL = (1 << n for n in range(8))
HAT_NOT_NL, INTERVALS, LIMITED, NEWLINE_ALT, NO_BK_BRACES, NO_BK_PARENS, NO_BK_REFS, NO_BK_VBAR = (1 << n for n in range(8, 16))
NO_EMPTY_RANGES, UNMATCHED_ORD, NO_POSIX_BACKTRACK, NO_GNU_OPS, DEBUG, INVALID_INTERVAL_ORD, ICASE, CARET_HERE, INVALID_DUP, NO_SUB = (1 << n for n in range(16, 26))
COMMON = CLASSES | DOT_NL | DOT_NOT_NULL | INTERVALS | NO_EMPTY_RANGES
BASIC = COMMON | PLUS_QM_BK | INVALID_DUP
EXTENDED = COMMON | INDEP_ANCHORS | INDEP_OPS | NO_BK_BRACES | NO_BK_PARENS | NO_BK_VBAR | INVALID_OPS | UNMATCHED_ORD
SYNTAX = {
    "sed": BASIC & ~DOT_NOT_NULL,
    "grep": (BASIC | NEWLINE_ALT) & ~INVALID_DUP,
    "regcomp": EXTENDED,
    "sed-E": EXTENDED & ~UNMATCHED_ORD & ~DOT_NOT_NULL,
    "grep-E": (EXTENDED | INVALID_INTERVAL_ORD | NEWLINE_ALT) & ~INVALID_OPS,
    "emacs": 0,
}
ERRORS = {}


class Buffer(ctypes.Structure):
    _fields_ = [("buffer", ctypes.c_void_p), ("allocated", ctypes.c_size_t), ("used", ctypes.c_size_t), ("syntax", ctypes.c_ulong),
                ("fastmap", ctypes.c_void_p), ("translate", ctypes.c_void_p), ("re_nsub", ctypes.c_size_t), ("bits", ctypes.c_uint8)]


class Regs(ctypes.Structure):
    _fields_ = [("n", ctypes.c_uint), ("start", ctypes.POINTER(ctypes.c_int)), ("end", ctypes.POINTER(ctypes.c_int))]


libc.re_compile_pattern.restype = ctypes.c_char_p
libc.re_compile_pattern.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(Buffer)]
libc.re_search.argtypes = [ctypes.POINTER(Buffer), ctypes.c_char_p, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.POINTER(Regs)]
libc.regcomp.argtypes = [ctypes.POINTER(Buffer), ctypes.c_char_p, ctypes.c_int]


def glibc(syntax, flags, pattern, text):
    bits = SYNTAX[syntax] | (ICASE if "i" in flags else 0)
    ctypes.c_ulong.in_dll(libc, "re_syntax_options").value = bits
    buffer, regs = Buffer(), Regs()
    error = libc.re_compile_pattern(pattern, len(pattern), ctypes.byref(buffer))
    if error:
        return "error: " + error.decode()
    if "m" in flags:
        buffer.bits |= 0x80  # newline_anchor
    else:
        buffer.bits &= ~0x80
    found = libc.re_search(ctypes.byref(buffer), text, len(text), 0, len(text), ctypes.byref(regs))
    groups = []
    if found >= 0:
        for n in range(buffer.re_nsub + 1):
            groups.append(f"{regs.start[n]}-{regs.end[n]}" if regs.start[n] >= 0 else "-")
    libc.regfree(ctypes.byref(buffer))
    return "no" if found == -1 else " ".join(groups) if found >= 0 else "failed"


# --- vim -----------------------------------------------------------------------------------------------------------
VIM = r"""
set encoding=utf-8 ignorecase& smartcase&
let out = []
for line in readfile('in.json')
  let [flags, pat, text] = json_decode(line)
  let &ignorecase = flags =~# 'i'
  let &smartcase = flags =~# 's'
  try
    %d _
    call setline(1, split(text, "\n", 1))
    call cursor(1, 1)
    let answer = ''
    call search(pat, 'cnW')
    let m = []
    let start = -1
    let got = ''
    let r = matchstrpos(text, pat)
    let l = matchlist(text, pat)
    if empty(l)
      call add(out, 'no')
    else
      call add(out, r[1] . '-' . r[2] . "\x01" . join(l[1:], "\x01"))
    endif
  catch
    call add(out, 'error: ' . substitute(v:exception, '^Vim([a-z]*):', '', ''))
  endtry
endfor
call writefile(out, 'out.txt')
qa!
"""


BUFFER = VIM[: VIM.index("    let answer")] + r"""
    let [line, column] = searchpos(pat, 'cW')
    call add(out, line == 0 ? 'no' : line . ' ' . column)
""" + VIM[VIM.index("  catch"):]


def vim(cases, script=VIM):
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/in.json", "w") as file:
            for flags, pattern, text in cases:
                file.write(json.dumps([flags, pattern.decode(), text.decode()], ensure_ascii=False) + "\n")
        open(folder + "/ask.vim", "w").write(script)
        subprocess.run(["vim", "-es", "-u", "NONE", "-N", "-i", "NONE", "--cmd", "set encoding=utf-8 nomore", "-S", "ask.vim"], cwd=folder, timeout=300)
        return open(folder + "/out.txt", encoding="utf-8", errors="surrogateescape").read().split("\n")[:-1]


# --- PostgreSQL ----------------------------------------------------------------------------------------------------
def postgres(cases):
    """One answer a case: groups as positions, found with regexp_instr and regexp_match."""
    script = ["\\set QUIET on", "\\pset format unaligned", "\\pset tuples_only on", "\\pset null '\x02'"]
    quote = lambda text: "E'" + text.decode().replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n").replace("\t", "\\t") + "'"
    for flags, pattern, text in cases:
        script.append("\\echo \x03")
        f = "'" + flags + "'"
        p, t = quote(pattern), quote(text)
        script.append(f"select (regexp_instr({t},{p},1,1,0,{f})-1)||'-'||(regexp_instr({t},{p},1,1,1,{f})-1) || E'\\x01' || coalesce(array_to_string(regexp_match({t},{p},{f}), E'\\x01', E'\\x02'), '');")
    with tempfile.NamedTemporaryFile("w", suffix=".sql", delete=False) as file:
        file.write("\n".join(script) + "\n")
    os.chmod(file.name, 0o644)
    ran = subprocess.run(["su", "postgres", "-c", f"psql -q -X -f {file.name} 2>&1"], capture_output=True)
    os.unlink(file.name)
    return ran.stdout.decode().split("\x03\n")[1:]


# --- bash ----------------------------------------------------------------------------------------------------------
def bash(cases):
    script = "shopt -s extglob\nexport LC_ALL=C.UTF-8\n"
    quote = lambda text: "'" + text.decode().replace("'", "'\\''") + "'"
    for _, pattern, text in cases:
        script += f"p={quote(pattern)}; [[ {quote(text)} == $p ]] && echo true || echo false\n"
    return subprocess.run(["bash"], input=script.encode(), capture_output=True).stdout.decode().split("\n")[:-1]


def tidy(name, answer):
    """A tool's answer as the engine gives it: the place of the whole, the texts of the groups."""
    answer = answer.rstrip("\n")
    if name.startswith("glob") or name == "vimbuf" or answer.startswith("error: ") or answer == "no":
        return answer
    if name == "are" and "ERROR:" in answer:
        return "error: " + answer.split("invalid regular expression: ")[-1].split("ERROR:  ")[-1]
    if name == "are" and answer.startswith("-1-"):
        return "no"
    whole, *groups = answer.split("\x01")
    if name == "vim":
        while groups and not groups[-1]:
            groups.pop()
    return " ".join([whole] + ["-" if group == "\x02" else f"[{group}]" for group in groups]).replace("\n", "\\n").replace("\t", "\\t")


def trim(operator, cases):
    script = "shopt -s extglob\nexport LC_ALL=C.UTF-8\n"
    quote = lambda text: "'" + text.decode().replace("'", "'\\''") + "'"
    for _, pattern, text in cases:
        replacement = "/<>" if operator == "/" else ""
        script += f"p={quote(pattern)}; x={quote(text)}; printf '%s\\n' \"${{x{operator}$p{replacement}}}\"\n"
    return subprocess.run(["bash"], input=script.encode(), capture_output=True).stdout.decode().split("\n")[:-1]


def answers(rows):
    """The answers to rows of (syntax, flags, pattern, text), the last two as bytes, in order."""
    out = [None] * len(rows)
    for name, ask in (("vim", vim), ("vimbuf", lambda cases: vim(cases, BUFFER)), ("are", postgres), ("glob", bash), *(("glob" + operator, lambda cases, operator=operator: trim(operator, cases)) for operator in ("#", "##", "%", "%%", "/"))):
        which = [n for n, row in enumerate(rows) if row[0] == name]
        if which:
            for n, answer in zip(which, ask([rows[n][1:] for n in which])):
                out[n] = tidy(name, answer)
    for n, row in enumerate(rows):
        if row[0] in SYNTAX:
            out[n] = glibc(*row)
    return out


if __name__ == "__main__":
    lines = [line.rstrip("\n") for line in sys.stdin if line.strip() and not line.startswith("#")]
    rows = []
    for line in lines:
        syntax, flags, pattern, text = line.split("\t")[:4]
        rows.append((syntax, flags, unescape(pattern), unescape(text)))
    for line, answer in zip(lines, answers(rows)):
        print("\t".join(line.split("\t")[:4]) + "\t" + (answer or "").strip("\n").replace("\n", " "))
