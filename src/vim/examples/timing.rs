//! Times keys: `cargo xtask bench vim` runs this natively and as wasm. Cases are JSON Lines in the file named; of each, the
//! milliseconds of one round (keys and the view after each), median and slowest, go to standard output.

use serde::Deserialize;
use std::error::Error;
use std::fs;
use std::time::Instant;
use vim::{Editor, Key};

/// What is timed.
#[derive(Deserialize)]
struct Case {
    /// The text's file.
    file: String,
    /// Typed first, not timed.
    #[serde(default)]
    setup: String,
    /// Rounds of keys in turn, each timed: all keys, then one view.
    rounds: Vec<String>,
    /// How often they are played in the same editor.
    #[serde(default = "once")]
    times: usize,
    /// How often in an editor anew.
    #[serde(default = "once")]
    anew: usize,
    /// Where the text goes that is left.
    out: Option<String>,
}

const fn once() -> usize {
    1
}

fn main() -> Result<(), Box<dyn Error>> {
    let cases = fs::read_to_string(std::env::args().nth(1).ok_or("usage: timing CASES")?)?;
    for case in cases.lines() {
        let case: Case = serde_json::from_str(case)?;
        let text = fs::read_to_string(&case.file)?;
        let mut times = Vec::new();
        let mut left = String::new();
        for _ in 0..case.anew {
            let mut editor = Editor::new(text.lines());
            editor.feed_keys(&Key::parse(&case.setup));
            let rounds: Vec<Vec<Key>> = case.rounds.iter().map(|keys| Key::parse(keys)).collect();
            for round in rounds.iter().cycle().take(rounds.len() * case.times) {
                let start = Instant::now();
                editor.feed_keys(round);
                editor.view();
                times.push(start.elapsed().as_secs_f64() * 1000.0);
            }
            left = editor.text();
        }
        if let Some(out) = &case.out {
            fs::write(out, left)?;
        }
        times.sort_by(f64::total_cmp);
        println!("{:.4} {:.4}", times[times.len() / 2], times.last().copied().unwrap_or_default());
    }
    Ok(())
}
