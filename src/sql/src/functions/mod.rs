//! Scalar functions and operators.
//!
//! # How to add a function
//! 1. Find its family's file (`functions/<family>/…`) or add one and list it in [`families`].
//! 2. Write `fn name(context: &Context, args: &[Value]) -> Result<Value>`; it is called once a row, never with a NULL argument
//!    (unless declared with [`Function::on_null`]). Arguments have the types of the signature: `int2/int4/int8` arrive as
//!    [`Value::Int`], `text` as [`Value::Text`], and so on.
//! 3. Declare it: `row("split_part(text, text, int4) -> text", split_part)`. The types are those of
//!    [`crate::types::named`], plus `any`, `anyelement`, `anyarray`, `anyenum`, `unknown`; `variadic T` may end the list; `T[]` is an
//!    array. One declaration per overload. Resolution follows PostgreSQL's rules, so declare what PostgreSQL declares.
//! 4. Say `.volatile()` when it is not a function of its arguments, `.stable()` when it depends on the clock.
//! 5. Hot functions take whole columns: `vector("abs(int4) -> int4", abs)`. Row functions over one text column run once per
//!    distinct string already.
//!
//! Errors: `Error::from(Execute::InvalidArgument).with("why", "token")` (its words are in the catalogues), or the fault that PostgreSQL's SQLSTATE asks for.
//!
//! Set-returning functions, aggregates and window functions are elsewhere ([`crate::execute`]).

mod arrays;
pub(crate) mod bits;
mod context;
mod dates;
mod enums;
mod evaluate;
mod json;
mod json_text;
mod math;
pub mod operators;
mod resolve;
mod signature;
mod strings;
mod system;

pub use context::{Context, Session};
pub use evaluate::evaluate;
pub use json_text::{to_json, write_json};
pub use resolve::{Registry, Resolution, Unresolved};
pub use signature::{Body, Function, Param, RowBody, VectorBody, Volatility, row, vector};

/// Every family of functions, as one list.
pub fn families() -> Vec<Function> {
    let mut all = Vec::new();
    all.extend(operators::all());
    all.extend(strings::all());
    all.extend(math::all());
    all.extend(dates::all());
    all.extend(json::all());
    all.extend(arrays::all());
    all.extend(bits::all());
    all.extend(enums::all());
    all.extend(system::all());
    all
}
