#!/usr/bin/env python3
"""generate.py SEED COUNT [category…]: random sessions, COUNT of each category, as JSON Lines.

Beside the everyday commands: Unicode, hard tabs, numbers and dates, completion and digraphs, special registers, formatting, folds,
windows, mappings, abbreviations, options, ranges, the undo tree, sessions of hundreds of keys.
"""
import json
import random
import sys

ESC, CR, BS = "\x1b", "\r", "\x08"
WORDS = "one two three red green blue apple pear plum sun moon star north south 12 7 x_y main foo_bar".split()
UNICODE = "été naïve œuf Straße 漢字 日本語 ñandú ÀÉÎ e\u0301te\u0301 a\u0308 🙂 ok x «mot» – fin".split()


def ctrl(letter):
    return chr(ord(letter) & 0x1F)


class Session:
    """Draws lines and keys from one seed."""

    def __init__(self, rng):
        self.rng = rng

    def any(self, *choices):
        return self.rng.choice(choices)

    def maybe(self, chance):
        return self.rng.random() < chance

    def count(self, chance=0.25):
        return str(self.rng.randint(2, 5)) if self.maybe(chance) else ""

    def sentence(self, words=WORDS):
        text = " ".join(self.rng.choice(words) for _ in range(self.rng.randint(1, 8)))
        return text + self.any("", "", ".", ",", "!", " ", ". Next one.")

    def code(self):
        a, b, n = self.rng.choice(WORDS), self.rng.choice(WORDS), self.rng.randint(-20, 300)
        indent = " " * self.any(0, 0, 4, 4, 8)
        return indent + self.any(
            f"if ({a} > {b}) {{", "}", f"{a} = [{b}, {n}];", f"call({a}, ({b}), \"{a} {b}\")", f"# {a} 0x{abs(n):x} {b}",
            f"<li><a href='{a}'>{b}</a></li>", f"'{a}' : \"{b}\"", f"{a}-{n} {b}+{n}", f"/* {a} */ {b}", f"\\begin{{{a}}} 0b101 017")

    def lines(self, kind="text"):
        make = {"text": self.sentence, "code": self.code, "unicode": lambda: self.sentence(UNICODE),
                "dates": lambda: self.sentence() + self.any(" 2024-02-28", " 1999-12-31 23:59", " 07:08:09", " 0x00ff", " 0b0101", " 017 08", " -5 - 3", " v1.9.10", " word-9", " 0xABC", " 0xaBc", " 99999999999999999999", " x-0x10"),
                "tabs": lambda: self.any("", "\t", "\t\t", " \t") + self.sentence().replace(" ", self.any(" ", "\t"), 1)}
        kinds = ["text", "code"] if kind == "mixed" else [kind]
        out = []
        for _ in range(self.rng.randint(2, 9)):
            out.append(make[self.rng.choice(kinds)]())
            if self.maybe(0.12):
                out.append(self.any("", "", "   "))
        return out

    def char(self):
        return self.any(*"aeiont r.,(\"'x1")

    def motion(self):
        simple = self.any(*"hjklwbeWBE0^$GHML%{}()+-_", "ge", "gE", "g_", "gg", "g0", "g$", "gm", "go", "gj", "gk", " ", BS)
        return self.any(
            lambda: self.count() + simple, lambda: self.count() + simple, lambda: self.count() + simple,
            lambda: self.count(0.1) + self.any(*"fFtT") + self.char(), lambda: self.any(";", ","),
            lambda: f"{self.rng.randint(1, 30)}|", lambda: f"{self.rng.randint(1, 8)}G",
            lambda: self.any("[(", "])", "[{", "]}", "]]", "[[", "][", "[]"), lambda: f"{self.any(10, 50, 90)}%")()

    def object(self):
        return self.any("i", "a") + self.any(*"wWspt()b{}B[]<>\"'`")

    def text(self):
        return self.any("x", "new ", "a b", "(", "éa", "end", "1", "two words", ";")

    def target(self):
        return self.any(self.motion, self.motion, lambda: self.count(0.1) + self.object())()

    def change(self):
        operator = self.any("d", "d", "c", "gu", "gU", "g~", ">", "<", "g?", "=")
        return self.any(
            lambda: operator + self.target() + (self.text() + ESC if operator == "c" else ""),
            lambda: self.count() + self.any("x", "X", "D", "J", "gJ", "~", "dd", ">>", "<<", "p", "P", "gp", "gP", "]p"),
            lambda: self.count(0.15) + self.any(*"iaIAoO", "gI", "gi") + self.text() + ESC,
            lambda: self.count(0.15) + self.any("s", "S", "R", "cc", "C") + self.text() + ESC,
            lambda: self.count(0.2) + "r" + self.any("x", "é", " ", CR, "\t"), lambda: self.count(0.2) + self.any(ctrl("A"), ctrl("X")),
            lambda: self.any("d", "y", "c") + self.any("v", "V", ctrl("V")) + self.any("j", "w", "k", "e") + ESC)()

    def visual(self):
        keys = self.any("v", "V", ctrl("V")) + "".join(self.any(self.motion, lambda: self.any("o", "O"), self.object)() for _ in range(self.rng.randint(1, 3)))
        after = self.any("d", "y", "c!" + ESC, "~", "U", ">", "J", "rx", "Ix " + ESC, "A; " + ESC, "p", "P", "D", "Y", "S!" + ESC,
                         ctrl("A"), "g" + ctrl("A"), "gq", "u", "<", "3>", "X", "C!" + ESC, ESC + "gvd", "R!" + ESC, "gJ", "$d", "$A!" + ESC)
        return keys + after + (self.any(".", "gv" + ESC, "u", "") if self.maybe(0.4) else "")

    def insert(self):
        piece = lambda: self.any(self.text(), self.text(), ctrl("W"), ctrl("U"), BS, CR, "\t", ctrl("V") + "065", ctrl("V") + "u20ac",
                                 ctrl("K") + "e:", ctrl("K") + "Eu", ctrl("R") + '"', ctrl("R") + "a", ctrl("E"), ctrl("Y"), ctrl("T"), ctrl("D"),
                                 ctrl("O") + self.motion(), ctrl("O") + "D", ctrl("O") + "p", ctrl("N"), ctrl("P"), ctrl("V") + "\t")
        return self.count(0.1) + self.any(*"iaIAoOR", "cw", "gR") + "".join(piece() for _ in range(self.rng.randint(1, 4))) + ESC

    def pattern(self):
        w = self.rng.choice(WORDS)
        return self.any(w, w[:2], r"\<" + w[:1], r"\d\+", r"\w\+\s", "[aeiou]\\{2}", r"^\s*\S", r".$", r"\v(o|e)n?", r"\vt.{-}e", r"o\zsn", r"\(e\)\1",
                        r"\an\ze ", r"\<.\{3}\>", r"e\=d", r"\cONE", r"t\@<=h", r"o\(ne\)\@!", r"a\|e", r"\_s\+", r"e\n", r"\%[one]", r"[[:upper:]]", r"\u", ".*")

    def search(self):
        return self.any(
            lambda: self.any("/", "?") + self.pattern() + CR, lambda: self.count(0.1) + self.any("n", "N"), lambda: self.any("*", "#", "g*", "g#"),
            lambda: "/" + self.pattern() + "/" + self.any("e", "e+1", "s-1", "+1", "-1", "b+2", ";/o") + CR,
            lambda: self.any("d", "y", "c") + "/" + self.pattern() + CR + self.any("", "z" + ESC), lambda: self.any("gn", "dgn", "cgnx" + ESC + ".", "gN"))()

    def range(self):
        return self.any("", "", "%", ".", "$", "1,3", "2,$", ".,+1", "'<,'>" if self.maybe(0.1) else "1", "/o/", ".,/e/", "1;+1", "-", "2,4")

    def ex(self):
        substitute = lambda: self.any("s/", "s/", "s#").join(["", ""]) + self.pattern().replace("/", "") + "/" + self.any("x", "&&", r"[\0]", r"\u&", r"\U&\E!", "", r"a\rb", r"\t", "é") + "/" + self.any("", "g", "g", "gi", "e", "ge", "I", "n")
        body = self.any(
            substitute, substitute, lambda: self.any("g", "v") + "/" + self.pattern() + "/" + self.any("d", "s/e/E/g", "m0", "t.", "normal Ax", "j", ">", "normal dw", "-1j", "s/$/;"),
            lambda: self.any("d", "d a", "y", "d 2", "j", "j!", "j 3", ">", "<", ">>", "m$", "m0", "t0", "t.", "co$", "k a", "pu", "pu!", "pu a", "le", "ri 40", "ce 40", "retab"),
            lambda: self.any("sort", "sort!", "sort n", "sort i", "sort u", "sort /o/", "sort r /e./", "sort x"),
            lambda: "normal " + self.any("x", "Aend", "dw", "3x", "Ivar ", "~", "J", "ddp", "cwx", "@a"))()
        return ":" + self.range() + body + CR + self.any("", "", "u", "p", "``")

    def step(self):
        return self.any(self.motion, self.motion, self.change, self.change, self.visual, self.search, self.ex, self.insert,
                        lambda: self.any("u", ctrl("R"), ".", ".", "U", "yy", "yiw", "p", "ma", "`a", "'a", "``", ctrl("O"), "\t", "g;"))()

    def marathon(self):
        """100 to 300 keys: no prompts, nothing that fails on purpose."""
        length, keys = self.rng.randint(100, 300), ""
        while len(keys) < length:
            keys += self.any(self.motion, self.motion, self.change, self.change, self.visual, self.search, lambda: self.any("u", ctrl("R"), ".", "yy", "yiw", "p", "ma", "`a", "``"))()
        return keys

    def steps(self, low, high, make=None):
        return "".join((make or self.step)() for _ in range(self.rng.randint(low, high)))


