//! A program as it was written.

use super::value::Text;

/// Where something stands: source number and line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// Index of the source.
    pub source: u16,
    /// Line, from 1.
    pub line: u32,
}

/// A variable, resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Var {
    /// A global, by slot.
    Global(u32),
    /// A parameter of the function, by position.
    Local(u32),
}

/// Operators on two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binary {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Mod,
    /// `^`, `**`
    Pow,
}

/// Comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
}

/// Where `getline` reads from.
#[derive(Clone, Debug)]
pub enum Source {
    /// The main input.
    Main,
    /// `< file`.
    File(Box<Expr>),
    /// `command |`.
    Command(Box<Expr>),
    /// `command |&`.
    Coprocess(Box<Expr>),
}

/// An expression.
#[derive(Clone, Debug)]
pub enum Expr {
    /// A number.
    Num(f64),
    /// A string.
    Str(Text),
    /// `/…/`: matches `$0`, except where a regular expression is asked for.
    Regex(Text),
    /// `@/…/`.
    TypedRegex(Text),
    /// A variable.
    Var(Var),
    /// `$…`.
    Field(Box<Expr>),
    /// `a[i,j][k]`.
    Elem(Var, Vec<Vec<Expr>>),
    /// `x = e`.
    Assign(Box<Expr>, Box<Expr>),
    /// `x += e`.
    Update(Binary, Box<Expr>, Box<Expr>),
    /// `x++`, `--x`.
    Step {
        /// Before the variable.
        prefix: bool,
        /// 1 or -1.
        delta: f64,
        /// What it steps.
        target: Box<Expr>,
    },
    /// `c ? a : b`.
    Cond(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `a && b`.
    And(Box<Expr>, Box<Expr>),
    /// `a || b`.
    Or(Box<Expr>, Box<Expr>),
    /// `!a`.
    Not(Box<Expr>),
    /// `-a`.
    Neg(Box<Expr>),
    /// `+a`.
    Plus(Box<Expr>),
    /// Arithmetic.
    Binary(Binary, Box<Expr>, Box<Expr>),
    /// Comparison.
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// One after another.
    Concat(Vec<Expr>),
    /// `a ~ b`, `a !~ b`.
    Match {
        /// `!~`.
        negative: bool,
        /// What is looked into.
        text: Box<Expr>,
        /// The regular expression.
        pattern: Box<Expr>,
    },
    /// `(i, j) in a[k]`.
    In(Vec<Expr>, Var, Vec<Vec<Expr>>),
    /// In parentheses.
    Group(Box<Expr>),
    /// `(a, b)`: only before `in` and in `print`.
    Tuple(Vec<Expr>),
    /// `getline`.
    Getline(Source, Option<Box<Expr>>),
    /// A built-in function.
    Builtin(Builtin, Vec<Expr>),
    /// A function of the program.
    Call(u32, Vec<Expr>),
    /// `@f(…)`.
    Indirect(Box<Expr>, Vec<Expr>),
}

macro_rules! builtins {
    ($($name:ident $text:literal $min:literal $max:literal;)*) => {
        /// The built-in functions.
        #[allow(missing_docs, reason = "they are named as in the gawk manual")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Builtin { $($name,)* }

        impl Builtin {
            /// All, by name.
            const ALL: &[(&str, Self)] = &[$(($text, Self::$name),)*];

            /// The least and most arguments.
            pub fn arity(self) -> (usize, usize) {
                match self { $(Self::$name => ($min, $max),)* }
            }
        }
    };
}

builtins! {
    And "and" 2 99; Asort "asort" 1 3; Asorti "asorti" 1 3; Atan2 "atan2" 2 2; Bindtextdomain "bindtextdomain" 1 2;
    Close "close" 1 2; Compl "compl" 1 1; Cos "cos" 1 1; Dcgettext "dcgettext" 1 3; Dcngettext "dcngettext" 1 5;
    Exp "exp" 1 1; Fflush "fflush" 0 1; Gensub "gensub" 3 4; Gsub "gsub" 2 3; Index "index" 2 2; Int "int" 1 1;
    Isarray "isarray" 1 1; Length "length" 0 1; Log "log" 1 1; Lshift "lshift" 2 2; Match "match" 2 3;
    Mkbool "mkbool" 1 1; Mktime "mktime" 1 2; Or "or" 2 99; Patsplit "patsplit" 2 4; Rand "rand" 0 0;
    Rshift "rshift" 2 2; Sin "sin" 1 1; Split "split" 2 4; Sprintf "sprintf" 1 9999; Sqrt "sqrt" 1 1;
    Srand "srand" 0 1; Strftime "strftime" 0 3; Strtonum "strtonum" 1 1; Sub "sub" 2 3; Substr "substr" 2 3;
    System "system" 1 1; Systime "systime" 0 0; Tolower "tolower" 1 1; Toupper "toupper" 1 1; Typeof "typeof" 1 2;
    Xor "xor" 2 99;
}

impl Builtin {
    /// The function of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, builtin)| *builtin)
    }

