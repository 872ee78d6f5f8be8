//! `cal`: a month or a year.

use crate::options::{Opt, flag};
use crate::{Bytes, Command, Context, Outcome, Quit};
use base::calendar::{MONTHS, civil_from_days, days_from_civil};

const OPTIONS: &[Opt] =
    &[flag("m", ""), flag("M", ""), flag("s", ""), flag("S", ""), flag("3", ""), flag("y", ""), flag("h", "")];

/// The command.
pub(super) const COMMAND: Command = Command::new("cal", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let (this_year, this_month, _) = civil_from_days(context.now().div_euclid(86_400_000));
    let number = |text: &[u8], range: std::ops::RangeInclusive<i64>| {
        let value = std::str::from_utf8(text)
            .ok()
            .and_then(|text| text.parse::<i64>().ok())
            .filter(|value| range.contains(value));
        value.ok_or_else(|| {
            context.complain(format_args!(
                "{} is neither a month number ({}..{}) nor a name",
                String::from_utf8_lossy(text),
                range.start(),
                range.end()
            ));
            Quit::Status(64)
        })
    };
    let monday = parsed.has("M");
    let (year, month) = match parsed.operands.as_slice() {
        [] => (this_year, (!parsed.has("y")).then_some(i64::from(this_month))),
        [year] => (number(year, 1..=9999)?, None),
        [month, year, ..] => (number(year, 1..=9999)?, Some(number(month, 1..=12)?)),
    };
    let Some(month) = month else {
        let title = format!("{year}");
        put(context, &format!("{title:>width$}", width = 30 + title.len() / 2));
        for quarter in 0..4 {
            let blocks: Vec<Vec<String>> = (1..=3).map(|at| block(year, quarter * 3 + at, monday, false)).collect();
            if quarter > 0 {
                put(context, "");
            }
            beside(context, &blocks);
        }
        return Ok(0);
    };
    if parsed.has("3") {
        let blocks: Vec<Vec<String>> = (month - 1..=month + 1).map(|at| block(year, at, monday, true)).collect();
        beside(context, &blocks);
    } else {
        for line in block(year, month, monday, true) {
            put(context, &line);
        }
    }
    Ok(0)
}

fn put(context: &mut Context, line: &str) {
    context.stdout.put(line.as_bytes());
    context.stdout.put_byte(b'\n');
}

fn beside(context: &mut Context, blocks: &[Vec<String>]) {
    for row in 0..8 {
        let line: Vec<&str> = blocks.iter().map(|block| block[row].as_str()).collect();
        put(context, &line.concat());
    }
}

/// Eight lines of twenty columns and two.
fn block(year: i64, month: i64, monday: bool, with_year: bool) -> Vec<String> {
    let (year, month) = (year + (month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1);
    let name = MONTHS[month as usize - 1];
    let title = if with_year { format!("{name} {year}") } else { name.to_owned() };
    let left = (20 - title.len().min(20)) / 2;
    let mut lines = vec![format!("{:<22}", format!("{}{title}", " ".repeat(left)))];
    lines.push(format!("{:<22}", if monday { "Mo Tu We Th Fr Sa Su" } else { "Su Mo Tu We Th Fr Sa" }));
    let first = days_from_civil(year, month, 1);
    let count = days_from_civil(year, month + 1, 1) - first;
    let offset = (first + 4 - i64::from(monday)).rem_euclid(7);
    for week in 0..6 {
        let cell = |column: i64| {
            let day = week * 7 + column - offset + 1;
            if (1..=count).contains(&day) { format!("{day:2}") } else { "  ".to_owned() }
        };
        lines.push(format!("{:<22}", (0..7).map(cell).collect::<Vec<_>>().join(" ")));
    }
    lines
}