def numbers(s):
    step = lambda: s.count(0.4) + s.any(ctrl("A"), ctrl("X"))
    area = lambda: s.any("V", "v", ctrl("V")) + s.any("j", "jj", "G", "$", "j$", "ip", "2jw") + s.count(0.4) + s.any("", "g") + s.any(ctrl("A"), ctrl("X")) + s.any("", ".", "u")
    return s.any("", "", ":set nf=" + s.any("alpha", "", "hex", "octal", "bin,unsigned", "unsigned", "alpha,hex") + CR) + s.steps(1, 4, lambda: s.any(step, step, area, s.motion)())


def typing(s):
    piece = lambda: s.any(s.text(), s.text(), s.text(), ctrl("W"), ctrl("U"), BS, CR, "\t", ctrl("V") + s.any("065", "x41", "u20ac", "\t", "o101", ESC), ctrl("R") + s.any('"', "a", "-", "."),
                          ctrl("R") + ctrl("R") + '"', ctrl("K") + s.any("e:", "Eu", "o/", "ss", "->", "12", "Co", "a'"), ctrl("E"), ctrl("Y"), ctrl("T"), ctrl("D"), "0" + ctrl("D"),
                          ctrl("O") + s.any(s.motion(), s.motion(), "D", "p", "x", "dw", "u", "yiw", "~", "J", ">>"), ctrl("N"), ctrl("P"), ctrl("N") + ctrl("N"), ctrl("P") + ctrl("N"), ctrl("G") + "u")
    begin = lambda: s.count(0.1) + s.any(*"iaIAoO", "cw", "cc", "s", "C", "ciw", "gi", "gI", "R")
    return s.steps(1, 3, lambda: s.any("", s.motion()) + begin() + "".join(piece() for _ in range(s.rng.randint(1, 5))) + ESC) + s.any("", ".", "u", "`]", "`^")


