//! The scripts that were run, newest first, kept in the browser.

use crate::platform::store;

const KEY: &str = "datelier.sql.history";
/// Scripts kept.
const MOST: usize = 30;
/// Longer ones (bytes) are not kept.
const LONGEST: usize = 4_000;

/// What was run earlier, newest first.
pub(super) fn read() -> Vec<String> {
    store::get(KEY).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Remembers a script; one that was run before comes to the front. Gives what is remembered now.
pub(super) fn remember(script: &str) -> Vec<String> {
    let script = script.trim();
    if script.is_empty() || script.len() > LONGEST {
        return read();
    }
    let scripts = with(read(), script);
    // What cannot be kept for good is kept in memory, and that is enough here.
    let _ = store::set(KEY, &serde_json::to_string(&scripts).unwrap_or_default());
    scripts
}

fn with(mut scripts: Vec<String>, script: &str) -> Vec<String> {
    scripts.retain(|known| known != script);
    scripts.insert(0, script.to_owned());
    scripts.truncate(MOST);
    scripts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_first_each_once() {
        let scripts = ["a", "b", "a", "c"].into_iter().fold(Vec::new(), with);
        assert_eq!(scripts, ["c", "a", "b"]);
        assert_eq!((0..99).fold(Vec::new(), |all, n| with(all, &n.to_string())).len(), MOST);
    }
}
