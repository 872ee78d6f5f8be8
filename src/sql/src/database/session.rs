//! The session: catalogue, transaction, prepared statements, clock and luck; and which statement goes where.

use super::Outcome;
use super::transaction::Transaction;
use crate::Result;
use crate::bind::{Binder, Bound};
use crate::catalog::{Catalog, Name, Relation};
use crate::error::{Error, Execute, Store};
use crate::execute::{Batch, Context, collect, open};
use crate::functions;
use crate::optimise::optimise;
use crate::parse::{Statement, unsupported};
use base::{Budget, Clock, Column, Rng, Table};
use sqlparser::ast;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The state one user of the database has.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) catalog: Catalog,
    pub(crate) clock: Clock,
    pub(crate) rng: RefCell<Rng>,
    pub(super) transaction: Option<Transaction>,
    pub(super) prepared: BTreeMap<String, super::prepared::Prepared>,
    pub(super) settings: BTreeMap<String, String>,
    /// Sequences moved by the running statement, by name: last value, and whether it was given.
    pub(crate) sequences: RefCell<SequenceMoves>,
    /// Set while a data-changing WITH query runs: its RETURNING columns and rows are put there.
    pub(crate) returned: RefCell<Option<Returned>>,
}

/// Columns and rows of a RETURNING clause.
pub(crate) type Returned = (Vec<(String, crate::types::Type)>, Batch);

/// Where the running statement has moved sequences to.
#[derive(Debug, Default)]
pub(crate) struct SequenceMoves {
    moved: BTreeMap<Name, crate::catalog::Sequence>,
    /// Values `currval` answers with.
    current: BTreeMap<Name, i64>,
}

/// What functions may ask of the session while a statement runs.
pub(crate) struct SessionView<'s> {
    pub(crate) catalog: &'s Catalog,
    pub(crate) sequences: &'s RefCell<SequenceMoves>,
    pub(crate) returned: &'s RefCell<Option<Returned>>,
}

impl SessionView<'_> {
    fn find(&self, name: &str) -> Result<Name> {
        // Names fold to lower case outside of double quotes, as in SQL.
        let parts = name.split('"').enumerate();
        let plain: String =
            parts.map(|(i, part)| if i % 2 == 0 { part.trim().to_lowercase() } else { part.to_owned() }).collect();
        let (schema, last) = match plain.split_once('.') {
            Some((schema, last)) => (Some(schema), last),
            None => (None, plain.as_str()),
        };
        let found = self.catalog.resolve(schema, last);
        found
            .filter(|name| matches!(self.catalog.get(name), Some(Relation::Sequence(_))))
            .ok_or_else(|| Error::from(Store::UndefinedSequence).with("name", name))
    }

    fn with<T>(&self, name: &Name, work: impl FnOnce(&mut crate::catalog::Sequence) -> T) -> Option<T> {
        let mut moves = self.sequences.borrow_mut();
        if !moves.moved.contains_key(name) {
            let Some(Relation::Sequence(sequence)) = self.catalog.get(name) else { return None };
            moves.moved.insert(name.clone(), (**sequence).clone());
        }
        moves.moved.get_mut(name).map(work)
    }

    /// The next value of a sequence.
    pub(crate) fn next_of(&self, name: &Name) -> Result<i64> {
        let next = self.with(name, crate::catalog::Sequence::next).flatten();
        let next = next.ok_or_else(|| Error::from(Store::SequenceLimit).with("name", name.name.as_str()))?;
        self.sequences.borrow_mut().current.insert(name.clone(), next);
        Ok(next)
    }
}

impl functions::Session for SessionView<'_> {
    fn nextval(&self, name: &str) -> Result<i64> {
        let name = self.find(name)?;
        self.next_of(&name)
    }

    fn returned(&self, columns: &[(String, crate::types::Type)], rows: &Batch) {
        if let Some(kept) = &mut *self.returned.borrow_mut() {
            *kept = (columns.to_vec(), rows.clone());
        }
    }

    fn currval(&self, name: &str) -> Result<i64> {
        let full = self.find(name)?;
        let current = self.sequences.borrow().current.get(&full).copied();
        current.ok_or_else(|| Error::from(Store::SequenceNotRead).with("name", name))
    }

    fn setval(&self, name: &str, value: i64, called: bool) -> Result<i64> {
        let full = self.find(name)?;
        let fits = self.with(&full, |sequence| {
            let fits = (sequence.least..=sequence.greatest).contains(&value);
            if fits {
                (sequence.last, sequence.called) = (value, called);
            }
            fits
        });
        if fits == Some(false) {
            return Err(Error::from(Store::SequenceBounds).with("name", name).with("value", value));
        }
        if called {
            self.sequences.borrow_mut().current.insert(full, value);
        }
        Ok(value)
    }
}

