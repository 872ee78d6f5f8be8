//! Types random keys for as long as is wished and reports what breaks: a panic, a key that takes seconds, keys that do not
//! replay alike, a text that undoing everything does not give back, a snapshot that goes on otherwise.
//!
//! `cargo run --profile drive -p vim --example random_keys -- SEED KEYS [FILE]` (build with overflow checks and debug
//! assertions, see `tests/oracles/vim/README.md`). Each failure is printed with the keys that make it, in vim's notation; FILE
//! holds those of the session that is being played, for a process that is killed.

#[path = "../tests/random/mod.rs"]
mod random;

use base::Rng;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};
use vim::{Key, notation};

/// A session of keys that takes longer is called a hang.
const LIMIT: Duration = Duration::from_secs(10);

fn main() {
    let mut arguments = std::env::args().skip(1);
    let seed: u64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(1);
    let wanted: u64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    let current = arguments.next();
    std::panic::set_hook(Box::new(|panic| {
        println!("panic at {}", panic.location().map(ToString::to_string).unwrap_or_default());
    }));
    let mut rng = Rng::new(seed);
    let (mut typed, mut sessions, mut failures) = (0, 0_u64, 0);
    while typed < wanted {
        let count = match rng.below(10) {
            0 => rng.below(1500) + 1,
            _ => rng.below(150) + 1,
        };
        let keys = random::session(&mut rng, count);
        typed += keys.len() as u64;
        sessions += 1;
        if let Some(file) = &current {
            std::fs::write(file, notation(&keys)).expect("the file can be written");
        }
        let start = Instant::now();
        let mut check = |what: &str, run: &dyn Fn(&[Key])| {
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| run(&keys))) {
                failures += 1;
                let why = panic.downcast_ref::<String>().cloned();
                let why = why.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default();
                println!("{what}: {}\n  {}", why.replace('\n', " "), notation(&keys));
            }
        };
        match sessions % 6 {
            0 => check("replay", &|keys| random::replays_alike(keys, &random::play(keys))),
            1 => check("undo", &random::undo_restores),
            2 => check("snapshot", &random::snapshot_goes_on),
            _ => check("keys", &|keys| drop(random::play(keys))),
        }
        if start.elapsed() > LIMIT {
            failures += 1;
            println!("slow: {:.1} s\n  {}", start.elapsed().as_secs_f64(), notation(&keys));
        }
        if sessions.is_multiple_of(20_000) {
            println!("{typed} keys in {sessions} sessions, {failures} failures");
        }
    }
    println!("{typed} keys in {sessions} sessions from seed {seed}: {failures} failures");
    std::process::exit(i32::from(failures > 0));
}
