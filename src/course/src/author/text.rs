//! One language's Markdown file: the lesson's text, and the words of its exercises.

use super::context::Context;
use super::markdown::fence::Fence;
use super::markdown::html::{Link, Writer};
use super::markdown::item::{Item, looks_like_words, split_reason};
use super::markdown::{Node, diagram, parse};
use crate::model::{Block, Engine, ExerciseText, LessonText, OptionText};
use base::Locale;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What `lesson.toml` says about an exercise, as far as the text has to follow it.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    pub(crate) id: String,
    pub(crate) engine: Engine,
    pub(crate) checks: Vec<String>,
    pub(crate) line: usize,
}

/// What is read from one file.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) text: LessonText,
    /// The structure, line by line: the other language must have the same.
    pub(crate) outline: Vec<(usize, String)>,
    pub(crate) links: Vec<Link>,
    /// Ids of headings, for links.
    pub(crate) anchors: BTreeSet<String>,
    /// Which options of each quiz are ticked.
    pub(crate) ticked: BTreeMap<String, Vec<bool>>,
    /// How many lines to put in order each order has, and how many decoys.
    pub(crate) ordered: BTreeMap<String, (usize, usize)>,
    /// Exercises, in the order of the text.
    pub(crate) exercises: Vec<String>,
    /// The code of each runnable block.
    pub(crate) tries: BTreeMap<String, String>,
}

/// Reads `file`. `folder` is the lesson's folder, for `file=` blocks.
pub(crate) fn read(
    context: &Context,
    folder: &str,
    locale: Locale,
    lesson: &str,
    declared: &[Declared],
    tries: &BTreeMap<String, Engine>,
) -> Read {
    let file = format!("{folder}/{}.md", locale.tag());
    let Some(source) = context.tree.read(&file) else {
        context.findings.add(&file, 0, "the file is missing", "write the lesson in this language too");
        return Read::default();
    };
    let writer = Writer {
        locale,
        file: &file,
        source,
        lesson,
        findings: context.findings,
        highlight: context.highlight,
        links: RefCell::default(),
    };
    let mut reader =
        Reader { context, folder, writer, declared, tries, read: Read::default(), current: None, diagrams: 0 };
    for node in parse(source) {
        reader.node(&node);
    }
    reader.close();
    for exercise in declared {
        if !reader.read.text.exercises.contains_key(&exercise.id) {
            reader.writer.finding(
                0,
                format!("no heading has the id of the exercise `{}`", exercise.id),
                format!("add `## … {{#{}}}` with what to do below it", exercise.id),
            );
        }
    }
    for id in tries.keys() {
        if !reader.read.tries.contains_key(id) {
            reader.writer.finding(
                0,
                format!("no block has try={id}"),
                format!("add a block ```{} try={id}", tries[id].name()),
            );
        }
    }
    if reader.read.text.title.is_empty() {
        reader.writer.finding(1, "the title is missing", "begin the file with `# The title`");
    }
    let mut read = reader.read;
    read.links = reader.writer.links.into_inner();
    read
}

struct Reader<'a> {
    context: &'a Context<'a>,
    folder: &'a str,
    writer: Writer<'a>,
    declared: &'a [Declared],
    tries: &'a BTreeMap<String, Engine>,
    read: Read,
    current: Option<Open<'a>>,
    diagrams: usize,
}

/// An exercise whose words are being read.
struct Open<'a> {
    declared: &'a Declared,
    level: u8,
    line: usize,
    text: ExerciseText,
    ticked: Vec<bool>,
    items: Vec<String>,
    decoys: Vec<String>,
}

