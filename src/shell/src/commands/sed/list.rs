//! `l`: a line without ambiguity.

/// Appends `text` with escapes, folded at `width` (0 and 1: not folded).
pub(super) fn list(text: &[u8], width: usize, out: &mut Vec<u8>) {
    let mut column = 0;
    let room = width.saturating_sub(1);
    for byte in text {
        let mut escape = Vec::with_capacity(4);
        match byte {
            b'\\' => escape.extend_from_slice(b"\\\\"),
            7 => escape.extend_from_slice(b"\\a"),
            8 => escape.extend_from_slice(b"\\b"),
            0x0c => escape.extend_from_slice(b"\\f"),
            b'\n' => escape.extend_from_slice(b"\\n"),
            b'\r' => escape.extend_from_slice(b"\\r"),
            b'\t' => escape.extend_from_slice(b"\\t"),
            0x0b => escape.extend_from_slice(b"\\v"),
            b' '..=b'~' => escape.push(*byte),
            other => escape.extend_from_slice(format!("\\{other:03o}").as_bytes()),
        }
        if room > 0 && column + escape.len() > room {
            out.extend_from_slice(b"\\\n");
            column = 0;
        }
        column += escape.len();
        out.extend_from_slice(&escape);
    }
    out.extend_from_slice(b"$\n");
}
