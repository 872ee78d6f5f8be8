//! From a written type to a [`ColumnType`]: PostgreSQL's spellings, then those of Athena, Spark and Redshift.

use super::{ColumnType, Type};
use sqlparser::ast::{ArrayElemTypeDef, CharacterLength, DataType, ExactNumberInfo, TimezoneInfo};

/// The type that a bare name stands for, in any dialect we know: `int8`, `string`, `double`, `serial`…
pub fn named(name: &str) -> Option<Type> {
    Some(match name.to_ascii_lowercase().as_str() {
        "bool" | "boolean" => Type::Bool,
        "int2" | "smallint" | "tinyint" | "smallserial" | "serial2" | "short" | "byte" => Type::Int2,
        "int" | "int4" | "integer" | "serial" | "serial4" | "mediumint" | "oid" => Type::Int4,
        "int8" | "bigint" | "bigserial" | "serial8" | "long" => Type::Int8,
        "numeric" | "decimal" | "dec" => Type::Numeric,
        "real" | "float4" => Type::Float4,
        "float8" | "double" | "double precision" | "float" => Type::Float8,
        "text" | "string" | "name" | "regclass" | "citext" => Type::Text,
        "varchar" | "character varying" | "nvarchar" => Type::Varchar,
        "char" | "bpchar" | "character" | "nchar" => Type::Char,
        "date" => Type::Date,
        "time" => Type::Time,
        "timetz" => Type::Timetz,
        "bit" => Type::Bit,
        "varbit" => Type::Varbit,
        "timestamp" | "datetime" | "timestamp_ntz" => Type::Timestamp,
        "timestamptz" => Type::Timestamptz,
        "interval" => Type::Interval,
        "uuid" => Type::Uuid,
        "json" => Type::Json,
        "jsonb" | "super" => Type::Jsonb,
        "bytea" | "binary" | "varbinary" => Type::Bytea,
        other => {
            if let Some(element) = other.strip_suffix("[]") {
                return Some(named(element)?.array());
            }
            if let Some(element) = other.strip_prefix('_') {
                return Some(named(element)?.array());
            }
            return None;
        }
    })
}

fn length(info: Option<&CharacterLength>) -> Option<u32> {
    match info {
        Some(CharacterLength::IntegerLength { length, .. }) => Some(*length as u32),
        _ => None,
    }
}

fn exact(info: &ExactNumberInfo) -> ColumnType {
    let (length, scale) = match info {
        ExactNumberInfo::None => (None, 0),
        ExactNumberInfo::Precision(p) => (Some(*p as u32), 0),
        ExactNumberInfo::PrecisionAndScale(p, s) => (Some(*p as u32), *s as i32),
    };
    ColumnType { ty: Type::Numeric, length, scale }
}

/// The type that a parsed type name means; `Err` holds the name that is not known.
pub fn column_type(data_type: &DataType) -> Result<ColumnType, String> {
    let sized = |ty: Type, length: Option<u32>| ColumnType { ty, length, scale: 0 };
    Ok(match data_type {
        DataType::Character(n) | DataType::Char(n) => sized(Type::Char, Some(length(n.as_ref()).unwrap_or(1))),
        DataType::CharacterVarying(n) | DataType::CharVarying(n) | DataType::Varchar(n) | DataType::Nvarchar(n) => {
            sized(Type::Varchar, length(n.as_ref()))
        }
        DataType::Text | DataType::String(_) => Type::Text.into(),
        DataType::Uuid => Type::Uuid.into(),
        DataType::Numeric(info) | DataType::Decimal(info) | DataType::Dec(info) => exact(info),
        DataType::Float(Some(bits)) if *bits <= 24 => Type::Float4.into(),
        DataType::Float(_) | DataType::Float8 | DataType::Float64 | DataType::Double | DataType::DoublePrecision => {
            Type::Float8.into()
        }
        DataType::Real | DataType::Float4 | DataType::Float32 => Type::Float4.into(),
        DataType::TinyInt(_) | DataType::SmallInt(_) | DataType::Int2(_) | DataType::Int16 => Type::Int2.into(),
        DataType::Int(_) | DataType::Integer(_) | DataType::Int4(_) | DataType::MediumInt(_) | DataType::Int32 => {
            Type::Int4.into()
        }
        DataType::BigInt(_) | DataType::Int8(_) | DataType::Int64 => Type::Int8.into(),
        DataType::Bool | DataType::Boolean => Type::Bool.into(),
        DataType::Date => Type::Date.into(),
        DataType::Time(p, TimezoneInfo::None | TimezoneInfo::WithoutTimeZone) => {
            sized(Type::Time, p.map(|p| p.min(6) as u32))
        }
        DataType::Time(p, _) => sized(Type::Timetz, p.map(|p| p.min(6) as u32)),
        DataType::Datetime(p) => sized(Type::Timestamp, p.map(|p| p.min(6) as u32)),
        DataType::Timestamp(p, TimezoneInfo::None | TimezoneInfo::WithoutTimeZone) => {
            sized(Type::Timestamp, p.map(|p| p.min(6) as u32))
        }
        DataType::Timestamp(p, _) => sized(Type::Timestamptz, p.map(|p| p.min(6) as u32)),
        DataType::Interval => Type::Interval.into(),
        DataType::JSON => Type::Json.into(),
        DataType::JSONB => Type::Jsonb.into(),
        DataType::Bytea | DataType::Binary(_) | DataType::Varbinary(_) => Type::Bytea.into(),
        DataType::Regclass => Type::Text.into(),
        DataType::Array(
            ArrayElemTypeDef::AngleBracket(inner)
            | ArrayElemTypeDef::SquareBracket(inner, _)
            | ArrayElemTypeDef::Parenthesis(inner),
        ) => {
            let inner = column_type(inner)?;
            // PostgreSQL does not tell int[] from int[][].
            let ty = if matches!(inner.ty, Type::Array(_)) { inner.ty } else { inner.ty.array() };
            ColumnType { ty, ..inner }
        }
        DataType::Custom(name, modifiers) => {
            let spelled: Vec<String> = name.0.iter().map(|part| crate::parse::plain(&part.value).to_owned()).collect();
            let last = spelled.last().cloned().unwrap_or_default();
            let ty = named(&last).ok_or_else(|| spelled.join("."))?;
            let numbers: Vec<i64> = modifiers.iter().filter_map(|text| text.parse().ok()).collect();
            let one = ty == Type::Char && last.eq_ignore_ascii_case("char") || ty == Type::Bit;
            let default = one.then_some(1);
            ColumnType {
                ty,
                length: numbers.first().map(|n| *n as u32).or(default),
                scale: numbers.get(1).copied().unwrap_or(0) as i32,
            }
        }
        other => return Err(crate::parse::strip_tags(&other.to_string()).to_lowercase()),
    })
}
