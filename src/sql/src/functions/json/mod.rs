//! JSON: access, construction, tests.

mod access;
mod assign;
mod build;
mod edit;
mod text;

use super::Function;

/// All of them.
pub(super) fn all() -> Vec<Function> {
    let mut all = access::all();
    all.extend(assign::all());
    all.extend(build::all());
    all.extend(edit::all());
    all.extend(text::all());
    all
}
