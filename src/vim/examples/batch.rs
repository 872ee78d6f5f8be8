//! Plays recorded cases: JSON Lines from the file named, results to standard output.

use std::io::{BufRead, BufReader, BufWriter, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: batch CASES")?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let case: vim::batch::Case = serde_json::from_str(&line?)?;
        serde_json::to_writer(&mut out, &vim::batch::run_case(&case))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
