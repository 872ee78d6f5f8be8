//! `[[ … ]]`, and the file tests it shares with `test`.

use super::shell::{Flow, Shell, Stop};
use crate::Bytes;
use crate::syntax::{Cond, Word};
use pattern::{Flags, Pattern, Syntax};
use std::future::Future;
use std::pin::Pin;
use vfs::FileKind;

type Answer = Result<bool, i32>;

impl Shell {
    /// The value of a condition; an error gives the status.
    pub(crate) fn cond<'a>(&'a mut self, cond: &'a Cond) -> Pin<Box<dyn Future<Output = Answer> + 'a>> {
        Box::pin(async move {
            match cond {
                Cond::Not(inner) => Ok(!self.cond(inner).await?),
                Cond::Group(inner) => self.cond(inner).await,
                Cond::And(left, right) => Ok(self.cond(left).await? && self.cond(right).await?),
                Cond::Or(left, right) => Ok(self.cond(left).await? || self.cond(right).await?),
                Cond::Word(word) => {
                    let value = self.cond_word(word).await?;
                    self.trace_cond(&[b"-n ".as_slice(), &super::trace::quoted(&value)].concat()).await;
                    Ok(!value.is_empty())
                }
                Cond::Unary(letter, word) => {
                    let value = self.cond_word(word).await?;
                    self.trace_cond(&[&[b'-', *letter, b' '], super::trace::quoted(&value).as_slice()].concat()).await;
                    if matches!(letter, b'v' | b'R') && *letter == b'v' {
                        return Ok(self.is_set(&value).await);
                    }
                    Ok(self.unary_test(*letter, &value))
                }
                Cond::Binary(left, operator, right) => self.cond_binary(left, operator, right).await,
            }
        })
    }

    async fn cond_word(&mut self, word: &Word) -> Result<Bytes, i32> {
        self.expand_single(word).await.map_err(|Stop| self.status.max(1))
    }

    async fn cond_binary(&mut self, left: &Word, operator: &[u8], right: &Word) -> Answer {
        let value = self.cond_word(left).await?;
        match operator {
            b"==" | b"=" | b"!=" => {
                let found = match &right.plain {
                    Some(plain) if !self.shopts.nocasematch => {
                        self.trace_binary(&value, operator, &super::trace::quoted(plain)).await;
                        *plain == value
                    }
                    _ => {
                        let pattern = self.expand_pattern(right).await.map_err(|Stop| self.status.max(1))?;
                        self.trace_binary(&value, operator, &pattern).await;
                        self.matches(&pattern, &value, true).await
                    }
                };
                Ok(found == (operator != b"!="))
            }
            b"=~" => {
                let regex = self.expand_regex(right).await.map_err(|Stop| self.status.max(1))?;
                self.trace_binary(&value, operator, &regex).await;
                self.regex_match(&value, &regex).await
            }
            b"<" | b">" => {
                let other = self.cond_word(right).await?;
                self.trace_binary(&value, operator, &super::trace::quoted(&other)).await;
                Ok(if operator == b"<" { value < other } else { value > other })
            }
            b"-eq" | b"-ne" | b"-lt" | b"-le" | b"-gt" | b"-ge" => {
                let other = self.cond_word(right).await?;
                self.trace_binary(&value, operator, &super::trace::quoted(&other)).await;
                let left = self.cond_number(&value)?;
                let right = self.cond_number(&other)?;
                Ok(compare(left, operator, right))
            }
            _ => {
                let other = self.cond_word(right).await?;
                self.trace_binary(&value, operator, &super::trace::quoted(&other)).await;
                Ok(self.file_compare(&value, operator, &other))
            }
        }
    }

    async fn trace_binary(&mut self, left: &[u8], operator: &[u8], right: &[u8]) {
        if self.options.xtrace {
            let text = [super::trace::quoted(left).as_slice(), b" ", operator, b" ", right].concat();
            self.trace_cond(&text).await;
        }
    }

    async fn trace_cond(&mut self, text: &[u8]) {
        if self.options.xtrace {
            self.trace_line(&[b"[[ ".as_slice(), text, b" ]]"].concat()).await;
        }
    }

    fn cond_number(&mut self, text: &[u8]) -> Result<i64, i32> {
        let was = self.builtin.replace("[[");
        let value = self.arith_text(text).map_err(|error| {
            self.arith_failed(text, &error);
            if self.flow == Some(Flow::Discard) {
                self.flow = None;
            }
            1
        });
        self.builtin = was;
        value
    }

    /// `=~`: sets `BASH_REMATCH`.
    async fn regex_match(&mut self, value: &[u8], regex: &[u8]) -> Answer {
        let flags = Flags::NONE.ignoring_case(self.shopts.nocasematch);
        let Ok(pattern) = Pattern::compile(Syntax::Extended, regex, flags) else { return Err(2) };
        let budget = crate::expand::pattern_budget();
        let found = pattern.captures_at(value, 0, &budget);
        self.sys.tick(budget.spent()).await;
        let groups: Vec<Bytes> = match &found {
            Ok(Some(captures)) => {
                (0..=pattern.group_count()).map(|group| captures.text(group, value).to_vec()).collect()
            }
            _ => Vec::new(),
        };
        let matched = !groups.is_empty();
        let elements = groups.into_iter().enumerate().map(|(at, text)| (at as i64, text)).collect();
        self.vars.entry(b"BASH_REMATCH").value = super::Value::Indexed(elements);
        Ok(matched)
    }