def special_registers(s):
    name = lambda: s.any(".", ":", "/", "=1+2" + CR, "=3*4.0" + CR, "='a'.'b'" + CR, "=strlen('abc')" + CR, "%", "_", "-", "=7/2" + CR, '=line(".")' + CR)
    make = lambda: s.any(lambda: '"' + name() + s.any("p", "P"), lambda: s.any("i", "A", "o") + ctrl("R") + name() + ESC, s.change, lambda: "i" + s.text() + ctrl("A") + ESC,
                         lambda: "/" + s.pattern() + CR, lambda: ":s/o/0/" + CR, lambda: ":2" + CR, lambda: "@:", lambda: ":" + ctrl("R") + "a" + CR, s.motion)()
    return s.steps(2, 5, make)


def layout(s):
    width = s.any("", "", ":set tw=" + s.any("20", "30", "12") + CR, ":set tw=24 ai" + CR)
    return width + s.steps(1, 3, lambda: s.any("gqq", "gqap", "gqip", "gwap", "gqj", "gqG", "gggqG", "Vjgq", "vipgq", "gww", "vjgw", s.motion(), "A" + s.text() + " more words here" + ESC, ":ce 30" + CR, ":ri" + CR, "J", "3J"))


def earlier(s):
    move = lambda: s.any("g-", "g+", "2g-", "3g+", "u", ctrl("R"), ":earlier" + s.any("", " 1", " 2", " 5", " 1f", " 100") + CR, ":later" + s.any("", " 1", " 3", " 9") + CR, ":undo " + s.any("0", "1", "2", "3") + CR)
    return s.steps(2, 4, s.change) + s.steps(1, 5, move) + s.any("", s.change()) + s.steps(1, 4, move)


