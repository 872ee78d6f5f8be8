//! The lab as a page sees it: ask, hear, stop.
//!
//! A [`Lab`] is one bench with a worker of its own. Whatever happens to the worker, the bench comes back: what a terminated
//! worker knew is restored from the last save, and questions that were lost with it are told so by [`Heard::Lost`].

use super::content::Unread;
use crate::platform::lab_host::{Kind, LabHost, Needs};
use crate::platform::{self, timer};
use crate::wire::FromLab;
use base::Diagnostic;
use course::model::{Engine, Submission, Verdict};
use lab::protocol::{Input, Request, Response};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// A situation for a bench, as the packer wrote it.
pub(crate) type Start = crate::wire::Start<Unread, Unread>;
type ToLab = crate::wire::ToLab<Unread, Unread, Unread>;

/// How long a lab may take to show that it listens before it is ended, in milliseconds.
const PATIENCE: u32 = 100;
/// How long a lab must rest before it is saved, in milliseconds.
const REST: u32 = 300;

/// How a lab is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LabState {
    /// The engine is being fetched, or the bench is being laid.
    Starting,
    /// It waits. The generation grows whenever the bench was laid anew: ask for everything again.
    Ready { generation: u32 },
    /// It works on something that can be stopped.
    Busy { generation: u32 },
    /// It could not be started; [`Lab::failure`] says why.
    Broken,
}

impl LabState {
    /// Which bench this is, once there is one.
    pub(crate) fn generation(self) -> Option<u32> {
        match self {
            Self::Ready { generation } | Self::Busy { generation } => Some(generation),
            Self::Starting | Self::Broken => None,
        }
    }

    /// Whether something runs that can be stopped.
    pub(crate) fn is_busy(self) -> bool {
        matches!(self, Self::Busy { .. })
    }
}

/// Why a bench could not be started.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    /// In the browser's own words.
    Browser(String),
    /// The lab refused the situation.
    Refused(Diagnostic),
}

/// What comes back for a question.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "answers are the rule, and never kept")]
pub(crate) enum Heard {
    /// An answer.
    Answer { response: Response },
    /// The lab had to be ended, and the question with it: what it had changed is undone.
    Lost,
}

/// What a question is to the bench.
#[derive(Clone, Copy)]
struct Nature {
    /// Whether it makes the lab busy in the learner's eyes.
    counts: bool,
    /// Whether what it asks may change the bench.
    changes: bool,
    /// What answering it takes.
    needs: Needs,
}

impl Nature {
    fn of(request: &Request) -> Self {
        let counts = matches!(request, Request::Sql { .. } | Request::Input { .. } | Request::Keys { .. });
        let changes = counts || matches!(request, Request::WriteFile { .. } | Request::Csv { .. });
        let needs = match request {
            Request::ResizeTerminal { .. } | Request::ResizeEditor { .. } => Needs::Core,
            _ => Needs::Pack,
        };
        Self { counts, changes, needs }
    }
}

struct Question {
    /// Takes what comes; `None` stands for a lost question.
    heard: Rc<RefCell<dyn FnMut(Option<FromLab>)>>,
    nature: Nature,
}

struct Inner {
    start: Start,
    host: RefCell<Option<LabHost>>,
    /// Grows with every worker: what an ended one still says is not heard.
    run: Cell<u32>,
    /// Whether the present one has answered anything.
    proven: Cell<bool>,
    next: Cell<u32>,
    questions: RefCell<BTreeMap<u32, Question>>,
    /// Asked before the bench was laid.
    waiting: RefCell<Vec<(String, Needs)>>,
    state: Cell<LabState>,
    failure: RefCell<Option<Failure>>,
    saved: RefCell<Option<String>>,
    watchers: RefCell<BTreeMap<u32, Callback<LabState>>>,
    on_saved: RefCell<Option<Callback<String>>>,
    save_later: RefCell<Option<timer::Later>>,
    stop_later: RefCell<Option<timer::Later>>,
}

