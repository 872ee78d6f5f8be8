//! count

use super::State;
use crate::Result;
use crate::execute::Context;
use crate::types::Type;
use crate::vector::{Data, Vector};
use std::sync::Arc;

pub(super) struct Count {
    skip_nulls: bool,
    counts: Vec<i64>,
}

impl Count {
    pub(super) fn new(skip_nulls: bool) -> Self {
        Self { skip_nulls, counts: Vec::new() }
    }
}

impl State for Count {
    fn resize(&mut self, groups: usize) {
        self.counts.resize(groups, 0);
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        let argument = args.first().filter(|arg| self.skip_nulls && arg.valid.is_some());
        columns::tally(groups, argument.and_then(|arg| arg.valid.as_ref()), &mut self.counts);
        Ok(())
    }

    fn finish(&mut self, ty: &Type, _: &Context<'_>) -> Result<Vector> {
        Ok(Vector::new(ty.clone(), Data::Int(std::mem::take(&mut self.counts))))
    }
}
