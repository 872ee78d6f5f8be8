//! What an awk variable holds.

use super::array::ArrayRef;
use super::number;
use std::ops::Deref;
use std::rc::Rc;

/// A string of bytes, shared. Appending to one that nobody else holds costs no copy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text(Rc<Vec<u8>>);

impl Text {
    /// A text with these bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Rc::new(bytes))
    }

    /// The bytes, copied only when somebody else holds them too.
    pub fn make_mut(&mut self) -> &mut Vec<u8> {
        Rc::make_mut(&mut self.0)
    }
}

impl Deref for Text {
    type Target = [u8];
    #[inline]
    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl From<&[u8]> for Text {
    fn from(bytes: &[u8]) -> Self {
        Self::new(bytes.to_vec())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new(text.as_bytes().to_vec())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::new(text.into_bytes())
    }
}

impl From<Vec<u8>> for Text {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

/// A value. Uninitialised is both "" and 0; what comes from input is a number when it looks like one ("strnum").
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// Never assigned.
    #[default]
    Uninit,
    /// A number.
    Num(f64),
    /// A string.
    Str(Text),
    /// Input: a number when it looks like one.
    Input(Text),
    /// A regular expression made by `@/…/`.
    Regex(Text),
    /// An array, or a variable passed to a function before its nature was known.
    Array(ArrayRef),
}

impl Value {
    /// A string value.
    pub fn str(bytes: impl Into<Text>) -> Self {
        Self::Str(bytes.into())
    }

    /// 1 or 0.
    #[inline]
    pub fn bool(yes: bool) -> Self {
        Self::Num(if yes { 1.0 } else { 0.0 })
    }

    /// As a number: leading white space and a number's text, else 0.
    #[inline]
    pub fn num(&self) -> f64 {
        match self {
            Self::Num(n) => *n,
            Self::Str(text) | Self::Input(text) | Self::Regex(text) => number::prefix(text),
            Self::Uninit | Self::Array(_) => 0.0,
        }
    }

    /// The number it is for comparisons: `None` for strings, and for input that does not look like a number.
    #[inline]
    pub fn numeric(&self) -> Option<f64> {
        match self {
            Self::Num(n) => Some(*n),
            Self::Uninit => Some(0.0),
            Self::Input(text) => number::whole(text),
            Self::Array(_) => Some(0.0),
            Self::Str(_) | Self::Regex(_) => None,
        }
    }

    /// As a string, numbers through `format` (`CONVFMT` or `OFMT`).
    #[inline]
    pub fn text(&self, format: &[u8]) -> Text {
        match self {
            Self::Str(text) | Self::Input(text) | Self::Regex(text) => text.clone(),
            Self::Num(n) => {
                let mut out = Vec::with_capacity(8);
                number::write(*n, format, &mut out);
                Text::new(out)
            }
            Self::Uninit | Self::Array(_) => Text::default(),
        }
    }

    /// Writes it, numbers through `format`.
    #[inline]
    pub fn write(&self, format: &[u8], out: &mut Vec<u8>) {
        match self {
            Self::Str(text) | Self::Input(text) | Self::Regex(text) => out.extend_from_slice(text),
            Self::Num(n) => number::write(*n, format, out),
            Self::Uninit | Self::Array(_) => {}
        }
    }

    /// Is it true? Numbers that are not 0, strings that are not empty; input as the number it looks like.
    #[inline]
    pub fn truth(&self) -> bool {
        match self {
            Self::Num(n) => *n != 0.0,
            Self::Str(text) | Self::Regex(text) => !text.is_empty(),
            Self::Input(text) => match number::whole(text) {
                Some(n) => n != 0.0,
                None => !text.is_empty(),
            },
            Self::Uninit | Self::Array(_) => false,
        }
    }

    /// Is it unassigned, as far as scalars go?
    pub fn is_uninit(&self) -> bool {
        match self {
            Self::Uninit => true,
            Self::Array(array) => array.is_untyped(),
            _ => false,
        }
    }
}
