//! Statements that change what exists.

mod alter;
mod constraint;
mod drop;
mod index;
mod schema;
mod sequence;
mod table;
mod types;
mod view;

use crate::Result;
use crate::catalog::{Catalog, Name, Relation, TEMPORARY};
use crate::database::{Outcome, Session};
use crate::error::{Bind, Error, Store};
use crate::parse::{Places, Statement, name, strip_tags, unsupported};
use crate::types::ColumnType;
use base::Budget;
use sqlparser::ast;
use sqlparser::parser::Parser;
use std::sync::Arc;

/// The type that a spelling such as `varchar(10)` stands for.
pub fn spelled_type(text: &str) -> Result<ColumnType> {
    let unknown = || Error::from(Bind::UndefinedType).with("name", text);
    let dialect = crate::parse::Datelier;
    let mut parser = Parser::new(&dialect).try_with_sql(text).map_err(|_| unknown())?;
    let parsed = parser.parse_data_type().map_err(|_| unknown())?;
    crate::types::column_type(&parsed).map_err(|name| Error::from(Bind::UndefinedType).with("name", name))
}

/// A statement was done.
pub(crate) fn done(tag: &str) -> Outcome {
    Outcome::Affected { tag: tag.to_owned(), count: 0 }
}

/// The full name a new relation gets.
fn new_name(catalog: &Catalog, object: &ast::ObjectName, temporary: bool, places: &Places) -> Result<Name> {
    let (schema, last) = match object.0.as_slice() {
        [.., schema, last] => (Some(name(schema)), last),
        [last] => (None, last),
        [] => return Err(unsupported("CREATE …")),
    };
    let schema = match schema {
        Some(schema) if catalog.schemas.contains(&schema) => schema,
        Some(schema) => {
            return Err(Error::from(Store::UndefinedSchema).with("name", schema).at(places.of(&object.0[0].value)));
        }
        None if temporary => TEMPORARY.to_owned(),
        None => catalog.current_schema().to_owned(),
    };
    Ok(Name { schema, name: name(last) })
}

/// The error that a name is taken.
fn taken(name: &Name, object: &ast::ObjectName, places: &Places) -> Error {
    let at = object.0.last().and_then(|part| places.of(&part.value));
    Error::from(Store::DuplicateTable).with("name", name.name.as_str()).at(at)
}

/// Runs a statement that changes what exists.
pub(crate) fn execute(
    session: &mut Session,
    statement: &Statement,
    ast: &ast::Statement,
    budget: &Budget,
) -> Result<Outcome> {
    use ast::Statement as S;
    if let Some(change) = &statement.type_change {
        return types::change(session, statement, change);
    }
    match ast {
        S::CreateTable(create) => table::create(session, statement, create, budget),
        S::CreateView { .. } => view::create(session, statement, ast, budget),
        S::CreateSchema { schema_name, if_not_exists } => schema::create(session, schema_name, *if_not_exists),
        S::CreateSequence { .. } => sequence::create(session, statement, ast),
        S::CreateIndex(create) => index::create(session, statement, create, budget),
        S::AlterTable { name, if_exists, operations, .. } => {
            alter::alter(session, statement, name, *if_exists, operations, budget)
        }
        S::Drop { object_type, if_exists, names, cascade, .. } => {
            drop::drop_objects(session, statement, *object_type, *if_exists, names, *cascade)
        }
        _ => Err(unsupported(first_words(statement))),
    }
}

/// How a refused statement begins.
fn first_words(statement: &Statement) -> String {
    let word = |at: usize| statement.places.text(at).to_uppercase();
    match word(0).as_str() {
        "CREATE" | "ALTER" | "DROP" => format!("{} {}", word(0), word(1)),
        first => first.to_owned(),
    }
}

/// COMMENT ON TABLE … IS …
pub(crate) fn comment(session: &mut Session, ast: &ast::Statement) -> Result<Outcome> {
    let ast::Statement::Comment { object_type, object_name, comment, .. } = ast else {
        return Err(unsupported("COMMENT"));
    };
    if let ast::CommentObject::Table = object_type {
        let wanted = object_name.0.last().map(name).unwrap_or_default();
        let full = session.catalog.resolve(None, &wanted);
        let table = full.and_then(|full| session.catalog.table_mut(&full));
        let table = table.ok_or_else(|| Error::from(Bind::UndefinedTable).with("name", wanted))?;
        table.comment = comment.as_deref().map(strip_tags);
    }
    Ok(done("COMMENT"))
}

/// Puts a relation in its place.
fn put(catalog: &mut Catalog, name: Name, relation: Relation) {
    catalog.relations.insert(name, relation);
}

/// A table as a relation.
fn table_relation(table: crate::catalog::Table) -> Relation {
    Relation::Table(Arc::new(table))
}
