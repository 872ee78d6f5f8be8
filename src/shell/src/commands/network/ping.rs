//! `ping`: is a host there? Virtual hosts answer in a time made from the machine's luck.

use super::address::fetch;
use crate::host::HttpRequest;
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[
    value("c", ""),
    value("i", ""),
    value("W", ""),
    value("w", ""),
    value("s", ""),
    flag("q", ""),
    flag("n", ""),
    flag("4", ""),
    flag("6", ""),
];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("ping", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(2);

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let Some(host) = parsed.operands.first().map(|host| String::from_utf8_lossy(host).into_owned()) else {
        context.stderr(b"ping: usage error: Destination address required\n");
        return Ok(1);
    };
    let number = |key: &str| parsed.value(key).map(crate::number::read_float).map(|(number, _)| number);
    let count = match parsed.value("c") {
        None => u64::MAX,
        Some(text) => {
            match std::str::from_utf8(text).ok().and_then(|text| text.parse().ok()).filter(|count| *count > 0) {
                Some(count) => count,
                None => {
                    context.complain(format_args!("invalid argument: '{}'", String::from_utf8_lossy(text)));
                    return Ok(1);
                }
            }
        }
    };
    let own = String::from_utf8_lossy(&context.sys.kernel.hostname.borrow()).into_owned();
    let is_here = host == "localhost" || host == own || host == "127.0.0.1" || host.starts_with("127.");
    let request = HttpRequest { method: "HEAD".to_owned(), url: format!("http://{host}/"), ..HttpRequest::default() };
    if !is_here && fetch(context, &request).is_none() {
        context.complain(format_args!("{host}: Name or service not known"));
        return Ok(2);
    }
    // Addresses for documentation (RFC 5737), one for each name.
    let last = host.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % 253 + 1;
    let address = if is_here { "127.0.0.1".to_owned() } else { format!("192.0.2.{last}") };
    let bytes = number("s").map_or(56, |size| size.clamp(0.0, 65_507.0) as u64);
    let pause = (number("i").unwrap_or(1.0).max(0.002) * 1000.0) as i64;
    context.stdout.put(format!("PING {host} ({address}) {bytes}({}) bytes of data.\n", bytes + 28).as_bytes());
    context.stdout.flush().await?;
    let mut times: Vec<f64> = Vec::new();
    let start = context.now();
    let mut interrupted = false;
    while (times.len() as u64) < count && !interrupted {
        if !times.is_empty() {
            context.sys.set_signal(crate::kernel::Signal::INT, true, false);
            interrupted = !context.sys.sleep(pause).await;
            if interrupted {
                break;
            }
        }
        let time = if is_here {
            0.02 + context.random(60) as f64 / 1000.0
        } else {
            8.0 + context.random(9000) as f64 / 1000.0
        };
        times.push(time);
        if !parsed.has("q") {
            let name = if is_here || parsed.has("n") { address.clone() } else { format!("{host} ({address})") };
            let digits = if time < 1.0 { 3 } else { 1 };
            let line =
                format!("{} bytes from {name}: icmp_seq={} ttl=64 time={time:.digits$} ms\n", bytes + 8, times.len());
            context.stdout.put(line.as_bytes());
            context.stdout.flush().await?;
        }
    }
    let sent = times.len();
    let mean = times.iter().sum::<f64>() / sent as f64;
    let spread = (times.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / sent as f64).sqrt();
    let (least, most) =
        times.iter().fold((f64::MAX, 0.0_f64), |(least, most), time| (least.min(*time), most.max(*time)));
    let text = format!(
        "\n--- {host} ping statistics ---\n{sent} packets transmitted, {sent} received, 0% packet loss, time {}ms\nrtt min/avg/max/mdev = {least:.3}/{mean:.3}/{most:.3}/{spread:.3} ms\n",
        context.now() - start
    );
    context.stdout.put(text.as_bytes());
    Ok(0)
}