    /// `-v name`: is it set?
    pub(crate) async fn is_set(&mut self, text: &[u8]) -> bool {
        if let Some(number) = std::str::from_utf8(text).ok().and_then(|text| text.parse::<usize>().ok()) {
            return number <= self.positional.len();
        }
        let braced = [b"${".as_slice(), text, b"}"].concat();
        let Some(param) = crate::syntax::Parser::new(&braced, self.parse_options()).parameter() else { return false };
        let reference = crate::expand::Reference { name: param.name, index: param.index };
        match self.get(&reference).await {
            Ok(crate::expand::Got::Unset) | Err(Stop) => false,
            Ok(crate::expand::Got::List(list, _)) => !list.is_empty(),
            Ok(crate::expand::Got::One(_)) => true,
        }
    }

    /// The tests of one operand that `[[` and `test` share.
    pub(crate) fn unary_test(&mut self, letter: u8, value: &[u8]) -> bool {
        match letter {
            b'n' => return !value.is_empty(),
            b'z' => return value.is_empty(),
            b'o' => {
                let name = String::from_utf8_lossy(value).into_owned();
                return self.options.named(&name).is_some_and(|flag| *flag);
            }
            b't' => {
                let number = std::str::from_utf8(value).ok().and_then(|text| text.trim().parse().ok());
                return number.and_then(|number| self.sys.fd(number)).is_some_and(|file| file.is_terminal());
            }
            b'v' => return self.scalar(value).is_some(),
            b'R' => return self.vars.get(value).is_some_and(|var| var.attributes.nameref && var.scalar().is_some()),
            _ => {}
        }
        if value.is_empty() {
            return false;
        }
        // `/dev/fd/N` and `/dev/stdin` are what the descriptor is.
        if let Some(file) = self.descriptor_path(value) {
            return match letter {
                b'a' | b'e' | b'r' | b'w' => true,
                b'p' => file.kind() == FileKind::Fifo,
                b'c' => file.kind() == FileKind::Device,
                b'f' => file.kind() == FileKind::File,
                _ => false,
            };
        }
        self.sys.disk(value, |disk, who| {
            let link = || disk.lstat(who, value).is_ok_and(|stat| stat.is_symlink());
            if matches!(letter, b'h' | b'L') {
                return link();
            }
            let Ok(stat) = disk.stat(who, value) else { return false };
            match letter {
                b'a' | b'e' => true,
                b'f' => stat.kind == FileKind::File,
                b'd' => stat.is_dir(),
                b'c' => stat.kind == FileKind::Device,
                b'p' => stat.kind == FileKind::Fifo,
                b's' => stat.size > 0,
                b'r' => disk.access(who, value, 4).is_ok(),
                b'w' => disk.access(who, value, 2).is_ok(),
                b'x' => disk.access(who, value, 1).is_ok(),
                b'u' => stat.mode & 0o4000 != 0,
                b'g' => stat.mode & 0o2000 != 0,
                b'k' => stat.mode & 0o1000 != 0,
                b'O' => stat.uid == who.uid,
                b'G' => stat.gid == who.gid,
                b'N' => stat.modified > stat.accessed,
                _ => false,
            }
        })
    }

    fn descriptor_path(&self, path: &[u8]) -> Option<std::rc::Rc<crate::kernel::OpenFile>> {
        let number = match path {
            b"/dev/stdin" => 0,
            b"/dev/stdout" => 1,
            b"/dev/stderr" => 2,
            _ => std::str::from_utf8(path.strip_prefix(b"/dev/fd/")?).ok()?.parse().ok()?,
        };
        self.sys.fd(number)
    }

    /// `-nt`, `-ot`, `-ef`
    pub(crate) fn file_compare(&self, left: &[u8], operator: &[u8], right: &[u8]) -> bool {
        let stat = |path: &[u8]| self.sys.disk(path, |disk, who| disk.stat(who, path).ok());
        let (left, right) = (stat(left), stat(right));
        match operator {
            b"-nt" => match (&left, &right) {
                (Some(left), Some(right)) => left.modified > right.modified,
                (left, None) => left.is_some(),
                _ => false,
            },
            b"-ot" => match (&left, &right) {
                (Some(left), Some(right)) => left.modified < right.modified,
                (None, right) => right.is_some(),
                _ => false,
            },
            _ => match (&left, &right) {
                (Some(left), Some(right)) => left.ino == right.ino,
                _ => false,
            },
        }
    }
}

/// `-eq` and its like.
pub(crate) fn compare(left: i64, operator: &[u8], right: i64) -> bool {
    match operator {
        b"-eq" => left == right,
        b"-ne" => left != right,
        b"-lt" => left < right,
        b"-le" => left <= right,
        b"-gt" => left > right,
        _ => left >= right,
    }
}
