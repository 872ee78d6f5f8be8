//! The dialect sqlparser is asked for: PostgreSQL's grammar and precedence, plus what Athena, Spark and Redshift add.

use sqlparser::ast::Statement;
use sqlparser::dialect::{Dialect, PostgreSqlDialect, Precedence};
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;
use std::any::TypeId;

/// PostgreSQL and a little more.
#[derive(Debug, Default)]
pub struct Datelier;

const POSTGRES: PostgreSqlDialect = PostgreSqlDialect {};

/// How tightly a sign binds: less than `[`, more than COLLATE.
const SIGN: u8 = 125;

impl Dialect for Datelier {
    fn dialect(&self) -> TypeId {
        TypeId::of::<PostgreSqlDialect>()
    }
    fn identifier_quote_style(&self, _identifier: &str) -> Option<char> {
        Some('"')
    }
    fn is_delimited_identifier_start(&self, ch: char) -> bool {
        ch == '"' || ch == '`'
    }
    fn is_identifier_start(&self, ch: char) -> bool {
        POSTGRES.is_identifier_start(ch)
    }
    fn is_identifier_part(&self, ch: char) -> bool {
        POSTGRES.is_identifier_part(ch)
    }
    fn supports_unicode_string_literal(&self) -> bool {
        true
    }
    fn get_next_precedence(&self, parser: &Parser) -> Option<Result<u8, ParserError>> {
        match parser.peek_token().token {
            Token::Mul | Token::Div | Token::Mod => Some(Ok(POSTGRES.prec_value(Precedence::MulDivModOp))),
            Token::Plus | Token::Minus => Some(Ok(POSTGRES.prec_value(Precedence::PlusMinus))),
            _ => POSTGRES.get_next_precedence(parser),
        }
    }
    fn parse_statement(&self, parser: &mut Parser) -> Option<Result<Statement, ParserError>> {
        POSTGRES.parse_statement(parser)
    }
    fn prec_value(&self, prec: Precedence) -> u8 {
        match prec {
            // Asked for after a sign only, which binds more tightly than `^`, COLLATE and AT TIME ZONE: -2 ^ 2 is 4.
            Precedence::MulDivModOp => SIGN,
            // After `~`, `@`, `|/`: as tightly as any other operator, so that ~ 1 + 1 is ~ 2.
            Precedence::PlusMinus => POSTGRES.prec_value(Precedence::PgOther),
            other => POSTGRES.prec_value(other),
        }
    }
    fn supports_filter_during_aggregation(&self) -> bool {
        true
    }
    fn supports_group_by_expr(&self) -> bool {
        true
    }
    fn supports_window_function_null_treatment_arg(&self) -> bool {
        true
    }
    fn supports_window_clause_named_window_reference(&self) -> bool {
        true
    }
    fn supports_select_wildcard_except(&self) -> bool {
        true
    }
    fn supports_lambda_functions(&self) -> bool {
        false
    }
    fn allow_extract_custom(&self) -> bool {
        true
    }
    fn allow_extract_single_quotes(&self) -> bool {
        true
    }
    fn supports_create_index_with_clause(&self) -> bool {
        true
    }
    fn supports_explain_with_utility_options(&self) -> bool {
        true
    }
    fn require_interval_qualifier(&self) -> bool {
        false
    }
}
