//! The short shapes of `ls`: one a line, columns, across, commas.

use super::Item;
use super::options::{Shape, Style, When, escaped};
use crate::{Bytes, Context};
use vfs::FileKind;

/// A name with colour and mark, and its width on the screen.
pub(crate) fn shown(context: &Context, item: &Item, style: &Style) -> (Bytes, usize) {
    let mut text = Vec::new();
    if style.inode {
        text.extend_from_slice(format!("{} ", item.stat.ino).as_bytes());
    }
    if style.blocks {
        text.extend_from_slice(format!("{} ", item.stat.blocks() / 2).as_bytes());
    }
    let name = escaped(&item.name, style, context);
    let mut width = text.len() + String::from_utf8_lossy(&name).chars().count();
    let color = if style.color { color(item) } else { "" };
    if color.is_empty() {
        text.extend_from_slice(&name);
    } else {
        text.extend_from_slice(format!("\x1b[0m\x1b[{color}m").as_bytes());
        text.extend_from_slice(&name);
        text.extend_from_slice(b"\x1b[0m");
    }
    if let Some(mark) = mark(item, style) {
        text.push(mark);
        width += 1;
    }
    (text, width)
}

/// The mark of `-F`, `-p` and `--file-type`.
pub(crate) fn mark(item: &Item, style: &Style) -> Option<u8> {
    let classify = style.classify == When::Always;
    match item.stat.kind {
        FileKind::Directory if classify || style.slash || style.file_type => Some(b'/'),
        FileKind::Symlink if (classify || style.file_type) && style.shape != Shape::Long => Some(b'@'),
        FileKind::Fifo if classify || style.file_type => Some(b'|'),
        FileKind::File if classify && item.stat.mode & 0o111 != 0 => Some(b'*'),
        _ => None,
    }
}

/// dircolors' defaults.
pub(crate) fn color(item: &Item) -> &'static str {
    let stat = &item.stat;
    match stat.kind {
        FileKind::Symlink if matches!(item.target, Some((_, None))) => "40;31;01",
        FileKind::Symlink => "01;36",
        FileKind::Directory if stat.mode & 0o1002 == 0o1002 => "30;42",
        FileKind::Directory if stat.mode & 0o002 != 0 => "34;42",
        FileKind::Directory if stat.mode & 0o1000 != 0 => "37;44",
        FileKind::Directory => "01;34",
        FileKind::Fifo => "40;33",
        FileKind::Device => "40;33;01",
        FileKind::File if stat.mode & 0o4000 != 0 => "37;41",
        FileKind::File if stat.mode & 0o2000 != 0 => "30;43",
        FileKind::File if stat.mode & 0o111 != 0 => "01;32",
        FileKind::File => match super::options::extension(&item.name) {
            b".tar" | b".tgz" | b".gz" | b".zip" | b".xz" | b".bz2" | b".7z" | b".zst" | b".deb" => "01;31",
            b".jpg" | b".jpeg" | b".png" | b".gif" | b".svg" | b".webp" | b".mp4" | b".webm" => "01;35",
            _ => "",
        },
    }
}

pub(crate) fn put(context: &mut Context, items: &[Item], style: &Style, whole: bool) {
    if whole && style.blocks {
        let total: u64 = items.iter().map(|item| item.stat.blocks() / 2).sum();
        context.stdout.put(format!("total {total}\n").as_bytes());
    }
    let cells: Vec<(Bytes, usize)> = items.iter().map(|item| shown(context, item, style)).collect();
    match style.shape {
        Shape::Commas => commas(context, &cells, style.width),
        Shape::Columns | Shape::Across if !cells.is_empty() => grid(context, &cells, style),
        _ => {
            for (text, _) in &cells {
                context.stdout.put(text);
                context.stdout.put_byte(b'\n');
            }
        }
    }
}

fn commas(context: &mut Context, cells: &[(Bytes, usize)], width: usize) {
    let mut column = 0;
    for (at, (text, cell)) in cells.iter().enumerate() {
        if at > 0 {
            let fits = width == 0 || column + 2 + cell + usize::from(at + 1 < cells.len()) <= width;
            context.stdout.put(if fits { b", " } else { b",\n" });
            column = if fits { column + 2 } else { 0 };
        }
        context.stdout.put(text);
        column += cell;
    }
    if !cells.is_empty() {
        context.stdout.put(b"\n");
    }
}

/// As many columns as fit, each as wide as its widest cell and two spaces, padded with tabs of 8 as GNU does.
fn grid(context: &mut Context, cells: &[(Bytes, usize)], style: &Style) {
    let count = cells.len();
    let down = style.shape == Shape::Columns;
    let most = if style.width == 0 { count } else { (style.width / 3).clamp(1, count) };
    let layout = |columns: usize| {
        let rows = count.div_ceil(columns);
        let mut widths = vec![0; columns];
        for (at, (_, width)) in cells.iter().enumerate() {
            let column = if down { at / rows } else { at % columns };
            let gap = if column + 1 == columns { 0 } else { 2 };
            widths[column] = widths[column].max(width + gap);
        }
        (rows, widths)
    };
    let fits = |columns: &usize| style.width == 0 || layout(*columns).1.iter().sum::<usize>() < style.width;
    let columns = (1..=most).rev().find(fits).unwrap_or(1);
    let (rows, widths) = layout(columns);
    for row in 0..rows {
        let (mut at, mut column) = (0, 0);
        loop {
            let index = if down { column * rows + row } else { row * columns + column };
            let Some((text, width)) = cells.get(index).filter(|_| column < columns) else { break };
            context.stdout.put(text);
            let next = if down { (column + 1) * rows + row } else { index + 1 };
            let more = column + 1 < columns && next < count;
            if more {
                let (mut from, to) = (at + width, at + widths[column]);
                while from < to {
                    if to / 8 > (from + 1) / 8 {
                        context.stdout.put_byte(b'\t');
                        from += 8 - from % 8;
                    } else {
                        context.stdout.put_byte(b' ');
                        from += 1;
                    }
                }
            }
            at += widths[column];
            column += 1;
        }
        context.stdout.put_byte(b'\n');
    }
}
