//! Every id that the engine can emit has words in both languages.

use base::Rng;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use vim::{Editor, Event};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The ids that a catalogue has words for.
fn catalogue(language: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(format!("content/ui/vim.{language}.ftl"))).expect("the words are there");
    text.lines().filter_map(|line| line.split_once(" =")).map(|(id, _)| id.to_owned()).collect()
}

/// Ids in string literals of shipped code: `"E486"`, `"vim-written"`, `"E54: …"`.
fn literals(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("the sources are there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            literals(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        let shipped = text.split("#[cfg(test)]").next().unwrap_or("");
        for literal in shipped
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .flat_map(|line| line.split('"').skip(1).step_by(2))
        {
            let id = literal.split(':').next().unwrap_or("");
            let number =
                id.strip_prefix('E').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
            // What ends in a dash is the start of an id that is put together.
            if number || (id.starts_with("vim-") && !id.ends_with('-') && !id.contains(['{', ' '])) {
                found.insert(if number { format!("vim-{id}") } else { id.to_owned() });
            }
        }
    }
}

/// Ids of explanations and next keys, by typing everything short, and much that is long.
fn typed(found: &mut BTreeSet<String>) {
    let mut note = |keys: &str, look: bool| {
        let mut editor = Editor::new(["one (two) \"three\"", "", "four. Five"]);
        editor.feed_notation(keys);
        if let Some(explanation) = editor.last_explanation() {
            found.extend(explanation.parts.into_iter().map(|part| part.id));
        }
        if look {
            found.extend(editor.next_keys().into_iter().map(|next| next.id));
        }
        if let Some(advice) = editor.advice() {
            found.insert(advice.id);
        }
    };
    let keys: Vec<String> = (1..127_u8).map(|byte| vim::Key(char::from(byte)).to_string()).collect();
    for start in [
        "", "v", "V", "<C-v>", "i", ":", "g", "z", "d", "dv", "dV", "d<C-v>", "vg", "vz", "[", "]", "<C-w>", "<C-w>g",
        "2d3", "\"a", "dg", "di", "da", "vi",
    ] {
        note(start, true);
        for one in &keys {
            note(&format!("{start}{one}"), true);
            for two in ["a", "j", "w", "(", "z", "<CR>", "g"] {
                note(&format!("{start}{one}{two}"), false);
            }
        }
    }
    for operator in ["d", "c", "y", "<lt>", ">", "=", "!", "gu", "gU", "g~", "g?", "gq", "gw", "zf", "g@"] {
        for one in &keys {
            note(&format!("{operator}{one}"), false);
        }
        note(&format!("{operator}{operator}"), true);
    }
    for keys in ["xxx", "$a", "^i", "li", "d$", "ddO", "dwi", "jjj", "dwdwdw", "/two<CR>", "?two<CR>", "d/two<CR>"] {
        note(keys, true);
    }
    // Ex commands are named as they are typed in full.
    let table = fs::read_to_string(root().join("src/vim/src/ex/table.rs")).expect("the table is there");
    for name in table.lines().filter_map(|line| line.trim().strip_prefix("spec(\"")?.split('"').next()) {
        for line in
            [format!("{name}!"), format!("1,2{name}"), format!("%{name} x"), format!("'<lt>,'>{name}/a/b/&cegiInp#lr")]
        {
            note(&format!(":{line}<CR>"), false);
        }
    }
    for keys in ["<Left>", "<Right>", "d<Left>", "d<Right>", "0", "d0", ":s/o/x/c<CR>"] {
        note(keys, true);
    }
    note(":2<CR>", false);
    note(":nonsense<CR>", false);
}

/// Messages that come up when keys are typed at random.
fn messages(found: &mut BTreeSet<String>) {
    let mut rng = Rng::new(5);
    let keys: Vec<char> = "hjklwbdcyxpuqa@.:/?n*%'`mgzvVJrRiA\x1b\r\x1b\r123 \"".chars().collect();
    for _ in 0..200 {
        let mut editor = Editor::new(["one two", "three", ""]);
        for _ in 0..100 {
            let outcome = editor.step(vim::Key(keys[rng.below(keys.len() as u64) as usize]));
            for event in outcome.events {
                if let Event::Message { id, .. } = event {
                    found.insert(if id.starts_with('E') { format!("vim-{id}") } else { id });
                }
            }
        }
    }
}

#[test]
fn every_id_has_words_in_both_languages() {
    let mut found = BTreeSet::new();
    literals(&root().join("src/vim/src"), &mut found);
    literals(&root().join("src/pattern/src"), &mut found);
    typed(&mut found);
    messages(&mut found);
    for language in ["fr", "en"] {
        let known = catalogue(language);
        let missing: Vec<&String> = found.difference(&known).collect();
        assert!(missing.is_empty(), "vim.{language}.ftl has no words for {}: {missing:#?}", missing.len());
    }
    assert_eq!(catalogue("fr"), catalogue("en"));
}

/// Every command of every recorded case has an explanation, with words in both languages.
#[test]
fn every_completed_command_is_explained() {
    let known: Vec<BTreeSet<String>> = ["fr", "en"].map(catalogue).into();
    let mut wrong = BTreeSet::new();
    let mut count = 0;
    let folder = root().join("tests/spec/vim");
    let files = fs::read_dir(folder).expect("the cases are there").flatten().map(|entry| entry.path());
    for path in files.filter(|path| path.extension().is_some_and(|extension| extension == "jsonl")) {
        for line in fs::read_to_string(&path).expect("a case file can be read").lines() {
            let case: vim::batch::Case = serde_json::from_str(line).expect("a case is JSON");
            let mut editor = Editor::new(case.lines.iter().cloned());
            editor.set_cursor(case.cursor.0, case.cursor.1);
            let mut completed = 0;
            for key in vim::Key::raw(&case.keys) {
                editor.step(key);
                if editor.commands_completed() == completed {
                    continue;
                }
                completed = editor.commands_completed();
                count += 1;
                let explanation = editor.last_explanation();
                let said = explanation.as_ref().is_some_and(|explanation| {
                    let ids = || explanation.parts.iter().map(|part| &part.id);
                    !explanation.parts.is_empty()
                        && !explanation.keys.is_empty()
                        && ids().all(|id| known.iter().all(|known| known.contains(id)))
                });
                if !said {
                    wrong.insert(format!("{:?} {explanation:?}", case.keys));
                }
            }
        }
    }
    assert!(count > 10_000, "only {count} commands");
    assert!(wrong.is_empty(), "{} of {count}: {wrong:#?}", wrong.len());
}
