//! Fluent resources to texts.

use base::{Arg, Locale};
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use std::cell::OnceCell;
use std::rc::Rc;

const FRENCH: [&str; 2] =
    [include_str!("../../../../content/ui/fr.ftl"), include_str!("../../../../content/ui/bench.fr.ftl")];
const ENGLISH: [&str; 2] =
    [include_str!("../../../../content/ui/en.ftl"), include_str!("../../../../content/ui/bench.en.ftl")];

/// The messages of one language, ready to be filled.
pub(super) struct Catalogue {
    locale: Locale,
    bundle: FluentBundle<FluentResource>,
}

thread_local! {
    static CATALOGUES: [OnceCell<Rc<Catalogue>>; 2] = const { [OnceCell::new(), OnceCell::new()] };
}

/// The catalogue of a language, read once.
pub(super) fn of(locale: Locale) -> Rc<Catalogue> {
    CATALOGUES.with(|catalogues| {
        let index = Locale::ALL.iter().position(|one| *one == locale).unwrap_or(0);
        catalogues[index].get_or_init(|| Rc::new(Catalogue::read(locale))).clone()
    })
}

impl Catalogue {
    fn read(locale: Locale) -> Self {
        let (tag, sources) = match locale {
            Locale::Fr => (unic_langid::langid!("fr"), FRENCH),
            Locale::En => (unic_langid::langid!("en"), ENGLISH),
        };
        let mut bundle = FluentBundle::new(vec![tag]);
        // Isolation marks would travel into what learners copy; both languages run from left to right.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match locale {
            Locale::Fr => french_number,
            Locale::En => english_number,
        }));
        for source in sources {
            // A message that cannot be read is left out; a test reads them all.
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { locale, bundle }
    }

    /// Whether there is a message with this id.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// The message with its places filled; an unknown one shows its id, which a test would catch.
    pub(super) fn format(&self, id: &str, args: &[(&str, Arg)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let mut values = FluentArgs::new();
        for (name, arg) in args {
            match arg {
                Arg::Number(number) => values.set(*name, *number),
                other => values.set(*name, course::message::plain(other, self.locale)),
            }
        }
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
    }
}

fn french_number<M>(value: &FluentValue, _: &M) -> Option<String> {
    number(value, Locale::Fr)
}

fn english_number<M>(value: &FluentValue, _: &M) -> Option<String> {
    number(value, Locale::En)
}

/// Whole numbers as the language writes them.
fn number(value: &FluentValue, locale: Locale) -> Option<String> {
    match value {
        FluentValue::Number(FluentNumber { value, .. }) if value.fract() == 0.0 => {
            Some(course::message::plain(&Arg::Number(*value as i64), locale))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn ids(sources: &[&str]) -> BTreeSet<String> {
        let is_id = |line: &&str| line.starts_with(|first: char| first.is_ascii_lowercase());
        let id = |line: &str| line.split('=').next().unwrap_or("").trim().to_owned();
        sources.iter().flat_map(|source| source.lines().filter(is_id).map(id)).collect()
    }

    #[test]
    fn every_message_can_be_read() {
        for source in FRENCH.into_iter().chain(ENGLISH) {
            if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
                panic!("{errors:?}");
            }
        }
    }

    #[test]
    fn both_languages_say_the_same_things() {
        assert_eq!(ids(&FRENCH), ids(&ENGLISH));
    }

    #[test]
    fn french_has_its_spaces() {
        for source in FRENCH {
            for line in source.lines().filter(|line| !line.starts_with('#')) {
                for mark in [" :", " ;", " !", " ?", "« ", " »"] {
                    assert!(!line.contains(mark), "an ordinary space, where one that does not break belongs: {line}");
                }
            }
        }
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        let one = |locale: Locale| of(locale).format("progress-done", &[("done", 1.into()), ("all", 16.into())]);
        assert_eq!(one(Locale::En), "1 of 16 done");
        assert_eq!(one(Locale::Fr), "1 sur 16");
    }
}
