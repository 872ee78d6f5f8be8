//! The way through the tree.

use super::action::{self, Batch};
use super::expression::{Action, Exec, Expression, Follow, Request};
use super::{format, test};
use crate::context::Output;
use crate::{Bytes, Context, Outcome, Quit};
use std::future::Future;
use std::pin::Pin;
use vfs::{Errno, Stat};

/// A file on the way.
pub(super) struct Found {
    pub(super) path: Bytes,
    /// How long the starting point's path is.
    top_length: usize,
    pub(super) depth: usize,
    pub(super) stat: Stat,
}

impl Found {
    /// The last name of the path.
    pub(super) fn name(&self) -> &[u8] {
        let mut path = self.path.as_slice();
        while path.len() > 1 && path.ends_with(b"/") {
            path = &path[..path.len() - 1];
        }
        match path.iter().rposition(|byte| *byte == b'/') {
            Some(at) if path.len() > 1 => &path[at + 1..],
            _ => path,
        }
    }

    /// The starting point.
    pub(super) fn top(&self) -> &[u8] {
        &self.path[..self.top_length]
    }

    /// The path below the starting point.
    pub(super) fn below(&self) -> &[u8] {
        let rest = &self.path[self.top_length..];
        rest.strip_prefix(b"/").unwrap_or(rest)
    }
}

/// Where the search stands.
struct Walk<'c> {
    context: &'c mut Context,
    request: Request,
    outputs: Vec<Output>,
    batches: Vec<Batch>,
    status: i32,
    prune: bool,
    quit: bool,
}

/// A step still to be taken.
enum Step {
    /// A path at a depth.
    Visit(Bytes, usize),
    /// A folder whose content has been visited.
    Leave(Box<Found>),
    /// An open folder is left.
    Close,
}

/// Goes through everything.
pub(super) async fn run(context: &mut Context, request: Request, expression: Expression) -> Outcome {
    let mut outputs = Vec::new();
    for name in &request.outputs {
        let output = match name.as_slice() {
            b"/dev/stdout" => Ok(Output::new(context.sys.clone(), context.sys.fd(1))),
            b"/dev/stderr" => Ok(Output::new(context.sys.clone(), context.sys.fd(2))),
            path => context.create(path).await,
        };
        match output {
            Ok(output) => outputs.push(output),
            Err(error) => {
                let shown = super::quoted(context, name);
                context.complain_bytes(&[&shown, b": ".as_slice(), error.text().as_bytes()].concat());
                return Err(Quit::Status(1));
            }
        }
    }
    let batches = (0..request.batches).map(|_| Batch::default()).collect();
    let mut walk = Walk { context, request, outputs, batches, status: 0, prune: false, quit: false };
    for path in walk.request.paths.clone() {
        if walk.quit {
            break;
        }
        walk.tree(path, &expression).await?;
    }
    walk.flush_batches(&expression).await?;
    for output in &mut walk.outputs {
        output.flush().await?;
    }
    Ok(walk.status)
}

