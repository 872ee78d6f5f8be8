//! CREATE SEQUENCE and ALTER SEQUENCE, which the parser hands on as the former, under a marked name.

use super::{done, new_name, put, taken};
use crate::Result;
use crate::catalog::{Relation, Sequence};
use crate::database::{Outcome, Session};
use crate::error::{Error, Store};
use crate::parse::{ALTERED, RESET, RESTARTED, Statement, name, strip_tags, unsupported};
use sqlparser::ast::{self, SequenceOptions};
use std::sync::Arc;

pub(super) fn create(session: &mut Session, statement: &Statement, ast: &ast::Statement) -> Result<Outcome> {
    let ast::Statement::CreateSequence { temporary, if_not_exists, name: object, sequence_options, .. } = ast else {
        return Err(unsupported("CREATE SEQUENCE"));
    };
    if let Some(change) = Change::of(object) {
        return alter(session, statement, change, object, *if_not_exists, sequence_options);
    }
    let full = new_name(&session.catalog, object, *temporary, &statement.places)?;
    if session.catalog.relations.contains_key(&full) {
        return if *if_not_exists { Ok(done("CREATE SEQUENCE")) } else { Err(taken(&full, object, &statement.places)) };
    }
    let mut sequence = Sequence::default();
    options(&mut sequence, sequence_options)?;
    check(&sequence)?;
    put(&mut session.catalog, full, Relation::Sequence(Arc::new(sequence)));
    Ok(done("CREATE SEQUENCE"))
}

/// What ALTER SEQUENCE does to the next value.
#[derive(Clone, Copy, PartialEq)]
enum Change {
    Keep,
    /// RESTART: from the start.
    Reset,
    /// RESTART WITH: the value stands where CREATE SEQUENCE has its start.
    Restart,
}

impl Change {
    fn of(object: &ast::ObjectName) -> Option<Self> {
        let mark = object.0.first().filter(|first| first.quote_style.is_some())?;
        match name(mark).as_str() {
            ALTERED => Some(Self::Keep),
            RESET => Some(Self::Reset),
            RESTARTED => Some(Self::Restart),
            _ => None,
        }
    }
}

fn alter(
    session: &mut Session,
    statement: &Statement,
    change: Change,
    object: &ast::ObjectName,
    if_exists: bool,
    given: &[SequenceOptions],
) -> Result<Outcome> {
    let object = ast::ObjectName(object.0[1..].to_vec());
    let (schema, last) = match object.0.as_slice() {
        [.., schema, last] => (Some(name(schema)), name(last)),
        [last] => (None, name(last)),
        [] => return Err(unsupported("ALTER SEQUENCE")),
    };
    let found = session.catalog.resolve(schema.as_deref(), &last);
    let known = found.and_then(|full| match session.catalog.get(&full) {
        Some(Relation::Sequence(sequence)) => Some((full, (**sequence).clone())),
        _ => None,
    });
    let Some((full, mut sequence)) = known else {
        if if_exists {
            return Ok(done("ALTER SEQUENCE"));
        }
        let at = object.0.last().and_then(|part| statement.places.of(&part.value));
        return Err(Error::from(Store::UndefinedSequence).with("name", last).at(at));
    };
    let (last_value, called, start) = (sequence.last, sequence.called, sequence.start);
    options(&mut sequence, given)?;
    let given_start = given.iter().find_map(|option| match (option, change) {
        (SequenceOptions::StartWith(expr, _), Change::Keep) => Some(expr),
        (SequenceOptions::Cache(expr), Change::Reset | Change::Restart) => Some(expr),
        _ => None,
    });
    let restart = sequence.start;
    sequence.start = given_start.map_or(Ok(start), number)?;
    (sequence.last, sequence.called) = match change {
        Change::Keep => (last_value, called),
        Change::Reset => (sequence.start, false),
        Change::Restart => (restart, false),
    };
    check(&sequence)?;
    put(&mut session.catalog, full, Relation::Sequence(Arc::new(sequence)));
    Ok(done("ALTER SEQUENCE"))
}

fn number(expr: &ast::Expr) -> Result<i64> {
    let text = strip_tags(&expr.to_string()).replace(' ', "");
    text.parse().map_err(|_| unsupported(text))
}

/// Options must not contradict each other.
fn check(sequence: &Sequence) -> Result<()> {
    let why = if sequence.increment == 0 {
        "INCREMENT 0"
    } else if sequence.least > sequence.greatest {
        "MINVALUE > MAXVALUE"
    } else if sequence.start < sequence.least || sequence.last < sequence.least {
        "START < MINVALUE"
    } else if sequence.start > sequence.greatest || sequence.last > sequence.greatest {
        "START > MAXVALUE"
    } else {
        return Ok(());
    };
    Err(Error::from(Store::SequenceOptions).with("why", why))
}

/// Applies options to a sequence.
pub(super) fn options(sequence: &mut Sequence, options: &[SequenceOptions]) -> Result<()> {
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
