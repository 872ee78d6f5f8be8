//! Golf holes: a text, what it must become, and in how many keys it is known to be possible.
//!
//! A hole is a file of `content/golf`: lines `name: value`, then the text after `--- start`, then the goal after `--- goal`.

use base::Locale;
use serde::{Deserialize, Serialize};

include!(concat!(env!("OUT_DIR"), "/golf.rs"));

/// A golf hole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hole {
    /// Its id, for ever.
    pub id: String,
    /// What is to be done, in a few words.
    pub title: String,
    /// Keys of the known solution.
    pub par: u32,
    /// The known solution, in notation.
    pub solution: String,
    /// The text at first.
    pub start: String,
    /// The text to reach.
    pub goal: String,
}

/// All holes, in their order, with titles in this language.
pub fn holes(locale: Locale) -> Vec<Hole> {
    HOLES.iter().map(|(id, text)| read(id, text, locale)).collect()
}

fn read(id: &str, text: &str, locale: Locale) -> Hole {
    let mut hole = Hole { id: id.to_owned(), ..Hole::default() };
    let (head, texts) = text.split_once("--- start\n").unwrap_or((text, ""));
    let (start, goal) = texts.split_once("--- goal\n").unwrap_or((texts, ""));
    (hole.start, hole.goal) = (start.to_owned(), goal.to_owned());
    for line in head.lines() {
        match line.split_once(": ") {
            Some(("keys", keys)) => hole.solution = keys.to_owned(),
            Some((name, title)) if name == locale.tag() => title.clone_into(&mut hole.title),
            _ => {}
        }
    }
    hole.par = vim::Key::parse(&hole.solution).len() as u32;
    hole
}
