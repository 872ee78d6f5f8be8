//! What can go wrong, one enum per stage; each fault has a message id and the SQLSTATE PostgreSQL gives it. Their words are in
//! `content/ui/sql.{en,fr}.ftl`.

mod bind;
mod execute;
pub(crate) mod foreign;
mod parse;
mod store;

pub use bind::Bind;
pub use execute::Execute;
pub use foreign::foreign_names;
pub use parse::Parse;
pub use store::Store;

use base::{Arg, Diagnostic, Exhausted, Span};

/// Declares the faults of a stage: `Name = "message-id" "SQLSTATE"`.
macro_rules! faults {
    ($(#[$outer:meta])* $stage:ident { $($(#[$inner:meta])* $name:ident = $id:literal $code:literal,)* }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $stage { $($(#[$inner])* $name,)* }

        impl $stage {
            /// Every fault of the stage with its message id and SQLSTATE.
            pub const ALL: &'static [(Self, &'static str, &'static str)] = &[$((Self::$name, $id, $code),)*];
        }

        impl From<$stage> for $crate::error::Error {
            fn from(fault: $stage) -> Self {
                let (id, code) = match fault { $($stage::$name => ($id, $code),)* };
                Self::new(id, code)
            }
        }
    };
}
pub(crate) use faults;

/// A diagnostic on its way up. Boxed, so that results stay small.
#[derive(Clone, Debug, PartialEq)]
pub struct Error(Box<Diagnostic>);

/// A result that may carry a diagnostic.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error with this message id and SQLSTATE.
    pub fn new(id: &str, code: &str) -> Self {
        Self(Box::new(Diagnostic::error(id, code)))
    }

    /// The same, with one more argument for its words.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Arg>) -> Self {
        self.0.args.insert(name.to_owned(), value.into());
        self
    }

    /// The same, at a place, unless it has one already.
    #[must_use]
    pub fn at(mut self, span: Option<Span>) -> Self {
        self.0.span = self.0.span.or(span);
        self
    }

    /// The same, at this place, whatever place it had.
    #[must_use]
    pub(crate) fn moved(mut self, span: Span) -> Self {
        self.0.span = Some(span);
        self
    }

    /// The message id.
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// Its SQLSTATE.
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// The plain data.
    pub fn into_diagnostic(self) -> Diagnostic {
        *self.0
    }
}

impl From<Exhausted> for Error {
    fn from(exhausted: Exhausted) -> Self {
        match exhausted {
            Exhausted::Steps => Execute::OutOfSteps.into(),
            Exhausted::Memory => Execute::OutOfMemory.into(),
        }
    }
}

/// Every message id of the engine, with its SQLSTATE: what the catalogues must translate.
pub fn message_ids() -> Vec<(&'static str, &'static str)> {
    let parse = Parse::ALL.iter().map(|(_, id, code)| (*id, *code));
    let bind = Bind::ALL.iter().map(|(_, id, code)| (*id, *code));
    let execute = Execute::ALL.iter().map(|(_, id, code)| (*id, *code));
    let store = Store::ALL.iter().map(|(_, id, code)| (*id, *code));
    parse.chain(bind).chain(execute).chain(store).collect()
}