/// A bench behind a worker. Clones are the same bench.
#[derive(Clone)]
pub(crate) struct Lab(Rc<Inner>);

impl PartialEq for Lab {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Lab {
    /// Lays a bench, or takes up what was saved of it. `on_saved` gets every later save.
    pub(crate) fn open(start: Start, saved: Option<String>, on_saved: Option<Callback<String>>) -> Self {
        let lab = Self(Rc::new(Inner {
            start,
            host: RefCell::default(),
            run: Cell::new(0),
            proven: Cell::new(false),
            next: Cell::new(1),
            questions: RefCell::default(),
            waiting: RefCell::default(),
            state: Cell::new(LabState::Starting),
            failure: RefCell::default(),
            saved: RefCell::new(saved),
            watchers: RefCell::default(),
            on_saved: RefCell::new(on_saved),
            save_later: RefCell::default(),
            stop_later: RefCell::default(),
        }));
        lab.launch(1);
        lab
    }

    /// How it is now.
    pub(crate) fn state(&self) -> LabState {
        self.0.state.get()
    }

    /// Why it could not be started.
    pub(crate) fn failure(&self) -> Option<Failure> {
        self.0.failure.borrow().clone()
    }

    /// Asks. `heard` gets the answer; for [`Request::Input`] more answers may follow while a command runs.
    pub(crate) fn ask(&self, request: Request, heard: impl FnMut(Heard) + 'static) {
        let id = self.number();
        let nature = Nature::of(&request);
        if matches!(request, Request::Sql { .. } | Request::Csv { .. } | Request::LookInto { .. }) {
            self.save_now();
        }
        let mut heard = heard;
        let text = json(&ToLab::Ask { id, request });
        self.post(id, text, nature, move |message| match message {
            Some(FromLab::Answer { response, .. }) => heard(Heard::Answer { response: *response }),
            Some(_) => {}
            None => heard(Heard::Lost),
        });
    }

    /// Has a submission judged; `None`: the lab had to be ended.
    pub(crate) fn check(
        &self,
        exercise: Unread,
        datasets: Vec<Unread>,
        submission: Submission,
        judged: impl FnMut(Option<Verdict>) + 'static,
    ) {
        self.save_now();
        let id = self.number();
        let mut judged = judged;
        let text = json(&ToLab::Check { id, exercise, datasets, submission });
        let nature = Nature { counts: true, changes: false, needs: Needs::Pack };
        self.post(id, text, nature, move |message| match message {
            Some(FromLab::Verdict { verdict, .. }) => judged(Some(*verdict)),
            Some(_) => {}
            None => judged(None),
        });
    }

    /// Stops what runs: asks a terminal's command to end, and ends the worker if it does not even listen.
    pub(crate) fn stop(&self) {
        if !self.state().is_busy() || self.0.stop_later.borrow().is_some() {
            return;
        }
        if self.0.start.engine == Engine::Shell {
            // Whichever terminal it runs in; one that is not open takes no notice.
            for terminal in 0..2 {
                self.ask(Request::Input { terminal, input: Input::Interrupt }, |_| {});
            }
        }
        let id = self.number();
        let listens = Rc::new(Cell::new(false));
        let answered = listens.clone();
        let nature = Nature { counts: false, changes: false, needs: Needs::Core };
        self.post(id, json(&ToLab::Ping { id }), nature, move |_| answered.set(true));
        let lab = self.clone();
        let later = timer::after(PATIENCE, move || {
            lab.0.stop_later.take();
            if !listens.get() || lab.state().is_busy() {
                lab.relaunch();
            }
        });
        self.0.stop_later.replace(Some(later));
    }

    /// Ends it for good: its page is left.
    pub(crate) fn close(&self) {
        self.0.run.set(self.0.run.get() + 1);
        self.0.host.take();
        // What was typed last may not be saved yet; the questions hold on to the widget that asked.
        self.0.questions.take();
        self.0.watchers.take();
        self.0.save_later.take();
        self.0.stop_later.take();
    }

