//! `tar -c` and `tar -r`: files into an archive.

use super::member::Member;
use super::{enter, excluded, fatal, usage};
use crate::commands::archive::gzip::packed;
use crate::options::Parsed;
use crate::{Bytes, Context, Outcome, Quit};
use vfs::{Errno, FileKind};

/// Folders nested deeper are refused.
const MAX_DEPTH: usize = 500;

pub(super) async fn create(context: &mut Context, parsed: &Parsed, append: bool) -> Outcome {
    if parsed.operands.is_empty() {
        return Err(usage(context, "Cowardly refusing to create an empty archive"));
    }
    let start = context.cwd()?;
    let target = parsed.value("f").map(<[u8]>::to_vec);
    let mut bytes = Vec::new();
    if let (true, Some(file)) = (append, &target) {
        let old = context
            .read_file(file)
            .map_err(|error| fatal(context, format_args!("{}: Cannot open: {error}", String::from_utf8_lossy(file))))?;
        let mut at = 0;
        while let Some(member) =
            old.get(at..at + 512).filter(|block| block.iter().any(|byte| *byte != 0)).and_then(Member::parse)
        {
            at += 512 + member.size.div_ceil(512) * 512;
        }
        bytes = old[..at.min(old.len())].to_vec();
    }
    if let Some(folder) = parsed.value("C") {
        enter(context, folder)?;
    }
    let mut state = Creation {
        bytes,
        failed: false,
        told: false,
        archive: target.as_ref().and_then(|file| context.stat(file).ok()).map(|stat| stat.ino),
        links: Vec::new(),
    };
    for operand in &parsed.operands {
        let name = operand.strip_suffix(b"/").filter(|name| !name.is_empty()).unwrap_or(operand).to_vec();
        state.add(context, parsed, &name, 0).await?;
    }
    let mut bytes = state.bytes;
    bytes.resize((bytes.len() + 1024).div_ceil(10_240) * 10_240, 0);
    let by_name =
        parsed.has("a") && target.as_ref().is_some_and(|file| file.ends_with(b".gz") || file.ends_with(b".tgz"));
    if parsed.has("z") || by_name {
        bytes = packed(&bytes, 6, b"", 0);
    }
    context.tick(bytes.len() as u64).await;
    enter(context, &start)?;
    match target.filter(|file| file != b"-") {
        Some(file) => {
            if let Err(error) = context.save(&file, &bytes).await {
                return Err(fatal(context, format_args!("{}: Cannot open: {error}", String::from_utf8_lossy(&file))));
            }
        }
        None if context.is_tty(1) => {
            return Err(fatal(context, "Refusing to write archive contents to terminal (missing -f option?)"));
        }
        None => context.stdout.put(&bytes),
    }
    if state.failed {
        context.complain("Exiting with failure status due to previous errors");
        return Ok(2);
    }
    Ok(0)
}

struct Creation {
    bytes: Bytes,
    failed: bool,
    told: bool,
    archive: Option<vfs::Ino>,
    /// Files with several names, by inode: the first is stored, the others lead to it.
    links: Vec<(vfs::Ino, Bytes)>,
}

impl Creation {
    fn add<'a>(
        &'a mut self,
        context: &'a mut Context,
        parsed: &'a Parsed,
        path: &'a [u8],
        depth: usize,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<(), Quit>> + 'a>> {
        Box::pin(async move {
            if excluded(parsed, path) || depth > MAX_DEPTH {
                return Ok(());
            }
            let shown = String::from_utf8_lossy(path).into_owned();
            let stat = if parsed.has("h") { context.stat(path) } else { context.lstat(path) };
            let stat = match stat {
                Ok(stat) => stat,
                Err(error) => {
                    self.fail(context, format_args!("{shown}: Cannot stat: {error}"));
                    return Ok(());
                }
            };
            if Some(stat.ino) == self.archive {
                context.complain(format_args!("{shown}: file is the archive; not dumped"));
                return Ok(());
            }
            let mut name = path.to_vec();
            if name.starts_with(b"/") && !parsed.has("P") {
                if !self.told {
                    context.complain("Removing leading `/' from member names");
                    self.told = true;
                }
                name = name[name.iter().take_while(|byte| **byte == b'/').count()..].to_vec();
            }
            let (mut kind, mut link, mut content) = (b'0', Vec::new(), None);
            match stat.kind {
                FileKind::Directory => {
                    kind = b'5';
                    name.push(b'/');
                }
                FileKind::Symlink => {
                    kind = b'2';
                    link = context.read_link(path)?;
                }
                FileKind::Fifo => kind = b'6',
                FileKind::Device => {
                    context.complain(format_args!("{shown}: devices are not supported on this machine"));
                    self.failed = true;
                    return Ok(());
                }
                FileKind::File => {
                    let known = self.links.iter().find(|(ino, _)| *ino == stat.ino).map(|(_, first)| first.clone());
                    if let Some(first) = known {
                        (kind, link) = (b'1', first);
                    } else {
                        match context.read_file(path) {
                            Ok(bytes) => content = Some(bytes),
                            Err(error) => {
                                self.fail(context, format_args!("{shown}: Cannot open: {error}"));
                                return Ok(());
                            }
                        }
                        if stat.links > 1 {
                            self.links.push((stat.ino, name.clone()));
                        }
                    }
                }
            }
            if parsed.has("v") {
                let shown = [&name[..], b"\n"].concat();
                if parsed.value("f").is_some_and(|file| file != b"-") {
                    context.stdout.put(&shown)
                } else {
                    context.stderr(&shown)
                }
            }
            let names = context.names();
            let owner = names.user(stat.uid).map(|user| user.name.clone().into_bytes()).unwrap_or_default();
            let group = names.group(stat.gid).map(|group| group.name.clone().into_bytes()).unwrap_or_default();
            let size = content.as_ref().map_or(0, |content| content.len());
            let member = Member {
                name: name.clone(),
                mode: stat.mode,
                owner: (stat.uid, stat.gid),
                names: (owner, group),
                size,
                modified: stat.modified.div_euclid(1000),
                kind,
                link,
            };
            self.bytes.extend(member.header());
            if let Some(content) = content {
                self.bytes.extend_from_slice(&content);
                self.bytes.resize(self.bytes.len().div_ceil(512) * 512, 0);
            }
            if self.bytes.len() > crate::MAX_VALUE {
                return Err(Quit::Failed(Errno::FBig));
            }
            context.tick(100 + size as u64 / 16).await;
            if stat.is_dir() {
                match context.read_dir(path) {
                    Ok(entries) => {
                        for entry in entries {
                            let inner = if path == b"/" {
                                [b"/", &entry.name[..]].concat()
                            } else {
                                [path, b"/", &entry.name].concat()
                            };
                            self.add(context, parsed, &inner, depth + 1).await?;
                        }
                    }
                    Err(error) => self.fail(context, format_args!("{shown}: Cannot open: {error}")),
                }
            }
            Ok(())
        })
    }

    fn fail(&mut self, context: &Context, words: impl std::fmt::Display) {
        context.complain(words);
        self.failed = true;
    }
}
