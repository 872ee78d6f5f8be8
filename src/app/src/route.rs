//! Addresses: `#/fr/lesson/sql-filtrer/heures-pleines`. The language comes first, ids are for ever, words are not translated.

use base::Locale;
use std::fmt;

/// Where the reader is: a language and a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) locale: Locale,
    pub(crate) page: Page,
}

/// A page of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// Chapters, progress, where to go on.
    Home,
    /// A lesson, perhaps at one of its exercises.
    Lesson { lesson: String, exercise: Option<String> },
    /// A bench without a lesson.
    Play(Playground),
    /// The SQL bench with somebody's script, in base 64.
    Shared(String),
    /// A page of the vim workshop.
    Vim(VimPage),
    /// Language, theme, progress as a file.
    Settings,
    /// Keys, and how things work here.
    Help,
    /// An address that leads nowhere.
    Unknown(String),
}

/// A free bench.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Playground {
    Sql,
    Shell,
    Vim,
}

impl Playground {
    /// All, in the order of the menu.
    pub(crate) const ALL: [Self; 3] = [Self::Sql, Self::Shell, Self::Vim];

    /// Its name in an address.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sql => "sql",
            Self::Shell => "shell",
            Self::Vim => "vim",
        }
    }
}

/// A page of the vim workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VimPage {
    Cheatsheet,
    Golf,
    Drill,
}

impl VimPage {
    /// All, in the order of their links.
    pub(crate) const ALL: [Self; 3] = [Self::Cheatsheet, Self::Golf, Self::Drill];

    /// Its name in an address.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Cheatsheet => "cheatsheet",
            Self::Golf => "golf",
            Self::Drill => "drill",
        }
    }
}

impl Route {
    /// Reads what stands after `#`. Without a language the given one is taken.
    pub(crate) fn parse(hash: &str, otherwise: Locale) -> Self {
        let mut parts = hash.split('/').filter(|part| !part.is_empty()).peekable();
        let locale = parts.peek().and_then(|part| Locale::ALL.into_iter().find(|locale| locale.tag() == *part));
        if locale.is_some() {
            parts.next();
        }
        let parts: Vec<&str> = parts.collect();
        let page = match parts.as_slice() {
            [] => Page::Home,
            ["lesson", lesson] => Page::Lesson { lesson: (*lesson).to_owned(), exercise: None },
            ["lesson", lesson, exercise] => {
                Page::Lesson { lesson: (*lesson).to_owned(), exercise: Some((*exercise).to_owned()) }
            }
            ["play", "sql", script] => Page::Shared((*script).to_owned()),
            ["play", name] => Playground::ALL
                .into_iter()
                .find(|playground| playground.name() == *name)
                .map_or_else(|| Page::Unknown(hash.to_owned()), Page::Play),
            ["vim", name] => VimPage::ALL
                .into_iter()
                .find(|page| page.name() == *name)
                .map_or_else(|| Page::Unknown(hash.to_owned()), Page::Vim),
            ["settings"] => Page::Settings,
            ["help"] => Page::Help,
            _ => Page::Unknown(hash.to_owned()),
        };
        Self { locale: locale.unwrap_or(otherwise), page }
    }

    /// The same page in the other language.
    pub(crate) fn in_language(&self, locale: Locale) -> Self {
        Self { locale, page: self.page.clone() }
    }
}

/// The address as a link: `#/fr/…`.
impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#/{}", self.locale.tag())?;
        match &self.page {
            Page::Home => Ok(()),
            Page::Lesson { lesson, exercise: None } => write!(f, "/lesson/{lesson}"),
            Page::Lesson { lesson, exercise: Some(exercise) } => write!(f, "/lesson/{lesson}/{exercise}"),
            Page::Play(playground) => write!(f, "/play/{}", playground.name()),
            Page::Shared(script) => write!(f, "/play/sql/{script}"),
            Page::Vim(page) => write!(f, "/vim/{}", page.name()),
            Page::Settings => f.write_str("/settings"),
            Page::Help => f.write_str("/help"),
            Page::Unknown(path) => write!(f, "/{}", path.trim_start_matches('/')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_they_are_written() {
        for address in [
            "#/fr",
            "#/en/lesson/sql-filtrer",
            "#/fr/lesson/sql-filtrer/heures-pleines",
            "#/en/play/vim",
            "#/fr/vim/cheatsheet",
            "#/fr/settings",
            "#/fr/help",
        ] {
            assert_eq!(Route::parse(&address[1..], Locale::Fr).to_string(), address);
        }
    }

    #[test]
    fn french_is_the_default_and_nonsense_is_named() {
        assert_eq!(Route::parse("", Locale::Fr), Route { locale: Locale::Fr, page: Page::Home });
        assert_eq!(Route::parse("/lesson/a", Locale::En).to_string(), "#/en/lesson/a");
        assert_eq!(Route::parse("/fr/play/cobol", Locale::En).page, Page::Unknown("/fr/play/cobol".to_owned()));
    }
}
