//! Quoting for messages and for `${x@Q}`, `printf %q`, `set`, `ls`.

use crate::Bytes;

/// Is this byte safe in a shell word without quotes, for GNU's `shell-escape` style?
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"%+,-./:=@_^{}~#]".contains(&byte) || byte >= 0x80
}

/// The way GNU tools name files in messages (`quotef`): as they are, or quoted when a shell would need it.
pub fn maybe(name: &[u8]) -> Bytes {
    let leads_badly = name.first().is_none_or(|byte| matches!(byte, b'~' | b'#'));
    let braces = name == b"{" || name == b"}";
    let plain = !leads_badly && !braces && name.iter().all(|byte| is_plain(*byte));
    // quotef quotes only for colons and what a shell would take apart.
    if plain && !name.contains(&b':') { name.to_vec() } else { always(name) }
}

/// The same, quoted in any case (`quoteaf`).
pub fn always(name: &[u8]) -> Bytes {
    if name.iter().any(u8::is_ascii_control) {
        return with_controls(name);
    }
    let has_single = name.contains(&b'\'');
    if has_single && !name.iter().any(|byte| b"\"$`\\!".contains(byte)) {
        return [b"\"".as_slice(), name, b"\""].concat();
    }
    let mut quoted = vec![b'\''];
    for byte in name {
        if *byte == b'\'' {
            quoted.extend_from_slice(b"'\\''");
        } else {
            quoted.push(*byte);
        }
    }
    quoted.push(b'\'');
    quoted
}

/// `'a'$'\n''b'`: GNU's way with control bytes.
fn with_controls(name: &[u8]) -> Bytes {
    let mut quoted = vec![b'\''];
    let mut escaping = false;
    for &byte in name {
        if byte.is_ascii_control() {
            if !escaping {
                quoted.extend_from_slice(b"'$'");
                escaping = true;
            }
            match byte {
                7 => quoted.extend_from_slice(b"\\a"),
                8 => quoted.extend_from_slice(b"\\b"),
                b'\t' => quoted.extend_from_slice(b"\\t"),
                b'\n' => quoted.extend_from_slice(b"\\n"),
                11 => quoted.extend_from_slice(b"\\v"),
                12 => quoted.extend_from_slice(b"\\f"),
                b'\r' => quoted.extend_from_slice(b"\\r"),
                _ => quoted.extend_from_slice(format!("\\{byte:03o}").as_bytes()),
            }
            continue;
        }
        if escaping {
            quoted.extend_from_slice(b"''");
            escaping = false;
        }
        if byte == b'\'' {
            quoted.extend_from_slice(b"'\\''");
        } else {
            quoted.push(byte);
        }
    }
    quoted.push(b'\'');
    quoted
}

/// bash's `printf %q`: backslashes, or `$'…'` where there are control bytes.
pub fn backslashed(value: &[u8]) -> Bytes {
    if value.is_empty() {
        return b"''".to_vec();
    }
    if needs_ansi(value) {
        return ansi(value);
    }
    let mut quoted = Vec::with_capacity(value.len() + 8);
    for (at, &byte) in value.iter().enumerate() {
        let special = b" \t!\"#$&'()*,;<>?[\\]^`{|}".contains(&byte);
        let leads = at == 0 && byte == b'~' || at > 0 && byte == b'~' && matches!(value[at - 1], b':' | b'=');
        let hash = byte == b'#' && at > 0;
        if (special && !hash) || leads {
            quoted.push(b'\\');
        }
        quoted.push(byte);
    }
    quoted
}

/// `'…'`, whatever is inside (`trap -p`).
pub fn raw_single(value: &[u8]) -> Bytes {
    let mut quoted = vec![b'\''];
    for &byte in value {
        if byte == b'\'' {
            quoted.extend_from_slice(b"'\\''");
        } else {
            quoted.push(byte);
        }
    }
    quoted.push(b'\'');
    quoted
}

/// bash's `${x@Q}` and `declare -p` for simple values: `'…'`, or `$'…'` where there are control bytes.
pub fn single(value: &[u8]) -> Bytes {
    if needs_ansi(value) {
        return ansi(value);
    }
    let mut quoted = Vec::with_capacity(value.len() + 2);
    quoted.push(b'\'');
    for &byte in value {
        if byte == b'\'' {
            quoted.extend_from_slice(b"'\\''");
        } else {
            quoted.push(byte);
        }
    }
    quoted.push(b'\'');
    quoted
}

/// bash's `declare -p`: `"…"`, or `$'…'` where there are control bytes.
pub fn double(value: &[u8]) -> Bytes {
    if needs_ansi(value) {
        return ansi(value);
    }
    let mut quoted = Vec::with_capacity(value.len() + 2);
    quoted.push(b'"');
    for &byte in value {
        if matches!(byte, b'"' | b'$' | b'`' | b'\\') {
            quoted.push(b'\\');
        }
        quoted.push(byte);
    }
    quoted.push(b'"');
    quoted
}

/// Does it hold what only `$'…'` can write? Invalid UTF-8 counts.
pub fn needs_ansi(value: &[u8]) -> bool {
    value.iter().any(u8::is_ascii_control) || std::str::from_utf8(value).is_err()
}

/// `$'…'`.
pub fn ansi(value: &[u8]) -> Bytes {
    let mut quoted = b"$'".to_vec();
    for chunk in value.utf8_chunks() {
        for &byte in chunk.valid().as_bytes() {
            match byte {
                0x1b => quoted.extend_from_slice(b"\\E"),
                7 => quoted.extend_from_slice(b"\\a"),
                8 => quoted.extend_from_slice(b"\\b"),
                b'\t' => quoted.extend_from_slice(b"\\t"),
                b'\n' => quoted.extend_from_slice(b"\\n"),
                11 => quoted.extend_from_slice(b"\\v"),
                12 => quoted.extend_from_slice(b"\\f"),
                b'\r' => quoted.extend_from_slice(b"\\r"),
                b'\'' | b'\\' => quoted.extend_from_slice(&[b'\\', byte]),
                _ if byte.is_ascii_control() => quoted.extend_from_slice(format!("\\{byte:03o}").as_bytes()),
                _ => quoted.push(byte),
            }
        }
        for byte in chunk.invalid() {
            quoted.extend_from_slice(format!("\\{byte:03o}").as_bytes());
        }
    }
    quoted.push(b'\'');
    quoted
}

/// `‘name’`: GNU's way to quote a wrong argument in a UTF-8 locale (`quote`), where names of files get [`always`].
pub fn curved(text: &[u8]) -> String {
    let mut shown = String::from("\u{2018}");
    for chunk in text.utf8_chunks() {
        for letter in chunk.valid().chars() {
            match letter {
                '\n' => shown.push_str("\\n"),
                '\t' => shown.push_str("\\t"),
                '\\' => shown.push_str("\\\\"),
                letter if letter.is_ascii_control() => shown.push_str(&format!("\\{:03o}", letter as u32)),
                letter => shown.push(letter),
            }
        }
        for byte in chunk.invalid() {
            shown.push_str(&format!("\\{byte:03o}"));
        }
    }
    shown.push('\u{2019}');
    shown
}
