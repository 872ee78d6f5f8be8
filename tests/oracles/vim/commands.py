#!/usr/bin/env python3
"""commands.py: one or more cases for each command of the everyday set, written by hand, as JSON Lines."""
import json

TEXT = ["The quick brown fox.  It jumps over (the lazy) dog.", "    if (count > 7) { item[x] = \"a 'b' c\"; }", "", "one two-three four_five 0x1f -12 007",
        "one two-three four_five 99", "<div class=\"k\"><b>bold</b> rest</div>", "", "\tend tab\there", "last"]
GROUPS = {
    "motions": "h l j k w b e ge W B E gE 0 ^ $ g_ | 12| fo to Fo To fo; fo;; fo, to;; % } { ) ( + - _ 3_ gg G 3G H M L * # g* g# go 20go gm gM 50% gj gk g0 g^ g$ [( [{ ]) ]} [[ ]] [] ][ 3w 2b 2e 3ge 2fo 2to 3j2k 5l2h".split(),
    "operators": "dw d2w 2dw dW db de dge d$ D d0 d^ dd 2dd dj dk dG dgg d} d{ d) d( dfo dto d% dl dh x 3x X cwnew\x1b cWnew\x1b c$new\x1b Cnew\x1b ccnew\x1b Snew\x1b sX\x1b 2sX\x1b yyp yyP ywP 2yyp y$p guw gUw g~w guu gUU g~~ g?? g?w gUiw ~ 4~ >> << 2>> >j <j >} J gJ 3J gqap gqq rX 3rX r\r dvj dVw d\x16j yiwp dvb ==".split(),
    "objects": [o + i + n for o in ("d", "gU", "v") for i in "ia" for n in list("wWsp") + ["(", "{", "[", "<", "t", '"', "'", "b", "B"]],
    "insert": ["ihello \x1b", "ahello\x1b", "Ihello \x1b", "Aend\x1b", "onew\x1b", "Onew\x1b", "3ix\x1b", "2onew\x1b", "gIx\x1b", "ione two\x17X\x1b", "ione two\x15X\x1b", "iab\x08c\x1b", "ia\rb\x1b", "i\x16065\x1b",
               "i\x0be'\x1b", "yiwi\x12\"\x1b", "i\x14x\x1b", "i\x04x\x1b", "ix\x0fwY\x1b", "ix\x0f$Y\x1b", "A\x0e\x1b", "oqu\x0e\x1b", "oon\x10\x1b", "jA\x05\x1b", "jA\x19\x1b", "Rnew\x1b", "Rnew\x08\x08\x1b", "2Rab\x1b", "gRnew\x1b", "i\tx\x1b", "ix\x1bgiy\x1b", "ix\x1b0i\x01\x1b"],
    "visual": ["vlld", "vwwd", "Vd", "Vjd", "vjd", "vey", "veyP", "vec!\x1b", "veU", "veu", "ve~", "vJ", "Vj>", "Vj<", "verX", "vwod", "\x16jld", "\x16jlIx\x1b", "\x16jlAx\x1b", "\x16j$Ax\x1b", "\x16jlcx\x1b", "\x16jlrx", "\x16jlyP", "\x16jlOd", "vey$vp",
               "viwp", "yiwwviwp", "vlx\x1bgvd", "v\x1bgvU", "Vjo\x1b", "VjgJ", "vipd", "vapy", "v2iwd", "viwiwd", "va(d", "vi(i(d", "vawy", "vD", "vX", "vC!\x1b", "vS!\x1b", "vR!\x1b", "vY", "Vjy", "vly1vd", "GVgg=", "vgg\x1b`<", "v$y", "v$d", "vj$d"],
    "registers": ["\"ayy\"ap", "\"ayw\"Ayw\"ap", "dd\"1p", "dddd\"2p", "xp", "dw\"-P", "\"_ddp", "yyjp", "yyjP", "yyjgp", "yyjgP", "yy3p", "yw3p", "y$P", "ylp", "yjP", "\"byyj\"bp", "\"add\"aP", "dwu\"1pu.u.", "yyj]p", "yyj[p", "\"ayiw:s/one/\x12a/\r", ":reg\r"],
    "dot": ["x.", "dw.", "dd.", "2dd.", "cwnew\x1bw.", "Aend\x1bj.", "ix\x1b.", "r-l.", "~.", ">>.", ">>j.", "J.", "3x.", "x3.", "vlld.", "Vd.", "di(.", "ciwa\x1bw.", "f .", "p.", "yyp.", "ox\x1b.", "gUiww.", "\x16jlIx\x1bj."],
    "undo": ["xu", "xxxu", "xxxuu", "xu\x12", "xxuu\x12\x12", "ddu", "ix\x1bu", "dwU", "xxxU", "xUU", "xug-", "xxg-", "xxg-g+", "xuddg-", "xxx:undo 1\r", "xxx:undo 0\r", "xx:earlier 1\r", "xxuu:later 1\r", "ddpu", "onew\x1bu", "onewline\x1bjddkuu", ":s/e/E/g\ru", ":g/one/d\ru", "3iab\x1bu"],
    "search": ["/one\r", "/two\r", "?one\r", "/one\rn", "/one\rN", "/one\rnn", "?two\rn", "/o.e\r", "/\\<it\\>\\c\r", "/\\d\\+\r", "/one/e\r", "/one/e+1\r", "/one/s-1\r", "/one/+1\r", "/one/-1\r", "/one/b+1\r", "/one/;/two\r", "d/two\r", "d?T\r", "c/two\rX\x1b", "y/two\rP",
               "*", "#", "g*", "wwww*n", "/[aeiou]\\{2}\r", "/\\v(one|two)\r", "/one\\zs two\r", "/\\(o\\)ne\r", "/e\\nl\r", "/^one\r", "/four_five$\r", "/nothere\r", "3/o\r", "/one\rcgnX\x1bn.", "/one\rdgn", "/o\r//e\r", ":set ic\r/ONE\r", ":set ic scs\r/One\r", ":set nows\rG/one\r"],
    "marks": ["majj'a", "majl`a", "majd'a", "mawwd`a", "jjma3G``", "3G''", "5Gx`.", "wx`[", "yiw`]", "v\x1b`<", "vjl\x1b`>", "ix\x1bG`^", "3G5G\x0f", "3G5G\x0f\x09", "xGxggg;", "xGxggg;g,", "majjmb'a", "mayyp`a", "majdd'a", "mAjj'A", "maj:marks\r", "maGy'a", ":3ka\r'a", "mawmb]`", "[`"],
    "macros": ["qaxq@a", "qaxjq3@a", "qaA!\x1bjq2@a", "qaxq@a@@", "qaddq@au", "qadwq2@au", "qa0fold~q@a", "qaI- \x1bjq5@a", "qaqqaxjq@a", "qaixq\x1bq", "qayypq3@a", ":normal x\r", ":%normal A;\r", "qa\x01q3@a", "\"aywqAp q@a"],
    "numbers": ["\x01", "\x18", "4G\x01", "4G5\x01", "4G$\x01", "4G$\x18", "4Gfx\x01", "4Gf-\x01", "4Gf-20\x01", "5G$100\x18", "4GVj\x01", "4GVjg\x01", "4G3\x18", ":set nf=\r4G$\x01", ":set nf=alpha\r\x01"],
    "ex": [":2\r", ":$\r", ":+2\r", ":d\r", ":2,3d\r", ":1d|2d\r", ":%s/o/0/g\r", ":s/o/0/\r", ":s/o/0/g\ru", ":%s/\\(o\\)\\(n\\)/\\2\\1/g\r", ":%s/one/\\u&/\r", ":%s/one/\\U&\\E!/\r", ":s/q/\\r/\r", ":%s/$/;/\r", ":%s/^/> /\r", ":s/x/y/\r", ":s/x/y/e\r", ":s/o/0/\r:&&\r", ":s/o/0/\rj&", ":s/o/0/\rg&",
           ":g/one/d\r", ":v/one/d\r", ":g!/o/d\r", ":g/one/normal A!\r", ":g/o/m0\r", ":g/o/t.\r", ":g/one/s/o/0/g\r", ":g/one/j\r", ":2m0\r", ":1m$\r", ":1t.\r", ":1,2co$\r", ":1,2j\r", ":1,3j!\r", ":>\r", ":2<\r", ":1,2>>\r", ":y\rp", ":2y a\r\"ap", ":pu\r", "yy:3pu\r", "yy:0pu\r", ":sort\r", ":sort!\r", ":sort n\r", ":sort u\r", ":sort i\r",
           ":1,2sort\r", ":k a\rG'a", ":normal dw\r", ":1,3normal x\r", ":/two/d\r", ":/one/,/two/d\r", ":.,+1d\r", ":.,$d\r", ":1;+1d\r", ":'a,'bd\r", ":undo\r", "x:undo\r", "x:undo|redo\r", ":nosuch\r", ":d 3\r", ":2d x\r", ":left\r", ":2left 2\r", ":center 40\r", ":retab\r", ":s/o/0/n\r", ":s/o/0/gc\ryny", ":%s/o/0/gc\rynq", ":%s/o/0/gc\rya", ":%s/e/E/gc\rnl", ":%s/one/1/c\r\x1b", ":noh\r", ":set sw=2\r>>", ":set noet ts=4 sw=4\r>>", ":set ai\r2Gonew\x1b",
           ":map Q dd\rQ", ":nnoremap x dd\rx", ":imap jk <Esc>\riabjkx", ":iab xx yy\rixx \x1b", ":vmap s d\rves", ":omap w j\rdw", ":nmap gs x\rgs:nunmap gs\rgs", ":@a\r", "\"ayy:@a\r", ":ls\r", ":marks\r"],
    "folds": ["zfjj", "zfjdd", "zf2jzo", "zfjzojzc", "zfGzRx", "zfjzMdd", "zfjyyp", "zfjzaj", "Vjzfj", ":2,3fold\rzN2Gdd", "zfjzdj", "zfjzEj", "jzfjkj", "zfjzn", "3Gzfjggzj", "zfjGzk", ":set sw=4 fdm=indent fen\rjdd"],
    "windows": [":sp\rdd", ":sp\rdd\x17jx", "\x17sG\x17wx", "\x17vx\x17c", "\x17s\x17sG\x17o", ":vs\rGdd\x17p", "\x17n:q!\rx", ":new\rihello\x1b", ":tabnew\rix\x1bgtdd", "\x17s3G\x17kx\x17jx"],
    "scroll": ["\x04", "\x15", "\x05", "3\x05", "\x06", "\x02", "zt", "zz", "zb", "z\r", "Gzz", "5Gz.", "LdG", "Hx", "Mx"],
    "edges": ["dk", "Gdj", "5dw3dw", "99x", "99dd", "d99j", "3G" + "x", "3Gdw", "3Gcwx\x1b", "Gx$x", "J" * 12, "d\x1bx", "2\x1bx", "\"\x1bx", "gx", "zx", "dq", "cfzX\x1b", "\x16$x", "Vggd", "ggdGp", "ggdGu", "ggVGd", "ggVGcx\x1b", "3GJ", "GJ", "GkJ", "$l", "0h", "G$w", "Gw", "ggb", "ggge"],
}

