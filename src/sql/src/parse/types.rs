//! CREATE TYPE … AS ENUM, ALTER TYPE and DROP TYPE, which sqlparser 0.52 does not read.

use super::{name, plain};
use sqlparser::ast::ObjectName;
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

/// What happens to an enumerated type.
#[derive(Clone, Debug)]
pub enum TypeChange {
    /// CREATE TYPE … AS ENUM
    Create {
        /// The type.
        object: ObjectName,
        /// Its labels.
        labels: Vec<String>,
    },
    /// ALTER TYPE … ADD VALUE
    AddValue {
        /// The type.
        object: ObjectName,
        /// The label.
        label: String,
        /// Whether it may be there already.
        if_not_exists: bool,
        /// The label beside which it comes, and whether after it.
        beside: Option<(String, bool)>,
    },
    /// ALTER TYPE … RENAME VALUE … TO …
    RenameValue {
        /// The type.
        object: ObjectName,
        /// The label.
        label: String,
        /// Its new spelling.
        new: String,
    },
    /// ALTER TYPE … RENAME TO …
    Rename {
        /// The type.
        object: ObjectName,
        /// Its new name.
        new: String,
    },
    /// DROP TYPE
    Drop {
        /// The types.
        objects: Vec<ObjectName>,
        /// Whether they may be missing.
        if_exists: bool,
        /// Columns of the type go too.
        cascade: bool,
    },
}

impl TypeChange {
    /// The first type it speaks of.
    pub fn object(&self) -> ObjectName {
        match self {
            Self::Create { object, .. }
            | Self::AddValue { object, .. }
            | Self::RenameValue { object, .. }
            | Self::Rename { object, .. } => object.clone(),
            Self::Drop { objects, .. } => objects.first().cloned().unwrap_or(ObjectName(vec![])),
        }
    }
}

/// Reads such a statement; `None` where it is another one, which the parser has not moved over then.
pub(super) fn type_change(parser: &mut Parser) -> Result<Option<TypeChange>, ParserError> {
    let second = parser.peek_nth_token(1);
    let about_type = matches!(&second.token, Token::Word(word) if word.keyword == Keyword::TYPE);
    let enumerated = |parser: &Parser| {
        // Rows and ranges as types are refused by name, by those who read the statement next.
        let words = (2..8).map(|at| parser.peek_nth_token(at).token);
        words.into_iter().any(|token| matches!(token, Token::Word(word) if word.keyword == Keyword::ENUM))
    };
    let first = parser.peek_token();
    let Token::Word(verb) = &first.token else { return Ok(None) };
    if !about_type || !matches!(verb.keyword, Keyword::CREATE | Keyword::ALTER | Keyword::DROP) {
        return Ok(None);
    }
    if verb.keyword == Keyword::CREATE && !enumerated(parser) {
        return Ok(None);
    }
    parser.next_token();
    parser.next_token();
    if verb.keyword == Keyword::DROP {
        let if_exists = parser.parse_keywords(&[Keyword::IF, Keyword::EXISTS]);
        let objects = parser.parse_comma_separated(|parser| parser.parse_object_name(false))?;
        let cascade = parser.parse_keyword(Keyword::CASCADE);
        let _ = !cascade && parser.parse_keyword(Keyword::RESTRICT);
        return Ok(Some(TypeChange::Drop { objects, if_exists, cascade }));
    }
    let object = parser.parse_object_name(false)?;
    if verb.keyword == Keyword::CREATE {
        parser.expect_keyword(Keyword::AS)?;
        parser.expect_keyword(Keyword::ENUM)?;
        parser.expect_token(&Token::LParen)?;
        let mut labels = Vec::new();
        if !parser.consume_token(&Token::RParen) {
            labels = parser.parse_comma_separated(label)?;
            parser.expect_token(&Token::RParen)?;
        }
        return Ok(Some(TypeChange::Create { object, labels }));
    }
    if parser.parse_keyword(Keyword::RENAME) {
        if parser.parse_keyword(Keyword::TO) {
            let new = name(&parser.parse_identifier(false)?);
            return Ok(Some(TypeChange::Rename { object, new }));
        }
        parser.expect_keyword(Keyword::VALUE)?;
        let label_before = label(parser)?;
        parser.expect_keyword(Keyword::TO)?;
        return Ok(Some(TypeChange::RenameValue { object, label: label_before, new: label(parser)? }));
    }
    parser.expect_keyword(Keyword::ADD)?;
    parser.expect_keyword(Keyword::VALUE)?;
    let if_not_exists = parser.parse_keywords(&[Keyword::IF, Keyword::NOT, Keyword::EXISTS]);
    let added = label(parser)?;
    let beside = match parser.parse_one_of_keywords(&[Keyword::BEFORE, Keyword::AFTER]) {
        Some(side) => Some((label(parser)?, side == Keyword::AFTER)),
        None => None,
    };
    Ok(Some(TypeChange::AddValue { object, label: added, if_not_exists, beside }))
}

fn label(parser: &mut Parser) -> Result<String, ParserError> {
    parser.parse_literal_string().map(|text| plain(&text).to_owned())
}
