//! The commands that live in the shell: they change it, or bash has them for speed. One file for each group that shares
//! its state; names, synopses and kinds are in the table here.

mod alias;
mod cd;
mod complete;
mod control;
mod date_format;
mod declare;
mod echo;
mod getopts;
mod hash;
mod help;
mod history;
mod job_control;
mod kill;
mod limits;
mod mapfile;
mod printf;
mod read;
mod set;
mod shopt;
mod source;
mod test;
mod trap;
mod unset;
mod wait;

pub use date_format::strftime;
pub(crate) use declare::{declaration, key_needs_quotes};
pub(crate) use history::expand as expand_history;

use crate::Bytes;
use crate::exec::Shell;
use crate::syntax::Assignment;
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::OnceLock;

/// A builtin that waits.
pub(crate) type Waiting<'a> = Pin<Box<dyn Future<Output = i32> + 'a>>;

/// An argument of `declare` and its like.
#[derive(Clone, Debug)]
pub enum Argument {
    /// A word: an option, a name, or `NAME=value` that came out of an expansion.
    Word(Bytes),
    /// `NAME=value` as it was written, its value expanded and not split.
    Scalar {
        /// Name, operator and value.
        text: Bytes,
    },
    /// `NAME=(…)` or `NAME[i]=value` as it was written.
    Assignment(Rc<Assignment>),
}

/// The body of a builtin: it gets its arguments without its name.
#[derive(Clone, Copy)]
pub enum Run {
    /// It never waits.
    Now(fn(&mut Shell, &[Bytes]) -> i32),
    /// It may wait.
    Waiting(for<'a> fn(&'a mut Shell, &'a [Bytes]) -> Waiting<'a>),
    /// It takes assignments.
    Declaring(for<'a> fn(&'a mut Shell, Vec<Argument>) -> Waiting<'a>),
}

/// A builtin.
#[derive(Clone, Copy)]
pub struct Builtin {
    /// Its name.
    pub name: &'static str,
    /// POSIX calls it special.
    pub special: bool,
    /// Its synopsis, as `help` prints it.
    pub synopsis: &'static str,
    /// Its body.
    pub run: Run,
}

macro_rules! table {
    ($($name:literal $kind:ident $special:literal $synopsis:literal => $run:expr;)*) => {
        const TABLE: &[Builtin] = &[$(Builtin { name: $name, special: $special, synopsis: $synopsis, run: table!(@ $kind $run) },)*];
    };
    (@ now $run:expr) => { Run::Now($run) };
    (@ wait $run:expr) => { Run::Waiting(|shell, args| Box::pin($run(shell, args))) };
    (@ declare $run:expr) => { Run::Declaring(|shell, args| Box::pin($run(shell, args))) };
}

table! {
    "." wait true ". filename [arguments]" => source::source;
    ":" now true ":" => |_, _| 0;
    "[" now false "[ arg... ]" => test::bracket;
    "alias" now false "alias [-p] [name[=value] ... ]" => alias::alias;
    "bg" now false "bg [job_spec ...]" => job_control::bg;
    "break" now true "break [n]" => control::break_;
    "builtin" wait false "builtin [shell-builtin [arg ...]]" => control::builtin;
    "caller" now false "caller [expr]" => control::caller;
    "cd" now false "cd [-L|[-P [-e]] [-@]] [dir]" => cd::cd;
    "command" wait false "command [-pVv] command [arg ...]" => control::command;
    "compgen" wait false "compgen [-abcdefgjksuv] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [word]" => complete::compgen;
    "complete" now false "complete [-abcdefgjksuv] [-pr] [-DEI] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [name ...]" => complete::complete;
    "compopt" now false "compopt [-o|+o option] [-DEI] [name ...]" => complete::compopt;
    "continue" now true "continue [n]" => control::continue_;
    "declare" declare false "declare [-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]" => declare::declare;
    "dirs" now false "dirs [-clpv] [+N] [-N]" => cd::dirs;
    "disown" now false "disown [-h] [-ar] [jobspec ... | pid ...]" => job_control::disown;
    "echo" now false "echo [-neE] [arg ...]" => echo::echo;
    "enable" now false "enable [-a] [-dnps] [-f filename] [name ...]" => help::enable;
    "eval" wait true "eval [arg ...]" => source::eval;
    "exec" wait true "exec [-cl] [-a name] [command [argument ...]] [redirection ...]" => source::exec;
    "exit" now true "exit [n]" => control::exit;
    "export" declare true "export [-fn] [name[=value] ...] or export -p" => declare::export;
    "false" now false "false" => |_, _| 1;
    "fc" wait false "fc [-e ename] [-lnr] [first] [last] or fc -s [pat=rep] [command]" => history::fc;
    "fg" wait false "fg [job_spec]" => job_control::fg;
    "getopts" now false "getopts optstring name [arg ...]" => getopts::getopts;
    "hash" now false "hash [-lr] [-p pathname] [-dt] [name ...]" => hash::hash;
    "help" now false "help [-dms] [pattern ...]" => help::help;
    "history" now false "history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]" => history::history;
    "jobs" now false "jobs [-lnprs] [jobspec ...] or jobs -x command [args]" => job_control::jobs;
    "kill" wait false "kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]" => kill::kill;
    "let" now false "let arg [arg ...]" => control::let_;
    "local" declare false "local [option] name[=value] ..." => declare::local;
    "logout" now false "logout [n]" => control::exit;
    "mapfile" wait false "mapfile [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]" => mapfile::mapfile;
    "popd" now false "popd [-n] [+N | -N]" => cd::popd;
    "printf" wait false "printf [-v var] format [arguments]" => printf::printf;
    "pushd" now false "pushd [-n] [+N | -N | dir]" => cd::pushd;
    "pwd" now false "pwd [-LP]" => cd::pwd;
    "read" wait false "read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]" => read::read;
    "readarray" wait false "readarray [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]" => mapfile::mapfile;
    "readonly" declare true "readonly [-aAf] [name[=value] ...] or readonly -p" => declare::readonly;
    "return" now true "return [n]" => control::return_;
    "set" now true "set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]" => set::set;
    "shift" now true "shift [n]" => control::shift;
    "shopt" now false "shopt [-pqsu] [-o] [optname ...]" => shopt::shopt;
    "source" wait true "source filename [arguments]" => source::source;
    "suspend" wait false "suspend [-f]" => job_control::suspend;
    "test" now false "test [expr]" => test::test;
    "times" now true "times" => limits::times;
    "trap" now true "trap [-lp] [[arg] signal_spec ...]" => trap::trap;
    "true" now false "true" => |_, _| 0;
    "type" now false "type [-afptP] name [name ...]" => hash::type_;
    "typeset" declare false "typeset [-aAfFgiIlnrtux] name[=value] ... or typeset -p [-aAfFilnrtux] [name ...]" => declare::declare;
    "ulimit" now false "ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]" => limits::ulimit;
    "umask" now false "umask [-p] [-S] [mode]" => limits::umask;
    "unalias" now false "unalias [-a] name [name ...]" => alias::unalias;
    "unset" now true "unset [-f] [-v] [-n] [name ...]" => unset::unset;
    "wait" wait false "wait [-fn] [-p var] [id ...]" => wait::wait;
}

