//! Where lines go: standard output, the file edited in place, the files of `w`.

use crate::context::Output;
use crate::{Bytes, Context};
use vfs::Errno;

/// One destination that remembers whether its last line lacks a newline.
#[derive(Default)]
pub(super) struct Place {
    pub(super) missing_newline: bool,
}

/// The destinations.
pub(super) struct Outputs {
    /// What is gathered for the file edited in place.
    pub(super) in_place: Option<Bytes>,
    standard: Place,
    edited: Place,
    /// Files of `w`; `None` stands for standard output.
    files: Vec<(Option<Output>, Place)>,
}

impl Outputs {
    /// Opens the files of `w`, all emptied.
    pub(super) async fn open(context: &mut Context, names: &[Bytes]) -> Result<Self, (Bytes, Errno)> {
        let mut files = Vec::new();
        for name in names {
            let output = match name.as_slice() {
                b"/dev/stdout" => None,
                b"/dev/stderr" => Some(Output::new(context.sys.clone(), context.sys.fd(2))),
                path => Some(context.create(path).await.map_err(|error| (name.clone(), error))?),
            };
            files.push((output, Place::default()));
        }
        Ok(Self { in_place: None, standard: Place::default(), edited: Place::default(), files })
    }

    /// A new file is edited in place.
    pub(super) fn begin_in_place(&mut self) {
        self.in_place = Some(Vec::new());
        self.edited = Place::default();
    }

    /// Writes to where the pattern space goes; `end` is left out when the line had none.
    pub(super) fn line(&mut self, context: &mut Context, text: &[u8], end: Option<u8>, usual: u8) {
        let (buffer, place) = match &mut self.in_place {
            Some(buffer) => (buffer, &mut self.edited),
            None => (context.stdout.buffer(), &mut self.standard),
        };
        put(buffer, place, text, end, usual);
    }

    /// Writes text that has its own newlines.
    pub(super) fn raw(&mut self, context: &mut Context, text: &[u8], usual: u8) {
        if text.is_empty() {
            return;
        }
        let (buffer, place) = match &mut self.in_place {
            Some(buffer) => (buffer, &mut self.edited),
            None => (context.stdout.buffer(), &mut self.standard),
        };
        if std::mem::take(&mut place.missing_newline) {
            buffer.push(usual);
        }
        buffer.extend_from_slice(text);
    }

    /// Writes a line to a file of `w`.
    pub(super) async fn file(
        &mut self,
        context: &mut Context,
        index: usize,
        text: &[u8],
        end: Option<u8>,
        usual: u8,
    ) -> Result<(), Errno> {
        match &mut self.files[index] {
            (None, _) => {
                put(context.stdout.buffer(), &mut self.standard, text, end, usual);
                Ok(())
            }
            (Some(output), place) => {
                put(output.buffer(), place, text, end, usual);
                output.flush().await
            }
        }
    }
}

fn put(buffer: &mut Bytes, place: &mut Place, text: &[u8], end: Option<u8>, usual: u8) {
    if std::mem::take(&mut place.missing_newline) {
        buffer.push(usual);
    }
    buffer.extend_from_slice(text);
    match end {
        Some(end) => buffer.push(end),
        None => place.missing_newline = true,
    }
}
