//! Statements that change what exists.

use crate::Result;
use crate::error::{Bind, Error};
use crate::types::{self, ColumnType};
use sqlparser::parser::Parser;

/// The type that a spelling such as `varchar(10)` stands for.
pub fn spelled_type(text: &str) -> Result<ColumnType> {
    let unknown = || Error::from(Bind::UndefinedType).with("name", text);
    let dialect = crate::parse::Datelier;
    let mut parser = Parser::new(&dialect).try_with_sql(text).map_err(|_| unknown())?;
    let parsed = parser.parse_data_type().map_err(|_| unknown())?;
    let ty = types::column_type(&parsed).map_err(|name| Error::from(Bind::UndefinedType).with("name", name))?;
    Ok(ty)
}
