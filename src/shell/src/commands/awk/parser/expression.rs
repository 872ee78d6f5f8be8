//! Expressions, from the loosest operator to the tightest.

use super::super::ast::{Binary, Builtin, Comparison, Expr, Source};
use super::super::lexer::Token;
use super::{Parsed, Parser};
use pattern::Flags;

impl Parser<'_> {
    pub(super) fn expression(&mut self) -> Parsed<Expr> {
        self.deeper(Self::ternary)
    }

    fn ternary(&mut self) -> Parsed<Expr> {
        let condition = self.or()?;
        if !self.is("?") {
            return Ok(condition);
        }
        self.advance()?;
        self.newlines()?;
        let yes = self.expression()?;
        self.newlines()?;
        self.expect(":")?;
        self.newlines()?;
        let no = self.expression()?;
        Ok(Expr::Cond(Box::new(condition), Box::new(yes), Box::new(no)))
    }

    fn or(&mut self) -> Parsed<Expr> {
        let mut left = self.and()?;
        while self.eat("||")? {
            self.newlines()?;
            left = Expr::Or(Box::new(left), Box::new(self.and()?));
        }
        Ok(left)
    }

    fn and(&mut self) -> Parsed<Expr> {
        let mut left = self.membership()?;
        while self.eat("&&")? {
            self.newlines()?;
            left = Expr::And(Box::new(left), Box::new(self.membership()?));
        }
        Ok(left)
    }

    fn membership(&mut self) -> Parsed<Expr> {
        let left = self.matching()?;
        if self.no_in { Ok(left) } else { self.in_operator(left) }
    }

    /// What follows an operand of `in`.
    pub(super) fn in_operator(&mut self, mut left: Expr) -> Parsed<Expr> {
        while self.is_word("in") {
            self.advance()?;
            let (array, path) = match self.primary()? {
                Expr::Var(array) => (array, Vec::new()),
                Expr::Elem(array, path) => (array, path),
                _ => return Err(self.unexpected()),
            };
            let subscripts = match left {
                Expr::Tuple(list) => list,
                other => vec![other],
            };
            left = Expr::In(subscripts, array, path);
        }
        Ok(left)
    }

    fn matching(&mut self) -> Parsed<Expr> {
        let left = self.comparison()?;
        let negative = self.is("!~");
        if !negative && !self.is("~") {
            return Ok(left);
        }
        self.advance()?;
        let right = self.comparison()?;
        let matched = Expr::Match { negative, text: Box::new(left), pattern: Box::new(right) };
        if self.is("~") || self.is("!~") { Err(self.unexpected()) } else { Ok(matched) }
    }

    fn comparison(&mut self) -> Parsed<Expr> {
        let left = self.piped()?;
        let operator = match self.token {
            Token::Op("<") => Comparison::Less,
            Token::Op("<=") => Comparison::LessEqual,
            Token::Op("==") => Comparison::Equal,
            Token::Op("!=") => Comparison::NotEqual,
            Token::Op(">") if !self.no_greater => Comparison::Greater,
            Token::Op(">=") => Comparison::GreaterEqual,
            _ => return Ok(left),
        };
        self.advance()?;
        let right = self.piped()?;
        Ok(Expr::Compare(operator, Box::new(left), Box::new(right)))
    }

    /// `command | getline`.
    fn piped(&mut self) -> Parsed<Expr> {
        let mut left = self.concatenation()?;
        loop {
            let both = self.is("|&");
            if !both && !self.is("|") {
                return Ok(left);
            }
            // In `print`, `|` may be the redirection.
            let (offset, at) = (self.lexer.offset, self.lexer.at);
            let (token, token_at, start) = (self.token.clone(), self.token_at, self.token_start);
            self.advance()?;
            if !self.is_word("getline") {
                self.lexer.offset = offset;
                self.lexer.at = at;
                (self.token, self.token_at, self.token_start) = (token, token_at, start);
                return Ok(left);
            }
            self.advance()?;
            let target = self.getline_target()?;
            let command = Box::new(left);
            let source = if both { Source::Coprocess(command) } else { Source::Command(command) };
            left = Expr::Getline(source, target);
            if self.starts_operand() {
                let mut parts = vec![left];
                while self.starts_operand() {
                    parts.push(self.additive()?);
                }
                left = Expr::Concat(parts);
            }
            // `command | getline x + 1` adds to what getline gives.
            left = self.sum(left)?;
        }
    }

    fn getline_target(&mut self) -> Parsed<Option<Box<Expr>>> {
        let starts = self.is("$")
            || matches!(&self.token, Token::Name(name, called) if !*called && self.builtin_named(name).is_none());
        if !starts {
            return Ok(None);
        }
        let target = self.place()?;
        Ok(Some(Box::new(target)))
    }

    /// `$…`, a variable or an element, without what may follow an expression.
    fn place(&mut self) -> Parsed<Expr> {
        if self.is("$") {
            self.advance()?;
            let index = if self.is("++") || self.is("--") || self.is("-") { self.unary()? } else { self.primary()? };
            return Ok(Expr::Field(Box::new(index)));
        }
        self.primary()
    }

    pub(super) fn concatenation(&mut self) -> Parsed<Expr> {
        let first = self.additive()?;
        if !self.starts_operand() {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.starts_operand() {
            parts.push(self.additive()?);
        }
        Ok(Expr::Concat(parts))
    }

    /// May the token begin an operand that is glued to the one before?
    fn starts_operand(&self) -> bool {
        match &self.token {
            Token::Num(_) | Token::Str(_) | Token::Name(..) | Token::TypedRegex(_) => true,
            Token::Op(op) => matches!(*op, "$" | "!" | "(" | "++" | "--" | "@"),
            _ => false,
        }
    }

    fn additive(&mut self) -> Parsed<Expr> {
        let first = self.multiplicative()?;
        self.sum(first)
    }

    /// What is added to an operand and taken off it.
    fn sum(&mut self, mut left: Expr) -> Parsed<Expr> {
        loop {
            let operator = if self.is("+") {
                Binary::Add
            } else if self.is("-") {
                Binary::Sub
            } else {
                return Ok(left);
            };
            self.advance()?;
            left = Expr::Binary(operator, Box::new(left), Box::new(self.multiplicative()?));
        }
    }

    fn multiplicative(&mut self) -> Parsed<Expr> {
        let mut left = self.unary()?;
        loop {
            let operator = match self.token {
                Token::Op("*") => Binary::Mul,
                Token::Op("/") => Binary::Div,
                Token::Op("%") => Binary::Mod,
                _ => return Ok(left),
            };
            self.advance()?;
            left = Expr::Binary(operator, Box::new(left), Box::new(self.unary()?));
        }
    }

    fn unary(&mut self) -> Parsed<Expr> {
        let Token::Op(operator @ ("!" | "-" | "+")) = self.token else { return self.power() };
        self.advance()?;
        let operand = Box::new(self.deeper(Self::unary)?);
        Ok(match operator {
            "!" => Expr::Not(operand),
            "-" => Expr::Neg(operand),
            _ => Expr::Plus(operand),
        })
    }

    fn power(&mut self) -> Parsed<Expr> {
        let base = self.postfix()?;
        if !self.is("^") {
            return Ok(base);
        }
        self.advance()?;
        // The exponent may have a sign, and `^` binds to the right.
        let exponent = self.deeper(|parser| {
            let Token::Op(sign @ ("-" | "+" | "!")) = parser.token else { return parser.power() };
            parser.advance()?;
            let operand = Box::new(parser.power()?);
            Ok(match sign {
                "-" => Expr::Neg(operand),
                "!" => Expr::Not(operand),
                _ => Expr::Plus(operand),
            })
        })?;
        Ok(Expr::Binary(Binary::Pow, Box::new(base), Box::new(exponent)))
    }

    fn postfix(&mut self) -> Parsed<Expr> {
        let prefix = match self.token {
            Token::Op("++") => Some(1.0),
            Token::Op("--") => Some(-1.0),
            _ => None,
        };
        if let Some(delta) = prefix {
            self.advance()?;
            let target = self.deeper(Self::place)?;
            if !Self::is_place(&target) {
                return Err(self.unexpected());
            }
            return Ok(Expr::Step { prefix: true, delta, target: Box::new(target) });
        }
        let operand = self.primary()?;
        if !Self::is_place(&operand) {
            return Ok(operand);
        }
        let delta = match self.token {
            Token::Op("++") => 1.0,
            Token::Op("--") => -1.0,
            _ => return self.assignment(operand),
        };
        self.advance()?;
        Ok(Expr::Step { prefix: false, delta, target: Box::new(operand) })
    }

    /// An assignment to `place`, if one follows.
    fn assignment(&mut self, place: Expr) -> Parsed<Expr> {
        let operator = match self.token {
            Token::Op("=") => None,
            Token::Op("+=") => Some(Binary::Add),
            Token::Op("-=") => Some(Binary::Sub),
            Token::Op("*=") => Some(Binary::Mul),
            Token::Op("/=") => Some(Binary::Div),
            Token::Op("%=") => Some(Binary::Mod),
            Token::Op("^=") => Some(Binary::Pow),
            _ => return Ok(place),
        };
        self.advance()?;
        self.newlines()?;
        let value = Box::new(self.expression()?);
        Ok(match operator {
            None => Expr::Assign(Box::new(place), value),
            Some(operator) => Expr::Update(operator, Box::new(place), value),
        })
    }

    pub(super) fn primary(&mut self) -> Parsed<Expr> {
        let token = self.token.clone();
        match token {
            Token::Num(n) => {
                self.advance()?;
                Ok(Expr::Num(n))
            }
            Token::Str(text) => {
                self.advance()?;
                Ok(Expr::Str(text))
            }
            Token::TypedRegex(text) => {
                self.advance()?;
                Ok(Expr::TypedRegex(text))
            }
            Token::Op("/") => self.regex(&[]),
            Token::Op("/=") => self.regex(b"="),
            Token::Op("(") => self.parenthesised(),
            Token::Op("$") => {
                self.advance()?;
                let index = self.deeper(|parser| match parser.token {
                    Token::Op("++" | "--") => parser.postfix(),
                    Token::Op("-" | "+" | "!") => parser.unary(),
                    // `$$i++` steps the inner field.
                    Token::Op("$") => parser.postfix(),
                    _ => parser.primary(),
                })?;
                Ok(Expr::Field(Box::new(index)))
            }
            Token::Op("-" | "+" | "!") => self.unary(),
            Token::Op("@") => self.indirect(),
            Token::Word("getline") => {
                self.advance()?;
                let target = self.getline_target()?;
                if !self.is("<") {
                    return Ok(Expr::Getline(Source::Main, target));
                }
                self.advance()?;
                let file = self.additive_no_concat()?;
                Ok(Expr::Getline(Source::File(Box::new(file)), target))
            }
            Token::Name(name, called) => {
                self.advance()?;
                self.named(&name, called)
            }
            _ => Err(self.unexpected()),
        }
    }

    /// The file of `getline <`: an operand without concatenation.
    fn additive_no_concat(&mut self) -> Parsed<Expr> {
        self.deeper(Self::postfix)
    }

    fn regex(&mut self, already: &[u8]) -> Parsed<Expr> {
        // The token after `/` has not been read yet.
        let text = self.lexer.regex(already)?;
        if let Err(error) = super::super::regexes::compile(&text, Flags::NONE) {
            let shown = format!("error: {}: /{}/", error.gnu(), String::from_utf8_lossy(&text));
            return Err(self.lexer.error(shown));
        }
        if let Some(end) = super::super::regexes::wrong_range(&text) {
            let shown = String::from_utf8_lossy(&text[..end]).into_owned();
            return Err(self.lexer.error(format!("error: Invalid collation character: /{shown}/")));
        }
        self.advance()?;
        Ok(Expr::Regex(text))
    }

    fn parenthesised(&mut self) -> Parsed<Expr> {
        self.advance()?;
        let before = (std::mem::take(&mut self.no_in), std::mem::take(&mut self.no_greater));
        let inside = self.group_inside();
        (self.no_in, self.no_greater) = before;
        let inside = inside?;
        self.expect(")")?;
        if matches!(inside, Expr::Tuple(_)) {
            let allowed = self.is_word("in") || self.no_greater;
            if !allowed {
                return Err(self.unexpected());
            }
            return Ok(inside);
        }
        Ok(Expr::Group(Box::new(inside)))
    }

    fn group_inside(&mut self) -> Parsed<Expr> {
        self.newlines()?;
        let first = self.expression()?;
        self.newlines()?;
        if !self.is(",") {
            return Ok(first);
        }
        let mut list = vec![first];
        while self.eat(",")? {
            self.newlines()?;
            list.push(self.expression()?);
            self.newlines()?;
        }
        Ok(Expr::Tuple(list))
    }

    fn arguments(&mut self) -> Parsed<Vec<Expr>> {
        self.expect("(")?;
        let before = (std::mem::take(&mut self.no_in), std::mem::take(&mut self.no_greater));
        let list = self.argument_list();
        (self.no_in, self.no_greater) = before;
        let list = list?;
        self.expect(")")?;
        Ok(list)
    }

    fn argument_list(&mut self) -> Parsed<Vec<Expr>> {
        let mut list = Vec::new();
        self.newlines()?;
        while !self.is(")") {
            list.push(self.expression()?);
            self.newlines()?;
            if !self.is(",") {
                break;
            }
            self.advance()?;
            self.newlines()?;
        }
        Ok(list)
    }

    fn indirect(&mut self) -> Parsed<Expr> {
        self.advance()?;
        let Token::Name(name, true) = self.advance()? else { return Err(self.unexpected()) };
        let callee = Expr::Var(self.variable(&name)?);
        let callee = match callee {
            Expr::Var(var) if self.is("[") => Expr::Elem(var, self.subscripts()?),
            other => other,
        };
        let list = self.arguments()?;
        Ok(Expr::Indirect(Box::new(callee), list))
    }

    fn named(&mut self, name: &str, called: bool) -> Parsed<Expr> {
        if let Some((space, _)) = name.split_once("::")
            && super::super::lexer::is_word(space)
        {
            return self.wrong(format!("error: using reserved identifier `{space}' as a namespace is not allowed"));
        }
        if let Some(builtin) = self.builtin_named(name)
            && !self.locals.iter().any(|local| local == name)
        {
            return self.builtin(builtin);
        }
        let is_local = self.locals.iter().any(|local| local == name);
        if called && !is_local {
            let index = {
                let name = self.qualified(name);
                self.function_index(&name)
            };
            let list = self.arguments()?;
            return Ok(Expr::Call(index, list));
        }
        let var = self.variable(name)?;
        if self.is("[") {
            return Ok(Expr::Elem(var, self.subscripts()?));
        }
        Ok(Expr::Var(var))
    }

    /// `[i,j][k]…`.
    fn subscripts(&mut self) -> Parsed<Vec<Vec<Expr>>> {
        let mut path = Vec::new();
        while self.is("[") {
            self.advance()?;
            let before = (std::mem::take(&mut self.no_in), std::mem::take(&mut self.no_greater));
            let list = self.subscript_list();
            (self.no_in, self.no_greater) = before;
            let list = list?;
            self.expect("]")?;
            path.push(list);
        }
        Ok(path)
    }

    fn subscript_list(&mut self) -> Parsed<Vec<Expr>> {
        let mut list = vec![self.expression()?];
        while self.eat(",")? {
            self.newlines()?;
            list.push(self.expression()?);
        }
        Ok(list)
    }

    fn builtin(&mut self, builtin: Builtin) -> Parsed<Expr> {
        let list = if self.is("(") {
            self.arguments()?
        } else if builtin == Builtin::Length {
            Vec::new()
        } else {
            return Err(self.unexpected());
        };
        let (least, most) = builtin.arity();
        if list.len() < least || list.len() > most {
            return self.wrong(format!("{} is invalid as number of arguments for {}", list.len(), builtin.name()));
        }
        let third = match builtin {
            Builtin::Sub | Builtin::Gsub => list.get(2),
            _ => None,
        };
        if let Some(target) = third {
            let mut inner = target;
            while let Expr::Group(inside) = inner {
                inner = inside;
            }
            if !Self::is_place(inner) {
                let text = format!("{}: third parameter is not a changeable object", builtin.name());
                self.warnings.push((self.token_at, text));
            }
        }
        Ok(Expr::Builtin(builtin, list))
    }
}
