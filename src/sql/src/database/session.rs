//! The session: catalogue, transaction, prepared statements, clock and luck.

use super::Outcome;
use crate::catalog::Catalog;
use crate::error::Error;
use crate::parse::{Statement, unsupported};
use base::{Budget, Clock, Rng};
use std::cell::RefCell;

/// The state one user of the database has.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) catalog: Catalog,
    pub(crate) clock: Clock,
    pub(crate) rng: RefCell<Rng>,
}

impl Session {
    pub(super) fn new(catalog: Catalog, clock: Clock, rng: RefCell<Rng>) -> Self {
        Self { catalog, clock, rng }
    }

    pub(super) fn committed(&self) -> &Catalog {
        &self.catalog
    }

    pub(super) fn fail(&mut self, error: Error) -> Outcome {
        Outcome::Failed(error.into_diagnostic())
    }

    pub(super) fn execute(&mut self, statement: &Statement, budget: &Budget) -> Outcome {
        if let Err(exhausted) = budget.spend(1) {
            return self.fail(exhausted.into());
        }
        self.fail(unsupported(statement.places.text(0)).at(Some(statement.span)))
    }
}
