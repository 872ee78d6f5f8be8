//! The man pages of a machine, and the sentences that explain command lines. Natively they are built in (feature `manual`);
//! in the page they come beside the wasm, as one text that [`packed`] has made and that [`provide`] takes before the first
//! bench is laid.

use std::cell::Cell;

/// Language, command, text.
type Page = (&'static str, &'static str, &'static str);

#[cfg(feature = "manual")]
include!(concat!(env!("OUT_DIR"), "/pages.rs"));
#[cfg(not(feature = "manual"))]
const PAGES: &[Page] = &[];

/// The sentences that are built in: language, text.
#[cfg(feature = "manual")]
const SENTENCES: &[(&str, &str)] = &[
    ("en", include_str!("../../../content/shell/explain.en.ftl")),
    ("fr", include_str!("../../../content/shell/explain.fr.ftl")),
];
#[cfg(not(feature = "manual"))]
const SENTENCES: &[(&str, &str)] = &[];

/// Stands before each page of the packed text, with the language, a space and the command's name on its line; before
/// sentences without a name.
const MARK: char = '\u{1e}';

thread_local! {
    static SHELF: Cell<&'static [Page]> = const { Cell::new(PAGES) };
    static WORDS: Cell<&'static [(&'static str, &'static str)]> = const { Cell::new(SENTENCES) };
}

/// The pages that machines mount.
pub(crate) struct Manual;

/// The pages that machines mount.
pub(crate) const MANUAL: Manual = Manual;

impl Manual {
    pub(crate) fn iter(&self) -> std::slice::Iter<'static, Page> {
        SHELF.get().iter()
    }
}

/// The sentences that explain command lines, in a language or else in English; nothing where none were provided.
pub(crate) fn sentences(language: &str) -> &'static str {
    let all = WORDS.get();
    let of = |tag: &str| all.iter().find(|(found, _)| *found == tag).map(|(_, text)| *text);
    of(language).or_else(|| of("en")).unwrap_or_default()
}

/// All that is built in, as one text.
pub fn packed() -> String {
    let sentences = SENTENCES.iter().map(|(language, text)| (*language, "", *text));
    let all = sentences.chain(PAGES.iter().copied());
    all.map(|(language, command, text)| format!("{MARK}{language} {command}\n{text}")).collect()
}

/// From now on machines have what a packed text holds. Meant to be called once: the text is kept for good.
pub fn provide(packed: String) {
    let packed: &'static str = packed.leak();
    let all = packed.split(MARK).filter_map(|page| {
        let (head, text) = page.split_once('\n')?;
        let (language, command) = head.split_once(' ')?;
        Some((language, command, text))
    });
    let (sentences, pages): (Vec<Page>, Vec<Page>) = all.partition(|(_, command, _)| command.is_empty());
    SHELF.set(pages.leak());
    WORDS.set(sentences.into_iter().map(|(language, _, text)| (language, text)).collect::<Vec<_>>().leak());
}

#[cfg(all(test, feature = "manual"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_what_is_provided() {
        assert!(PAGES.len() > 200, "two languages");
        provide(packed());
        assert_eq!(MANUAL.iter().as_slice(), PAGES);
        assert_eq!(WORDS.get(), SENTENCES);
        assert_eq!(sentences("fr"), SENTENCES[1].1);
    }
}
