//! Scalars out of jsonb.

use crate::Result;
use crate::error::{Error, Execute};
use crate::types::{ColumnType, Type};
use crate::value::{Json, Value};

pub(super) fn from_jsonb(json: &Json, to: &Type) -> Result<Value> {
    match (json, to) {
        (Json::Number(n), to) if to.is_number() => {
            super::cast_value(&Value::Decimal(*n), &Type::Numeric, &ColumnType::plain(to.clone()), true)
        }
        (Json::Bool(b), Type::Bool) => Ok(Value::Bool(*b)),
        (json, Type::Json) => Ok(Value::text(json.to_string())),
        (json, to) => Err(Error::from(Execute::CannotCastJson).with("kind", json.kind()).with("type", to.name())),
    }
}