impl Walk<'_> {
    fn complain(&mut self, path: &[u8], error: Errno) {
        self.status = 1;
        let shown = super::quoted(self.context, path);
        self.context.complain_bytes(&[&shown, b": ".as_slice(), error.text().as_bytes()].concat());
    }

    fn stat(&self, path: &[u8], depth: usize) -> Result<Stat, Errno> {
        let follows = match self.request.follow {
            Follow::Never => false,
            Follow::Arguments => depth == 0,
            Follow::Always => true,
        };
        if follows && let Ok(stat) = self.context.stat(path) {
            return Ok(stat);
        }
        self.context.lstat(path)
    }

    async fn tree(&mut self, top: Bytes, expression: &Expression) -> Result<(), Quit> {
        let top_length = top.len();
        let mut steps = vec![Step::Visit(top, 0)];
        let mut open: Vec<(u32, Bytes)> = Vec::new();
        while let Some(step) = steps.pop() {
            if self.quit {
                return Ok(());
            }
            self.context.tick(60).await;
            let (path, depth) = match step {
                Step::Close => {
                    open.pop();
                    continue;
                }
                Step::Leave(found) => {
                    if found.depth >= self.request.least {
                        self.evaluate(expression, &found).await?;
                    }
                    continue;
                }
                Step::Visit(path, depth) => (path, depth),
            };
            let stat = match self.stat(&path, depth) {
                Ok(stat) => stat,
                Err(error) => {
                    self.complain(&path, error);
                    continue;
                }
            };
            let ino = stat.ino;
            let is_dir = stat.is_dir();
            if is_dir && let Some((_, first)) = open.iter().find(|(known, _)| *known == ino) {
                let text = [
                    b"File system loop detected; ".as_slice(),
                    &super::quoted(self.context, &path),
                    b" is part of the same file system loop as ",
                    &super::quoted(self.context, first),
                    b".",
                ]
                .concat();
                self.context.complain_bytes(&text);
                self.status = 1;
                continue;
            }
            let found = Found { path, top_length, depth, stat };
            self.prune = false;
            let enters = is_dir && depth < self.request.most;
            if self.request.depth_first {
                if enters {
                    let path = found.path.clone();
                    steps.push(Step::Leave(Box::new(found)));
                    self.enter(&path, depth, ino, &mut open, &mut steps);
                } else if depth >= self.request.least {
                    self.evaluate(expression, &found).await?;
                }
                continue;
            }
            if depth >= self.request.least {
                self.evaluate(expression, &found).await?;
            }
            if enters && !self.prune && !self.quit {
                self.enter(&found.path, depth, ino, &mut open, &mut steps);
            }
        }
        Ok(())
    }

    fn enter(&mut self, path: &[u8], depth: usize, ino: u32, open: &mut Vec<(u32, Bytes)>, steps: &mut Vec<Step>) {
        match self.context.read_dir(path) {
            Ok(entries) => {
                open.push((ino, path.to_vec()));
                steps.push(Step::Close);
                let slash: &[u8] = if path.ends_with(b"/") { b"" } else { b"/" };
                for entry in entries.into_iter().rev() {
                    steps.push(Step::Visit([path, slash, &entry.name].concat(), depth + 1));
                }
            }
            Err(error) => self.complain(path, error),
        }
    }

    fn evaluate<'a>(
        &'a mut self,
        expression: &'a Expression,
        found: &'a Found,
    ) -> Pin<Box<dyn Future<Output = Result<bool, Quit>> + 'a>> {
        Box::pin(async move {
            match expression {
                Expression::Test(question) => Ok(test::holds(question, self.context, found, self.request.follow)),
                Expression::Action(action) => self.act(action, found).await,
                Expression::Not(inner) => Ok(!self.evaluate(inner, found).await?),
                Expression::And(list) => {
                    for part in list {
                        if self.quit || !self.evaluate(part, found).await? {
                            return Ok(false);
                        }
                    }
                    Ok(true)
                }
                Expression::Or(list) => {
                    for part in list {
                        if self.evaluate(part, found).await? {
                            return Ok(true);
                        }
                        if self.quit {
                            break;
                        }
                    }
                    Ok(false)
                }
                Expression::Comma(list) => {
                    let mut last = false;
                    for part in list {
                        last = self.evaluate(part, found).await?;
                    }
                    Ok(last)
                }
            }
        })
    }

    async fn write(&mut self, output: Option<usize>, text: &[u8]) -> Result<(), Quit> {
        let to = match output {
            None => &mut self.context.stdout,
            Some(index) => &mut self.outputs[index],
        };
        to.put(text);
        to.relieve().await?;
        Ok(())
    }

    async fn act(&mut self, action: &Action, found: &Found) -> Result<bool, Quit> {
        match action {
            Action::Prune => self.prune = true,
            Action::Quit => self.quit = true,
            Action::Print(output, end) => {
                let line = [found.path.as_slice(), &[*end]].concat();
                self.write(*output, &line).await?;
            }
            Action::Format(output, pieces) => {
                let mut text = Vec::new();
                format::format(pieces, self.context, found, &mut text);
                self.write(*output, &text).await?;
            }
            Action::List(output) => {
                let mut text = Vec::new();
                format::list(self.context, found, &mut text);
                self.write(*output, &text).await?;
            }
            Action::Delete => return Ok(self.delete(found)),
            Action::Exec(exec) => return self.execute(exec, found).await,
        }
        Ok(true)
    }

    fn delete(&mut self, found: &Found) -> bool {
        if matches!(found.path.as_slice(), b"." | b"./" | b"..") {
            return true;
        }
        let result =
            if found.stat.is_dir() { self.context.rmdir(&found.path) } else { self.context.unlink(&found.path) };
        let Err(error) = result else { return true };
        self.status = 1;
        let shown = super::quoted(self.context, &found.path);
        self.context.complain_bytes(&[b"cannot delete ".as_slice(), &shown, b": ", error.text().as_bytes()].concat());
        false
    }

    async fn execute(&mut self, exec: &Exec, found: &Found) -> Result<bool, Quit> {
        let (folder, name) = if exec.in_folder {
            let (folder, name) = action::split(found);
            (Some(folder), name)
        } else {
            (None, found.path.clone())
        };
        if exec.asks && !action::ask(self.context, exec, &name).await? {
            return Ok(false);
        }
        if !exec.many {
            let words = action::words(exec, &name);
            return Ok(action::run(self.context, &words, folder.as_deref()).await? == Some(0));
        }
        let batch = &self.batches[exec.waiting];
        let full =
            batch.bytes + name.len() + 1 > action::ARGUMENTS || (!batch.names.is_empty() && batch.folder != folder);
        if full {
            self.flush_batch(exec).await?;
        }
        let batch = &mut self.batches[exec.waiting];
        batch.folder = folder;
        batch.bytes += name.len() + 1;
        batch.names.push(name);
        Ok(true)
    }

    async fn flush_batch(&mut self, exec: &Exec) -> Result<(), Quit> {
        let batch = std::mem::take(&mut self.batches[exec.waiting]);
        if batch.names.is_empty() {
            return Ok(());
        }
        let mut words = exec.words.clone();
        words.extend(batch.names);
        if action::run(self.context, &words, batch.folder.as_deref()).await? != Some(0) {
            self.status = 1;
        }
        Ok(())
    }

    fn flush_batches<'a>(
        &'a mut self,
        expression: &'a Expression,
    ) -> Pin<Box<dyn Future<Output = Result<(), Quit>> + 'a>> {
        Box::pin(async move {
            match expression {
                Expression::Action(Action::Exec(exec)) if exec.many => self.flush_batch(exec).await,
                Expression::Not(inner) => self.flush_batches(inner).await,
                Expression::And(list) | Expression::Or(list) | Expression::Comma(list) => {
                    for part in list {
                        self.flush_batches(part).await?;
                    }
                    Ok(())
                }
                _ => Ok(()),
            }
        })
    }
}
