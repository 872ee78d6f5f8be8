//! The lab: the engines of one exercise on one bench, driven by requests.

use crate::bench::{DatabaseBench, DiskFiles, EditorBench, MachineBench, Pace};
use crate::engines::{MACHINE, SQL, on};
use crate::journal::{Entry, Journal};
use crate::picture;
use crate::protocol::{Request, Response};
use crate::result;
use crate::saved::Saved;
use crate::setup::Setup;
use crate::vim_course;
use base::{Budget, Clock, Diagnostic, Table};
use sql::Outcome;

/// Steps that laying a bench may take.
const SETUP_STEPS: u64 = 20_000_000_000;

/// Rows of a result that travel to the page: more than anyone reads, few enough to be drawn at once.
const ROWS_SENT: usize = 2_000;

/// The engines that a setup names, wired together.
pub struct Lab {
    database: Option<DatabaseBench>,
    machine: Option<MachineBench>,
    editor: Option<EditorBench>,
    journal: Journal,
    /// What each statement of the last script gave, in full; an empty table where it gave none.
    results: Vec<Table>,
}

impl Lab {
    /// Lays the bench.
    pub fn open(setup: &Setup) -> Result<Self, Diagnostic> {
        let budget = Budget::new(SETUP_STEPS);
        let database = setup
            .sql
            .as_ref()
            .filter(|_| SQL)
            .map(|sql| DatabaseBench::open(sql, setup.seed, Clock::default(), &budget))
            .transpose()?;
        let shell = setup.shell.as_ref().filter(|_| MACHINE);
        let machine = shell.map(|shell| MachineBench::open(shell, setup.seed, &budget)).transpose()?;
        let editor = setup.vim.as_ref().filter(|_| MACHINE).map(EditorBench::open);
        Ok(Self { database, machine, editor, journal: Journal::default(), results: Vec::new() })
    }

    /// Lays the bench and takes up what was saved of an earlier one with the same setup. Work that cannot be read is
    /// an error: the page then lays the bench afresh.
    pub fn restore(setup: &Setup, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let saved = Saved::read(bytes)?;
        let mut lab = Self::open(setup)?;
        if let Some(database) = lab.database() {
            database.replay(saved.changes, &Budget::new(SETUP_STEPS));
        }
        if let (Some(machine), Some(disk)) = (lab.machine(), saved.disk) {
            machine.restore(&disk)?;
        }
        #[cfg(feature = "machine")]
        if let Some(editor) = saved.editor.filter(|_| lab.editor.is_some()) {
            lab.editor = Some(editor);
        }
        lab.journal = saved.journal;
        Ok(lab)
    }

    /// Everything that [`Self::restore`] needs.
    pub fn save(&self) -> Vec<u8> {
        Saved::write(
            self.database.as_ref().map_or(&[], |database| database.changes()),
            self.machine.as_ref().filter(|_| MACHINE).map(MachineBench::snapshot),
            #[cfg(feature = "machine")]
            self.editor.as_ref(),
            #[cfg(not(feature = "machine"))]
            None,
            &self.journal,
        )
    }

    /// What the learner did since the bench was laid.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The database, if there is one.
    pub fn database(&mut self) -> Option<&mut DatabaseBench> {
        on(&mut self.database, SQL)
    }

    /// The machine, if there is one.
    pub fn machine(&mut self) -> Option<&mut MachineBench> {
        on(&mut self.machine, MACHINE)
    }

    /// The editor, if there is one.
    pub fn editor(&mut self) -> Option<&mut EditorBench> {
        on(&mut self.editor, MACHINE)
    }

    /// What happens next without being asked.
    pub fn pace(&self) -> Pace {
        self.machine.as_ref().filter(|_| MACHINE).map_or(Pace::Idle, MachineBench::pace)
    }

    /// Goes on with what runs, for one slice of `budget`, after `elapsed` milliseconds; says what each terminal shows.
    pub fn step(&mut self, budget: &Budget, elapsed: u32) -> Vec<Response> {
        let Some(machine) = self.machine() else { return Vec::new() };
        machine.step(budget, elapsed);
        (0..machine.terminals()).filter_map(|terminal| show(machine, terminal, false)).collect()
    }

    /// Answers a request. Runs for at most `budget`; a command of the shell goes on in [`Self::step`].
    pub fn handle(&mut self, request: Request, budget: &Budget) -> Response {
        self.answer(request, budget)
            .unwrap_or_else(|| Response::Failed { diagnostic: Diagnostic::error("lab-no-engine", "") })
    }

