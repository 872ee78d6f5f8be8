//! CREATE SCHEMA

use super::done;
use crate::Result;
use crate::database::{Outcome, Session};
use crate::error::{Error, Store};
use crate::parse::{name, unsupported};
use sqlparser::ast::SchemaName;

pub(super) fn create(session: &mut Session, schema: &SchemaName, if_not_exists: bool) -> Result<Outcome> {
    let SchemaName::Simple(object) = schema else { return Err(unsupported("CREATE SCHEMA AUTHORIZATION")) };
    let wanted = object.0.last().map(name).unwrap_or_default();
    if !session.catalog.schemas.insert(wanted.clone()) && !if_not_exists {
        return Err(Error::from(Store::DuplicateSchema).with("name", wanted));
    }
    Ok(done("CREATE SCHEMA"))
}
