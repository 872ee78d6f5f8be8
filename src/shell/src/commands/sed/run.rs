//! Playing a script over the lines.
//!
//! Long because every command of the language has its arm in one match.

use super::Settings;
use super::list;
use super::output::Outputs;
use super::script::{Action, Address, RangeEnd, Script, Selection, Substitution};
use super::stream::{Line, Stream};
use super::substitute;
use crate::context::Input;
use crate::{Bytes, Context, Outcome, Quit};
use base::Budget;
use pattern::Pattern;

/// What a search may cost.
const SEARCH: u64 = 2_000_000_000;

/// Where a range stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Range {
    Outside,
    /// Inside, until this line.
    Until(u64),
    /// Inside, until an address says so.
    Open,
    /// A range by line number that is over for good.
    Closed,
}

/// A file of `R`.
enum LineReader {
    Unopened,
    Open(Input),
    Missing,
}

/// What waits for the end of the cycle.
enum Queued {
    Text(Bytes),
    File(Bytes),
    Line(Bytes),
}

/// What comes after the commands.
enum Flow {
    /// The end of the cycle.
    End,
    /// The next cycle, nothing printed.
    NextCycle,
    /// The next cycle, with what is left in the pattern space.
    Restart,
    /// The end of everything; whether the pattern space is printed.
    Quit(i32, bool),
}

struct Sed<'c> {
    context: &'c mut Context,
    script: Script,
    settings: Settings,
    stream: Stream,
    outputs: Outputs,
    space: Bytes,
    hold: Bytes,
    /// The line in the pattern space had its end byte; so had the one in the hold space.
    whole: bool,
    hold_whole: bool,
    number: u64,
    ranges: Vec<Range>,
    last_pattern: Option<Pattern>,
    queue: Vec<Queued>,
    line_readers: Vec<LineReader>,
    replaced: bool,
    scratch: Bytes,
    budget: Budget,
}

/// Runs the script over the files.
pub(super) async fn run(context: &mut Context, script: Script, settings: Settings, files: Vec<Bytes>) -> Outcome {
    let outputs = match Outputs::open(context, &script.outputs).await {
        Ok(outputs) => outputs,
        Err((name, error)) => {
            context.complain(format_args!("couldn't open file {}: {error}", String::from_utf8_lossy(&name)));
            return Err(Quit::Status(4));
        }
    };
    let stream = Stream::new(files, &settings);
    let ranges = vec![Range::Outside; script.commands.len()];
    let line_readers = script.inputs.iter().map(|_| LineReader::Unopened).collect();
    let mut sed = Sed {
        context,
        script,
        settings,
        stream,
        outputs,
        space: Vec::new(),
        hold: Vec::new(),
        whole: true,
        hold_whole: true,
        number: 0,
        ranges,
        last_pattern: None,
        queue: Vec::new(),
        line_readers,
        replaced: false,
        scratch: Vec::new(),
        budget: Budget::new(SEARCH),
    };
    let status = sed.files().await?;
    sed.stream.give_back();
    Ok(match (status, sed.stream.panicked, sed.stream.failed) {
        (_, true, _) => 4,
        (0, _, true) => 2,
        _ => status,
    })
}

