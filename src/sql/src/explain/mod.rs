//! Plans as plain data, for EXPLAIN and for the page's picture.

use serde::{Deserialize, Serialize};

/// An operator of a plan with what it reads from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlanTree {
    /// The operator: `Seq Scan on t`, `Hash Join`…
    pub operator: String,
    /// What it does, line by line: `Filter: (a > 1)`.
    pub details: Vec<String>,
    /// Rows it is thought to give.
    pub estimate: u64,
    /// Rows it gave; `None` without ANALYZE.
    pub rows: Option<u64>,
    /// Budget steps it and its children spent; `None` without ANALYZE.
    pub steps: Option<u64>,
    /// What it reads from.
    pub children: Vec<PlanTree>,
}
