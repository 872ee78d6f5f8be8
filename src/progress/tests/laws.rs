//! What must hold for every history: order does not matter, merging is a join, nothing is lost on the way to a file and back.

use base::Rng;
use progress::code::{self, CodeError, Known};
use progress::file::{self, FileError};
use progress::{Deed, Device, Event, Progress};

const SEEDS: u64 = 200;

fn history(seed: u64, length: usize) -> Vec<Event> {
    let mut rng = Rng::new(seed);
    (0..length)
        .map(|_| {
            let exercise = format!("exercise-{}", rng.below(5));
            let deed = match rng.below(9) {
                0 => Deed::Opened { lesson: format!("lesson-{}", rng.below(3)) },
                1 => Deed::Attempted { exercise, try_number: rng.below(9) as u32 + 1 },
                2 => Deed::Passed { exercise, points: rng.below(4) as u32 },
                3 => Deed::HintShown { exercise, rung: rng.below(3) as u8 + 1 },
                4 => Deed::SolutionShown { exercise },
                5 => Deed::Used { skill: exercise },
                6 => Deed::Drilled { skill: exercise, level: rng.below(5) as u8 },
                7 => Deed::Golfed { skill: exercise, strokes: rng.below(9) as u32, keys: format!("{}x", rng.below(9)) },
                _ => Deed::Drafted { exercise, work: format!("SELECT '{}é\n'", rng.below(100)) },
            };
            // Few different times, so that ties occur.
            Event { at: rng.below(6) * 86_400_000, device: Device(rng.below(3) as u32), deed }
        })
        .collect()
}

fn state(events: &[Event]) -> Progress {
    let mut progress = Progress::default();
    for event in events {
        progress.apply(event);
    }
    progress
}

fn merged(one: &Progress, other: &Progress) -> Progress {
    let mut merged = one.clone();
    merged.merge(other);
    merged
}

#[test]
fn merging_is_commutative_associative_and_idempotent() {
    for seed in 0..SEEDS {
        let [a, b, c] = [1, 2, 3].map(|part| state(&history(seed * 10 + part, 12)));
        assert_eq!(merged(&a, &b), merged(&b, &a), "seed {seed}");
        assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)), "seed {seed}");
        assert_eq!(merged(&a, &a), a, "seed {seed}");
        assert_eq!(merged(&a, &Progress::default()), a, "seed {seed}");
    }
}

#[test]
fn the_order_of_events_does_not_matter_nor_does_hearing_one_twice() {
    for seed in 0..SEEDS {
        let events = history(seed, 20);
        let mut other: Vec<Event> = events.iter().rev().cloned().collect();
        other.extend(events[..7].iter().cloned());
        assert_eq!(state(&events), state(&other), "seed {seed}");
        let (one, two) = events.split_at(9);
        assert_eq!(merged(&state(one), &state(two)), state(&events), "seed {seed}");
    }
}

#[test]
fn a_file_holds_everything() {
    for seed in 0..SEEDS {
        let progress = state(&history(seed, 25));
        let text = file::write(&progress);
        assert_eq!(file::read(&text), Ok(progress.clone()), "seed {seed}");
        assert_eq!(file::read(&text.replace('\n', "\r\n")), Ok(progress.clone()), "a mail's line ends");
        assert_eq!(file::read(&format!("\u{feff}{text}\n\n")), Ok(progress), "an editor's mark");
    }
}

#[test]
fn damage_is_noticed_and_named() {
    let text = file::write(&state(&history(1, 25)));
    for end in (0..text.len() - 1).filter(|end| text.is_char_boundary(*end)) {
        assert!(file::read(&text[..end]).is_err(), "cut at {end}");
    }
    let body = text.find('\n').unwrap() + 1;
    for at in (body..text.len() - 1).filter(|at| text.as_bytes()[*at].is_ascii_alphanumeric()) {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        let changed = String::from_utf8(bytes).unwrap();
        assert_eq!(file::read(&changed), Err(FileError::Damaged), "changed at {at}");
    }
    assert_eq!(file::read(""), Err(FileError::NotOurs));
    assert_eq!(file::read("id,name\n1,Ines"), Err(FileError::NotOurs));
    assert_eq!(file::read(r#"{"format":"other","version":1}"#), Err(FileError::NotOurs));
    let newer = text.replacen("\"version\":1", "\"version\":2", 1);
    assert_eq!(file::read(&newer), Err(FileError::TooNew(2)));
}

#[test]
fn a_code_keeps_the_marks() {
    let names: Vec<String> = (0..5).map(|n| format!("exercise-{n}")).collect();
    let known: Vec<Known> = names.iter().map(|id| Known { id, points: 2 }).collect();
    let lessons = ["lesson-0", "lesson-1", "lesson-2"];
    for seed in 0..SEEDS {
        let progress = state(&history(seed, 25));
        let code = code::write(&progress, 40 * 86_400_000);
        let back = code::read(&code, &lessons, &known).unwrap();
        assert_eq!(back.last_lesson(), progress.last_lesson());
        for (id, mark) in &progress.exercises {
            let read = back.exercises.get(id).cloned().unwrap_or_default();
            assert_eq!(read.passed.is_some(), mark.passed.is_some(), "seed {seed}: {id}");
            assert_eq!(read.solution.is_some(), mark.solution.is_some(), "seed {seed}: {id}");
            assert_eq!(read.hints, mark.hints, "seed {seed}: {id}");
            assert_eq!(read.tries(), mark.tries().min(7), "seed {seed}: {id}");
        }
        // What a code says can be merged again and again.
        let once = merged(&progress, &back);
        assert_eq!(merged(&once, &back), once);
    }
}

#[test]
fn a_whole_course_fits_an_lms() {
    let names: Vec<String> = (0..300).map(|n| format!("chapter-{}-exercise-{n}", n % 17)).collect();
    let mut progress = Progress::default();
    for name in &names {
        let deed = Deed::Passed { exercise: name.clone(), points: 1 };
        progress.apply(&Event { at: 1, device: Device(1), deed });
    }
    let code = code::write(&progress, 20_000 * 86_400_000);
    assert!(code.len() <= 2_048, "{}", code.len());
    let known: Vec<Known> = names.iter().map(|id| Known { id, points: 1 }).collect();
    assert_eq!(code::read(&code, &[], &known).unwrap().points(), 300);
    assert_eq!(code::collisions(&names.iter().map(String::as_str).collect::<Vec<_>>()), []);
}

#[test]
fn a_mistyped_code_is_refused() {
    let code = code::write(&state(&history(3, 30)), 86_400_000);
    let mut noticed = 0;
    for at in 3..code.len() {
        let mut letters: Vec<char> = code.chars().collect();
        letters[at] = if letters[at] == 'A' { 'B' } else { 'A' };
        let typed: String = letters.into_iter().collect();
        noticed += u32::from(code::read(&typed, &[], &[]).is_err());
    }
    // Two bytes of sum let one in 65,536 through; the unused bits of the last letter mean nothing.
    assert!(noticed as usize >= code.len() - 4, "{noticed} of {}", code.len() - 3);
    assert_eq!(code::read("hello", &[], &[]), Err(CodeError::NotOurs));
    assert_eq!(code::read("D1-", &[], &[]), Err(CodeError::Damaged));
    let mut rng = Rng::new(5);
    for _ in 0..2_000 {
        let noise: String = (0..rng.below(30)).map(|_| char::from(33 + rng.below(90) as u8)).collect();
        // Whatever is typed, there is an answer.
        let _ = code::read(&format!("D1-{noise}"), &["a"], &[]);
    }
}
