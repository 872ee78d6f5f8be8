//! Answers cases from standard input, one a line (syntax, flags, pattern, haystack between tabs), so that the engine
//! can be held against the real tools.

#[path = "../tests/asking/mod.rs"]
mod asking;

use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let fields: Vec<&str> = line.split('\t').collect();
        let [syntax, flags, pattern, text, ..] = fields[..] else { continue };
        let answer = asking::answer(syntax, flags, &asking::unescape(pattern), &asking::unescape(text));
        writeln!(out, "{answer}")?;
    }
    Ok(())
}
