//! `.git/config` and `~/.gitconfig`: sections, names, values.

use super::repo::{Git, Result};
use crate::Bytes;

/// One setting: `section.name` or `section.sub.name`, section and name in lower case, and its value.
pub(super) type Setting = (String, Bytes);

/// The settings of all files, later ones winning.
#[derive(Default)]
pub(super) struct Config {
    pub(super) settings: Vec<Setting>,
}

/// Reads a file's settings in order; `None` when a line is malformed.
pub(super) fn parse(text: &[u8]) -> Option<Vec<Setting>> {
    let text = String::from_utf8_lossy(text).into_owned();
    let mut section = String::new();
    let mut settings = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let mut rest = line.trim();
        if let Some(header) = rest.strip_prefix('[') {
            let close = header.find(']')?;
            section = match header[..close].split_once(char::is_whitespace) {
                Some((name, sub)) => {
                    format!("{}.{}", name.to_lowercase(), sub.trim().trim_matches('"').replace("\\\"", "\""))
                }
                None => header[..close].to_lowercase(),
            };
            rest = header[close + 1..].trim();
        }
        if rest.is_empty() || rest.starts_with(['#', ';']) {
            continue;
        }
        let (name, value) = match rest.split_once('=') {
            Some((name, value)) => (name.trim(), value.trim().to_owned()),
            None => (rest, "true".to_owned()),
        };
        if section.is_empty() || !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        let mut value = value;
        while value.ends_with('\\') {
            value.pop();
            value.push_str(lines.next().unwrap_or_default());
        }
        settings.push((format!("{section}.{}", name.to_lowercase()), unquoted(&value).into_bytes()));
    }
    Some(settings)
}

fn unquoted(value: &str) -> String {
    let (mut out, mut inside) = (String::new(), false);
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => inside = !inside,
            '#' | ';' if !inside => break,
            '\\' => match letters.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some(other) => out.push(other),
                None => {}
            },
            _ => out.push(letter),
        }
    }
    if value.ends_with('"') { out } else { out.trim_end().to_owned() }
}

/// A name in its normal form: section and last part in lower case. `None` without a section.
pub(super) fn normal(name: &str) -> Option<String> {
    let (section, last) = (name.split_once('.')?.0, name.rsplit_once('.')?.1);
    if section.is_empty() || last.is_empty() {
        return None;
    }
    let middle = name.get(section.len() + 1..name.len() - last.len()).unwrap_or_default();
    Some(format!("{}.{middle}{}", section.to_lowercase(), last.to_lowercase()))
}

fn quoted_value(value: &[u8]) -> String {
    let value = String::from_utf8_lossy(value);
    let escaped = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    let needs = value.starts_with(' ') || value.ends_with(' ') || value.contains(['#', ';']);
    if needs { format!("\"{escaped}\"") } else { escaped }
}

/// The file's text with a setting changed (`Some`) or taken out (`None`).
pub(super) fn edited(text: &[u8], name: &str, value: Option<&[u8]>) -> Bytes {
    let text = String::from_utf8_lossy(text).into_owned();
    let (section, last) = name.rsplit_once('.').unwrap_or((name, ""));
    let header = match section.split_once('.') {
        Some((section, sub)) => format!("[{section} \"{}\"]", sub.replace('"', "\\\"")),
        None => format!("[{section}]"),
    };
    // The name keeps the letters it was asked for with.
    let wanted = normal(name).unwrap_or_default();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let (mut here, mut place, mut found) = (String::new(), None, None);
    for (at, line) in lines.iter().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            here = parse(format!("{line}\nx=").as_bytes())
                .and_then(|settings| settings.last().map(|setting| setting.0.clone()))
                .unwrap_or_default();
            here = here.trim_end_matches(".x").to_owned();
        } else if let Some((key, _)) = line.split_once('=')
            && format!("{here}.{}", key.trim().to_lowercase()) == wanted
        {
            found = Some(at);
        }
        if format!("{here}.{}", last.to_lowercase()) == wanted {
            place = Some(at + 1);
        }
    }
    match (found, value) {
        (Some(at), Some(value)) => lines[at] = format!("\t{last} = {}", quoted_value(value)),
        (Some(at), None) => {
            lines.remove(at);
            let alone = at > 0 && lines[at - 1].starts_with('[');
            if alone && lines.get(at).is_none_or(|line| line.starts_with('[')) {
                lines.remove(at - 1);
            }
        }
        (None, Some(value)) => {
            let line = format!("\t{last} = {}", quoted_value(value));
            match place {
                Some(at) => lines.insert(at, line),
                None => lines.extend([header, line]),
            }
        }
        (None, None) => {}
    }
    lines.iter().map(|line| format!("{line}\n")).collect::<String>().into_bytes()
}

impl Git<'_> {
    /// The path of `~/.gitconfig`.
    pub(super) fn global_path(&self) -> Option<Bytes> {
        self.context.var("HOME").map(|home| [home, b"/.gitconfig"].concat())
    }

    /// Reads all settings anew.
    pub(super) fn load_config(&self) {
        let read = |path: Bytes| {
            let text = self.context.read_file(&path).ok();
            text.and_then(|text| parse(&text)).unwrap_or_default()
        };
        let mut settings = self.global_path().map(read).unwrap_or_default();
        if self.exists() {
            settings.extend(read(self.path(b"config")));
        }
        settings.extend(self.overrides.iter().cloned());
        self.config.replace(Config { settings });
    }

    /// A setting's last value.
    pub(super) fn setting(&self, name: &str) -> Option<Bytes> {
        let config = self.config.borrow();
        config.settings.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    pub(super) fn setting_text(&self, name: &str) -> Option<String> {
        self.setting(name).map(|value| String::from_utf8_lossy(&value).into_owned())
    }

    /// Changes a file of settings.
    pub(super) fn change_config(&self, path: &[u8], name: &str, value: Option<&[u8]>) -> Result<()> {
        let text = self.context.read_file(path).map(vfs::Content::into_vec).unwrap_or_default();
        self.io(path, self.context.write_file(path, &edited(&text, name, value)))?;
        self.load_config();
        Ok(())
    }
}
