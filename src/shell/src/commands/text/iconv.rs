//! `iconv`: texts from one encoding to another.

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[
    value("f", "from-code"),
    value("t", "to-code"),
    flag("c", ""),
    flag("l", "list"),
    value("o", "output"),
    flag("s", "silent"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("iconv", OPTIONS, |context, args| Box::pin(run(context, args)));

/// An encoding this machine knows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Code {
    Ascii,
    Utf8,
    Latin1,
    Latin9,
    Windows1252,
    Utf16(Ends),
    Utf32(Ends),
}

/// The order of bytes; `Marked` writes a byte order mark and reads one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    Marked,
    Little,
    Big,
}

const LIST: &str = "ASCII// US-ASCII//\nISO-8859-1// LATIN1//\nISO-8859-15// LATIN-9//\nUTF-8// UTF8//\nUTF-16// UTF16//\nUTF-16BE//\nUTF-16LE//\nUTF-32// UTF32//\nUTF-32BE//\nUTF-32LE//\nWINDOWS-1252// CP1252//\n";

/// 0x80 to 0x9f of Windows-1252; zero is no character.
const WINDOWS: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0,
    0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178,
];

/// Where ISO-8859-15 differs from ISO-8859-1.
const LATIN9: [(u8, char); 8] = [
    (0xa4, '\u{20ac}'),
    (0xa6, '\u{160}'),
    (0xa8, '\u{161}'),
    (0xb4, '\u{17d}'),
    (0xb8, '\u{17e}'),
    (0xbc, '\u{152}'),
    (0xbd, '\u{153}'),
    (0xbe, '\u{178}'),
];

fn code(name: &str) -> Option<Code> {
    let plain: String = name.to_ascii_uppercase().chars().filter(char::is_ascii_alphanumeric).collect();
    Some(match plain.as_str() {
        "ASCII" | "USASCII" | "ANSIX341968" | "646" => Code::Ascii,
        "UTF8" | "" => Code::Utf8,
        "ISO88591" | "LATIN1" | "L1" | "88591" => Code::Latin1,
        "ISO885915" | "LATIN9" => Code::Latin9,
        "WINDOWS1252" | "CP1252" | "MSANSI" => Code::Windows1252,
        "UTF16" => Code::Utf16(Ends::Marked),
        "UTF16LE" => Code::Utf16(Ends::Little),
        "UTF16BE" => Code::Utf16(Ends::Big),
        "UTF32" => Code::Utf32(Ends::Marked),
        "UTF32LE" => Code::Utf32(Ends::Little),
        "UTF32BE" => Code::Utf32(Ends::Big),
        _ => return None,
    })
}

/// Characters of a text: each with the place it begins at, or none where the bytes mean nothing.
fn decode(bytes: &[u8], code: Code) -> Vec<(usize, Option<char>)> {
    let single = |of: &dyn Fn(u8) -> Option<char>| bytes.iter().map(|byte| of(*byte)).enumerate().collect();
    match code {
        Code::Ascii => single(&|byte| byte.is_ascii().then_some(byte as char)),
        Code::Latin1 => single(&|byte| Some(byte as char)),
        Code::Latin9 => single(&|byte| {
            Some(LATIN9.iter().find(|(known, _)| *known == byte).map_or(byte as char, |(_, letter)| *letter))
        }),
        Code::Windows1252 => single(&|byte| match byte {
            0x80..=0x9f => char::from_u32(WINDOWS[usize::from(byte - 0x80)].into()).filter(|letter| *letter != '\0'),
            _ => Some(byte as char),
        }),
        Code::Utf8 => {
            let mut out = Vec::new();
            let mut at = 0;
            for chunk in bytes.utf8_chunks() {
                out.extend(chunk.valid().char_indices().map(|(more, letter)| (at + more, Some(letter))));
                at += chunk.valid().len();
                if !chunk.invalid().is_empty() {
                    out.push((at, None));
                }
                at += chunk.invalid().len();
            }
            out
        }
        Code::Utf16(ends) => {
            let (big, start) = order(bytes, ends, &[0xfe, 0xff], &[0xff, 0xfe]);
            let unit = |pair: &[u8]| {
                if big { u16::from_be_bytes([pair[0], pair[1]]) } else { u16::from_le_bytes([pair[0], pair[1]]) }
            };
            let units: Vec<u16> = bytes[start..].chunks_exact(2).map(unit).collect();
            let mut at = start;
            let mut out: Vec<(usize, Option<char>)> = char::decode_utf16(units)
                .map(|letter| {
                    let here = at;
                    at += letter.as_ref().map_or(2, |letter| letter.len_utf16() * 2);
                    (here, letter.ok())
                })
                .collect();
            if !(bytes.len() - start).is_multiple_of(2) {
                out.push((bytes.len() - 1, None));
            }
            out
        }
        Code::Utf32(ends) => {
            let (big, start) = order(bytes, ends, &[0, 0, 0xfe, 0xff], &[0xff, 0xfe, 0, 0]);
            let word = |four: &[u8]| {
                let four = [four[0], four[1], four[2], four[3]];
                if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }
            };
            bytes[start..]
                .chunks(4)
                .enumerate()
                .map(|(at, four)| (start + at * 4, if four.len() == 4 { char::from_u32(word(four)) } else { None }))
                .collect()
        }
    }
}

