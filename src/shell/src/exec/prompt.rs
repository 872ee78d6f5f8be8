//! Prompts: `PS1`'s escapes, and expansion after them.

use super::shell::Shell;
use crate::Bytes;
use crate::syntax::{ParseOptions, Parser};

impl Shell {
    /// A prompt's text: escapes first, then parameters and commands. `\[` and `\]` vanish.
    pub(crate) async fn prompt_text(&mut self, prompt: &[u8]) -> Bytes {
        let decoded = self.prompt_escapes(prompt);
        if !self.shopts.promptvars {
            return decoded;
        }
        let Some(word) = Parser::new(&decoded, ParseOptions::default()).whole_quoted() else { return decoded };
        let status = self.status;
        let text = Box::pin(self.expand_heredoc(&word)).await;
        self.status = status;
        text.unwrap_or(decoded)
    }

    fn prompt_escapes(&self, prompt: &[u8]) -> Bytes {
        let mut out = Vec::new();
        let mut at = 0;
        while at < prompt.len() {
            let byte = prompt[at];
            at += 1;
            if byte != b'\\' || at >= prompt.len() {
                out.push(byte);
                continue;
            }
            let escape = prompt[at];
            at += 1;
            match escape {
                b'u' => {
                    let uid = self.sys.who().uid;
                    let name =
                        self.names().user(uid).map_or_else(|| "I have no name!".to_owned(), |user| user.name.clone());
                    out.extend_from_slice(name.as_bytes());
                }
                b'h' | b'H' => {
                    let host = self.sys.kernel.hostname.borrow();
                    let short = host.split(|byte| *byte == b'.').next().unwrap_or_default();
                    out.extend_from_slice(if escape == b'h' { short } else { &host });
                }
                b'w' | b'W' => {
                    // What a folder is called is not expanded.
                    for byte in self.prompt_directory(escape == b'W') {
                        if matches!(byte, b'$' | b'`' | b'\\') && self.shopts.promptvars {
                            out.push(b'\\');
                        }
                        out.push(byte);
                    }
                }
                b'$' => out.push(if self.sys.who().uid == 0 { b'#' } else { b'$' }),
                b'n' => out.push(b'\n'),
                b'r' => out.push(b'\r'),
                b'a' => out.push(7),
                b'e' => out.push(27),
                b's' => out.extend_from_slice(self.name.rsplit(|byte| *byte == b'/').next().unwrap_or_default()),
                b'v' => out.extend_from_slice(b"5.2"),
                b'V' => out.extend_from_slice(b"5.2.15"),
                b'j' => out.extend_from_slice(self.jobs.list.len().to_string().as_bytes()),
                b'l' => out.extend_from_slice(
                    self.sys.terminal().map_or_else(|| "tty".to_owned(), |tty| tty.id.0.to_string()).as_bytes(),
                ),
                b'!' | b'#' => out.extend_from_slice((self.history.len() + 1).to_string().as_bytes()),
                b't' => out.extend_from_slice(&self.time_text(b"%H:%M:%S")),
                b'T' => out.extend_from_slice(&self.time_text(b"%I:%M:%S")),
                b'@' => out.extend_from_slice(&self.time_text(b"%I:%M %p")),
                b'A' => out.extend_from_slice(&self.time_text(b"%H:%M")),
                b'd' => out.extend_from_slice(&self.time_text(b"%a %b %d")),
                b'D' if prompt.get(at) == Some(&b'{') => {
                    let end = prompt[at..].iter().position(|byte| *byte == b'}').map_or(prompt.len(), |end| at + end);
                    let format = &prompt[at + 1..end];
                    let format: &[u8] = if format.is_empty() { b"%X" } else { format };
                    out.extend_from_slice(&self.time_text(format));
                    at = (end + 1).min(prompt.len());
                }
                b'[' | b']' => {}
                b'\\' => out.push(b'\\'),
                b'0'..=b'7' => {
                    let mut value = u32::from(escape - b'0');
                    let mut digits = 1;
                    while digits < 3 && prompt.get(at).is_some_and(|byte| (b'0'..=b'7').contains(byte)) {
                        value = value * 8 + u32::from(prompt[at] - b'0');
                        at += 1;
                        digits += 1;
                    }
                    out.push(value as u8);
                }
                other => out.extend_from_slice(&[b'\\', other]),
            }
        }
        out
    }

    fn prompt_directory(&self, last_only: bool) -> Bytes {
        let cwd = self.vars.get(b"PWD").and_then(|var| var.scalar()).cloned().unwrap_or_default();
        let home = self.vars.get(b"HOME").and_then(|var| var.scalar()).cloned().unwrap_or_default();
        let shown = match cwd.strip_prefix(home.as_slice()) {
            Some(rest) if !home.is_empty() && home != b"/" && (rest.is_empty() || rest[0] == b'/') => {
                [b"~".as_slice(), rest].concat()
            }
            _ => cwd,
        };
        if last_only && shown != b"/" && shown != b"~" {
            return shown.rsplit(|byte| *byte == b'/').next().unwrap_or_default().to_vec();
        }
        if let Some(most) = self
            .vars
            .get(b"PROMPT_DIRTRIM")
            .and_then(|var| var.scalar())
            .and_then(|text| std::str::from_utf8(text).ok()?.parse::<usize>().ok())
            .filter(|most| *most > 0)
        {
            let parts: Vec<&[u8]> =
                shown.split(|byte| *byte == b'/').filter(|part| !part.is_empty() && *part != b"~").collect();
            if parts.len() > most {
                let lead: &[u8] = if shown.starts_with(b"~") { b"~/.../" } else { b".../" };
                return [lead, &parts[parts.len() - most..].join(&b'/')].concat();
            }
        }
        shown
    }

    /// The value of a variable that children get.
    pub(crate) fn exported_value(&self, name: &[u8]) -> Option<Bytes> {
        self.vars.get(name).filter(|var| var.attributes.export)?.scalar().cloned()
    }

    fn time_text(&self, format: &[u8]) -> Bytes {
        crate::builtins::strftime(self.exported_value(b"TZ").as_deref(), format, self.sys.now())
    }
}
