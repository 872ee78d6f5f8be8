//! `:set`.

use crate::editor::{Editor, Event};
use crate::options::Options;

/// A reference to an option's value.
enum Value<'o> {
    Flag(&'o mut bool),
    Number(&'o mut usize),
    Text(&'o mut String),
}

/// Long and short names.
const NAMES: &[(&str, &str)] = &[
    ("autoindent", "ai"),
    ("smartindent", "si"),
    ("expandtab", "et"),
    ("tabstop", "ts"),
    ("softtabstop", "sts"),
    ("shiftwidth", "sw"),
    ("shiftround", "sr"),
    ("smarttab", "sta"),
    ("textwidth", "tw"),
    ("ignorecase", "ic"),
    ("smartcase", "scs"),
    ("wrapscan", "ws"),
    ("hlsearch", "hls"),
    ("incsearch", "is"),
    ("magic", "magic"),
    ("gdefault", "gd"),
    ("startofline", "sol"),
    ("joinspaces", "js"),
    ("tildeop", "top"),
    ("number", "nu"),
    ("relativenumber", "rnu"),
    ("list", "list"),
    ("wrap", "wrap"),
    ("cursorline", "cul"),
    ("showcmd", "sc"),
    ("ruler", "ru"),
    ("hidden", "hid"),
    ("modifiable", "ma"),
    ("readonly", "ro"),
    ("scrolloff", "so"),
    ("undolevels", "ul"),
    ("whichwrap", "ww"),
    ("nrformats", "nf"),
    ("backspace", "bs"),
    ("virtualedit", "ve"),
    ("selection", "sel"),
    ("matchpairs", "mps"),
    ("foldmethod", "fdm"),
    ("foldlevel", "fdl"),
    ("foldnestmax", "fdn"),
    ("foldminlines", "fml"),
    ("foldopen", "fdo"),
    ("foldenable", "fen"),
    ("clipboard", "cb"),
    ("filetype", "ft"),
    ("formatoptions", "fo"),
    ("comments", "com"),
    ("splitbelow", "sb"),
    ("splitright", "spr"),
    ("timeout", "to"),
    ("compatible", "cp"),
    ("history", "hi"),
    ("showmode", "smd"),
    ("wildmenu", "wmnu"),
    ("laststatus", "ls"),
    ("mouse", "mouse"),
    ("syntax", "syn"),
    ("background", "bg"),
    ("encoding", "enc"),
    ("swapfile", "swf"),
    ("backup", "bk"),
    ("belloff", "bo"),
    ("visualbell", "vb"),
    ("errorbells", "eb"),
    ("lazyredraw", "lz"),
    ("timeoutlen", "tm"),
    ("ttimeoutlen", "ttm"),
    ("cindent", "cin"),
    ("lisp", "lisp"),
];

/// All long names.
pub(crate) fn option_names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(long, _)| *long)
}

