//! Which language a pattern is written in, and the options that change what it means.

/// The language a pattern is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// POSIX basic regular expressions with GNU's additions, as sed reads them.
    Basic,
    /// Basic regular expressions as `grep` and `expr` read them: a second quantifier is no error.
    GrepBasic,
    /// POSIX extended regular expressions with GNU's additions, as `regcomp` reads them: bash's `=~`. A lone `)` is itself.
    Extended,
    /// Extended regular expressions as `sed -E` reads them: a lone `)` is an error.
    SedExtended,
    /// Extended regular expressions as `grep -E` reads them: a misplaced quantifier is skipped, a wrong interval is text.
    GrepExtended,
    /// Extended regular expressions as gawk reads them: `\y` is the word boundary, C escapes count, also in brackets.
    Awk,
    /// What `find -regex` reads by default: `+ ? *` are operators, `\( \) \|` need the backslash.
    Emacs,
    /// A fixed string: `grep -F`.
    Literal,
    /// PostgreSQL's advanced regular expressions: the operators `~` and `~*`, `regexp_replace`, `regexp_matches`, …
    Advanced,
    /// vim's patterns, "magic" unless [`Flags::no_magic`] or the pattern itself says otherwise.
    Vim,
}

/// Options beside the pattern. The default is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Flags {
    /// Upper and lower case are the same (`grep -i`, `~*`, `:set ignorecase`).
    pub ignore_case: bool,
    /// vim's `smartcase`: `ignore_case` is lifted when the pattern holds an upper-case letter.
    pub smart_case: bool,
    /// `^` and `$` also match beside a newline inside the text (PostgreSQL's `n` and `w`; sed's `M` is [`Flags::by_line`]).
    pub multi_line: bool,
    /// `.` and complemented brackets do not match a newline (PostgreSQL's `n` and `p`; sed's `M` is [`Flags::by_line`]).
    pub no_newline: bool,
    /// The match may not touch a word character on either side (`grep -w`).
    pub whole_word: bool,
    /// The match must be the whole line (`grep -x`).
    pub whole_line: bool,
    /// PostgreSQL's option `x`: white space and `#` comments in the pattern are ignored.
    pub expanded: bool,
    /// vim's `nomagic`.
    pub no_magic: bool,
}

impl Flags {
    /// No option.
    pub const NONE: Self = Self {
        ignore_case: false,
        smart_case: false,
        multi_line: false,
        no_newline: false,
        whole_word: false,
        whole_line: false,
        expanded: false,
        no_magic: false,
    };

    /// The same, with [`Flags::ignore_case`] as given.
    #[must_use]
    pub fn ignoring_case(mut self, yes: bool) -> Self {
        self.ignore_case = yes;
        self
    }

    /// For text of many lines read at once (`grep` over a file, sed's `M`): dots and complemented brackets match no newline,
    /// `^` and `$` are the ends of lines.
    #[must_use]
    pub fn by_line(mut self) -> Self {
        self.multi_line = true;
        self.no_newline = true;
        self
    }
}
