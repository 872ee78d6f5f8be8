//! `md5sum`, `sha1sum`, `sha256sum`, `sha512sum`: fingerprints of files, written and checked.

use super::{md5, sha};
use crate::options::{Opt, flag};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[
    flag("b", "binary"),
    flag("c", "check"),
    flag("t", "text"),
    flag("", "tag"),
    flag("z", "zero"),
    flag("", "quiet"),
    flag("", "status"),
    flag("w", "warn"),
    flag("", "strict"),
    flag("", "ignore-missing"),
];

/// MD5 (RFC 1321).
pub(super) const MD5: Command =
    Command::new("md5sum", OPTIONS, |context, args| Box::pin(run(context, args, &MD5, ("MD5", 32, md5::md5))));
/// SHA-1 (FIPS 180-4).
pub(super) const SHA1: Command =
    Command::new("sha1sum", OPTIONS, |context, args| Box::pin(run(context, args, &SHA1, ("SHA1", 40, sha::sha1))));
/// SHA-256 (FIPS 180-4).
pub(super) const SHA256: Command = Command::new("sha256sum", OPTIONS, |context, args| {
    Box::pin(run(context, args, &SHA256, ("SHA256", 64, sha::sha256)))
});
/// SHA-512 (FIPS 180-4).
pub(super) const SHA512: Command = Command::new("sha512sum", OPTIONS, |context, args| {
    Box::pin(run(context, args, &SHA512, ("SHA512", 128, sha::sha512)))
});

/// Name, digits and function of a digest.
type Digest = (&'static str, usize, fn(&[u8]) -> Bytes);

async fn of(context: &Context, file: &[u8], digest: Digest) -> Result<String, vfs::Errno> {
    let bytes = context.open(file).await?.read_all().await?;
    context.tick(bytes.len() as u64).await;
    Ok((digest.2)(&bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}

async fn run(context: &mut Context, args: Vec<Bytes>, command: &'static Command, digest: Digest) -> Outcome {
    let parsed = context.options(command, args).await?;
    let operands = if parsed.operands.is_empty() { vec![b"-".to_vec()] } else { parsed.operands.clone() };
    let mut status = 0;
    for file in &operands {
        if parsed.has("c") {
            if !check(context, &parsed, file, digest).await? {
                status = 1;
            }
            continue;
        }
        match of(context, file, digest).await {
            Ok(sum) => {
                let mark = if parsed.last_of(&["b", "t"]) == Some("b") { " *" } else { "  " };
                let end: &[u8] = if parsed.has("z") { b"\0" } else { b"\n" };
                let line = if parsed.has("tag") {
                    [digest.0.as_bytes(), b" (", file, b") = ", sum.as_bytes(), end].concat()
                } else {
                    [sum.as_bytes(), mark.as_bytes(), file, end].concat()
                };
                context.stdout.put(&line);
            }
            Err(error) => {
                context.complain_about(file, error);
                status = 1;
            }
        }
    }
    Ok(status)
}

/// `-c`: reads a list and checks every file of it.
async fn check(
    context: &mut Context,
    parsed: &crate::options::Parsed,
    list: &[u8],
    digest: Digest,
) -> Result<bool, crate::Quit> {
    let text = match context.open(list).await {
        Ok(mut input) => input.read_all().await?,
        Err(error) => {
            context.complain_about(list, error);
            return Ok(false);
        }
    };
    let (mut wrong, mut unread, mut malformed, mut read) = (0, 0, 0, 0);
    // One blank before the names, as BSD writes them, or a blank and a mark: the first line decides.
    let mut marked = None;
    for line in text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let sum = line.get(..digest.1).filter(|sum| sum.iter().all(u8::is_ascii_hexdigit));
        let file = line.get(digest.1..).and_then(|rest| rest.strip_prefix(b" ").or(rest.strip_prefix(b"\t")));
        let file = file.filter(|file| !file.is_empty()).and_then(|file| {
            let has_mark = file.len() > 1 && matches!(file[0], b' ' | b'*');
            match *marked.get_or_insert(has_mark) {
                true if has_mark => Some(&file[1..]),
                true => None,
                false => Some(file),
            }
        });
        let (Some(sum), Some(file)) = (sum, file) else {
            malformed += 1;
            continue;
        };
        read += 1;
        let (words, fine) = match of(context, file, digest).await {
            Ok(found) if found.as_bytes().eq_ignore_ascii_case(sum) => ("OK", true),
            Ok(_) => {
                wrong += 1;
                ("FAILED", false)
            }
            Err(vfs::Errno::NoEnt) if parsed.has("ignore-missing") => continue,
            Err(error) => {
                context.complain_about(file, error);
                unread += 1;
                ("FAILED open or read", false)
            }
        };
        if !(parsed.has("status") || fine && parsed.has("quiet")) {
            context.stdout.put(&[file, b": ", words.as_bytes(), b"\n"].concat());
        }
    }
    context.stdout.flush().await?;
    if read == 0 {
        let shown =
            if list == b"-" { "'standard input'".to_owned() } else { String::from_utf8_lossy(list).into_owned() };
        context.complain(format_args!("{shown}: no properly formatted checksum lines found"));
        return Ok(false);
    }
    let warn = |count: i32, one: &str, many: &str| {
        if count > 0 && !parsed.has("status") {
            context.complain(format_args!("WARNING: {count} {}", if count == 1 { one } else { many }));
        }
    };
    warn(malformed, "line is improperly formatted", "lines are improperly formatted");
    warn(unread, "listed file could not be read", "listed files could not be read");
    warn(wrong, "computed checksum did NOT match", "computed checksums did NOT match");
    Ok(wrong == 0 && unread == 0 && !(parsed.has("strict") && malformed > 0))
}
