//! The machine: filters run on lists of frames ("what is done with an output") and a stack of choices ("what is tried next"),
//! never on the native stack, so it can stop anywhere and recursion costs memory only.
//!
//! Long because the instructions of one machine read best side by side.

use super::ast::{Definition, Destructure, Filter, Node, Operator, Part};
use super::library::{self, Library};
use super::paths;
use super::value::{Json, List, Object};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A path as it is built: the newest step first.
type Path = Option<Rc<PathNode>>;

struct PathNode {
    key: Json,
    before: Path,
}

/// Does the machine know where a value stands in the input?
#[derive(Clone)]
enum Place {
    /// Nobody asked.
    Untracked,
    /// Here.
    At(Path),
    /// It was made, not found.
    Lost,
}

#[derive(Clone)]
struct Item {
    value: Json,
    place: Place,
}

impl Item {
    fn plain(value: Json) -> Self {
        Self { value, place: Place::Untracked }
    }

    /// The same value, its place not tracked.
    fn untracked(&self) -> Self {
        Self::plain(self.value.clone())
    }

    /// A value made from this one.
    fn made(&self, value: Json) -> Self {
        let place = if matches!(self.place, Place::Untracked) { Place::Untracked } else { Place::Lost };
        Self { value, place }
    }
}

enum Binding {
    Value(Rc<str>, Json),
    Closure(Rc<str>, Node, Env),
    Function(Rc<Definition>),
    Label(Rc<str>, u64),
}

struct EnvNode {
    binding: Binding,
    next: Env,
}

type Env = Option<Rc<EnvNode>>;

struct KontNode {
    frame: Frame,
    next: Kont,
}

type Kont = Option<Rc<KontNode>>;

macro_rules! drop_chain {
    ($name:ident, $next:ident) => {
        impl Drop for $name {
            fn drop(&mut self) {
                let mut next = self.$next.take();
                while let Some(node) = next {
                    match Rc::try_unwrap(node) {
                        Ok(mut node) => next = node.$next.take(),
                        Err(_) => break,
                    }
                }
            }
        }
    };
}

drop_chain!(PathNode, before);
drop_chain!(KontNode, next);

impl Drop for EnvNode {
    fn drop(&mut self) {
        // A closure holds the environment it was made in, and so on: no deeper than this function.
        let mut pending = Vec::new();
        let part = |node: &mut EnvNode, pending: &mut Vec<Rc<EnvNode>>| {
            pending.extend(node.next.take());
            if let Binding::Closure(_, _, env) = &mut node.binding {
                pending.extend(env.take());
            }
        };
        part(self, &mut pending);
        while let Some(node) = pending.pop() {
            if let Ok(mut node) = Rc::try_unwrap(node) {
                part(&mut node, &mut pending);
            }
        }
    }
}

/// What is done with an output.
enum Frame {
    Pipe(Node, Env),
    IndexOf(Node, Env, Item),
    Index(Json),
    SliceFrom(Node, Option<Node>, Env, Item),
    SliceTo(Node, Json, Env, Item),
    Each,
    Left(Operator, Node, Env, Item),
    Operate(Operator, Json),
    AndRight(Node, Env, Item),
    OrRight(Node, Env, Item),
    Truth,
    Lose,
    Negate,
    Branch(Node, Option<Node>, Env, Item),
    /// Adds to a collection.
    Collect(Rc<RefCell<Vec<Json>>>),
    TryExit(u64),
    AlternativeExit(Rc<Cell<bool>>, u64),
    /// An object's key or value.
    ObjectKey(Rc<Building>, usize),
    ObjectValue(Rc<Building>, Rc<str>),
    TextHole(Rc<TextBuilding>),
    /// Arguments are evaluated from the last to the first.
    Argument(Rc<CallBuilding>),
    BindVariable(Rc<Vec<Rc<Destructure>>>, usize, Node, Env, Item),
    DestructKey(Rc<Taking>),
    ReduceStart(Node, Rc<Destructure>, Node, Env, Item),
    FoldSource(Rc<Fold>),
    FoldUpdated(Rc<Fold>, Env),
    PathEnd(Item),
    Limit(Rc<Cell<f64>>, usize),
    RangeTo(Item),
    ModifyPath(Rc<Modifying>),
    ModifyValue(Rc<Modifying>, Json, usize, Rc<Cell<bool>>),
    AssignRight(Node, Env, Item),
    AssignPath(Rc<Modifying>, Json),
    UpdateRight(Option<Operator>, Node, Env, Item),
    Error,
}

struct Building {
    members: Vec<(Node, Node)>,
    made: Vec<(Rc<str>, Json)>,
    env: Env,
    input: Item,
}

struct TextBuilding {
    node: Node,
    made: Vec<Rc<str>>,
    env: Env,
    input: Item,
}

struct CallBuilding {
    name: Rc<str>,
    args: Vec<Node>,
    made: Vec<Json>,
    env: Env,
    input: Item,
}

/// A value being taken apart: what is still to be done.
struct Taking {
    left: Vec<(Rc<Destructure>, Json)>,
    /// The key of an object's member is being evaluated.
    member: Option<(Rc<Destructure>, usize, Json)>,
    env: Env,
    input: Item,
    after: After,
}

/// What is done when a value has been taken apart.
enum After {
    Body(Node),
    Fold(Rc<Fold>),
}

#[derive(Clone)]
enum Extract {
    /// `reduce`: only the last state.
    Last,
    /// `foreach` with two parts: each state.
    Each,
    /// `foreach` with three.
    With(Node),
}

struct Fold {
    state: RefCell<Option<Item>>,
    pattern: Rc<Destructure>,
    update: Node,
    extract: Extract,
    env: Env,
    input: Item,
}

struct Modifying {
    state: RefCell<Json>,
    /// The filter to update with, or none for `=`.
    update: Option<Node>,
    operator: Option<(Option<Operator>, Json)>,
    env: Env,
}

