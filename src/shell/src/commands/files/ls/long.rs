//! The long shape of `ls -l`.

use super::Item;
use super::columns::{color, mark};
use super::options::{Style, TimeStyle, When, escaped};
use crate::{Bytes, Context};
use vfs::Device;

/// Six months, in milliseconds, as GNU counts them: half a Gregorian year.
const HALF_YEAR: i64 = 31_556_952_000 / 2;

pub(crate) fn put(context: &mut Context, items: &[Item], style: &Style, whole: bool) {
    if whole {
        let blocks: u64 = items.iter().map(|item| item.stat.blocks() / 2).sum();
        let total = if style.human > 0 { human(blocks * 1024, style.human) } else { blocks.to_string() };
        context.stdout.put(format!("total {total}\n").as_bytes());
    }
    let names = context.names();
    let now = context.now();
    let rows: Vec<[String; 7]> = items
        .iter()
        .map(|item| {
            let stat = &item.stat;
            let user = names
                .user(stat.uid)
                .filter(|_| !style.numeric)
                .map_or_else(|| stat.uid.to_string(), |user| user.name.clone());
            let group = names
                .group(stat.gid)
                .filter(|_| !style.numeric)
                .map_or_else(|| stat.gid.to_string(), |group| group.name.clone());
            let size = match stat.device {
                Some(device) => device_number(device),
                None if style.human > 0 => human(stat.size, style.human),
                None => stat.size.to_string(),
            };
            [
                if style.inode { stat.ino.to_string() } else { String::new() },
                if style.blocks { (stat.blocks() / 2).to_string() } else { String::new() },
                stat.links.to_string(),
                user,
                group,
                size,
                String::from_utf8_lossy(&when(style.time(stat), now, &style.dates)).into_owned(),
            ]
        })
        .collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..7).map(width).collect();
    for (item, row) in items.iter().zip(&rows) {
        let mut line = String::new();
        if style.inode {
            line += &format!("{:>1$} ", row[0], widths[0]);
        }
        if style.blocks {
            line += &format!("{:>1$} ", row[1], widths[1]);
        }
        line += &format!("{} {:>2$} ", item.stat.letters(), row[2], widths[2]);
        if style.owner {
            line += &format!("{:<1$} ", row[3], widths[3]);
        }
        if style.group {
            line += &format!("{:<1$} ", row[4], widths[4]);
        }
        line += &format!("{:>2$} {} ", row[5], row[6], widths[5]);
        context.stdout.put(line.as_bytes());
        put_name(context, item, style);
    }
}

fn put_name(context: &mut Context, item: &Item, style: &Style) {
    let name = escaped(&item.name, style, context);
    put_coloured(context, &name, if style.color { color(item) } else { "" });
    if let Some((target, stat)) = &item.target {
        context.stdout.put(b" -> ");
        let pointed = stat.clone().map(|stat| Item { name: target.clone(), path: Vec::new(), stat, target: None });
        let shade = match &pointed {
            Some(pointed) if style.color => color(pointed),
            None if style.color => "40;31;01",
            _ => "",
        };
        put_coloured(context, &escaped(target, style, context), shade);
        if style.classify == When::Always
            && let Some(mark) = pointed.as_ref().and_then(|pointed| mark(pointed, style))
        {
            context.stdout.put_byte(mark);
        }
    } else if let Some(mark) = mark(item, style) {
        context.stdout.put_byte(mark);
    }
    context.stdout.put_byte(b'\n');
}

fn put_coloured(context: &mut Context, text: &[u8], shade: &str) {
    if shade.is_empty() {
        context.stdout.put(text);
    } else {
        let coloured: Bytes = [format!("\x1b[0m\x1b[{shade}m").as_bytes(), text, b"\x1b[0m"].concat();
        context.stdout.put(&coloured);
    }
}

/// Major and minor number on Linux.
fn device_number(device: Device) -> String {
    match device {
        Device::Null => "1, 3",
        Device::Zero => "1, 5",
        Device::Full => "1, 7",
        Device::Random => "1, 8",
        Device::Tty => "5, 0",
        Device::Descriptor(_) => "136, 0",
    }
    .to_owned()
}

/// `1.5K`, rounded up as GNU does.
pub(crate) fn human(size: u64, base: u64) -> String {
    if size < base {
        return size.to_string();
    }
    let mut unit = base;
    let mut letters = if base == 1024 { "KMGTPE" } else { "kMGTPE" }.chars();
    let mut letter = letters.next().unwrap_or('K');
    while size.div_ceil(unit) >= base {
        let Some(next) = letters.next() else { break };
        letter = next;
        unit *= base;
    }
    let tenths = (u128::from(size) * 10).div_ceil(u128::from(unit));
    if tenths < 100 {
        format!("{}.{}{letter}", tenths / 10, tenths % 10)
    } else {
        format!("{}{letter}", size.div_ceil(unit))
    }
}

fn when(millis: i64, now: i64, style: &TimeStyle) -> Vec<u8> {
    let recent = millis <= now && millis > now - HALF_YEAR;
    let mut format = if recent { style.recent.clone() } else { style.old.clone() };
    if let Some(at) = format.windows(2).position(|pair| pair == b"%N") {
        format.splice(at..at + 2, format!("{:09}", millis.rem_euclid(1000) * 1_000_000).into_bytes());
    }
    style.zone.strftime(&format, millis.div_euclid(1000))
}