impl Session {
    pub(super) fn new(catalog: Catalog, clock: Clock, rng: RefCell<Rng>) -> Self {
        Self {
            catalog,
            clock,
            rng,
            transaction: None,
            prepared: BTreeMap::new(),
            settings: BTreeMap::new(),
            sequences: RefCell::default(),
            returned: RefCell::default(),
        }
    }

    /// What exists outside of an open transaction.
    pub(super) fn committed(&self) -> &Catalog {
        self.transaction.as_ref().map_or(&self.catalog, |transaction| &transaction.before)
    }

    /// A failure: in a transaction block it also spoils the block.
    pub(super) fn fail(&mut self, error: Error) -> Outcome {
        if let Some(transaction) = &mut self.transaction {
            transaction.aborted = true;
        }
        Outcome::Failed(error.into_diagnostic())
    }

    /// What functions may ask.
    pub(crate) fn view(&self) -> SessionView<'_> {
        SessionView { catalog: &self.catalog, sequences: &self.sequences, returned: &self.returned }
    }

    /// Runs a statement. A statement that fails changes nothing.
    pub(super) fn execute(&mut self, statement: &Statement, files: &mut dyn super::Files, budget: &Budget) -> Outcome {
        if let Err(exhausted) = budget.spend(1) {
            return self.fail(exhausted.into());
        }
        if self.transaction.as_ref().is_some_and(|transaction| transaction.aborted)
            && !super::transaction::ends(&statement.ast)
        {
            return self.fail(Store::Aborted.into());
        }
        let result = if matches!(statement.ast, ast::Statement::Copy { .. }) {
            crate::dml::copy(self, statement, files, budget)
        } else if statement.with.is_empty() {
            self.dispatch(statement, &statement.ast, budget)
        } else {
            crate::dml::with(self, statement, budget)
        };
        match result {
            Ok(outcome) => {
                self.settle_sequences();
                outcome
            }
            Err(error) => {
                // Sequences do not go back, whatever happens.
                self.settle_sequences();
                let error = if error.id() == "sql-unsupported" { error.at(Some(statement.span)) } else { error };
                self.fail(error)
            }
        }
    }

    fn settle_sequences(&mut self) {
        let moved = std::mem::take(&mut self.sequences.borrow_mut().moved);
        for (name, sequence) in moved {
            let entry = Relation::Sequence(Arc::new(sequence));
            if let Some(transaction) = &mut self.transaction
                && transaction.before.relations.contains_key(&name)
            {
                transaction.before.relations.insert(name.clone(), entry.clone());
            }
            if let Some(known @ Relation::Sequence(_)) = self.catalog.relations.get_mut(&name) {
                *known = entry;
            }
        }
    }

    pub(crate) fn dispatch(&mut self, statement: &Statement, ast: &ast::Statement, budget: &Budget) -> Result<Outcome> {
        use ast::Statement as S;
        let done = |tag: &str| Ok(Outcome::Affected { tag: tag.to_owned(), count: 0 });
        match ast {
            S::Query(query) => self.query(statement, query, budget),
            S::Insert(insert) => crate::dml::insert(self, statement, insert, budget),
            S::Update { .. } => crate::dml::update(self, statement, ast, budget),
            S::Delete(delete) => crate::dml::delete(self, statement, delete, budget),
            S::Merge { .. } => crate::dml::merge(self, statement, ast, budget),
            S::Truncate { .. } => crate::dml::truncate(self, statement, ast),
            S::StartTransaction { .. } => self.begin(),
            S::Commit { .. } => self.commit(),
            S::Rollback { savepoint: None, .. } => self.rollback(),
            S::Rollback { savepoint: Some(name), .. } => self.rollback_to(name),
            S::Savepoint { name } => self.savepoint(name),
            S::ReleaseSavepoint { name } => self.release(name),
            S::Prepare { name, data_types, .. } => self.prepare(statement, name, data_types),
            S::Execute { name, parameters, .. } => self.execute_prepared(statement, name, parameters, budget),
            S::Deallocate { name, .. } => self.deallocate(name),
            S::Explain { analyze, verbose, statement: inner, format, .. } => {
                crate::explain::explain(self, statement, inner, *analyze, *verbose, format.is_some(), budget)
            }
            S::SetVariable { variables, value, .. } => self.set_variable(variables, value),
            S::SetTimeZone { value, .. } => {
                let text = crate::parse::strip_tags(&value.to_string());
                let zone = text.trim_matches('\'').to_lowercase();
                if !matches!(zone.as_str(), "utc" | "gmt" | "default" | "local" | "etc/utc") {
                    return Err(unsupported(format!("SET TIME ZONE {text}")));
                }
                done("SET")
            }
            S::SetNames { .. } | S::SetTransaction { .. } => done("SET"),
            S::ShowVariable { variable } => self.show(variable),
            S::ShowTables { .. } => self.show_tables(),
            S::ShowColumns { .. } | S::ExplainTable { .. } => self.show_columns(ast),
            S::Analyze { .. } => done("ANALYZE"),
            S::Discard { .. } => done("DISCARD ALL"),
            S::Comment { .. } => crate::ddl::comment(self, ast),
            _ => crate::ddl::execute(self, statement, ast, budget),
        }
    }

    /// Binds a query.
    pub(crate) fn bind_query(&self, statement: &Statement, query: &ast::Query) -> Result<Bound> {
        let mut binder = Binder::new(&self.catalog, &statement.places);
        binder.statement_query(query)
    }

    /// Surroundings for a statement.
    pub(crate) fn context<'c>(&'c self, view: &'c SessionView<'c>, budget: &'c Budget) -> Context<'c> {
        let now = self.transaction.as_ref().map_or_else(|| self.clock.now(), |transaction| transaction.began);
        Context::new(budget, &self.rng, now.saturating_mul(1000), view)
    }

    /// Optimises and runs a plan to its end.
    pub(crate) fn run_plan(&self, plan: crate::plan::Plan, budget: &Budget) -> Result<Batch> {
        let view = self.view();
        let context = self.context(&view, budget);
        let plan = optimise(plan, &context);
        collect(&plan, &context)
    }

    fn query(&mut self, statement: &Statement, query: &ast::Query, budget: &Budget) -> Result<Outcome> {
        let bound = self.bind_query(statement, query)?;
        self.rows_of(bound, budget).map(Outcome::Rows)
    }

    /// Runs a bound query into a result.
    pub(crate) fn rows_of(&self, bound: Bound, budget: &Budget) -> Result<Table> {
        let view = self.view();
        let context = self.context(&view, budget);
        let plan = optimise(bound.plan, &context);
        let mut operator = open(&plan, &context)?;
        let mut table = result_table(&bound.columns);
        while let Some(batch) = operator.next(&context)? {
            let cells = (batch.rows * (batch.columns.len() + 1)) as u64;
            context.budget.spend(cells / 4 + 1)?;
            context.take_memory(cells * 32 + batch.heap_size())?;
            fill(&mut table, &batch);
        }
        Ok(table)
    }
}

