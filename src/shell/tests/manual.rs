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

#[test]
fn every_command_has_a_page_and_help() {
    let mut report = String::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("man");
    let page = |language: &str, name: &str| std::fs::read_to_string(root.join(language).join(format!("{name}.md")));
    for command in shell::registry::all() {
        let name = command.name;
        let mut machine = Machine::default();
        for language in ["en", "fr"] {
            match page(language, name) {
                Ok(text) => machine.mount_manual([(language, name, text.as_str())]),
                Err(_) => {
                    let _ = writeln!(report, "{name}: no page in {language}");
                }
            }
        }
        // For `test` it is a text that is not empty.
        if name == "test" {
            continue;
        }
        let done = machine.run_script(&Script::program(&[name, "--help"]), &Budget::new(10_000_000));
        if done.exit != 0 || done.stdout.is_empty() {
            let _ = writeln!(report, "{name}: --help gives {} {:?}", done.exit, String::from_utf8_lossy(&done.stderr));
        }
    }
    assert!(report.is_empty(), "{report}");
}
