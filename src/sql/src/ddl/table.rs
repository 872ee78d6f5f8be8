//! CREATE TABLE, CREATE TABLE AS, CREATE TABLE LIKE.

use super::{constraint, done, new_name, put, table_relation, taken};
use crate::Result;
use crate::bind::{Binder, Clause, Scope};
use crate::catalog::{Column, DefaultValue, Identity, Name, Relation, Sequence, Table};
use crate::database::{Outcome, Session};
use crate::error::Error;
use crate::execute::open;
use crate::optimise::optimise;
use crate::parse::{Statement, name, strip_tags, unsupported};
use crate::storage::Appender;
use crate::types::{ColumnType, Type};
use base::Budget;
use sqlparser::ast::{self, ColumnOption, CreateTable, GeneratedAs};
use std::sync::Arc;

pub(super) fn create(
    session: &mut Session,
    statement: &Statement,
    create: &CreateTable,
    budget: &Budget,
) -> Result<Outcome> {
    refuse(create)?;
    let full = new_name(&session.catalog, &create.name, create.temporary, &statement.places)?;
    if session.catalog.relations.contains_key(&full) {
        if create.if_not_exists {
            return Ok(done("CREATE TABLE"));
        }
        if !create.or_replace {
            return Err(taken(&full, &create.name, &statement.places));
        }
    }
    if let Some(query) = &create.query {
        return create_as(session, statement, create, query, full, budget);
    }
    let mut catalog = session.catalog.clone();
    let mut table = Table::default();
    if let Some(like) = &create.like {
        let (_, source) = crate::dml::target(&catalog, like, &statement.places)?;
        table.columns = source.columns.iter().map(|c| Column { default: None, identity: None, ..c.clone() }).collect();
    }
    let mut sequences: Vec<(Name, Sequence)> = Vec::new();
    for definition in &create.columns {
        let column = column(&catalog, statement, &full, definition, &mut sequences)?;
        if table.column(&column.name).is_some() {
            let error = Error::from(crate::error::Bind::DuplicateColumn).with("name", column.name.as_str());
            return Err(error.at(statement.places.of(&definition.name.value)));
        }
        table.columns.push(column);
    }
    for (name, sequence) in sequences {
        put(&mut catalog, name, Relation::Sequence(Arc::new(sequence)));
    }
    constraint::of_table(&catalog, statement, &full, &mut table, create)?;
    // Generated columns and defaults must mean something.
    let scope =
        Scope::table(&full.name, &table.columns.iter().map(|c| (c.name.clone(), c.ty.ty.clone())).collect::<Vec<_>>());
    for column in &table.columns {
        match &column.default {
            Some(DefaultValue::Expression(sql)) => drop(bound(
                statement,
                sql,
                crate::dml::expression(&catalog, sql, &Scope::default(), Clause::Default, &column.ty),
            )?),
            Some(DefaultValue::Generated(sql)) => {
                drop(bound(statement, sql, crate::dml::expression(&catalog, sql, &scope, Clause::Default, &column.ty))?)
            }
            _ => {}
        }
    }
    put(&mut catalog, full.clone(), table_relation(table.clone()));
    crate::dml::row_checks(&catalog, &full, &table)?;
    session.catalog = catalog;
    Ok(done("CREATE TABLE"))
}

/// An error inside an expression kept as SQL has no place of its own in the statement: it gets the statement's.
fn bound<T>(statement: &Statement, sql: &str, result: Result<T>) -> Result<T> {
    result.map_err(|error| {
        let mut plain = Error::new(error.id(), error.code());
        for (key, value) in error.into_diagnostic().args {
            plain = plain.with(&key, value);
        }
        let at = statement.text.find(sql).map(|at| {
            let start = statement.span.start as usize + at;
            base::Span::new(start, start + sql.len())
        });
        plain.at(at.or(Some(statement.span)))
    })
}

fn refuse(create: &CreateTable) -> Result<()> {
    let what = if create.partition_by.is_some() {
        "PARTITION BY"
    } else if !matches!(create.hive_distribution, ast::HiveDistributionStyle::NONE) {
        "PARTITIONED BY"
    } else if create.external {
        "CREATE EXTERNAL TABLE"
    } else if create.clone.is_some() {
        "CLONE"
    } else if create.engine.is_some() {
        "ENGINE"
    } else if create.cluster_by.is_some() || create.clustered_by.is_some() {
        "CLUSTER BY"
    } else if create.location.is_some() || create.file_format.is_some() {
        "LOCATION / STORED AS"
    } else if !create.with_options.is_empty() || !create.table_properties.is_empty() || create.options.is_some() {
        "WITH (…)"
    } else if matches!(create.on_commit, Some(ast::OnCommit::DeleteRows | ast::OnCommit::Drop)) {
        "ON COMMIT"
    } else {
        return Ok(());
    };
    Err(unsupported(what))
}