    fn answer(&mut self, request: Request, budget: &Budget) -> Option<Response> {
        Some(match request {
            Request::Sql { script } => {
                let mut files = DiskFiles::new(on(&mut self.machine, MACHINE));
                let mut outcomes = on(&mut self.database, SQL)?.run_with(&script, &mut files, budget);
                self.journal.record(Entry::Sql(script));
                self.results.clear();
                let totals = outcomes.iter_mut().map(|outcome| shorten(outcome, &mut self.results)).collect();
                Response::Sql { outcomes, totals }
            }
            Request::Csv { table, text, types } => self.database()?.import(table, text, types, budget),
            Request::LookInto { text, types } => self.database()?.look_into(&text, &types, budget),
            Request::Rows { outcome, order } => {
                Response::Rows { table: result::ordered(self.results.get(outcome)?, order, ROWS_SENT) }
            }
            Request::Export { outcome, format } => {
                Response::Text { text: result::export(self.results.get(outcome)?, format) }
            }
            Request::Schema => self.database()?.schema(),
            Request::FormatSql { text } => Response::Text { text: sql::format(&text) },
            Request::Chart { outcome, chart, locale } => picture::chart(self.results.get(outcome)?, chart, locale),
            Request::Diagram => picture::diagram(&self.database()?.database().schema()),
            Request::CompleteSql { text, cursor } => self.database()?.complete(&text, cursor),
            Request::Input { terminal, input } => {
                let machine = on(&mut self.machine, MACHINE)?;
                machine.type_in(terminal, &input);
                self.journal.record(Entry::Input { terminal, input });
                machine.step(budget, 0);
                show(machine, terminal, true)?
            }
            Request::ExplainLine { terminal, line, locale } => self.machine()?.explain(terminal, &line, locale),
            Request::EditLine { terminal, line, key } => self.machine()?.edit(terminal, line, &key),
            Request::CloseTerminal { terminal } => {
                let machine = self.machine()?;
                machine.close(terminal);
                machine.step(budget, 0);
                show(machine, terminal, true)?
            }
            Request::Tree { turned } => self.machine()?.tree(&turned),
            Request::ResizeTerminal { terminal, columns, rows, locale } => {
                let machine = self.machine()?;
                machine.speak(locale);
                machine.resize(terminal, columns, rows);
                machine.step(budget, 0);
                show(machine, terminal, true)?
            }
            Request::CompleteLine { terminal, line, cursor } => self.machine()?.complete(terminal, &line, cursor),
            Request::Keys { keys } => {
                let response = self.editor()?.type_keys(&keys);
                self.journal.record(Entry::Keys(keys));
                response
            }
            Request::EditText { text, keys } => self.editor()?.edit_text(text, &keys),
            Request::NextKeys => Response::NextKeys { keys: self.editor()?.editor().next_keys() },
            Request::Replay { keys, count } => {
                let editor = self.editor()?;
                let (view, keys) = vim_course::replay(editor.setup(), &keys, count, editor.size());
                Response::Replay { view, keys }
            }
            Request::Steps { keys } => Response::Steps { steps: vim_course::steps(self.editor()?.setup(), &keys) },
            Request::Goal { text } => {
                self.editor()?.set_goal(&text);
                Response::Done
            }
            Request::Drill { seed, levels } => self.editor()?.drill(seed, &levels),
            Request::Holes { locale } => Response::Holes { holes: vim_course::holes(locale) },
            Request::Reference { name } => {
                Response::Reference { text: vim_course::reference(&name).unwrap_or_default().to_owned() }
            }
            Request::ResizeEditor { columns, rows } => self.editor()?.resize(columns, rows),
            Request::Folder { path } => self.machine()?.folder(&path),
            Request::ReadFile { path } => self.machine()?.read_file(&path),
            Request::WriteFile { path, bytes } => self.machine()?.write_file(&path, &bytes),
            Request::Save => Response::Saved { bytes: self.save() },
        })
    }
}

/// Leaves the first rows of a long result and keeps all of them; returns how many there were.
fn shorten(outcome: &mut Outcome, kept: &mut Vec<Table>) -> usize {
    let Outcome::Rows(table) = outcome else {
        kept.push(Table::default());
        return 0;
    };
    let sent = Table { columns: table.columns.clone(), rows: table.rows.iter().take(ROWS_SENT).cloned().collect() };
    let whole = std::mem::replace(table, sent);
    let total = whole.rows.len();
    kept.push(whole);
    total
}

/// What a terminal shows; nothing where it has nothing to show, unless an answer is owed.
fn show(machine: &mut MachineBench, terminal: usize, owed: bool) -> Option<Response> {
    let events = machine.show(terminal);
    let running = machine.pace() != Pace::Idle;
    (owed || !events.is_empty() || !running).then_some(Response::Terminal { terminal, events, running })
}
