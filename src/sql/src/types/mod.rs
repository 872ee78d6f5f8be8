//! The types of the dialect: PostgreSQL 15's, under their PostgreSQL names.
//!
//! A [`Type`] is what an expression has; a [`ColumnType`] adds what only columns and casts have: the length of a
//! `varchar(n)`, the precision and scale of a `numeric(p, s)`.
//!
//! ```
//! use sql::types::Type;
//! assert_eq!(Type::Int4.name(), "integer");
//! assert_eq!(Type::Array(Box::new(Type::Text)).name(), "text[]");
//! ```

mod category;
mod enumeration;
mod parse;

pub use category::{Castable, Category, cast_context, common_type};
pub use enumeration::Enumeration;
pub use parse::{column_type, named};

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The type of an expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Type {
    /// A string literal or NULL whose type is not known yet.
    Unknown,
    /// boolean
    Bool,
    /// smallint
    Int2,
    /// integer
    Int4,
    /// bigint
    Int8,
    /// numeric, exact
    Numeric,
    /// real
    Float4,
    /// double precision
    Float8,
    /// text
    Text,
    /// character varying
    Varchar,
    /// character, blank-padded
    Char,
    /// date
    Date,
    /// time without time zone
    Time,
    /// time with time zone
    Timetz,
    /// timestamp without time zone
    Timestamp,
    /// timestamp with time zone, shown in UTC
    Timestamptz,
    /// interval
    Interval,
    /// uuid
    Uuid,
    /// json, kept as written
    Json,
    /// jsonb, normalised
    Jsonb,
    /// bytea
    Bytea,
    /// bit strings of one length, as texts of 0 and 1
    Bit,
    /// bit strings of any length
    Varbit,
    /// A type of CREATE TYPE … AS ENUM.
    Enum(Arc<Enumeration>),
    /// An array of one element type, of any depth.
    Array(Box<Type>),
    /// A row: names and types of its fields.
    Record(Arc<[(String, Type)]>),
}

/// How the values of a type lie in a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Physical {
    /// bool
    Bool,
    /// i64: integers, dates, times, timestamps
    Int,
    /// f64
    Float,
    /// exact decimals
    Decimal,
    /// strings, uuid, json
    Text,
    /// boxed values: intervals, jsonb, bytea, arrays, rows
    Any,
}

impl Type {
    /// PostgreSQL's name, as error messages spell it.
    pub fn name(&self) -> String {
        let name = match self {
            Self::Unknown => "unknown",
            Self::Bool => "boolean",
            Self::Int2 => "smallint",
            Self::Int4 => "integer",
            Self::Int8 => "bigint",
            Self::Numeric => "numeric",
            Self::Float4 => "real",
            Self::Float8 => "double precision",
            Self::Text => "text",
            Self::Varchar => "character varying",
            Self::Char => "character",
            Self::Date => "date",
            Self::Time => "time without time zone",
            Self::Timetz => "time with time zone",
            Self::Timestamp => "timestamp without time zone",
            Self::Timestamptz => "timestamp with time zone",
            Self::Interval => "interval",
            Self::Uuid => "uuid",
            Self::Json => "json",
            Self::Jsonb => "jsonb",
            Self::Bytea => "bytea",
            Self::Bit => "bit",
            Self::Varbit => "bit varying",
            Self::Enum(labels) => return labels.name.clone(),
            Self::Array(element) => return format!("{}[]", element.name()),
            Self::Record(_) => "record",
        };
        name.to_owned()
    }

    /// The name of `pg_type`: the heading PostgreSQL gives to an unnamed cast.
    pub fn short_name(&self) -> &str {
        match self {
            Self::Unknown => "unknown",
            Self::Bool => "bool",
            Self::Int2 => "int2",
            Self::Int4 => "int4",
            Self::Int8 => "int8",
            Self::Numeric => "numeric",
            Self::Float4 => "float4",
            Self::Float8 => "float8",
            Self::Text => "text",
            Self::Varchar => "varchar",
            Self::Char => "bpchar",
            Self::Date => "date",
            Self::Time => "time",
            Self::Timetz => "timetz",
            Self::Timestamp => "timestamp",
            Self::Timestamptz => "timestamptz",
            Self::Interval => "interval",
            Self::Uuid => "uuid",
            Self::Json => "json",
            Self::Jsonb => "jsonb",
            Self::Bytea => "bytea",
            Self::Bit => "bit",
            Self::Varbit => "varbit",
            Self::Enum(labels) => &labels.name,
            Self::Array(element) => element.short_name(),
            Self::Record(_) => "record",
        }
    }

