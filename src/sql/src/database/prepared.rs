//! PREPARE, EXECUTE, DEALLOCATE.

use super::{Outcome, Session};
use crate::Result;
use crate::bind::Binder;
use crate::cast::cast_value;
use crate::error::{Error, Store};
use crate::execute::eval::eval_constant;
use crate::parse::{Statement, name, unsupported};
use crate::types::{ColumnType, Type};
use crate::value::Value;
use base::Budget;
use sqlparser::ast;

/// A prepared statement.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    types: Vec<ColumnType>,
    text: String,
}

impl Session {
    pub(super) fn prepare(
        &mut self,
        statement: &Statement,
        ident: &ast::Ident,
        types: &[ast::DataType],
    ) -> Result<Outcome> {
        let wanted = name(ident);
        if self.prepared.contains_key(&wanted) {
            return Err(Error::from(Store::DuplicatePrepared)
                .with("name", wanted)
                .at(statement.places.of(&ident.value)));
        }
        let binder = Binder::new(&self.catalog, &statement.places);
        let types = types.iter().map(|ty| binder.written_type(ty)).collect::<Result<_>>()?;
        let text = crate::parse::after_as(&statement.text).unwrap_or_default().to_owned();
        let prepared = Prepared { types, text };
        self.prepared.insert(wanted, prepared);
        Ok(Outcome::Affected { tag: "PREPARE".to_owned(), count: 0 })
    }

    pub(super) fn execute_prepared(
        &mut self,
        statement: &Statement,
        object: &ast::ObjectName,
        parameters: &[ast::Expr],
        budget: &Budget,
    ) -> Result<Outcome> {
        let ident = object.0.last().ok_or_else(|| unsupported("EXECUTE"))?;
        let wanted = name(ident);
        let prepared = self.prepared.get(&wanted).cloned().ok_or_else(|| {
            Error::from(Store::UndefinedPrepared).with("name", wanted.clone()).at(statement.places.of(&ident.value))
        })?;
        let mut values = Vec::new();
        {
            let view = self.view();
            let context = self.context(&view, budget);
            for (i, parameter) in parameters.iter().enumerate() {
                let mut binder = Binder::new(&self.catalog, &statement.places);
                let expr = binder.expr(parameter)?;
                let value = eval_constant(&expr, &context)?;
                values.push(match prepared.types.get(i) {
                    Some(ty) => (cast_value(&value, &expr.ty, ty, false)?, ty.ty.clone()),
                    None => (value, expr.ty),
                });
            }
        }
        let wanted_count = prepared.types.len().max(highest_parameter(&prepared.text));
        if values.len() != wanted_count {
            return Err(Error::from(Store::PreparedParameters)
                .with("name", wanted)
                .with("expected", wanted_count)
                .with("found", values.len()));
        }
        let text = substituted(&prepared.text, &values);
        let whole = base::Span::new(0, text.len());
        // What is wrong inside lies in the text that was prepared, not here.
        let outcome = crate::parse::parse(&text, whole).and_then(|inner| {
            if inner.with.is_empty() {
                self.dispatch(&inner, &inner.ast, budget)
            } else {
                crate::dml::with(self, &inner, budget)
            }
        });
        outcome.map_err(|error| error.moved(statement.span))
    }

    pub(super) fn deallocate(&mut self, ident: &ast::Ident) -> Result<Outcome> {
        let wanted = name(ident);
        if wanted == "all" {
            self.prepared.clear();
        } else if self.prepared.remove(&wanted).is_none() {
            return Err(Error::from(Store::UndefinedPrepared).with("name", wanted));
        }
        Ok(Outcome::Affected { tag: "DEALLOCATE".to_owned(), count: 0 })
    }
}

fn highest_parameter(text: &str) -> usize {
    use crate::text::{LexemeKind, lex};
    let numbers = lex(text).into_iter().filter(|l| l.kind == LexemeKind::Parameter);
    numbers.filter_map(|l| l.span.of(text).trim_start_matches('$').parse().ok()).max().unwrap_or(0)
}

/// The text with the values in the place of `$1`, `$2`…, as literals with their types.
fn substituted(source: &str, values: &[(Value, Type)]) -> String {
    use crate::text::{LexemeKind, lex};
    let mut out = String::new();
    let mut at = 0;
    for lexeme in lex(source) {
        if lexeme.kind != LexemeKind::Parameter {
            continue;
        }
        let index: usize = lexeme.span.of(source).trim_start_matches('$').parse().unwrap_or(0);
        let Some((value, ty)) = index.checked_sub(1).and_then(|i| values.get(i)) else { continue };
        out.push_str(&source[at..lexeme.span.start as usize]);
        out.push_str(&literal(value, ty));
        at = lexeme.span.end as usize;
    }
    out.push_str(&source[at..]);
    out
}

fn literal(value: &Value, ty: &Type) -> String {
    if value.is_null() {
        return "NULL".to_owned();
    }
    let quoted = format!("'{}'", value.write(ty).replace('\'', "''"));
    match ty {
        Type::Unknown => quoted,
        Type::Int4 | Type::Numeric => format!("({})", value.write(ty)),
        ty => format!("CAST({quoted} AS {})", ty.name()),
    }
}