impl Reader<'_> {
    fn outline(&mut self, line: usize, what: impl Into<String>) {
        self.read.outline.push((line, what.into()));
    }

    fn push(&mut self, block: Block) {
        let blocks = match &mut self.current {
            Some(open) => &mut open.text.statement,
            None => &mut self.read.text.blocks,
        };
        // Prose that follows prose is one block.
        if let (Block::Html { html }, Some(Block::Html { html: last })) = (&block, blocks.last_mut()) {
            last.push_str(html);
        } else {
            blocks.push(block);
        }
    }

    fn node(&mut self, node: &Node) {
        if let Some((level, id)) = node.heading() {
            self.heading(node, level, id);
        } else if let Some(fence) = Fence::of(node) {
            self.fence(node, fence);
        } else if let Some(ordered) = node.list()
            && self.current.is_some()
        {
            self.list(node, ordered);
        } else {
            if self.read.text.title.is_empty() {
                self.writer.finding(node.line, "text above the title", "begin the file with `# The title`");
            }
            let html = self.writer.node(node);
            self.push(Block::Html { html });
        }
    }

    fn heading(&mut self, node: &Node, level: u8, id: Option<String>) {
        let title = self.writer.prose(&node.plain());
        if level == 1 {
            if !self.read.text.title.is_empty() {
                self.writer.finding(node.line, "a second title", "use `##` for the parts of a lesson");
            }
            self.read.text.title = title;
            return;
        }
        if level > 3 {
            self.writer.finding(node.line, "a heading too deep", "use `##` and `###`");
        }
        if self.current.as_ref().is_some_and(|open| level > open.level) {
            self.writer.finding(
                node.line,
                "a heading inside an exercise",
                "use bold text, or end the exercise with a `##` heading",
            );
        }
        self.close();
        let mark = id.as_ref().map_or_else(String::new, |id| format!(" {{#{id}}}"));
        self.outline(node.line, format!("{} heading{mark}", "#".repeat(level.into())));
        let anchor = id.clone().unwrap_or_else(|| slug(&title));
        if !self.read.anchors.insert(anchor.clone()) {
            self.writer.finding(
                node.line,
                format!("two headings are called `{anchor}`"),
                "give one of them another id: `{#another}`",
            );
        }
        if let Some(declared) = id.and_then(|id| self.declared.iter().find(|declared| declared.id == id)) {
            self.push(Block::Exercise { id: anchor });
            self.read.exercises.push(declared.id.clone());
            self.current = Some(Open {
                declared,
                level,
                line: node.line,
                text: ExerciseText { title, ..ExerciseText::default() },
                ticked: Vec::new(),
                items: Vec::new(),
                decoys: Vec::new(),
            });
        } else {
            let html = self.writer.events(node.inside());
            self.push(Block::Heading { level, id: anchor, html });
        }
    }

    fn fence(&mut self, node: &Node, mut fence: Fence) {
        for word in &fence.unknown {
            self.writer.finding(
                node.line,
                format!("`{word}` means nothing after ```"),
                "use try=…, file=… or alt=\"…\"",
            );
        }
        let taken = |key: &str, fence: &mut Fence| fence.attributes.remove(key);
        let (id, from, alt) = (taken("try", &mut fence), taken("file", &mut fence), taken("alt", &mut fence));
        for key in fence.attributes.keys() {
            self.writer.finding(
                node.line,
                format!("`{key}=` means nothing after ```"),
                "use try=…, file=… or alt=\"…\"",
            );
        }
        if fence.language == "mermaid" {
            return self.diagram(node, &fence, alt);
        }
        if let Some(name) = from {
            match self.context.tree.read(&format!("{}/{name}", self.folder)) {
                None => self.writer.finding(
                    node.line,
                    format!("there is no file {name}"),
                    "add it beside lesson.toml, or correct file=",
                ),
                Some(text) if fence.code.trim().is_empty() => text.clone_into(&mut fence.code),
                Some(text) if text.trim_end() != fence.code.trim_end() => self.writer.finding(
                    node.line,
                    format!("the block is not what {name} holds"),
                    format!("copy {name} into the block, or leave the block empty"),
                ),
                Some(_) => {}
            }
        }
        if let Some(id) = id {
            let Some(engine) = self.tries.get(&id).copied() else {
                return self.writer.finding(
                    node.line,
                    format!("lesson.toml has no [[try]] with the id `{id}`"),
                    format!("add `[[try]]` with `id = \"{id}\"` and `engine = \"{}\"`", fence.language),
                );
            };
            if !language_fits(&fence.language, engine) {
                self.writer.finding(
                    node.line,
                    format!("the block is `{}`, but its engine is `{}`", fence.language, engine.name()),
                    format!("write ```{} try={id}", engine.name()),
                );
            }
            self.outline(node.line, format!("try {id}"));
            if self.read.tries.insert(id.clone(), fence.code.clone()).is_some() {
                self.writer.finding(node.line, format!("two blocks have try={id}"), "give one of them another id");
            }
            let html = self.writer.highlighted(&fence.language, &fence.code);
            return self.push(Block::Try { id, engine, code: fence.code, html });
        }
        self.outline(node.line, format!("code {}", fence.language));
        let html = self.writer.code(&fence.language, &fence.code);
        self.push(Block::Html { html });
    }

    fn diagram(&mut self, node: &Node, fence: &Fence, alt: Option<String>) {
        self.outline(node.line, "diagram");
        let Some(alt) = alt.filter(|alt| alt.chars().count() >= 20) else {
            return self.writer.finding(
                node.line,
                "the diagram does not say what it shows",
                "write ```mermaid alt=\"A full sentence for those who do not see it.\"",
            );
        };
        self.diagrams += 1;
        let id = format!("{}-{}-{}", self.writer.lesson, self.writer.locale.tag(), self.diagrams);
        let alt = self.writer.prose(&alt);
        match diagram::draw(&fence.code, &id, &alt, &self.read.text.title) {
            Ok(svg) => self.push(Block::Diagram { svg, alt }),
            Err(problem) => self.writer.finding(
                node.line,
                format!("the diagram cannot be drawn: {problem}"),
                "correct the mermaid source",
            ),
        }
    }

    fn list(&mut self, node: &Node, ordered: bool) {
        let Some(mut open) = self.current.take() else { return };
        let items = node.items();
        let engine = open.declared.engine;
        if engine == Engine::Order && (ordered || !open.items.is_empty()) {
            for events in &items {
                let (html, _) = split_reason(events, &self.writer);
                if ordered { open.items.push(html) } else { open.decoys.push(html) }
            }
            self.current = Some(open);
            return;
        }
        let read: Vec<Item> = items
            .iter()
            .map(|events| match Item::read(events, &self.writer) {
                // In a task's own list `code`: text is no words of a check.
                Item::Words(id, _) if engine != Engine::Predict && !open.declared.checks.contains(&id) => Item::Plain,
                item => item,
            })
            .collect();
        if read.iter().all(|item| item == &Item::Plain) {
            self.current = Some(open);
            let html = self.writer.node(node);
            return self.push(Block::Html { html });
        }
        for (item, events) in read.into_iter().zip(&items) {
            let line = events.first().map_or(node.line, |(_, range)| self.writer.line(range.start));
            self.item(&mut open, item, line, looks_like_words(events));
        }
        self.current = Some(open);
    }

    fn item(&self, open: &mut Open, item: Item, line: usize, words: bool) {
        match item {
            Item::Hint(html) => open.text.hints.push(html),
            Item::Words(id, html) => {
                if open.text.words.insert(id.clone(), html).is_some() {
                    self.writer.finding(line, format!("`{id}` has words twice"), "remove one of them");
                }
            }
            Item::Otherwise(html) => open.text.otherwise = Some(html),
            Item::Choice { right, html, reason } => {
                if open.declared.engine != Engine::Quiz {
                    self.writer.finding(line, "an option outside a quiz", "remove `[ ]`");
                }
                if reason.is_empty() {
                    self.writer.finding(
                        line,
                        "the option does not say why it is right or wrong",
                        "write the reason after ` \u{2014} ` (a space, an em dash, a space)",
                    );
                }
                open.ticked.push(right);
                open.text.options.push(OptionText { html, reason });
            }
            Item::Plain => {
                let known = open.declared.checks.join(", ");
                self.writer.finding(
                    line,
                    if words { "this item belongs to no check of the exercise" } else { "this item is neither a hint nor the words of a check" },
                    format!("begin it with `Hint:` (fr: `Indice :`) or with the id of a check ({known}), or put it in a list of its own"),
                );
            }
        }
    }

    /// Ends the exercise that is open, if one is.
    fn close(&mut self) {
        let Some(mut open) = self.current.take() else { return };
        let declared = open.declared;
        let text = &mut open.text;
        let finding = |what: String, fix: &str| self.writer.finding(open.line, what, fix);
        // A quiz may ask its question in the heading.
        if text.statement.is_empty() && declared.engine != Engine::Quiz {
            finding(
                format!("`{}` does not say what to do", declared.id),
                "write it below the heading, in a sentence or two",
            );
        }
        let engine = matches!(declared.engine, Engine::Sql | Engine::Shell | Engine::Vim);
        if text.hints.len() != 3 && (engine || !text.hints.is_empty()) {
            finding(
                format!("`{}` has {} hints, not three", declared.id, text.hints.len()),
                "write three: where to look, which construct, a worked example of a sister question",
            );
        }
        for check in &declared.checks {
            if !text.words.contains_key(check) {
                finding(
                    format!("the check `{check}` has no words"),
                    "add an item: `id`: what is seen, why, and where to look",
                );
            }
        }
        if declared.engine == Engine::Predict && text.otherwise.is_none() {
            finding(
                format!("`{}` has no words for other answers", declared.id),
                "add an item: *else*: … (fr: *sinon* : …)",
            );
        }
        if declared.engine == Engine::Order {
            let counts = (open.items.len(), open.decoys.len());
            if counts.0 < 3 {
                finding(
                    format!("`{}` has fewer than three lines to put in order", declared.id),
                    "add a numbered list in the right order",
                );
            }
            text.items = [std::mem::take(&mut open.items), std::mem::take(&mut open.decoys)].concat();
            self.read.ordered.insert(declared.id.clone(), counts);
        }
        if declared.engine == Engine::Quiz {
            if open.ticked.len() < 2 {
                finding(
                    format!("`{}` has fewer than two options", declared.id),
                    "add a list: - [x] right \u{2014} why, - [ ] wrong \u{2014} why",
                );
            }
            self.read.ticked.insert(declared.id.clone(), std::mem::take(&mut open.ticked));
        }
        let Open { line, text, .. } = open;
        self.read.outline.push((
            line,
            format!(
                "{} hints, {} words, {} options, {} items in `{}`",
                text.hints.len(),
                text.words.len(),
                text.options.len(),
                text.items.len(),
                declared.id
            ),
        ));
        self.read.text.exercises.insert(declared.id.clone(), text);
    }
}

/// A heading's own id: its letters and digits in lower case, hyphens between.
fn slug(title: &str) -> String {
    let mut out = String::new();
    for character in title.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            out.push(character);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

fn language_fits(language: &str, engine: Engine) -> bool {
    match engine {
        Engine::Shell => ["shell", "sh", "bash"].contains(&language),
        engine => language == engine.name(),
    }
}
