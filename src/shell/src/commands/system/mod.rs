//! The machine, its users, its clock, and programs that run programs.

mod accounts;
mod calendar;
mod date;
mod environment;
mod machine;
mod repeat;
mod runners;

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] = &[
    accounts::GROUPS,
    accounts::ID,
    accounts::USERS,
    accounts::WHO,
    accounts::WHOAMI,
    calendar::COMMAND,
    date::COMMAND,
    environment::ENV,
    environment::PRINTENV,
    machine::DF,
    machine::FREE,
    machine::HOSTNAME,
    machine::NPROC,
    machine::PS,
    machine::TTY,
    machine::UNAME,
    machine::UPTIME,
    repeat::CLEAR,
    repeat::RESET,
    repeat::SLEEP,
    repeat::WATCH,
    repeat::YES,
    runners::NICE,
    runners::NOHUP,
    runners::TIMEOUT,
];
