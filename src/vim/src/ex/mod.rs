//! Ex commands: ranges, names, and what each does (`:help cmdline.txt`).

mod files;
mod global;
mod lines;
mod lists;
mod maps;
mod normal;
mod range;
mod set;
mod sort;
mod substitute;
mod table;
mod windows;

pub(crate) use files::Waiting;
pub(crate) use set::option_names;
pub(crate) use substitute::{Job, Substitution};
pub(crate) use table::{name as command_name, names as command_names};

use crate::editor::Editor;
use table::{Command, Spec};

/// A parsed Ex command.
#[derive(Clone, Debug)]
pub(crate) struct Ex {
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// Addresses given: 0, 1 or 2.
    pub(crate) addresses: usize,
    pub(crate) bang: bool,
    pub(crate) args: String,
    pub(crate) register: Option<char>,
    pub(crate) count: Option<usize>,
}

impl Editor {
    /// Runs a command line: commands separated by `|`.
    pub(crate) fn execute_line(&mut self, text: &str) {
        if self.ex_depth >= 20 || self.spend(100) {
            self.error("E169");
            return;
        }
        self.ex_depth += 1;
        let mut rest = text.to_owned();
        self.failed = false;
        let mut at_least_one = true;
        while at_least_one || !rest.is_empty() {
            at_least_one = false;
            match self.execute_one(&rest) {
                Some(next) if !self.failed && !self.closed => rest = next,
                _ => break,
            }
            if self.mode == crate::editor::Mode::Confirm || self.waiting.is_some() {
                if !rest.is_empty() {
                    self.ex_rest.push(rest);
                }
                break;
            }
        }
        self.ex_depth -= 1;
    }

    /// Runs the first command of `text`; what follows its `|`.
    fn execute_one(&mut self, text: &str) -> Option<String> {
        let text = text.trim_start_matches([' ', '\t', ':']);
        if text.is_empty() || text.starts_with('"') {
            return None;
        }
        let cursor = self.win.cursor;
        let (range, mut rest) = self.parse_range(text)?;
        rest = rest.trim_start_matches([' ', '\t', ':']);
        let mut ex = Ex {
            first: range.first,
            last: range.last,
            addresses: range.count,
            bang: false,
            args: String::new(),
            register: None,
            count: None,
        };
        if rest.is_empty() || rest.starts_with(['|', '"']) {
            if ex.addresses > 0 {
                ex.last = ex.last.min(self.buf.count());
                if rest.starts_with('|') {
                    self.win.cursor.line = ex.last.max(1);
                } else {
                    self.win.cursor.line = ex.last.max(1);
                    self.begin_line_sol();
                }
            }
            return rest.strip_prefix('|').map(str::to_owned);
        }
        let Some((spec, used, bang_ok)) = table::find(rest) else {
            self.error_with("E492", &[("command", text.to_owned())]);
            return None;
        };
        let mut args = &rest[used..];
        if bang_ok && args.starts_with('!') {
            ex.bang = true;
            args = &args[1..];
        }
        if ex.bang && !spec.bang {
            self.error("E477");
            return None;
        }
        if ex.addresses > 0 && !spec.range {
            self.error("E481");
            return None;
        }
        if ex.addresses == 0 && spec.whole {
            ex.first = 1;
            ex.last = self.buf.count();
        }
        if !spec.zero {
            ex.first = ex.first.max(1);
            ex.last = ex.last.max(1);
        }
        if ex.first > ex.last {
            if !self.swap_agreed && !self.global_busy {
                self.win.cursor = cursor;
                self.mode = crate::editor::Mode::Confirm;
                self.message("vim-backwards-range");
                self.swap_asked = Some(text.to_owned());
                return None;
            }
            std::mem::swap(&mut ex.first, &mut ex.last);
        }
        if ex.last > self.buf.count() && spec.range && spec.command != Command::Goto {
            self.error("E16");
            return None;
        }
        let mut next = None;
        if spec.bar {
            let (own, after) = split_bar(args, spec.keep_quotes);
            args = own;
            next = after;
        }
        let mut own = args.trim_start_matches([' ', '\t']).to_owned();
        if spec.bar {
            own = own.replace("\\|", "|");
            // Blanks at the end belong to what is mapped to.
            if !matches!(spec.command, Command::Map { .. } | Command::Abbreviate { .. }) || ex_words(&own) < 2 {
                own.truncate(
                    own.trim_end_matches([' ', '\t']).len().max(usize::from(own.ends_with("\\ ")) * own.len()),
                );
            }
        }
        if spec.registers
            && let Some(name) = own.chars().next()
            && !name.is_ascii_digit()
            && crate::register::Registers::is_valid(name, spec.command != Command::Put)
            && (spec.command != Command::Put || name != '=')
        {
            ex.register = Some(name);
            let rest = own[name.len_utf8()..].trim_start().to_owned();
            own = rest;
        }
        if spec.counts {
            let digits = own.chars().take_while(char::is_ascii_digit).count();
            if digits > 0 {
                let count: usize = own[..digits].parse().unwrap_or(usize::MAX);
                if count == 0 && !spec.zero {
                    self.error("E939");
                    return None;
                }
                let rest = own[digits..].trim_start().to_owned();
                own = rest;
                ex.count = Some(count);
                if spec.counts_lines {
                    ex.first = ex.last;
                    ex.last = (ex.last + count - 1).min(self.buf.count());
                    ex.addresses += 1;
                }
            }
        }
        if !spec.args && !own.is_empty() && !own.starts_with('"') {
            self.error_with("E488", &[("text", own)]);
            return None;
        }
        ex.args = own;
        self.dispatch_ex(spec, ex)?;
        next
    }