# Every word of what the editor is to know, with at least one case: what is written here twice is written once above too.
COVERAGE = {
    "h j k l": ["2h", "2j", "jk", "3l"], "w b e ge": ["3w", "5wb", "2e", "4wge"], "W B E gE": ["2W", "4WB", "2E", "4WgE"], "0 ^ $ g_ |": ["w0", "j^", "2$", "g_", "9|"],
    "f t F T ; ,": ["fo", "to", "$Fo", "$To", "fo;", "fo;;,"], "% { } ( )": ["f(%", "}}", "G{", "2)", "G("], "+ - _": ["2+", "4G-", "3_"], "gg G H M L": ["Ggg", "3G", "GH", "M", "2L"],
    "* # n N / ?": ["4G*", "4G#", "/o\rn", "/o\rN", "?o\rn"], "marks": ["majjd'a", "ma2jd`a", "mA3GG`A", "xG`.", "ywG`[", "yeG`]", "ix\x1bG`^", "vjdG`<"],
    "Ctrl-D U F B E Y": ["\x04", "G\x15", "\x06", "G\x02", "\x05", "G\x19"], "zz zt zb": ["Gzz", "Gzt", "Gzb"], "Ctrl-O I g; g,": ["3GG\x0f", "3GG\x0f\x0f\x09", "xGxggg;", "xGxg;g;g,"],
    "d c y": ["d2w", "c2wnew\x1b", "y2wP"], "> < =": [">j", "j<<", "=G"], "gu gU g~": ["gu$", "gUiw", "g~j"], "!": ["!!", "!jx\x1b"], "J gJ gq": ["3J", "3gJ", ":set tw=20\rgqq"],
    "counts": ["2d2w", "3dd", "2\"add\"aP"], "w W s p t ( { [ < quotes": ["diw", "daW", "dis", "dap", "6Gdit", "di(", "2Gdi{", "2Gda[", "6Gdi<", "2Gdi\"", "2Gda'", "di`"], "growing": ["vawawd", "vi(a(d", "vipipd"],
    "x X s S r R ~ . & u U": ["2x", "2X", "2sab\x1b", "Sab\x1b", "3rx", "Rab\x1b", "4~", "xj.", ":s/o/0/\rj&", "xxu", "xxU"], "Ctrl-R undo tree": ["xu\x12", "xxg-g+", "xuddg-g-", "xxxuudd:earlier 3\r", "xxx:earlier 2\r:later 1\r"],
    "insert Ctrl-W U R O V T D N P": ["ia b\x17\x1b", "ia b\x15\x1b", "yiwi\x12\"\x1b", "ia\x0fwb\x1b", "i\x16065\x16u20ac\x1b", "i\x14\x1b", "2Gi\x04\x1b", "on\x0e\x1b", "on\x10\x10\x1b"],
    "replace, abbreviations, digraphs": ["Rabc\x08\x08\x1b", "gRab\x1b", ":ab xx yy\rixx \x1b", ":ab xx yy\r:iabclear\rixx \x1b", "i\x0bo:\x0bEu\x1b"],
    "visual o gv I A c r $": ["vwod", "vw\x1bjgvd", "\x16jlIx\x1b", "\x16jlAx\x1b", "\x16jlcx\x1b", "\x16jlrx", "\x16j$Ax\x1b", "Vjcx\x1b", "vwrx"],
    "registers": ["\"ayy\"ap", "\"ayw\"Ayw\"ap", "dddd\"1p\"2p", "yw\"0p", "dw\"-p", "\"_ddp", "ix\x1b\".p", ":2\r\":p", "/one\r\"/p", "i\x12=2*3\r\x1b"], "macros": ["qaxjq@a", "qaxjq@a@@", "qaxjq3@a", "qaqqaxj@aq@a"],
    "Ctrl-A X": ["4G5\x01", "4G5\x18", "4GVjg\x01"], "search offsets": ["/one/e\r", "/one/+1\r", "?one?b+1\r"], "hlsearch incsearch": [":set hls\r/one\rx", ":set is\r/o\x07\rx", ":set is\r/o\x07\x07\rx", ":set is\r/o\x07\x14\rx"],
    "ignorecase smartcase": [":set ic\r/ONE\rx", ":set ic scs\r/ONE\rx", ":set ic scs\r/one\rx"],
    "patterns": ["/\\vo(n|f)e\rx", "/o\\zsn\rx", "/\\<fo\\ze.\rx", "/o.\\{-}e\rx", "/o\\(n\\)\\@=\rx", "/\\(t\\)\\@<=h\rx", "/\\d\\+\rx", "/[[:upper:]]\rx", "/\\Vfo.\rx"],
    "Ex": [":2,3d\r", ":%s/o/0/g\r", ":%s/o/0/gc\ryna", ":g/one/d\r", ":v/one/d\r", ":2m$\r", ":1t.\r", ":1,2j\r", ":%normal Ax\r", ":%sort\r", ":r nosuch\r", ":x\x1b", ":ls\r", ":split\rdd", ":vsplit\rdd", ":set sw=2\r>>", ":map Q dd\rQ",
           ":reg\r", ":ma b\rG'b", ":help\x1b", ":2,3s/o/0/&\r", ":nosuch\rx", ":d x y\rx"],
    "folds": ["zfjdd", "zfjzodd", ":set fdm=indent fen sw=4\rzM2Gdd"], "windows, tabs": ["\x17sGdd\x17wx", ":tabnew\rix\x1bgtx"],
    "unicode": ["i\u6f22\u5b57\x1bhx", "ie\u0301a\x1bhx", "i\u00e9\u00e8\x1b0~", "i\U0001f642\x1bx"],
}
# What sessions of other editors' tests found.
FOREIGN = ["viwy2GviwgPp", "yyjV[pp", "yyjV]pu", "ver\x1bx", "vwr\r", "\x16jr\r", ":nmap 0 w\r10l", ":nmap 0 w\r0x", ":g/o/v/one/s/^/-/\r", ":0;/one/d\r", ":goto 20\rx", ":30goto\rx", "xjix\x1bGvgid", "xjix\x1bGdgix",
           ":s/o/\\=line('.')/g\r", ":%s/\\d\\+/\\=submatch(0)+1/g\r", ":%s/^/\\=printf('%02d ',line('.'))/\r", ":%s/\\(o\\)n/\\=toupper(submatch(1))/\r", ":imap a b \\| c\ria\x1b", ":ab xx yy\r:s/o/xx /\r", ":ab xx yy\r:abclear\rixx \x1b",
           "ymax\x1b", "d@ax\x1b", "drxx", "dqax\x1b", "dZZx", "d\x17wx", "d\x16w.", "d\x16e.", "c\x160\x1b", "d\x16j.", "y\x160P", "d\x16$.", "gUv0", ":set tw=60\rgww", "gww", "5Gwgwk", "vjgw", "i\x0e\x1bg;", "R\x04\x1bg;", "A\x18s\x1b", "A\x18\x06\x1b",
           "2Gwww\x16j>", "2Gwww\x16j>..", ":set noet\r8Gl\x16>", "7G\x16jl>", ":set top\r~wj.", ":set top\r~~", ":set ww=hl\r60lx", ":set fo=tx\rx", ":set nf=foo\rx", "9Gi\u6f22\u5b57\x1b8Glll\x16jIx\x1b", "9Gi\u6f22\u5b57\x1b8Glll\x16jAx\x1b", ":s/o/x/\rjj:@:\r:1@:\r", ":1,2g/o/g/one/d\r"]
GROUPS["coverage"] = [keys for cases in COVERAGE.values() for keys in cases]
GROUPS["foreign"] = FOREIGN


def main():
    for group, keys in GROUPS.items():
        number = 0
        for line, col in ((1, 5), (4, 9), (2, 16)):
            for typed in keys:
                if not typed:
                    continue
                if line != 1 and group in ("scroll", "windows", "edges", "coverage"):
                    continue
                number += 1
                print(json.dumps({"id": f"{group}-{number}", "cat": group, "lines": TEXT, "cursor": [line, col], "keys": typed}))


main()
