//! The vim workshop's own pages: cheat sheet, golf, drill. What they show is data of the lab.

mod cheatsheet;
mod drill;
mod golf;

use super::use_title;
use crate::route::{Page, Playground, Route, VimPage};
use crate::state::content::Unread;
use crate::state::lab::{Lab, Start};
use crate::words::{Words, use_words};
use course::model::{Engine, Setup, VimSetup};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct VimPageProps {
    pub(crate) page: VimPage,
}

/// A page of the workshop.
#[function_component]
pub(crate) fn VimWorkshop(props: &VimPageProps) -> Html {
    let words = use_words();
    let title = words.say(&format!("vim-page-{}", props.page.name()));
    use_title(title.clone(), &words);
    html! {
        <main class="page" id="main">
            { links(Some(props.page), &words) }
            <h1 tabindex="-1">{ title }</h1>
            { match props.page {
                VimPage::Cheatsheet => html! { <cheatsheet::Cheatsheet /> },
                VimPage::Golf => html! { <golf::Golf /> },
                VimPage::Drill => html! { <drill::DrillRoom /> },
            } }
        </main>
    }
}

/// Links between the pages of the workshop; none is current on the free bench.
pub(crate) fn links(here: Option<VimPage>, words: &Words) -> Html {
    let link = |page: Page, message: &str, current: bool| {
        let address = Route { locale: words.locale(), page }.to_string();
        html! { <a href={address} aria-current={current.then_some("page")}>{ words.say(message) }</a> }
    };
    html! {
        <nav class="vim-pages" aria-label={words.say("vim-pages")}>
            { link(Page::Play(Playground::Vim), "vim-page-play", here.is_none()) }
            { for VimPage::ALL.into_iter().map(|page| link(Page::Vim(page), &format!("vim-page-{}", page.name()), here == Some(page))) }
        </nav>
    }
}

/// A lab with this text in its editor, which lives as long as the component or until the key changes.
#[hook]
fn use_vim_lab(key: (usize, u32), text: &str) -> Lab {
    let lab = use_memo(key, |_| {
        let vim = VimSetup { name: "notes.txt".to_owned(), text: text.to_owned(), cursor: (1, 1) };
        let setup = Setup { vim: Some(vim), ..Setup::default() };
        Lab::open(Start { engine: Engine::Vim, setup: Unread::of(&setup), datasets: Vec::new() }, None, None)
    });
    use_effect_with((*lab).clone(), |lab| {
        let lab = lab.clone();
        move || lab.close()
    });
    (*lab).clone()
}
