//! Finding a text in what a terminal has shown.

use super::desk::Shared;
use super::transcript::{Row, Transcript};
use crate::platform::page;
use crate::widgets::icon::{Shape, icon};
use crate::words::{Words, letters};
use yew::prelude::*;

/// Places that are counted and marked.
const MOST: usize = 5_000;

/// Where the text stands: a row's number, and a place in it in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) row: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The one looked at.
    pub(super) here: bool,
}

/// A search under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Find {
    query: String,
    pub(super) hits: Vec<Hit>,
}

impl Find {
    /// Searches anew, from the newest line back; keeps the place looked at where it is still one.
    pub(super) fn search(&mut self, transcript: &Transcript, query: Option<String>) {
        let here = self.hits.iter().find(|hit| hit.here).map(|hit| (hit.row, hit.start));
        if let Some(query) = query {
            self.query = query;
        }
        let wanted: Vec<char> = self.query.chars().map(letters::lower).collect();
        self.hits.clear();
        if wanted.is_empty() {
            return;
        }
        for row in transcript.chunks().iter().flat_map(|chunk| chunk.iter()) {
            find_in(row, &wanted, &mut self.hits);
            if self.hits.len() >= MOST {
                break;
            }
        }
        let at = self.hits.iter().position(|hit| Some((hit.row, hit.start)) == here);
        let newest = self.hits.len().wrapping_sub(1);
        if let Some(hit) = self.hits.get_mut(at.unwrap_or(newest)) {
            hit.here = true;
        }
    }

    /// On to another place: the next older one, or newer one.
    fn step(&mut self, older: bool) {
        let count = self.hits.len();
        if let Some(at) = self.hits.iter().position(|hit| hit.here) {
            self.hits[at].here = false;
            self.hits[(at + if older { count - 1 } else { 1 }) % count].here = true;
        }
    }

    /// The places in these rows.
    pub(super) fn within(&self, rows: &[Row]) -> Vec<Hit> {
        let first = rows.first().map_or(0, |row| row.number);
        self.hits.iter().filter(|hit| hit.row >= first && hit.row < first + rows.len()).copied().collect()
    }
}

fn find_in(row: &Row, wanted: &[char], hits: &mut Vec<Hit>) {
    let text: Vec<char> = row.runs.iter().flat_map(|run| run.text.chars()).map(letters::lower).collect();
    let mut at = 0;
    while at + wanted.len() <= text.len() {
        if text[at..].starts_with(wanted) {
            hits.push(Hit { row: row.number, start: at, end: at + wanted.len(), here: false });
            at += wanted.len();
        } else {
            at += 1;
        }
    }
}

impl Shared {
    /// Opens the search, or closes it.
    pub(super) fn turn_find(&self) {
        let open = self.0.find.borrow().is_none();
        self.0.find.replace(open.then(Find::default));
        self.draw();
        if !open {
            self.focus(self.0.active.get());
        }
    }

    fn search(&self, query: Option<String>, step: Option<bool>) {
        if let Some(find) = &mut *self.0.find.borrow_mut() {
            match step {
                Some(older) => find.step(older),
                None => find.search(&self.pane(self.0.active.get()).session.borrow().transcript, query),
            }
        }
        self.draw();
    }
}

/// The field, what it found, and the way through it.
pub(super) fn find_bar(shared: &Shared, words: &Words) -> Html {
    let find = shared.0.find.borrow();
    let Some(find) = &*find else { return Html::default() };
    let all = find.hits.len();
    let at = find.hits.iter().position(|hit| hit.here).map_or(0, |at| at + 1);
    let oninput = {
        let shared = shared.clone();
        move |event: InputEvent| shared.search(Some(page::typed(&event)), None)
    };
    let go = |older: bool| {
        let shared = shared.clone();
        move |_: MouseEvent| shared.search(None, Some(older))
    };
    let close = {
        let shared = shared.clone();
        move |_: MouseEvent| shared.turn_find()
    };
    let onkeydown = {
        let shared = shared.clone();
        move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => shared.search(None, Some(!event.shift_key())),
            "Escape" => shared.turn_find(),
            _ => {}
        }
    };
    html! {
        <div class="terminal-find" role="search">
            <input id="terminal-find" type="search" aria-label={words.say("terminal-find-label")} {oninput} {onkeydown} autocomplete="off" spellcheck="false" />
            <span role="status">{ words.with("terminal-found", &[("at", at.into()), ("count", all.into())]) }</span>
            { tool(words, "terminal-find-older", Shape::Up, go(true)) }
            { tool(words, "terminal-find-newer", Shape::Down, go(false)) }
            { tool(words, "close", Shape::Cross, close) }
        </div>
    }
}

/// A button with a drawing only.
pub(super) fn tool(words: &Words, name: &str, shape: Shape, onclick: impl Fn(MouseEvent) + 'static) -> Html {
    let name = words.say(name);
    html! { <button type="button" class="terminal-tool" aria-label={name.clone()} title={name} {onclick}>{ icon(shape) }</button> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_once() {
        let mut transcript = Transcript::default();
        transcript.write("Été à l'été\nnothing\n\x1b[1mé\x1b[0mté\n");
        let mut find = Find::default();
        find.search(&transcript, Some("ÉTÉ".into()));
        let places: Vec<(usize, usize)> = find.hits.iter().map(|hit| (hit.row, hit.start)).collect();
        assert_eq!(places, [(0, 0), (0, 8), (2, 0)]);
        assert!(find.hits[2].here);
        find.step(false);
        assert!(find.hits[0].here);
        find.search(&transcript, Some(String::new()));
        assert_eq!(find.hits, []);
    }
}