    /// How its values lie in a vector.
    pub fn physical(&self) -> Physical {
        match self {
            Self::Bool => Physical::Bool,
            Self::Int2 | Self::Int4 | Self::Int8 | Self::Date | Self::Time | Self::Timestamp | Self::Timestamptz => {
                Physical::Int
            }
            // Numbers that order as the values do.
            Self::Timetz | Self::Enum(_) => Physical::Int,
            Self::Float4 | Self::Float8 => Physical::Float,
            Self::Numeric => Physical::Decimal,
            Self::Unknown | Self::Text | Self::Varchar | Self::Char | Self::Uuid | Self::Json => Physical::Text,
            // Bit strings order as their digits do.
            Self::Bit | Self::Varbit => Physical::Text,
            Self::Interval | Self::Jsonb | Self::Bytea | Self::Array(_) | Self::Record(_) => Physical::Any,
        }
    }

    /// smallint, integer or bigint.
    pub fn is_integer(&self) -> bool {
        matches!(self, Self::Int2 | Self::Int4 | Self::Int8)
    }

    /// Any number.
    pub fn is_number(&self) -> bool {
        self.is_integer() || matches!(self, Self::Numeric | Self::Float4 | Self::Float8)
    }

    /// text, varchar, char or an undecided literal.
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::Varchar | Self::Char | Self::Unknown)
    }

    /// An array of this type.
    #[must_use]
    pub fn array(self) -> Self {
        Self::Array(Box::new(self))
    }

    /// The element type of an array.
    pub fn element(&self) -> Option<&Self> {
        match self {
            Self::Array(element) => Some(element),
            _ => None,
        }
    }

    /// How a page shows it.
    pub fn kind(&self) -> base::Kind {
        use base::Kind;
        match self {
            Self::Bool => Kind::Boolean,
            Self::Int2 | Self::Int4 | Self::Int8 => Kind::Integer,
            Self::Numeric => Kind::Decimal,
            Self::Float4 | Self::Float8 => Kind::Double,
            Self::Date => Kind::Date,
            Self::Time | Self::Timetz => Kind::Time,
            Self::Timestamp | Self::Timestamptz => Kind::Timestamp,
            Self::Interval => Kind::Interval,
            Self::Uuid => Kind::Uuid,
            Self::Json | Self::Jsonb => Kind::Json,
            Self::Array(_) => Kind::Array,
            _ => Kind::Text,
        }
    }
}

/// A type with its modifiers, as a column or a cast has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ColumnType {
    /// The type.
    pub ty: Type,
    /// `varchar(n)`, `char(n)`: n characters. `numeric(p, s)`: p digits. `timestamp(p)`: p decimals of a second.
    pub length: Option<u32>,
    /// `numeric(p, s)`: s digits after the point.
    pub scale: i32,
}

impl ColumnType {
    /// A type without modifiers.
    pub fn plain(ty: Type) -> Self {
        Self { ty, length: None, scale: 0 }
    }

    /// As `\d` and `information_schema` would show it: `numeric(10,2)`.
    pub fn name(&self) -> String {
        let base = self.ty.name();
        match (&self.ty, self.length) {
            (Type::Numeric, Some(precision)) => format!("numeric({precision},{})", self.scale),
            (Type::Varchar | Type::Char | Type::Bit | Type::Varbit, Some(length)) => format!("{base}({length})"),
            (Type::Timestamp | Type::Timestamptz | Type::Time | Type::Timetz, Some(precision)) => {
                let (head, tail) = base.split_once(' ').unwrap_or((&base, ""));
                format!("{head}({precision}) {tail}")
            }
            (Type::Array(element), Some(_)) => {
                let inner = Self { ty: (**element).clone(), length: self.length, scale: self.scale };
                format!("{}[]", inner.name())
            }
            _ => base,
        }
    }
}

impl From<Type> for ColumnType {
    fn from(ty: Type) -> Self {
        Self::plain(ty)
    }
}
