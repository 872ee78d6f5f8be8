//! How the relatives differ: sed's, grep's, bash's, gawk's and find's readings of the same grammar.

use crate::syntax::Syntax;

/// What a quantifier with nothing before it means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Misplaced {
    Literal,
    Skipped,
    Error,
}

/// How the relatives differ.
#[derive(Clone, Copy)]
pub(super) struct Dialect {
    /// `( ) |` are operators without a backslash.
    pub(super) bare_groups: bool,
    pub(super) bare_alternation: bool,
    /// `+ ?` are operators without a backslash.
    pub(super) bare_plus: bool,
    /// `{ }` without a backslash, with one, or not at all.
    pub(super) bare_braces: Option<bool>,
    /// `^` and `$` are anchors anywhere.
    pub(super) anchors_anywhere: bool,
    pub(super) misplaced: Misplaced,
    /// An interval where a quantifier is misplaced is an error.
    pub(super) misplaced_interval: Misplaced,
    /// `a**` is an error.
    pub(super) single_quantifier: bool,
    /// An interval that is none is text.
    pub(super) lax_interval: bool,
    /// A lone `)` is text.
    pub(super) lax_close: bool,
    pub(super) back_references: bool,
    /// C escapes, and `\y` for `\b`.
    pub(super) awk: bool,
    /// `[:space:]` is an error.
    pub(super) no_bare_class: bool,
}

impl Dialect {
    pub(super) fn of(syntax: Syntax) -> Self {
        let extended = Self {
            bare_groups: true,
            bare_alternation: true,
            bare_plus: true,
            bare_braces: Some(true),
            anchors_anywhere: true,
            misplaced: Misplaced::Error,
            misplaced_interval: Misplaced::Error,
            single_quantifier: false,
            lax_interval: false,
            lax_close: true,
            back_references: true,
            awk: false,
            no_bare_class: false,
        };
        let basic = Self {
            bare_groups: false,
            bare_alternation: false,
            bare_plus: false,
            bare_braces: Some(false),
            anchors_anywhere: false,
            misplaced: Misplaced::Literal,
            single_quantifier: true,
            lax_close: false,
            ..extended
        };
        match syntax {
            Syntax::Basic => Self { no_bare_class: true, ..basic },
            Syntax::GrepBasic => {
                Self { misplaced_interval: Misplaced::Literal, single_quantifier: false, no_bare_class: true, ..basic }
            }
            Syntax::SedExtended => Self { lax_close: false, no_bare_class: true, ..extended },
            Syntax::GrepExtended => Self {
                misplaced: Misplaced::Skipped,
                misplaced_interval: Misplaced::Skipped,
                lax_interval: true,
                no_bare_class: true,
                ..extended
            },
            Syntax::Awk => Self {
                misplaced: Misplaced::Literal,
                misplaced_interval: Misplaced::Literal,
                lax_interval: true,
                back_references: false,
                awk: true,
                ..extended
            },
            Syntax::Emacs => Self {
                bare_plus: true,
                bare_braces: None,
                misplaced_interval: Misplaced::Literal,
                single_quantifier: false,
                ..basic
            },
            _ => extended,
        }
    }
}
