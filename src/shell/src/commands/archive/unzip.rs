//! `unzip`: files out of a zip archive.

use super::crc::crc32;
use super::gzip::inflated;
use super::zip::{Member, members};
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome};
use base::calendar::days_from_civil;

const OPTIONS: &[Opt] = &[
    flag("l", ""),
    flag("t", ""),
    flag("p", ""),
    flag("q", ""),
    flag("o", ""),
    flag("n", ""),
    flag("j", ""),
    value("d", ""),
    flag("Z", ""),
    flag("v", ""),
];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("unzip", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(10);

fn instant(member: &Member) -> i64 {
    let (date, time) = (i64::from(member.stamp.0), i64::from(member.stamp.1));
    let days = days_from_civil(1980 + (date >> 9), date >> 5 & 15, date & 31);
    ((days * 24 + (time >> 11)) * 60 + (time >> 5 & 63)) * 60 + (time & 31) * 2
}

fn content(member: &Member) -> Option<Bytes> {
    let bytes = match member.method {
        0 => member.body.clone(),
        8 => inflated(&member.body, member.size.min(crate::MAX_VALUE))?,
        _ => return None,
    };
    (crc32(&bytes) == member.crc).then_some(bytes)
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    for unsupported in ["Z", "v"] {
        if parsed.has(unsupported) {
            context.complain(format_args!("-{unsupported} is not supported on this machine"));
            return Ok(10);
        }
    }
    let Some((file, wanted)) = parsed.operands.split_first() else {
        context.stderr(b"Usage: unzip [-opts] file[.zip] [list] [-d exdir]\n");
        return Ok(10);
    };
    let with_suffix = [&file[..], b".zip"].concat();
    let name = if context.stat(file).is_err() && context.stat(&with_suffix).is_ok() { &with_suffix } else { file };
    let shown = String::from_utf8_lossy(name).into_owned();
    let Ok(bytes) = context.read_file(name) else {
        context.stderr(format!("unzip:  cannot find or open {shown}, {shown}.zip or {shown}.ZIP.\n").as_bytes());
        return Ok(9);
    };
    context.tick(bytes.len() as u64).await;
    let quiet = parsed.has("q");
    let Some(list) = members(&bytes) else {
        if !parsed.has("p") && !quiet {
            context.stdout.put(format!("Archive:  {shown}\n").as_bytes());
            context.stdout.flush().await?;
        }
        context.stderr(format!("  End-of-central-directory signature not found.  Either this file is not\n  a zipfile, or it constitutes one disk of a multi-part archive.  In the\n  latter case the central directory and zipfile comment will be found on\n  the last disk(s) of this archive.\nunzip:  cannot find zipfile directory in one of {shown} or\n        {shown}.zip, and cannot find {shown}.ZIP, period.\n").as_bytes());
        return Ok(9);
    };
    let fits = |member: &Member| {
        wanted.is_empty()
            || wanted.iter().any(|pattern| {
                pattern::Glob::compile(pattern, false, false)
                    .is_ok_and(|glob| glob.is_match(&member.name, &base::Budget::new(1_000_000)).unwrap_or(false))
            })
    };
    let chosen: Vec<&Member> = list.iter().filter(|member| fits(member)).collect();
    if !parsed.has("p") && (!quiet || parsed.has("l")) {
        context.stdout.put(format!("Archive:  {shown}\n").as_bytes());
    }
    if parsed.has("l") {
        put_list(context, &chosen);
        return Ok(if chosen.is_empty() { 11 } else { 0 });
    }
    let mut status = 0;
    for member in &chosen {
        let shown = String::from_utf8_lossy(&member.name).into_owned();
        context.tick(1000 + member.size as u64).await;
        let Some(bytes) = content(member) else {
            context.stdout.flush().await?;
            context.stderr(format!("{shown}:  bad CRC or unsupported compression\n").as_bytes());
            status = 2;
            continue;
        };
        if parsed.has("t") {
            if !quiet {
                context.stdout.put(format!("    testing: {shown:<22}   OK\n").as_bytes());
            }
        } else if parsed.has("p") {
            context.stdout.put(&bytes);
        } else {
            status = status.max(extract(context, &parsed, member, &bytes).await?);
        }
        context.stdout.relieve().await?;
    }
    if parsed.has("t") {
        let words = if status == 0 {
            format!("No errors detected in compressed data of {}.\n", String::from_utf8_lossy(name))
        } else {
            String::new()
        };
        context.stdout.put(words.as_bytes());
    }
    context.stdout.flush().await?;
    for pattern in wanted {
        let found = pattern::Glob::compile(pattern, false, false).is_ok_and(|glob| {
            list.iter().any(|member| glob.is_match(&member.name, &base::Budget::new(1_000_000)).unwrap_or(false))
        });
        if !found {
            context.stderr(&[b"caution: filename not matched:  ", &pattern[..], b"\n"].concat());
            status = status.max(11);
        }
    }
    Ok(status)
}

fn put_list(context: &mut Context, chosen: &[&Member]) {
    context.stdout.put(b"  Length      Date    Time    Name\n---------  ---------- -----   ----\n");
    for member in chosen {
        let when = crate::commands::awk::time::strftime(b"%Y-%m-%d %H:%M", instant(member));
        let line = format!(
            "{:>9}  {}   {}\n",
            member.size,
            String::from_utf8_lossy(&when),
            String::from_utf8_lossy(&member.name)
        );
        context.stdout.put(line.as_bytes());
    }
    let total: usize = chosen.iter().map(|member| member.size).sum();
    let many = if chosen.len() == 1 { "" } else { "s" };
    let line =
        format!("---------                     -------\n{total:>9}                     {} file{many}\n", chosen.len());
    context.stdout.put(line.as_bytes());
}

async fn extract(
    context: &mut Context,
    parsed: &crate::options::Parsed,
    member: &Member,
    bytes: &[u8],
) -> Result<i32, crate::Quit> {
    let quiet = parsed.has("q");
    let mut name = member.name.clone();
    // Names that lead out of the folder lose what leads out.
    let parts: Vec<&[u8]> = name.split(|byte| *byte == b'/').filter(|part| *part != b"..").collect();
    name = parts.join(&b'/');
    while name.starts_with(b"/") {
        name.remove(0);
    }
    if parsed.has("j") {
        if name.ends_with(b"/") {
            return Ok(0);
        }
        name = name.rsplit(|byte| *byte == b'/').next().unwrap_or_default().to_vec();
    }
    let path = match parsed.value("d") {
        Some(folder) => [folder.strip_suffix(b"/").unwrap_or(folder), b"/", &name].concat(),
        None => name,
    };
    let shown = String::from_utf8_lossy(&path).into_owned();
    let folder = path.iter().rposition(|byte| *byte == b'/').map(|at| path[..at].to_vec());
    if let Some(folder) = &folder {
        let is_new = context.stat(folder).is_err();
        let made = context.sys.disk(folder, |disk, who| disk.mkdir_all(who, folder));
        if let Err(error) = made {
            context.stderr(format!("checkdir error:  cannot create {shown}\n                 {error}\n").as_bytes());
            return Ok(2);
        }
        if path.ends_with(b"/") {
            if is_new && !quiet {
                context.stdout.put(format!("   creating: {shown}\n").as_bytes());
            }
            return Ok(0);
        }
    }
    if context.lstat(&path).is_ok() && !parsed.has("o") {
        if parsed.has("n") {
            return Ok(0);
        }
        context.stdout.flush().await?;
        context.stderr(format!("replace {shown}? [y]es, [n]o, [A]ll, [N]one, [r]ename: ").as_bytes());
        let answer = context.stdin.line().await?.map(<[u8]>::to_vec);
        match answer {
            Some(line) if line.starts_with(b"y") => {}
            Some(_) => return Ok(0),
            None => {
                context.stderr(b" NULL\n(EOF or read error, treating as \"[N]one\" ...)\n");
                return Ok(1);
            }
        }
    }
    if !quiet {
        let deed = if member.method == 0 { "extracting" } else { " inflating" };
        context.stdout.put(format!(" {deed}: {shown:<22}  \n").as_bytes());
    }
    context.write_file(&path, bytes)?;
    if member.mode & 0o777 != 0 {
        context.chmod(&path, member.mode & 0o777)?;
    }
    let when = Some(instant(member) * 1000);
    context.set_times(&path, when, when, true)?;
    Ok(0)
}
