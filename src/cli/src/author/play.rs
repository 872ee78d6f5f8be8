//! Plays the known answers of a course with the grading that learners get.

use crate::words;
use base::{Arg, Budget, Cell, Locale};
use course::author::{Attempt, Course, Expect, Finding, Trial};
use course::message::format as fill;
use course::model::{Dataset, Exercise, Lesson, Predict, Submission, Task, Verdict};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What playing a course came to.
#[derive(Default)]
pub(super) struct Report {
    pub(super) played: usize,
    pub(super) findings: Vec<Finding>,
    /// For each wrong answer, the French words that its learner reads.
    pub(super) words: Vec<(String, String)>,
}

/// Plays everything, on as many threads as there are cores.
pub(super) fn all(course: &Course) -> Report {
    let next = AtomicUsize::new(0);
    let report = Mutex::new(Report::default());
    let work = || {
        while let Some(trial) = course.trials.get(next.fetch_add(1, Ordering::Relaxed)) {
            let one = play(course, trial);
            // A panic of another thread has been reported; what it left is whole.
            let mut all = report.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            all.played += one.played;
            all.findings.extend(one.findings);
            all.words.extend(one.words);
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        for _ in 0..threads {
            // The grader nests no deeper than the engines do; see main.
            let _ = std::thread::Builder::new().stack_size(crate::STACK).spawn_scoped(scope, work);
        }
    });
    let mut report = report.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    report.findings.sort();
    report.words.sort();
    report
}

fn play(course: &Course, trial: &Trial) -> Report {
    let bundle = &course.chapters[trial.chapter];
    let lesson = &bundle.lessons[trial.lesson];
    let exercise = &lesson.exercises[trial.exercise];
    let mut report = Report::default();
    for attempt in &trial.attempts {
        let verdict = grade::grade(exercise, &attempt.submission, &bundle.datasets);
        report.played += 1;
        if let Some((what, fix)) = judge(exercise, attempt, &verdict) {
            report.findings.push(Finding { file: attempt.file.clone(), line: line(trial, attempt), what, fix });
        }
        if let Some(words) = spoken(lesson, exercise, &verdict) {
            report.words.push((attempt.file.clone(), words));
        }
    }
    if let Task::Predict(predict) = &exercise.task
        && let Some((what, fix)) = foresee(exercise, predict, &bundle.datasets)
    {
        report.findings.push(Finding { file: trial.place.0.clone(), line: trial.place.1, what, fix });
    }
    report
}

/// Answers in `lesson.toml` have the exercise's line; those in files of their own their first.
fn line(trial: &Trial, attempt: &Attempt) -> usize {
    if attempt.file == trial.place.0 { trial.place.1 } else { 1 }
}

/// What is wrong with a judgement, and what to do; `None` if it is as expected.
fn judge(exercise: &Exercise, attempt: &Attempt, verdict: &Verdict) -> Option<(String, String)> {
    let id = &exercise.id;
    let came = outcome(verdict);
    let speaks = verdict.failed.as_ref().map(|failed| failed.check.as_str());
    match &attempt.expect {
        Expect::Pass if verdict.passed => None,
        Expect::Pass => Some((
            format!("this right answer to `{id}` does not pass: {came}"),
            "correct the answer, or make the checks accept it".to_owned(),
        )),
        Expect::Fail if !verdict.passed => None,
        Expect::Fail => Some((
            format!("`{id}` passes {}", shown(&attempt.submission)),
            "add a check that decides, or change what is asked".to_owned(),
        )),
        Expect::Speaks(check) if speaks == Some(check) && !verdict.passed => None,
        Expect::Speaks(check) => Some((
            format!("`{check}` of `{id}` should speak, but {came}"),
            "correct the wrong answer, the check, or the order of the checks".to_owned(),
        )),
        Expect::Refused(code) => match &verdict.diagnostic {
            Some(diagnostic)
                if !verdict.passed && speaks.is_none() && (code.is_empty() || *code == diagnostic.code) =>
            {
                None
            }
            _ => Some((
                format!("the engine should refuse this answer to `{id}` (error {code}), but {came}"),
                "correct the wrong answer, or name the check that speaks".to_owned(),
            )),
        },
    }
}

