//! `which`: where a program lies (Debian's).

use crate::options::{Opt, flag};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[flag("a", ""), flag("s", "")];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("which", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(2);

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let path = context.var("PATH").unwrap_or_default().to_vec();
    let mut status = i32::from(parsed.operands.is_empty());
    for name in &parsed.operands {
        let places: Vec<Bytes> = if name.contains(&b'/') {
            vec![name.clone()]
        } else {
            let place = |folder: &[u8]| [if folder.is_empty() { b"." } else { folder }, b"/", name.as_slice()].concat();
            path.split(|byte| *byte == b':').map(place).collect()
        };
        let runs =
            |place: &Bytes| context.stat(place).is_ok_and(|stat| stat.is_file()) && context.access(place, 1).is_ok();
        let mut found: Vec<Bytes> = places.into_iter().filter(runs).collect();
        if !parsed.has("a") {
            found.truncate(1);
        }
        if found.is_empty() {
            status = 1;
        }
        for place in found.iter().filter(|_| !parsed.has("s")) {
            context.stdout.put(place);
            context.stdout.put_byte(b'\n');
        }
    }
    Ok(status)
}