    /// `None`: the rest of the line is not to be run.
    fn dispatch_ex(&mut self, spec: &'static Spec, ex: Ex) -> Option<()> {
        use Command as C;
        match spec.command {
            C::Substitute | C::RepeatSubstitute | C::RepeatTilde => self.ex_substitute(&ex, spec.command),
            C::Global => self.ex_global(&ex, ex.bang),
            C::Vglobal => self.ex_global(&ex, true),
            C::Delete => self.ex_delete(&ex),
            C::Yank => self.ex_yank(&ex),
            C::Put => self.ex_put(&ex),
            C::Move => self.ex_move(&ex),
            C::Copy => self.ex_copy(&ex),
            C::Join => self.ex_join(&ex),
            C::ShiftRight | C::ShiftLeft => self.ex_shift(&ex, spec.command == C::ShiftLeft),
            C::Normal => self.ex_normal(&ex),
            C::Sort => self.ex_sort(&ex),
            C::Mark => self.ex_mark(&ex),
            C::Print => self.ex_print(&ex),
            C::LineNumber => self.out.events.push(crate::editor::Event::Listing(vec![ex.last.to_string()])),
            C::Undo => self.ex_undo(&ex),
            C::Redo => self.redo(1),
            C::Earlier => self.ex_earlier(&ex.args, true),
            C::Later => self.ex_earlier(&ex.args, false),
            C::Set => self.ex_set(&ex.args),
            C::Map { modes, remap } => self.ex_map(&ex, modes, remap),
            C::Unmap { modes } => self.ex_unmap(&ex, modes),
            C::Abbreviate { modes } => self.ex_abbreviate(&ex, modes),
            C::Unabbreviate => self.ex_unabbreviate(&ex),
            C::ClearAbbreviations { modes } => self.ex_clear_abbreviations(modes),
            C::Goto => {
                let byte = ex.count.unwrap_or(if ex.addresses > 0 { ex.last } else { 1 });
                let mut op = crate::operator::Op::new(None, None, self.win.cursor);
                let _ = self.move_by(&crate::command::Motion::Byte, Some(byte), &mut op);
            }
            C::Registers => self.ex_registers(&ex),
            C::Marks => self.ex_marks(),
            C::DeleteMarks => self.ex_delete_marks(&ex),
            C::Jumps => self.ex_jumps(),
            C::Changes => self.ex_changes(),
            C::UndoList => self.ex_undo_list(),
            C::History => self.ex_history(),
            C::NoHighlight => self.search.highlight_off = true,
            C::Write => self.ex_write(&ex),
            C::WriteQuit => self.ex_write_quit(&ex, true),
            C::Exit => self.ex_write_quit(&ex, false),
            C::Quit => self.ex_quit(ex.bang),
            C::QuitAll => self.ex_quit_all(&ex),
            C::WriteQuitAll => self.ex_write_all_quit(),
            C::WriteAll => self.ex_write_all(),
            C::QuitError => {
                self.closed = true;
                self.out.effects.push(crate::editor::Effect::Quit { status: 1 });
            }
            C::Edit => self.ex_edit(&ex),
            C::Read => self.ex_read(&ex),
            C::File => self.ex_file(&ex),
            C::Bang => self.ex_bang(&ex),
            C::Buffers => self.ex_buffers(),
            C::Buffer => self.ex_buffer(&ex),
            C::NextBuffer => self.ex_next_buffer(true, &ex),
            C::PreviousBuffer => self.ex_next_buffer(false, &ex),
            C::DeleteBuffer => self.ex_delete_buffer(&ex),
            C::Help => self.ex_help(&ex),
            C::Split { vertical, new } => self.ex_split(&ex, vertical, new),
            C::Close => self.close_window(ex.bang),
            C::Only => self.only_window(),
            C::TabNew => self.ex_tab_new(&ex),
            C::TabClose => self.close_tab(),
            C::TabNext => self.go_tab(ex.args.parse().ok(), true),
            C::TabPrevious => self.go_tab(ex.args.parse().ok(), false),
            C::Fold => self.create_fold(ex.first, ex.last),
            C::FoldOpen => self.ex_fold_open(&ex, true),
            C::FoldClose => self.ex_fold_open(&ex, false),
            C::Wincmd => {
                if let Some(key) = ex.args.chars().next() {
                    self.window_command(key, None);
                }
            }
            C::At => self.ex_at(&ex),
            C::Echo => {
                self.out.events.push(crate::editor::Event::Listing(vec![ex.args.trim_matches(['"', '\'']).to_owned()]))
            }
            C::Modifier => {
                let keep = std::mem::replace(&mut self.keep_jumps, true);
                self.execute_line(&format!("{},{}{}", ex.first, ex.last, ex.args));
                self.keep_jumps = keep;
            }
            C::Silent => {
                let text =
                    if ex.addresses > 0 { format!("{},{}{}", ex.first, ex.last, ex.args) } else { ex.args.clone() };
                self.execute_line(&text);
            }
            C::Nothing => {}
            C::Retab => self.ex_retab(&ex),
            C::Center { side } => self.ex_align(&ex, side),
            C::StopInsert => {}
            C::Unsupported => self.error_with("vim-unsupported", &[("command", spec.name.to_owned())]),
        }
        if self.failed { None } else { Some(()) }
    }
}

/// Words of an argument.
fn ex_words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The arguments before an unescaped `|` (or `"`, a comment), and what follows it.
fn split_bar(text: &str, keep_quotes: bool) -> (&str, Option<String>) {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '\\' | '\x16' if !escaped => {
                escaped = true;
                continue;
            }
            '|' | '\n' if !escaped => return (&text[..at], Some(text[at + 1..].to_owned())),
            '"' if !escaped && !keep_quotes => return (&text[..at], None),
            _ => {}
        }
        escaped = false;
    }
    (text, None)
}
