//! Redirections: opening, duplicating, closing, and putting back.

use super::shell::{Shell, Stop};
use crate::Bytes;
use crate::kernel::{Fd, OpenFile};
use crate::syntax::{Redirect, RedirectFd, RedirectKind};
use std::rc::Rc;
use vfs::{Errno, FileKind, OpenFlags};

/// Descriptors as they were.
#[derive(Default)]
pub(crate) struct Saved(Vec<(usize, Option<Fd>)>);

/// Descriptors that `{name}>` gets start here.
const FIRST_NAMED: usize = 10;

impl Shell {
    /// Does all redirections; gives what to put back. On failure everything is put back at once.
    pub(crate) async fn redirect(&mut self, redirects: &[Redirect]) -> Result<Saved, Stop> {
        let mut saved = Saved::default();
        for redirect in redirects {
            if self.redirect_one(redirect, &mut saved).await.is_err() {
                self.restore(saved);
                if self.flow.is_none() {
                    self.status = 1;
                }
                return Err(Stop);
            }
        }
        Ok(saved)
    }

    /// Puts descriptors back.
    pub(crate) fn restore(&mut self, saved: Saved) {
        for (number, fd) in saved.0.into_iter().rev() {
            self.sys.set_fd(number, fd);
        }
    }

    fn set(&mut self, number: usize, fd: Option<Fd>, saved: &mut Saved) {
        let old = self.sys.set_fd(number, fd);
        saved.0.push((number, old));
    }

    async fn redirect_one(&mut self, redirect: &Redirect, saved: &mut Saved) -> Result<(), Stop> {
        match redirect.kind {
            RedirectKind::HereDoc | RedirectKind::HereDocTabs => {
                let text = match redirect.body.as_ref().and_then(|body| body.get()) {
                    Some(body) if redirect.literal => body.plain.clone().unwrap_or_default(),
                    Some(body) => Box::pin(self.expand_heredoc(body)).await?,
                    None => Vec::new(),
                };
                return self.here(redirect, text, saved);
            }
            RedirectKind::HereString => {
                let mut text = Box::pin(self.expand_single(&redirect.word)).await?;
                text.push(b'\n');
                return self.here(redirect, text, saved);
            }
            RedirectKind::DupInput | RedirectKind::DupOutput => return self.duplicate(redirect, saved).await,
            _ => {}
        }
        let path = self.redirect_target(redirect).await?;
        let (flags, default) = match redirect.kind {
            RedirectKind::Read => (OpenFlags::READ, 0),
            RedirectKind::ReadWrite => (OpenFlags::READ_WRITE, 0),
            RedirectKind::Append | RedirectKind::BothAppend => (OpenFlags::APPEND, 1),
            _ => (OpenFlags::WRITE, 1),
        };
        let file = self.open_target(&path, flags, redirect.kind).await?;
        let number = self.target_fd(&redirect.fd, default)?;
        let both = matches!(redirect.kind, RedirectKind::Both | RedirectKind::BothAppend);
        if both {
            self.set(2, Some(Fd { file: Rc::clone(&file), close_on_exec: false }), saved);
        }
        self.place(&redirect.fd, number, file, saved);
        Ok(())
    }

    /// `{name}>` stays open; every other descriptor is put back later.
    fn place(&mut self, fd: &RedirectFd, number: usize, file: Rc<OpenFile>, saved: &mut Saved) {
        let fd_entry = Some(Fd { file, close_on_exec: false });
        if matches!(fd, RedirectFd::Variable(_)) {
            self.sys.set_fd(number, fd_entry);
        } else {
            self.set(number, fd_entry, saved);
        }
    }

    /// The one word a redirection's target must become.
    async fn redirect_target(&mut self, redirect: &Redirect) -> Result<Bytes, Stop> {
        let mut words = Vec::new();
        Box::pin(self.expand_word(&redirect.word, &mut words)).await?;
        if words.len() == 1 {
            return Ok(words.remove(0));
        }
        self.complain_bytes(&[redirect.word.raw.as_slice(), b": ambiguous redirect"].concat());
        Err(self.fail(1))
    }