/// What is tried when there is nothing more to be done.
enum Choice {
    Eval(Node, Env, Item, Kont),
    Items(Item, Rc<List>, usize, Kont),
    Members(Item, Rc<Object>, usize, Kont),
    Range(f64, f64, f64, Kont, Item),
    Collected(Rc<RefCell<Vec<Json>>>, Item, Kont),
    Try(u64, Option<Node>, Env, Item, Kont),
    Left(u64),
    Alternative(u64, Rc<Cell<bool>>, Node, Env, Item, Kont),
    Bind(Rc<Vec<Rc<Destructure>>>, usize, Node, Env, Item, Json, Kont),
    Label(u64),
    Folded(Rc<Fold>, Kont),
    Modified(Rc<Modifying>, Item, Kont),
    Absent(Rc<Modifying>, Json, Rc<Cell<bool>>),
}

/// What a run came to.
pub enum Outcome {
    /// An output.
    Output(Json),
    /// No more outputs for this input.
    Done,
    /// An uncaught error.
    Error(Json),
    /// `break` outside its label.
    Broken,
    /// `halt`, with a status and what to say.
    Halt(i32, Option<Json>),
    /// `input`: call [`Machine::give`].
    NeedInput,
    /// It has worked for a while.
    Tick,
    /// `debug` and `stderr`.
    Say(String),
}

enum Stop {
    Error(Json),
    Break(u64),
}

type Run<T> = Result<T, Stop>;

/// A filter being run.
pub struct Machine {
    library: Rc<Library>,
    choices: Vec<Choice>,
    /// What is evaluated or returned next.
    next: Next,
    next_id: u64,
    definitions: Env,
    main: Node,
    wanted: Option<(Item, Kont)>,
    fuel: u32,
    outcome: Option<Outcome>,
}

enum Next {
    Eval(Node, Env, Item, Kont),
    Return(Item, Kont),
    Backtrack,
}

/// Steps between ticks.
const FUEL: u32 = 10_000;
/// How many choices and frames may wait: a runaway recursion ends here.
const MAX_CHOICES: usize = 3_000_000;

fn error(text: impl Into<String>) -> Stop {
    Stop::Error(Json::str(text.into()))
}

#[allow(clippy::unnecessary_wraps, reason = "lists end with None")]
fn push(frame: Frame, next: &Kont) -> Kont {
    Some(Rc::new(KontNode { frame, next: next.clone() }))
}

#[allow(clippy::unnecessary_wraps, reason = "lists end with None")]
fn bind(env: &Env, binding: Binding) -> Env {
    Some(Rc::new(EnvNode { binding, next: env.clone() }))
}

fn path_list(path: &Path) -> Json {
    let mut keys = Vec::new();
    let mut node = path;
    while let Some(step) = node {
        keys.push(step.key.clone());
        node = &step.before;
    }
    keys.reverse();
    Json::array(keys)
}

impl Machine {
    /// A machine for a filter with its definitions and global variables.
    pub fn new(
        library: Rc<Library>,
        definitions: &[Rc<Definition>],
        main: Node,
        variables: &[(Rc<str>, Json)],
    ) -> Self {
        let mut env = None;
        for (name, value) in variables {
            env = bind(&env, Binding::Value(Rc::clone(name), value.clone()));
        }
        for definition in definitions {
            env = bind(&env, Binding::Function(Rc::clone(definition)));
        }
        Self {
            library,
            choices: Vec::new(),
            next: Next::Backtrack,
            next_id: 1,
            definitions: env,
            main,
            wanted: None,
            fuel: FUEL,
            outcome: None,
        }
    }

    /// Starts on an input.
    pub fn start(&mut self, input: Json) {
        self.choices.clear();
        self.next = Next::Eval(Rc::clone(&self.main), self.definitions.clone(), Item::plain(input), None);
    }

    /// The next input, or none, for `input`.
    pub fn give(&mut self, input: Option<Json>) {
        let Some((item, kont)) = self.wanted.take() else { return };
        self.next = if let Some(value) = input {
            Next::Return(item.made(value), kont)
        } else {
            self.raise(Stop::Error(Json::str("break")));
            return;
        };
    }

    /// Runs to the next outcome.
    pub fn run(&mut self) -> Outcome {
        loop {
            if let Some(outcome) = self.outcome.take() {
                return outcome;
            }
            if self.fuel == 0 {
                self.fuel = FUEL;
                return Outcome::Tick;
            }
            self.fuel -= 1;
            let result = match std::mem::replace(&mut self.next, Next::Backtrack) {
                Next::Eval(node, env, item, kont) => self.eval(&node, env, item, kont),
                Next::Return(item, None) => return Outcome::Output(item.value),
                Next::Return(item, Some(kont)) => self.give_to(item, &kont),
                Next::Backtrack => {
                    if self.choices.is_empty() {
                        return Outcome::Done;
                    }
                    self.backtrack()
                }
            };
            if let Err(stop) = result {
                self.raise(stop);
            } else if self.choices.len() > MAX_CHOICES {
                self.raise(error("out of memory: too much is left to try"));
            }
        }
    }

