//! Queries of every shape the dialect has. Where rows are cut, a total order decides which.

use super::grammar::{Column, TYPES, Ty, expression, once_in, pick};
use super::schema::Table;
use base::Rng;

/// Makes queries over a schema.
pub(crate) struct Maker<'a> {
    /// Luck.
    pub(crate) rng: &'a mut Rng,
    /// What there is.
    pub(crate) tables: &'a [Table],
    /// Names used so far.
    pub(crate) names: usize,
}

/// A SELECT and the types of its columns.
pub(crate) struct Select {
    pub(crate) text: String,
    pub(crate) types: Vec<Ty>,
}

/// Types that can be sorted and compared without surprise.
pub(crate) const PLAIN: &[Ty] = &[Ty::Int, Ty::Text, Ty::Num, Ty::Date, Ty::Bool, Ty::Big, Ty::Stamp];

impl<'a> Maker<'a> {
    /// Queries over these tables.
    pub(crate) fn new(rng: &'a mut Rng, tables: &'a [Table]) -> Self {
        Self { rng, tables, names: 0 }
    }

    pub(crate) fn alias(&mut self) -> String {
        self.names += 1;
        format!("r{}", self.names)
    }

    pub(crate) fn expr(&mut self, ty: Ty, columns: &[Column]) -> String {
        let depth = 1 + self.rng.below(3) as u32;
        expression(self.rng, ty, columns, depth)
    }

    pub(crate) fn any_type(&mut self) -> Ty {
        if once_in(self.rng, 3) { *pick(self.rng, TYPES) } else { *pick(self.rng, PLAIN) }
    }

    /// A query, and whether its rows are in order to the last column.
    pub(crate) fn statement(&mut self) -> (String, bool) {
        self.names = 0;
        let select = match self.rng.below(20) {
            0 => self.set_operation(),
            1 | 2 => self.grouped(&[], 1),
            3 | 4 => self.windowed(),
            5 => self.with(),
            6 => self.grouping_sets(),
            7 => self.distinct_on(),
            8..14 => self.shape(),
            _ => self.simple(&[], 2),
        };
        if once_in(self.rng, 3) && !select.text.contains("ORDER BY 1") {
            let keys: Vec<String> = (1..=select.types.len())
                .map(|i| {
                    let direction = pick(self.rng, &["", " DESC", " NULLS FIRST", " DESC NULLS LAST"]);
                    format!("{i}{direction}")
                })
                .collect();
            if select.types.contains(&Ty::Json) {
                return (select.text, false);
            }
            let cut = if once_in(self.rng, 2) {
                format!(" LIMIT {} OFFSET {}", self.rng.below(6), self.rng.below(3))
            } else {
                String::new()
            };
            return (format!("{} ORDER BY {}{cut}", select.text, keys.join(", ")), true);
        }
        (select.text, false)
    }

