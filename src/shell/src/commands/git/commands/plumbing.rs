//! What git is made of: `cat-file`, `hash-object`, `ls-files`, `ls-tree`, `rev-parse`, `rev-list`, `write-tree`,
//! `check-ignore`, `merge-base`, `reflog`, `show-ref`, `symbolic-ref`, `var`.

use crate::Bytes;
use crate::commands::git::diff::changes::wanted;
use crate::commands::git::object::{Kind, Oid, hash};
use crate::commands::git::repo::{Git, Result, quoted, relative};
use crate::commands::git::tree::lines;
use crate::options::{Opt, flag, maybe, value};

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const CAT_FILE: &[Opt] = &[flag("t", ""), flag("s", ""), flag("p", ""), flag("e", "")];

pub(in crate::commands::git) fn cat_file(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("cat-file", CAT_FILE, args)?;
    let Some(name) = parsed.operands.last().map(|name| text(name)) else {
        git.say("usage: git cat-file <type> <object>");
        return Ok(129);
    };
    let Some((kind, content)) = git.resolve(&name).and_then(|oid| git.object(oid)) else {
        if parsed.has("e") {
            return Ok(1);
        }
        return Err(git.fatal(format_args!("Not a valid object name {name}")));
    };
    match parsed.last_of(&["t", "s", "p", "e"]) {
        Some("t") => git.line(kind.name()),
        Some("s") => git.line(content.len()),
        Some("e") => {}
        Some(_) if kind == Kind::Tree => put_tree(git, &content, "", false, true)?,
        Some(_) => git.put(&content[..]),
        None => {
            let wanted = parsed.operands.first().map(|kind| text(kind)).unwrap_or_default();
            let wanted = Kind::parse(wanted.as_bytes())
                .ok_or_else(|| git.fatal(format_args!("invalid object type \"{wanted}\"")))?;
            if kind != wanted {
                return Err(git.fatal(format_args!("git cat-file {name}: bad file")));
            }
            git.put(&content[..]);
        }
    }
    Ok(0)
}

/// The lines of a tree; `recurse` opens folders; `names` is off for `--name-only`.
fn put_tree(git: &Git, content: &[u8], folder: &str, recurse: bool, full: bool) -> Result<()> {
    let mut open = vec![(content.to_vec(), folder.to_owned())];
    // Depth first, in order: what is inside a folder comes in its place.
    while let Some((content, folder)) = open.pop() {
        let list = lines(&content);
        for (at, (mode, name, oid)) in list.iter().enumerate() {
            git.spend(20)?;
            let path = format!("{folder}{}", quoted(name));
            if recurse && *mode == 0o040_000 {
                let mut rest = Vec::new();
                for (mode, name, oid) in &list[at + 1..] {
                    rest.extend_from_slice(format!("{mode:o} ").as_bytes());
                    rest.extend_from_slice(name);
                    rest.push(0);
                    rest.extend_from_slice(&oid.0);
                }
                open.push((rest, folder.clone()));
                open.push((git.content(*oid, Kind::Tree)?.to_vec(), format!("{path}/")));
                break;
            }
            if full {
                let kind = if *mode == 0o040_000 { "tree" } else { "blob" };
                git.line(format_args!("{mode:06o} {kind} {oid}\t{path}"));
            } else {
                git.line(path);
            }
        }
    }
    Ok(())
}

const LS_TREE: &[Opt] = &[flag("r", ""), flag("", "name-only"), flag("", "name-status")];

pub(in crate::commands::git) fn ls_tree(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("ls-tree", LS_TREE, args)?;
    let name = parsed.operands.first().map(|name| text(name)).unwrap_or_default();
    if parsed.operands.len() > 1 {
        return Err(git.fatal("ls-tree with paths is not supported on this machine"));
    }
    let Some(tree) = git.resolve(&name) else { return Err(git.fatal(format_args!("Not a valid object name {name}"))) };
    let Some(tree) = git.tree_of(tree) else { return Err(git.fatal("not a tree object")) };
    let full = !(parsed.has("name-only") || parsed.has("name-status"));
    put_tree(git, &git.content(tree, Kind::Tree)?, "", parsed.has("r"), full)?;
    Ok(0)
}

const HASH_OBJECT: &[Opt] = &[flag("w", ""), flag("", "stdin"), value("t", "")];

pub(in crate::commands::git) async fn hash_object(git: &Git<'_>, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("hash-object", HASH_OBJECT, args)?;
    let kind = parsed.value("t").map_or(Some(Kind::Blob), Kind::parse);
    let Some(kind) = kind else { return Err(git.fatal("invalid object type")) };
    let mut files = parsed.operands.clone();
    if parsed.has("stdin") {
        files.insert(0, b"-".to_vec());
    }
    for file in files {
        let shown = text(&file);
        let mut input = match git.context.open(&file).await {
            Ok(input) => input,
            Err(error) => return Err(git.fatal(format_args!("could not open '{shown}' for reading: {error}"))),
        };
        let content = input.read_all().await?;
        let oid = if parsed.has("w") {
            if !git.exists() {
                return Err(git.fatal("not a git repository (or any of the parent directories): .git"));
            }
            git.write_object(kind, &content)?
        } else {
            hash(kind, &content)
        };
        git.line(oid);
    }
    Ok(0)
}

