//! What a terminal widget knows, and how it changes: pure, so that it can be tested without a browser.

use super::readline::{Readline, Stroke};
use super::transcript::Transcript;
use lab::protocol::{Choice, Explanation, Input, Stretch, TerminalEvent};
use std::collections::VecDeque;

/// Ctrl-C and Ctrl-D among the lines handed in: they are replayed, too.
const INTERRUPT: &str = "\u{3}";
const END_OF_FILE: &str = "\u{4}";

/// A full-screen program's picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Picture {
    pub(super) lines: Vec<Vec<Stretch>>,
    pub(super) cursor: Option<(usize, usize)>,
    /// What vim has just done.
    pub(super) explanation: Option<Box<Explanation>>,
}

/// A terminal as its page knows it.
#[derive(Debug, Default)]
pub(super) struct Session {
    pub(super) transcript: Transcript,
    pub(super) readline: Readline,
    /// The prompt, once the shell waits for a line.
    pub(super) prompt: Option<String>,
    continuation: bool,
    /// The line's keys are vi's.
    pub(super) vi: bool,
    pub(super) picture: Option<Picture>,
    /// What Tab found, to be shown under the line.
    pub(super) choices: Vec<Choice>,
    /// Lines pasted, that wait for a yes.
    pub(super) pasted: Vec<String>,
    /// Between Escape and the next insertion: the lab has the line.
    pub(super) normal: bool,
    /// Keys of the line that the lab has not answered yet.
    pub(super) asked: usize,
    /// Keys that wait until it has, each with whether Ctrl and Alt were held.
    pub(super) held: Vec<(String, bool, bool)>,
    /// The key bar's Ctrl waits for its letter.
    pub(super) ctrl: bool,
    queue: VecDeque<String>,
    /// The lines typed so far: what is handed in.
    pub(super) typed: Vec<String>,
}

impl Session {
    /// A session that goes on from lines typed earlier.
    pub(super) fn with_lines(typed: Vec<String>) -> Self {
        let mut session = Self { typed, ..Self::default() };
        for line in &session.typed {
            session.readline.history.push(line);
        }
        session
    }

    /// Something the terminal shows. Returns the next line of a queue that was waiting for the prompt.
    pub(super) fn hear(&mut self, event: TerminalEvent) -> Option<Input> {
        match event {
            TerminalEvent::Output { text } => self.transcript.write(&text),
            TerminalEvent::Prompt { text, continuation, vi } => {
                // Output without a line break at its end stays on the line, before the prompt.
                let open: String = self.transcript.open_line().iter().map(|run| run.text.as_str()).collect();
                if open.is_empty() {
                    self.transcript.drop_open_line();
                }
                self.prompt = Some(text);
                self.continuation = continuation;
                self.vi = vi;
                return self.queue.pop_front().map(|line| self.submit(line));
            }
            TerminalEvent::Clear => self.transcript.clear(),
            TerminalEvent::Screen { lines, cursor, explanation } => {
                self.picture = Some(Picture { lines, cursor, explanation });
            }
            TerminalEvent::EndScreen => self.picture = None,
            TerminalEvent::Exited { .. } => {
                self.prompt = None;
                self.transcript.write("\r\n");
            }
            TerminalEvent::FilesChanged => {}
            TerminalEvent::Echo { on } => self.readline.silent = !on,
        }
        None
    }

    /// Whether a key is a command of vi: Escape first, then every key until something is inserted.
    pub(super) fn is_vi(&self, key: &str) -> bool {
        let named = matches!(key, "Backspace" | "Delete" | "Home" | "End") || key.starts_with("Arrow");
        let waits = self.vi && self.prompt.is_some() && self.readline.search.is_none();
        waits && (key == "Escape" || (self.normal || self.asked > 0) && (named || key.chars().count() == 1))
    }

    /// Holds a key back while the lab has the line: Enter must not send it half edited.
    pub(super) fn holds(&mut self, stroke: &Stroke<'_>) -> bool {
        let waits = self.asked > 0 && (!self.held.is_empty() || !self.is_vi(stroke.key));
        if waits {
            self.held.push((stroke.key.to_owned(), stroke.ctrl, stroke.alt));
        }
        waits
    }

    /// The lab will not answer any more: the line is the page's again.
    pub(super) fn forget_asked(&mut self) {
        (self.asked, self.normal) = (0, false);
        self.held.clear();
    }

    /// Whether the key bar's Ctrl was waiting; it is let go.
    pub(super) fn take_ctrl(&mut self) -> bool {
        std::mem::take(&mut self.ctrl)
    }

    /// A line is finished: it is shown, remembered and sent.
    pub(super) fn submit(&mut self, text: String) -> Input {
        self.choices.clear();
        self.normal = false;
        let at_prompt = self.prompt.take();
        self.transcript.write(at_prompt.as_deref().unwrap_or(""));
        self.transcript.write("\x1b[0m");
        if !self.readline.silent {
            self.transcript.write(&text);
            self.transcript.write("\n");
        }
        match self.typed.last_mut() {
            Some(last) if at_prompt.is_some() && self.continuation => {
                last.push('\n');
                last.push_str(&text);
            }
            _ if at_prompt.is_some() && text.trim().is_empty() => {}
            _ => self.typed.push(text.clone()),
        }
        Input::Line { text }
    }

    /// Several lines, one after the other: the next is sent when the prompt comes back.
    pub(super) fn submit_all(&mut self, lines: impl IntoIterator<Item = String>) -> Option<Input> {
        self.queue.extend(lines);
        if self.prompt.is_some() { self.queue.pop_front().map(|line| self.submit(line)) } else { None }
    }

