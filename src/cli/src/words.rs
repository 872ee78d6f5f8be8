//! An engine's diagnostic in words.

use base::{Arg, Diagnostic};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

/// The messages the page has, in English.
const MESSAGES: &[&str] = &[
    include_str!("../../../content/ui/en.ftl"),
    include_str!("../../../content/ui/grade.en.ftl"),
    include_str!("../../../content/ui/sql.en.ftl"),
];

/// One line: the message, or its id and arguments where there is none.
pub(crate) fn say(diagnostic: &Diagnostic) -> String {
    let mut bundle = FluentBundle::new(vec![unic_langid::LanguageIdentifier::default()]);
    bundle.set_use_isolating(false);
    for text in MESSAGES {
        let resource = match FluentResource::try_new((*text).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    let mut args = FluentArgs::new();
    for (name, value) in &diagnostic.args {
        let value: FluentValue = match value {
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Text(text) => FluentValue::from(text.as_str()),
            Arg::List(list) => FluentValue::from(list.join(", ")),
        };
        args.set(name.as_str(), value);
    }
    if let Some(pattern) = bundle.get_message(&diagnostic.id).and_then(|message| message.value()) {
        let mut errors = Vec::new();
        return bundle.format_pattern(pattern, Some(&args), &mut errors).replace('\n', " ");
    }
    let args: Vec<String> = diagnostic
        .args
        .iter()
        .map(|(name, value)| format!("{name}={}", course::message::plain(value, base::Locale::En)))
        .collect();
    format!("{} {}", diagnostic.id, args.join(" ")).trim().to_owned()
}
