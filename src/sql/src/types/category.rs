//! Which type turns into which: PostgreSQL's type categories, preferred types and casts.

use super::Type;

/// PostgreSQL's type category (`pg_type.typcategory`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// boolean
    Boolean,
    /// numbers
    Numeric,
    /// strings
    String,
    /// dates and timestamps
    DateTime,
    /// spans of time
    Timespan,
    /// arrays
    Array,
    /// rows
    Composite,
    /// everything else
    User,
    /// bit strings
    Bits,
    /// enumerated types
    Enumeration,
    /// undecided literals
    Unknown,
}

/// How freely a cast happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Castable {
    /// By itself, anywhere.
    Implicit,
    /// When a value is stored in a column.
    Assignment,
    /// Only when asked: `CAST`, `::`.
    Explicit,
    /// Never.
    No,
}

impl Type {
    /// Its category.
    pub fn category(&self) -> Category {
        match self {
            Self::Unknown => Category::Unknown,
            Self::Bool => Category::Boolean,
            Self::Int2 | Self::Int4 | Self::Int8 | Self::Numeric | Self::Float4 | Self::Float8 => Category::Numeric,
            Self::Text | Self::Varchar | Self::Char => Category::String,
            Self::Date | Self::Time | Self::Timetz | Self::Timestamp | Self::Timestamptz => Category::DateTime,
            Self::Bit | Self::Varbit => Category::Bits,
            Self::Enum(_) => Category::Enumeration,
            Self::Interval => Category::Timespan,
            Self::Array(_) => Category::Array,
            Self::Record(_) => Category::Composite,
            Self::Uuid | Self::Json | Self::Jsonb | Self::Bytea => Category::User,
        }
    }

    /// The type its category prefers when several would do.
    pub fn is_preferred(&self) -> bool {
        matches!(self, Self::Bool | Self::Float8 | Self::Text | Self::Timestamptz | Self::Interval | Self::Varbit)
    }
}

fn number_rank(ty: &Type) -> Option<u8> {
    Some(match ty {
        Type::Int2 => 0,
        Type::Int4 => 1,
        Type::Int8 => 2,
        Type::Numeric => 3,
        Type::Float4 => 4,
        Type::Float8 => 5,
        _ => return None,
    })
}

/// How freely `from` becomes `to`, as `pg_cast` says.
pub fn cast_context(from: &Type, to: &Type) -> Castable {
    use Castable::{Assignment, Explicit, Implicit, No};
    if from == to || *from == Type::Unknown {
        return Implicit;
    }
    if let (Some(a), Some(b)) = (number_rank(from), number_rank(to)) {
        return if a < b { Implicit } else { Assignment };
    }
    match (from, to) {
        (Type::Text | Type::Varchar | Type::Char, Type::Text | Type::Varchar | Type::Char) => Implicit,
        (Type::Date, Type::Timestamp | Type::Timestamptz) | (Type::Timestamp, Type::Timestamptz) => Implicit,
        (Type::Timestamp, Type::Date | Type::Time)
        | (Type::Timestamptz, Type::Date | Type::Time | Type::Timestamp)
        | (Type::Interval, Type::Time) => Assignment,
        (Type::Time, Type::Interval | Type::Timetz) => Implicit,
        (Type::Timetz, Type::Time) | (Type::Timestamptz, Type::Timetz) => Assignment,
        (Type::Bit, Type::Varbit) | (Type::Varbit, Type::Bit) => Implicit,
        (Type::Bit, Type::Int4 | Type::Int8) | (Type::Int4 | Type::Int8, Type::Bit) => Explicit,
        (Type::Bool, Type::Int4) | (Type::Int4, Type::Bool) => Explicit,
        (Type::Json, Type::Jsonb) | (Type::Jsonb, Type::Json) => Assignment,
        (Type::Jsonb, Type::Bool) => Explicit,
        (Type::Jsonb, to) if to.is_number() => Explicit,
        (Type::Array(a), Type::Array(b)) => cast_context(a, b),
        (Type::Record(a), Type::Record(b)) if a.len() == b.len() => {
            a.iter().zip(b.iter()).map(|(a, b)| cast_context(&a.1, &b.1)).max().unwrap_or(Implicit)
        }
        // Every type can be written to text on assignment and read from text on request (I/O conversion casts).
        (_, Type::Text | Type::Varchar | Type::Char) => Assignment,
        (Type::Text | Type::Varchar | Type::Char, _) => Explicit,
        _ => No,
    }
}

/// The one type that both sides of a UNION, a CASE or a VALUES column take; `None` when they do not match.
///
/// Follows "UNION, CASE, and Related Constructs" of PostgreSQL's manual, two at a time.
pub fn common_type(a: &Type, b: &Type) -> Option<Type> {
    if a == b || *b == Type::Unknown {
        return Some(a.clone());
    }
    if *a == Type::Unknown {
        return Some(b.clone());
    }
    if a.category() != b.category() {
        return None;
    }
    if !a.is_preferred() && cast_context(a, b) == Castable::Implicit && cast_context(b, a) != Castable::Implicit {
        return Some(b.clone());
    }
    if cast_context(b, a) == Castable::Implicit {
        return Some(a.clone());
    }
    if cast_context(a, b) == Castable::Implicit {
        return Some(b.clone());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_widen_implicitly_and_narrow_on_assignment() {
        assert_eq!(cast_context(&Type::Int4, &Type::Int8), Castable::Implicit);
        assert_eq!(cast_context(&Type::Float8, &Type::Int4), Castable::Assignment);
        assert_eq!(common_type(&Type::Int4, &Type::Numeric), Some(Type::Numeric));
        assert_eq!(common_type(&Type::Numeric, &Type::Int4), Some(Type::Numeric));
        assert_eq!(common_type(&Type::Int4, &Type::Bool), None);
        assert_eq!(common_type(&Type::Date, &Type::Timestamp), Some(Type::Timestamp));
    }
}
