//! Language, theme, keys; the progress as a file, as a code, and forgotten.

use super::use_title;
use crate::platform::location;
use crate::platform::{clipboard, clock, files, spawn};
use crate::route::Route;
use crate::state::course::use_index;
use crate::state::keep;
use crate::state::notices::use_notify;
use crate::state::progress::{Action, use_learner};
use crate::state::settings::{Choice as Chosen, Theme, use_settings};
use crate::widgets::choice::choice;
use crate::widgets::dialog::Dialog;
use crate::words::{Words, use_words};
use base::Locale;
use progress::code::{self, CodeError, Known};
use progress::file::{self, FileError};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct SettingsProps {
    pub(crate) route: Route,
}

/// The settings.
#[function_component]
pub(crate) fn SettingsPage(props: &SettingsProps) -> Html {
    let words = use_words();
    let settings = use_settings();
    use_title(words.say("settings"), &words);
    let on_language = {
        let route = props.route.clone();
        Callback::from(move |index: usize| location::go(&route.in_language(Locale::ALL[index]).to_string()))
    };
    let on_theme = {
        let settings = settings.clone();
        Callback::from(move |index: usize| settings.dispatch(Chosen::Theme(Theme::ALL[index])))
    };
    let on_shortcuts = {
        let settings = settings.clone();
        Callback::from(move |index: usize| settings.dispatch(Chosen::Shortcuts(index == 0)))
    };
    let on_layout = {
        let settings = settings.clone();
        Callback::from(move |index: usize| settings.dispatch(Chosen::Layout(index as u8)))
    };
    let on_vi = {
        let settings = settings.clone();
        Callback::from(move |index: usize| settings.dispatch(Chosen::Vi(index == 0)))
    };
    let layouts = ["qwerty", "azerty", "bepo", "qwertz"].map(|name| words.say(&format!("vim-layout-{name}")));
    let position = |found: Option<usize>| found.unwrap_or(0);
    html! {
        <main class="page page-narrow" id="main">
            <h1>{ words.say("settings") }</h1>
            <div class="settings">
                <section>
                    <h2>{ words.say("settings-language") }</h2>
                    <div class="row">
                        { choice(words.say("settings-language"), "language", &Locale::ALL.map(|locale| words.say(&format!("language-{}", locale.tag()))),
                            position(Locale::ALL.iter().position(|one| *one == words.locale())), &on_language) }
                    </div>
                </section>
                <section>
                    <h2>{ words.say("settings-theme") }</h2>
                    <div class="row">
                        { choice(words.say("settings-theme"), "theme", &Theme::ALL.map(|theme| words.say(&format!("theme-{}", theme.name()))),
                            position(Theme::ALL.iter().position(|one| *one == settings.theme)), &on_theme) }
                    </div>
                </section>
                <section>
                    <h2>{ words.say("settings-keys") }</h2>
                    <p>{ words.say("settings-keys-why") }</p>
                    <div class="row">
                        { choice(words.say("settings-keys"), "keys", &[words.say("on"), words.say("off")],
                            usize::from(!settings.shortcuts), &on_shortcuts) }
                    </div>
                </section>
                <section>
                    <h2>{ words.say("sql-vi") }</h2>
                    <p>{ words.say("sql-vi-why") }</p>
                    <div class="row">
                        { choice(words.say("sql-vi"), "sql-vi", &[words.say("on"), words.say("off")], usize::from(!settings.vi), &on_vi) }
                    </div>
                </section>
                <section>
                    <h2>{ words.say("vim-keyboard-layout") }</h2>
                    <p>{ words.say("vim-keyboard-why") }</p>
                    <div class="row">
                        { choice(words.say("vim-keyboard-layout"), "layout", &layouts, settings.layout.into(), &on_layout) }
                    </div>
                </section>
                <ProgressSection />
            </div>
        </main>
    }
}

