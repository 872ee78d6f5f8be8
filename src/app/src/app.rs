//! The frame around every page: header, notices, keyboard help, footer; and which page an address leads to.

use crate::pages::{help, home, lesson, not_found, playground, settings as settings_page, vim};
use crate::platform::location::{self, follow};
use crate::platform::{focus, page};
use crate::route::{Page, Playground, Route};
use crate::state::course::{Fetched, IndexHandle, use_everything_at_hand, use_index_file};
use crate::state::notices::Notices;
use crate::state::progress::{Learner, use_keeping};
use crate::state::settings::{self, Settings, SettingsHandle};
use crate::widgets::icon::{Shape, brand, icon};
use crate::widgets::switches::{ThemeSwitch, language_switch};
use crate::widgets::toasts::Toasts;
use crate::words::Words;
use yew::prelude::*;

/// The whole app.
#[function_component]
pub(crate) fn App() -> Html {
    let route = use_state_eq(|| Route::parse(&location::hash(), settings::locale()));
    let chosen = use_reducer_eq(Settings::load);
    let learner = use_reducer_eq(Learner::load);
    let notices = use_reducer_eq(Notices::default);
    let help_open = use_state_eq(|| false);
    let index = use_index_file();
    use_keeping(&learner);
    use_everything_at_hand(&index);
    {
        let route = route.clone();
        use_effect_with((), move |()| {
            let listening = follow(move |hash| route.set(Route::parse(&hash, settings::locale())));
            move || drop(listening)
        });
    }
    use_effect_with((*chosen).clone(), Settings::put_into_effect);
    use_effect_with(route.locale, |locale| settings::keep_locale(*locale));
    use_focus_on_arrival(&route);
    use_help_key(&chosen, &help_open);

    let words = use_memo(route.locale, |locale| Words::new(*locale));
    let body = match &index {
        Fetched::Here(index) => html! {
            <ContextProvider<IndexHandle> context={index.clone()}>{ shown(&route) }</ContextProvider<IndexHandle>>
        },
        Fetched::Waiting => {
            html! { <main class="page waiting" aria-busy="true"><p>{ words.say("loading") }</p></main> }
        }
        Fetched::Failed(why) => html! {
            <main class="page"><h1>{ words.say("course-missing") }</h1><p>{ words.say("course-missing-fix") }</p><pre>{ why }</pre></main>
        },
    };
    let close_help = {
        let help_open = help_open.clone();
        Callback::from(move |()| help_open.set(false))
    };
    let open_help = {
        let help_open = help_open.clone();
        Callback::from(move |_: MouseEvent| help_open.set(true))
    };
    html! {
        <ContextProvider<Words> context={(*words).clone()}>
        <ContextProvider<SettingsHandle> context={chosen}>
        <ContextProvider<UseReducerHandle<Learner>> context={learner}>
        <ContextProvider<UseReducerHandle<Notices>> context={notices}>
            <a class="skip visually-hidden" href="#main">{ words.say("skip") }</a>
            { header(&route, &words, open_help) }
            { body }
            <Toasts />
            if *help_open { { help::keys_dialog(&words, close_help) } }
        </ContextProvider<UseReducerHandle<Notices>>>
        </ContextProvider<UseReducerHandle<Learner>>>
        </ContextProvider<SettingsHandle>>
        </ContextProvider<Words>>
    }
}

fn shown(route: &Route) -> Html {
    match &route.page {
        Page::Home => html! { <home::Home /> },
        Page::Lesson { lesson, exercise } => {
            html! { <lesson::LessonPage key={lesson.clone()} lesson={lesson.clone()} exercise={exercise.clone()} /> }
        }
        Page::Play(playground) => {
            html! { <playground::PlaygroundPage key={playground.name()} playground={*playground} /> }
        }
        Page::Shared(script) => {
            html! { <playground::PlaygroundPage key={script.clone()} playground={Playground::Sql} shared={script.clone()} /> }
        }
        Page::Vim(page) => html! { <vim::VimWorkshop key={page.name()} page={*page} /> },
        Page::Settings => html! { <settings_page::SettingsPage route={route.clone()} /> },
        Page::Help => html! { <help::HelpPage /> },
        Page::Unknown(_) => html! { <not_found::NotFound /> },
    }
}

fn header(route: &Route, words: &Words, open_help: Callback<MouseEvent>) -> Html {
    let to = |page: Page| Route { locale: route.locale, page }.to_string();
    let current = |page: &Page| (route.page == *page).then_some("page");
    let playground = |playground: Playground| {
        let page = Page::Play(playground);
        html! {
            <a href={to(page.clone())} aria-current={current(&page)}>{ words.say(&format!("play-{}", playground.name())) }</a>
        }
    };
    html! {
        <header class="bar">
            <a class="brand" href={to(Page::Home)} aria-current={current(&Page::Home)}>{ brand() }{ "Datelier" }</a>
            <nav class="bar-nav" aria-label={words.say("playgrounds")}>{ for Playground::ALL.into_iter().map(playground) }</nav>
            <div class="bar-tools">
                { language_switch(route) }
                <ThemeSwitch />
                <button type="button" class="button button-quiet button-icon button-small" aria-label={words.say("keys-open")}
                    title={words.say("keys-open")} onclick={open_help}>{ icon(Shape::Question) }</button>
                <a class="button button-quiet button-icon button-small" href={to(Page::Settings)} aria-label={words.say("settings")}
                    title={words.say("settings")} aria-current={current(&Page::Settings)}>{ icon(Shape::Gear) }</a>
            </div>
        </header>
    }
}

/// A new page is read from its heading; the first one, which the browser announces itself, is left alone.
#[hook]
fn use_focus_on_arrival(route: &Route) {
    let before = use_mut_ref(|| None::<Page>);
    use_effect_with(route.page.clone(), move |page| {
        let arrived = before.borrow_mut().replace(page.clone());
        let same_lesson = match (&arrived, page) {
            (Some(Page::Lesson { lesson: before, .. }), Page::Lesson { lesson, .. }) => before == lesson,
            _ => false,
        };
        if arrived.is_some() && !same_lesson {
            focus::top();
            focus::on_first("main h1");
        }
    });
}

/// `?` opens the list of keys, unless the reader types or has switched such keys off.
#[hook]
fn use_help_key(settings: &SettingsHandle, open: &UseStateHandle<bool>) {
    let open = open.clone();
    use_effect_with(settings.shortcuts, move |shortcuts| {
        let listening = shortcuts.then(|| {
            page::on_key(move |event| {
                let wanted = event.key() == "?" && !event.ctrl_key() && !event.meta_key() && !focus::is_typing();
                if wanted {
                    open.set(true);
                }
                wanted
            })
        });
        move || drop(listening)
    });
}
