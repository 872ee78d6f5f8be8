//! Every option that the real tool's `--help` names is either known here or refused by its name: none is a stranger.

use base::Budget;
use shell::{Machine, Script};

/// What is said of an option that nobody knows.
const STRANGER: [&str; 8] = [
    "unrecognized option",
    "invalid option",
    "unknown option",
    "Unknown option",
    "unknown predicate",
    "bad usage",
    "illegal option",
    "no such option",
];

#[test]
fn every_option_of_the_real_tools_is_known_or_refused_by_name() {
    let mut wrong = Vec::new();
    let lines = include_str!("options.txt").lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let mut words = line.split(' ');
        let command = words.next().unwrap_or_default();
        for word in words {
            let (option, listed) = word.strip_prefix('!').map_or((word, false), |option| (option, true));
            let script = Script::new(format!("timeout 3 {command} {option} </dev/null 2>&1 | head -c 3000"));
            let done = Machine::default().run_script(&script, &Budget::new(5_000_000));
            let said = String::from_utf8_lossy(&done.stdout).into_owned();
            let stranger = STRANGER.iter().any(|words| said.contains(words));
            match (stranger, listed) {
                (true, false) => wrong.push(format!("{command} {option}: {}", said.lines().next().unwrap_or_default())),
                (false, true) => wrong.push(format!("{command} {option} is known now: take it off the list")),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{} options:\n{}", wrong.len(), wrong.join("\n"));
}
