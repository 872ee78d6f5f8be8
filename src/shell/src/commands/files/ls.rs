//! `ls`: what a directory holds.

mod columns;
mod long;
mod options;

use crate::{Bytes, Command, Context, Outcome};
pub(crate) use long::human;
pub(crate) use options::version_order;
use options::{OPTIONS, Order, Shape, Style, When};
use vfs::{Errno, Stat};

/// The command.
pub(super) const COMMAND: Command =
    Command::new("ls", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(2);

/// A file to be listed.
#[derive(Clone)]
pub(crate) struct Item {
    name: Bytes,
    /// Where to find it again (the name, below the directory's path).
    path: Bytes,
    stat: Stat,
    /// A symbolic link's target, and whether there is something there.
    target: Option<(Bytes, Option<Stat>)>,
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let style = Style::read(context, &parsed)?;
    let operands = if parsed.operands.is_empty() { vec![b".".to_vec()] } else { parsed.operands };
    let several = operands.len() > 1 || style.recursive;
    let mut status = 0;
    let (mut files, mut directories) = (Vec::new(), Vec::new());
    for operand in operands {
        match item(context, operand.clone(), operand.clone(), &style, true) {
            Ok(item) if item.stat.is_dir() && !style.directory => directories.push(item),
            Ok(item) => files.push(item),
            Err(error) => {
                cannot_access(context, &operand, error);
                status = 2;
            }
        }
    }
    sort(&mut files, &style);
    sort(&mut directories, &style);
    let mut first = files.is_empty();
    if !files.is_empty() {
        list(context, &files, &style, false).await?;
    }
    // Directories still to be shown, the next one last.
    let mut waiting: Vec<(Bytes, bool)> = directories.into_iter().rev().map(|item| (item.path, true)).collect();
    while let Some((path, named)) = waiting.pop() {
        let items = match read(context, &path, &style, &mut status) {
            Ok(items) => items,
            Err(error) => {
                context.complain_quoted("cannot open directory ", &path, "", error);
                status = status.max(if named { 2 } else { 1 });
                continue;
            }
        };
        if !first {
            context.stdout.put(b"\n");
        }
        first = false;
        if several {
            let title = [options::escaped(&path, &style, context).as_slice(), b":\n"].concat();
            context.stdout.put(&title);
        }
        list(context, &items, &style, true).await?;
        if style.recursive {
            let below = items.iter().rev().filter(|item| item.stat.is_dir() && item.name != b"." && item.name != b"..");
            waiting.extend(below.map(|item| (item.path.clone(), false)));
        }
        context.tick(50).await;
    }
    Ok(status)
}

fn cannot_access(context: &Context, path: &[u8], error: Errno) {
    context.complain_quoted("cannot access ", path, "", error);
}

/// Looks a file up; on the command line, links to directories are followed unless details are wanted.
fn item(context: &Context, name: Bytes, path: Bytes, style: &Style, named: bool) -> Result<Item, Errno> {
    let link = context.lstat(&path);
    let follow =
        style.follow || (named && style.shape != Shape::Long && !style.directory && style.classify != When::Always);
    let stat = match link {
        Ok(link) if link.is_symlink() => {
            let target = context.stat(&path).ok();
            match target {
                Some(target) if style.follow || (follow && target.is_dir()) => target,
                None if style.follow => return Err(context.stat(&path).err().unwrap_or(Errno::NoEnt)),
                _ => {
                    let words = context.read_link(&path)?;
                    return Ok(Item { name, path, stat: link, target: Some((words, target)) });
                }
            }
        }
        Ok(stat) => stat,
        Err(error) => return Err(error),
    };
    Ok(Item { name, path, stat, target: None })
}

fn read(context: &Context, path: &[u8], style: &Style, status: &mut i32) -> Result<Vec<Item>, Errno> {
    let mut names: Vec<Bytes> = context.read_dir(path)?.into_iter().map(|entry| entry.name).collect();
    if style.all {
        names.extend([b".".to_vec(), b"..".to_vec()]);
    }
    let mut items = Vec::new();
    for name in names {
        let hidden = name.first() == Some(&b'.') && !style.all && !style.almost_all;
        if hidden || style.ignored(&name) {
            continue;
        }
        let mut full = path.to_vec();
        if !full.ends_with(b"/") {
            full.push(b'/');
        }
        full.extend_from_slice(&name);
        match item(context, name, full.clone(), style, false) {
            Ok(item) => items.push(item),
            Err(error) => {
                cannot_access(context, &full, error);
                *status = (*status).max(1);
            }
        }
    }
    sort(&mut items, style);
    Ok(items)
}

fn sort(items: &mut [Item], style: &Style) {
    match style.order {
        Order::None => return,
        Order::Name => base::order::sort_by(items, |a, b| a.name.cmp(&b.name)),
        Order::Size => {
            base::order::sort_by(items, |a, b| b.stat.size.cmp(&a.stat.size).then_with(|| a.name.cmp(&b.name)))
        }
        Order::Time => {
            base::order::sort_by(items, |a, b| {
                style.time(&b.stat).cmp(&style.time(&a.stat)).then_with(|| a.name.cmp(&b.name))
            });
        }
        Order::Extension => {
            base::order::sort_by(items, |a, b| {
                options::extension(&a.name).cmp(options::extension(&b.name)).then_with(|| a.name.cmp(&b.name))
            });
        }
        Order::Version => base::order::sort_by(items, |a, b| options::version_order(&a.name, &b.name)),
    }
    if style.reverse {
        items.reverse();
    }
    if style.directories_first {
        base::order::sort_by_key(items, |item| !item.stat.is_dir());
    }
}

async fn list(context: &mut Context, items: &[Item], style: &Style, whole: bool) -> Result<(), Errno> {
    if style.shape == Shape::Long {
        long::put(context, items, style, whole);
    } else {
        columns::put(context, items, style, whole);
    }
    context.stdout.relieve().await
}
