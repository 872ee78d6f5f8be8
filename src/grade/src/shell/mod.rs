//! The shell: what command lines print, what they leave on the disk, what they are made of.

mod session;
mod state;
mod uses;

use crate::text::difference;
use crate::verdict::{Args, Judged, args, judge, passed, refused};
use crate::{setup, situation};
use base::Diagnostic;
use course::model::{CheckKind, Dataset, Engine, Exercise, Ignore, ShellTask, Verdict};
use session::{Line, Session, split};
use std::collections::BTreeSet;

pub(crate) fn grade(exercise: &Exercise, task: &ShellTask, lines: &[String], datasets: &[Dataset]) -> Verdict {
    let lines: Vec<String> = lines.iter().flat_map(|line| split(line)).collect();
    let solution = split(&task.solution);
    if lines.is_empty() {
        return refused(exercise, Diagnostic::error("grade-nothing", ""));
    }
    let mut replays = Vec::new();
    for situation in situation::all(exercise, datasets) {
        let opened =
            setup::in_situation(&exercise.setup, Engine::Shell, datasets, situation.data(), situation.change());
        let played = opened.and_then(|setup| {
            let right = Session::play(&setup, &solution)?;
            Ok(Replay { right, ran: Session::play(&setup, &lines)?, setup, hidden: situation.hidden() })
        });
        match played {
            Ok(replay) => replays.push(replay),
            Err(diagnostic) => return refused(exercise, diagnostic),
        }
        // One situation is judged before the next is played: a wrong answer is known soon.
        let Some((last, earlier)) = replays.split_last() else { continue };
        let asked = |kind: &CheckKind| ask(kind, last, earlier, &lines);
        if let Some(verdict) = judge(exercise, last.hidden, |check| asked(&check.kind)) {
            return Verdict {
                diagnostic: last.ran.out_of_budget.then(|| Diagnostic::error("grade-out-of-steps", "")),
                ..verdict
            };
        }
    }
    passed(exercise)
}

/// The solution and the submission, played in one situation.
struct Replay<'a> {
    setup: lab::Setup,
    right: Session,
    ran: Session,
    hidden: Option<&'a str>,
}

fn ask(kind: &CheckKind, replay: &Replay, earlier: &[Replay], lines: &[String]) -> Judged {
    let Replay { right, ran, .. } = replay;
    match kind {
        CheckKind::ShellOutput { ignore, equals: None } => {
            // The same line has to print the right thing in every situation.
            let mut good: BTreeSet<usize> = printing(ran, &right.last_output(), *ignore);
            for other in earlier {
                let there = printing(&other.ran, &other.right.last_output(), *ignore);
                good.retain(|line| there.contains(line));
            }
            Judged::unless(!good.is_empty(), || difference(&right.last_output(), &ran.last_output()))
        }
        CheckKind::ShellOutput { ignore, equals: Some(wrong) } => {
            let wrong = split(wrong);
            // By chance an answer may print the same once: it has to in every situation.
            let known = earlier.iter().chain([replay]).all(|replay| {
                Session::play(&replay.setup, &wrong).is_ok_and(|wrong| {
                    normal(&wrong.last_output(), *ignore) == normal(&replay.ran.last_output(), *ignore)
                })
            });
            Judged::unless(!known, || difference(&right.last_output(), &ran.last_output()))
        }
        CheckKind::ShellState { paths, aspect, equals: None } => {
            let difference = state::difference(&right.nodes(paths), &ran.nodes(paths), *aspect);
            difference.map_or(Judged::Holds, Judged::Speaks)
        }
        CheckKind::ShellState { paths, aspect, equals: Some(wrong) } => {
            let wrong = split(wrong);
            let known = |replay: &Replay| {
                Session::play(&replay.setup, &wrong).is_ok_and(|wrong| {
                    state::difference(&wrong.nodes(paths), &replay.ran.nodes(paths), *aspect).is_none()
                })
            };
            match state::difference(&right.nodes(paths), &ran.nodes(paths), *aspect) {
                Some(args) if earlier.iter().chain([replay]).all(known) => Judged::Speaks(args),
                _ => Judged::Holds,
            }
        }
        CheckKind::ShellCwd => Judged::unless(right.cwd == ran.cwd, || {
            args([("expected", right.cwd.as_str().into()), ("actual", ran.cwd.as_str().into())])
        }),
        CheckKind::ShellStatus => {
            let status = |session: &Session| session.lines.last().map_or(0, |line| line.status);
            Judged::unless(status(right) == status(ran), || {
                args([("expected", i64::from(status(right)).into()), ("actual", i64::from(status(ran)).into())])
            })
        }
        CheckKind::ShellUses { what } => {
            let used = lines.iter().any(|line| uses::has(line, what));
            Judged::unless(used, || said(what, lines.last()))
        }
        CheckKind::ShellAvoids { what } => {
            let found = lines.iter().find(|line| uses::has(line, what));
            Judged::unless(found.is_none(), || said(what, found))
        }
        CheckKind::ShellError { contains } => {
            let message =
                ran.lines.iter().rev().find_map(|line| line.stderr.lines().find(|message| message.contains(contains)));
            Judged::unless(message.is_none(), || args([("message", message.unwrap_or_default().into())]))
        }
        _ => Judged::Holds,
    }
}

fn said(what: &str, line: Option<&String>) -> Args {
    let line = line.map_or(String::new(), |line| crate::text::shorten(line.trim()));
    args([("what", what.into()), ("line", line.into())])
}

/// The lines that print this.
fn printing(session: &Session, expected: &str, ignore: Ignore) -> BTreeSet<usize> {
    let expected = normal(expected, ignore);
    let prints = |line: &Line| normal(&line.stdout, ignore) == expected;
    session.lines.iter().enumerate().filter(|(_, line)| prints(line)).map(|(at, _)| at).collect()
}

/// A text without what does not matter.
fn normal(text: &str, ignore: Ignore) -> Vec<String> {
    let mut lines: Vec<String> = text
        .trim_end()
        .lines()
        .map(|line| match ignore {
            Ignore::Blanks => line.split_whitespace().collect::<Vec<_>>().join(" "),
            Ignore::Nothing | Ignore::Order => line.trim_end().to_owned(),
        })
        .collect();
    if ignore == Ignore::Order {
        lines.sort_unstable();
    }
    lines
}
