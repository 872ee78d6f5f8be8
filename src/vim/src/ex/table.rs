//! The names of Ex commands, their shortest forms, and what they take.

/// What a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Substitute,
    RepeatSubstitute,
    RepeatTilde,
    Global,
    Vglobal,
    Delete,
    Yank,
    Put,
    Move,
    Copy,
    Join,
    ShiftRight,
    ShiftLeft,
    Normal,
    Sort,
    Mark,
    Print,
    LineNumber,
    Undo,
    Redo,
    Earlier,
    Later,
    Set,
    Map { modes: &'static str, remap: bool },
    Unmap { modes: &'static str },
    Abbreviate { modes: &'static str },
    Unabbreviate,
    ClearAbbreviations { modes: &'static str },
    Goto,
    Registers,
    Marks,
    DeleteMarks,
    Jumps,
    Changes,
    UndoList,
    History,
    NoHighlight,
    Write,
    WriteQuit,
    Exit,
    Quit,
    QuitAll,
    WriteQuitAll,
    WriteAll,
    QuitError,
    Edit,
    Read,
    File,
    Bang,
    Buffers,
    Buffer,
    NextBuffer,
    PreviousBuffer,
    DeleteBuffer,
    Help,
    Split { vertical: bool, new: bool },
    Close,
    Only,
    TabNew,
    TabClose,
    TabNext,
    TabPrevious,
    Fold,
    FoldOpen,
    FoldClose,
    Wincmd,
    At,
    Echo,
    Modifier,
    Silent,
    Nothing,
    Retab,
    Center { side: char },
    StopInsert,
    Unsupported,
}

/// A command's name and what it takes.
#[derive(Debug)]
pub(super) struct Spec {
    pub(super) name: &'static str,
    /// Length of its shortest form.
    least: usize,
    pub(super) command: Command,
    pub(super) bang: bool,
    pub(super) range: bool,
    /// Without addresses it means the whole buffer.
    pub(super) whole: bool,
    /// Line 0 is an address.
    pub(super) zero: bool,
    pub(super) args: bool,
    /// `|` ends it.
    pub(super) bar: bool,
    /// `"` is no comment.
    pub(super) keep_quotes: bool,
    pub(super) registers: bool,
    pub(super) counts: bool,
    /// A count is a number of lines.
    pub(super) counts_lines: bool,
}

/// Flags: `!` bang, `r` range, `%` whole, `0` zero, `a` args, `|` bar, `"` keeps quotes, `x` register, `n` count, `l` count of lines.
const fn spec(name: &'static str, least: usize, command: Command, flags: &str) -> Spec {
    let bytes = flags.as_bytes();
    let mut spec = Spec {
        name,
        least,
        command,
        bang: false,
        range: false,
        whole: false,
        zero: false,
        args: false,
        bar: false,
        keep_quotes: false,
        registers: false,
        counts: false,
        counts_lines: false,
    };
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'!' => spec.bang = true,
            b'r' => spec.range = true,
            b'%' => {
                spec.range = true;
                spec.whole = true;
            }
            b'0' => spec.zero = true,
            b'a' => spec.args = true,
            b'|' => spec.bar = true,
            b'"' => spec.keep_quotes = true,
            b'x' => spec.registers = true,
            b'n' => spec.counts = true,
            b'l' => {
                spec.counts = true;
                spec.counts_lines = true;
            }
            _ => {}
        }
        at += 1;
    }
    spec
}

use Command as C;

/// In the order vim prefers abbreviations.
static TABLE: &[Spec] = &[
    spec("substitute", 1, C::Substitute, "ra"),
    spec("global", 1, C::Global, "!%a"),
    spec("vglobal", 1, C::Vglobal, "%a"),
    spec("delete", 1, C::Delete, "r|xl"),
    spec("yank", 1, C::Yank, "r|xl"),
    spec("put", 2, C::Put, "!r0|x\"a"),
    spec("move", 1, C::Move, "ra|"),
    spec("copy", 2, C::Copy, "ra|"),
    spec("t", 1, C::Copy, "ra|"),
    spec("join", 1, C::Join, "!r|l"),
    spec(">", 1, C::ShiftRight, "r|a"),
    spec("<", 1, C::ShiftLeft, "r|a"),
    spec("normal", 4, C::Normal, "!ra"),
    spec("sort", 3, C::Sort, "!%a"),
    spec("mark", 2, C::Mark, "ra|"),
    spec("k", 1, C::Mark, "ra|"),
    spec("print", 1, C::Print, "r|l"),
    spec("Print", 1, C::Print, "r|l"),
    spec("number", 2, C::Print, "r|l"),
    spec("#", 1, C::Print, "r|l"),
    spec("list", 1, C::Print, "r|l"),
    spec("=", 1, C::LineNumber, "r|a"),
    spec("undo", 1, C::Undo, "r0|na!"),
    spec("redo", 3, C::Redo, "|"),
    spec("earlier", 2, C::Earlier, "a|"),
    spec("later", 3, C::Later, "a|"),
    spec("set", 2, C::Set, "a|"),
    spec("setlocal", 4, C::Set, "a|"),
    spec("setglobal", 4, C::Set, "a|"),
    spec("map", 3, C::Map { modes: "nvo", remap: true }, "!a|\""),
    spec("nmap", 2, C::Map { modes: "n", remap: true }, "a|\""),
    spec("vmap", 2, C::Map { modes: "v", remap: true }, "a|\""),
    spec("xmap", 2, C::Map { modes: "v", remap: true }, "a|\""),
    spec("omap", 2, C::Map { modes: "o", remap: true }, "a|\""),
    spec("imap", 2, C::Map { modes: "i", remap: true }, "a|\""),
    spec("cmap", 2, C::Map { modes: "c", remap: true }, "a|\""),
    spec("noremap", 2, C::Map { modes: "nvo", remap: false }, "!a|\""),
    spec("nnoremap", 2, C::Map { modes: "n", remap: false }, "a|\""),
    spec("vnoremap", 2, C::Map { modes: "v", remap: false }, "a|\""),
    spec("xnoremap", 2, C::Map { modes: "v", remap: false }, "a|\""),
    spec("onoremap", 3, C::Map { modes: "o", remap: false }, "a|\""),
    spec("inoremap", 3, C::Map { modes: "i", remap: false }, "a|\""),
    spec("cnoremap", 3, C::Map { modes: "c", remap: false }, "a|\""),
    spec("unmap", 3, C::Unmap { modes: "nvo" }, "!a|\""),
    spec("nunmap", 3, C::Unmap { modes: "n" }, "a|\""),
    spec("vunmap", 2, C::Unmap { modes: "v" }, "a|\""),
    spec("xunmap", 2, C::Unmap { modes: "v" }, "a|\""),
    spec("ounmap", 2, C::Unmap { modes: "o" }, "a|\""),
    spec("iunmap", 2, C::Unmap { modes: "i" }, "a|\""),
    spec("cunmap", 2, C::Unmap { modes: "c" }, "a|\""),
    spec("mapclear", 4, C::Unmap { modes: "nvo*" }, "!a|"),
    spec("abbreviate", 2, C::Abbreviate { modes: "ic" }, "a|\""),
    spec("iabbrev", 2, C::Abbreviate { modes: "i" }, "a|\""),
    spec("noreabbrev", 3, C::Abbreviate { modes: "ic" }, "a|\""),
    spec("inoreabbrev", 5, C::Abbreviate { modes: "i" }, "a|\""),
    spec("cabbrev", 2, C::Abbreviate { modes: "c" }, "a|\""),
    spec("cnoreabbrev", 6, C::Abbreviate { modes: "c" }, "a|\""),
    spec("unabbreviate", 3, C::Unabbreviate, "a|\""),
    spec("iunabbrev", 3, C::Unabbreviate, "a|\""),
    spec("cunabbrev", 4, C::Unabbreviate, "a|\""),
    spec("abclear", 3, C::ClearAbbreviations { modes: "ic" }, "|"),
    spec("iabclear", 4, C::ClearAbbreviations { modes: "i" }, "|"),
    spec("cabclear", 4, C::ClearAbbreviations { modes: "c" }, "|"),
    spec("goto", 2, C::Goto, "rn|"),
    spec("registers", 3, C::Registers, "a|\""),
    spec("display", 2, C::Registers, "a|\""),
    spec("marks", 5, C::Marks, "a|"),
    spec("delmarks", 4, C::DeleteMarks, "!a|\""),
    spec("jumps", 2, C::Jumps, "|"),
    spec("changes", 7, C::Changes, "|"),
    spec("undolist", 5, C::UndoList, "|"),
    spec("history", 3, C::History, "a|"),
    spec("nohlsearch", 3, C::NoHighlight, "|"),
    spec("write", 1, C::Write, "!%a|"),
    spec("update", 2, C::Write, "!%a|"),
    spec("wq", 2, C::WriteQuit, "!%a|"),
    spec("xit", 1, C::Exit, "!%a|"),
    spec("exit", 3, C::Exit, "!%a|"),
    spec("quit", 1, C::Quit, "!|"),
    spec("qall", 2, C::QuitAll, "!|"),
    spec("quitall", 5, C::QuitAll, "!|"),
    spec("wqall", 3, C::WriteQuitAll, "!|"),
    spec("xall", 2, C::WriteQuitAll, "!|"),
    spec("wall", 2, C::WriteAll, "!|"),
    spec("cquit", 2, C::QuitError, "!a|"),
    spec("edit", 1, C::Edit, "!a|"),
    spec("enew", 3, C::Edit, "!|"),
    spec("read", 1, C::Read, "r0!a"),
    spec("file", 1, C::File, "!a|"),
    spec("!", 1, C::Bang, "ra"),
    spec("buffers", 7, C::Buffers, "!a|"),
    spec("ls", 2, C::Buffers, "!a|"),
    spec("files", 5, C::Buffers, "!a|"),
    spec("buffer", 1, C::Buffer, "!na|"),
    spec("bnext", 2, C::NextBuffer, "!na|"),
    spec("bprevious", 2, C::PreviousBuffer, "!na|"),
    spec("bNext", 2, C::PreviousBuffer, "!na|"),
    spec("bdelete", 2, C::DeleteBuffer, "!na|"),
    spec("help", 1, C::Help, "!a"),
    spec("split", 2, C::Split { vertical: false, new: false }, "!na|"),
    spec("vsplit", 2, C::Split { vertical: true, new: false }, "!na|"),
    spec("new", 3, C::Split { vertical: false, new: true }, "!na|"),
    spec("vnew", 3, C::Split { vertical: true, new: true }, "!na|"),
    spec("close", 3, C::Close, "!|"),
    spec("only", 2, C::Only, "!|"),
    spec("tabnew", 6, C::TabNew, "a|"),
    spec("tabedit", 4, C::TabNew, "a|"),
    spec("tabclose", 4, C::TabClose, "!a|"),
    spec("tabnext", 4, C::TabNext, "a|"),
    spec("tabprevious", 4, C::TabPrevious, "a|"),
    spec("fold", 2, C::Fold, "r|"),
    spec("foldopen", 5, C::FoldOpen, "!r|"),
    spec("foldclose", 5, C::FoldClose, "!r|"),
    spec("wincmd", 4, C::Wincmd, "a|"),
    spec("@", 1, C::At, "ra|"),
    spec("*", 1, C::At, "ra|"),
    spec("&", 1, C::RepeatSubstitute, "ra"),
    spec("~", 1, C::RepeatTilde, "ra"),
    spec("&&", 2, C::RepeatSubstitute, "ra"),
    spec("echo", 2, C::Echo, "a|\""),
    spec("keepjumps", 5, C::Modifier, "ra"),
    spec("silent", 3, C::Silent, "!ra"),
    spec("syntax", 2, C::Nothing, "a|"),
    spec("filetype", 5, C::Nothing, "a|"),
    spec("colorscheme", 4, C::Nothing, "a|"),
    spec("highlight", 2, C::Nothing, "!a|"),
    spec("redraw", 4, C::Nothing, "!|"),
    spec("let", 3, C::Unsupported, "a\""),
    spec("call", 3, C::Unsupported, "a\""),
    spec("retab", 3, C::Retab, "!%a|"),
    spec("center", 2, C::Center { side: 'c' }, "ra|"),
    spec("left", 2, C::Center { side: 'l' }, "ra|"),
    spec("right", 2, C::Center { side: 'r' }, "ra|"),
    spec("stopinsert", 5, C::StopInsert, "|"),
    spec("append", 1, C::Unsupported, "ra"),
    spec("insert", 1, C::Unsupported, "ra"),
    spec("change", 1, C::Unsupported, "ra"),
];

/// All names.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|spec| spec.name).filter(|name| name.len() > 1)
}