const LS_FILES: &[Opt] = &[
    flag("s", "stage"),
    flag("u", "unmerged"),
    flag("c", "cached"),
    flag("o", "others"),
    flag("m", "modified"),
    flag("d", "deleted"),
    flag("", "exclude-standard"),
    flag("i", "ignored"),
    flag("z", ""),
];

pub(in crate::commands::git) fn ls_files(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("ls-files", LS_FILES, args)?;
    let paths = git.tree_paths(&parsed.operands)?;
    let index = git.index()?;
    let below = |path: &[u8]| path.starts_with(&git.prefix) && wanted(&paths, path);
    let shown = |path: &[u8]| quoted(&relative(&git.prefix, path));
    if parsed.has("o") {
        let strangers = git.strangers(&index, true)?;
        let mut list = if parsed.has("i") { std::collections::BTreeSet::default() } else { strangers.untracked };
        if !parsed.has("exclude-standard") || parsed.has("i") {
            list.extend(strangers.ignored);
        }
        list.iter().filter(|path| below(path)).for_each(|path| git.line(shown(path)));
        return Ok(0);
    }
    for ((path, stage), (entry, _)) in index.entries.iter().filter(|((path, _), _)| below(path)) {
        let here = if parsed.has("m") || parsed.has("d") { git.disk_entry(path) } else { None };
        if (parsed.has("d") && here.is_some())
            || (parsed.has("m") && here == Some(*entry))
            || (parsed.has("u") && *stage == 0)
        {
            continue;
        }
        let end = if parsed.has("z") { "\0" } else { "\n" };
        if parsed.has("s") || parsed.has("u") {
            git.put(format!("{:06o} {} {stage}\t{}{end}", entry.mode, entry.oid, shown(path)));
        } else {
            git.put(format!("{}{end}", shown(path)));
        }
    }
    Ok(0)
}

pub(in crate::commands::git) fn rev_parse(git: &Git, args: &[Bytes]) -> Result<i32> {
    let mut short = false;
    let mut abbreviated = false;
    let mut verify = false;
    for word in args.iter().map(|word| text(word)) {
        match word.as_str() {
            "--short" => short = true,
            "--abbrev-ref" => abbreviated = true,
            "--verify" | "-q" | "--quiet" => verify = true,
            "--show-toplevel" => git.line(text(if git.work.is_empty() { b"/" } else { &git.work })),
            "--git-dir" => git.line(if git.prefix.is_empty() { ".git".to_owned() } else { text(&git.dir) }),
            "--is-inside-work-tree" => git.line("true"),
            "--show-prefix" => git.line(text(&git.prefix)),
            "--show-cdup" => git.line("../".repeat(git.prefix.iter().filter(|byte| **byte == b'/').count())),
            option if option.starts_with("--") => {
                return Err(git.fatal(format_args!("rev-parse {option} is not supported on this machine")));
            }
            name if abbreviated => {
                let full = if name == "HEAD" || name == "@" { git.head_ref() } else { git.full_ref(name) };
                let bare = full
                    .as_deref()
                    .and_then(|full| full.strip_prefix("refs/heads/").or(full.strip_prefix("refs/tags/")));
                match bare {
                    _ if git.resolve(name).is_none() => return Err(git.ambiguous(name)),
                    Some(bare) => git.line(bare),
                    None => git.line("HEAD"),
                }
            }
            name => match git.resolve(name) {
                Some(oid) if short => git.line(git.short(oid)),
                Some(oid) => git.line(oid),
                None if verify => return Err(git.fatal("Needed a single revision")),
                None => {
                    git.line(name);
                    return Err(git.ambiguous(name));
                }
            },
        }
    }
    Ok(0)
}

const REV_LIST: &[Opt] = &[flag("", "count"), flag("", "all"), value("n", "max-count"), flag("", "reverse")];

pub(in crate::commands::git) fn rev_list(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("rev-list", REV_LIST, args)?;
    let (mut from, mut without) = (Vec::new(), Vec::new());
    for word in parsed.operands.iter().map(|word| text(word)) {
        let named = |name: &str| {
            git.commit_named(if name.is_empty() { "HEAD" } else { name }).ok_or_else(|| git.ambiguous(&word))
        };
        if let Some(name) = word.strip_prefix('^') {
            without.push(named(name)?);
        } else if let Some((one, two)) = word.split_once("..") {
            without.push(named(one)?);
            from.push(named(two)?);
        } else {
            from.push(named(&word)?);
        }
    }
    if parsed.has("all") {
        from.extend(git.refs("refs/").into_iter().filter_map(|(_, oid)| git.peel(oid)));
    }
    let mut list = git.walk(&from, &without, false, false)?;
    if let Some(most) = parsed.value("n").and_then(|most| text(most).parse().ok()) {
        list.truncate(most);
    }
    if parsed.has("reverse") {
        list.reverse();
    }
    if parsed.has("count") {
        git.line(list.len());
    } else {
        for oid in list {
            git.line(oid);
        }
    }
    Ok(0)
}

