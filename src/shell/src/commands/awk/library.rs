//! Extensions of gawk that are programs here: what `@load` knows.

/// Characters and their numbers.
const ORDCHR: &str = r#"function chr(n) { return sprintf("%c", n + 0) }
function ord(text,  n) {
    if (!(1 in _ord)) for (n = 1; n < 256; n++) _ord[n] = sprintf("%c", n)
    text = substr(text, 1, 1)
    for (n = 1; n < 256; n++) if (_ord[n] == text) return n
    return 0
}
"#;
/// A file as one string.
const READFILE: &str = r#"function readfile(name,  text, rs, got) {
    rs = RS; RS = "^$"; got = (getline text < name); close(name); RS = rs
    return got < 0 ? "" : text
}
"#;
/// The clock, and waiting.
const TIME: &str = r#"function gettimeofday() { return systime() }
function sleep(seconds) { return system("sleep " seconds) }
"#;

/// The program of an extension.
pub(super) fn find(name: &[u8]) -> Option<&'static str> {
    Some(match name {
        b"ordchr" => ORDCHR,
        b"readfile" => READFILE,
        b"time" => TIME,
        _ => return None,
    })
}
