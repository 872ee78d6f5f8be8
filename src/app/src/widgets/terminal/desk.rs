//! What the parts of a terminal widget share: the lab, one session for each terminal, and the panels beside them.

use super::find::Find;
use super::readline::Stroke;
use super::session::Session;
use crate::platform::{focus, measure, typing};
use crate::state::lab::{Heard, Lab};
use base::Locale;
use course::model::Submission;
use lab::protocol::{ExplainedPart, ExplainedWord, Input, Request, Response, TerminalEvent, TreeRow};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::prelude::*;

/// Rows told at least to programs that ask for the height.
const LEAST_ROWS: usize = 6;

/// One terminal: what it shows and where.
#[derive(Default)]
pub(super) struct Pane {
    pub(super) session: RefCell<Session>,
    pub(super) field: NodeRef,
    pub(super) place: NodeRef,
    pub(super) probe: NodeRef,
    pub(super) id: AttrValue,
    /// Whether the newest output is kept in view.
    pub(super) follow: Cell<bool>,
    /// Columns and rows.
    size: Cell<(usize, usize)>,
}

/// A line explained.
#[derive(Default)]
pub(super) struct Explained {
    pub(super) line: String,
    pub(super) words: Vec<ExplainedWord>,
    pub(super) parts: Vec<ExplainedPart>,
    pub(super) problem: Option<String>,
    /// The part looked at.
    pub(super) at: Option<usize>,
}

/// The disk as a tree.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) folder: String,
    pub(super) rows: Vec<TreeRow>,
    turned: Vec<String>,
}

/// Everything shared.
pub(super) struct Desk {
    pub(super) lab: Lab,
    pub(super) panes: [Pane; 2],
    /// The terminal that was used last.
    pub(super) active: Cell<usize>,
    pub(super) second: Cell<bool>,
    pub(super) explained: RefCell<Option<Explained>>,
    /// vim's commands are explained as they are done.
    pub(super) tells: Cell<bool>,
    pub(super) tree: RefCell<Option<Tree>>,
    pub(super) find: RefCell<Option<Find>>,
    pub(super) locale: Cell<Locale>,
    /// Of the last drawing: the second terminal, the search, and the place looked at.
    drawn: Cell<(bool, bool, Option<usize>)>,
    /// Those of the last drawing.
    pub(super) on_work: RefCell<Callback<Submission>>,
    pub(super) redraw: RefCell<Callback<()>>,
}

/// A handle on all that. Clones are the same.
#[derive(Clone)]
pub(super) struct Shared(pub(super) Rc<Desk>);

impl Pane {
    /// Columns and rows it has room for; what it had if it is not shown.
    fn cells(&self) -> (usize, usize) {
        let cells = measure::cells(&self.place, &self.probe);
        cells.map_or_else(|| self.size.get(), |(columns, rows)| (columns, rows.max(LEAST_ROWS)))
    }
}

impl Shared {
    pub(super) fn new(lab: Lab, ids: [AttrValue; 2]) -> Self {
        let pane = |id: AttrValue| Pane { id, follow: Cell::new(true), size: Cell::new((80, 24)), ..Pane::default() };
        Self(Rc::new(Desk {
            lab,
            panes: ids.map(pane),
            active: Cell::new(0),
            second: Cell::new(false),
            explained: RefCell::default(),
            tells: Cell::default(),
            tree: RefCell::default(),
            find: RefCell::default(),
            locale: Cell::default(),
            drawn: Cell::default(),
            on_work: RefCell::default(),
            redraw: RefCell::default(),
        }))
    }

    pub(super) fn pane(&self, terminal: usize) -> &Pane {
        &self.0.panes[terminal]
    }

    /// Draws everything anew.
    pub(super) fn draw(&self) {
        let redraw = self.0.redraw.borrow().clone();
        redraw.emit(());
    }

    /// After every drawing: fields show the model's lines, the newest output is in view, what just appeared has the focus.
    pub(super) fn settle(&self) {
        for (terminal, pane) in self.0.panes.iter().enumerate() {
            let session = pane.session.borrow();
            let open = session.prompt.is_some() || session.picture.is_some();
            drop(session);
            if open && pane.cells() != pane.size.get() {
                self.resize(terminal);
            }
        }
        let find = self.0.find.borrow();
        for pane in &self.0.panes {
            let session = pane.session.borrow();
            let line = &session.readline.line;
            typing::set(&pane.field, line.text(), line.cursor(), line.cursor());
            if pane.follow.get() && find.is_none() {
                measure::to_end(&pane.place);
            }
        }
        let found = find.as_ref().and_then(|find| find.hits.iter().position(|hit| hit.here));
        let now = (self.0.second.get(), find.is_some(), found);
        let before = self.0.drawn.replace(now);
        drop(find);
        if now.0 != before.0 {
            self.focus(usize::from(now.0));
        }
        if now.1 && !before.1 {
            focus::on("terminal-find");
        }
        if now.2 != before.2 {
            focus::reveal("terminal-here");
        }
    }

    /// Focuses a terminal's line.
    pub(super) fn focus(&self, terminal: usize) {
        focus::on(&self.pane(terminal).id);
    }

