//! The man pages of a machine. Natively they are built in (feature `manual`); in the page they come beside the wasm, as one
//! text that [`packed`] has made and that [`provide`] takes before the first bench is laid.

use std::cell::Cell;

/// Language, command, text.
type Page = (&'static str, &'static str, &'static str);

#[cfg(feature = "manual")]
include!(concat!(env!("OUT_DIR"), "/pages.rs"));
#[cfg(not(feature = "manual"))]
const PAGES: &[Page] = &[];

/// Stands before each page of the packed text, with the language, a space and the command's name on its line.
const MARK: char = '\u{1e}';

thread_local! {
    static SHELF: Cell<&'static [Page]> = const { Cell::new(PAGES) };
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

/// All pages that are built in, as one text.
pub fn packed() -> String {
    PAGES.iter().map(|(language, command, page)| format!("{MARK}{language} {command}\n{page}")).collect()
}

/// From now on machines have the pages of a packed text. Meant to be called once: the text is kept for good.
pub fn provide(packed: String) {
    let packed: &'static str = packed.leak();
    let pages = packed.split(MARK).filter_map(|page| {
        let (head, text) = page.split_once('\n')?;
        let (language, command) = head.split_once(' ')?;
        Some((language, command, text))
    });
    SHELF.set(pages.collect::<Vec<Page>>().leak());
}

#[cfg(all(test, feature = "manual"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_what_is_provided() {
        assert!(PAGES.len() > 200, "two languages");
        provide(packed());
        assert_eq!(MANUAL.iter().as_slice(), PAGES);
    }
}
