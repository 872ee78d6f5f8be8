//! The options of COPY, in their old and their new spelling.

use crate::Result;
use crate::error::{Error, Execute};
use crate::parse::{name, plain, unsupported};
use sqlparser::ast::{CopyLegacyCsvOption, CopyLegacyOption, CopyOption};

/// How a file is laid out.
pub(super) struct Options {
    /// CSV instead of text.
    pub(super) csv: bool,
    pub(super) header: bool,
    pub(super) delimiter: char,
    pub(super) null: String,
    pub(super) quote: char,
    pub(super) escape: char,
    /// Columns that are always quoted; `None` for all.
    pub(super) force_quote: Vec<String>,
}

/// What was written.
#[derive(Default)]
struct Written {
    csv: bool,
    header: bool,
    delimiter: Option<char>,
    null: Option<String>,
    quote: Option<char>,
    escape: Option<char>,
    force_quote: Vec<String>,
}

impl Options {
    pub(super) fn read(options: &[CopyOption], legacy: &[CopyLegacyOption]) -> Result<Self> {
        let mut written = Written::default();
        for option in options {
            match option {
                CopyOption::Format(format) => match name(format).as_str() {
                    "csv" => written.csv = true,
                    "text" => written.csv = false,
                    other => return Err(unsupported(format!("COPY FORMAT {other}"))),
                },
                CopyOption::Header(header) => written.header = *header,
                CopyOption::Delimiter(delimiter) => written.delimiter = Some(*delimiter),
                CopyOption::Null(null) => written.null = Some(plain(null).to_owned()),
                CopyOption::Quote(quote) => written.quote = Some(*quote),
                CopyOption::Escape(escape) => written.escape = Some(*escape),
                CopyOption::ForceQuote(columns) => written.force_quote.extend(columns.iter().map(name)),
                CopyOption::Encoding(encoding) if is_utf8(encoding) => {}
                // Rows are as frozen as they will ever be.
                CopyOption::Freeze(_) => {}
                other => return Err(unsupported(format!("COPY {other}"))),
            }
        }
        for option in legacy {
            match option {
                CopyLegacyOption::Delimiter(delimiter) => written.delimiter = Some(*delimiter),
                CopyLegacyOption::Null(null) => written.null = Some(plain(null).to_owned()),
                CopyLegacyOption::Binary => return Err(unsupported("COPY BINARY")),
                CopyLegacyOption::Csv(options) => {
                    written.csv = true;
                    for option in options {
                        match option {
                            CopyLegacyCsvOption::Header => written.header = true,
                            CopyLegacyCsvOption::Quote(quote) => written.quote = Some(*quote),
                            CopyLegacyCsvOption::Escape(escape) => written.escape = Some(*escape),
                            CopyLegacyCsvOption::ForceQuote(columns) => {
                                written.force_quote.extend(columns.iter().map(name));
                            }
                            CopyLegacyCsvOption::ForceNotNull(_) => return Err(unsupported("COPY FORCE NOT NULL")),
                        }
                    }
                }
            }
        }
        written.finish()
    }
}

fn is_utf8(encoding: &str) -> bool {
    matches!(plain(encoding).to_ascii_lowercase().as_str(), "utf8" | "utf-8")
}

impl Written {
    fn finish(self) -> Result<Options> {
        let wrong = |why: &str| Err(Error::from(Execute::InvalidArgument).with("why", why));
        if !self.csv && (self.quote.is_some() || self.escape.is_some() || !self.force_quote.is_empty()) {
            return Err(unsupported("COPY QUOTE / ESCAPE / FORCE_QUOTE (FORMAT text)"));
        }
        let quote = self.quote.unwrap_or('"');
        let options = Options {
            csv: self.csv,
            header: self.header,
            delimiter: self.delimiter.unwrap_or(if self.csv { ',' } else { '\t' }),
            null: self.null.unwrap_or_else(|| if self.csv { "" } else { "\\N" }.to_owned()),
            quote,
            escape: self.escape.unwrap_or(quote),
            force_quote: self.force_quote,
        };
        if matches!(options.delimiter, '\n' | '\r') || (options.csv && options.delimiter == options.quote) {
            return wrong("copy-delimiter-quote");
        }
        if !options.csv && (options.delimiter.is_ascii_alphanumeric() || matches!(options.delimiter, '.' | '\\')) {
            return wrong("copy-delimiter-letter");
        }
        Ok(options)
    }
}
