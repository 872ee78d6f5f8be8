//! The command line of `find`.

use super::expression::{Action, Count, Exec, Expression, Follow, Request, Test, Time};
use super::mode::Mode;
use super::{format, when};
use crate::{Bytes, Context};
use pattern::{Flags, Glob, Pattern, Syntax};

/// How deeply parentheses and `!` may nest.
const MAX_DEPTH: usize = 100;

type Parsed<T> = Result<T, Bytes>;

struct Parser<'a> {
    context: &'a Context,
    args: &'a [Bytes],
    at: usize,
    depth: usize,
    request: Request,
    acts: bool,
    syntax: Syntax,
    origin: i64,
    seen_test: Option<Bytes>,
    warnings: Vec<Bytes>,
}

/// Reads paths, options and expression.
pub(super) fn parse(context: &Context, args: &[Bytes]) -> Parsed<(Request, Expression)> {
    let mut at = 0;
    let mut follow = Follow::Never;
    while let Some(arg) = args.get(at) {
        match arg.as_slice() {
            b"-P" => follow = Follow::Never,
            b"-H" => follow = Follow::Arguments,
            b"-L" => follow = Follow::Always,
            b"--" => {
                at += 1;
                break;
            }
            _ => break,
        }
        at += 1;
    }
    let start = at;
    let is_expression =
        |arg: &Bytes| (arg.len() > 1 && arg[0] == b'-') || matches!(arg.as_slice(), b"(" | b")" | b"!" | b",");
    while args.get(at).is_some_and(|arg| !is_expression(arg)) {
        at += 1;
    }
    let mut paths = args[start..at].to_vec();
    if paths.is_empty() {
        paths.push(b".".to_vec());
    }
    let request = Request {
        paths,
        follow,
        least: 0,
        most: usize::MAX,
        depth_first: false,
        outputs: Vec::new(),
        batches: 0,
        ignore_races: false,
    };
    let now = context.now();
    let mut parser = Parser {
        context,
        args,
        at,
        depth: 0,
        request,
        acts: false,
        syntax: Syntax::Emacs,
        origin: now,
        seen_test: None,
        warnings: Vec::new(),
    };
    let expression = if at < args.len() { parser.comma()? } else { Expression::Test(Test::True) };
    if let Some(extra) = args.get(parser.at) {
        if extra == b")" {
            return Err(b"you have too many ')'".to_vec());
        }
        return Err([b"paths must precede expression: `", extra.as_slice(), b"'"].concat());
    }
    let expression = if parser.acts {
        expression
    } else {
        Expression::And(vec![expression, Expression::Action(Action::Print(None, b'\n'))])
    };
    for warning in &parser.warnings {
        context.complain_bytes(warning);
    }
    Ok((parser.request, expression))
}

