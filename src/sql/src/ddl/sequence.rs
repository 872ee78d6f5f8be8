//! CREATE SEQUENCE

use super::{done, new_name, put, taken};
use crate::Result;
use crate::catalog::{Relation, Sequence};
use crate::database::{Outcome, Session};
use crate::parse::{Statement, strip_tags, unsupported};
use sqlparser::ast::{self, SequenceOptions};
use std::sync::Arc;

pub(super) fn create(session: &mut Session, statement: &Statement, ast: &ast::Statement) -> Result<Outcome> {
    let ast::Statement::CreateSequence { temporary, if_not_exists, name: object, sequence_options, .. } = ast else {
        return Err(unsupported("CREATE SEQUENCE"));
    };
    let full = new_name(&session.catalog, object, *temporary, &statement.places)?;
    if session.catalog.relations.contains_key(&full) {
        return if *if_not_exists { Ok(done("CREATE SEQUENCE")) } else { Err(taken(&full, object, &statement.places)) };
    }
    let mut sequence = Sequence::default();
    options(&mut sequence, sequence_options)?;
    put(&mut session.catalog, full, Relation::Sequence(Arc::new(sequence)));
    Ok(done("CREATE SEQUENCE"))
}

/// Applies options to a sequence.
pub(super) fn options(sequence: &mut Sequence, options: &[SequenceOptions]) -> Result<()> {
    let number = |expr: &ast::Expr| -> Result<i64> {
        let text = strip_tags(&expr.to_string()).replace(' ', "");
        text.parse().map_err(|_| unsupported(text))
    };
    let mut start = None;
    for option in options {
        match option {
            SequenceOptions::IncrementBy(expr, _) => sequence.increment = number(expr)?,
            SequenceOptions::MinValue(Some(expr)) => sequence.least = number(expr)?,
            SequenceOptions::MaxValue(Some(expr)) => sequence.greatest = number(expr)?,
            SequenceOptions::MinValue(None) | SequenceOptions::MaxValue(None) | SequenceOptions::Cache(_) => {}
            SequenceOptions::StartWith(expr, _) => start = Some(number(expr)?),
            SequenceOptions::Cycle(no) => sequence.cycle = !no,
        }
    }
    if sequence.increment < 0 && !options.iter().any(|option| matches!(option, SequenceOptions::MaxValue(Some(_)))) {
        sequence.greatest = -1;
        if !options.iter().any(|option| matches!(option, SequenceOptions::MinValue(Some(_)))) {
            sequence.least = i64::MIN;
        }
    }
    let first = if sequence.increment < 0 { sequence.greatest } else { sequence.least };
    sequence.start = start.unwrap_or(first);
    sequence.last = sequence.start;
    Ok(())
}
