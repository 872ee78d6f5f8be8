//! The five lines above the list.

use super::tasks::Watch;
use crate::Context;
use crate::commands::system::machine;

/// The machine at a glance.
pub(super) fn lines(context: &Context, watch: &Watch) -> Vec<String> {
    let [running, sleeping, stopped, zombie] = watch.states;
    let total = running + sleeping + stopped + zombie;
    let percent = |tenths: u64| format!("{:>3}.{}", tenths / 10, tenths % 10);
    let memory = machine::Memory::now(context);
    let mib = |kib: u64| format!("{:>8.1}", kib as f64 / 1024.0);
    vec![
        format!("top -{}", machine::uptime_line(context)),
        format!(
            "Tasks: {total:>3} total, {running:>3} running, {sleeping:>3} sleeping, {stopped:>3} stopped, {zombie:>3} zombie"
        ),
        format!(
            "%Cpu(s): {} us, {} sy, {} ni, {} id, {} wa, {} hi, {} si, {} st ",
            percent(watch.used),
            percent(0),
            percent(watch.nice),
            percent(1000 - watch.used - watch.nice),
            percent(0),
            percent(0),
            percent(0),
            percent(0)
        ),
        format!(
            "MiB Mem : {} total, {} free, {} used, {} buff/cache     ",
            mib(machine::MEMORY),
            mib(memory.free),
            mib(memory.used),
            mib(memory.cached)
        ),
        format!(
            "MiB Swap: {} total, {} free, {} used. {} avail Mem ",
            mib(0),
            mib(0),
            mib(0),
            mib(machine::MEMORY - memory.used)
        ),
    ]
}
