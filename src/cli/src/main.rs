//! datelier: new, check, pack, export; sh, sql, vim, slt.

fn main() {}
