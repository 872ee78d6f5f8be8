//! `patch`: a difference put into effect (unified and normal hunks).

use crate::options::{Opt, Parsed, flag, value};
use crate::{Bytes, Command, Context, Outcome, quote};

const OPTIONS: &[Opt] = &[
    value("p", "strip"),
    flag("R", "reverse"),
    value("i", "input"),
    value("o", "output"),
    value("d", "directory"),
    flag("", "dry-run"),
    flag("s", "silent"),
    flag("", "quiet"),
    flag("b", "backup"),
    flag("N", "forward"),
    flag("f", "force"),
    flag("u", "unified"),
    flag("n", "normal"),
    value("F", "fuzz"),
];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("patch", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(2);

/// Lines to replace, and what replaces them; a line keeps its mark: ` `, `-` or `+`.
struct Hunk {
    start: usize,
    lines: Vec<(u8, Bytes)>,
    new_start: usize,
}

impl Hunk {
    fn side(&self, skipped: u8) -> Vec<&Bytes> {
        self.lines.iter().filter(|(mark, _)| *mark != skipped).map(|(_, line)| line).collect()
    }

    /// The hunk that undoes this one.
    fn reversed(&self) -> Self {
        let turn = |mark: u8| match mark {
            b'-' => b'+',
            b'+' => b'-',
            other => other,
        };
        let lines = self.lines.iter().map(|(mark, line)| (turn(*mark), line.clone())).collect();
        Self { start: self.new_start, lines, new_start: self.start }
    }

    fn around(&self, end: bool) -> usize {
        let is_blank = |line: &&(u8, Bytes)| line.0 == b' ';
        if end {
            self.lines.iter().rev().take_while(is_blank).count()
        } else {
            self.lines.iter().take_while(is_blank).count()
        }
    }
}

/// The hunks of one file, and the names the patch gives it.
struct Section {
    old: Bytes,
    new: Bytes,
    hunks: Vec<Hunk>,
}

impl Section {
    /// The text of hunks that did not fit.
    fn rejected(&self, numbers: &[usize]) -> Bytes {
        let mut text = [b"--- ", &self.old[..], b"\n+++ ", &self.new, b"\n"].concat();
        for hunk in numbers.iter().filter_map(|number| self.hunks.get(*number)) {
            let (old, new) = (hunk.side(b'+').len(), hunk.side(b'-').len());
            text.extend_from_slice(format!("@@ -{},{old} +{},{new} @@\n", hunk.start, hunk.new_start).as_bytes());
            for (mark, line) in &hunk.lines {
                text.push(*mark);
                text.extend_from_slice(line);
            }
        }
        text
    }
}

fn range(text: &str) -> Option<(usize, usize)> {
    match text.split_once(',') {
        Some((start, count)) => Some((start.parse().ok()?, count.parse().ok()?)),
        None => Some((text.parse().ok()?, 1)),
    }
}

/// The name in a `---` line, its date taken off.
fn name(line: &[u8]) -> Bytes {
    let line = line.get(4..).unwrap_or_default();
    let end = line.iter().position(|byte| matches!(byte, b'\t' | b'\n')).unwrap_or(line.len());
    line[..end].to_vec()
}

/// Reads a patch; `Err` is the number of the line that is malformed.
fn parse(text: &[u8]) -> Result<Vec<Section>, usize> {
    let lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').collect();
    let mut sections: Vec<Section> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if line.starts_with(b"--- ") && lines.get(at + 1).is_some_and(|next| next.starts_with(b"+++ ")) {
            sections.push(Section { old: name(line), new: name(lines[at + 1]), hunks: Vec::new() });
            at += 2;
            continue;
        }
        let shown = String::from_utf8_lossy(line).into_owned();
        if let Some(rest) = shown.strip_prefix("@@ -") {
            let (old, rest) = rest.split_once(" +").ok_or(at)?;
            let (new, _) = rest.split_once(" @@").ok_or(at)?;
            let ((start, mut olds), (new_start, mut news)) = (range(old).ok_or(at)?, range(new).ok_or(at)?);
            let mut hunk = Hunk { start: if olds == 0 { start + 1 } else { start }, lines: Vec::new(), new_start };
            at += 1;
            while olds > 0 || news > 0 {
                let line = *lines.get(at).ok_or(at)?;
                let (mark, body) = match line.first() {
                    Some(mark @ (b' ' | b'-' | b'+')) => (*mark, line[1..].to_vec()),
                    Some(b'\n') => (b' ', line.to_vec()),
                    Some(b'\\') => {
                        unended(&mut hunk);
                        at += 1;
                        continue;
                    }
                    _ => return Err(at),
                };
                if mark != b'+' {
                    olds = olds.checked_sub(1).ok_or(at)?;
                }
                if mark != b'-' {
                    news = news.checked_sub(1).ok_or(at)?;
                }
                hunk.lines.push((mark, body));
                at += 1;
            }
            if lines.get(at).is_some_and(|line| line.starts_with(b"\\")) {
                unended(&mut hunk);
                at += 1;
            }
            if sections.is_empty() {
                sections.push(Section { old: Vec::new(), new: Vec::new(), hunks: Vec::new() });
            }
            sections.last_mut().ok_or(at)?.hunks.push(hunk);
            continue;
        }
        if let Some(hunk) = normal(&lines, &mut at) {
            if sections.is_empty() {
                sections.push(Section { old: Vec::new(), new: Vec::new(), hunks: Vec::new() });
            }
            sections.last_mut().ok_or(at)?.hunks.push(hunk?);
            continue;
        }
        at += 1;
    }
    Ok(sections)
}