    /// Ends the worker and lays the bench anew, as it was when it was last saved.
    fn relaunch(&self) {
        let generation = self.state().generation().unwrap_or(0) + 1;
        self.0.host.take();
        let lost = self.0.questions.take();
        self.0.waiting.take();
        self.set_state(LabState::Starting);
        self.launch(generation);
        for question in lost.into_values() {
            (question.heard.borrow_mut())(None);
        }
    }

    fn launch(&self, generation: u32) {
        let run = self.0.run.get() + 1;
        self.0.run.set(run);
        self.0.proven.set(false);
        let lab = self.clone();
        platform::spawn(async move {
            // The host lives in the lab: what it holds must not keep the lab alive.
            let [said, lost, maimed] = std::array::from_fn(|_| Rc::downgrade(&lab.0));
            let started = LabHost::start(
                kind(lab.0.start.engine),
                move |bytes| {
                    if let Some(inner) = said.upgrade() {
                        Self(inner).hear(run, generation, &bytes);
                    }
                },
                move |why| {
                    if let Some(inner) = lost.upgrade() {
                        Self(inner).died(run, why);
                    }
                },
                move |why| {
                    if let Some(inner) = maimed.upgrade() {
                        Self(inner).maimed(run, why);
                    }
                },
            )
            .await;
            if lab.0.run.get() != run {
                return;
            }
            match started {
                Ok(host) => {
                    lab.0.host.replace(Some(host));
                }
                Err(why) => lab.broken(Failure::Browser(why)),
            }
        });
    }

    fn hear(&self, run: u32, generation: u32, bytes: &[u8]) {
        if self.0.run.get() != run {
            return;
        }
        let Ok(message) = postcard::from_bytes::<FromLab>(bytes) else { return };
        match message {
            FromLab::Ready => {
                let open = ToLab::Open { id: 0, start: self.0.start.clone(), saved: self.0.saved.borrow().clone() };
                let fresh = self.0.saved.borrow().is_none() && !runs_commands(&self.0.start.setup);
                self.send(&json(&open), if fresh { Needs::Core } else { Needs::Pack });
            }
            FromLab::Opened { failure: Some(diagnostic), .. } => self.refused(&diagnostic),
            FromLab::Opened { failure: None, .. } => {
                self.set_state(LabState::Ready { generation });
                for (text, needs) in self.0.waiting.take() {
                    self.send(&text, needs);
                }
                self.note_work();
            }
            FromLab::Saved { saved, .. } => {
                if let Some(on_saved) = &*self.0.on_saved.borrow() {
                    on_saved.emit(saved.clone());
                }
                self.0.saved.replace(Some(saved));
            }
            message => self.answer(message),
        }
    }

    fn answer(&self, message: FromLab) {
        let id = match &message {
            FromLab::Answer { id, .. } | FromLab::Verdict { id, .. } | FromLab::Here { id } => *id,
            FromLab::Ready | FromLab::Opened { .. } | FromLab::Saved { .. } => return,
        };
        self.0.proven.set(true);
        let last = !matches!(message, FromLab::Answer { last: false, .. });
        let question = {
            let mut questions = self.0.questions.borrow_mut();
            if last {
                questions.remove(&id).map(|question| (question.heard, question.nature.changes))
            } else {
                questions.get(&id).map(|question| (question.heard.clone(), false))
            }
        };
        self.note_work();
        if let Some((heard, changes)) = question {
            (heard.borrow_mut())(Some(message));
            if changes {
                self.save_soon();
            }
        }
    }

    /// What was saved may be of another version: the bench is laid afresh then.
    fn refused(&self, diagnostic: &Diagnostic) {
        if self.0.saved.take().is_some() {
            self.relaunch();
        } else {
            self.broken(Failure::Refused(diagnostic.clone()));
        }
    }

    fn died(&self, run: u32, why: String) {
        if self.0.run.get() != run {
            return;
        }
        // A worker that dies before it has done anything would die again, and again.
        if self.0.proven.get() { self.relaunch() } else { self.broken(Failure::Browser(why)) }
    }

