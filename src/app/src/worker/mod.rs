//! The worker: one bench, driven by texts from the page, and a judge.
//!
//! Commands of the shell run in slices of some milliseconds; between two slices the page is heard, so Ctrl-C always arrives.
//! What does not come in slices (a SQL statement) is ended by the page together with the worker.

#[path = "../platform/lab_port.rs"]
mod lab_port;
#[path = "../wire.rs"]
mod wire;

use base::{Budget, Diagnostic};
use lab::protocol::{Request, Response};
use lab::{Lab, Pace, Setup};
use lab_port::Left;
use progress::base64;
use std::cell::RefCell;
use std::rc::Rc;
use wire::{FromLab, Start};

type ToLab = wire::ToLab<course::model::Setup, course::model::Dataset, Box<course::model::Exercise>>;

/// Steps for one request: minutes of work, then the engine itself says that it is too much.
const REQUEST_STEPS: u64 = 20_000_000_000;
/// Steps of the first slice; later ones follow the clock.
const FIRST_SLICE: u64 = 500_000;
const LEAST_SLICE: u64 = 50_000;
const MOST_SLICE: u64 = 200_000_000;
/// How long a slice should take, in milliseconds.
const SLICE_MILLIS: f64 = 12.0;

/// Listens to the page from now on.
pub(crate) fn start() {
    lab_port::report_panics();
    if let Some(pages) = lab_port::manual().filter(|_| lab::engines::MACHINE) {
        lab::manual::provide(pages);
    }
    let bench = Rc::new(RefCell::new(Bench { lab: None, running: None, slice: FIRST_SLICE, last: lab_port::now() }));
    let worker = bench.clone();
    lab_port::serve(move |text| bench.borrow_mut().hear(text), move || worker.borrow_mut().work());
    say(&FromLab::Ready);
}

fn say(message: &FromLab) {
    // Plain data can always be written.
    lab_port::say(&postcard::to_stdvec(message).unwrap_or_default());
}

struct Bench {
    lab: Option<Lab>,
    /// The question whose command runs.
    running: Option<u32>,
    /// Steps of the next slice.
    slice: u64,
    /// When the last slice ended.
    last: f64,
}

impl Bench {
    fn hear(&mut self, text: &str) -> Left {
        match serde_json::from_str(text) {
            Ok(ToLab::Open { id, start, saved }) => {
                let opened = open(&start, saved.as_deref());
                let failure = opened.as_ref().err().cloned();
                self.lab = opened.ok();
                self.running = None;
                say(&FromLab::Opened { id, failure });
            }
            Ok(ToLab::Ask { id, request }) => self.ask(id, request),
            Ok(ToLab::Save { id }) => {
                if let Some(lab) = &self.lab {
                    say(&FromLab::Saved { id, saved: base64::write(&lab.save()) });
                }
            }
            Ok(ToLab::Check { id, exercise, datasets, submission }) => {
                let verdict = Box::new(grade::grade(&exercise, &submission, &datasets));
                say(&FromLab::Verdict { id, verdict });
            }
            Ok(ToLab::Ping { id }) => say(&FromLab::Here { id }),
            // The page and its worker are of one build, so this is a text of somebody else.
            Err(_) => {}
        }
        self.left()
    }

    fn ask(&mut self, id: u32, request: Request) {
        let typed = matches!(request, Request::Input { .. } | Request::ResizeTerminal { .. });
        let response = match &mut self.lab {
            Some(lab) => lab.handle(request, &Budget::new(if typed { self.slice } else { REQUEST_STEPS })),
            None => Response::Failed { diagnostic: Diagnostic::error("lab-no-engine", "") },
        };
        let runs = typed && matches!(response, Response::Terminal { running: true, .. });
        if typed {
            // What is typed while a command runs takes its place: one question hears the rest.
            if let (Some(earlier), Response::Terminal { terminal, running, .. }) = (self.running.take(), &response) {
                let nothing = Response::Terminal { terminal: *terminal, events: Vec::new(), running: *running };
                say(&FromLab::Answer { id: earlier, response: Box::new(nothing), last: true });
            }
            self.running = runs.then_some(id);
            self.last = lab_port::now();
        }
        say(&FromLab::Answer { id, response: Box::new(response), last: !runs });
    }

    /// One slice of what runs.
    fn work(&mut self) -> Left {
        let (Some(lab), Some(id)) = (&mut self.lab, self.running) else { return Left::Nothing };
        let start = lab_port::now();
        let responses = lab.step(&Budget::new(self.slice), (start - self.last) as u32);
        self.last = lab_port::now();
        let took = self.last - start;
        if took > SLICE_MILLIS * 1.5 {
            self.slice = (self.slice / 2).max(LEAST_SLICE);
        } else if took < SLICE_MILLIS / 2.0 {
            self.slice = (self.slice * 2).min(MOST_SLICE);
        }
        let left = self.left();
        let over = left == Left::Nothing;
        let count = responses.len();
        for (index, response) in responses.into_iter().enumerate() {
            let last = over && index + 1 == count;
            say(&FromLab::Answer { id, response: Box::new(response), last });
        }
        if over {
            if count == 0 {
                let nothing = Response::Terminal { terminal: 0, events: Vec::new(), running: false };
                say(&FromLab::Answer { id, response: Box::new(nothing), last: true });
            }
            self.running = None;
        }
        left
    }

    fn left(&self) -> Left {
        // What is shown while nobody listens would be lost: a bench just laid waits for the first question.
        if self.running.is_none() {
            return Left::Nothing;
        }
        match self.lab.as_ref().map_or(Pace::Idle, Lab::pace) {
            Pace::Idle => Left::Nothing,
            Pace::Busy => Left::Work,
            Pace::Sleeping(millis) => Left::Sleep(millis),
        }
    }
}

/// Lays a bench, or takes up what was saved of it.
fn open(start: &Start<course::model::Setup, course::model::Dataset>, saved: Option<&str>) -> Result<Lab, Diagnostic> {
    let setup: Setup = grade::open(&start.setup, start.engine, &start.datasets)?;
    match saved {
        None => Lab::open(&setup),
        Some(saved) => {
            let bytes = base64::read(saved).ok_or_else(|| Diagnostic::error("lab-damaged-save", ""))?;
            Lab::restore(&setup, &bytes)
        }
    }
}