/// Big end first? And how long the mark that says so is.
fn order(bytes: &[u8], ends: Ends, big: &[u8], little: &[u8]) -> (bool, usize) {
    match ends {
        Ends::Big => (true, 0),
        Ends::Little => (false, 0),
        Ends::Marked if bytes.starts_with(big) => (true, big.len()),
        Ends::Marked if bytes.starts_with(little) => (false, little.len()),
        Ends::Marked => (false, 0),
    }
}

/// A character in an encoding.
fn encode(letter: char, code: Code, out: &mut Bytes) -> bool {
    let number = letter as u32;
    let single = |byte: Option<u8>, out: &mut Bytes| {
        out.extend(byte);
        byte.is_some()
    };
    match code {
        Code::Ascii => single(letter.is_ascii().then_some(number as u8), out),
        Code::Latin1 => single(u8::try_from(number).ok(), out),
        Code::Latin9 => {
            let special = LATIN9.iter().find(|(_, known)| *known == letter).map(|(byte, _)| *byte);
            let plain = u8::try_from(number).ok().filter(|byte| LATIN9.iter().all(|(known, _)| known != byte));
            single(special.or(plain), out)
        }
        Code::Windows1252 => {
            let special =
                WINDOWS.iter().position(|known| u32::from(*known) == number && *known != 0).map(|at| at as u8 + 0x80);
            single(special.or(u8::try_from(number).ok().filter(|byte| !(0x80..=0x9f).contains(byte))), out)
        }
        Code::Utf8 => {
            out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
            true
        }
        Code::Utf16(ends) => {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                out.extend_from_slice(&if ends == Ends::Big { unit.to_be_bytes() } else { unit.to_le_bytes() });
            }
            true
        }
        Code::Utf32(ends) => {
            out.extend_from_slice(&if ends == Ends::Big { number.to_be_bytes() } else { number.to_le_bytes() });
            true
        }
    }
}