    /// Does POSIX have it too? gawk's own may be names of other things in a namespace.
    pub fn is_standard(self) -> bool {
        use Builtin as B;
        matches!(
            self,
            B::Atan2
                | B::Close
                | B::Cos
                | B::Exp
                | B::Fflush
                | B::Gsub
                | B::Index
                | B::Int
                | B::Length
                | B::Log
                | B::Match
                | B::Rand
                | B::Sin
                | B::Split
                | B::Sprintf
                | B::Sqrt
                | B::Srand
                | B::Sub
                | B::Substr
                | B::System
                | B::Tolower
                | B::Toupper
        )
    }

    /// All names.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(name, _)| *name)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, builtin)| *builtin == self).map_or("", |(name, _)| name)
    }
}

/// Where `print` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redirect {
    /// `> file`
    File,
    /// `>> file`
    Append,
    /// `| command`
    Pipe,
    /// `|& command`
    Coprocess,
}

/// A statement.
#[derive(Clone, Debug)]
pub enum Stmt {
    /// An expression for its effect.
    Expr(Expr, At),
    /// `print`, `printf`.
    Print {
        /// `printf`.
        formatted: bool,
        /// What.
        args: Vec<Expr>,
        /// Where to.
        redirect: Option<(Redirect, Expr)>,
        /// Place.
        at: At,
    },
    /// `if`.
    If(Expr, Box<Stmt>, Option<Box<Stmt>>, At),
    /// `while`.
    While(Expr, Box<Stmt>, At),
    /// `do … while`.
    Do(Box<Stmt>, Expr, At),
    /// `for (;;)`.
    For(Option<Box<Stmt>>, Option<Expr>, Option<Box<Stmt>>, Box<Stmt>, At),
    /// `for (k in a)`.
    ForIn(Expr, Expr, Box<Stmt>, At),
    /// `switch`.
    Switch(Expr, Vec<Case>, At),
    /// `{ … }`.
    Block(Vec<Stmt>),
    /// `next`.
    Next(At),
    /// `nextfile`.
    NextFile(At),
    /// `break`.
    Break(At),
    /// `continue`.
    Continue(At),
    /// `exit`.
    Exit(Option<Expr>, At),
    /// `return`.
    Return(Option<Expr>, At),
    /// `delete a[i]`, `delete a`.
    Delete(Expr, At),
}

/// A `case` of a `switch`; `None` is `default`.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it compares with.
    pub label: Option<Expr>,
    /// What it does.
    pub body: Vec<Stmt>,
}

/// When a rule runs.
#[derive(Clone, Debug)]
pub enum Trigger {
    /// Before input.
    Begin,
    /// After input.
    End,
    /// Before each file.
    BeginFile,
    /// After each file.
    EndFile,
    /// For each record.
    Always,
    /// For records where it is true.
    When(Expr),
    /// From one record to another.
    Range(Expr, Expr),
}

/// A rule; without an action it prints the record.
#[derive(Clone, Debug)]
pub struct Rule {
    /// When.
    pub trigger: Trigger,
    /// What.
    pub action: Option<Vec<Stmt>>,
    /// Place.
    pub at: At,
}

/// A function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Its parameters.
    pub params: Vec<String>,
    /// Its body; `None` while it was only called.
    pub body: Option<Vec<Stmt>>,
    /// Place of its definition or first call.
    pub at: At,
}

/// A program.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// Rules in order.
    pub rules: Vec<Rule>,
    /// Functions.
    pub functions: Vec<Function>,
    /// Names of the globals, by slot.
    pub globals: Vec<String>,
}
