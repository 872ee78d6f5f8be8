//! Constant folding. What fails when folded is left for run time, which may never come to it.

use super::visit::each_expr;
use crate::execute::{Context, eval};
use crate::plan::{Expr, Kind, Plan};
use crate::types::Type;
use crate::value::Value;

/// Folds every constant expression.
pub(super) fn fold(plan: &mut Plan, context: &Context<'_>) {
    each_expr(plan, &mut |expr| expr.rewrite(&mut |expr| fold_one(expr, context)));
}

fn fold_one(expr: &mut Expr, context: &Context<'_>) {
    if matches!(expr.kind, Kind::Const(_)) {
        return;
    }
    simplify(expr);
    if expr.is_constant()
        && let Ok(value) = eval::eval_constant(expr, context)
    {
        expr.kind = Kind::Const(value);
    }
}

/// AND and OR with constants in them.
fn simplify(expr: &mut Expr) {
    let truth = |expr: &Expr| match expr.as_const() {
        Some(Value::Bool(b)) => Some(*b),
        _ => None,
    };
    let (list, all) = match &mut expr.kind {
        Kind::And(list) => (list, true),
        Kind::Or(list) => (list, false),
        _ => return,
    };
    if list.iter().any(|item| truth(item) == Some(!all)) {
        *expr = Expr::bool(!all);
        return;
    }
    list.retain(|item| truth(item) != Some(all));
    match list.len() {
        0 => *expr = Expr::bool(all),
        1 => {
            let only = list.swap_remove(0);
            *expr = only;
        }
        _ => {}
    }
    debug_assert!(expr.ty == Type::Bool);
}
