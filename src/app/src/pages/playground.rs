//! A bench without a lesson, for each engine.

use super::lesson::FreeBench;
use super::{use_title, vim};
use crate::route::Playground;
use crate::state::content::Unread;
use crate::state::course::{Fetched, use_chapter, use_index};
use crate::state::lab::Start;
use crate::words::use_words;
use course::model::{Engine, Setup, VimSetup};
use serde::Deserialize;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct PlaygroundProps {
    pub(crate) playground: Playground,
    /// A script that came with the address, in base 64.
    #[prop_or_default]
    pub(crate) shared: Option<String>,
}

/// The page of a free bench.
#[function_component]
pub(crate) fn PlaygroundPage(props: &PlaygroundProps) -> Html {
    let words = use_words();
    let index = use_index();
    let name = props.playground.name();
    let title = words.say(&format!("play-{name}"));
    use_title(title.clone(), &words);
    // The tables to play with are those of the last chapter that has any; SQL comes late in the course.
    let chapter = index.chapters.iter().rev().find(|chapter| {
        chapter.lessons.iter().flat_map(|lesson| &lesson.exercises).any(|exercise| exercise.engine == Engine::Sql)
    });
    let bundle = use_chapter(chapter.map(|chapter| chapter.bundle.as_str()));
    let datasets: Option<Vec<Unread>> = match (&bundle, chapter) {
        (Fetched::Here(bundle), _) => Some(bundle.datasets.clone()),
        (Fetched::Waiting, Some(_)) => None,
        _ => Some(Vec::new()),
    };
    let bench = datasets.map(|datasets| {
        let code = match &props.shared {
            // A damaged address says so where the script would stand.
            Some(shared) => script(shared).map_or_else(|| words.say("play-sql-damaged"), AttrValue::from),
            None if props.playground == Playground::Sql => words.say("play-sql-start"),
            None => AttrValue::default(),
        };
        let start = start(props.playground, datasets, &words.say("play-vim-text"));
        // What another's link brought does not take the place of one's own.
        let kept = props.shared.is_none().then_some(match props.playground {
            Playground::Sql => "play/sql",
            Playground::Shell => "play/shell",
            Playground::Vim => "play/vim",
        });
        html! { <FreeBench {start} {code} {kept} label={title.clone()} /> }
    });
    html! {
        <main class="playground" id="main">
            <div class="playground-head">
                <h1 tabindex="-1">{ &title }</h1>
                <p>{ words.say(&format!("play-{name}-what")) }</p>
                if props.playground == Playground::Vim { { vim::links(None, &words) } }
            </div>
            <div class="bench">{ bench.unwrap_or_else(|| html! { <p class="waiting">{ words.say("loading") }</p> }) }</div>
        </main>
    }
}

fn script(shared: &str) -> Option<String> {
    String::from_utf8(progress::base64::read(shared)?).ok()
}

/// What the page reads of a dataset.
#[derive(Deserialize)]
struct Dataset {
    id: String,
    tables: Vec<Table>,
}

#[derive(Deserialize)]
struct Table {
    name: String,
}

/// Every dataset of the chapter: as tables, or as files.
fn start(playground: Playground, datasets: Vec<Unread>, text: &str) -> Start {
    let known: Vec<Dataset> = datasets.iter().filter_map(Unread::read).collect();
    let (engine, setup) = match playground {
        Playground::Sql => {
            (Engine::Sql, Setup { datasets: known.into_iter().map(|dataset| dataset.id).collect(), ..Setup::default() })
        }
        Playground::Shell => {
            let file = |id: &str, table: &Table| (format!("~/{}.csv", table.name), format!("{id}.{}", table.name));
            let files = known.iter().flat_map(|dataset| dataset.tables.iter().map(|table| file(&dataset.id, table)));
            (Engine::Shell, Setup { csv: files.collect(), ..Setup::default() })
        }
        Playground::Vim => {
            let vim = VimSetup { name: "notes.txt".to_owned(), text: format!("{}\n", text.trim_end()), cursor: (1, 1) };
            (Engine::Vim, Setup { vim: Some(vim), ..Setup::default() })
        }
    };
    Start { engine, setup: Unread::of(&setup), datasets }
}
