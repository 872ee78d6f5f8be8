//! `curl`: what stands behind an address.

use super::address::{Address, fetch, reason};
use crate::host::{HttpRequest, HttpResponse};
use crate::options::{Opt, Parsed, flag, value};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[
    flag("s", "silent"),
    flag("S", "show-error"),
    value("o", "output"),
    flag("O", "remote-name"),
    flag("I", "head"),
    flag("i", "include"),
    flag("L", "location"),
    value("X", "request"),
    value("d", "data"),
    value("", "data-raw"),
    value("", "data-urlencode"),
    value("H", "header"),
    value("A", "user-agent"),
    value("u", "user"),
    value("w", "write-out"),
    value("m", "max-time"),
    flag("f", "fail"),
    flag("v", "verbose"),
    flag("k", "insecure"),
    flag("G", "get"),
    flag("#", "progress-bar"),
    flag("", "compressed"),
    value("", "max-redirs"),
    flag("", "create-dirs"),
];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("curl", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(2);

/// Redirections followed, as curl does.
const MAX_REDIRECTS: usize = 50;

/// What went wrong: curl's number and its words.
type Failure = (i32, String);

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    for unsupported in ["u", "data-urlencode"] {
        if parsed.has(unsupported) {
            context.complain(format_args!("option {unsupported}: not supported on this machine"));
            return Ok(2);
        }
    }
    if parsed.operands.is_empty() {
        context.stderr(b"curl: try 'curl --help' or 'curl --manual' for more information\n");
        return Ok(2);
    }
    let mut status = 0;
    for url in &parsed.operands {
        let text = String::from_utf8_lossy(url).into_owned();
        status = match transfer(context, &parsed, &text).await? {
            Ok(()) => 0,
            Err((number, words)) => {
                if let Some(format) = parsed.value("w") {
                    let text = String::from_utf8_lossy(format).replace("%{http_code}", "000").replace("\\n", "\n");
                    context.stdout.put(text.as_bytes());
                }
                context.stdout.flush().await?;
                if !parsed.has("s") || parsed.has("S") {
                    context.stderr(format!("curl: ({number}) {words}\n").as_bytes());
                }
                number
            }
        };
    }
    Ok(status)
}

