//! CREATE TYPE … AS ENUM, ALTER TYPE, DROP TYPE.

use super::{done, new_name};
use crate::Result;
use crate::catalog::{Catalog, Name, Relation};
use crate::database::{Outcome, Session};
use crate::error::{Bind, Error, Store};
use crate::parse::{Statement, TypeChange, name};
use crate::types::{Enumeration, Type};
use crate::value::{ArrayValue, Value};
use crate::vector::{Data, Vector};
use sqlparser::ast::ObjectName;
use std::sync::Arc;

/// Changes the enumerated types.
pub(super) fn change(session: &mut Session, statement: &Statement, change: &TypeChange) -> Result<Outcome> {
    let mut catalog = session.catalog.clone();
    let tag = match change {
        TypeChange::Create { object, labels } => {
            create(&mut catalog, statement, object, labels)?;
            "CREATE TYPE"
        }
        TypeChange::Drop { objects, if_exists, cascade } => {
            for object in objects {
                match found(&catalog, statement, object) {
                    Ok((full, _)) => drop_type(&mut catalog, &full, *cascade)?,
                    Err(_) if *if_exists => {}
                    Err(error) => return Err(error),
                }
            }
            "DROP TYPE"
        }
        other => {
            alter(&mut catalog, statement, other)?;
            "ALTER TYPE"
        }
    };
    session.catalog = catalog;
    Ok(done(tag))
}

fn found(catalog: &Catalog, statement: &Statement, object: &ObjectName) -> Result<(Name, Enumeration)> {
    let wanted = object.0.last().map(name).unwrap_or_default();
    let schema = (object.0.len() > 1).then(|| name(&object.0[object.0.len() - 2]));
    let at = object.0.last().and_then(|part| statement.places.of(&part.value));
    let known = catalog.enumeration(schema.as_deref(), &wanted).map(|(full, known)| (full, (**known).clone()));
    known.ok_or_else(|| Error::from(Bind::UndefinedType).with("name", wanted).at(at))
}

fn create(catalog: &mut Catalog, statement: &Statement, object: &ObjectName, labels: &[String]) -> Result<()> {
    let full = new_name(catalog, object, false, &statement.places)?;
    if catalog.types.contains_key(&full) || matches!(catalog.get(&full), Some(Relation::Table(_) | Relation::View(_))) {
        let at = object.0.last().and_then(|part| statement.places.of(&part.value));
        return Err(Error::from(Store::DuplicateType).with("name", full.name).at(at));
    }
    for (at, label) in labels.iter().enumerate() {
        if labels[..at].contains(label) {
            return Err(Error::from(Store::RepeatedLabel).with("name", label.as_str()));
        }
    }
    let made = Enumeration::new(&full.name, labels.to_vec());
    catalog.types.insert(full, Arc::new(made));
    Ok(())
}

fn alter(catalog: &mut Catalog, statement: &Statement, change: &TypeChange) -> Result<()> {
    let (full, mut known) = found(catalog, statement, &change.object())?;
    let old = known.name.clone();
    let mut target = full.clone();
    let position = |known: &Enumeration, label: &str| {
        let at = known.labels.iter().position(|(_, other)| other == label);
        at.ok_or_else(|| Error::from(Store::UndefinedLabel).with("name", label).with("type", known.name.as_str()))
    };
    let taken = |known: &Enumeration, label: &str| -> Result<()> {
        match known.number(label) {
            Some(_) => Err(Error::from(Store::DuplicateLabel).with("name", label)),
            None => Ok(()),
        }
    };
    match change {
        TypeChange::AddValue { label, if_not_exists: true, .. } if known.number(label).is_some() => return Ok(()),
        TypeChange::AddValue { label, beside, .. } => {
            taken(&known, label)?;
            let at = match beside {
                Some((other, after)) => position(&known, other)? + usize::from(*after),
                None => known.labels.len(),
            };
            if !known.insert(at, label.clone()) {
                return Err(crate::parse::unsupported("ALTER TYPE … ADD VALUE (> 30)"));
            }
        }
        TypeChange::RenameValue { label, new, .. } => {
            let at = position(&known, label)?;
            taken(&known, new)?;
            known.labels[at].1.clone_from(new);
        }
        TypeChange::Rename { new, .. } => {
            target.name.clone_from(new);
            if catalog.types.contains_key(&target) || catalog.relations.contains_key(&target) {
                return Err(Error::from(Store::DuplicateType).with("name", new.as_str()));
            }
            known.name.clone_from(new);
        }
        TypeChange::Create { .. } | TypeChange::Drop { .. } => {}
    }
    let known = Arc::new(known);
    catalog.types.remove(&full);
    catalog.types.insert(target, Arc::clone(&known));
    retype(catalog, &old, &known);
    Ok(())
}

/// Gives the columns of the type, known as `old` before, its new labels.
fn retype(catalog: &mut Catalog, old: &str, enumeration: &Arc<Enumeration>) {
    for relation in catalog.relations.values_mut() {
        let Relation::Table(table) = relation else { continue };
        if !table.columns.iter().any(|column| column.ty.ty.is_enumeration(old)) {
            continue;
        }
        let table = Arc::make_mut(table);
        for (at, column) in table.columns.iter_mut().enumerate() {
            let Some(ty) = column.ty.ty.with_enumeration(old, enumeration) else { continue };
            column.ty.ty = ty.clone();
            for chunk in &mut table.rows.chunks {
                let vector = Arc::make_mut(&mut Arc::make_mut(chunk).columns[at]);
                retype_vector(vector, &ty);
            }
        }
        table.rows.indexes.clear();
    }
}

fn retype_vector(vector: &mut Vector, ty: &Type) {
    vector.ty = ty.clone();
    if let (Data::Any(values), Some(element)) = (&mut vector.data, ty.element()) {
        for value in values {
            if let Value::Array(array) = value {
                let same = ArrayValue { element: element.clone(), ..(**array).clone() };
                *value = Value::Array(Arc::new(same));
            }
        }
    }
}

fn drop_type(catalog: &mut Catalog, full: &Name, cascade: bool) -> Result<()> {
    let of_type = |ty: &Type| ty.is_enumeration(&full.name);
    let mut dependents: Vec<(Name, String)> = Vec::new();
    for (table_name, table) in catalog.tables() {
        let columns = table.columns.iter().filter(|column| of_type(&column.ty.ty));
        dependents.extend(columns.map(|column| (table_name.clone(), column.name.clone())));
    }
    if !dependents.is_empty() && !cascade {
        let names: Vec<String> = dependents.iter().map(|(table, column)| format!("{}.{column}", table.name)).collect();
        let error = Error::from(Store::DependentObjects).with("kind", "type").with("name", full.name.as_str());
        return Err(error.with("dependents", names));
    }
    for (table, column) in dependents {
        let at = catalog.table(&table).and_then(|known| known.column(&column));
        if let Some(at) = at {
            super::alter::drop_column(catalog, &table, at, true)?;
        }
    }
    catalog.types.remove(full);
    Ok(())
}