/// An empty result with these columns.
pub(crate) fn result_table(columns: &[(String, crate::types::Type)]) -> Table {
    let columns = columns.iter().map(|(name, ty)| Column { name: name.clone(), kind: ty.kind() }).collect();
    Table { columns, rows: vec![] }
}

/// Adds a batch's rows to a result.
pub(crate) fn fill(table: &mut Table, batch: &Batch) {
    let from = table.rows.len();
    table.rows.extend((0..batch.rows).map(|_| Vec::with_capacity(batch.columns.len())));
    for column in &batch.columns {
        for (i, row) in table.rows[from..].iter_mut().enumerate() {
            row.push(cell(column, i));
        }
    }
}

fn cell(column: &crate::vector::Vector, i: usize) -> base::Cell {
    use crate::types::Type;
    use crate::vector::Data;
    if column.is_null(i) {
        return base::Cell::Null;
    }
    match (&column.data, &column.ty) {
        (Data::Int(values), Type::Int2 | Type::Int4 | Type::Int8) => base::Cell::Int(values[i]),
        (Data::Text(values), _) => base::Cell::Text(values.get(i).to_owned()),
        _ => column.value(i).to_cell(&column.ty),
    }
}

impl From<Execute> for Outcome {
    fn from(fault: Execute) -> Self {
        Self::Failed(Error::from(fault).into_diagnostic())
    }
}
