//! The examples of the man pages: what stands after `$ ` is typed, what follows is printed.

use base::Budget;
use shell::{Machine, Script};
use std::fmt::Write;
use std::path::Path;

/// The typed lines of a page with what they print.
fn examples(page: &str) -> Vec<(String, String)> {
    let mut list: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let (true, Some(typed)) = (inside, line.strip_prefix("$ ")) {
            list.push((typed.to_owned(), String::new()));
        } else if let (true, Some((_, printed))) = (inside, list.last_mut()) {
            printed.push_str(line);
            printed.push('\n');
        }
    }
    list
}

#[test]
fn examples_print_what_they_say() {
    let mut report = String::new();
    for language in ["en", "fr"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("man").join(language);
        let mut pages: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
        pages.sort();
        for path in pages {
            let examples = examples(&std::fs::read_to_string(&path).unwrap());
            let typed: String = examples.iter().map(|(typed, _)| format!("{typed}\n")).collect();
            let printed: String = examples.iter().map(|(_, printed)| printed.as_str()).collect();
            // Both streams as a terminal shows them.
            let done =
                Machine::default().run_script(&Script::new(format!("exec 2>&1\n{typed}")), &Budget::new(200_000_000));
            let shown = String::from_utf8_lossy(&done.stdout);
            if shown.trim_end() != printed.trim_end() {
                let _ = writeln!(report, "== {}\n{typed}-- wanted\n{printed}-- got\n{shown}", path.display());
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}