def ranges(s):
    first = lambda: s.any("1", "2", ".", "$", "/o/", "?e?", "-1", "+", "'a", "2+1", "$-1", ".-1", "/a/+1", "?o?-", "\\/", "%")
    sep = lambda: s.any(",", ",", ";")
    line = lambda: ":" + s.any(first(), first() + sep() + first()) + s.any("d", "y", "m0", "t.", ">", "j", "s/e/E/", "p", "normal x", "k b", "=", "", "d 2", "co$", "g/e/s//3/", "v/o/d", "sort") + CR
    return "ma" + s.motion() + s.steps(1, 3, line) + s.any("", "p", "u")


def options(s):
    pairs = ["ai", "si", "noet ts=4 sw=4", "sts=2 noet", "tw=20", "ww=h,l,~", "nosol", "sr", "sel=exclusive", "ve=onemore", "nows", "ic", "ic scs",
             "gd", "sw=2", "nf=alpha", "nf=", "bs=", "mps+=<:>", "tw=30 ai", "sta noet ts=8", "so=3"]
    return ":set " + s.rng.choice(pairs) + CR


def folds(s):
    make = lambda: s.any("zfj", "zf2j", "zfap", "zfG", "zc", "zo", "za", "zR", "zM", "zd", "zE", "zj", "zk", "[z", "]z", "zO", "zC", "Vjzf", ":1,2fold" + CR,
                         "dd", "yyp", "j", "k", "gg", "G", "dj", "x", "p", ">>", "u", "J", "oX" + ESC, "zn", "zN", "zi", "5G", "w", "cc!" + ESC, "dk", "V", "D" + "")
    return s.steps(3, 8, make)


def windows(s):
    make = lambda: s.any(":sp" + CR, ":vs" + CR, ctrl("W") + "w", ctrl("W") + "j", ctrl("W") + "k", ctrl("W") + "c", ctrl("W") + "o", ctrl("W") + "W", ctrl("W") + "p",
                         ctrl("W") + "s", ctrl("W") + "v", ":close" + CR, "dd", "p", "G", "gg", "x", "j", "w", "L", "H", "M", "u", ":3d" + CR, "oX" + ESC, "yy", "gt")
    return s.steps(3, 9, make)


def maps(s):
    left = s.any("Q", "<Space>", "zz", ",x", "jk", "<C-k>", "gx", "Z")
    typed = {"<Space>": " ", "<C-k>": ctrl("K")}.get(left, left)
    right = s.any("dw", "ihello<Esc>", "A;<Esc>j", "dd", ":s/o/0/g<CR>", "viwU", "f x", "<Nop>", "xp", "ggVG>", "@a", "5j", "o<Esc>", "w")
    kind = s.any("nnoremap", "nmap", "noremap", "map", "vnoremap", "onoremap", "inoremap", "imap")
    use = {"v": "v" + s.motion() + typed, "o": "d" + typed, "i": "i" + s.text() + typed + "z" + ESC}.get(kind[0], typed + s.any("", typed))
    if kind in ("nnoremap", "nmap", "noremap", "map"):
        use = s.any(use, s.count() + typed, use + ".", use + "u")
    keys = f":{kind} {left} {right}{CR}" + s.any("", s.motion()) + use
    return keys + s.any("", s.motion(), ":" + kind.replace("noremap", "unmap").replace("map", "unmap").replace("ununmap", "unmap") + " " + left + CR + typed + ESC)


def abbreviations(s):
    return ":ab " + s.any("teh the", "addr 12 Main Street", "#i include", "xx x<Left>y") + CR + s.any("i", "A", "o") + s.any("teh ", "teh.", "addr,", "ateh ", "teh" + ESC, "#i ", "xx z", "xx" + CR, "teh" + ctrl("V") + " ") + s.text() + ESC + s.any("", ".", "u")


def undo_tree(s):
    move = lambda: s.any("u", "u", ctrl("R"), "g-", "g+", "2g-", "3u", ":undo 1" + CR, ":undo 2" + CR, ":undo 0" + CR, ":earlier 2" + CR, ":later 1" + CR, "U", ":earlier 9" + CR, ":redo" + CR)
    return s.steps(2, 5, lambda: s.change() + (s.steps(1, 3, move) if s.maybe(0.6) else "")) + s.steps(1, 4, move)


def macros(s):
    body = s.steps(1, 2, s.any(s.change, s.insert, s.search, s.ex)) + s.any("", "j", "j0", "w")
    return s.any("qa" + body + "q" + s.count(0.4) + "@a" + s.any("", "@@", "u", "."), "qa" + body + "qqA" + s.change() + "q@a", "qa" + body + "q:normal @a" + CR)


