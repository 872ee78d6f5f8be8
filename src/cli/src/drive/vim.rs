//! `datelier vim --batch CASES`.

use crate::failure::Failure;
use lexopt::prelude::*;
use std::collections::BTreeMap;
use std::process::ExitCode;
use vim::batch::{Case, CaseResult, run_case};

pub(crate) fn run(args: &mut lexopt::Parser) -> Result<ExitCode, Failure> {
    let mut cases = None;
    while let Some(arg) = args.next()? {
        match arg {
            Long("batch") => cases = Some(args.value()?.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let cases = cases.ok_or_else(|| Failure::usage("vim needs --batch CASES"))?;
    super::batch(&cases, run_case, |case: &Case| CaseResult {
        id: case.id.clone(),
        lines: Vec::new(),
        cursor: (0, 0),
        mode: "panic".to_owned(),
        regs: BTreeMap::new(),
    })
}
