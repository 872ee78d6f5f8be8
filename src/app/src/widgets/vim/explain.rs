//! Explanations of commands in words: `d2w` is “delete 2 words on”, from operator, count and motion.

use super::keys;
use crate::words::Words;
use base::Arg;
use lab::protocol::{Advice, Explanation, Part, Role};
use yew::prelude::*;

/// Keys as their caps show them, in one text.
pub(crate) fn caps(notation: &str) -> String {
    keys::split(notation).iter().map(|key| keys::cap(key)).collect()
}

/// What an id means; `value` is a character or text it needs.
pub(crate) fn meaning(words: &Words, id: &str, value: &str, times: usize) -> AttrValue {
    words.with(id, &[("value", Arg::from(value)), ("times", times.into())])
}

/// What an id means where nothing was typed yet: no count, any character.
pub(crate) fn general(words: &Words, id: &str) -> AttrValue {
    // Without a count, G is no line one.
    meaning(words, id, "\u{2026}", usize::from(id != "vim-motion-last-line"))
}

/// The command in a sentence.
pub(crate) fn sentence(words: &Words, explanation: &Explanation) -> AttrValue {
    let said = |part: &Part| meaning(words, &part.id, &part.value, explanation.times).to_string();
    let whole = |part: &&Part| !matches!(part.role, Role::Register | Role::Count | Role::Force);
    let texts: Vec<String> = explanation.parts.iter().filter(whole).map(said).collect();
    let mut text = AttrValue::from(texts.join(" "));
    let alone = match explanation.parts.iter().find(whole).map(|part| part.role) {
        Some(Role::Motion) => "vim-explain-go",
        Some(Role::Object) => "vim-explain-select",
        _ => "",
    };
    if !alone.is_empty() {
        text = words.with(alone, &[("where", Arg::from(text.as_str()))]);
    }
    match explanation.parts.iter().find(|part| part.role == Role::Register) {
        Some(register) => words.with(
            "vim-explain-register",
            &[("what", Arg::from(text.as_str())), ("register", Arg::from(register.value.as_str()))],
        ),
        None => text,
    }
}

/// Its parts: “operator d · count 2 · motion w · exclusive”.
fn parts(words: &Words, explanation: &Explanation) -> String {
    let role = |role: Role| match role {
        Role::Register => "vim-role-register",
        Role::Count => "vim-role-count",
        Role::Operator => "vim-role-operator",
        Role::Force => "vim-role-force",
        Role::Motion => "vim-role-motion",
        Role::Object => "vim-role-object",
        Role::Lines => "vim-role-lines",
        Role::Selection => "vim-role-selection",
        Role::Action => "vim-role-action",
        Role::Range => "vim-role-range",
        Role::Ex => "vim-role-ex",
        Role::Argument => "vim-role-argument",
    };
    let said = explanation.parts.iter().filter(|part| !part.keys.is_empty());
    let mut said: Vec<String> =
        said.map(|part| format!("{} {}", words.say(role(part.role)), caps(&part.keys))).collect();
    let has = |role: Role| explanation.parts.iter().any(|part| part.role == role);
    if said.len() > 1 && has(Role::Operator) && has(Role::Motion) {
        said.push(
            words
                .say(match explanation.inclusive {
                    Some(true) => "vim-explain-inclusive",
                    Some(false) => "vim-explain-exclusive",
                    None => "vim-explain-linewise",
                })
                .to_string(),
        );
    }
    // One part says nothing that the sentence does not.
    if said.len() < 2 { String::new() } else { said.join(" \u{b7} ") }
}

/// A command, its sentence and its parts.
pub(crate) fn explained(words: &Words, explanation: &Explanation) -> Html {
    html! {
        <>
            <kbd>{ caps(&explanation.keys) }</kbd>
            { " " }<span class="vim-sentence">{ sentence(words, explanation) }</span>
            { " " }<span class="vim-parts">{ parts(words, explanation) }</span>
        </>
    }
}

/// A cheaper way, in a sentence.
pub(super) fn advised(words: &Words, advice: &Advice) -> AttrValue {
    let ways: Vec<String> = advice.instead.iter().map(|keys| caps(keys)).collect();
    let instead = ways.join(&words.say("vim-advice-or"));
    words.with(&advice.id, &[("typed", Arg::from(caps(&advice.typed))), ("instead", Arg::from(instead))])
}