    /// Ctrl-C: what was typed is left where it stands.
    pub(super) fn interrupt(&mut self, line: &str) -> Input {
        self.queue.clear();
        self.choices.clear();
        self.normal = false;
        let prompt = self.prompt.take();
        self.transcript.write(prompt.as_deref().unwrap_or(""));
        self.transcript.write("\x1b[0m");
        self.transcript.write(line);
        self.transcript.write("^C\n");
        if prompt.is_none() || self.continuation {
            self.typed.push(INTERRUPT.to_owned());
        }
        Input::Interrupt
    }

    /// Ctrl-D on an empty line.
    pub(super) fn end_of_file(&mut self) -> Input {
        if self.prompt.take().is_none() {
            self.typed.push(END_OF_FILE.to_owned());
        }
        Input::EndOfFile
    }

    /// What Tab found between two bytes of the line: the one choice is taken, of several what they have in common.
    pub(super) fn complete(&mut self, start: usize, end: usize, choices: Vec<Choice>) {
        match choices.as_slice() {
            [] => self.choices.clear(),
            [only] => {
                let text =
                    if only.text.ends_with(['/', ' ', '=']) { only.text.clone() } else { only.text.clone() + " " };
                self.readline.replace(start, end, &text);
                self.choices.clear();
            }
            several => {
                let common = common_prefix(several);
                if common.len() > end.saturating_sub(start) {
                    self.readline.replace(start, end, &common);
                }
                self.choices = choices;
            }
        }
    }
}

fn common_prefix(choices: &[Choice]) -> String {
    let mut common = choices.first().map_or(String::new(), |first| first.text.clone());
    for choice in choices {
        let same: usize =
            common.chars().zip(choice.text.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        common.truncate(same);
    }
    common
}

/// A named key as a terminal sends it to a full-screen program (xterm's control sequences).
pub(super) fn sequence(key: &str, ctrl: bool) -> Option<String> {
    let text = match key {
        "Enter" => "\r",
        "Escape" => "\x1b",
        "Backspace" => "\x7f",
        "Tab" => "\t",
        "ArrowUp" => "\x1b[A",
        "ArrowDown" => "\x1b[B",
        "ArrowRight" => "\x1b[C",
        "ArrowLeft" => "\x1b[D",
        "Home" => "\x1b[H",
        "End" => "\x1b[F",
        "PageUp" => "\x1b[5~",
        "PageDown" => "\x1b[6~",
        "Delete" => "\x1b[3~",
        letter if ctrl && letter.len() == 1 => {
            let byte = letter.bytes().next().filter(u8::is_ascii_alphabetic)? & 0x1f;
            return Some(char::from(byte).to_string());
        }
        _ => return None,
    };
    Some(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prompt(continuation: bool) -> TerminalEvent {
        TerminalEvent::Prompt { text: "$ ".into(), continuation, vi: false }
    }

    fn choice(text: &str) -> Choice {
        Choice { text: text.into(), kind: "file".into(), detail: String::new() }
    }

    #[test]
    fn a_password_is_neither_shown_nor_remembered() {
        let mut session = Session::default();
        session.hear(TerminalEvent::Echo { on: false });
        session.readline.typed("secret", 6);
        let stroke = Stroke { key: "Enter", ctrl: false, alt: false };
        assert_eq!(session.readline.press(stroke), super::super::readline::Reaction::Submit("secret".into()));
        session.submit("secret".into());
        assert!(session.transcript.open_line().iter().all(|run| !run.text.contains("secret")));
        session.hear(TerminalEvent::Echo { on: true });
        let up = Stroke { key: "ArrowUp", ctrl: false, alt: false };
        session.readline.press(up);
        assert_eq!(session.readline.line.text(), "");
    }

    #[test]
    fn a_command_over_two_lines_is_one_entry() {
        let mut session = Session::default();
        session.hear(prompt(false));
        session.submit("for i in 1 2".into());
        session.hear(prompt(true));
        session.submit("do echo $i; done".into());
        session.hear(TerminalEvent::Output { text: "1\n2\n".into() });
        session.hear(prompt(false));
        assert_eq!(session.typed, ["for i in 1 2\ndo echo $i; done"]);
        assert_eq!(session.transcript.plain(), "$ for i in 1 2\n$ do echo $i; done\n1\n2\n");
    }

    #[test]
    fn pasted_lines_wait_for_the_prompt() {
        let mut session = Session::default();
        session.hear(prompt(false));
        let first = session.submit_all(["a".to_owned(), "b".to_owned()]);
        assert_eq!(first, Some(Input::Line { text: "a".into() }));
        assert_eq!(session.hear(prompt(false)), Some(Input::Line { text: "b".into() }));
        assert_eq!(session.hear(prompt(false)), None);
    }

    #[test]
    fn an_interrupted_command_is_handed_in_as_it_was() {
        let mut session = Session::default();
        session.hear(prompt(false));
        session.submit("sleep 9".into());
        session.interrupt("");
        session.hear(prompt(false));
        session.interrupt("half a li");
        assert_eq!(session.typed, ["sleep 9", "\u{3}"]);
        assert!(session.transcript.plain().ends_with("^C\n$ half a li^C\n"));
    }

    #[test]
    fn tab_takes_one_choice_or_what_is_common() {
        let mut session = Session::default();
        session.readline.typed("cat no", 6);
        session.complete(4, 6, vec![choice("notes.txt"), choice("notes.md")]);
        assert_eq!(session.readline.line.text(), "cat notes.");
        assert_eq!(session.choices.len(), 2);
        session.complete(4, 10, vec![choice("notes.txt")]);
        assert_eq!(session.readline.line.text(), "cat notes.txt ");
        assert!(session.choices.is_empty());
    }
}