/// What stands for a character an encoding lacks (`//TRANSLIT`): the letter without its accent, or the like.
fn similar(letter: char) -> &'static str {
    const ALIKE: [(&str, &str); 30] = [
        ("\u{e0}\u{e1}\u{e2}\u{e3}\u{e4}\u{e5}", "a"),
        ("\u{c0}\u{c1}\u{c2}\u{c3}\u{c4}\u{c5}", "A"),
        ("\u{e8}\u{e9}\u{ea}\u{eb}", "e"),
        ("\u{c8}\u{c9}\u{ca}\u{cb}", "E"),
        ("\u{ec}\u{ed}\u{ee}\u{ef}", "i"),
        ("\u{cc}\u{cd}\u{ce}\u{cf}", "I"),
        ("\u{f2}\u{f3}\u{f4}\u{f5}\u{f6}", "o"),
        ("\u{d2}\u{d3}\u{d4}\u{d5}\u{d6}", "O"),
        ("\u{f9}\u{fa}\u{fb}\u{fc}", "u"),
        ("\u{d9}\u{da}\u{db}\u{dc}", "U"),
        ("\u{e7}", "c"),
        ("\u{c7}", "C"),
        ("\u{f1}", "n"),
        ("\u{d1}", "N"),
        ("\u{fd}\u{ff}", "y"),
        ("\u{dd}\u{178}", "Y"),
        ("\u{153}", "oe"),
        ("\u{152}", "OE"),
        ("\u{e6}", "ae"),
        ("\u{c6}", "AE"),
        ("\u{df}", "ss"),
        ("\u{2018}\u{2019}", "'"),
        ("\u{201c}\u{201d}\u{201e}", "\""),
        ("\u{2013}", "-"),
        ("\u{2014}", "-"),
        ("\u{2026}", "..."),
        ("\u{20ac}", "EUR"),
        ("\u{a0}\u{202f}", " "),
        ("\u{ab}", "<<"),
        ("\u{bb}", ">>"),
    ];
    ALIKE.iter().find(|(letters, _)| letters.contains(letter)).map_or("?", |(_, plain)| plain)
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.has("l") {
        context.stdout.put(LIST.as_bytes());
        return Ok(0);
    }
    let text = |key: &str| parsed.value(key).map(|name| String::from_utf8_lossy(name).into_owned()).unwrap_or_default();
    let (from, to) = (text("f"), text("t"));
    let (bare, extra) = to.split_once("//").unwrap_or((&to, ""));
    let (source, target) = (code(from.split("//").next().unwrap_or_default()), code(bare));
    let (Some(source), Some(target)) = (source, target) else {
        let words = match (source, target) {
            (None, None) => format!("conversions from `{from}' and to `{to}' are not supported"),
            (None, _) => format!("conversion from `{from}' is not supported"),
            _ => format!("conversion to `{to}' is not supported"),
        };
        context.complain(words);
        context.stderr(b"Try `iconv --help' or `iconv --usage' for more information.\n");
        return Ok(1);
    };
    let (translit, ignore) = (extra.contains("TRANSLIT"), extra.contains("IGNORE") || parsed.has("c"));
    let operands = if parsed.operands.is_empty() { vec![b"-".to_vec()] } else { parsed.operands.clone() };
    let mut out = match target {
        Code::Utf16(Ends::Marked) => vec![0xff, 0xfe],
        Code::Utf32(Ends::Marked) => vec![0xff, 0xfe, 0, 0],
        _ => Vec::new(),
    };
    let mut status = 0;
    'files: for file in &operands {
        let bytes = match context.open(file).await {
            Ok(mut input) => input.read_all().await?,
            Err(error) => {
                context.complain(format_args!("cannot open input file `{}': {error}", String::from_utf8_lossy(file)));
                status = 1;
                continue;
            }
        };
        context.tick(bytes.len() as u64).await;
        for (at, letter) in decode(&bytes, source) {
            let done = match letter {
                Some(letter) if encode(letter, target, &mut out) => true,
                Some(letter) if translit => {
                    similar(letter).chars().for_each(|plain| {
                        encode(plain, target, &mut out);
                    });
                    true
                }
                _ => false,
            };
            if !done && ignore {
                continue;
            }
            if !done {
                context.stdout.put(&out);
                context.stdout.flush().await?;
                let cut = letter.is_none()
                    && source == Code::Utf8
                    && std::str::from_utf8(&bytes[at..]).is_err_and(|error| error.error_len().is_none());
                if cut {
                    context.complain("incomplete character or shift sequence at end of buffer");
                } else {
                    context.complain(format_args!("illegal input sequence at position {at}"));
                }
                out.clear();
                status = 1;
                break 'files;
            }
        }
    }
    match parsed.value("o") {
        Some(file) => context.save(file, &out).await?,
        None => context.stdout.put(&out),
    }
    Ok(status)
}
