//! The daemon: it reads the crontabs, dozes until the next job, runs what is due.

use super::SPOOL;
use super::job;
use super::table::{self, Job};
use crate::context::{Names, User};
use crate::kernel::{Kernel, Pid, Spawn, Sys};
use std::rc::Rc;
use vfs::Who;

const COMMAND: [&[u8]; 2] = [b"/usr/sbin/cron", b"-f"];

/// After the clock has jumped further than this many minutes, what was missed is not made up for.
const CATCH_UP: i64 = 180;

/// Starts the daemon when somebody has a crontab, and wakes it when it runs already: a crontab has changed.
pub(crate) fn start(kernel: &Rc<Kernel>) {
    if kernel.list_processes().iter().any(|process| process.uid == 0 && process.command == COMMAND) {
        kernel.schedule.wake(kernel);
        return;
    }
    let any = kernel.disk.borrow().read_dir(&Who::root(), SPOOL.as_bytes()).is_ok_and(|entries| !entries.is_empty());
    if !any {
        return;
    }
    let spawn = Spawn {
        parent: 0,
        group: None,
        command: COMMAND.map(<[u8]>::to_vec).to_vec(),
        who: Who::root(),
        fds: Vec::new(),
        terminal: None,
        ignored: 0,
        nice: 0,
    };
    kernel.spawn(spawn, serve);
}

/// Every user's jobs.
fn tables(sys: &Sys) -> Vec<(User, Vec<Job>)> {
    let names = Names::load(sys);
    let mut tables = Vec::new();
    for entry in sys.disk(b"", |disk, who| disk.read_dir(who, SPOOL.as_bytes())).unwrap_or_default() {
        let path = [SPOOL.as_bytes(), b"/", &entry.name].concat();
        let Some(user) = names.user_named(&entry.name) else { continue };
        let Ok(text) = sys.disk(&path, |disk, who| disk.read_file(who, &path)) else { continue };
        tables.push((user.clone(), table::parse(&text).unwrap_or_default()));
    }
    tables
}

async fn serve(sys: Sys) -> i32 {
    let minute = |sys: &Sys| sys.now().div_euclid(60_000);
    let mut last = minute(&sys);
    let mut running: Vec<Pid> = Vec::new();
    loop {
        let tables = tables(&sys);
        let now = minute(&sys);
        if now - last > CATCH_UP {
            last = now - 1;
        }
        while last < now {
            last += 1;
            for (user, jobs) in &tables {
                for job in jobs.iter().filter(|job| job.runs_at(last)) {
                    running.push(launch(&sys, user, job));
                }
            }
            sys.tick(1000).await;
        }
        let jobs = tables.iter().flat_map(|(_, jobs)| jobs);
        let next = jobs.filter_map(|job| job.next_after(last)).min();
        sys.tick(10_000).await;
        running.retain(|pid| sys.kernel.child_event(*pid).is_none() && sys.kernel.is_alive(*pid));
        sys.kernel.schedule.enroll(sys.pid);
        if !running.is_empty() {
            sys.kernel.enroll_child_wait(sys.pid);
        }
        sys.kernel.doze_until(next.map_or(i64::MAX, |minute| minute * 60_000)).await;
    }
}

fn launch(sys: &Sys, user: &User, job: &Job) -> Pid {
    let spawn = Spawn { group: None, command: vec![b"/usr/sbin/CRON".to_vec(), b"-f".to_vec()], ..sys.child() };
    let (user, job) = (user.clone(), job.clone());
    sys.kernel.spawn(spawn, |sys| job::run(sys, job, user))
}
