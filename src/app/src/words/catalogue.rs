//! All messages of a language, found by id.

use super::fluent::{self, Messages};
use base::{Arg, Locale};
use std::cell::OnceCell;
use std::rc::Rc;

/// The messages of one language, ready to be filled.
pub(super) struct Catalogue {
    locale: Locale,
    messages: Messages,
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

/// The packed words, which `www/boot.js` has read before it starts the app.
#[cfg(not(test))]
fn source(locale: Locale) -> String {
    crate::platform::assets::ready(&format!("course/words.{}.ftl", locale.tag())).unwrap_or_default()
}

#[cfg(test)]
fn source(locale: Locale) -> String {
    tests::sources(locale).join("\n")
}

impl Catalogue {
    fn read(locale: Locale) -> Self {
        // A message that cannot be read is left out; a test reads them all.
        let (messages, _) = fluent::read(&source(locale));
        Self { locale, messages }
    }

    /// Whether there is a message with this id.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.messages.contains_key(id)
    }

    /// The message with its places filled; an unknown one shows its id, which a test would catch.
    pub(super) fn format(&self, id: &str, args: &[(&str, Arg)]) -> String {
        match self.messages.get(id) {
            Some(pattern) => fluent::format(&self.messages, pattern, args, self.locale),
            None => id.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // FRENCH and ENGLISH: the files of `content/ui`, listed when the tests are built.
    include!(concat!(env!("OUT_DIR"), "/messages.rs"));

    pub(super) fn sources(locale: Locale) -> &'static [&'static str] {
        match locale {
            Locale::Fr => FRENCH,
            Locale::En => ENGLISH,
        }
    }
    use fluent_bundle::types::FluentNumber;
    use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
    use std::collections::BTreeSet;

    fn ids(locale: Locale) -> BTreeSet<String> {
        of(locale).messages.keys().cloned().collect()
    }

    #[test]
    fn every_message_can_be_read() {
        for source in Locale::ALL.into_iter().flat_map(sources) {
            assert_eq!(fluent::read(source).1, []);
        }
    }

    #[test]
    fn both_languages_say_the_same_things() {
        assert_eq!(ids(Locale::Fr), ids(Locale::En));
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
        let one =
            |locale: Locale| of(locale).format("progress-done", &[("done", 1_i64.into()), ("all", 16_i64.into())]);
        assert_eq!(one(Locale::En), "1 of 16 done");
        assert_eq!(one(Locale::Fr), "1 sur 16");
    }

    fn number<M>(value: &FluentValue, locale: Locale, _: &M) -> Option<String> {
        match value {
            FluentValue::Number(FluentNumber { value, .. }) => {
                Some(course::message::plain(&Arg::Number(*value as i64), locale))
            }
            _ => None,
        }
    }

    /// The reference implementation with the same messages.
    fn reference(locale: Locale) -> FluentBundle<FluentResource> {
        let mut bundle = FluentBundle::new(vec![locale.tag().parse().unwrap()]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match locale {
            Locale::Fr => |value, memo| number(value, Locale::Fr, memo),
            Locale::En => |value, memo| number(value, Locale::En, memo),
        }));
        for source in sources(locale) {
            bundle.add_resource(FluentResource::try_new((*source).to_owned()).unwrap()).unwrap();
        }
        bundle
    }

    #[test]
    fn every_message_is_filled_as_the_reference_implementation_does() {
        for locale in Locale::ALL {
            let (ours, theirs) = (of(locale), reference(locale));
            // Every name after a dollar gets a value.
            let after = sources(locale).iter().flat_map(|source| source.split('$').skip(1));
            let name = |text: &'static str| text.split([' ', '}']).next().unwrap_or("");
            let names: BTreeSet<&str> = after.map(name).collect();
            for id in ids(locale) {
                for value in [Arg::Number(0), Arg::Number(1), Arg::Number(2), Arg::Number(12_345), Arg::from("a")] {
                    let args: Vec<(&str, Arg)> = names.iter().map(|name| (*name, value.clone())).collect();
                    let mut values = FluentArgs::new();
                    for (name, arg) in &args {
                        match arg {
                            Arg::Number(number) => values.set(*name, *number),
                            other => values.set(*name, course::message::plain(other, locale)),
                        }
                    }
                    let pattern = theirs.get_message(&id).and_then(|message| message.value()).unwrap();
                    let expected = theirs.format_pattern(pattern, Some(&values), &mut Vec::new());
                    assert_eq!(ours.format(&id, &args), expected, "{id} with {value:?}");
                }
            }
        }
    }
}