    /// Asks the lab; what it answers is heard by the terminal it speaks of, or this one.
    pub(super) fn ask(&self, terminal: usize, request: Request) {
        let shared = self.clone();
        self.0.lab.ask(request, move |heard| {
            if let Heard::Answer { response } = heard {
                shared.hear(terminal, response);
            } else {
                shared.pane(terminal).session.borrow_mut().forget_asked();
            }
            shared.draw();
        });
    }

    /// Something is typed.
    pub(super) fn type_in(&self, terminal: usize, input: Option<Input>) {
        if let Some(input) = input {
            // Only the first terminal is handed in: a second shell has folders and variables of its own.
            if terminal == 0 {
                let lines = self.pane(0).session.borrow().typed.clone();
                self.0.on_work.borrow().emit(Submission::Shell { lines });
            }
            self.ask(terminal, Request::Input { terminal, input });
        }
    }

    /// Tells the lab how large a terminal is.
    pub(super) fn resize(&self, terminal: usize) {
        let pane = self.pane(terminal);
        let ((columns, rows), locale) = (pane.cells(), self.0.locale.get());
        pane.size.set((columns, rows));
        self.ask(terminal, Request::ResizeTerminal { terminal, columns, rows, locale });
    }

    fn hear(&self, asked: usize, response: Response) {
        match response {
            Response::Terminal { terminal, events, .. } => self.show(terminal, events),
            Response::Completions { start, end, choices } => {
                self.pane(asked).session.borrow_mut().complete(start, end, choices);
            }
            Response::Line { text, cursor, inserting, ask } => {
                let pane = self.pane(asked);
                let mut session = pane.session.borrow_mut();
                session.asked = session.asked.saturating_sub(1);
                session.normal = !inserting;
                session.readline.typed(&text, cursor);
                typing::set(&pane.field, &text, cursor, cursor);
                let held = if session.asked == 0 { std::mem::take(&mut session.held) } else { Vec::new() };
                let (key, ctrl) = match ask.as_str() {
                    "previous" => ("ArrowUp", false),
                    "next" => ("ArrowDown", false),
                    "search" => ("r", true),
                    "comment" => {
                        session.readline.typed(&format!("#{text}"), 0);
                        ("Enter", false)
                    }
                    _ => ("", false),
                };
                drop(session);
                if !key.is_empty() {
                    self.press(asked, Stroke { key, ctrl, alt: false });
                }
                for (key, ctrl, alt) in held {
                    if !self.press(asked, Stroke { key: &key, ctrl, alt }) && key.chars().count() == 1 && !ctrl && !alt
                    {
                        self.pane(asked).session.borrow_mut().readline.line.insert(&key);
                    }
                }
            }
            Response::Explained { words, parts, problem } => {
                let line = words.iter().map(|word| word.text.as_str()).collect();
                let at = (!parts.is_empty()).then_some(0);
                self.0.explained.replace(Some(Explained { line, words, parts, problem, at }));
            }
            Response::Tree { folder, rows } => {
                if let Some(tree) = &mut *self.0.tree.borrow_mut() {
                    (tree.folder, tree.rows) = (folder, rows);
                }
            }
            _ => {}
        }
    }

    fn show(&self, terminal: usize, events: Vec<TerminalEvent>) {
        let Some(pane) = self.0.panes.get(terminal) else { return };
        pane.follow.set(measure::is_at_end(&pane.place));
        let mut next = Vec::new();
        let mut prompted = false;
        for event in events {
            prompted |= matches!(event, TerminalEvent::Prompt { .. } | TerminalEvent::FilesChanged);
            next.extend(pane.session.borrow_mut().hear(event));
        }
        for input in next {
            self.type_in(terminal, Some(input));
        }
        if prompted {
            self.look_at_disk(None);
        }
    }

    /// Asks for the tree again, if it is shown; `turn` opens or closes a folder.
    pub(super) fn look_at_disk(&self, turn: Option<String>) {
        let turned = {
            let mut tree = self.0.tree.borrow_mut();
            let Some(tree) = &mut *tree else { return };
            if let Some(path) = turn {
                match tree.turned.iter().position(|known| *known == path) {
                    Some(at) => drop(tree.turned.swap_remove(at)),
                    None => tree.turned.push(path),
                }
            }
            tree.turned.clone()
        };
        self.ask(0, Request::Tree { turned });
    }

    /// Explains a line, or closes the explanation.
    pub(super) fn explain(&self, terminal: usize, line: Option<String>) {
        match line {
            Some(line) => {
                let locale = self.0.locale.get();
                self.ask(terminal, Request::ExplainLine { terminal, line, locale });
            }
            None => {
                self.0.explained.take();
                self.draw();
                self.focus(self.0.active.get());
            }
        }
    }

    /// Opens the second terminal, or ends it.
    pub(super) fn turn_second(&self) {
        let open = !self.0.second.get();
        self.0.second.set(open);
        self.0.active.set(usize::from(open));
        if open {
            self.resize(1);
        } else {
            self.pane(1).session.replace(Session::default());
            // What it says while it ends is nobody's any more.
            self.0.lab.ask(Request::CloseTerminal { terminal: 1 }, |_| {});
        }
        self.draw();
    }
}
