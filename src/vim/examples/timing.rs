//! Times keys natively, beside what `cargo xtask bench vim` measures in wasm: a file, then keys in notation, each on the file
//! anew; a line of milliseconds for each, and the sum of the text's bytes that it leaves.

use std::time::Instant;
use vim::{Editor, Key};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let text = std::fs::read_to_string(arguments.next().ok_or("usage: timing FILE KEYS…")?)?;
    for keys in arguments {
        let mut editor = Editor::new(text.lines());
        let keys = Key::parse(&keys);
        let start = Instant::now();
        for key in keys {
            editor.step(key);
        }
        editor.view();
        println!("{:.3} {}", start.elapsed().as_secs_f64() * 1000.0, editor.text().len());
    }
    Ok(())
}