/// The last line read has no newline.
fn unended(hunk: &mut Hunk) {
    if let Some((_, line)) = hunk.lines.last_mut() {
        line.pop();
    }
}

/// A hunk of the normal format (`3c3,4`), if one begins here.
fn normal(lines: &[&[u8]], at: &mut usize) -> Option<Result<Hunk, usize>> {
    let head = std::str::from_utf8(lines[*at]).ok()?.trim_end();
    let letter = head.find(['a', 'c', 'd'])?;
    let ends = |text: &str| {
        let (from, to) = text.split_once(',').unwrap_or((text, text));
        Some((from.parse::<usize>().ok()?, to.parse::<usize>().ok()?))
    };
    let (old, new) = (ends(&head[..letter])?, ends(&head[letter + 1..])?);
    let start = if &head[letter..=letter] == "a" { old.0 + 1 } else { old.0 };
    let mut hunk = Hunk { start, lines: Vec::new(), new_start: new.0 };
    *at += 1;
    while let Some(line) = lines.get(*at) {
        match line {
            [b'<', b' ', rest @ ..] => hunk.lines.push((b'-', rest.to_vec())),
            [b'>', b' ', rest @ ..] => hunk.lines.push((b'+', rest.to_vec())),
            [b'\\', ..] => unended(&mut hunk),
            line if line.starts_with(b"---") && !line.starts_with(b"--- ") => {}
            _ => break,
        }
        *at += 1;
    }
    Some(Ok(hunk))
}

/// Where a hunk's old lines stand, near `wanted` (from 0): the place, and how many lines of context were left out.
fn place(lines: &[Bytes], hunk: &Hunk, wanted: isize, most: usize) -> Option<(usize, usize)> {
    let old = hunk.side(b'+');
    for fuzz in 0..=most {
        let (cut, end) = (fuzz.min(hunk.around(false)), fuzz.min(hunk.around(true)));
        if cut + end > old.len() || (fuzz > 0 && cut == 0 && end == 0) {
            continue;
        }
        let needle = &old[cut..old.len() - end];
        let fits = |at: isize| {
            let at = at + cut as isize;
            usize::try_from(at).is_ok_and(|at| {
                at + needle.len() <= lines.len() && needle.iter().zip(&lines[at..]).all(|(a, b)| *a == b)
            })
        };
        // A hunk with less context before than after stands at the beginning of the file.
        for distance in 0..=lines.len() as isize {
            for at in [wanted + distance, wanted - distance] {
                if fits(at) {
                    return Some(((at + cut as isize) as usize, fuzz));
                }
            }
        }
    }
    None
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if let Some(folder) = parsed.value("d")
        && let Err(error) = context.chdir(folder)
    {
        context.stderr(
            format!("patch: **** Can't change to directory {} : {error}\n", String::from_utf8_lossy(folder)).as_bytes(),
        );
        return Ok(2);
    }
    let source = parsed.value("i").or(parsed.operands.get(1).map(Vec::as_slice));
    let text = match source {
        None => context.stdin.read_all().await?,
        Some(file) => match context.open(file).await {
            Ok(mut input) => input.read_all().await?,
            Err(error) => {
                context.stderr(
                    format!("patch: **** Can't open patch file {} : {error}\n", String::from_utf8_lossy(file))
                        .as_bytes(),
                );
                return Ok(2);
            }
        },
    };
    context.tick(text.len() as u64).await;
    let mut sections = match parse(&text) {
        Ok(sections) => sections,
        Err(line) => {
            context.stderr(
                format!(
                    "patch: **** malformed patch at line {}: {}\n",
                    line + 1,
                    String::from_utf8_lossy(text.split(|byte| *byte == b'\n').nth(line).unwrap_or_default())
                )
                .as_bytes(),
            );
            return Ok(2);
        }
    };
    sections.retain(|section| !section.hunks.is_empty());
    if sections.is_empty() {
        if !text.is_empty() {
            context.stderr(b"patch: **** Only garbage was found in the patch input.\n");
            return Ok(2);
        }
        return Ok(0);
    }
    let mut status = 0;
    for section in &mut sections {
        status = status.max(apply(context, &parsed, section).await?);
    }
    Ok(status)
}