fn value<'o>(options: &'o mut Options, fold_enable: &'o mut bool, name: &str) -> Option<Value<'o>> {
    use Value::{Flag, Number, Text};
    Some(match name {
        "autoindent" => Flag(&mut options.autoindent),
        "smartindent" => Flag(&mut options.smartindent),
        "expandtab" => Flag(&mut options.expandtab),
        "tabstop" => Number(&mut options.tabstop),
        "softtabstop" => Number(&mut options.softtabstop),
        "shiftwidth" => Number(&mut options.shiftwidth),
        "shiftround" => Flag(&mut options.shiftround),
        "smarttab" => Flag(&mut options.smarttab),
        "textwidth" => Number(&mut options.textwidth),
        "ignorecase" => Flag(&mut options.ignorecase),
        "smartcase" => Flag(&mut options.smartcase),
        "wrapscan" => Flag(&mut options.wrapscan),
        "hlsearch" => Flag(&mut options.hlsearch),
        "incsearch" => Flag(&mut options.incsearch),
        "magic" => Flag(&mut options.magic),
        "gdefault" => Flag(&mut options.gdefault),
        "startofline" => Flag(&mut options.startofline),
        "joinspaces" => Flag(&mut options.joinspaces),
        "tildeop" => Flag(&mut options.tildeop),
        "number" => Flag(&mut options.number),
        "relativenumber" => Flag(&mut options.relativenumber),
        "list" => Flag(&mut options.list),
        "wrap" => Flag(&mut options.wrap),
        "cursorline" => Flag(&mut options.cursorline),
        "showcmd" => Flag(&mut options.showcmd),
        "ruler" => Flag(&mut options.ruler),
        "hidden" => Flag(&mut options.hidden),
        "modifiable" => Flag(&mut options.modifiable),
        "readonly" => Flag(&mut options.readonly),
        "scrolloff" => Number(&mut options.scrolloff),
        "undolevels" => Number(&mut options.undolevels),
        "whichwrap" => Text(&mut options.whichwrap),
        "nrformats" => Text(&mut options.nrformats),
        "backspace" => Text(&mut options.backspace),
        "virtualedit" => Text(&mut options.virtualedit),
        "selection" => Text(&mut options.selection),
        "matchpairs" => Text(&mut options.matchpairs),
        "foldmethod" => Text(&mut options.foldmethod),
        "foldlevel" => Number(&mut options.foldlevel),
        "foldnestmax" => Number(&mut options.foldnestmax),
        "foldminlines" => Number(&mut options.foldminlines),
        "foldopen" => Text(&mut options.foldopen),
        "foldenable" => Flag(fold_enable),
        "clipboard" => Text(&mut options.clipboard),
        "filetype" => Text(&mut options.filetype),
        "formatoptions" => Text(&mut options.formatoptions),
        "comments" => Text(&mut options.comments),
        "splitbelow" => Flag(&mut options.splitbelow),
        "splitright" => Flag(&mut options.splitright),
        "timeout" => Flag(&mut options.timeout),
        _ => return None,
    })
}

impl Editor {
    pub(super) fn ex_set(&mut self, args: &str) {
        for word in split_words(args) {
            if !self.set_option(&word) {
                return;
            }
        }
        self.options.tabstop = self.options.tabstop.clamp(1, 1000);
        self.options.shiftwidth = self.options.shiftwidth.min(1000);
        self.win.folds.extra = self.options.foldminlines.saturating_sub(1);
        self.update_folds();
    }

    /// One word of `:set`; false after an error.
    fn set_option(&mut self, word: &str) -> bool {
        let end = word.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(word.len());
        let (mut name, tail) = word.split_at(end);
        let known =
            |name: &str| NAMES.iter().find(|(long, short)| *long == name || *short == name).map(|(long, _)| *long);
        let mut negate = false;
        let mut invert = tail.starts_with('!');
        let mut long = known(name);
        if long.is_none() {
            if let Some(rest) = name.strip_prefix("no") {
                negate = true;
                name = rest;
            } else if let Some(rest) = name.strip_prefix("inv") {
                invert = true;
                name = rest;
            }
            long = known(name);
        }
        let Some(long) = long else {
            self.error_with("E518", &[("option", word.to_owned())]);
            return false;
        };
        // What would change how the editor works is refused; what is only seen elsewhere changes nothing here.
        let on = !negate && (tail.is_empty() || invert);
        if on && matches!(long, "compatible" | "cindent" | "lisp")
            || long == "encoding" && tail.len() > 1 && !matches!(&tail[1..], "utf-8" | "utf8")
        {
            self.error_with("vim-unsupported-option", &[("option", word.to_owned())]);
            return false;
        }
        let Some(slot) = value(&mut self.options, &mut self.win.folds.enabled, long) else { return true };
        let show = tail.starts_with('?');
        if tail == "&" {
            let mut fresh = Options::default();
            let mut enabled = true;
            match (slot, value(&mut fresh, &mut enabled, long)) {
                (Value::Flag(to), Some(Value::Flag(from))) => *to = *from,
                (Value::Number(to), Some(Value::Number(from))) => *to = *from,
                (Value::Text(to), Some(Value::Text(from))) => to.clone_from(from),
                _ => {}
            }
            return true;
        }
        let (sign, text) = match tail.chars().next() {
            Some('=' | ':') => ('=', &tail[1..]),
            Some(sign @ ('+' | '-' | '^')) if tail[1..].starts_with('=') => (sign, &tail[2..]),
            _ => ('\0', ""),
        };
        match slot {
            Value::Flag(flag) => {
                if show {
                    let text = if *flag { long.to_owned() } else { format!("no{long}") };
                    self.out.events.push(Event::Listing(vec![format!("  {text}")]));
                } else if sign != '\0' {
                    self.error_with("E474", &[("option", word.to_owned())]);
                    return false;
                } else if invert {
                    *flag = !*flag;
                } else {
                    *flag = !negate;
                }
            }
            Value::Number(number) => {
                let given: Option<i64> = text.parse().ok();
                if given.is_some_and(|given| given < 0) && sign == '=' {
                    self.error_with("E487", &[("option", word.to_owned())]);
                    return false;
                }
                match (sign, given) {
                    ('\0', _) => {
                        let text = format!("  {long}={number}");
                        self.out.events.push(Event::Listing(vec![text]));
                    }
                    ('=', Some(given)) => *number = given.max(0) as usize,
                    ('+', Some(given)) => *number = number.saturating_add(given.max(0) as usize),
                    ('-', Some(given)) => *number = number.saturating_sub(given.max(0) as usize),
                    ('^', Some(given)) => *number = number.saturating_mul(given.max(0) as usize),
                    _ => {
                        self.error_with("E521", &[("option", word.to_owned())]);
                        return false;
                    }
                }
            }
            Value::Text(slot) => {
                let text = text.replace("\\ ", " ").replace("\\|", "|");
                let mut new = slot.clone();
                let old = &mut new;
                match sign {
                    '\0' => {
                        let text = format!("  {long}={old}");
                        self.out.events.push(Event::Listing(vec![text]));
                    }
                    '=' => *old = text,
                    '+' => {
                        if !old.is_empty() && !text.is_empty() && long != "formatoptions" {
                            old.push(',');
                        }
                        old.push_str(&text);
                    }
                    '^' => *old = if old.is_empty() { text } else { format!("{text},{old}") },
                    _ => {
                        *old = if old.contains(',') || long == "whichwrap" {
                            old.split(',').filter(|part| *part != text).collect::<Vec<_>>().join(",")
                        } else {
                            old.replace(&text, "")
                        };
                    }
                }
                if sign != '\0'
                    && let Err(id) = checked(long, &new)
                {
                    self.error_with(id, &[("option", word.to_owned())]);
                    return false;
                }
                *slot = new;
            }
        }
        true
    }
}

