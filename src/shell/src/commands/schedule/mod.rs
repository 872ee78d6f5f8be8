//! `crontab`, and the daemon that runs its jobs on the virtual clock.
//!
//! - [`table`]: the lines of a crontab, and the minutes they mean;
//! - [`cron`]: the daemon: it dozes until the next minute of a job, which moves the clock for nobody;
//! - [`job`]: one run, and the mail about what it printed.

mod cron;
mod crontab;
mod job;
mod table;

pub(crate) use cron::start;

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] = &[crontab::COMMAND];

/// Where crontabs are kept, one file a user.
const SPOOL: &str = "/var/spool/cron/crontabs";