def registers(s):
    name = lambda: s.any("", '"a', '"b', '"A', '"1', '"_', '"-', '"0', '"2')
    make = lambda: s.any(lambda: name() + s.any("yy", "dd", "yw", "dw", "x", "yap", "d2j", "D", "y$", "dip"), lambda: name() + s.count(0.2) + s.any("p", "P", "gp", "gP", "]p", "[p"),
                         lambda: name() + "v" + s.motion() + s.any("y", "d", "p"), s.motion, lambda: name() + ctrl("V") + "jl" + s.any("y", "d"), lambda: ":" + s.range() + s.any("y a", "d b", "pu", "d A") + CR,
                         lambda: "i" + ctrl("R") + s.any("a", '"', "-", "0") + ESC, lambda: '"1p' + "u." * s.rng.randint(0, 2))()
    return s.steps(2, 5, make)


CATEGORIES = {
    "motion": ("mixed", lambda s: s.steps(1, 6, s.motion)),
    "operator": ("mixed", lambda s: s.steps(1, 3, lambda: s.any(s.change, s.change, s.motion)())),
    "simple": ("mixed", lambda s: s.steps(1, 4, lambda: s.any(lambda: s.count() + s.any("x", "X", "D", "J", "gJ", "~", "dd", ">>", "<<", "p", "P", "yy", "Y", "guu", "gUU", "g~~", "rx", "3ra"), s.motion)())),
    "numbers": ("code", numbers),
    "dates": ("dates", numbers),
    "typing": ("mixed", typing),
    "specials": ("mixed", special_registers),
    "layout": ("mixed", layout),
    "earlier": ("mixed", earlier),
    "ranges": ("text", ranges),
    "everyday": ("mixed", lambda s: s.steps(1, 3)),
    "unicode": ("unicode", lambda s: s.steps(1, 4, s.any(s.change, s.motion, s.visual, s.insert, s.step))),
    "tabs": ("tabs", lambda s: s.any("", ":set noet" + CR, ":set noet ts=4" + CR) + s.steps(1, 3, s.any(s.change, s.visual, s.insert, s.step))),
    "objects": ("mixed", lambda s: s.motion() + s.any("d", "y", "c", "v", "gU") + s.count(0.15) + s.object() + s.any("", ESC, s.object() + "y", "o" + s.object() + "d")),
    "visual": ("mixed", lambda s: s.steps(1, 2, s.visual)),
    "insert": ("mixed", lambda s: s.steps(1, 3, s.insert) + s.any("", ".", "u", "`[", "`]", "`^", "g;")),
    "search": ("mixed", lambda s: s.steps(1, 4, s.search)),
    "ex": ("mixed", lambda s: s.steps(1, 3, s.ex)),
    "undo": ("mixed", undo_tree),
    "options": ("mixed", lambda s: options(s) + s.steps(1, 4)),
    "folds": ("text", folds),
    "windows": ("text", windows),
    "maps": ("mixed", maps),
    "abbreviations": ("text", abbreviations),
    "macros": ("mixed", macros),
    "registers": ("mixed", registers),
    "long": ("mixed", lambda s: s.steps(8, 20)),
    "marathon": ("mixed", lambda s: s.marathon()),
    "scroll": ("long", lambda s: s.steps(2, 6, lambda: s.any(ctrl("D"), ctrl("U"), ctrl("F"), ctrl("B"), ctrl("E"), ctrl("Y"), "zt", "zz", "zb", "H", "M", "L", "3H", "2L", "G", "gg", "30G", "z\r", "z.", "z-", "5" + ctrl("E"), "4" + ctrl("D"), "dd", "50%", "j", "10j", "9k", "z+", "z^", "x"))),
}


def main():
    seed, count, wanted = sys.argv[1], int(sys.argv[2]), sys.argv[3:] or list(CATEGORIES)
    number = 0
    for category in wanted:
        rng = random.Random(f"{seed} {category}")
        session = Session(rng)
        kind, make = CATEGORIES[category]
        for _ in range(count):
            lines = [f"{i} {session.sentence()}" for i in range(1, rng.randint(30, 90))] if kind == "long" else session.lines(kind)
            line = rng.randint(1, len(lines))
            width = len(lines[line - 1].encode())
            case = {"id": number, "cat": category, "lines": lines, "cursor": [line, rng.randint(1, max(1, width))], "keys": make(session)}
            print(json.dumps(case))
            number += 1


main()
