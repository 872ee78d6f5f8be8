//! `tar -c` and `tar -r`: files into an archive.

use super::member::Member;
use super::{enter, excluded, fatal, usage};
use crate::commands::archive::gzip::packed;
use crate::commands::files::instant;
use crate::context::zone::Zone;
use crate::options::Parsed;
use crate::{Bytes, Context, Outcome, Quit};
use vfs::{Errno, FileKind};

/// Folders nested deeper are refused.
const MAX_DEPTH: usize = 500;

pub(super) async fn create(context: &mut Context, parsed: &Parsed, append: bool) -> Outcome {
    if parsed.operands.is_empty() && !parsed.has("T") {
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
        stamps: Stamps::read(context, parsed)?,
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
    stamps: Stamps,
}

/// What is written in place of a file's owner, group and time.
struct Stamps {
    owner: Option<(Bytes, u32)>,
    group: Option<(Bytes, u32)>,
    modified: Option<i64>,
    sorted: bool,
}

impl Stamps {
    fn read(context: &Context, parsed: &Parsed) -> Result<Self, Quit> {
        let number = |text: &[u8]| std::str::from_utf8(text).ok().and_then(|text| text.parse::<u32>().ok());
        let who = |key: &str, known: &dyn Fn(&[u8]) -> Option<u32>, name_of: &dyn Fn(u32) -> Option<Bytes>| {
            let Some(given) = parsed.value(key) else { return Ok(None) };
            let (name, id) = match given.iter().position(|byte| *byte == b':') {
                Some(colon) => (&given[..colon], number(&given[colon + 1..])),
                None => (given, None),
            };
            let plain = number(name.strip_prefix(b"+").unwrap_or(name)).filter(|_| id.is_none());
            if let Some(plain) = plain.filter(|_| known(name).is_none()) {
                return Ok(Some((name_of(plain).unwrap_or_default(), plain)));
            }
            match id.or_else(|| known(name)) {
                Some(id) => Ok(Some((name.to_vec(), id))),
                None => {
                    let shown = crate::quote::curved(name);
                    Err(fatal(context, format_args!("{shown}: Invalid {key}")))
                }
            }
        };
        let names = context.names();
        let owner = who("owner", &|name| names.user_named(name).map(|user| user.uid), &|uid| {
            names.user(uid).map(|user| user.name.clone().into_bytes())
        })?;
        let group = who("group", &|name| names.group_named(name).map(|group| group.gid), &|gid| {
            names.group(gid).map(|group| group.name.clone().into_bytes())
        })?;
        let modified = match parsed.value("mtime") {
            None => None,
            Some(file) if file.starts_with(b"/") || file.starts_with(b".") => {
                let stat = context.stat(file).map_err(|error| {
                    fatal(context, format_args!("{}: Cannot stat: {error}", String::from_utf8_lossy(file)))
                })?;
                Some(stat.modified)
            }
            Some(text) => {
                let zone = Zone::of(context.var("TZ"));
                let instant = instant::parse_in(text, context.now(), &zone);
                Some(instant.ok_or_else(|| {
                    fatal(
                        context,
                        format_args!(
                            "Substituting -9223372036854775808 for unknown date format {}",
                            crate::quote::curved(text)
                        ),
                    )
                })?)
            }
        };
        let sorted = match parsed.value("sort") {
            None | Some(b"none") => false,
            Some(b"name") => true,
            Some(b"inode") => return Err(fatal(context, "--sort=inode is not supported on this machine")),
            Some(other) => {
                let shown = crate::quote::curved(other);
                context.complain(format_args!("invalid argument {shown} for {}", crate::quote::curved(b"--sort")));
                return Err(Quit::Status(2));
            }
        };
        Ok(Self { owner, group, modified: modified.map(|millis| millis.div_euclid(1000)), sorted })
    }
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
            let (owner, uid) = self.stamps.owner.clone().unwrap_or((owner, stat.uid));
            let (group, gid) = self.stamps.group.clone().unwrap_or((group, stat.gid));
            let named = !parsed.has("numeric-owner");
            let member = Member {
                name: name.clone(),
                mode: stat.mode,
                owner: (uid, gid),
                names: if named { (owner, group) } else { (Vec::new(), Vec::new()) },
                size,
                modified: self.stamps.modified.unwrap_or(stat.modified.div_euclid(1000)),
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
            if stat.is_dir() && !parsed.has("no-recursion") {
                match context.read_dir(path) {
                    Ok(mut entries) => {
                        if self.stamps.sorted {
                            base::order::sort_by_key(&mut entries, |entry| entry.name.clone());
                        }
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