fn outcome(verdict: &Verdict) -> String {
    let place = verdict.hidden.as_ref().map_or(String::new(), |label| format!(" (in the hidden situation `{label}`)"));
    if verdict.passed {
        return "it passes".to_owned();
    }
    let mut came = match &verdict.failed {
        Some(failed) => {
            let args: Vec<String> = failed
                .args
                .iter()
                .filter(|(name, _)| !name.contains('.'))
                .map(|(name, value)| format!("{name} = {}", plain(value)))
                .collect();
            format!("`{}` speaks{place}: {}", failed.check, args.join(", "))
        }
        None => format!("no check speaks{place}"),
    };
    if let Some(diagnostic) = &verdict.diagnostic {
        came = format!("{came}; the engine says {} {}", diagnostic.code, words::say(diagnostic));
    }
    came
}

fn plain(value: &Arg) -> String {
    course::message::plain(value, Locale::En)
}

fn shown(submission: &Submission) -> String {
    match submission {
        Submission::Sql { script } if script.trim().is_empty() => "an empty editor".to_owned(),
        Submission::Shell { lines } if lines.concat().trim().is_empty() => "without a command".to_owned(),
        Submission::Vim { keys } if keys.is_empty() => "without a key".to_owned(),
        Submission::Sql { .. } | Submission::Shell { .. } | Submission::Vim { .. } => "its start".to_owned(),
        Submission::Quiz { chosen } => format!("the options {chosen:?}"),
        Submission::Predict { answer } => format!("the answer `{answer}`"),
        Submission::Order { items } => format!("the order {items:?}"),
    }
}

/// The words that the learner reads.
fn spoken(lesson: &Lesson, exercise: &Exercise, verdict: &Verdict) -> Option<String> {
    let failed = verdict.failed.as_ref()?;
    let words = lesson.text.get(Locale::Fr).exercises.get(&exercise.id)?.words.get(&failed.check)?;
    Some(fill(words, &failed.args, Locale::Fr))
}

/// A prediction accepts what its code gives.
fn foresee(exercise: &Exercise, predict: &Predict, datasets: &[Dataset]) -> Option<(String, String)> {
    let wrong = |what: String| Some((what, "correct the code, or `accept`".to_owned()));
    let opened = grade::open(&exercise.setup, predict.runs, datasets).and_then(|setup| lab::Lab::open(&setup));
    let mut lab = match opened {
        Ok(lab) => lab,
        Err(diagnostic) => return wrong(format!("`{}` cannot start: {}", exercise.id, words::say(&diagnostic))),
    };
    let budget = Budget::new(1_000_000_000);
    let gives = if let Some(database) = lab.database() {
        let outcomes = database.run(&predict.code, &budget);
        if let Some(error) = outcomes.iter().find_map(|outcome| outcome.error()) {
            error.code.clone()
        } else {
            let cell = outcomes.iter().rev().find_map(|outcome| outcome.rows()).and_then(|table| {
                match table.rows.as_slice() {
                    [row] if row.len() == 1 => Some(row[0].clone()),
                    _ => None,
                }
            });
            match cell? {
                Cell::Null => "NULL".to_owned(),
                Cell::Bool(value) => value.to_string(),
                Cell::Int(value) => value.to_string(),
                Cell::Float(value) => value.to_string(),
                Cell::Text(text) => text,
            }
        }
    } else {
        let script = shell::Script::new(&predict.code);
        let done = lab.machine()?.machine().run_script(&script, &budget);
        let text = String::from_utf8_lossy(&done.stdout).trim().to_owned();
        if text.lines().count() != 1 {
            return None;
        }
        text
    };
    let accepted = grade::grade(exercise, &Submission::Predict { answer: gives.clone() }, datasets).passed;
    if accepted { None } else { wrong(format!("`{}` gives {gives}, which `accept` does not have", exercise.id)) }
}
