//! `ssh-keygen`: ed25519 keys that the real ssh takes, their fingerprints, the public half of a private key. Other kinds
//! and passphrases are refused by name.

mod key;
mod picture;

use crate::options::{Opt, Parsed, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use key::{Public, Unreadable};
use vfs::Errno;

const OPTIONS: &[Opt] = &[
    flag("q", ""),
    flag("l", ""),
    flag("y", ""),
    flag("v", ""),
    value("b", ""),
    value("C", ""),
    value("E", ""),
    value("f", ""),
    value("N", ""),
    value("t", ""),
];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("ssh-keygen", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(255);

const USAGE: &str = "usage: ssh-keygen [-q] [-b bits] [-C comment] [-f output_keyfile]
                  [-N new_passphrase] [-t ed25519]
       ssh-keygen -y [-f input_keyfile]
       ssh-keygen -l [-v] [-E fingerprint_hash] [-f input_keyfile]
";

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = match context.options_or_refusal(&COMMAND, args).await? {
        Ok(parsed) => parsed,
        Err(refusal) => {
            // OpenSSH has a getopt of its own.
            let letter = refusal.text.rsplit('\'').nth(1).unwrap_or("-").to_owned();
            let what = if refusal.text.starts_with("option requires") {
                "option requires an argument"
            } else {
                "unknown option"
            };
            context.stderr(format!("{what} -- {letter}\n{USAGE}").as_bytes());
            return Ok(1);
        }
    };
    if parsed.operands.len() > 1 || (!parsed.operands.is_empty() && !parsed.has("l")) {
        context.stderr(b"Too many arguments.\n");
        context.stderr(USAGE.as_bytes());
        return Ok(1);
    }
    if parsed.has("l") {
        list(context, &parsed).await
    } else if parsed.has("y") {
        public_half(context, &parsed).await
    } else {
        generate(context, &parsed).await
    }
}

/// Ends with a message; OpenSSH ends its lines for terminals in raw mode.
fn fatal(context: &Context, message: impl std::fmt::Display) -> Quit {
    context.stderr(format!("{message}\r\n").as_bytes());
    Quit::Status(255)
}

/// Asks on standard output, as ssh-keygen does.
async fn ask(context: &mut Context, question: &str) -> Result<Option<Bytes>, Errno> {
    context.stdout.put(question.as_bytes());
    context.ask("").await
}

fn default_file(context: &Context) -> String {
    let home = context.var("HOME").map_or_else(String::new, |home| String::from_utf8_lossy(home).into_owned());
    format!("{home}/.ssh/id_ed25519")
}

/// The file of `-f`, or the one that is asked for.
async fn file(context: &mut Context, parsed: &Parsed, question: &str) -> Result<Bytes, Quit> {
    if let Some(file) = parsed.value("f") {
        return Ok(file.to_vec());
    }
    let usual = default_file(context);
    match ask(context, &format!("{question} ({usual}): ")).await? {
        None => Err(Quit::Status(1)),
        Some(answer) if answer.is_empty() => Ok(usual.into_bytes()),
        Some(answer) => Ok(answer),
    }
}

async fn list(context: &mut Context, parsed: &Parsed) -> Outcome {
    let by_md5 = match parsed.value("E").map(<[u8]>::to_ascii_lowercase).as_deref() {
        None | Some(b"sha256") => false,
        Some(b"md5") => true,
        Some(other) => {
            return Err(fatal(context, format_args!("Invalid hash algorithm \"{}\"", String::from_utf8_lossy(other))));
        }
    };
    let file = file(context, parsed, "Enter file in which the key is").await?;
    let shown = String::from_utf8_lossy(&file).into_owned();
    let text = match context.open(&file).await {
        Ok(mut input) => input.read_all().await?,
        Err(error) => {
            return Err(fatal(context, format_args!("ssh-keygen: {shown}: {error}")));
        }
    };
    let keys: Vec<Public> = match key::public_of(&text) {
        Ok(key) => vec![key],
        Err(Unreadable::Passphrase) => {
            return Err(fatal(context, format_args!("{shown}: keys with a passphrase are not supported here")));
        }
        Err(Unreadable::Format) => text.split(|byte| *byte == b'\n').filter_map(Public::parse).collect(),
    };
    if keys.is_empty() {
        return Err(fatal(context, format_args!("{shown} is not a public key file.")));
    }
    for key in keys {
        let Some(kind) = key.kind() else { continue };
        let print = picture::fingerprint(&key, by_md5);
        let comment = if key.comment.is_empty() { "no comment".into() } else { String::from_utf8_lossy(&key.comment) };
        context.stdout.put(format!("{} {} {comment} ({})\n", kind.1, print.text, kind.0).as_bytes());
        if parsed.has("v") {
            context.stdout.put(picture::draw(kind, &print).as_bytes());
        }
    }
    Ok(0)
}

async fn public_half(context: &mut Context, parsed: &Parsed) -> Outcome {
    let file = file(context, parsed, "Enter file in which the key is").await?;
    let shown = String::from_utf8_lossy(&file).into_owned();
    let text = match context.open(&file).await {
        Ok(mut input) => input.read_all().await?,
        Err(error) => return Err(fatal(context, format_args!("{shown}: {error}"))),
    };
    let open = context.stat(&file).is_ok_and(|stat| stat.is_file() && stat.mode & 0o077 != 0);
    if open {
        let mode = context.stat(&file).map_or(0, |stat| stat.mode & 0o777);
        let frame = "@".repeat(59);
        context.stderr(
            format!(
                "{frame}\n@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @\n{frame}\nPermissions {mode:04o} for '{shown}' are too open.\n\
                 It is required that your private key files are NOT accessible by others.\nThis private key will be ignored.\n"
            )
            .replace('\n', "\r\n")
            .as_bytes(),
        );
        return Err(fatal(context, format_args!("Load key \"{shown}\": bad permissions")));
    }
    match key::public_of(&text) {
        Ok(key) => {
            context.stdout.put(&key.line());
            context.stdout.put(b"\n");
            Ok(0)
        }
        Err(Unreadable::Format) => Err(fatal(context, format_args!("Load key \"{shown}\": error in libcrypto"))),
        Err(Unreadable::Passphrase) => {
            Err(fatal(context, format_args!("{shown}: keys with a passphrase are not supported here")))
        }
    }
}

async fn generate(context: &mut Context, parsed: &Parsed) -> Outcome {
    match parsed.value("t").map(<[u8]>::to_ascii_lowercase).as_deref() {
        None | Some(b"ed25519") => {}
        Some(kind @ (b"rsa" | b"dsa" | b"ecdsa" | b"ecdsa-sk" | b"ed25519-sk")) => {
            let kind = String::from_utf8_lossy(kind).into_owned();
            return Err(fatal(context, format_args!("key type {kind} is not supported here: use -t ed25519")));
        }
        Some(_) => {
            let kind = String::from_utf8_lossy(parsed.value("t").unwrap_or_default()).into_owned();
            return Err(fatal(context, format_args!("unknown key type {kind}")));
        }
    }
    let quiet = parsed.has("q");
    let say = |context: &mut Context, line: &str| {
        if !quiet {
            context.stdout.put(format!("{line}\n").as_bytes());
        }
    };
    say(context, "Generating public/private ed25519 key pair.");
    let file = file(context, parsed, "Enter file in which to save the key").await?;
    let shown = String::from_utf8_lossy(&file).into_owned();
    if shown == default_file(context) {
        let folder = shown.rsplit_once('/').map_or("", |(folder, _)| folder);
        if context.stat(folder.as_bytes()).is_err() && context.mkdir(folder.as_bytes(), 0o700).is_ok() {
            say(context, &format!("Created directory '{folder}'."));
        }
    }
    if context.stat(&file).is_ok() {
        let answer = ask(context, &format!("{shown} already exists.\nOverwrite (y/n)? ")).await?;
        if answer.and_then(|answer| answer.first().map(u8::to_ascii_lowercase)) != Some(b'y') {
            return Ok(1);
        }
    }
    if !passphrase(context, parsed).await?.is_empty() {
        return Err(fatal(context, "keys with a passphrase are not supported here: leave it empty"));
    }
    let comment = match parsed.value("C") {
        Some(comment) => comment.to_vec(),
        None => {
            let uid = context.who().uid;
            let user = context.names().user(uid).map_or_else(|| uid.to_string(), |user| user.name.clone());
            [user.as_bytes(), b"@", &context.sys.kernel.hostname.borrow()].concat()
        }
    };
    let seed = std::array::from_fn(|_| context.random(256) as u8);
    let check = std::array::from_fn(|_| context.random(256) as u8);
    context.tick(100_000).await;
    let (public, secret) = key::generate(seed, check, &comment);
    let public_file = [file.as_slice(), b".pub"].concat();
    for (path, text, mode) in
        [(&file, secret.into_bytes(), 0o600), (&public_file, [public.line(), b"\n".to_vec()].concat(), 0o644)]
    {
        let saved = context.write_file(path, &text).and_then(|()| context.chmod(path, mode));
        if let Err(error) = saved {
            context.stdout.flush().await?;
            fatal(context, format_args!("Saving key \"{}\" failed: {error}", String::from_utf8_lossy(path)));
            return Ok(1);
        }
    }
    say(context, &format!("Your identification has been saved in {shown}"));
    say(context, &format!("Your public key has been saved in {shown}.pub"));
    let print = picture::fingerprint(&public, false);
    say(context, &format!("The key fingerprint is:\n{} {}", print.text, String::from_utf8_lossy(&public.comment)));
    say(context, &format!("The key's randomart image is:\n{}", picture::draw(("ED25519", 256), &print).trim_end()));
    Ok(0)
}

/// The passphrase of `-N`, or the one typed twice.
async fn passphrase(context: &mut Context, parsed: &Parsed) -> Result<Bytes, Quit> {
    if let Some(phrase) = parsed.value("N") {
        return Ok(phrase.to_vec());
    }
    loop {
        let first = context.ask_secret("Enter passphrase (empty for no passphrase): ").await?.unwrap_or_default();
        let second = context.ask_secret("Enter same passphrase again: ").await?.unwrap_or_default();
        if first == second {
            return Ok(first);
        }
        context.stdout.put(b"Passphrases do not match.  Try again.\n");
    }
}