/// A column definition.
pub(super) fn column(
    catalog: &crate::catalog::Catalog,
    statement: &Statement,
    full: &Name,
    definition: &ast::ColumnDef,
    sequences: &mut Vec<(Name, Sequence)>,
) -> Result<Column> {
    let binder = Binder::new(catalog, &statement.places);
    let column_name = name(&definition.name);
    let ty = binder.written_type(&definition.data_type)?;
    let mut column = Column { name: column_name.clone(), ty, not_null: false, default: None, identity: None };
    let sequence_name = || Name {
        schema: full.schema.clone(),
        name: catalog.free_name(&full.schema, &format!("{}_{column_name}_seq", full.name)),
    };
    let spelled = strip_tags(&definition.data_type.to_string()).to_lowercase();
    let greatest = |ty: &Type| match ty {
        Type::Int2 => i64::from(i16::MAX),
        Type::Int4 => i64::from(i32::MAX),
        _ => i64::MAX,
    };
    if spelled.contains("serial") {
        let sequence = sequence_name();
        sequences.push((sequence.clone(), Sequence { greatest: greatest(&column.ty.ty), ..Sequence::default() }));
        column.default = Some(DefaultValue::Sequence(sequence));
        column.not_null = true;
    }
    for option in &definition.options {
        match &option.option {
            ColumnOption::Null
            | ColumnOption::Unique { .. }
            | ColumnOption::ForeignKey { .. }
            | ColumnOption::Check(_)
            | ColumnOption::Comment(_) => {}
            ColumnOption::NotNull => column.not_null = true,
            ColumnOption::Default(expr) => {
                column.default = Some(DefaultValue::Expression(strip_tags(&expr.to_string())))
            }
            ColumnOption::Generated { generation_expr: Some(expr), .. } => {
                column.default = Some(DefaultValue::Generated(strip_tags(&expr.to_string())));
            }
            ColumnOption::Generated { generated_as, sequence_options, generation_expr: None, .. } => {
                let sequence = sequence_name();
                let mut made = Sequence { greatest: greatest(&column.ty.ty), ..Sequence::default() };
                super::sequence::options(&mut made, sequence_options.as_deref().unwrap_or(&[]))?;
                sequences.push((sequence.clone(), made));
                column.default = Some(DefaultValue::Sequence(sequence));
                column.identity =
                    Some(if *generated_as == GeneratedAs::Always { Identity::Always } else { Identity::ByDefault });
                column.not_null = true;
            }
            other => {
                return Err(unsupported(strip_tags(&other.to_string())).at(statement.places.of(&definition.name.value)));
            }
        }
    }
    if definition.collation.is_some() {
        return Err(unsupported("COLLATE").at(statement.places.of(&definition.name.value)));
    }
    Ok(column)
}

/// CREATE TABLE … AS SELECT …
fn create_as(
    session: &mut Session,
    statement: &Statement,
    create: &CreateTable,
    query: &ast::Query,
    full: Name,
    budget: &Budget,
) -> Result<Outcome> {
    let bound = session.bind_query(statement, query)?;
    let mut table = Table::default();
    for (i, (known, ty)) in bound.columns.iter().enumerate() {
        let given = create.columns.get(i).map(|column| name(&column.name));
        let column_name = given.unwrap_or_else(|| known.clone());
        if table.column(&column_name).is_some() {
            return Err(Error::from(crate::error::Bind::DuplicateColumn).with("name", column_name));
        }
        table.columns.push(Column {
            name: column_name,
            ty: ColumnType::plain(ty.clone()),
            not_null: false,
            default: None,
            identity: None,
        });
    }
    {
        let view = session.view();
        let context = session.context(&view, budget);
        let plan = optimise(bound.plan, &context);
        let mut operator = open(&plan, &context)?;
        while let Some(batch) = operator.next(&context)? {
            budget.spend(batch.rows as u64 / 4 + 1)?;
            budget.take_memory(batch.heap_size())?;
            Appender::new(&mut table.rows).append(&batch.columns, batch.rows);
        }
    }
    table.rows.seal_last();
    let count = table.rows.len() as u64;
    put(&mut session.catalog, full, table_relation(table));
    Ok(Outcome::Affected { tag: "SELECT".to_owned(), count })
}