pub(in crate::commands::git) fn write_tree(git: &Git) -> Result<i32> {
    let oid = git.write_tree(&git.index()?.files())?;
    git.line(oid);
    Ok(0)
}

pub(in crate::commands::git) fn merge_base(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("merge-base", &[flag("a", "all"), flag("", "is-ancestor")], args)?;
    let mut oids = Vec::new();
    for word in &parsed.operands {
        let name = text(word);
        oids.push(git.commit_named(&name).ok_or_else(|| git.fatal(format_args!("Not a valid object name {name}")))?);
    }
    let [one, two] = oids[..] else {
        git.say("usage: git merge-base [-a | --all] <commit> <commit>...");
        return Ok(129);
    };
    if parsed.has("is-ancestor") {
        return Ok(i32::from(!git.is_ancestor(one, two)?));
    }
    let bases = git.merge_bases(one, two)?;
    bases.iter().take(if parsed.has("a") { usize::MAX } else { 1 }).for_each(|oid| git.line(oid));
    Ok(i32::from(bases.is_empty()))
}

pub(in crate::commands::git) fn check_ignore(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("check-ignore", &[flag("v", "verbose"), flag("q", "quiet")], args)?;
    let mut status = 1;
    let mut ignore = git.ignore();
    let index = git.index()?;
    for word in &parsed.operands {
        let path = git.tree_path(word)?;
        for (at, _) in path.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
            git.ignore_folder(&mut ignore, &path[..=at]);
        }
        let is_folder = git.context.stat(&git.on_disk(&path)).is_ok_and(|stat| stat.is_dir());
        let Some((ignored, (file, number, rule))) = ignore.reason(&path, is_folder) else { continue };
        if index.knows(&path) || !(ignored || parsed.has("v")) {
            continue;
        }
        status = 0;
        if parsed.has("v") {
            git.line(format_args!("{}:{number}:{}\t{}", text(file), text(rule), text(word)));
        } else if !parsed.has("q") {
            git.line(quoted(word));
        }
    }
    Ok(status)
}

pub(in crate::commands::git) fn reflog(git: &Git, args: &[Bytes]) -> Result<i32> {
    git.paged.set(true);
    let words: Vec<String> = args.iter().map(|word| text(word)).filter(|word| word != "show").collect();
    let name = words.first().map_or("HEAD", String::as_str);
    if name.starts_with('-') {
        return Err(git.fatal(format_args!("reflog {name} is not supported on this machine")));
    }
    let Some(full) = git.full_ref(name) else { return Err(git.ambiguous(name)) };
    for (at, (_, oid, _, why)) in git.journal_of(&full).into_iter().enumerate() {
        if oid == Oid::ZERO {
            continue;
        }
        let short = git.paint("33", git.short(oid));
        git.line(format_args!("{short} {name}@{{{at}}}: {why}"));
    }
    Ok(0)
}

pub(in crate::commands::git) fn show_ref(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("show-ref", &[flag("", "heads"), flag("", "tags")], args)?;
    let refs = git.refs("refs/");
    let shown = refs.iter().filter(|(name, _)| match parsed.last_of(&["heads", "tags"]) {
        Some(kind) => name.starts_with(kind),
        None => true,
    });
    let mut status = 1;
    for (name, oid) in shown {
        status = 0;
        git.line(format_args!("{oid} refs/{name}"));
    }
    Ok(status)
}

pub(in crate::commands::git) fn symbolic_ref(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("symbolic-ref", &[flag("", "short"), maybe("q", "quiet")], args)?;
    match (parsed.operands.as_slice(), git.head_ref()) {
        ([name], Some(full)) if name == b"HEAD" => {
            let shown = if parsed.has("short") { full.trim_start_matches("refs/heads/").to_owned() } else { full };
            git.line(shown);
            Ok(0)
        }
        ([name, target], _) if name == b"HEAD" && target.starts_with(b"refs/") => {
            git.write(b"HEAD", &[b"ref: ", &target[..], b"\n"].concat())?;
            Ok(0)
        }
        ([name], _) => Err(git.fatal(format_args!("ref {} is not a symbolic ref", text(name)))),
        _ => Err(git.fatal("symbolic-ref: only HEAD is symbolic on this machine")),
    }
}

/// How many loose objects there are, and how much room they take.
pub(in crate::commands::git) fn count_objects(git: &Git) -> Result<i32> {
    let mut count = 0;
    let mut size = 0;
    for folder in git.context.read_dir(&git.path(b"objects")).unwrap_or_default() {
        if folder.name.len() != 2 {
            continue;
        }
        let path = git.path(&[b"objects/", &folder.name[..]].concat());
        for entry in git.context.read_dir(&path).unwrap_or_default() {
            let stat = git.context.stat(&[&path[..], b"/", &entry.name].concat());
            count += 1;
            size += stat.map_or(0, |stat| stat.blocks() / 2);
        }
    }
    git.line(format_args!("{count} objects, {size} kilobytes"));
    Ok(0)
}
