//! `tree`: folders as a tree (tree 2.1).

use super::target::join;
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use vfs::{FileKind, Stat};

const OPTIONS: &[Opt] = &[
    flag("a", ""),
    flag("d", ""),
    flag("f", ""),
    flag("F", ""),
    flag("i", ""),
    flag("p", ""),
    flag("s", ""),
    flag("h", ""),
    flag("u", ""),
    flag("g", ""),
    flag("n", ""),
    flag("C", ""),
    flag("r", ""),
    value("L", ""),
    value("I", ""),
    value("P", ""),
    flag("", "dirsfirst"),
    flag("", "noreport"),
    value("", "charset"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("tree", OPTIONS, |context, args| Box::pin(run(context, args)));

/// A folder being listed: what is left of it.
struct Open {
    names: std::vec::IntoIter<(Bytes, Stat)>,
    path: Bytes,
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let limit = match parsed.value("L") {
        None => usize::MAX,
        Some(text) => {
            let number =
                std::str::from_utf8(text).ok().and_then(|text| text.parse::<usize>().ok()).filter(|level| *level > 0);
            number.ok_or_else(|| {
                context.stderr(b"tree: Invalid level, must be greater than 0.\n");
                Quit::Status(1)
            })?
        }
    };
    let ascii = parsed.value("charset").is_some_and(|charset| charset.eq_ignore_ascii_case(b"ascii"));
    let branches = if ascii {
        ["|   ", "    ", "|-- ", "`-- "]
    } else {
        ["\u{2502}\u{a0}\u{a0} ", "    ", "\u{251c}\u{2500}\u{2500} ", "\u{2514}\u{2500}\u{2500} "]
    };
    let roots = if parsed.operands.is_empty() { vec![b".".to_vec()] } else { parsed.operands.clone() };
    let (mut folders, mut files, mut status) = (0_u64, 0_u64, 0);
    for root in roots {
        let found = context.stat(&root);
        context.stdout.put(&root);
        if !found.as_ref().is_ok_and(Stat::is_dir) {
            context.stdout.put(b"  [error opening dir]\n");
            status = 2;
            continue;
        }
        if parsed.has("F") && !root.ends_with(b"/") {
            context.stdout.put_byte(b'/');
        }
        context.stdout.put_byte(b'\n');
        folders += 1;
        let mut stack = vec![Open { names: entries(context, &root, &parsed)?.into_iter(), path: root }];
        while let Some(open) = stack.last_mut() {
            context.tick(60).await;
            let Some((name, stat)) = open.names.next() else {
                stack.pop();
                continue;
            };
            let path = join(&open.path, &name);
            let mut line = String::new();
            if !parsed.has("i") {
                for (level, open) in stack.iter().enumerate() {
                    let more = open.names.len() > 0;
                    let here = level + 1 == stack.len();
                    line += branches[match (here, more) {
                        (false, true) => 0,
                        (false, false) => 1,
                        (true, true) => 2,
                        (true, false) => 3,
                    }];
                }
            }
            line += &details(context, &stat, &parsed);
            let mut shown = if parsed.has("f") { path.clone() } else { name };
            if parsed.has("F") {
                shown.extend(match stat.kind {
                    FileKind::Directory => Some(b'/'),
                    FileKind::Fifo => Some(b'|'),
                    FileKind::File if stat.mode & 0o111 != 0 => Some(b'*'),
                    _ => None,
                });
            }
            let shade = match stat.kind {
                FileKind::Directory => "01;34",
                FileKind::Symlink => "01;36",
                FileKind::File if stat.mode & 0o111 != 0 => "01;32",
                _ => "",
            };
            let coloured = (parsed.has("C") || context.is_tty(1)) && !parsed.has("n") && !shade.is_empty();
            context.stdout.put(line.as_bytes());
            if coloured {
                shown = [format!("\x1b[{shade}m").as_bytes(), &shown, b"\x1b[0m"].concat();
            }
            context.stdout.put(&shown);
            if stat.is_symlink() {
                context.stdout.put(b" -> ");
                let target = context.read_link(&path).unwrap_or_default();
                context.stdout.put(&target);
            }
            let counts_as_folder =
                stat.is_dir() || stat.is_symlink() && context.stat(&path).is_ok_and(|stat| stat.is_dir());
            if counts_as_folder {
                folders += 1;
            } else {
                files += 1;
            }
            if stat.is_dir() && stack.len() < limit {
                match entries(context, &path, &parsed) {
                    Ok(names) => {
                        context.stdout.put_byte(b'\n');
                        stack.push(Open { names: names.into_iter(), path });
                    }
                    Err(_) => context.stdout.put(b"  [error opening dir]\n"),
                }
            } else {
                context.stdout.put_byte(b'\n');
            }
            context.stdout.relieve().await?;
        }
    }
    if !parsed.has("noreport") {
        let word = |count: u64, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        let mut report = format!("\n{}", word(folders, "directory", "directories"));
        if !parsed.has("d") {
            report += &format!(", {}", word(files, "file", "files"));
        }
        context.stdout.put(report.as_bytes());
        context.stdout.put_byte(b'\n');
    }
    Ok(status)
}

fn entries(context: &Context, path: &[u8], parsed: &crate::options::Parsed) -> Result<Vec<(Bytes, Stat)>, vfs::Errno> {
    let mut list = Vec::new();
    for entry in context.read_dir(path)? {
        if entry.name.starts_with(b".") && !parsed.has("a") {
            continue;
        }
        let Ok(stat) = context.lstat(&join(path, &entry.name)) else { continue };
        let matches =
            |globs: &[u8]| globs.split(|byte| *byte == b'|').any(|glob| crate::expand::glob_matches(glob, &entry.name));
        let left_out =
            parsed.values("I").any(matches) || (!stat.is_dir() && parsed.has("P") && !parsed.values("P").any(matches));
        if left_out || parsed.has("d") && !stat.is_dir() {
            continue;
        }
        list.push((entry.name, stat));
    }
    if parsed.has("r") {
        list.reverse();
    }
    if parsed.has("dirsfirst") {
        base::order::sort_by_key(&mut list, |(_, stat)| !stat.is_dir());
    }
    Ok(list)
}

fn details(context: &Context, stat: &Stat, parsed: &crate::options::Parsed) -> String {
    let names = context.names();
    let mut parts = Vec::new();
    if parsed.has("p") {
        parts.push(stat.letters());
    }
    if parsed.has("u") {
        parts.push(format!(
            "{:<8}",
            names.user(stat.uid).map_or_else(|| stat.uid.to_string(), |user| user.name.clone())
        ));
    }
    if parsed.has("g") {
        parts.push(format!(
            "{:<8}",
            names.group(stat.gid).map_or_else(|| stat.gid.to_string(), |group| group.name.clone())
        ));
    }
    if parsed.has("h") {
        parts.push(format!("{:>4}", super::human(stat.size, 1024)));
    } else if parsed.has("s") {
        parts.push(format!("{:>11}", stat.size));
    }
    if parts.is_empty() { String::new() } else { format!("[{}]  ", parts.join(" ")) }
}
