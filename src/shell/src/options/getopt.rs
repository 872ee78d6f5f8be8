//! GNU `getopt_long`: permutation, abbreviation, attached values.

use super::{Opt, Parsed, Takes};
use crate::Bytes;

/// Why the options are wrong, in getopt's words (without the command's name).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The message.
    pub text: String,
    /// Which argument, from 0.
    pub at: usize,
}

/// Reads options out of `args`. `--help` and `--version` come back as refusals at their place: the caller answers them.
pub fn parse(options: &[Opt], stops_at_operand: bool, args: &[Bytes]) -> Result<Parsed, Refusal> {
    let mut parsed = Parsed::default();
    let mut at = 0;
    while at < args.len() {
        let arg = &args[at];
        let here = at;
        at += 1;
        if arg == b"--" {
            parsed.operands.extend_from_slice(&args[at..]);
            break;
        }
        if let Some(name) = arg.strip_prefix(b"--") {
            let (name, attached) = match name.iter().position(|byte| *byte == b'=') {
                Some(equals) => (&name[..equals], Some(name[equals + 1..].to_vec())),
                None => (name, None),
            };
            let option = long(options, name, arg).map_err(|text| Refusal { text, at: here })?;
            let refuse = |text: String| Refusal { text, at: here };
            let value = match (option.takes, attached) {
                (Takes::Refused, _) => return Err(refuse(not_here(&format!("--{}", option.long)))),
                (Takes::Nothing, Some(_)) => {
                    return Err(refuse(format!("option '--{}' doesn't allow an argument", option.long)));
                }
                (Takes::Value, None) => {
                    let next = args.get(at).cloned();
                    at += 1;
                    Some(next.ok_or_else(|| refuse(format!("option '--{}' requires an argument", option.long)))?)
                }
                (_, attached) => attached,
            };
            parsed.options.push((option.key(), value));
        } else if arg.len() > 1 && arg[0] == b'-' {
            at = cluster(options, args, here, &mut parsed)?;
        } else if stops_at_operand {
            parsed.operands.extend_from_slice(&args[here..]);
            break;
        } else {
            parsed.operands.push(arg.clone());
        }
    }
    Ok(parsed)
}

pub(super) fn not_here(option: &str) -> String {
    format!("option '{option}' is not supported on this machine")
}

/// Letters in one argument, `-la` or `-n5`; gives back the next argument's place.
fn cluster(options: &[Opt], args: &[Bytes], here: usize, parsed: &mut Parsed) -> Result<usize, Refusal> {
    let arg = &args[here];
    let mut next = here + 1;
    let mut letters = 1;
    while letters < arg.len() {
        let letter = arg[letters];
        letters += 1;
        let known = options.iter().find(|option| option.short.as_bytes() == [letter]);
        let Some(option) = known else {
            let shown = String::from_utf8_lossy(&arg[letters - 1..letters]).into_owned();
            return Err(Refusal { text: format!("invalid option -- '{shown}'"), at: here });
        };
        let rest = (letters < arg.len()).then(|| arg[letters..].to_vec());
        let value = match (option.takes, rest) {
            (Takes::Refused, _) => {
                return Err(Refusal { text: not_here(&format!("-{}", option.short)), at: here });
            }
            (Takes::Nothing, _) => {
                parsed.options.push((option.key(), None));
                continue;
            }
            (Takes::Value, None) => {
                let text = || format!("option requires an argument -- '{}'", option.short);
                let value = args.get(next).cloned().ok_or_else(|| Refusal { text: text(), at: here })?;
                next += 1;
                Some(value)
            }
            (_, rest) => rest,
        };
        parsed.options.push((option.key(), value));
        break;
    }
    Ok(next)
}

/// The option of a long name or of an unambiguous beginning.
fn long<'a>(options: &'a [Opt], name: &[u8], arg: &[u8]) -> Result<&'a Opt, String> {
    let named = |option: &&Opt| !option.long.is_empty() && option.long.as_bytes() == name;
    if let Some(exact) = options.iter().find(named) {
        return Ok(exact);
    }
    let begins = |option: &&Opt| !option.long.is_empty() && option.long.as_bytes().starts_with(name);
    let candidates: Vec<&Opt> = options.iter().filter(begins).collect();
    let shown = String::from_utf8_lossy(arg);
    match candidates.as_slice() {
        [] => Err(format!("unrecognized option '{shown}'")),
        [first, rest @ ..] => {
            if rest.iter().all(|other| other.key() == first.key() && other.takes == first.takes) {
                return Ok(first);
            }
            let list: Vec<String> = candidates.iter().map(|option| format!("'--{}'", option.long)).collect();
            Err(format!("option '{shown}' is ambiguous; possibilities: {}", list.join(" ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{flag, maybe, refused, value};
    use super::*;

    const OPTIONS: [Opt; 7] = [
        flag("a", "all"),
        flag("A", "almost-all"),
        value("n", "lines"),
        maybe("", "color"),
        flag("s", "size"),
        value("", "sort"),
        refused("w", "weird"),
    ];

    fn check(args: &[&str]) -> String {
        let args: Vec<Bytes> = args.iter().map(|arg| arg.as_bytes().to_vec()).collect();
        match parse(&OPTIONS, false, &args) {
            Err(refusal) => refusal.text,
            Ok(parsed) => {
                let shown = |(key, value): &(&str, Option<Bytes>)| match value {
                    Some(value) => format!("{key}={}", String::from_utf8_lossy(value)),
                    None => (*key).to_owned(),
                };
                let mut words: Vec<String> = parsed.options.iter().map(shown).collect();
                words.extend(parsed.operands.iter().map(|operand| String::from_utf8_lossy(operand).into_owned()));
                words.join(" ")
            }
        }
    }

    #[test]
    fn getopt_long_reads_them() {
        assert_eq!(check(&["x", "-an5", "--color", "--li", "3", "--", "-a"]), "a n=5 color n=3 x -a");
        assert_eq!(check(&["-z"]), "invalid option -- 'z'");
        assert_eq!(check(&["--zz=1"]), "unrecognized option '--zz=1'");
        assert_eq!(check(&["--all=1"]), "option '--all' doesn't allow an argument");
        assert_eq!(check(&["-n"]), "option requires an argument -- 'n'");
        assert_eq!(check(&["--sort"]), "option '--sort' requires an argument");
        assert_eq!(check(&["-aw", "x"]), "option '-w' is not supported on this machine");
        assert_eq!(check(&["--wei=x"]), "option '--weird' is not supported on this machine");
        assert_eq!(check(&["--s"]), "option '--s' is ambiguous; possibilities: '--size' '--sort'");
    }
}