    /// Without the programs, what waits for them would wait for ever.
    fn maimed(&self, run: u32, why: String) {
        if self.0.run.get() == run {
            self.broken(Failure::Browser(why));
        }
    }

    fn broken(&self, why: Failure) {
        self.0.failure.replace(Some(why));
        self.0.host.take();
        self.set_state(LabState::Broken);
        for question in self.0.questions.take().into_values() {
            (question.heard.borrow_mut())(None);
        }
    }

    fn post(&self, id: u32, text: String, nature: Nature, heard: impl FnMut(Option<FromLab>) + 'static) {
        if self.state() == LabState::Broken {
            let mut heard = heard;
            heard(None);
            return;
        }
        let question = Question { heard: Rc::new(RefCell::new(heard)), nature };
        self.0.questions.borrow_mut().insert(id, question);
        if self.state() == LabState::Starting {
            self.0.waiting.borrow_mut().push((text, nature.needs));
        } else {
            self.send(&text, nature.needs);
        }
        self.note_work();
    }

    fn send(&self, text: &str, needs: Needs) {
        if let Some(host) = &*self.0.host.borrow() {
            host.post(text, needs);
        }
    }

    fn number(&self) -> u32 {
        let id = self.0.next.get();
        self.0.next.set(id + 1);
        id
    }

    /// Busy, or not any more.
    fn note_work(&self) {
        if let Some(generation) = self.state().generation() {
            let works = self.0.questions.borrow().values().any(|question| question.nature.counts);
            self.set_state(if works { LabState::Busy { generation } } else { LabState::Ready { generation } });
        }
    }

    /// Saves what was going to be saved, before something that only the worker's end can stop: that would lose it.
    fn save_now(&self) {
        if self.0.save_later.take().is_some() {
            self.send(&json(&ToLab::Save { id: 0 }), Needs::Pack);
        }
    }

    fn save_soon(&self) {
        let inner = Rc::downgrade(&self.0);
        let later = timer::after(REST, move || {
            if let Some(inner) = inner.upgrade() {
                inner.save_later.take();
                let lab = Self(inner);
                if lab.state().is_busy() {
                    lab.save_soon();
                } else {
                    lab.send(&json(&ToLab::Save { id: 0 }), Needs::Pack);
                }
            }
        });
        self.0.save_later.replace(Some(later));
    }

    fn set_state(&self, state: LabState) {
        if self.0.state.replace(state) != state {
            let watchers: Vec<Callback<LabState>> = self.0.watchers.borrow().values().cloned().collect();
            for watcher in watchers {
                watcher.emit(state);
            }
        }
    }

    fn watch(&self, watcher: Callback<LabState>) -> u32 {
        let id = self.number();
        self.0.watchers.borrow_mut().insert(id, watcher);
        id
    }

    fn unwatch(&self, id: u32) {
        self.0.watchers.borrow_mut().remove(&id);
    }
}

/// The lab that has this engine; quizzes are judged by either.
fn kind(engine: Engine) -> Kind {
    match engine {
        Engine::Shell | Engine::Vim => Kind::Machine,
        Engine::Sql | Engine::Quiz | Engine::Predict | Engine::Order => Kind::Sql,
    }
}

/// Whether laying a bench runs commands: a script of the lesson, or what a shell reads when it starts.
fn runs_commands(setup: &Unread) -> bool {
    ["\"shell\":", ".bash", ".profile"].iter().any(|sign| setup.mentions(sign))
}

fn json(message: &ToLab) -> String {
    // Plain data always has a JSON form.
    serde_json::to_string(message).unwrap_or_default()
}

/// How a lab is; the component is drawn again when that changes.
#[hook]
pub(crate) fn use_lab_state(lab: &Lab) -> LabState {
    let redraw = use_force_update();
    use_effect_with(lab.clone(), move |lab| {
        let id = lab.watch(Callback::from(move |_| redraw.force_update()));
        let lab = lab.clone();
        move || lab.unwatch(id)
    });
    lab.state()
}
