//! What the session knows: versions, names, sequences, identifiers.

use super::{Context, Function, row};
use crate::Result;
use crate::value::Value;

fn version(_: &Context<'_>, _: &[Value]) -> Result<Value> {
    Ok(Value::text("PostgreSQL 15.0 (Datelier)"))
}
fn user(_: &Context<'_>, _: &[Value]) -> Result<Value> {
    Ok(Value::text("datelier"))
}
fn schema(_: &Context<'_>, _: &[Value]) -> Result<Value> {
    Ok(Value::text(crate::catalog::PUBLIC))
}
fn nextval(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    context.session.nextval(args[0].as_str().unwrap_or("")).map(Value::Int)
}
fn currval(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    context.session.currval(args[0].as_str().unwrap_or("")).map(Value::Int)
}
fn setval(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let called = !matches!(args.get(2), Some(Value::Bool(false)));
    context.session.setval(args[0].as_str().unwrap_or(""), args[1].as_int().unwrap_or_default(), called).map(Value::Int)
}
/// A version 4 UUID from the seeded generator.
fn uuid(context: &Context<'_>, _: &[Value]) -> Result<Value> {
    let mut rng = context.rng.borrow_mut();
    let (high, low) = (rng.next_u64(), rng.next_u64());
    let high = high & 0xffff_ffff_ffff_0fff | 0x4000;
    let low = low & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000;
    let digits = format!("{high:016x}{low:016x}");
    Ok(Value::text(format!(
        "{}-{}-{}-{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..]
    )))
}

/// All of them.
pub(super) fn all() -> Vec<Function> {
    vec![
        row("version() -> text", version).stable(),
        row("current_user() -> text", user).stable(),
        row("session_user() -> text", user).stable(),
        row("user() -> text", user).stable(),
        row("current_role() -> text", user).stable(),
        row("current_database() -> text", user).stable(),
        row("current_catalog() -> text", user).stable(),
        row("current_schema() -> text", schema).stable(),
        row("nextval(text) -> int8", nextval).volatile(),
        row("currval(text) -> int8", currval).volatile(),
        row("setval(text, int8) -> int8", setval).volatile(),
        row("setval(text, int8, bool) -> int8", setval).volatile(),
        row("gen_random_uuid() -> uuid", uuid).volatile(),
        row("uuid() -> uuid", uuid).volatile(),
    ]
}
