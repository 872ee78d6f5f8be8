//! `wget`: what stands behind an address, into a file.

use super::address::{Address, fetch, reason};
use crate::host::HttpRequest;
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[
    flag("q", "quiet"),
    value("O", "output-document"),
    value("P", "directory-prefix"),
    flag("c", "continue"),
    value("U", "user-agent"),
    value("", "header"),
    flag("S", "server-response"),
    flag("", "no-verbose"),
    flag("", "spider"),
    flag("", "no-check-certificate"),
];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("wget", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(2);

/// Redirections followed, as wget does.
const MAX_REDIRECTS: usize = 20;

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.operands.is_empty() {
        context.stderr(b"wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n");
        return Ok(1);
    }
    let quiet = parsed.has("q");
    let say = |context: &Context, words: String| {
        if !quiet {
            context.stderr(words.as_bytes());
        }
    };
    let mut status = 0;
    for url in &parsed.operands {
        let text = String::from_utf8_lossy(url).into_owned();
        let Some(mut address) =
            Address::parse(&text).filter(|address| matches!(address.scheme.as_str(), "http" | "https"))
        else {
            let scheme = text.split(':').next().unwrap_or_default();
            context.stderr(format!("{text}: Unsupported scheme \u{2018}{scheme}\u{2019}.\n").as_bytes());
            status = 1;
            continue;
        };
        let mut rounds = 0;
        let answer = loop {
            let when = crate::commands::awk::time::strftime(b"%Y-%m-%d %H:%M:%S", context.now().div_euclid(1000));
            say(context, format!("--{}--  {}\n", String::from_utf8_lossy(&when), address.text()));
            let agent =
                parsed.value("U").map_or("Wget/1.21.3".to_owned(), |agent| String::from_utf8_lossy(agent).into_owned());
            let headers = vec![
                ("Host".to_owned(), address.host.clone()),
                ("User-Agent".to_owned(), agent),
                ("Accept".to_owned(), "*/*".to_owned()),
            ];
            let request = HttpRequest { method: "GET".to_owned(), url: address.text(), headers, body: Vec::new() };
            let name = address.name().to_owned();
            let Some(answer) = fetch(context, &request) else {
                say(
                    context,
                    format!(
                        "Resolving {name} ({name})... failed: Name or service not known.\nwget: unable to resolve host address \u{2018}{name}\u{2019}\n"
                    ),
                );
                break None;
            };
            say(
                context,
                format!("HTTP request sent, awaiting response... {} {}\n", answer.status, reason(answer.status)),
            );
            let location =
                answer.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("location")).map(|(_, to)| to.clone());
            let next = location
                .filter(|_| (300..400).contains(&answer.status))
                .and_then(|to| address.follow(&to).map(|next| (to, next)));
            let Some((to, next)) = next else { break Some(answer) };
            rounds += 1;
            if rounds > MAX_REDIRECTS {
                say(context, format!("{MAX_REDIRECTS} redirections exceeded.\n"));
                break None;
            }
            say(context, format!("Location: {to} [following]\n"));
            address = next;
        };
        let Some(answer) = answer else {
            status = 4;
            continue;
        };
        if answer.status >= 400 {
            let when = crate::commands::awk::time::strftime(b"%Y-%m-%d %H:%M:%S", context.now().div_euclid(1000));
            say(
                context,
                format!("{} ERROR {}: {}.\n\n", String::from_utf8_lossy(&when), answer.status, reason(answer.status)),
            );
            status = 8;
            continue;
        }
        if parsed.has("spider") {
            say(context, "Remote file exists.\n\n".to_owned());
            continue;
        }
        context.tick(answer.body.len() as u64 / 8).await;
        let name = address.path.split('?').next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        let name = if name.is_empty() { "index.html" } else { name };
        let target: Bytes = match (parsed.value("O"), parsed.value("P")) {
            (Some(b"-"), _) => {
                context.stdout.put(&answer.body);
                continue;
            }
            (Some(file), _) => file.to_vec(),
            (None, Some(folder)) => {
                context.sys.disk(folder, |disk, who| disk.mkdir_all(who, folder))?;
                [folder, b"/", name.as_bytes()].concat()
            }
            // A file that is there stays: the new one gets a number.
            (None, None) => (0..10_000)
                .map(|number| if number == 0 { name.to_owned() } else { format!("{name}.{number}") })
                .find(|name| context.lstat(name.as_bytes()).is_err())
                .unwrap_or_else(|| name.to_owned())
                .into_bytes(),
        };
        let shown = String::from_utf8_lossy(&target).into_owned();
        if let Err(error) = context.save(&target, &answer.body).await {
            context.stderr(format!("{shown}: {error}\n").as_bytes());
            status = 3;
            continue;
        }
        let when = crate::commands::awk::time::strftime(b"%Y-%m-%d %H:%M:%S", context.now().div_euclid(1000));
        let size = answer.body.len();
        say(
            context,
            format!(
                "Length: {size}\nSaving to: \u{2018}{shown}\u{2019}\n\n{} - \u{2018}{shown}\u{2019} saved [{size}/{size}]\n\n",
                String::from_utf8_lossy(&when)
            ),
        );
    }
    Ok(status)
}