/// The request that the options ask for.
fn request(parsed: &Parsed, address: &Address) -> HttpRequest {
    let data: Vec<&[u8]> = parsed
        .options
        .iter()
        .filter(|(key, _)| matches!(*key, "d" | "data-raw"))
        .filter_map(|(_, value)| value.as_deref())
        .collect();
    let body = data.join(&b'&');
    let has_data = !data.is_empty();
    let method = match parsed.value("X") {
        Some(method) => String::from_utf8_lossy(method).into_owned(),
        None if parsed.has("I") => "HEAD".to_owned(),
        None if has_data && !parsed.has("G") => "POST".to_owned(),
        None => "GET".to_owned(),
    };
    let agent = parsed.value("A").map_or("curl/7.88.1".to_owned(), |agent| String::from_utf8_lossy(agent).into_owned());
    let mut headers = vec![
        ("Host".to_owned(), address.host.clone()),
        ("User-Agent".to_owned(), agent),
        ("Accept".to_owned(), "*/*".to_owned()),
    ];
    for header in parsed.values("H") {
        let header = String::from_utf8_lossy(header).into_owned();
        if let Some((name, value)) = header.split_once(':') {
            headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
    }
    let mut url = address.text();
    if has_data && parsed.has("G") {
        let mark = if url.contains('?') { '&' } else { '?' };
        url = format!("{url}{mark}{}", String::from_utf8_lossy(&body));
        return HttpRequest { method, url, headers, body: Vec::new() };
    }
    if has_data {
        headers.push(("Content-Length".to_owned(), body.len().to_string()));
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
            headers.push(("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
        }
    }
    HttpRequest { method, url, headers, body }
}

/// The head of an answer, as the wire has it.
fn head(answer: &HttpResponse) -> String {
    let mut text = format!("HTTP/1.1 {} {}\r\n", answer.status, reason(answer.status));
    for (name, value) in &answer.headers {
        text += &format!("{name}: {value}\r\n");
    }
    if !answer.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-length")) {
        text += &format!("Content-Length: {}\r\n", answer.body.len());
    }
    text + "\r\n"
}

async fn transfer(context: &mut Context, parsed: &Parsed, url: &str) -> Result<Result<(), Failure>, crate::Quit> {
    let Some(mut address) = Address::parse(url) else {
        return Ok(Err((3, "URL using bad/illegal format or missing URL".to_owned())));
    };
    if address.scheme == "file" {
        let Ok(bytes) = context.read_file(address.path.as_bytes()) else {
            return Ok(Err((37, format!("Couldn't open file {}", address.path))));
        };
        return deliver(context, parsed, &address, &bytes).await;
    }
    if !matches!(address.scheme.as_str(), "http" | "https") {
        return Ok(Err((1, format!("Protocol \"{}\" not supported or disabled in libcurl", address.scheme))));
    }
    let mut heads = String::new();
    let mut redirects = 0;
    let answer = loop {
        let request = request(parsed, &address);
        let Some(answer) = fetch(context, &request) else {
            return Ok(Err((6, format!("Could not resolve host: {}", address.name()))));
        };
        if parsed.has("v") {
            let asked: String = request.headers.iter().map(|(name, value)| format!("> {name}: {value}\n")).collect();
            let told: String = head(&answer).lines().map(|line| format!("< {line}\n")).collect();
            let words = format!("> {} {} HTTP/1.1\n{asked}> \n{told}", request.method, address.path);
            context.stderr(words.as_bytes());
        }
        if parsed.has("I") || parsed.has("i") {
            heads += &head(&answer);
        }
        let location = answer.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("location"));
        let next = location.filter(|_| parsed.has("L") && (300..400).contains(&answer.status));
        let Some(next) = next.and_then(|(_, location)| address.follow(location)) else { break answer };
        redirects += 1;
        if redirects > MAX_REDIRECTS {
            return Ok(Err((47, format!("Maximum ({MAX_REDIRECTS}) redirects followed"))));
        }
        address = next;
    };
    if parsed.has("f") && answer.status >= 400 {
        return Ok(Err((22, format!("The requested URL returned error: {}", answer.status))));
    }
    let mut bytes = heads.into_bytes();
    if !parsed.has("I") {
        bytes.extend_from_slice(&answer.body);
    }
    let done = deliver(context, parsed, &address, &bytes).await?;
    if let Some(format) = parsed.value("w") {
        let text = String::from_utf8_lossy(format)
            .replace("%{http_code}", &format!("{:03}", answer.status))
            .replace("%{response_code}", &format!("{:03}", answer.status))
            .replace("%{size_download}", &answer.body.len().to_string())
            .replace("%{url_effective}", &address.text())
            .replace("%{num_redirects}", &redirects.to_string())
            .replace("\\n", "\n")
            .replace("\\t", "\t");
        context.stdout.put(text.as_bytes());
    }
    Ok(done)
}

async fn deliver(
    context: &mut Context,
    parsed: &Parsed,
    address: &Address,
    bytes: &[u8],
) -> Result<Result<(), Failure>, crate::Quit> {
    context.tick(bytes.len() as u64 / 8).await;
    let target = match parsed.value("o") {
        Some(file) => file.to_vec(),
        None if parsed.has("O") => {
            let name = address.path.split('?').next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
            if name.is_empty() {
                return Ok(Err((23, "Remote file name has no length!".to_owned())));
            }
            name.as_bytes().to_vec()
        }
        None => {
            context.stdout.put(bytes);
            context.stdout.relieve().await?;
            return Ok(Ok(()));
        }
    };
    if target == b"-" {
        context.stdout.put(bytes);
        return Ok(Ok(()));
    }
    if context.save(&target, bytes).await.is_err() {
        let shown = String::from_utf8_lossy(&target).into_owned();
        context.stderr(format!("Warning: Failed to open the file {shown}: No such file or directory\n").as_bytes());
        return Ok(Err((23, "Failure writing output to destination".to_owned())));
    }
    Ok(Ok(()))
}