/// The name of the command that `text` starts with, as the catalogues spell it, and how long it stands there.
pub(crate) fn name(text: &str) -> Option<(String, usize)> {
    let (spec, used, _) = find(text)?;
    Some((crate::explain::variant(&format!("{:?}", spec.command)), used))
}

/// The command that `text` starts with, how long its name is, and whether `!` may follow.
pub(super) fn find(text: &str) -> Option<(&'static Spec, usize, bool)> {
    let by_name = |name: &str| TABLE.iter().find(|spec| spec.name == name);
    let first = text.chars().next()?;
    if !first.is_ascii_alphabetic() {
        let name = match first {
            '&' | '~' | '!' | '<' | '>' | '@' | '*' | '#' | '=' => &text[..1],
            _ => return None,
        };
        return by_name(name).map(|spec| (spec, 1, false));
    }
    let bytes = text.as_bytes();
    // `:k` and `:s` may be followed by their argument at once: `:ka`, `:sc`.
    if first == 'k'
        && bytes
            .get(1)
            .is_none_or(|next| !next.is_ascii_alphabetic() || bytes.get(2).is_none_or(|b| !b.is_ascii_alphabetic()))
    {
        return by_name("k").map(|spec| (spec, 1, false));
    }
    let len = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = &text[..len];
    let fits = |spec: &&Spec| word.len() >= spec.least && spec.name.starts_with(word);
    if let Some(spec) = TABLE.iter().find(fits) {
        return Some((spec, len, true));
    }
    // `:dl`, `:d` with flags; `:sg`, `:si` and the like are `:s` with flags.
    if first == 's' && word[1..].chars().all(|c| "cegiInprl".contains(c)) {
        return by_name("substitute").map(|spec| (spec, 1, false));
    }
    None
}
