//! How differences are shown, read from the options.

use super::columns::Columns;
use super::sameness::Sameness;
use super::wrong;
use crate::options::Parsed;
use crate::{Bytes, Context, Quit};
use pattern::{Flags, Pattern, Syntax};

/// The formats; numbers are lines around a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Normal,
    Unified(usize),
    Context(usize),
    Columns(Columns),
    Ed,
    Forward,
    Rcs,
}

impl Format {
    /// Formats that cannot say that a last line has no newline.
    pub(super) fn loses_last_newline(self) -> bool {
        matches!(self, Self::Ed | Self::Forward)
    }
}

/// How a line stands after its mark.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// Tabs become spaces.
    pub(super) expand: bool,
    /// A tab after the mark, so that tabs line up.
    pub(super) initial_tab: bool,
    pub(super) tab: usize,
    /// No blank after the mark of an empty line.
    pub(super) bare_empty: bool,
}

/// All that is asked for.
pub(super) struct Style {
    pub(super) format: Format,
    pub(super) brief: bool,
    pub(super) layout: Layout,
    pub(super) sameness: Sameness,
    /// Lines that head a function.
    pub(super) function: Option<Pattern>,
    /// Names in folders that are passed over.
    pub(super) exclude: Vec<Bytes>,
}

fn number(context: &Context, text: &[u8], what: &str, least: usize) -> Result<usize, Quit> {
    let number = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok()).filter(|number| *number >= least);
    number.ok_or_else(|| wrong(context, format!("invalid {what} '{}'", String::from_utf8_lossy(text))))
}

fn pattern(context: &Context, text: &[u8]) -> Result<Pattern, Quit> {
    Pattern::compile(Syntax::Basic, text, Flags::NONE).map_err(|error| {
        context.complain(format_args!("{}: {}", String::from_utf8_lossy(text), error.gnu()));
        Quit::Status(2)
    })
}

/// The format asked for; two that exclude each other are refused.
fn format(context: &Context, parsed: &Parsed, tab: usize) -> Result<Format, Quit> {
    let mut around = None;
    let mut chosen: Option<&str> = None;
    for (key, text) in &parsed.options {
        let style = match *key {
            "normal" => "normal",
            "c" | "C" | "context" => "c",
            "u" | "U" | "unified" => "u",
            "e" | "f" | "n" | "y" => key,
            _ => continue,
        };
        if chosen.is_some_and(|other| other != style) {
            return Err(wrong(context, "conflicting output style options".to_owned()));
        }
        chosen = Some(style);
        if let Some(text) = text {
            let lines = number(context, text, "context length", 0)?;
            around = around.max(Some(lines));
        } else if matches!(style, "c" | "u") {
            around = around.max(Some(3));
        }
    }
    let around = around.unwrap_or(3);
    let width = match parsed.value("W") {
        Some(text) => number(context, text, "width", 1)?,
        None => 130,
    };
    Ok(match chosen {
        Some("u") => Format::Unified(around),
        Some("c") => Format::Context(around),
        Some("e") => Format::Ed,
        Some("f") => Format::Forward,
        Some("n") => Format::Rcs,
        Some("y") => {
            let mut columns = Columns::new(width, if parsed.has("t") { 1 } else { tab });
            columns.left_only = parsed.has("left-column");
            columns.suppress_common = parsed.has("suppress-common-lines");
            Format::Columns(columns)
        }
        None if parsed.has("p") => Format::Context(3),
        _ => Format::Normal,
    })
}

/// What the options say.
pub(super) async fn read(context: &Context, parsed: &Parsed) -> Result<Style, Quit> {
    let tab = match parsed.value("tabsize") {
        Some(text) => number(context, text, "tabsize", 1)?.min(crate::number::MAX_WIDTH),
        None => 8,
    };
    let mut matching = Vec::new();
    for text in parsed.values("I") {
        matching.push(pattern(context, text)?);
    }
    let sameness = Sameness {
        case: parsed.has("i"),
        tabs: parsed.has("E").then_some(tab),
        trailing: parsed.has("Z"),
        blanks: parsed.has("b"),
        all_blanks: parsed.has("w"),
        returns: parsed.has("strip-trailing-cr"),
        blank_lines: parsed.has("B"),
        matching,
    };
    let function = match (parsed.value("F"), parsed.has("p")) {
        (Some(text), _) => Some(pattern(context, text)?),
        (None, true) => Some(pattern(context, b"^[[:alpha:]$_]")?),
        _ => None,
    };
    let mut exclude: Vec<Bytes> = parsed.values("x").map(<[u8]>::to_vec).collect();
    for file in parsed.values("X") {
        let read = match context.open(file).await {
            Ok(mut input) => input.read_all().await,
            Err(error) => Err(error),
        };
        let text = read.map_err(|error| {
            context.complain_about(file, error);
            Quit::Status(2)
        })?;
        exclude.extend(text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(<[u8]>::to_vec));
    }
    Ok(Style {
        format: format(context, parsed, tab)?,
        brief: parsed.has("q"),
        layout: Layout {
            expand: parsed.has("t"),
            initial_tab: parsed.has("T"),
            tab,
            bare_empty: parsed.has("suppress-blank-empty"),
        },
        sameness,
        function,
        exclude,
    })
}
