//! The machine, its users, its clock, and programs that run programs.

mod accounts;
mod calendar;
mod date;
mod environment;
mod machine;
mod passwd;
mod pick;
mod repeat;
mod runners;
mod stty;
mod substitute;
mod terminfo;
mod top;

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] = &[
    accounts::GROUPS,
    accounts::ID,
    accounts::LOGNAME,
    accounts::USERS,
    accounts::WHO,
    accounts::WHOAMI,
    calendar::COMMAND,
    date::COMMAND,
    environment::ENV,
    environment::PRINTENV,
    machine::ARCH,
    machine::DF,
    machine::FREE,
    machine::HOSTNAME,
    machine::NPROC,
    machine::PS,
    machine::TTY,
    machine::UNAME,
    machine::UPTIME,
    passwd::COMMAND,
    pick::PGREP,
    pick::PKILL,
    repeat::CLEAR,
    repeat::RESET,
    repeat::SLEEP,
    repeat::WATCH,
    repeat::YES,
    runners::NICE,
    runners::NOHUP,
    runners::TIMEOUT,
    substitute::SU,
    substitute::SUDO,
    stty::COMMAND,
    terminfo::TPUT,
    top::COMMAND,
];
