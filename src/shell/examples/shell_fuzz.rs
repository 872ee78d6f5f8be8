//! Millions of inputs for the shell: no panic, no hang, bounded memory.
//!
//!     cargo run --profile fuzz -p shell --example shell_fuzz -- [INPUTS] [FIRST ROUND]
//!
//! The profile has debug assertions and overflow checks on. Inputs come in rounds, each with a machine and a seed of its own:
//! what a round found can be had again by naming it. Ends with the number of inputs; with status 1 when one of them panicked.

#[path = "../tests/fuzzing/mod.rs"]
mod fuzzing;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What one input may take before it counts as hanging.
const PATIENCE: Duration = Duration::from_secs(30);
/// What the process may hold, in KB.
const MEMORY: u64 = 1_500_000;

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|arg| arg.parse::<u64>().ok());
    let wanted = numbers.next().unwrap_or(10_000_000);
    let first = numbers.next().unwrap_or(0);
    let source = Arc::new(fuzzing::Source::new());
    let done = Arc::new(AtomicU64::new(0));
    watch(Arc::clone(&source), Arc::clone(&done), first);
    std::panic::set_hook(Box::new(|panic| println!("PANIC {panic}")));
    let began = Instant::now();
    let (mut panics, mut slowest) = (0, Duration::ZERO);
    let mut counts = [0_u64; 3];
    for round in first.. {
        if done.load(Ordering::Relaxed) >= wanted {
            break;
        }
        let mut machine = fuzzing::machine();
        for case in source.round(round) {
            let start = Instant::now();
            let outcome = catch_unwind(AssertUnwindSafe(|| fuzzing::give(&mut machine, &case)));
            let took = start.elapsed();
            if outcome.is_err() {
                panics += 1;
                println!("round {round}: {case}\n");
                // The old one may be in any state.
                std::mem::forget(std::mem::replace(&mut machine, fuzzing::machine()));
            } else if took > slowest && took > Duration::from_millis(200) {
                slowest = took;
                println!("round {round}: {} ms: {case}", took.as_millis());
            }
            counts[match case {
                fuzzing::Case::Read(_) => 0,
                fuzzing::Case::Run(_) => 1,
                fuzzing::Case::Program(..) => 2,
            }] += 1;
            done.fetch_add(1, Ordering::Relaxed);
        }
        if round % 400 == 399 {
            println!(
                "{} inputs, {panics} panics, {} KB, {} s",
                done.load(Ordering::Relaxed),
                memory(),
                began.elapsed().as_secs()
            );
        }
    }
    let [read, run, told] = counts;
    println!("{} inputs: {read} scripts read, {run} run, {told} programs told; {panics} panics", read + run + told);
    println!(
        "slowest over 200 ms: {} ms; memory {} KB; {} s",
        slowest.as_millis(),
        memory(),
        began.elapsed().as_secs()
    );
    std::process::exit(i32::from(panics > 0));
}

/// Ends the process when an input hangs or memory grows without bound, and says which input it was.
fn watch(source: Arc<fuzzing::Source>, done: Arc<AtomicU64>, first: u64) {
    std::thread::spawn(move || {
        let (mut last, mut since) = (0, Instant::now());
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let now = done.load(Ordering::Relaxed);
            if now != last {
                (last, since) = (now, Instant::now());
            }
            let (hangs, swells) = (since.elapsed() > PATIENCE, memory() > MEMORY);
            if hangs || swells {
                // The same inputs come from the same round.
                let (round, number) = (first + now / fuzzing::ROUND, now % fuzzing::ROUND);
                let case = source.round(round).swap_remove(number as usize);
                println!("{} in round {round}: {case}", if hangs { "HANGS" } else { "SWELLS" });
                std::process::exit(2);
            }
        }
    });
}

/// Kilobytes the process holds, where the system tells.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}