    /// FROM: the text and the columns it gives.
    pub(crate) fn from(&mut self, outer: &[Column], depth: u32) -> (String, Vec<Column>) {
        let (mut text, mut columns) = self.source(depth);
        for _ in 0..self.rng.below(3) {
            if once_in(self.rng, 8) {
                // LATERAL reads what stands to its left.
                let visible: Vec<Column> = columns.iter().chain(outer).cloned().collect();
                let inner = self.simple(&visible, 0);
                let alias = self.alias();
                let (list, read) = self.named(&alias, &inner.types);
                let kind = pick(self.rng, &["CROSS JOIN LATERAL", "LEFT JOIN LATERAL"]);
                let on = if kind.starts_with("LEFT") { " ON true" } else { "" };
                text = format!("{text} {kind} ({}) AS {alias}({list}){on}", inner.text);
                columns.extend(read);
                continue;
            }
            let (right, more) = self.source(depth);
            let kind = *pick(self.rng, &["JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "CROSS JOIN", ","]);
            match kind {
                "CROSS JOIN" => text = format!("{text} CROSS JOIN {right}"),
                "," => text = format!("{text} CROSS JOIN {right}"),
                kind => {
                    let on = self.join_condition(&columns, &more, kind == "FULL JOIN");
                    text = format!("{text} {kind} {right} ON {on}");
                }
            }
            columns.extend(more);
        }
        (text, columns)
    }

    pub(crate) fn join_condition(&mut self, left: &[Column], right: &[Column], hashable: bool) -> String {
        let mut pairs = Vec::new();
        for a in left {
            pairs.extend(
                right
                    .iter()
                    .filter(|b| b.ty == a.ty && PLAIN.contains(&a.ty))
                    .map(|b| format!("{} = {}", a.text, b.text)),
            );
        }
        let both: Vec<Column> = left.iter().chain(right).cloned().collect();
        if pairs.is_empty() {
            return if hashable { "true".to_owned() } else { self.expr(Ty::Bool, &both) };
        }
        let equal = pick(self.rng, &pairs).clone();
        match self.rng.below(5) {
            _ if hashable => equal,
            0 => self.expr(Ty::Bool, &both),
            1 => format!("{equal} AND {}", self.expr(Ty::Bool, &both)),
            2 => format!("{equal} AND {}", pick(self.rng, &pairs)),
            _ => equal,
        }
    }

    pub(crate) fn source(&mut self, depth: u32) -> (String, Vec<Column>) {
        let alias = self.alias();
        if depth > 0 && once_in(self.rng, 4) {
            let inner = match self.rng.below(4) {
                0 => self.grouped(&[], 0),
                1 => self.set_operation(),
                2 => self.windowed(),
                _ => self.simple(&[], depth - 1),
            };
            let (list, read) = self.named(&alias, &inner.types);
            return (format!("({}) AS {alias}({list})", inner.text), read);
        }
        match self.rng.below(14) {
            0 => (
                format!("generate_series(1, {}) AS {alias}(g)", self.rng.below(5)),
                vec![Column { text: format!("{alias}.g"), ty: Ty::Int }],
            ),
            1 => {
                let rows: Vec<String> = (0..=self.rng.below(3))
                    .map(|_| format!("({}, {})", self.expr(Ty::Int, &[]), self.expr(Ty::Text, &[])))
                    .collect();
                let columns = vec![
                    Column { text: format!("{alias}.a"), ty: Ty::Int },
                    Column { text: format!("{alias}.b"), ty: Ty::Text },
                ];
                (format!("(VALUES {}) AS {alias}(a, b)", rows.join(", ")), columns)
            }
            2 => {
                let (a, b) = (pick(self.rng, self.tables).clone(), pick(self.rng, self.tables).clone());
                let kind = pick(self.rng, &["JOIN", "LEFT JOIN", "FULL JOIN", "RIGHT JOIN"]);
                let (x, y) = (format!("{alias}x"), format!("{alias}y"));
                let mut columns = a.read_as(&x);
                columns.extend(b.read_as(&y));
                (format!("({} AS {x} {kind} {} AS {y} USING (k))", a.name, b.name), columns)
            }
            _ => {
                let table = pick(self.rng, self.tables).clone();
                (format!("{} AS {alias}", table.name), table.read_as(&alias))
            }
        }
    }

    pub(crate) fn named(&mut self, alias: &str, types: &[Ty]) -> (String, Vec<Column>) {
        let names: Vec<String> = (0..types.len()).map(|i| format!("x{i}")).collect();
        let read =
            names.iter().zip(types).map(|(name, ty)| Column { text: format!("{alias}.{name}"), ty: *ty }).collect();
        (names.join(", "), read)
    }

    /// A condition, sometimes with a subquery.
    pub(crate) fn condition(&mut self, columns: &[Column]) -> String {
        let plain = self.expr(Ty::Bool, columns);
        if !once_in(self.rng, 3) {
            return plain;
        }
        let sub = self.subquery_condition(columns);
        match self.rng.below(4) {
            0 => format!("({sub} OR {plain})"),
            1 => format!("(NOT {sub})"),
            2 => format!("({sub} AND {plain})"),
            _ => sub,
        }
    }

    pub(crate) fn subquery_condition(&mut self, columns: &[Column]) -> String {
        let table = pick(self.rng, self.tables).clone();
        let alias = self.alias();
        let inner = table.read_as(&alias);
        let visible: Vec<Column> = inner.iter().chain(columns).cloned().collect();
        let ty = *pick(self.rng, &[Ty::Int, Ty::Text, Ty::Num]);
        let outer = self.expr(ty, columns);
        let value = expression(self.rng, ty, &inner, 1);
        let correlated = once_in(self.rng, 2);
        let seen = if correlated { &visible } else { &inner };
        let filter = match (correlated, once_in(self.rng, 3)) {
            (true, false) => {
                let outers: Vec<&Column> = columns.iter().filter(|column| column.ty == Ty::Int).collect();
                if outers.is_empty() {
                    self.expr(Ty::Bool, seen)
                } else {
                    format!("{alias}.k = {}", pick(self.rng, &outers).text)
                }
            }
            _ => self.expr(Ty::Bool, seen),
        };
        let from = format!("FROM {} AS {alias} WHERE {filter}", table.name);
        match self.rng.below(7) {
            0 => format!("EXISTS (SELECT 1 {from})"),
            1 => format!("NOT EXISTS (SELECT * {from})"),
            2 => format!("({outer} IN (SELECT {value} {from}))"),
            3 => format!("({outer} NOT IN (SELECT {value} {from}))"),
            4 => format!("({outer} {} ANY (SELECT {value} {from}))", pick(self.rng, &["=", "<", ">=", "<>"])),
            5 => format!("({outer} {} ALL (SELECT {value} {from}))", pick(self.rng, &["=", "<", ">=", "<>"])),
            _ => format!("({outer} = (SELECT max({value}) {from}))"),
        }
    }

    pub(crate) fn scalar_subquery(&mut self, columns: &[Column]) -> (String, Ty) {
        let table = pick(self.rng, self.tables).clone();
        let alias = self.alias();
        let inner = table.read_as(&alias);
        let visible: Vec<Column> = inner.iter().chain(columns).cloned().collect();
        let (aggregate, ty) = self.aggregate(&inner);
        let filter = self.expr(Ty::Bool, &visible);
        (format!("(SELECT {aggregate} FROM {} AS {alias} WHERE {filter})", table.name), ty)
    }

    pub(crate) fn simple(&mut self, outer: &[Column], depth: u32) -> Select {
        let (from, mut columns) = self.from(outer, depth);
        columns.extend(outer.iter().cloned());
        let mut types = Vec::new();
        let mut items = Vec::new();
        for _ in 0..=self.rng.below(4) {
            if depth > 0 && once_in(self.rng, 10) {
                let (text, ty) = self.scalar_subquery(&columns);
                items.push(text);
                types.push(ty);
                continue;
            }
            let ty = self.any_type();
            items.push(self.expr(ty, &columns));
            types.push(ty);
        }
        let distinct = if once_in(self.rng, 6) { "DISTINCT " } else { "" };
        let filter = if once_in(self.rng, 4) { String::new() } else { format!(" WHERE {}", self.condition(&columns)) };
        Select { text: format!("SELECT {distinct}{} FROM {from}{filter}", items.join(", ")), types }
    }

    pub(crate) fn aggregate(&mut self, columns: &[Column]) -> (String, Ty) {
        let inner = |this: &mut Self, ty: Ty| {
            let depth = this.rng.below(2) as u32;
            expression(this.rng, ty, columns, depth)
        };
        let (mut text, ty) = match self.rng.below(21) {
            0 => ("count(*)".to_owned(), Ty::Big),
            1 => (format!("count({})", inner(self, Ty::Text)), Ty::Big),
            2 => (format!("count(DISTINCT {})", inner(self, Ty::Int)), Ty::Big),
            3 => (format!("sum({})", inner(self, Ty::Int)), Ty::Big),
            4 => (format!("sum({})", inner(self, Ty::Num)), Ty::Num),
            5 => (format!("round(avg({}), 6)", inner(self, Ty::Int)), Ty::Num),
            6 => (format!("min({})", inner(self, Ty::Text)), Ty::Text),
            7 => (format!("max({})", inner(self, Ty::Date)), Ty::Date),
            8 => (format!("bool_and({})", inner(self, Ty::Bool)), Ty::Bool),
            9 => (format!("bool_or({})", inner(self, Ty::Bool)), Ty::Bool),
            10 => {
                let text = inner(self, Ty::Text);
                (format!("string_agg({text}, ',' ORDER BY {text})"), Ty::Text)
            }
            11 => {
                let int = inner(self, Ty::Int);
                (format!("array_agg({int} ORDER BY {int} DESC)"), Ty::Ints)
            }
            12 => (format!("round(stddev({}), 6)", inner(self, Ty::Int)), Ty::Num),
            13 => (format!("max({})", inner(self, Ty::Num)), Ty::Num),
            14 => (format!("percentile_cont(0.5) WITHIN GROUP (ORDER BY {})", inner(self, Ty::Int)), Ty::Float),
            15 => (format!("percentile_disc(0.25) WITHIN GROUP (ORDER BY {})", inner(self, Ty::Text)), Ty::Text),
            16 => (format!("sum(DISTINCT {})", inner(self, Ty::Int)), Ty::Big),
            17 => (format!("rank(2) WITHIN GROUP (ORDER BY {})", inner(self, Ty::Int)), Ty::Big),
            18 => {
                let keys = format!("{} DESC, {} NULLS FIRST", inner(self, Ty::Int), inner(self, Ty::Text));
                (format!("dense_rank(1, 'b') WITHIN GROUP (ORDER BY {keys})"), Ty::Big)
            }
            19 => {
                let name = *pick(self.rng, &["cume_dist", "percent_rank"]);
                (format!("{name}(0.5) WITHIN GROUP (ORDER BY {})", inner(self, Ty::Num)), Ty::Float)
            }
            _ => (format!("min({})", inner(self, Ty::Stamp)), Ty::Stamp),
        };
        let within = text.contains("WITHIN") || text.starts_with("round");
        if !within && once_in(self.rng, 5) {
            text = format!("{text} FILTER (WHERE {})", inner(self, Ty::Bool));
        }
        (text, ty)
    }

    pub(crate) fn grouped(&mut self, outer: &[Column], depth: u32) -> Select {
        let (from, columns) = self.from(outer, depth);
        let mut types = Vec::new();
        let mut items = Vec::new();
        let mut keys = Vec::new();
        for i in 0..self.rng.below(3) {
            let ty = *pick(self.rng, PLAIN);
            let text = expression(self.rng, ty, &columns, 1);
            // By position, by text.
            keys.push(if once_in(self.rng, 2) { (i + 1).to_string() } else { text.clone() });
            // A constant would be a position, or no key at all.
            if !columns.iter().any(|column| text.contains(&column.text)) {
                keys.pop();
                continue;
            }
            if keys.len() <= i as usize {
                keys.pop();
                continue;
            }
            items.push(text);
            types.push(ty);
        }
        for _ in 0..=self.rng.below(3) {
            let (text, ty) = self.aggregate(&columns);
            items.push(text);
            types.push(ty);
        }
        let filter = if once_in(self.rng, 2) { String::new() } else { format!(" WHERE {}", self.condition(&columns)) };
        let group = if keys.is_empty() { String::new() } else { format!(" GROUP BY {}", keys.join(", ")) };
        let having = if once_in(self.rng, 4) {
            format!(" HAVING {} > {}", "count(*)", self.rng.below(3))
        } else {
            String::new()
        };
        Select { text: format!("SELECT {} FROM {from}{filter}{group}{having}", items.join(", ")), types }
    }

    pub(crate) fn grouping_sets(&mut self) -> Select {
        let table = pick(self.rng, self.tables).clone();
        let sets = *pick(
            self.rng,
            &[
                "ROLLUP (a.k, a.c1)",
                "CUBE (a.k, a.c4)",
                "GROUPING SETS ((a.k), (a.c1), ())",
                "GROUPING SETS ((a.k, a.c1), a.c4)",
                "a.k, ROLLUP (a.c1, a.c4)",
            ],
        );
        let columns = table.read_as("a");
        let keys: Vec<&str> = ["a.k", "a.c1", "a.c4"].into_iter().filter(|key| sets.contains(key)).collect();
        let (aggregate, ty) = self.aggregate(&columns);
        let mut types: Vec<Ty> = keys
            .iter()
            .map(|key| match *key {
                "a.k" => Ty::Int,
                "a.c1" => Ty::Text,
                _ => Ty::Bool,
            })
            .collect();
        types.extend([Ty::Int, ty]);
        let filter = self.condition(&columns);
        let text = format!(
            "SELECT {}, GROUPING({}), {aggregate} FROM {} AS a WHERE {filter} GROUP BY {sets}",
            keys.join(", "),
            keys.join(", "),
            table.name
        );
        Select { text, types }
    }

    pub(crate) fn frame(&mut self, range: bool) -> String {
        let rows = [
            "UNBOUNDED PRECEDING",
            "2 PRECEDING",
            "1 PRECEDING",
            "CURRENT ROW",
            "1 FOLLOWING",
            "3 FOLLOWING",
            "UNBOUNDED FOLLOWING",
        ];
        let from = self.rng.below(6) as usize;
        let to = from.max(1) + self.rng.below((7 - from.max(1)) as u64) as usize;
        let unit = if range { "RANGE" } else { *pick(self.rng, &["ROWS", "GROUPS", "ROWS"]) };
        let exclude = if once_in(self.rng, 4) {
            *pick(self.rng, &[" EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES", " EXCLUDE NO OTHERS"])
        } else {
            ""
        };
        format!(" {unit} BETWEEN {} AND {}{exclude}", rows[from], rows[to])
    }

    pub(crate) fn windowed(&mut self) -> Select {
        let table = pick(self.rng, self.tables).clone();
        let columns = table.read_as("w");
        let (mut items, mut types) = (vec!["w.id".to_owned()], vec![Ty::Int]);
        for _ in 0..=self.rng.below(3) {
            let plain: Vec<&Column> = columns.iter().filter(|column| PLAIN.contains(&column.ty)).collect();
            let partition = if once_in(self.rng, 2) {
                format!("PARTITION BY {} ", pick(self.rng, &plain).text)
            } else {
                String::new()
            };
            let key = pick(self.rng, &plain).text.clone();
            let direction = pick(self.rng, &["", " DESC", " NULLS FIRST", " DESC NULLS LAST"]);
            // Peers are peers to everyone only where no row number is asked of them.
            let total = format!("ORDER BY {key}{direction}, w.id");
            let peers = format!("ORDER BY {key}{direction}");
            let (call, ty, order) = match self.rng.below(14) {
                0 => ("row_number()".to_owned(), Ty::Big, total),
                1 => ("rank()".to_owned(), Ty::Big, peers),
                2 => ("dense_rank()".to_owned(), Ty::Big, peers),
                3 => ("percent_rank()".to_owned(), Ty::Float, peers),
                4 => ("cume_dist()".to_owned(), Ty::Float, peers),
                5 => (format!("ntile({})", 1 + self.rng.below(4)), Ty::Int, total),
                6 => (format!("lag(w.k, {}, 99)", self.rng.below(3)), Ty::Int, total),
                7 => ("lead(w.c1)".to_owned(), Ty::Text, total),
                8 => ("first_value(w.c1)".to_owned(), Ty::Text, total.clone() + &self.frame(false)),
                9 => ("nth_value(w.k, 2)".to_owned(), Ty::Int, total.clone() + &self.frame(false)),
                10 => ("last_value(w.c2)".to_owned(), Ty::Num, total.clone() + &self.frame(false)),
                11 => {
                    let (aggregate, ty) = self.plain_aggregate();
                    (aggregate, ty, format!("ORDER BY w.k{direction}") + &self.frame(true))
                }
                12 => {
                    let (aggregate, ty) = self.plain_aggregate();
                    (aggregate, ty, if once_in(self.rng, 2) { peers } else { String::new() })
                }
                _ => {
                    let (aggregate, ty) = self.plain_aggregate();
                    (aggregate, ty, total.clone() + &self.frame(false))
                }
            };
            items.push(format!("{call} OVER ({partition}{order})"));
            types.push(ty);
        }
        let filter = if once_in(self.rng, 3) { format!(" WHERE {}", self.condition(&columns)) } else { String::new() };
        Select { text: format!("SELECT {} FROM {} AS w{filter}", items.join(", "), table.name), types }
    }

    pub(crate) fn plain_aggregate(&mut self) -> (String, Ty) {
        let (text, ty) = *pick(
            self.rng,
            &[
                ("sum(w.k)", Ty::Big),
                ("count(*)", Ty::Big),
                ("count(w.c1)", Ty::Big),
                ("min(w.c1)", Ty::Text),
                ("max(w.c2)", Ty::Num),
                ("sum(w.c2)", Ty::Num),
                ("bool_or(w.c4)", Ty::Bool),
                ("max(w.c3)", Ty::Date),
                ("count(*) FILTER (WHERE w.c4)", Ty::Big),
            ],
        );
        (text.to_owned(), ty)
    }

    pub(crate) fn set_operation(&mut self) -> Select {
        let width = 1 + self.rng.below(3) as usize;
        let types: Vec<Ty> = (0..width).map(|_| *pick(self.rng, PLAIN)).collect();
        let mut text = self.select_of(&types);
        for _ in 0..=self.rng.below(2) {
            let kind = pick(self.rng, &["UNION", "UNION ALL", "INTERSECT", "EXCEPT", "INTERSECT ALL", "EXCEPT ALL"]);
            text = format!("{text} {kind} {}", self.select_of(&types));
        }
        Select { text, types }
    }

    pub(crate) fn select_of(&mut self, types: &[Ty]) -> String {
        let (from, columns) = self.from(&[], 0);
        let items: Vec<String> = types.iter().map(|ty| expression(self.rng, *ty, &columns, 1)).collect();
        let filter =
            if once_in(self.rng, 2) { format!(" WHERE {}", self.expr(Ty::Bool, &columns)) } else { String::new() };
        format!("SELECT {} FROM {from}{filter}", items.join(", "))
    }

    pub(crate) fn with(&mut self) -> Select {
        if once_in(self.rng, 3) {
            let limit = 2 + self.rng.below(8);
            let step = 1 + self.rng.below(3);
            let union = pick(self.rng, &["UNION", "UNION ALL"]);
            let text = format!(
                "WITH RECURSIVE n(i, s) AS (SELECT 1, 'a'::text {union} SELECT i + {step}, s || {} FROM n WHERE i < {limit}) SELECT n.i, n.s, t0.k FROM n LEFT JOIN t0 ON t0.k = n.i",
                self.expr(Ty::Text, &[])
            );
            return Select { text, types: vec![Ty::Int, Ty::Text, Ty::Int] };
        }
        let first = self.simple(&[], 0);
        let (list, _) = self.named("q1", &first.types);
        let (a, b) = (self.alias(), self.alias());
        let (_, mut columns) = self.named(&a, &first.types);
        columns.extend(self.named(&b, &first.types).1);
        let kind = *pick(self.rng, &["JOIN", "LEFT JOIN", "CROSS JOIN"]);
        let on = if kind == "CROSS JOIN" {
            String::new()
        } else {
            format!(" ON {}", self.join_condition(&columns[..first.types.len()], &columns[first.types.len()..], false))
        };
        let ty = self.any_type();
        let item = self.expr(ty, &columns);
        let text =
            format!("WITH q1({list}) AS ({}) SELECT {a}.x0, {item} FROM q1 AS {a} {kind} q1 AS {b}{on}", first.text);
        Select { text, types: vec![first.types[0], ty] }
    }

    pub(crate) fn distinct_on(&mut self) -> Select {
        let table = pick(self.rng, self.tables).clone();
        let columns = table.read_as("d");
        let filter = self.condition(&columns);
        let text = format!(
            "SELECT DISTINCT ON (d.k) d.k, d.id, d.c1 FROM {} AS d WHERE {filter} ORDER BY d.k, d.id DESC",
            table.name
        );
        // Its order is its own: no second one.
        Select { text: format!("SELECT * FROM ({text}) AS o"), types: vec![Ty::Int, Ty::Int, Ty::Text] }
    }

    /// A query and a condition over its rows, for laws about both: `(columns, from, condition)`.
    pub(crate) fn partition(&mut self) -> (String, String, String) {
        self.names = 0;
        let (from, columns) = self.from(&[], 1);
        let items: Vec<String> = (0..=self.rng.below(3))
            .map(|_| {
                let ty = *pick(self.rng, PLAIN);
                self.expr(ty, &columns)
            })
            .collect();
        let condition = self.condition(&columns);
        (items.join(", "), from, condition)
    }
}
