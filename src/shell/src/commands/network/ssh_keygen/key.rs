//! Keys in OpenSSH's formats: the public line (RFC 4253, RFC 8709) and the private file (`PROTOCOL.key`).

use crate::Bytes;
use crate::commands::encode::base64;

const BEGIN: &str = "-----BEGIN OPENSSH PRIVATE KEY-----";
const END: &str = "-----END OPENSSH PRIVATE KEY-----";
const MAGIC: &[u8] = b"openssh-key-v1\0";
const KIND: &[u8] = b"ssh-ed25519";

/// A public key with its comment.
pub(super) struct Public {
    /// The key as it is sent: strings after their lengths.
    pub(super) blob: Bytes,
    /// What it is for.
    pub(super) comment: Bytes,
}

/// A length in 32 bits and the bytes.
fn string(bytes: &[u8]) -> Bytes {
    [&(bytes.len() as u32).to_be_bytes(), bytes].concat()
}

/// Takes a string off the front.
fn take<'b>(bytes: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (length, rest) = bytes.split_at_checked(4)?;
    let length = u32::from_be_bytes(length.try_into().ok()?) as usize;
    let (text, rest) = rest.split_at_checked(length)?;
    *bytes = rest;
    Some(text)
}

impl Public {
    /// `ssh-ed25519 AAAA… comment`.
    pub(super) fn parse(line: &[u8]) -> Option<Self> {
        let mut words = line.trim_ascii().splitn(3, u8::is_ascii_whitespace);
        let kind = words.next()?;
        let (blob, fine) = base64::decode(words.next()?, false);
        let named = take(&mut blob.as_slice())? == kind;
        let comment = words.next().unwrap_or_default().trim_ascii().to_vec();
        (fine && named).then_some(Self { blob, comment })
    }

    /// The line, without its newline.
    pub(super) fn line(&self) -> Bytes {
        let kind = take(&mut self.blob.as_slice()).unwrap_or_default().to_vec();
        let mut line = [kind.as_slice(), b" ", base64::encode(&self.blob).as_bytes()].concat();
        if !self.comment.is_empty() {
            line.extend([b" ".as_slice(), &self.comment].concat());
        }
        line
    }

    /// Its kind as `ssh-keygen -l` names it, and its size in bits.
    pub(super) fn kind(&self) -> Option<(&'static str, usize)> {
        let mut rest = self.blob.as_slice();
        let bits = |number: &[u8]| {
            let number = &number[number.iter().take_while(|byte| **byte == 0).count()..];
            number.first().map_or(0, |first| number.len() * 8 - first.leading_zeros() as usize)
        };
        match take(&mut rest)? {
            b"ssh-ed25519" => Some(("ED25519", 256)),
            b"ssh-rsa" => {
                take(&mut rest)?;
                Some(("RSA", bits(take(&mut rest)?)))
            }
            b"ssh-dss" => Some(("DSA", bits(take(&mut rest)?))),
            b"ecdsa-sha2-nistp256" => Some(("ECDSA", 256)),
            b"ecdsa-sha2-nistp384" => Some(("ECDSA", 384)),
            b"ecdsa-sha2-nistp521" => Some(("ECDSA", 521)),
            _ => None,
        }
    }
}

/// A new pair from luck: the public key, and the text of the private file.
pub(super) fn generate(seed: [u8; 32], check: [u8; 4], comment: &[u8]) -> (Public, String) {
    let pair = ed25519_compact::KeyPair::from_seed(ed25519_compact::Seed::new(seed));
    let public = Public { blob: [string(KIND), string(&pair.pk[..])].concat(), comment: comment.to_vec() };
    let mut secret = [check, check].concat();
    for part in [KIND, &pair.pk[..], &pair.sk[..], comment] {
        secret.extend(string(part));
    }
    let pad = (8 - secret.len() % 8) % 8;
    secret.extend(1..=pad as u8);
    let whole = [
        MAGIC,
        &string(b"none"),
        &string(b"none"),
        &string(b""),
        &[0, 0, 0, 1],
        &string(&public.blob),
        &string(&secret),
    ];
    let letters = base64::encode(&whole.concat());
    let mut text = format!("{BEGIN}\n");
    for line in letters.as_bytes().chunks(70) {
        text.push_str(&String::from_utf8_lossy(line));
        text.push('\n');
    }
    text.push_str(END);
    text.push('\n');
    (public, text)
}

/// Why a private key cannot be read.
pub(super) enum Unreadable {
    /// It is none.
    Format,
    /// It is under a passphrase.
    Passphrase,
}

/// The public half of a private file.
pub(super) fn public_of(text: &[u8]) -> Result<Public, Unreadable> {
    let text = String::from_utf8_lossy(text);
    let inner =
        text.trim_start().strip_prefix(BEGIN).and_then(|rest| rest.split(END).next()).ok_or(Unreadable::Format)?;
    let (bytes, fine) = base64::decode(inner.replace(char::is_whitespace, "").as_bytes(), false);
    let read = || {
        let mut rest = bytes.strip_prefix(MAGIC).filter(|_| fine)?;
        let cipher = take(&mut rest)?;
        take(&mut rest)?;
        take(&mut rest)?;
        rest = rest.split_at_checked(4)?.1;
        let blob = take(&mut rest)?.to_vec();
        let secret = take(&mut rest)?;
        Some((cipher == b"none", blob, secret))
    };
    let (open, blob, secret) = read().ok_or(Unreadable::Format)?;
    if !open {
        return Err(Unreadable::Passphrase);
    }
    // After the two check numbers: kind, and the parts of an ed25519 key, then the comment.
    let comment = || {
        let mut rest = secret.split_at_checked(8)?.1;
        (take(&mut rest)? == KIND).then_some(())?;
        take(&mut rest)?;
        take(&mut rest)?;
        take(&mut rest)
    };
    let comment = comment().unwrap_or_default().to_vec();
    Ok(Public { blob, comment })
}