    async fn open_target(&mut self, path: &[u8], flags: OpenFlags, kind: RedirectKind) -> Result<Rc<OpenFile>, Stop> {
        if self.options.noclobber && matches!(kind, RedirectKind::Write | RedirectKind::Both) {
            let regular =
                self.sys.disk(path, |disk, who| disk.stat(who, path).is_ok_and(|stat| stat.kind == FileKind::File));
            if regular {
                self.complain_bytes(&[path, b": cannot overwrite existing file"].concat());
                return Err(self.fail(1));
            }
        }
        if path.is_empty() {
            self.complain_about(b"", Errno::NoEnt);
            return Err(self.fail(1));
        }
        if let Some(refusal) = network(path) {
            self.complain_bytes(&[path, refusal].concat());
            return Err(self.fail(1));
        }
        match self.sys.open(path, flags, 0o666).await {
            Ok(file) => Ok(file),
            Err(error) => {
                self.complain_about(path, error);
                Err(self.fail(1))
            }
        }
    }

    /// The descriptor's number; `{name}` gets a fresh one.
    fn target_fd(&mut self, fd: &RedirectFd, default: usize) -> Result<usize, Stop> {
        match fd {
            RedirectFd::Default => Ok(default),
            RedirectFd::Number(number) => Ok(*number),
            RedirectFd::Variable(name) => {
                let number = self.sys.free_fd(FIRST_NAMED);
                let name = name.clone();
                self.assign(&name, number.to_string().into_bytes())?;
                Ok(number)
            }
        }
    }

    fn here(&mut self, redirect: &Redirect, text: Bytes, saved: &mut Saved) -> Result<(), Stop> {
        let (reader, writer) = OpenFile::pipe(&self.sys.kernel, usize::MAX);
        writer.write_now(&self.sys.kernel, &text);
        let number = self.target_fd(&redirect.fd, 0)?;
        self.place(&redirect.fd, number, reader, saved);
        Ok(())
    }

    /// `n>&m`, `n>&m-`, `n>&-`, `>&file`.
    async fn duplicate(&mut self, redirect: &Redirect, saved: &mut Saved) -> Result<(), Stop> {
        let output = redirect.kind == RedirectKind::DupOutput;
        let word = self.redirect_target(redirect).await?;
        let default = usize::from(output);
        if word == b"-" {
            let number = match &redirect.fd {
                RedirectFd::Variable(name) => match self.named_fd(name) {
                    Some(number) => {
                        self.sys.set_fd(number, None);
                        return Ok(());
                    }
                    None => {
                        self.complain_about(name, Errno::BadF);
                        return Err(self.fail(1));
                    }
                },
                fd => self.target_fd(fd, default)?,
            };
            self.set(number, None, saved);
            return Ok(());
        }
        let moves = word.len() > 1 && word.ends_with(b"-");
        let digits = if moves { &word[..word.len() - 1] } else { &word[..] };
        if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) {
            let source: usize =
                std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok()).unwrap_or(usize::MAX);
            let Some(file) = self.sys.fd(source) else {
                self.complain_about(digits, Errno::BadF);
                return Err(self.fail(1));
            };
            let number = self.target_fd(&redirect.fd, default)?;
            if number != source || matches!(redirect.fd, RedirectFd::Variable(_)) {
                self.place(&redirect.fd, number, file, saved);
                if moves {
                    self.set(source, None, saved);
                }
            }
            return Ok(());
        }
        if output && matches!(redirect.fd, RedirectFd::Default | RedirectFd::Number(1)) {
            // `>&file` is `&>file`.
            let file = self.open_target(&word, OpenFlags::WRITE, RedirectKind::Both).await?;
            self.set(1, Some(Fd { file: Rc::clone(&file), close_on_exec: false }), saved);
            self.set(2, Some(Fd { file, close_on_exec: false }), saved);
            return Ok(());
        }
        self.complain_bytes(&[redirect.word.raw.as_slice(), b": ambiguous redirect"].concat());
        Err(self.fail(1))
    }

    fn named_fd(&mut self, name: &[u8]) -> Option<usize> {
        let text = self.scalar(name)?;
        std::str::from_utf8(&text).ok()?.trim().parse().ok()
    }
}

/// `/dev/tcp/host/port`: there is no network.
fn network(path: &[u8]) -> Option<&'static [u8]> {
    let wanted = path.starts_with(b"/dev/tcp/") || path.starts_with(b"/dev/udp/");
    wanted.then_some(b": Network is unreachable")
}