    fn id(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    fn then(&mut self, node: &Node, env: &Env, item: Item, kont: Kont) {
        self.next = Next::Eval(Rc::clone(node), env.clone(), item, kont);
    }

    fn back(&mut self, item: Item, kont: &Kont) {
        self.next = Next::Return(item, kont.clone());
    }

    /// An error or a `break` looks for who handles it.
    fn raise(&mut self, stop: Stop) {
        let mut left = Vec::new();
        while let Some(choice) = self.choices.pop() {
            match (choice, &stop) {
                (Choice::Left(id), _) => left.push(id),
                (Choice::Label(id), Stop::Break(wanted)) if id == *wanted => {
                    self.next = Next::Backtrack;
                    return;
                }
                (Choice::Try(id, handler, env, item, kont), Stop::Error(message)) if !left.contains(&id) => {
                    match handler {
                        Some(handler) => {
                            let caught = item.made(message.clone());
                            self.next = Next::Eval(handler, env, caught, kont);
                        }
                        None => self.next = Next::Backtrack,
                    }
                    return;
                }
                (Choice::Alternative(id, found, node, env, item, kont), Stop::Error(_)) if !left.contains(&id) => {
                    self.next = if found.get() { Next::Backtrack } else { Next::Eval(node, env, item, kont) };
                    return;
                }
                (Choice::Bind(patterns, index, body, env, item, value, kont), Stop::Error(_)) => {
                    if let Err(stop) = self.take_apart(&patterns, index + 1, &body, env, item, value, kont) {
                        self.raise(stop);
                    }
                    return;
                }
                _ => {}
            }
        }
        self.next = Next::Backtrack;
        self.outcome = Some(match stop {
            Stop::Error(message) => Outcome::Error(message),
            Stop::Break(_) => Outcome::Broken,
        });
    }

    fn backtrack(&mut self) -> Run<()> {
        let Some(choice) = self.choices.pop() else { return Ok(()) };
        match choice {
            Choice::Eval(node, env, item, kont) => self.next = Next::Eval(node, env, item, kont),
            Choice::Items(item, items, index, kont) => {
                if let Some(value) = items.get(index) {
                    let out = Self::step_to(&item, Json::Num(index as f64), value.clone());
                    if index + 1 < items.len() {
                        self.choices.push(Choice::Items(item, items, index + 1, kont.clone()));
                    }
                    self.next = Next::Return(out, kont);
                }
            }
            Choice::Members(item, object, index, kont) => {
                if let Some((key, value)) = object.iter().nth(index) {
                    let out = Self::step_to(&item, Json::Str(Rc::clone(key)), value.clone());
                    if index + 1 < object.len() {
                        self.choices.push(Choice::Members(item, Rc::clone(&object), index + 1, kont.clone()));
                    }
                    self.next = Next::Return(out, kont);
                }
            }
            Choice::Range(at, to, by, kont, item) => {
                let goes = if by > 0.0 {
                    at < to
                } else if by < 0.0 {
                    at > to
                } else {
                    at < to
                };
                if goes {
                    self.choices.push(Choice::Range(at + by, to, by, kont.clone(), item.clone()));
                    self.next = Next::Return(item.made(Json::Num(at)), kont);
                }
            }
            Choice::Collected(items, item, kont) => {
                let items = std::mem::take(&mut *items.borrow_mut());
                self.next = Next::Return(item.made(Json::array(items)), kont);
            }
            Choice::Alternative(_, found, node, env, item, kont) => {
                if !found.get() {
                    self.next = Next::Eval(node, env, item, kont);
                }
            }
            Choice::Folded(fold, kont) => {
                let state = fold.state.borrow_mut().take().unwrap_or_else(|| fold.input.made(Json::Null));
                self.next = Next::Return(state, kont);
            }
            Choice::Modified(modifying, item, kont) => {
                let value = std::mem::replace(&mut *modifying.state.borrow_mut(), Json::Null);
                self.next = Next::Return(item.made(value), kont);
            }
            Choice::Absent(modifying, path, found) => {
                if !found.get() {
                    // As jq 1.6 does: at once, so that what follows moves up.
                    let state = std::mem::replace(&mut *modifying.state.borrow_mut(), Json::Null);
                    *modifying.state.borrow_mut() = paths::delete(state, &[path]).map_err(error)?;
                }
            }
            Choice::Try(..) | Choice::Left(_) | Choice::Bind(..) | Choice::Label(_) => {}
        }
        Ok(())
    }

    /// A value found below another.
    fn step_to(from: &Item, key: Json, value: Json) -> Item {
        let place = match &from.place {
            Place::At(path) => Place::At(Some(Rc::new(PathNode { key, before: path.clone() }))),
            other => other.clone(),
        };
        Item { value, place }
    }

    /// Only what was found may be looked into while paths are tracked.
    fn tracked(item: &Item, attempt: &str) -> Run<()> {
        if matches!(item.place, Place::Lost) {
            let value = library::brief(&item.value, 30);
            return Err(error(format!("Invalid path expression near attempt to {attempt} {value}")));
        }
        Ok(())
    }

    fn eval(&mut self, node: &Node, env: Env, item: Item, kont: Kont) -> Run<()> {
        match &**node {
            Filter::Identity => self.back(item, &kont),
            Filter::Recurse => self.call("recurse/0", &[], env, item, kont)?,
            Filter::Literal(value) => self.back(item.made(value.clone()), &kont),
            Filter::Pipe(left, right) => {
                let kont = push(Frame::Pipe(Rc::clone(right), env.clone()), &kont);
                self.then(left, &env, item, kont);
            }
            Filter::Comma(left, right) => {
                self.choices.push(Choice::Eval(Rc::clone(right), env.clone(), item.clone(), kont.clone()));
                self.then(left, &env, item, kont);
            }
            Filter::Index(term, key) => {
                if let Filter::Literal(key) = &**key {
                    let kont = push(Frame::Index(key.clone()), &kont);
                    self.then(term, &env, item, kont);
                } else {
                    let input = item.untracked();
                    let kont = push(Frame::IndexOf(Rc::clone(term), env.clone(), item), &kont);
                    self.then(key, &env, input, kont);
                }
            }
            Filter::Slice(term, from, to) => {
                let input = item.untracked();
                match from {
                    Some(from) => {
                        let kont = push(Frame::SliceFrom(Rc::clone(term), to.clone(), env.clone(), item), &kont);
                        self.then(from, &env, input, kont);
                    }
                    None => self.slice_to(term, to.as_ref(), Json::Null, env, item, kont),
                }
            }
            Filter::Each(term) => {
                let kont = push(Frame::Each, &kont);
                self.then(term, &env, item, kont);
            }
            Filter::Try(body, handler) => {
                let id = self.id();
                self.choices.push(Choice::Try(id, handler.clone(), env.clone(), item.clone(), kont.clone()));
                let kont = push(Frame::TryExit(id), &kont);
                self.then(body, &env, item, kont);
            }
            Filter::Text(..) => {
                let building = TextBuilding { node: Rc::clone(node), made: Vec::new(), env, input: item };
                self.text(building, &kont);
            }
            Filter::Format(name) => {
                let text = library::format(name, &item.value).map_err(error)?;
                self.back(item.made(Json::str(text)), &kont);
            }
            Filter::Collect(None) => self.back(item.made(Json::array(Vec::new())), &kont),
            Filter::Collect(Some(body)) => {
                let items = Rc::new(RefCell::new(Vec::new()));
                let input = item.untracked();
                self.choices.push(Choice::Collected(Rc::clone(&items), item, kont));
                let kont = push(Frame::Collect(items), &None);
                self.then(body, &env, input, kont);
            }
            Filter::Object(members) => {
                let building = Building {
                    members: members.iter().map(|(key, value)| (Rc::clone(key), Rc::clone(value))).collect(),
                    made: Vec::new(),
                    env,
                    input: item,
                };
                self.object(building, &kont);
            }
            Filter::Negate(inner) => {
                let kont = push(Frame::Negate, &kont);
                self.then(inner, &env, item, kont);
            }
            Filter::Binary(operator, left, right) => {
                let input = item.untracked();
                // The result is made, not found: whoever tracks paths is told so behind the operation.
                let kont = if matches!(item.place, Place::Untracked) { kont } else { push(Frame::Lose, &kont) };
                let kont = push(Frame::Left(*operator, Rc::clone(left), env.clone(), input.clone()), &kont);
                self.then(right, &env, input, kont);
            }
            Filter::And(left, right) | Filter::Or(left, right) => {
                let input = item.untracked();
                let (right, scope) = (Rc::clone(right), env.clone());
                let frame = if matches!(&**node, Filter::And(..)) {
                    Frame::AndRight(right, scope, item)
                } else {
                    Frame::OrRight(right, scope, item)
                };
                let kont = push(frame, &kont);
                self.then(left, &env, input, kont);
            }
            Filter::Alternative(left, right) => {
                let id = self.id();
                let found = Rc::new(Cell::new(false));
                let choice = Choice::Alternative(
                    id,
                    Rc::clone(&found),
                    Rc::clone(right),
                    env.clone(),
                    item.clone(),
                    kont.clone(),
                );
                self.choices.push(choice);
                let kont = push(Frame::AlternativeExit(found, id), &kont);
                self.then(left, &env, item, kont);
            }
            Filter::If(condition, yes, no) => {
                let input = item.untracked();
                let kont = push(Frame::Branch(Rc::clone(yes), no.clone(), env.clone(), item), &kont);
                self.then(condition, &env, input, kont);
            }
            Filter::Reduce(_, pattern, start, update) => {
                let input = item.clone();
                let node = Rc::clone(node);
                let kont =
                    push(Frame::ReduceStart(node, Rc::clone(pattern), Rc::clone(update), env.clone(), item), &kont);
                self.then(start, &env, input, kont);
            }
            Filter::Foreach(_, pattern, start, update, _) => {
                let input = item.clone();
                let node = Rc::clone(node);
                let kont =
                    push(Frame::ReduceStart(node, Rc::clone(pattern), Rc::clone(update), env.clone(), item), &kont);
                self.then(start, &env, input, kont);
            }
            Filter::Define(definition, body) => {
                let env = bind(&env, Binding::Function(Rc::clone(definition)));
                self.then(body, &env, item, kont);
            }
            Filter::Call(name, args) => self.call(name, args, env, item, kont)?,
            Filter::Variable(name) => {
                let value = self.variable(name, &env)?;
                self.back(item.made(value), &kont);
            }
            Filter::Bind(source, patterns, body) => {
                let input = item.untracked();
                let patterns = Rc::new(patterns.clone());
                let kont = push(Frame::BindVariable(patterns, 0, Rc::clone(body), env.clone(), item), &kont);
                self.then(source, &env, input, kont);
            }
            Filter::Label(name, body) => {
                let id = self.id();
                self.choices.push(Choice::Label(id));
                let env = bind(&env, Binding::Label(Rc::clone(name), id));
                self.then(body, &env, item, kont);
            }
            Filter::Break(name) => {
                let mut scope = &env;
                while let Some(node) = scope {
                    if let Binding::Label(known, id) = &node.binding
                        && known == name
                    {
                        return Err(Stop::Break(*id));
                    }
                    scope = &node.next;
                }
                return Err(error(format!("$*label-{name} is not defined")));
            }
            Filter::Assign(target, value) => {
                let input = item.untracked();
                let kont = push(Frame::AssignRight(Rc::clone(target), env.clone(), item), &kont);
                self.then(value, &env, input, kont);
            }
            Filter::Modify(target, update) => {
                let modifying = Modifying {
                    state: RefCell::new(item.value.clone()),
                    update: Some(Rc::clone(update)),
                    operator: None,
                    env: env.clone(),
                };
                self.modify(target, modifying, &env, item, kont);
            }
            Filter::Update(operator, target, value) => {
                let input = item.untracked();
                let kont = push(Frame::UpdateRight(*operator, Rc::clone(target), env.clone(), item), &kont);
                self.then(value, &env, input, kont);
            }
        }
        Ok(())
    }

    fn modify(&mut self, target: &Node, modifying: Modifying, env: &Env, item: Item, kont: Kont) {
        let modifying = Rc::new(modifying);
        let start = Item { value: item.value.clone(), place: Place::At(None) };
        self.choices.push(Choice::Modified(Rc::clone(&modifying), item, kont));
        let kont = push(Frame::ModifyPath(modifying), &None);
        self.then(target, env, start, kont);
    }

    fn variable(&self, name: &Rc<str>, env: &Env) -> Run<Json> {
        let mut scope = env;
        while let Some(node) = scope {
            if let Binding::Value(known, value) = &node.binding
                && known == name
            {
                return Ok(value.clone());
            }
            scope = &node.next;
        }
        if &**name == "ENV" {
            return Ok(self.library.environment.clone());
        }
        Err(error(format!("${name} is not defined")))
    }

    fn slice_to(&mut self, term: &Node, to: Option<&Node>, from: Json, env: Env, item: Item, kont: Kont) {
        if let Some(to) = to {
            let input = item.untracked();
            let kont = push(Frame::SliceTo(Rc::clone(term), from, env.clone(), item), &kont);
            self.then(to, &env, input, kont);
        } else {
            let kont = push(Frame::Index(slice_key(from, Json::Null)), &kont);
            self.then(term, &env, item, kont);
        }
    }

    /// Evaluates the first member not yet made.
    fn object(&mut self, building: Building, kont: &Kont) {
        let index = building.made.len();
        if index == building.members.len() {
            let value = Json::object(building.made.iter().cloned());
            let out = building.input.made(value);
            self.back(out, kont);
            return;
        }
        let (key, env, input) =
            (Rc::clone(&building.members[index].0), building.env.clone(), building.input.untracked());
        let kont = push(Frame::ObjectKey(Rc::new(building), index), kont);
        self.then(&key, &env, input, kont);
    }

    /// Evaluates the last hole not yet filled.
    fn text(&mut self, building: TextBuilding, kont: &Kont) {
        let Filter::Text(_, parts) = &*Rc::clone(&building.node) else { return };
        let mut at = parts.len() - building.made.len();
        let mut building = building;
        while at > 0 {
            match &parts[at - 1] {
                Part::Text(text) => building.made.push(Rc::clone(text)),
                Part::Hole(hole) => {
                    let (env, input) = (building.env.clone(), building.input.untracked());
                    let kont = push(Frame::TextHole(Rc::new(building)), kont);
                    self.then(hole, &env, input, kont);
                    return;
                }
            }
            at -= 1;
        }
        let text: String = building.made.iter().rev().map(|part| &**part).collect();
        let out = building.input.made(Json::str(text));
        self.back(out, kont);
    }

    #[allow(clippy::assigning_clones, reason = "the node is moved out of the variable")]
    fn call(&mut self, name: &str, args: &[Node], env: Env, item: Item, kont: Kont) -> Run<()> {
        let mut scope = env.clone();
        while let Some(node) = scope {
            match &node.binding {
                Binding::Closure(known, body, closure_env) if &**known == name => {
                    self.then(body, closure_env, item, kont);
                    return Ok(());
                }
                Binding::Function(definition) if &*definition.name == name => {
                    let definition = Rc::clone(definition);
                    self.enter(&definition, Some(node), args, &env, item, kont);
                    return Ok(());
                }
                _ => {}
            }
            scope = node.next.clone();
        }
        if self.special(name, args, &env, &item, &kont)? {
            return Ok(());
        }
        if let Some(definition) = self.library.definition(name) {
            self.enter(&definition, None, args, &env, item, kont);
            return Ok(());
        }
        if args.is_empty() {
            let value = self.library.call(name, &item.value, &[]).map_err(Stop::Error)?;
            self.back(item.made(value), &kont);
            return Ok(());
        }
        let building =
            CallBuilding { name: name.into(), args: args.to_vec(), made: Vec::new(), env: env.clone(), input: item };
        self.arguments(building, &kont);
        Ok(())
    }

    fn arguments(&mut self, building: CallBuilding, kont: &Kont) {
        let index = building.args.len() - building.made.len() - 1;
        let (arg, env, input) = (Rc::clone(&building.args[index]), building.env.clone(), building.input.untracked());
        let kont = push(Frame::Argument(Rc::new(building)), kont);
        self.then(&arg, &env, input, kont);
    }

    /// Calls a function of the program or of the library. `$x` parameters are bound one after another.
    fn enter(&mut self, definition: &Rc<Definition>, scope: Env, args: &[Node], env: &Env, item: Item, kont: Kont) {
        let mut inner = scope;
        for ((name, _), arg) in definition.params.iter().zip(args) {
            // An argument that is a parameter itself is passed on, so that chains do not grow.
            let closure = match &**arg {
                Filter::Call(passed, none) if none.is_empty() => find_closure(env, passed),
                _ => None,
            };
            let (body, closure_env) = closure.unwrap_or_else(|| (Rc::clone(arg), env.clone()));
            inner = bind(&inner, Binding::Closure(format!("{name}/0").into(), body, closure_env));
        }
        let values: Vec<usize> =
            definition.params.iter().enumerate().filter(|(_, (_, value))| *value).map(|(index, _)| index).collect();
        if values.is_empty() {
            self.then(&definition.body, &inner, item, kont);
            return;
        }
        let mut body = Rc::clone(&definition.body);
        for index in values.into_iter().rev() {
            let name = &definition.params[index].0;
            let source = Rc::new(Filter::Call(format!("{name}/0").into(), Vec::new()));
            body = Rc::new(Filter::Bind(source, vec![Rc::new(Destructure::Variable(Rc::clone(name)))], body));
        }
        self.then(&body, &inner, item, kont);
    }

    /// Functions that steer the machine. False when the name is none of them.
    fn special(&mut self, name: &str, args: &[Node], env: &Env, item: &Item, kont: &Kont) -> Run<bool> {
        match name {
            "empty/0" => {}
            "error/0" => return Err(Stop::Error(item.value.clone())),
            "error/1" => {
                let kont = push(Frame::Error, kont);
                self.then(&args[0], env, item.untracked(), kont);
            }
            "path/1" => {
                let start = Item { value: item.value.clone(), place: Place::At(None) };
                let kont = push(Frame::PathEnd(item.clone()), kont);
                self.then(&args[0], env, start, kont);
            }
            "first/1" => self.limit(1.0, &args[0], env, item, kont),
            "limit/2" => {
                // The count is evaluated first: `limit($n; f)` is `$n as $n | …`.
                let count = Rc::from("*limit");
                let variable = Rc::new(Destructure::Variable(Rc::clone(&count)));
                let inner = Rc::new(Filter::Call("*limit/1".into(), vec![Rc::clone(&args[1])]));
                let node = Rc::new(Filter::Bind(Rc::clone(&args[0]), vec![variable], inner));
                self.then(&node, env, item.clone(), kont.clone());
            }
            "*limit/1" => {
                let count = self.variable(&Rc::from("*limit"), env)?;
                let Json::Num(count) = count else { return Err(error("Invalid arguments to limit")) };
                // The hidden variable is not for the argument to see, nor does it ask.
                if count >= 1.0 {
                    self.limit(count, &args[0], env, item, kont);
                } else if count < 0.0 {
                    self.then(&args[0], env, item.clone(), kont.clone());
                }
            }
            "range/1" => {
                let kont = push(Frame::RangeTo(item.clone()), kont);
                self.then(&args[0], env, item.untracked(), kont);
            }
            "input/0" => {
                self.wanted = Some((item.clone(), kont.clone()));
                self.outcome = Some(Outcome::NeedInput);
            }
            "debug/0" => {
                self.outcome = Some(Outcome::Say(format!("[\"DEBUG:\",{}]\n", super::text::compact(&item.value))));
                self.back(item.clone(), kont);
            }
            "stderr/0" => {
                self.outcome = Some(Outcome::Say(super::text::compact(&item.value)));
                self.back(item.clone(), kont);
            }
            "halt/0" => self.outcome = Some(Outcome::Halt(0, None)),
            "getpath/1" if !matches!(item.place, Place::Untracked) => {
                let building = CallBuilding {
                    name: "getpath/1".into(),
                    args: args.to_vec(),
                    made: Vec::new(),
                    env: env.clone(),
                    input: item.clone(),
                };
                self.arguments(building, kont);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn limit(&mut self, count: f64, body: &Node, env: &Env, item: &Item, kont: &Kont) {
        let left = Rc::new(Cell::new(count));
        let kont = push(Frame::Limit(left, self.choices.len()), kont);
        self.then(body, env, item.clone(), kont);
    }

    #[allow(clippy::too_many_arguments, reason = "a binding is all of these")]
    fn take_apart(
        &mut self,
        patterns: &Rc<Vec<Rc<Destructure>>>,
        index: usize,
        body: &Node,
        env: Env,
        item: Item,
        value: Json,
        kont: Kont,
    ) -> Run<()> {
        let mut scope = env.clone();
        if patterns.len() > 1 {
            let mut names = Vec::new();
            patterns.iter().for_each(|pattern| pattern.variables(&mut names));
            for name in names {
                scope = bind(&scope, Binding::Value(name, Json::Null));
            }
            if index + 1 < patterns.len() {
                let choice = Choice::Bind(
                    Rc::clone(patterns),
                    index,
                    Rc::clone(body),
                    env,
                    item.clone(),
                    value.clone(),
                    kont.clone(),
                );
                self.choices.push(choice);
            }
        }
        let left = vec![(Rc::clone(&patterns[index]), value)];
        self.take(Taking { left, member: None, env: scope, input: item, after: After::Body(Rc::clone(body)) }, &kont)
    }

    /// Takes values apart until a key must be evaluated or all is done.
    fn take(&mut self, mut taking: Taking, kont: &Kont) -> Run<()> {
        while let Some((pattern, value)) = taking.left.pop() {
            match &*pattern {
                Destructure::Variable(name) => taking.env = bind(&taking.env, Binding::Value(Rc::clone(name), value)),
                Destructure::Array(items) => {
                    if !matches!(value, Json::Array(_) | Json::Null) {
                        return Err(error(format!("Cannot index {} with number", value.kind())));
                    }
                    for (index, item) in items.iter().enumerate().rev() {
                        let part = paths::get(&value, &Json::Num(index as f64)).map_err(error)?;
                        taking.left.push((Rc::clone(item), part));
                    }
                }
                Destructure::Object(_) => {
                    taking.member = Some((Rc::clone(&pattern), 0, value));
                    return self.take_member(taking, kont);
                }
            }
        }
        match &taking.after {
            After::Body(body) => {
                let body = Rc::clone(body);
                self.then(&body, &taking.env, taking.input, kont.clone());
                Ok(())
            }
            After::Fold(fold) => {
                let kont = push(Frame::FoldUpdated(Rc::clone(fold), taking.env.clone()), kont);
                let state = fold.state.borrow_mut().take().unwrap_or_else(|| fold.input.made(Json::Null));
                let update = Rc::clone(&fold.update);
                if !matches!(fold.extract, Extract::Last) {
                    *fold.state.borrow_mut() = Some(state.clone());
                }
                self.then(&update, &taking.env, state, kont);
                Ok(())
            }
        }
    }

    fn take_member(&mut self, mut taking: Taking, kont: &Kont) -> Run<()> {
        let Some((pattern, index, value)) = taking.member.take() else { return self.take(taking, kont) };
        let Destructure::Object(members) = &*pattern else { return self.take(taking, kont) };
        let Some((key, ..)) = members.get(index) else { return self.take(taking, kont) };
        let (key, env) = (Rc::clone(key), taking.env.clone());
        let input = taking.input.untracked();
        taking.member = Some((Rc::clone(&pattern), index, value));
        let kont = push(Frame::DestructKey(Rc::new(taking)), kont);
        self.then(&key, &env, input, kont);
        Ok(())
    }

    /// An output goes to the frame that waits for it.
    fn give_to(&mut self, item: Item, kont: &Rc<KontNode>) -> Run<()> {
        let next = &kont.next;
        match &kont.frame {
            Frame::Pipe(node, env) => self.then(node, env, item, next.clone()),
            Frame::IndexOf(term, env, input) => {
                let kont = push(Frame::Index(item.value), next);
                self.then(term, env, input.clone(), kont);
            }
            Frame::Index(key) => {
                Self::tracked(&item, &format!("access element {} of", super::text::compact(key)))?;
                let value = paths::get(&item.value, key).map_err(error)?;
                let out = Self::step_to(&item, key.clone(), value);
                self.back(out, next);
            }
            Frame::SliceFrom(term, to, env, input) => {
                self.slice_to(term, to.as_ref(), item.value, env.clone(), input.clone(), next.clone());
            }
            Frame::SliceTo(term, from, env, input) => {
                let kont = push(Frame::Index(slice_key(from.clone(), item.value)), next);
                self.then(term, env, input.clone(), kont);
            }
            Frame::Each => {
                Self::tracked(&item, "iterate through")?;
                match item.value.clone() {
                    Json::Array(items) => self.choices.push(Choice::Items(item, items, 0, next.clone())),
                    Json::Object(object) => self.choices.push(Choice::Members(item, object, 0, next.clone())),
                    other => return Err(error(library::cannot_iterate(&other))),
                }
            }
            Frame::Left(operator, left, env, input) => {
                let kont = push(Frame::Operate(*operator, item.value), next);
                self.then(left, env, input.clone(), kont);
            }
            Frame::Operate(operator, right) => {
                let value = library::operate(*operator, item.value.clone(), right).map_err(error)?;
                self.back(item.made(value), next);
            }
            Frame::AndRight(right, env, input) => {
                if item.value.truth() {
                    let kont = push(Frame::Truth, next);
                    self.then(right, env, input.untracked(), kont);
                } else {
                    self.back(input.made(Json::Bool(false)), next);
                }
            }
            Frame::OrRight(right, env, input) => {
                if item.value.truth() {
                    self.back(input.made(Json::Bool(true)), next);
                } else {
                    let kont = push(Frame::Truth, next);
                    self.then(right, env, input.untracked(), kont);
                }
            }
            Frame::Truth => {
                let yes = item.value.truth();
                self.back(item.made(Json::Bool(yes)), next);
            }
            Frame::Lose => self.back(Item { value: item.value, place: Place::Lost }, next),
            Frame::Negate => {
                let Json::Num(n) = item.value else {
                    return Err(error(format!("{} cannot be negated", library::described(&item.value))));
                };
                self.back(item.made(Json::Num(-n)), next);
            }
            Frame::Branch(yes, no, env, input) => {
                if item.value.truth() {
                    self.then(yes, env, input.clone(), next.clone());
                } else {
                    match no {
                        Some(no) => self.then(no, env, input.clone(), next.clone()),
                        None => self.back(input.clone(), next),
                    }
                }
            }
            Frame::Collect(items) => items.borrow_mut().push(item.value),
            Frame::TryExit(id) => {
                self.choices.push(Choice::Left(*id));
                self.back(item, next);
            }
            Frame::AlternativeExit(found, id) => {
                if item.value.truth() {
                    found.set(true);
                    self.choices.push(Choice::Left(*id));
                    self.back(item, next);
                }
            }
            Frame::ObjectKey(building, index) => {
                let Json::Str(key) = item.value else {
                    return Err(error(format!("Object keys must be strings, not {}", library::described(&item.value))));
                };
                let kont = push(Frame::ObjectValue(Rc::clone(building), key), next);
                let value = Rc::clone(&building.members[*index].1);
                self.then(&value, &building.env.clone(), building.input.untracked(), kont);
            }
            Frame::ObjectValue(building, key) => {
                let mut made = building.made.clone();
                made.push((Rc::clone(key), item.value));
                let building = Building {
                    members: building.members.clone(),
                    made,
                    env: building.env.clone(),
                    input: building.input.clone(),
                };
                self.object(building, next);
            }
            Frame::TextHole(building) => {
                let Filter::Text(format, _) = &*building.node else { return Ok(()) };
                let text = match format {
                    Some(format) => library::format(format, &item.value).map_err(error)?,
                    None => library::to_text(&item.value),
                };
                let mut made = building.made.clone();
                made.push(text.into());
                let building = TextBuilding {
                    node: Rc::clone(&building.node),
                    made,
                    env: building.env.clone(),
                    input: building.input.clone(),
                };
                self.text(building, next);
            }
            Frame::Argument(building) => {
                let mut made = building.made.clone();
                made.push(item.value);
                if made.len() < building.args.len() {
                    let building = CallBuilding {
                        name: Rc::clone(&building.name),
                        args: building.args.clone(),
                        made,
                        env: building.env.clone(),
                        input: building.input.clone(),
                    };
                    self.arguments(building, next);
                    return Ok(());
                }
                made.reverse();
                self.apply(&building.name, &building.input, &made, next)?;
            }
            Frame::BindVariable(patterns, index, body, env, input) => {
                self.take_apart(patterns, *index, body, env.clone(), input.clone(), item.value, next.clone())?;
            }
            Frame::DestructKey(taking) => self.member_key(taking, &item.value, next)?,
            Frame::ReduceStart(node, pattern, update, env, input) => {
                let (source, extract) = match &**node {
                    Filter::Foreach(source, _, _, _, extract) => {
                        (source, extract.clone().map_or(Extract::Each, Extract::With))
                    }
                    Filter::Reduce(source, ..) => (source, Extract::Last),
                    _ => return Ok(()),
                };
                let is_reduce = matches!(extract, Extract::Last);
                let fold = Rc::new(fold(item, pattern, update, extract, env, input));
                if is_reduce {
                    self.choices.push(Choice::Folded(Rc::clone(&fold), next.clone()));
                    let kont = push(Frame::FoldSource(fold), &None);
                    self.then(source, env, input.untracked(), kont);
                } else {
                    let kont = push(Frame::FoldSource(fold), next);
                    self.then(source, env, input.untracked(), kont);
                }
            }
            Frame::FoldSource(fold) => {
                let left = vec![(Rc::clone(&fold.pattern), item.value)];
                let after = After::Fold(Rc::clone(fold));
                self.take(
                    Taking { left, member: None, env: fold.env.clone(), input: fold.input.untracked(), after },
                    next,
                )?;
            }
            Frame::FoldUpdated(fold, env) => {
                *fold.state.borrow_mut() = Some(item.clone());
                match &fold.extract {
                    Extract::Last => {}
                    Extract::Each => self.back(item, next),
                    Extract::With(extract) => self.then(extract, env, item, next.clone()),
                }
            }
            Frame::PathEnd(outer) => {
                let Place::At(path) = &item.place else {
                    return Err(error(format!(
                        "Invalid path expression with result {}",
                        library::brief(&item.value, 30)
                    )));
                };
                self.back(outer.made(path_list(path)), next);
            }
            Frame::Limit(left, height) => {
                left.set(left.get() - 1.0);
                if left.get() < 1.0 {
                    self.choices.truncate(*height);
                }
                self.back(item, next);
            }
            Frame::RangeTo(input) => {
                let Json::Num(to) = item.value else { return Err(error("Range bounds must be numeric")) };
                self.choices.push(Choice::Range(0.0, to, 1.0, next.clone(), input.clone()));
            }
            Frame::ModifyPath(modifying) => self.modify_at(modifying, &item)?,
            Frame::ModifyValue(modifying, path, height, found) => {
                found.set(true);
                self.choices.truncate(*height);
                let state = std::mem::replace(&mut *modifying.state.borrow_mut(), Json::Null);
                let state = paths::set(state, path, item.value).map_err(error)?;
                *modifying.state.borrow_mut() = state;
            }
            Frame::AssignRight(target, env, input) => {
                let modifying = Modifying {
                    state: RefCell::new(input.value.clone()),
                    update: None,
                    operator: None,
                    env: env.clone(),
                };
                let modifying = Rc::new(modifying);
                let start = Item { value: input.value.clone(), place: Place::At(None) };
                self.choices.push(Choice::Modified(Rc::clone(&modifying), input.clone(), next.clone()));
                let kont = push(Frame::AssignPath(modifying, item.value), &None);
                self.then(target, env, start, kont);
            }
            Frame::AssignPath(modifying, value) => {
                let Place::At(path) = &item.place else {
                    return Err(error(format!(
                        "Invalid path expression with result {}",
                        library::brief(&item.value, 30)
                    )));
                };
                let state = std::mem::replace(&mut *modifying.state.borrow_mut(), Json::Null);
                let state = paths::set(state, &path_list(path), value.clone()).map_err(error)?;
                *modifying.state.borrow_mut() = state;
            }
            Frame::UpdateRight(operator, target, env, input) => {
                let modifying = Modifying {
                    state: RefCell::new(input.value.clone()),
                    update: None,
                    operator: Some((*operator, item.value)),
                    env: env.clone(),
                };
                self.modify(target, modifying, env, input.clone(), next.clone());
            }
            Frame::Error => return Err(Stop::Error(item.value)),
        }
        Ok(())
    }

    fn modify_at(&mut self, modifying: &Rc<Modifying>, item: &Item) -> Run<()> {
        let Place::At(path) = &item.place else {
            return Err(error(format!("Invalid path expression with result {}", library::brief(&item.value, 30))));
        };
        let path = path_list(path);
        let old = paths::get_path(&modifying.state.borrow(), &path).map_err(error)?;
        if let Some((operator, right)) = &modifying.operator {
            let new = match operator {
                Some(operator) => library::operate(*operator, old, right).map_err(error)?,
                None if old.truth() => old,
                None => right.clone(),
            };
            let state = std::mem::replace(&mut *modifying.state.borrow_mut(), Json::Null);
            *modifying.state.borrow_mut() = paths::set(state, &path, new).map_err(error)?;
            return Ok(());
        }
        let Some(update) = modifying.update.clone() else { return Ok(()) };
        let found = Rc::new(Cell::new(false));
        self.choices.push(Choice::Absent(Rc::clone(modifying), path.clone(), Rc::clone(&found)));
        let frame = Frame::ModifyValue(Rc::clone(modifying), path, self.choices.len(), found);
        let kont = push(frame, &None);
        self.then(&update, &modifying.env.clone(), Item::plain(old), kont);
        Ok(())
    }

    fn member_key(&mut self, taking: &Rc<Taking>, key: &Json, next: &Kont) -> Run<()> {
        let Some((pattern, index, value)) = &taking.member else { return Ok(()) };
        let Destructure::Object(members) = &**pattern else { return Ok(()) };
        if !matches!(key, Json::Str(_)) {
            return Err(error(format!("Cannot index {} with {}", value.kind(), key.kind())));
        }
        let part = paths::get(value, key).map_err(error)?;
        let (_, variable, inner) = &members[*index];
        let mut env = taking.env.clone();
        if let Some(name) = variable {
            env = bind(&env, Binding::Value(Rc::clone(name), part.clone()));
        }
        let mut left: Vec<(Rc<Destructure>, Json)> = taking.left.clone();
        // The rest of this object comes after what is inside this member.
        let rest = Some((Rc::clone(pattern), *index + 1, value.clone()));
        let after = match &taking.after {
            After::Body(body) => After::Body(Rc::clone(body)),
            After::Fold(fold) => After::Fold(Rc::clone(fold)),
        };
        if let Some(inner) = inner {
            let mut simple =
                Taking { left: vec![(Rc::clone(inner), part)], member: None, env, input: taking.input.clone(), after };
            if let Destructure::Variable(name) = &**inner {
                let value = simple.left.pop().map_or(Json::Null, |(_, value)| value);
                simple.env = bind(&simple.env, Binding::Value(Rc::clone(name), value));
                simple.left = left;
                simple.member = rest;
                return self.take_member(simple, next);
            }
            // Members that follow are put below, as an object of their own.
            if let Some((pattern, index, value)) = rest
                && let Destructure::Object(members) = &*pattern
                && index < members.len()
            {
                let remaining = members[index..]
                    .iter()
                    .map(|(key, name, inner)| (Rc::clone(key), name.clone(), inner.clone()))
                    .collect();
                left.push((Rc::new(Destructure::Object(remaining)), value));
            }
            left.append(&mut simple.left);
            simple.left = left;
            return self.take(simple, next);
        }
        self.take_member(Taking { left, member: rest, env, input: taking.input.clone(), after }, next)
    }

    fn apply(&mut self, name: &str, input: &Item, args: &[Json], next: &Kont) -> Run<()> {
        if name == "getpath/1" && !matches!(input.place, Place::Untracked) {
            Self::tracked(input, "access a path of")?;
            let value = paths::get_path(&input.value, &args[0]).unwrap_or(Json::Null);
            let mut out = input.clone();
            if let Json::Array(keys) = &args[0] {
                for key in keys.iter() {
                    out = Self::step_to(&out, key.clone(), Json::Null);
                }
            }
            out.value = value;
            self.back(out, next);
            return Ok(());
        }
        if name == "_range/3" {
            let numbers: Vec<f64> =
                args.iter().map_while(|arg| if let Json::Num(n) = arg { Some(*n) } else { None }).collect();
            let [from, to, by] = numbers[..] else { return Err(error("Range bounds must be numeric")) };
            if by != 0.0 || from < to {
                self.choices.push(Choice::Range(from, to, by, next.clone(), input.clone()));
            }
            return Ok(());
        }
        if name == "halt_error/1" {
            let status = if let Json::Num(n) = args[0] { n as i32 } else { 5 };
            self.outcome = Some(Outcome::Halt(status, Some(input.value.clone())));
            return Ok(());
        }
        let value = self.library.call(name, &input.value, args).map_err(Stop::Error)?;
        self.back(input.made(value), next);
        Ok(())
    }
}

fn slice_key(from: Json, to: Json) -> Json {
    Json::object([(Rc::from("start"), from), (Rc::from("end"), to)])
}

fn fold(state: Item, pattern: &Rc<Destructure>, update: &Node, extract: Extract, env: &Env, input: &Item) -> Fold {
    Fold {
        state: RefCell::new(Some(state)),
        pattern: Rc::clone(pattern),
        update: Rc::clone(update),
        extract,
        env: env.clone(),
        input: input.clone(),
    }
}

fn find_closure(env: &Env, name: &Rc<str>) -> Option<(Node, Env)> {
    let mut scope = env;
    while let Some(node) = scope {
        match &node.binding {
            Binding::Closure(known, body, closure_env) if known == name => {
                return Some((Rc::clone(body), closure_env.clone()));
            }
            Binding::Function(definition) if definition.name == *name => return None,
            _ => {}
        }
        scope = &node.next;
    }
    None
}
