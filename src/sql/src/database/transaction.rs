//! Transactions: a copy of the catalogue at BEGIN and at each savepoint; copies share everything that does not change.

use super::{Outcome, Session};
use crate::Result;
use crate::catalog::Catalog;
use crate::error::{Error, Store};
use crate::parse::name;
use sqlparser::ast;

/// An open transaction block.
#[derive(Debug)]
pub(crate) struct Transaction {
    /// What existed at BEGIN.
    pub(crate) before: Catalog,
    /// What `now()` answers, in milliseconds.
    pub(crate) began: i64,
    /// A statement failed: nothing is done until ROLLBACK.
    pub(crate) aborted: bool,
    savepoints: Vec<(String, Catalog)>,
}

/// Whether a statement may run in a spoilt block: those that end it or go back.
pub(super) fn ends(ast: &ast::Statement) -> bool {
    matches!(ast, ast::Statement::Commit { .. } | ast::Statement::Rollback { .. })
}

fn done(tag: &str) -> Outcome {
    Outcome::Affected { tag: tag.to_owned(), count: 0 }
}

fn warned(tag: &str, fault: Store) -> Outcome {
    let mut warning = Error::from(fault).into_diagnostic();
    warning.severity = base::Severity::Warning;
    Outcome::Warned { tag: tag.to_owned(), warning }
}

impl Session {
    pub(super) fn begin(&mut self) -> Result<Outcome> {
        if self.transaction.is_some() {
            return Ok(warned("BEGIN", Store::AlreadyInTransaction));
        }
        self.transaction = Some(Transaction {
            before: self.catalog.clone(),
            began: self.clock.now(),
            aborted: false,
            savepoints: vec![],
        });
        Ok(done("BEGIN"))
    }

    pub(super) fn commit(&mut self) -> Result<Outcome> {
        match self.transaction.take() {
            None => Ok(warned("COMMIT", Store::NotInTransaction)),
            Some(transaction) if transaction.aborted => {
                self.catalog = transaction.before;
                Ok(done("ROLLBACK"))
            }
            Some(_) => Ok(done("COMMIT")),
        }
    }

    pub(super) fn rollback(&mut self) -> Result<Outcome> {
        match self.transaction.take() {
            None => Ok(warned("ROLLBACK", Store::NotInTransaction)),
            Some(transaction) => {
                self.catalog = transaction.before;
                Ok(done("ROLLBACK"))
            }
        }
    }

    fn open_block(&mut self, what: &str) -> Result<&mut Transaction> {
        self.transaction.as_mut().ok_or_else(|| Error::from(Store::NoTransaction).with("what", what))
    }

    pub(super) fn savepoint(&mut self, ident: &ast::Ident) -> Result<Outcome> {
        let catalog = self.catalog.clone();
        let block = self.open_block("SAVEPOINT")?;
        block.savepoints.push((name(ident), catalog));
        Ok(done("SAVEPOINT"))
    }

    pub(super) fn release(&mut self, ident: &ast::Ident) -> Result<Outcome> {
        let wanted = name(ident);
        let block = self.open_block("RELEASE SAVEPOINT")?;
        let at = block.savepoints.iter().rposition(|(known, _)| *known == wanted);
        let at = at.ok_or_else(|| Error::from(Store::UndefinedSavepoint).with("name", wanted))?;
        block.savepoints.truncate(at);
        Ok(done("RELEASE"))
    }

    pub(super) fn rollback_to(&mut self, ident: &ast::Ident) -> Result<Outcome> {
        let wanted = name(ident);
        let block = self.open_block("ROLLBACK TO SAVEPOINT")?;
        let at = block.savepoints.iter().rposition(|(known, _)| *known == wanted);
        let at = at.ok_or_else(|| Error::from(Store::UndefinedSavepoint).with("name", wanted))?;
        block.savepoints.truncate(at + 1);
        block.aborted = false;
        let catalog = block.savepoints[at].1.clone();
        self.catalog = catalog;
        Ok(done("ROLLBACK"))
    }
}