/// The name without as many leading folders as `-p` says; without `-p` only the last part counts.
fn stripped(name: &[u8], strip: Option<usize>) -> Bytes {
    match strip {
        None => name.rsplit(|byte| *byte == b'/').next().unwrap_or_default().to_vec(),
        Some(count) => name.splitn(count + 1, |byte| *byte == b'/').nth(count).unwrap_or_default().to_vec(),
    }
}

async fn apply(context: &mut Context, parsed: &Parsed, section: &mut Section) -> Outcome {
    let strip = parsed.value("p").and_then(|text| std::str::from_utf8(text).ok()?.parse().ok());
    if parsed.has("R") {
        std::mem::swap(&mut section.old, &mut section.new);
        section.hunks.iter_mut().for_each(|hunk| *hunk = hunk.reversed());
    }
    let usable = |name: &Bytes| name != b"/dev/null" && !name.is_empty();
    let names: Vec<Bytes> = [&section.old, &section.new]
        .into_iter()
        .filter(|name| usable(name))
        .map(|name| stripped(name, strip))
        .collect();
    let target = match parsed.operands.first() {
        Some(file) => file.clone(),
        None => {
            let existing = names.iter().find(|name| context.stat(name).is_ok());
            match existing
                .or(names.last().filter(|_| section.old == b"/dev/null" || section.hunks[0].side(b'+').is_empty()))
            {
                Some(name) => name.clone(),
                None => {
                    context.stdout.put(format!("can't find file to patch at input line 3\nPerhaps you used the wrong -p or --strip option?\nThe text leading up to this was:\n--------------------------\n|--- {}\n|+++ {}\n--------------------------\nFile to patch: \nSkip this patch? [y] \nSkipping patch.\n", String::from_utf8_lossy(&section.old), String::from_utf8_lossy(&section.new)).as_bytes());
                    context.stdout.put(
                        format!(
                            "{} out of {} hunk{} ignored\n",
                            section.hunks.len(),
                            section.hunks.len(),
                            if section.hunks.len() == 1 { "" } else { "s" }
                        )
                        .as_bytes(),
                    );
                    return Ok(1);
                }
            }
        }
    };
    let shown = String::from_utf8_lossy(&quote::maybe(&target)).into_owned();
    let quiet = parsed.has("s") || parsed.has("quiet");
    if !quiet {
        let deed = if parsed.has("dry-run") { "checking" } else { "patching" };
        context.stdout.put(format!("{deed} file {shown}\n").as_bytes());
    }
    let before = context.read_file(&target).map(vfs::Content::into_vec).unwrap_or_default();
    let mut lines: Vec<Bytes> = before.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let most = parsed.value("F").and_then(|text| std::str::from_utf8(text).ok()?.parse().ok()).unwrap_or(2);
    let output = parsed.value("o").map_or_else(|| target.clone(), <[u8]>::to_vec);
    let reversed = place(&lines, &section.hunks[0], section.hunks[0].start as isize - 1, most).is_none()
        && !parsed.has("f")
        && place(&lines, &section.hunks[0].reversed(), section.hunks[0].start as isize - 1, 0).is_some();
    if reversed {
        let (count, many) = (section.hunks.len(), if section.hunks.len() == 1 { "" } else { "s" });
        let mut words = String::from("Reversed (or previously applied) patch detected!  ");
        if parsed.has("N") {
            words += "Skipping patch.\n";
        } else {
            words += "Assume -R? [n] \nApply anyway? [n] \n";
            if !quiet {
                words += "Skipping patch.\n";
            }
        }
        words += &format!("{count} out of {count} hunk{many} ignored");
        if !parsed.has("dry-run") {
            let rejects = [&output[..], b".rej"].concat();
            words += &format!(" -- saving rejects to file {}", String::from_utf8_lossy(&rejects));
            context.write_file(&rejects, &section.rejected(&(0..count).collect::<Vec<_>>()))?;
        }
        if parsed.has("o") {
            context.write_file(&output, &before)?;
        }
        context.stdout.put(format!("{words}\n").as_bytes());
        return Ok(1);
    }
    let (mut offset, mut failed) = (0_isize, Vec::new());
    let mut exact = true;
    let mut grown = 0_isize;
    for (number, hunk) in section.hunks.iter().enumerate() {
        context.tick(lines.len() as u64 + 100).await;
        let wanted = hunk.start as isize - 1 + offset + grown;
        let Some((at, fuzz)) = place(&lines, hunk, wanted, most) else {
            failed.push(number);
            continue;
        };
        let cut = fuzz.min(hunk.around(false));
        let shift = at as isize - cut as isize - wanted;
        offset += shift;
        exact &= offset == 0 && fuzz == 0;
        let (old, new) = (hunk.side(b'+'), hunk.side(b'-'));
        let end = fuzz.min(hunk.around(true));
        let fresh: Vec<Bytes> = new[cut..new.len() - end].iter().map(|line| (*line).clone()).collect();
        let stop = at + old.len() - cut - end;
        lines.splice(at..stop, fresh);
        grown += new.len() as isize - old.len() as isize;
        if !quiet && (offset != 0 || fuzz > 0) {
            let fuzzy = if fuzz > 0 { format!(" with fuzz {fuzz}") } else { String::new() };
            let moved = match offset {
                0 => String::new(),
                offset => format!(" (offset {offset} line{})", if offset.abs() == 1 { "" } else { "s" }),
            };
            let at = at as isize + 1 - cut as isize;
            context.stdout.put(format!("Hunk #{} succeeded at {at}{fuzzy}{moved}.\n", number + 1).as_bytes());
        }
    }
    for number in &failed {
        context.stdout.put(format!("Hunk #{} FAILED at {}.\n", number + 1, section.hunks[*number].start).as_bytes());
    }
    if parsed.has("dry-run") {
        if !failed.is_empty() {
            context.stdout.put(
                format!(
                    "{} out of {} hunk{} FAILED\n",
                    failed.len(),
                    section.hunks.len(),
                    if section.hunks.len() == 1 { "" } else { "s" }
                )
                .as_bytes(),
            );
        }
        return Ok(i32::from(!failed.is_empty()));
    }
    if !failed.is_empty() {
        let many = if section.hunks.len() == 1 { "" } else { "s" };
        let rejects = [&output[..], b".rej"].concat();
        context.stdout.put(
            format!(
                "{} out of {} hunk{many} FAILED -- saving rejects to file {}\n",
                failed.len(),
                section.hunks.len(),
                String::from_utf8_lossy(&rejects)
            )
            .as_bytes(),
        );
        context.write_file(&rejects, &section.rejected(&failed))?;
    }
    if parsed.has("b") || ((!failed.is_empty() || !exact) && context.stat(&target).is_ok()) {
        context.write_file(&[&target[..], b".orig"].concat(), &before)?;
    }
    let after = lines.concat();
    if section.new == b"/dev/null" && after.is_empty() && failed.is_empty() {
        context.unlink(&target)?;
    } else {
        if let Some(at) = output.iter().rposition(|byte| *byte == b'/').filter(|at| *at > 0) {
            let folder = &output[..at];
            context.sys.disk(folder, |disk, who| disk.mkdir_all(who, folder))?;
        }
        if let Err(error) = context.write_file(&output, &after) {
            context.stderr(format!("patch: **** Can't create file {shown} : {error}\n").as_bytes());
            return Ok(2);
        }
    }
    Ok(i32::from(!failed.is_empty()))
}