impl Parser<'_> {
    fn peek(&self) -> Option<&[u8]> {
        self.args.get(self.at).map(Vec::as_slice)
    }

    fn comma(&mut self) -> Parsed<Expression> {
        let mut list = vec![self.or()?];
        while self.peek() == Some(b",") {
            self.at += 1;
            list.push(self.or()?);
        }
        Ok(if list.len() == 1 { list.remove(0) } else { Expression::Comma(list) })
    }

    fn or(&mut self) -> Parsed<Expression> {
        let mut list = vec![self.and()?];
        while matches!(self.peek(), Some(b"-o" | b"-or")) {
            self.at += 1;
            if self.peek().is_none() {
                return Err(b"expected an expression after '-o'".to_vec());
            }
            list.push(self.and()?);
        }
        Ok(if list.len() == 1 { list.remove(0) } else { Expression::Or(list) })
    }

    fn and(&mut self) -> Parsed<Expression> {
        let mut list = vec![self.unary()?];
        loop {
            match self.peek() {
                Some(b"-a" | b"-and") => {
                    self.at += 1;
                    list.push(self.unary()?);
                }
                None | Some(b"-o" | b"-or" | b"," | b")") => break,
                Some(_) => list.push(self.unary()?),
            }
        }
        Ok(if list.len() == 1 { list.remove(0) } else { Expression::And(list) })
    }

    fn unary(&mut self) -> Parsed<Expression> {
        if self.depth >= MAX_DEPTH {
            return Err(b"expression nested too deeply".to_vec());
        }
        let Some(word) = self.peek() else { return Err(b"expected an expression".to_vec()) };
        match word {
            b"!" | b"-not" => {
                self.at += 1;
                if self.peek().is_none() {
                    return Err(b"expected an expression after '!'".to_vec());
                }
                self.depth += 1;
                let inner = self.unary()?;
                self.depth -= 1;
                Ok(Expression::Not(Box::new(inner)))
            }
            b"(" => {
                self.at += 1;
                if self.peek() == Some(b")") {
                    return Err(b"invalid expression; empty parentheses are not allowed.".to_vec());
                }
                self.depth += 1;
                let inner = self.comma()?;
                self.depth -= 1;
                if self.peek() != Some(b")") {
                    return Err(
                        b"invalid expression; I was expecting to find a ')' somewhere but did not see one.".to_vec()
                    );
                }
                self.at += 1;
                Ok(inner)
            }
            b")" => Err(b"invalid expression; you have too many ')'".to_vec()),
            b"-o" | b"-or" | b"-a" | b"-and" | b"," => {
                let word = String::from_utf8_lossy(word).into_owned();
                Err(format!("invalid expression; you have used a binary operator '{word}' with nothing before it.")
                    .into_bytes())
            }
            _ => self.predicate(),
        }
    }

    fn argument(&mut self, name: &[u8]) -> Parsed<Bytes> {
        let value = self.args.get(self.at).cloned();
        self.at += 1;
        value.ok_or_else(|| [b"missing argument to `", name, b"'"].concat())
    }

    fn invalid<T>(name: &[u8], value: &[u8]) -> Parsed<T> {
        Err([b"invalid argument `", value, b"' to `", name, b"'"].concat())
    }

    fn count(name: &[u8], value: &[u8]) -> Parsed<Count> {
        let parsed = match value {
            [b'+', rest @ ..] => number(rest).map(Count::More),
            [b'-', rest @ ..] => number(rest).map(Count::Less),
            rest => number(rest).map(Count::Equal),
        };
        parsed.map_or_else(|| Self::invalid(name, value), Ok)
    }

    fn glob(&mut self, name: &[u8], ignore_case: bool) -> Parsed<Glob> {
        let text = self.argument(name)?;
        Glob::compile(&text, false, ignore_case).map_err(|error| error.gnu().as_bytes().to_vec())
    }

    fn output(&mut self, name: &[u8]) -> Parsed<usize> {
        let file = self.argument(name)?;
        let outputs = &mut self.request.outputs;
        Ok(outputs.iter().position(|known| *known == file).unwrap_or_else(|| {
            outputs.push(file);
            outputs.len() - 1
        }))
    }

    fn global(&mut self, name: &[u8]) {
        if let Some(test) = &self.seen_test {
            let text = [
                b"warning: you have specified the global option ",
                name,
                b" after the argument ",
                test,
                b", but global options are not positional, i.e., ",
                name,
                b" affects tests specified before it as well as those specified after it.  Please specify global options before other arguments.",
            ]
            .concat();
            self.warnings.push(text);
        }
    }

    fn predicate(&mut self) -> Parsed<Expression> {
        let name = self.args[self.at].clone();
        self.at += 1;
        if let Some(done) = self.option(&name)? {
            return Ok(done);
        }
        if let Some(action) = self.action(&name)? {
            if !matches!(action, Action::Prune | Action::Quit) {
                self.acts = true;
            }
            return Ok(Expression::Action(action));
        }
        let test = self.test(&name)?;
        self.seen_test.get_or_insert(name);
        Ok(Expression::Test(test))
    }

    fn option(&mut self, name: &[u8]) -> Parsed<Option<Expression>> {
        match name {
            b"-maxdepth" | b"-mindepth" => {
                self.global(name);
                let value = self.argument(name)?;
                let Some(depth) = number(&value) else {
                    let shown = String::from_utf8_lossy(&value).into_owned();
                    let name = String::from_utf8_lossy(name).into_owned();
                    return Err(format!(
                        "Expected a positive decimal integer argument to {name}, but got {}",
                        String::from_utf8_lossy(&super::quoted(self.context, shown.as_bytes()))
                    )
                    .into_bytes());
                };
                if name == b"-maxdepth" {
                    self.request.most = depth as usize;
                } else {
                    self.request.least = depth as usize;
                }
            }
            b"-depth" | b"-d" => {
                self.global(name);
                self.request.depth_first = true;
            }
            b"-mount" | b"-xdev" | b"-noleaf" | b"-warn" | b"-nowarn" => self.global(name),
            b"-ignore_readdir_race" => self.request.ignore_races = true,
            b"-noignore_readdir_race" => self.request.ignore_races = false,
            b"-follow" => self.request.follow = Follow::Always,
            b"-daystart" => {
                let day = 86_400_000;
                self.origin = (self.context.now().div_euclid(day) + 1) * day;
            }
            b"-regextype" => {
                let value = self.argument(name)?;
                self.syntax = match value.as_slice() {
                    b"emacs" | b"findutils-default" => Syntax::Emacs,
                    b"posix-extended" | b"posix-egrep" | b"egrep" => Syntax::Extended,
                    b"posix-basic" | b"ed" | b"sed" => Syntax::Basic,
                    b"grep" => Syntax::GrepBasic,
                    b"posix-awk" | b"gnu-awk" | b"awk" => Syntax::Awk,
                    _ => {
                        let shown = String::from_utf8_lossy(&super::quoted(self.context, &value)).into_owned();
                        let valid = "\u{2018}findutils-default\u{2019}, \u{2018}ed\u{2019}, \u{2018}emacs\u{2019}, \u{2018}gnu-awk\u{2019}, \u{2018}grep\u{2019}, \u{2018}posix-awk\u{2019}, \u{2018}awk\u{2019}, \u{2018}posix-basic\u{2019}, \u{2018}posix-egrep\u{2019}, \u{2018}egrep\u{2019}, \u{2018}posix-extended\u{2019}, \u{2018}posix-minimal-basic\u{2019}, \u{2018}sed\u{2019}";
                        return Err(
                            format!("Unknown regular expression type {shown}; valid types are {valid}.").into_bytes()
                        );
                    }
                };
            }
            _ => return Ok(None),
        }
        Ok(Some(Expression::Test(Test::True)))
    }

    fn action(&mut self, name: &[u8]) -> Parsed<Option<Action>> {
        Ok(Some(match name {
            b"-print" => Action::Print(None, b'\n'),
            b"-print0" => Action::Print(None, 0),
            b"-fprint" => Action::Print(Some(self.output(name)?), b'\n'),
            b"-fprint0" => Action::Print(Some(self.output(name)?), 0),
            b"-printf" => {
                let text = self.argument(name)?;
                Action::Format(None, format::parse(&text, &mut self.warnings))
            }
            b"-fprintf" => {
                let output = self.output(name)?;
                let text = self.argument(name)?;
                Action::Format(Some(output), format::parse(&text, &mut self.warnings))
            }
            b"-ls" => Action::List(None),
            b"-fls" => Action::List(Some(self.output(name)?)),
            b"-delete" => {
                self.request.depth_first = true;
                Action::Delete
            }
            b"-prune" => Action::Prune,
            b"-quit" => Action::Quit,
            b"-exec" | b"-execdir" | b"-ok" | b"-okdir" => Action::Exec(self.exec(name)?),
            _ => return Ok(None),
        }))
    }

    fn exec(&mut self, name: &[u8]) -> Parsed<Exec> {
        let asks = name.starts_with(b"-ok");
        let start = self.at;
        let rest = &self.args[start..];
        let ends = |index: usize| match rest[index].as_slice() {
            b";" => true,
            b"+" => index > 0 && !asks && rest[index - 1] == b"{}",
            _ => false,
        };
        let Some(length) = (0..rest.len()).find(|index| ends(*index)) else {
            return Err([b"missing argument to `", name, b"'"].concat());
        };
        let many = rest[length] == b"+";
        let mut words = rest[..length].to_vec();
        self.at = start + length + 1;
        if words.is_empty() || (many && words.len() == 1) {
            return Err([b"invalid argument `", rest[length].as_slice(), b"' to `", name, b"'"].concat());
        }
        if many {
            words.pop();
            if words.iter().any(|word| word == b"{}") {
                return Err([b"Only one instance of {} is supported with ", name, b" ... +"].concat());
            }
            self.request.batches += 1;
        }
        Ok(Exec {
            words,
            many,
            in_folder: name.ends_with(b"dir"),
            asks,
            waiting: self.request.batches.saturating_sub(1),
        })
    }

    fn reference(&mut self, name: &[u8]) -> Parsed<vfs::Stat> {
        let file = self.argument(name)?;
        let stat =
            if self.request.follow == Follow::Never { self.context.lstat(&file) } else { self.context.stat(&file) };
        stat.map_err(|error| [&super::quoted(self.context, &file), b": ".as_slice(), error.text().as_bytes()].concat())
    }

    fn test(&mut self, name: &[u8]) -> Parsed<Test> {
        let letters = |parser: &mut Self| -> Parsed<Bytes> {
            let value = parser.argument(name)?;
            let mut letters = Vec::new();
            if value.is_empty() {
                return Err([b"Arguments to ", name, b" should contain at least one letter"].concat());
            }
            for (index, part) in value.split(|byte| *byte == b',').enumerate() {
                match part {
                    [letter @ (b'f' | b'd' | b'l' | b'p' | b's' | b'b' | b'c')] => letters.push(*letter),
                    [letter] => return Err([b"Unknown argument to ", name, b": ", &[*letter]].concat()),
                    [] if index > 0 => {
                        return Err([
                            b"Last file type in list argument to ",
                            name,
                            b" is missing, i.e., list is ending on: ','",
                        ]
                        .concat());
                    }
                    _ => return Err([b"Must separate multiple arguments to ", name, b" using: ','"].concat()),
                }
            }
            Ok(letters)
        };
        Ok(match name {
            b"-name" | b"-iname" => {
                let text = self.args.get(self.at).cloned().unwrap_or_default();
                let glob = self.glob(name, name == b"-iname")?;
                if text.contains(&b'/') && text != b"/" {
                    let shown = super::quoted(self.context, &text);
                    let name = String::from_utf8_lossy(name).into_owned();
                    let warning = [
                        format!("warning: {}{name}{} matches against basenames only, but the given pattern contains a directory separator (", "\u{2018}", "\u{2019}").as_bytes(),
                        "\u{2018}/\u{2019}".as_bytes(),
                        b"), thus the expression will evaluate to false all the time.  Did you mean ",
                        "\u{2018}-wholename\u{2019}".as_bytes(),
                        b"?",
                    ]
                    .concat();
                    let _ = shown;
                    self.warnings.push(warning);
                }
                Test::Name(glob)
            }
            b"-path" | b"-wholename" => Test::Path(self.glob(name, false)?),
            b"-ipath" | b"-iwholename" => Test::Path(self.glob(name, true)?),
            b"-lname" => Test::LinkName(self.glob(name, false)?),
            b"-ilname" => Test::LinkName(self.glob(name, true)?),
            b"-regex" | b"-iregex" => {
                let text = self.argument(name)?;
                let flags = Flags::NONE.ignoring_case(name == b"-iregex");
                let pattern = Pattern::compile(self.syntax, &text, flags).map_err(|error| {
                    let shown = [b"failed to compile regular expression '".as_slice(), &text, b"': "].concat();
                    [&shown, error.gnu().as_bytes()].concat()
                })?;
                Test::Regex(pattern)
            }
            b"-type" => Test::Type(letters(self)?),
            b"-xtype" => Test::LinkedType(letters(self)?),
            b"-size" => {
                let value = self.argument(name)?;
                let (digits, unit) = match value.split_last() {
                    Some((b'c', digits)) => (digits, 1),
                    Some((b'w', digits)) => (digits, 2),
                    Some((b'b', digits)) => (digits, 512),
                    Some((b'k', digits)) => (digits, 1 << 10),
                    Some((b'M', digits)) => (digits, 1 << 20),
                    Some((b'G', digits)) => (digits, 1 << 30),
                    Some((last, _)) if !last.is_ascii_digit() => {
                        return Err([b"invalid -size type `", &[*last][..], b"'"].concat());
                    }
                    _ => (value.as_slice(), 512),
                };
                match Self::count(name, digits) {
                    Ok(count) => Test::Size(count, unit),
                    Err(_) => return Err([b"Invalid argument `", value.as_slice(), b"' to -size"].concat()),
                }
            }
            b"-empty" => Test::Empty,
            b"-perm" => {
                let value = self.argument(name)?;
                match Mode::parse(&value) {
                    Some(mode) => Test::Permissions(mode),
                    None => {
                        return Err([b"invalid mode ", super::quoted(self.context, &value).as_slice()].concat());
                    }
                }
            }
            b"-user" | b"-group" => {
                let value = self.argument(name)?;
                let names = self.context.names();
                let id = if name == b"-user" {
                    names.user_named(&value).map(|user| user.uid)
                } else {
                    names.group_named(&value).map(|group| group.gid)
                };
                let id = id.or_else(|| number(&value).map(|id| id as u32));
                let Some(id) = id else {
                    let shown = super::quoted(self.context, &value);
                    return Err(if name == b"-user" {
                        [&shown, b" is not the name of a known user".as_slice()].concat()
                    } else {
                        [&shown, b" is not the name of an existing group".as_slice()].concat()
                    });
                };
                if name == b"-user" { Test::User(id) } else { Test::Group(id) }
            }
            b"-uid" | b"-gid" | b"-links" | b"-inum" => {
                let value = self.argument(name)?;
                let count = Self::count(name, &value)?;
                match name {
                    b"-uid" => Test::UserNumber(count),
                    b"-gid" => Test::GroupNumber(count),
                    b"-links" => Test::Links(count),
                    _ => Test::Inode(count),
                }
            }
            b"-nouser" => Test::NoUser,
            b"-nogroup" => Test::NoGroup,
            b"-newer" | b"-anewer" | b"-cnewer" => {
                let stat = self.reference(name)?;
                let time = match name {
                    b"-anewer" => Time::Accessed,
                    b"-cnewer" => Time::Changed,
                    _ => Time::Modified,
                };
                Test::Newer(time, stat.modified)
            }
            b"-mtime" | b"-atime" | b"-ctime" | b"-mmin" | b"-amin" | b"-cmin" => {
                let value = self.argument(name)?;
                let count = Self::count(name, &value)?;
                let time = match name[1] {
                    b'a' => Time::Accessed,
                    b'c' => Time::Changed,
                    _ => Time::Modified,
                };
                let unit = if name.ends_with(b"min") { 60 } else { 86_400 };
                Test::Age { time, count, unit, origin: self.origin }
            }
            b"-samefile" => Test::SameFile(self.reference(name)?.ino.into()),
            b"-readable" => Test::Access(4),
            b"-writable" => Test::Access(2),
            b"-executable" => Test::Access(1),
            b"-true" => Test::True,
            b"-false" => Test::False,
            [b'-', b'n', b'e', b'w', b'e', b'r', x, y] => {
                let time = match x {
                    b'a' => Time::Accessed,
                    b'c' => Time::Changed,
                    b'm' => Time::Modified,
                    _ => return Err([b"unknown predicate `", name, b"'"].concat()),
                };
                let instant = if *y == b't' {
                    let value = self.argument(name)?;
                    if let Some(instant) = when::parse(&value, self.context.now()) {
                        instant
                    } else {
                        let shown = super::quoted(self.context, &value);
                        return Err([
                            b"I cannot figure out how to interpret ",
                            shown.as_slice(),
                            b" as a date or time",
                        ]
                        .concat());
                    }
                } else {
                    let stat = self.reference(name)?;
                    match y {
                        b'a' => stat.accessed,
                        b'c' => stat.changed,
                        _ => stat.modified,
                    }
                };
                Test::Newer(time, instant)
            }
            _ => return Err([b"unknown predicate `", name, b"'"].concat()),
        })
    }
}

fn number(text: &[u8]) -> Option<u64> {
    if text.is_empty() || !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(text).ok()?.parse().ok()
}