/// Is `value` one that vim knows (else E474) and that is honoured here (else it is refused by name)?
fn checked(option: &str, value: &str) -> Result<(), &'static str> {
    let lists = |known: &[&str], others: &[&str]| {
        let mut parts = value.split(',').filter(|part| !part.is_empty());
        parts.try_for_each(|part| match part {
            part if known.contains(&part) => Ok(()),
            part if others.contains(&part) => Err("vim-unsupported-option"),
            _ => Err("E474"),
        })
    };
    let flags = |known: &str, others: &str| {
        value.chars().filter(|c| *c != ',').try_for_each(|c| match c {
            c if known.contains(c) => Ok(()),
            c if others.contains(c) => Err("vim-unsupported-option"),
            _ => Err("E539"),
        })
    };
    match option {
        "virtualedit" => lists(&["onemore", "none"], &["all", "block", "insert"]),
        "selection" => lists(&["inclusive", "exclusive", "old"], &[]),
        "foldmethod" => lists(&["manual", "indent"], &["expr", "marker", "syntax", "diff"]),
        "nrformats" => lists(&["alpha", "bin", "octal", "hex", "unsigned"], &["blank"]),
        "backspace" if !matches!(value, "0" | "1" | "2" | "3") => lists(&["indent", "eol", "start", "nostop"], &[]),
        "foldopen" => lists(
            &["all", "block", "hor", "insert", "jump", "mark", "percent", "quickfix", "search", "tag", "undo"],
            &[],
        ),
        "whichwrap" => flags("bshl<>~[]", ""),
        "formatoptions" => flags("tcroqn2lp1", "/wavbmMB]j"),
        "matchpairs" => value.split(',').try_for_each(|pair| {
            let chars: Vec<char> = pair.chars().collect();
            if pair.is_empty() || (chars.len() == 3 && chars[1] == ':') { Ok(()) } else { Err("E474") }
        }),
        _ => Ok(()),
    }
}

/// Words separated by blanks; `\ ` is no separator.
fn split_words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        if c.is_whitespace() && !escaped {
            words.push(String::new());
        } else if let Some(word) = words.last_mut() {
            word.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    words.retain(|word| !word.is_empty());
    words
}