impl Sed<'_> {
    async fn files(&mut self) -> Result<i32, Quit> {
        if !self.settings.separate {
            return Ok(self.lines().await?.unwrap_or(0));
        }
        let in_place = self.settings.in_place.is_some();
        loop {
            if !self.stream.begin_file(self.context, in_place).await {
                return Ok(0);
            }
            self.number = 0;
            self.ranges.fill(Range::Outside);
            if in_place {
                self.outputs.begin_in_place();
            }
            let quit = self.lines().await?;
            if in_place {
                if quit.is_some() {
                    self.copy_rest().await?;
                }
                self.replace_file()?;
            }
            if let Some(status) = quit {
                return Ok(status);
            }
            if !self.stream.has_more_files() {
                return Ok(0);
            }
        }
    }

    /// After `q`, the rest of a file edited in place stays as it was.
    async fn copy_rest(&mut self) -> Result<(), Quit> {
        let end = self.settings.end;
        loop {
            let mut line = Vec::new();
            match self.stream.line(self.context, &mut line).await? {
                Line::End => return Ok(()),
                Line::Some(whole) => self.outputs.line(self.context, &line, whole.then_some(end), end),
            }
        }
    }

    /// The edited text takes the file's place; the old one is kept under the suffix.
    fn replace_file(&mut self) -> Result<(), Quit> {
        let text = self.outputs.in_place.take().unwrap_or_default();
        let name = self.stream.name.clone();
        let mode = self.context.stat(&name)?.mode;
        let suffix = self.settings.in_place.clone().unwrap_or_default();
        if suffix.is_empty() {
            self.context.unlink(&name)?;
        } else {
            let base = name.rsplit(|byte| *byte == b'/').next().unwrap_or(&name);
            let folder = &name[..name.len() - base.len()];
            let backup = if suffix.contains(&b'*') {
                suffix.split(|byte| *byte == b'*').collect::<Vec<_>>().join(base)
            } else {
                [base, &suffix].concat()
            };
            let backup = if backup.contains(&b'/') { backup } else { [folder, &backup].concat() };
            self.context.rename(&name, &backup)?;
        }
        self.context.write_file(&name, &text)?;
        self.context.chmod(&name, mode)?;
        Ok(())
    }

    /// All cycles of the stream; a status when `q` ended it.
    async fn lines(&mut self) -> Result<Option<i32>, Quit> {
        let mut restart = false;
        loop {
            if !restart && !self.read().await? {
                return Ok(None);
            }
            self.replaced = self.replaced && restart;
            let flow = self.cycle().await?;
            let (print, quit) = match flow {
                Flow::End => (!self.settings.quiet, None),
                Flow::NextCycle | Flow::Restart => (false, None),
                Flow::Quit(status, print) => (print && !self.settings.quiet, Some(status)),
            };
            restart = matches!(flow, Flow::Restart);
            if print {
                self.print();
            }
            if !matches!(flow, Flow::Quit(_, false)) {
                self.flush_queue().await?;
            }
            if self.settings.unbuffered {
                self.context.stdout.flush().await?;
            } else {
                self.context.stdout.relieve().await?;
            }
            if quit.is_some() {
                return Ok(quit);
            }
        }
    }

    /// The next line into the pattern space.
    async fn read(&mut self) -> Result<bool, Quit> {
        self.space.clear();
        match self.stream.line(self.context, &mut self.space).await? {
            Line::End => Ok(false),
            Line::Some(whole) => {
                self.whole = whole;
                self.number += 1;
                Ok(true)
            }
        }
    }

    fn print(&mut self) {
        let end = self.settings.end;
        self.outputs.line(self.context, &self.space, self.whole.then_some(end), end);
    }

    async fn flush_queue(&mut self) -> Result<(), Quit> {
        if self.queue.is_empty() {
            return Ok(());
        }
        let end = self.settings.end;
        for queued in std::mem::take(&mut self.queue) {
            match queued {
                Queued::Text(text) => self.outputs.raw(self.context, &text, end),
                Queued::Line(line) => self.outputs.line(self.context, &line, Some(end), end),
                Queued::File(name) => {
                    let opened = match name.as_slice() {
                        b"/dev/stdin" => self.context.open(b"-").await,
                        path => self.context.open(path).await,
                    };
                    if let Ok(mut input) = opened
                        && let Ok(text) = input.read_all().await
                    {
                        self.outputs.raw(self.context, &text, end);
                    }
                }
            }
        }
        Ok(())
    }

    async fn is_last(&mut self) -> Result<bool, Quit> {
        Ok(self.stream.at_end(self.context).await?)
    }

    async fn matches_address(&mut self, address: &Address) -> Result<bool, Quit> {
        Ok(match address {
            Address::Line(line) => self.number == *line,
            Address::Step(first, step) => self.number >= *first && (self.number - first).is_multiple_of(*step),
            Address::Last => self.is_last().await?,
            Address::Match(pattern) => {
                let pattern = self.pattern_or_last(pattern.as_ref())?;
                self.is_match(&pattern)?
            }
            Address::Zero => false,
        })
    }

    fn pattern_or_last(&mut self, pattern: Option<&Pattern>) -> Result<Pattern, Quit> {
        if let Some(pattern) = pattern {
            self.last_pattern = Some(pattern.clone());
            return Ok(pattern.clone());
        }
        self.last_pattern.clone().ok_or_else(|| {
            self.context.complain("no previous regular expression");
            Quit::Status(1)
        })
    }

    fn is_match(&mut self, pattern: &Pattern) -> Result<bool, Quit> {
        pattern.is_match(&self.space, &self.budget).map_err(|_| self.exhausted())
    }

    fn exhausted(&self) -> Quit {
        self.context.complain("regular expression search takes too long");
        Quit::Status(1)
    }

    /// Is the command for this line?
    async fn selected(&mut self, index: usize, selection: &Selection) -> Result<bool, Quit> {
        let Some(first) = &selection.first else { return Ok(!selection.negated) };
        let inside = match &selection.end {
            None => self.matches_address(first).await?,
            Some(end) => self.in_range(index, first, end).await?,
        };
        Ok(inside != selection.negated)
    }

    async fn in_range(&mut self, index: usize, first: &Address, end: &RangeEnd) -> Result<bool, Quit> {
        let line = self.number;
        match self.ranges[index] {
            Range::Closed => return Ok(false),
            Range::Until(last) => {
                if line >= last {
                    self.ranges[index] = if matches!(first, Address::Line(_)) { Range::Closed } else { Range::Outside };
                }
                // A line number that has been passed selects one line only; the line after is outside.
                if line <= last {
                    return Ok(true);
                }
                if matches!(first, Address::Line(_)) {
                    return Ok(false);
                }
            }
            Range::Open => {
                if let RangeEnd::Address(address) = end
                    && self.matches_address(address).await?
                {
                    self.ranges[index] = if matches!(first, Address::Line(_)) { Range::Closed } else { Range::Outside };
                }
                return Ok(true);
            }
            Range::Outside => {}
        }
        if matches!(first, Address::Zero) {
            // 0,/re/: the range was open before the first line.
            if line > 1 && self.ranges[index] == Range::Outside {
                return Ok(false);
            }
            self.ranges[index] = Range::Open;
            if let RangeEnd::Address(address) = end
                && self.matches_address(address).await?
            {
                self.ranges[index] = Range::Closed;
            }
            return Ok(true);
        }
        let starts = match first {
            // A range that begins at a line number begins there even if the line itself was not looked at.
            Address::Line(start) => line >= *start,
            other => self.matches_address(other).await?,
        };
        if !starts {
            return Ok(false);
        }
        let over = if matches!(first, Address::Line(_)) { Range::Closed } else { Range::Outside };
        self.ranges[index] = match end {
            RangeEnd::Plus(0) => over,
            RangeEnd::Plus(count) => Range::Until(line.saturating_add(*count)),
            RangeEnd::Multiple(0) => over,
            RangeEnd::Multiple(step) if line.is_multiple_of(*step) => over,
            RangeEnd::Multiple(step) => Range::Until(line.div_ceil(*step) * step),
            RangeEnd::Address(Address::Line(last)) if *last <= line => over,
            RangeEnd::Address(Address::Line(last)) => Range::Until(*last),
            RangeEnd::Address(_) => Range::Open,
        };
        // A range whose last line went by unseen is over; its first line alone is always in it.
        Ok(match (first, end) {
            (Address::Line(start), RangeEnd::Address(Address::Line(last))) => line <= *last || line == *start,
            _ => true,
        })
    }

    /// Is the range of this command over, so that `c` prints its text?
    fn range_is_over(&self, index: usize) -> bool {
        matches!(self.ranges[index], Range::Outside | Range::Closed)
    }

    async fn cycle(&mut self) -> Result<Flow, Quit> {
        let mut index = 0;
        let mut steps = 0_u64;
        while index < self.script.commands.len() {
            steps += 1;
            if steps.is_multiple_of(64) {
                let spent = self.budget.spent();
                if spent > 0 {
                    self.budget = Budget::new(SEARCH);
                }
                self.context.tick(64 * 10 + spent + self.space.len() as u64 / 8).await;
                // A loop may print for ever: `sed ':a;p;ba' | head`.
                self.context.stdout.relieve().await?;
            }
            let command = &self.script.commands[index];
            if command.selection.first.is_some() || command.selection.negated {
                let selection = command.selection.clone();
                if !self.selected(index, &selection).await? {
                    index = match &self.script.commands[index].action {
                        Action::Block(end) => *end,
                        _ => index + 1,
                    };
                    continue;
                }
            }
            // Commands are taken out while they run: they borrow the script, their effects the rest.
            let action = std::mem::replace(&mut self.script.commands[index].action, Action::Nothing);
            let next = self.perform(index, &action).await;
            self.script.commands[index].action = action;
            match next? {
                Next::Command(to) => index = to,
                Next::Flow(flow) => return Ok(flow),
            }
        }
        let spent = self.budget.spent();
        if spent > 10_000 {
            self.budget = Budget::new(SEARCH);
            self.context.tick(spent).await;
        }
        Ok(Flow::End)
    }

    async fn perform(&mut self, index: usize, action: &Action) -> Result<Next, Quit> {
        let end = self.settings.end;
        let after = Next::Command(index + 1);
        let jump = |to: &Option<usize>, length: usize| Next::Command(to.unwrap_or(length));
        let length = self.script.commands.len();
        match action {
            Action::Block(_) | Action::Nothing => {}
            Action::Append(text) => self.queue.push(Queued::Text(text.clone())),
            Action::Insert(text) => self.outputs.raw(self.context, text, end),
            Action::Change(text) => {
                let ranged = self.script.commands[index].selection.end.is_some();
                let negated = self.script.commands[index].selection.negated;
                if !ranged || negated || self.range_is_over(index) {
                    self.outputs.raw(self.context, text, end);
                }
                return Ok(Next::Flow(Flow::NextCycle));
            }
            Action::Branch(to) => return Ok(jump(to, length)),
            Action::BranchIfReplaced(to) => {
                if std::mem::take(&mut self.replaced) {
                    return Ok(jump(to, length));
                }
            }
            Action::BranchUnlessReplaced(to) => {
                if !std::mem::take(&mut self.replaced) {
                    return Ok(jump(to, length));
                }
            }
            Action::Delete => return Ok(Next::Flow(Flow::NextCycle)),
            Action::DeleteFirst => {
                let Some(at) = memchr::memchr(end, &self.space) else { return Ok(Next::Flow(Flow::NextCycle)) };
                self.space.drain(..=at);
                return Ok(Next::Flow(Flow::Restart));
            }
            Action::Execute(command) => {
                if command.is_empty() {
                    let line = std::mem::take(&mut self.space);
                    let mut output = self.output_of(&line).await?;
                    if output.last() == Some(&end) {
                        output.pop();
                    }
                    self.space = output;
                } else {
                    let output = self.output_of(command).await?;
                    self.outputs.raw(self.context, &output, end);
                }
            }
            Action::FileName => {
                let name = self.stream.name.clone();
                self.outputs.line(self.context, &name, Some(b'\n'), end);
            }
            Action::GetHold => {
                self.space.clone_from(&self.hold);
                self.whole = self.hold_whole;
            }
            Action::GetHoldAppend => {
                self.space.push(end);
                self.space.extend_from_slice(&self.hold);
                self.whole = self.hold_whole;
                self.bounded()?;
            }
            Action::Hold => {
                self.hold.clone_from(&self.space);
                self.hold_whole = self.whole;
            }
            Action::HoldAppend => {
                self.hold.push(end);
                self.hold.extend_from_slice(&self.space);
                self.hold_whole = self.whole;
                self.bounded()?;
            }
            Action::List(width) => {
                let mut text = Vec::new();
                list::list(&self.space, width.unwrap_or(self.settings.wrap), &mut text);
                self.outputs.raw(self.context, &text, end);
            }
            Action::Next => {
                if self.is_last().await? {
                    // Without a next line GNU sed prints the pattern space and ends.
                    return Ok(Next::Flow(Flow::Quit(0, !self.settings.posix)));
                }
                if !self.settings.quiet {
                    self.print();
                }
                self.flush_queue().await?;
                if !self.read().await? {
                    return Ok(Next::Flow(Flow::Quit(0, false)));
                }
                self.context.stdout.relieve().await?;
            }
            Action::NextAppend => {
                if self.is_last().await? {
                    return Ok(Next::Flow(if self.settings.posix { Flow::NextCycle } else { Flow::End }).into_quit());
                }
                self.flush_queue().await?;
                self.space.push(end);
                let mut space = std::mem::take(&mut self.space);
                let line = self.stream.line(self.context, &mut space).await?;
                self.space = space;
                if let Line::Some(whole) = line {
                    self.whole = whole;
                    self.number += 1;
                }
                self.bounded()?;
                self.context.tick(50).await;
            }
            Action::Print => self.print(),
            Action::PrintFirst => {
                let at = memchr::memchr(end, &self.space);
                let text = &self.space[..at.unwrap_or(self.space.len())];
                self.outputs.line(self.context, text, Some(end), end);
            }
            Action::Quit(status) => return Ok(Next::Flow(Flow::Quit(*status, true))),
            Action::QuitSilently(status) => return Ok(Next::Flow(Flow::Quit(*status, false))),
            Action::ReadFile(name) => self.queue.push(Queued::File(name.clone())),
            Action::ReadLine(number) => self.queue_line(*number).await?,
            Action::Substitute(substitution) => self.substitute(substitution).await?,
            Action::WriteFile(number) => {
                let whole = self.whole.then_some(end);
                self.outputs.file(self.context, *number, &self.space, whole, end).await?;
            }
            Action::WriteFirst(number) => {
                let at = memchr::memchr(end, &self.space);
                let text = &self.space[..at.unwrap_or(self.space.len())];
                self.outputs.file(self.context, *number, text, Some(end), end).await?;
            }
            Action::Exchange => {
                std::mem::swap(&mut self.space, &mut self.hold);
                std::mem::swap(&mut self.whole, &mut self.hold_whole);
            }
            Action::Translate(others, bytes) => self.translate(others, bytes),
            Action::LineNumber => {
                let text = format!("{}\n", self.number);
                self.outputs.raw(self.context, text.as_bytes(), end);
            }
            Action::Zap => self.space.clear(),
        }
        Ok(after)
    }

    fn bounded(&self) -> Result<(), Quit> {
        if self.space.len().max(self.hold.len()) > crate::MAX_VALUE {
            self.context.complain("memory exhausted");
            return Err(Quit::Status(4));
        }
        Ok(())
    }

    async fn queue_line(&mut self, number: usize) -> Result<(), Quit> {
        let end = self.settings.end;
        if matches!(self.line_readers[number], LineReader::Unopened) {
            let name = self.script.inputs[number].clone();
            let path: &[u8] = if name == b"/dev/stdin" { b"-" } else { &name };
            let opened = self.context.open(path).await;
            self.line_readers[number] = opened.map_or(LineReader::Missing, LineReader::Open);
        }
        if let LineReader::Open(input) = &mut self.line_readers[number]
            && let Ok(Some(line)) = input.until(end).await
        {
            let line = line.strip_suffix(&[end]).unwrap_or(line).to_vec();
            self.queue.push(Queued::Line(line));
        }
        Ok(())
    }

    /// What a line of shell prints.
    async fn output_of(&mut self, line: &[u8]) -> Result<Bytes, Quit> {
        self.context.stdout.flush().await?;
        match self.context.shell_reader(line) {
            Ok((mut reader, pid)) => {
                let output = reader.read_all().await?;
                self.context.wait(pid).await;
                Ok(output)
            }
            Err(error) => {
                self.context.complain(error.errno().text());
                Err(Quit::Status(4))
            }
        }
    }

    async fn substitute(&mut self, substitution: &Substitution) -> Result<(), Quit> {
        let end = self.settings.end;
        let pattern = match &substitution.pattern {
            Some(pattern) => {
                if self.last_pattern.is_none() {
                    self.last_pattern = Some(pattern.clone());
                }
                pattern.clone()
            }
            None => self.pattern_or_last(None)?,
        };
        let mut out = std::mem::take(&mut self.scratch);
        let result = substitute::substitute(substitution, &pattern, &self.space, &mut out, &self.budget);
        self.last_pattern = Some(pattern);
        let replaced = result.map_err(|_| self.exhausted())?;
        if !replaced {
            self.scratch = out;
            return Ok(());
        }
        self.scratch = std::mem::replace(&mut self.space, out);
        self.bounded()?;
        self.replaced = true;
        if substitution.evaluate {
            if substitution.print && substitution.print_before_evaluation {
                self.print();
            }
            let line = std::mem::take(&mut self.space);
            let mut output = self.output_of(&line).await?;
            if output.last() == Some(&end) {
                output.pop();
            }
            self.space = output;
        }
        if substitution.print && !(substitution.evaluate && substitution.print_before_evaluation) {
            self.print();
        }
        if let Some(file) = substitution.file {
            let whole = self.whole.then_some(end);
            self.outputs.file(self.context, file, &self.space, whole, end).await?;
        }
        Ok(())
    }

    fn translate(&mut self, others: &[(char, char)], bytes: &[u8; 256]) {
        if others.is_empty() {
            for byte in &mut self.space {
                *byte = bytes[usize::from(*byte)];
            }
            return;
        }
        let text = String::from_utf8_lossy(&self.space).into_owned();
        self.space.clear();
        for c in text.chars() {
            let to = match others.iter().find(|(from, _)| *from == c) {
                Some((_, to)) => *to,
                None if c.is_ascii() => char::from(bytes[c as usize]),
                None => c,
            };
            self.space.extend_from_slice(to.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

/// What comes after a command.
enum Next {
    Command(usize),
    Flow(Flow),
}

impl Next {
    /// `N` at the end of input ends the script, after printing what is there.
    fn into_quit(self) -> Self {
        match self {
            Self::Flow(Flow::End) => Self::Flow(Flow::Quit(0, true)),
            other => other,
        }
    }
}