/// The progress: out, in, forgotten.
#[function_component]
fn ProgressSection() -> Html {
    let words = use_words();
    let learner = use_learner();
    let index = use_index();
    let notify = use_notify();
    let asking = use_state_eq(|| false);
    let problem = use_state_eq(|| None::<AttrValue>);
    let picker = use_node_ref();
    let typed = use_state_eq(String::new);

    let on_export = {
        let (learner, notify, words) = (learner.clone(), notify.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let name = format!("datelier-{}.progress.json", clock::today());
            if files::download(&name, "application/json", &file::write(&learner.progress)) {
                notify.emit(words.say("exported"));
            }
        })
    };
    let on_code = {
        let (learner, notify, words) = (learner.clone(), notify.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let code = code::write(&learner.progress, clock::now());
            let (notify, words) = (notify.clone(), words.clone());
            spawn(async move {
                let copied = clipboard::copy(&code).await;
                notify.emit(if copied { words.say("code-copied") } else { code.into() });
            });
        })
    };
    let take = {
        let (learner, notify, words, problem) = (learner.clone(), notify.clone(), words.clone(), problem.clone());
        Callback::from(move |read: Result<progress::Progress, AttrValue>| match read {
            Ok(progress) => {
                learner.dispatch(Action::Merge(progress));
                problem.set(None);
                notify.emit(words.say("imported"));
            }
            Err(why) => problem.set(Some(why)),
        })
    };
    let on_file = {
        let (take, words) = (take.clone(), words.clone());
        Callback::from(move |event: Event| {
            let (take, words) = (take.clone(), words.clone());
            spawn(async move {
                if let Some(text) = files::picked(&event).await {
                    take.emit(file::read(&text).map_err(|error| unreadable(&error, &words)));
                }
            });
        })
    };
    let on_type = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| typed.set(crate::platform::page::typed(&event)))
    };
    let on_code_in = {
        let (take, typed, words) = (take.clone(), typed.clone(), words.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let lessons: Vec<&str> =
                index.chapters.iter().flat_map(|chapter| &chapter.lessons).map(|lesson| lesson.id.as_str()).collect();
            let exercises =
                index.chapters.iter().flat_map(|chapter| &chapter.lessons).flat_map(|lesson| &lesson.exercises);
            let known: Vec<Known> = exercises.map(|one| Known { id: &one.id, points: one.points }).collect();
            take.emit(code::read(&typed, &lessons, &known).map_err(|error| match error {
                CodeError::NotOurs => words.say("code-not-ours"),
                CodeError::Damaged => words.say("code-damaged"),
            }));
        })
    };
    let ask = {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    let erase = {
        let (learner, asking, notify, words) = (learner.clone(), asking.clone(), notify.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            keep::erase();
            learner.dispatch(Action::Erase);
            asking.set(false);
            notify.emit(words.say("erased"));
        })
    };
    let on_pick = {
        let picker = picker.clone();
        Callback::from(move |_: MouseEvent| files::open_picker(&picker))
    };
    let actions = html! {
        <>
            <button type="button" class="button" onclick={close.reform(|_: MouseEvent| ())}>{ words.say("cancel") }</button>
            <button type="button" class="button button-main" onclick={erase}>{ words.say("erase-yes") }</button>
        </>
    };
    html! {
        <section>
            <h2>{ words.say("settings-progress") }</h2>
            <p>{ words.say(if learner.not_saved.is_some() { "settings-progress-memory" } else { "settings-progress-why" }) }</p>
            <div class="row">
                <button type="button" class="button" onclick={on_export}>{ words.say("export") }</button>
                <button type="button" class="button" onclick={on_pick}>{ words.say("import") }</button>
                <input type="file" ref={picker} class="visually-hidden" tabindex="-1" aria-hidden="true" accept=".json,application/json" onchange={on_file} />
                <button type="button" class="button" onclick={on_code}>{ words.say("code-copy") }</button>
            </div>
            <form class="row predict" onsubmit={on_code_in}>
                <label>
                    { words.say("code-label") }
                    <input class="field" type="text" autocomplete="off" spellcheck="false" placeholder="D1-…" value={(*typed).clone()} oninput={on_type} />
                </label>
                <button type="submit" class="button" disabled={typed.trim().is_empty()}>{ words.say("code-take") }</button>
            </form>
            <div role="alert">
                if let Some(problem) = &*problem { <p class="notice">{ problem }</p> }
            </div>
            <Aside />
            <div class="row">
                <button type="button" class="button button-quiet" onclick={ask} disabled={learner.progress.is_empty()}>{ words.say("erase") }</button>
            </div>
            if *asking {
                <Dialog title={words.say("erase-title")} on_close={close} {actions}><p>{ words.say("erase-why") }</p></Dialog>
            }
        </section>
    }
}

/// What could not be read is kept aside; here it can be taken out.
#[function_component]
fn Aside() -> Html {
    let words = use_words();
    let aside = use_state_eq(keep::aside);
    let Some(text) = (*aside).clone() else { return Html::default() };
    let on_take = Callback::from(move |_: MouseEvent| {
        // Where the browser refuses, the text still stands aside.
        let _ = files::download("datelier-aside.txt", "text/plain", &text);
    });
    let on_forget = Callback::from(move |_: MouseEvent| {
        keep::forget_aside();
        aside.set(None);
    });
    html! {
        <div class="notice">
            <span>{ words.say("aside") }</span>
            <button type="button" class="button button-small" onclick={on_take}>{ words.say("aside-take") }</button>
            <button type="button" class="button button-small" onclick={on_forget}>{ words.say("aside-forget") }</button>
        </div>
    }
}

fn unreadable(error: &FileError, words: &Words) -> AttrValue {
    match error {
        FileError::NotOurs => words.say("import-not-ours"),
        FileError::TooNew(version) => words.with("import-newer", &[("version", i64::from(*version).into())]),
        FileError::Damaged => words.say("import-damaged"),
    }
}