/// The builtin of this name.
pub fn find(name: &str) -> Option<&'static Builtin> {
    static BY_NAME: OnceLock<HashMap<&'static str, &'static Builtin>> = OnceLock::new();
    BY_NAME.get_or_init(|| TABLE.iter().map(|builtin| (builtin.name, builtin)).collect()).get(name).copied()
}

/// All builtins, by name.
pub fn all() -> &'static [Builtin] {
    TABLE
}

/// Is this one of POSIX's special builtins?
pub(crate) fn is_special(name: &[u8]) -> bool {
    std::str::from_utf8(name).ok().and_then(find).is_some_and(|builtin| builtin.special)
}

/// Letters of options, `operands` from the first word that is none; a wrong one is complained about.
pub(crate) struct Letters<'a> {
    /// The letters given, in order, with values.
    pub(crate) given: Vec<(char, Option<&'a [u8]>)>,
    /// The rest.
    pub(crate) operands: &'a [Bytes],
}

impl Letters<'_> {
    pub(crate) fn has(&self, letter: char) -> bool {
        self.given.iter().any(|(known, _)| *known == letter)
    }

    pub(crate) fn value(&self, letter: char) -> Option<&[u8]> {
        self.given.iter().rev().find(|(known, _)| *known == letter)?.1
    }
}

impl Shell {
    /// Reads options as bash's `internal_getopt` does: `known` lists letters, each with `:` when it takes a value.
    pub(crate) fn letters<'a>(&mut self, known: &str, args: &'a [Bytes]) -> Result<Letters<'a>, i32> {
        let mut given = Vec::new();
        let mut at = 0;
        while let Some(arg) = args.get(at) {
            if arg == b"--" {
                at += 1;
                break;
            }
            if arg.len() < 2 || arg[0] != b'-' {
                break;
            }
            if at == 0 && arg == b"--help" {
                if let Some(name) = self.builtin {
                    help::help(self, &[name.as_bytes().to_vec()]);
                }
                return Err(2);
            }
            at += 1;
            let mut letters = 1;
            while letters < arg.len() {
                let letter = arg[letters] as char;
                letters += 1;
                let place = known.find(letter).filter(|_| letter != ':');
                let Some(place) = place else {
                    self.complain(format_args!("-{letter}: invalid option"));
                    self.usage();
                    return Err(2);
                };
                if known[place + 1..].starts_with(':') {
                    let value = if letters < arg.len() {
                        &arg[letters..]
                    } else if let Some(next) = args.get(at) {
                        at += 1;
                        next
                    } else {
                        self.complain(format_args!("-{letter}: option requires an argument"));
                        self.usage();
                        return Err(2);
                    };
                    given.push((letter, Some(value)));
                    break;
                }
                given.push((letter, None));
            }
        }
        Ok(Letters { given, operands: &args[at..] })
    }

    /// `cd: usage: cd …`
    pub(crate) fn usage(&mut self) {
        let Some(builtin) = self.builtin.and_then(find) else { return };
        let name = builtin.name;
        self.stderr(format!("{name}: usage: {}\n", builtin.synopsis).as_bytes());
    }
}

/// A whole number, as bash's `legal_number` reads it.
pub(crate) fn number(text: &[u8]) -> Option<i64> {
    std::str::from_utf8(text).ok()?.trim().parse().ok()
}
