#!/usr/bin/env python3
"""Records what real vim draws: `screens.py > ../../spec/vim/screens/screens.jsonl` (vim 9 and tmux; some minutes).

Each case runs `vim -u DEFAULTS` (Debian's defaults.vim, what a user without a vimrc has) in a tmux pane of its size, types the
keys, and notes the pane: its rows as text, blanks at their ends cut, and the cursor's row and column from 0.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time

NUMBERS = [str(n) for n in range(1, 101)]
STORY = ["one two three", "bike station dock", "two bikes", "late bike", "the end"]
LONG = ["short", "word " * 30 + "end", "after"]
WIDE = ["漢字かな交じり文" * 6, "naïve café e\u0301te\u0301", "x\u0001y\x7fz", "a\tb\tc", "日\t本"]
SIZE = (12, 44)
WIDER = (12, 72)

# name, text (None: no such file), keys, size
CASES = [
    ("opened", STORY, "", SIZE),
    ("opened, long", NUMBERS, "", SIZE),
    ("new file", None, "", SIZE),
    ("scrolled", NUMBERS, "30j", SIZE),
    ("scrolled by one", NUMBERS, "7j", SIZE),
    ("last line", NUMBERS, "G", SIZE),
    ("middle of the file", NUMBERS, "50Gzt", SIZE),
    ("ctrl-d", NUMBERS, "<C-d>", SIZE),
    ("numbers", NUMBERS, "20G:set nu<CR>", SIZE),
    ("relative numbers", NUMBERS, "20G:set rnu<CR>", SIZE),
    ("both numbers", NUMBERS, "20G:set nu rnu<CR>", SIZE),
    ("numbers and wrap", LONG, ":set nu<CR>j$", SIZE),
    ("wrapped", LONG, "", SIZE),
    ("wrapped, at the end", LONG, "j$", SIZE),
    ("wrapped, no room", LONG * 3, "", SIZE),
    ("wrapped, no room, below", LONG * 3, "4j", SIZE),
    ("nowrap", LONG, ":set nowrap<CR>", SIZE),
    ("nowrap, at the end", LONG, ":set nowrap<CR>j$", SIZE),
    ("nowrap, back", LONG, ":set nowrap<CR>j$40h", SIZE),
    ("tabs", WIDE, "3j", SIZE),
    ("on a tab", WIDE, "3jl", SIZE),
    ("wide", WIDE, "5l", SIZE),
    ("wide, numbers", WIDE, ":set nu<CR>$", SIZE),
    ("list", WIDE, ":set list<CR>3jl", SIZE),
    ("inserting", STORY, "jAnew ", SIZE),
    ("inserting a line", STORY, "ohello", SIZE),
    ("replacing", STORY, "Rxx", SIZE),
    ("one command while inserting", STORY, "i<C-o>", SIZE),
    ("visual", STORY, "lvjl", SIZE),
    ("visual, one line", STORY, "ve", SIZE),
    ("visual lines", STORY, "jVj", SIZE),
    ("visual block", STORY, "l<C-v>jl", SIZE),
    ("pending count", STORY, "2d", SIZE),
    ("pending register", STORY, "\"ay", SIZE),
    ("pending insert register", STORY, "A<C-r>", SIZE),
    ("recording", STORY, "qa", SIZE),
    ("recording and inserting", STORY, "qaA!", SIZE),
    ("split", STORY, ":split<CR>", SIZE),
    ("split and move", NUMBERS, ":split<CR>20j<C-w>jG", SIZE),
    ("vertical split", STORY, ":vsplit<CR>", SIZE),
    ("vertical split, changed", STORY, ":vsplit<CR>x<C-w>l", SIZE),
    ("three windows", STORY, ":split<CR>:vsplit<CR>", (16, 50)),
    ("new window", STORY, ":new<CR>", SIZE),
    ("only one again", STORY, ":split<CR>:only<CR>", SIZE),
    ("split, below", STORY, ":set splitbelow<CR>:new<CR>ihi<Esc>", SIZE),
    ("tab page", STORY, ":tabnew<CR>", SIZE),
    ("tab pages, back", STORY, ":tabnew<CR>ix<Esc>gt", SIZE),
    ("three tab pages", STORY, ":tabnew<CR>:tabnew<CR>", (12, 60)),
    ("a closed fold", NUMBERS, "3Gzf4j", SIZE),
    ("two closed folds", NUMBERS, "2Gzfj6Gzf2jgg", SIZE),
    ("written", STORY, "x:w<CR>", SIZE),
    ("no such command", STORY, ":frobnicate<CR>", SIZE),
    ("not written", STORY, "x:q<CR>", SIZE),
    ("found", STORY, "/bike<CR>", SIZE),
    ("found backwards", STORY, "j?one<CR>", SIZE),
    ("next", STORY, "/bike<CR>n", SIZE),
    ("not found", STORY, "/nothing<CR>", SIZE),
    ("search hit the bottom", STORY, "/bike<CR>nnn", SIZE),
    ("typing a command", STORY, ":s/one/tw", SIZE),
    ("typing in the middle", STORY, ":s/one/tw<Left><Left><Left>", SIZE),
    ("typing a search", STORY, "/bik", SIZE),
    ("a setting stays", STORY, ":set nu<CR>", SIZE),
    ("a setting asked", STORY, ":set ts?<CR>", SIZE),
    ("fewer lines", NUMBERS, "5dd", SIZE),
    ("two lines are not told", NUMBERS, "2dd", SIZE),
    ("more lines", NUMBERS, "5yyp", SIZE),
    ("yanked lines", NUMBERS, "5yy", SIZE),
    ("yanked block", NUMBERS, "<C-v>4jy", SIZE),
    ("shifted", NUMBERS, "5>>", SIZE),
    ("substituted", STORY, ":%s/bike/car/<CR>", SIZE),
    ("asking", STORY, ":%s/bike/car/gc<CR>", SIZE),
    ("file info", STORY, "jl<C-g>", SIZE),
    ("character code", STORY, "ga", SIZE),
    ("empty line", ["", "x"], "", SIZE),
    ("empty file", [], "", SIZE),
    ("inserting on an empty line", [""], "i", SIZE),
    ("at the end of a tab", ["\t"], "A", SIZE),
    ("narrow", STORY, "j", (8, 20)),
    ("narrow, pending", STORY, "12", (8, 20)),
    ("wide terminal", STORY, "w", (8, 120)),
    ("no ruler", STORY, ":set noru nosc<CR>jl", SIZE),
    ("no mode", STORY, ":set nosmd<CR>i", SIZE),
    ("always a status line", STORY, ":set ls=2<CR>j", SIZE),
    ("read only", STORY, ":set ro<CR>:split<CR>", SIZE),
    ("cursor line numbers", STORY, ":set nu<CR>o", SIZE),
    ("hit enter", STORY, ":ls<CR>:set ts? sw? et?<CR>", SIZE),
    ("empty command line", STORY, ":", SIZE),
    ("after escape", STORY, ":abc<Esc>", SIZE),
    ("joined", STORY, "5J", SIZE),
    ("deleted all", STORY, "dG", SIZE),
    ("half a screen up", NUMBERS, "30G<C-u>", SIZE),
    ("a screen down", NUMBERS, "<C-f>", SIZE),
    ("a screen up", NUMBERS, "50G<C-b>", SIZE),
    ("line by line", NUMBERS, "3<C-e>", SIZE),
    ("line by line, back", NUMBERS, "50G3<C-y>", SIZE),
    ("top of the window", NUMBERS, "50GH", SIZE),
    ("bottom of the window", NUMBERS, "50GL", SIZE),
    ("to the bottom", NUMBERS, "50Gzb", SIZE),
    ("to the middle", NUMBERS, "55Gzz", SIZE),
    ("near the end", NUMBERS, "97G", SIZE),
    ("opened, wider", NUMBERS, "", WIDER),
    ("no such command, wider", STORY, ":frobnicate<CR>", WIDER),
    ("error, then a motion", STORY, ":frobnicate<CR>j", WIDER),
    ("not written, wider", STORY, "x:q<CR>", WIDER),
    ("not found, wider", STORY, "/nothing<CR>", WIDER),
    ("search hit the bottom, wider", STORY, "/bike<CR>nnn", WIDER),
    ("substituted, wider", STORY, ":%s/bike/car/<CR>", WIDER),
    ("asking, wider", STORY, ":%s/bike/car/gc<CR>y", WIDER),
    ("file info, wider", STORY, "jl<C-g>", WIDER),
    ("character code, wider", STORY, "ga", WIDER),
    ("shifted, wider", NUMBERS, "5>>", WIDER),
    ("shifted back, wider", NUMBERS, "V4j3<", WIDER),
    ("yanked block, wider", NUMBERS, "<C-v>4jy", WIDER),
    ("written, wider", STORY, "x:w<CR>", WIDER),
    ("written, a new file", None, "ihello<Esc>:w<CR>", WIDER),
    ("insert after an error", STORY, ":frobnicate<CR>i", WIDER),
    ("the message goes with insert mode", STORY, "ix<Esc>", WIDER),
    ("no newer change", STORY, "<C-r>", WIDER),
    ("no older change", STORY, "u", WIDER),
    ("deleted all, wider", STORY, "dG", WIDER),
    ("shell output", STORY, ":!echo hello<CR>", WIDER),
    ("a register", STORY, "yw:reg \"<CR>", WIDER),
    ("abandoned command", STORY, "2d<Esc>", WIDER),
    ("three windows, from the left", STORY, ":vsplit<CR>:split<CR><C-w>l", (16, 60)),
    ("search highlighted", STORY, ":set hls<CR>/bike<CR>", WIDER),
    ("long command line", STORY, ":" + "echo " * 20, SIZE),
]

SPECIAL = {"Esc": "\x1b", "CR": "\r", "Left": "\x1bOD", "Right": "\x1bOC", "lt": "<", "BS": "\x7f"}


def pieces(keys):
    """Keys as texts to be sent one after the other: an Esc must be alone for its moment."""
    out = []
    for part in re.findall(r"<C-.>|<[A-Za-z]+>|.", keys):
        if len(part) > 1 and part.startswith("<C-"):
            out.append(chr(ord(part[3].upper()) & 31))
        elif len(part) > 1:
            out.append(SPECIAL[part[1:-1]])
        else:
            out.append(part)
    return out


def tmux(*arguments):
    return subprocess.run(["tmux", "-u", "-L", "screens", *arguments], check=True, capture_output=True, text=True).stdout


def record(name, text, keys, size):
    with tempfile.TemporaryDirectory() as folder:
        if text is not None:
            with open(os.path.join(folder, "notes"), "w", encoding="utf-8") as file:
                file.write("".join(line + "\n" for line in text))
        rows, columns = size
        vim = "vim -u DEFAULTS -i NONE -n --cmd 'set enc=utf-8' notes"
        tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows), "-c", folder,
             f"tmux -L screens set status off; export LANG=C.UTF-8 LC_ALL=C.UTF-8; exec {vim}")
        time.sleep(0.7)
        for piece in pieces(keys):
            tmux("send-keys", "-H", *(f"{byte:x}" for byte in piece.encode()))
            time.sleep(0.25 if piece.startswith("\x1b") else 0.03)
        time.sleep(0.5)
        screen = [line.rstrip() for line in tmux("capture-pane", "-p").split("\n")[:rows]]
        at = tmux("display-message", "-p", "#{cursor_y} #{cursor_x}").split()
        tmux("kill-server")
        time.sleep(0.2)
        return {"name": name, "lines": text, "keys": keys, "size": size, "vim": {"screen": screen, "cursor": [int(n) for n in at]}}


def main():
    wanted = sys.argv[1:]
    for case in CASES:
        if not wanted or case[0] in wanted:
            print(json.dumps(record(*case), ensure_ascii=False), flush=True)


main()
