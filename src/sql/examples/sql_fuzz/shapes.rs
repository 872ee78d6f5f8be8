//! Queries of the shapes people write on purpose: graphs walked by WITH RECURSIVE, LATERAL, windows over groups, subqueries in
//! subqueries, sets of sets. Every table has `id`, `k` (integers), `c1` (text), `c2` (numeric), `c3` (date) and `c4` (boolean).

use super::grammar::{Column, Ty, once_in, pick};
use super::query::{Maker, PLAIN, Select};

impl Maker<'_> {
    fn table(&mut self) -> String {
        pick(self.rng, self.tables).name.clone()
    }

    fn columns_of(&self, table: &str, alias: &str) -> Vec<Column> {
        self.tables.iter().find(|t| t.name == table).map(|t| t.read_as(alias)).unwrap_or_default()
    }

    fn truth(&mut self, columns: &[Column]) -> String {
        self.expr(Ty::Bool, columns)
    }

    /// One of them.
    pub(crate) fn shape(&mut self) -> Select {
        match self.rng.below(13) {
            0 => self.walk(),
            1 => self.chain(),
            2 => self.lateral_rows(),
            3 => self.lateral_group(),
            4 => self.windows_over_groups(),
            5 => self.named_windows(),
            6 => self.ranges(),
            7 => self.correlated(),
            8 => self.nested_sets(),
            9 => self.common_columns(),
            10 => self.many_aggregates(),
            11 => self.rows_in_select(),
            _ => self.cut(),
        }
    }

    fn walk(&mut self) -> Select {
        let (table, start) = (self.table(), self.rng.below(4));
        let step = self.columns_of(&table, "t");
        let condition = self.truth(&step);
        if once_in(self.rng, 2) {
            let text = format!(
                "WITH RECURSIVE walk(id) AS (SELECT id FROM {table} WHERE k = {start} UNION SELECT t.id FROM walk AS w JOIN {table} AS t ON t.k = w.id \
                 WHERE {condition}) SELECT id, (SELECT count(*) FROM walk) FROM walk"
            );
            return Select { text, types: vec![Ty::Int, Ty::Big] };
        }
        let text = format!(
            "WITH RECURSIVE walk AS (SELECT id, 0 AS depth, ARRAY[id] AS path, c1 AS said FROM {table} WHERE k <= {start} UNION ALL \
             SELECT t.id, w.depth + 1, w.path || t.id, w.said || COALESCE(t.c1, '-') FROM walk AS w, {table} AS t WHERE t.k = w.id AND NOT t.id = ANY(w.path) \
             AND w.depth < 4) SELECT w.id, w.depth, w.path, w.said FROM walk AS w LEFT JOIN {table} AS t ON t.id = w.depth WHERE {condition}"
        );
        Select { text, types: vec![Ty::Int, Ty::Int, Ty::Ints, Ty::Text] }
    }

    fn chain(&mut self) -> Select {
        let (a, b) = (self.table(), self.table());
        let columns = self.columns_of(&a, "r");
        let (first, second) = (self.expr(Ty::Int, &columns), self.expr(Ty::Text, &columns));
        let condition = self.condition(&columns);
        let how = *pick(self.rng, &["", "MATERIALIZED ", "NOT MATERIALIZED "]);
        let sorted = if once_in(self.rng, 3) { " ORDER BY n DESC, x NULLS FIRST LIMIT 3" } else { "" };
        let join = *pick(self.rng, &["JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"]);
        let read = vec![
            Column { text: "g.x".to_owned(), ty: Ty::Int },
            Column { text: "g.y".to_owned(), ty: Ty::Text },
            Column { text: "g.n".to_owned(), ty: Ty::Big },
            Column { text: "t.c2".to_owned(), ty: Ty::Num },
            Column { text: "t.id".to_owned(), ty: Ty::Int },
        ];
        let (ty, filter) = (*pick(self.rng, PLAIN), self.truth(&read));
        let item = self.expr(ty, &read);
        let text = format!(
            "WITH a AS {how}(SELECT {first} AS x, {second} AS y FROM {a} AS r WHERE {condition}), \
             b AS (SELECT x, max(y) AS y, count(*) AS n FROM a GROUP BY x{sorted}), c(x, y, n) AS (SELECT * FROM b UNION ALL SELECT x, y, 0 FROM a WHERE x < 3) \
             SELECT g.x, g.n, t.id, {item} FROM c AS g {join} {b} AS t ON t.k = g.x WHERE {filter}"
        );
        Select { text, types: vec![Ty::Int, Ty::Big, Ty::Int, ty] }
    }

    fn lateral_rows(&mut self) -> Select {
        let table = self.table();
        let columns = self.columns_of(&table, "r");
        let (source, ty) = match self.rng.below(9) {
            0 => (format!("unnest({})", self.expr(Ty::Ints, &columns)), Ty::Int),
            1 => (format!("unnest({})", self.expr(Ty::Texts, &columns)), Ty::Text),
            2 => ("generate_series(1, r.k)".to_owned(), Ty::Int),
            3 => ("generate_series(r.c3, r.c3 + INTERVAL '1 month', INTERVAL '10 days')".to_owned(), Ty::Stamp),
            4 => (format!("regexp_split_to_table({}, ',')", self.expr(Ty::Text, &columns)), Ty::Text),
            5 => (format!("string_to_table({}, 'b')", self.expr(Ty::Text, &columns)), Ty::Text),
            6 => ("jsonb_array_elements(jsonb_build_array(r.k, r.c1, r.c4))".to_owned(), Ty::Json),
            7 => ("jsonb_object_keys(jsonb_build_object('k', r.k, 'c', r.c1))".to_owned(), Ty::Text),
            _ => ("jsonb_array_elements_text(jsonb_build_array(r.c2, r.c1, NULL))".to_owned(), Ty::Text),
        };
        let (with, list) = if once_in(self.rng, 2) { (" WITH ORDINALITY", "v, n") } else { ("", "v") };
        let mut all = columns;
        all.push(Column { text: "u.v".to_owned(), ty });
        let (kind, on) = match self.rng.below(4) {
            0 => (" LEFT JOIN LATERAL ", format!(" ON {}", self.truth(&all))),
            1 => (" CROSS JOIN ", String::new()),
            2 => (" JOIN LATERAL ", " ON true".to_owned()),
            _ => (", ", String::new()),
        };
        let filter = if once_in(self.rng, 2) { format!(" WHERE {}", self.condition(&all)) } else { String::new() };
        if once_in(self.rng, 3) && ty != Ty::Json {
            let aggregate = self.aggregate(&all);
            let text = format!(
                "SELECT u.v, {}, count(*) FROM {table} AS r{kind}{source}{with} AS u({list}){on}{filter} GROUP BY u.v",
                aggregate.0
            );
            return Select { text, types: vec![ty, aggregate.1, Ty::Big] };
        }
        let number = if with.is_empty() { "0::bigint" } else { "u.n" };
        let text = format!("SELECT r.id, u.v, {number} FROM {table} AS r{kind}{source}{with} AS u({list}){on}{filter}");
        Select { text, types: vec![Ty::Int, ty, Ty::Big] }
    }

    fn lateral_group(&mut self) -> Select {
        let (a, b) = (self.table(), self.table());
        let outer = self.columns_of(&a, "a");
        let inner = self.columns_of(&b, "b");
        let both: Vec<Column> = inner.iter().chain(&outer).cloned().collect();
        let filter = self.truth(&both);
        let join = *pick(self.rng, &["LEFT JOIN LATERAL", "JOIN LATERAL"]);
        if once_in(self.rng, 2) {
            let (one, mut two) = (self.aggregate(&inner), self.aggregate(&both));
            // An aggregate whose columns are all of the query around, inside a query of its own, is that query's.
            if two.0.contains("(SELECT") {
                two = one.clone();
            }
            let having = if once_in(self.rng, 3) { " HAVING count(*) > 0" } else { "" };
            let text = format!(
                "SELECT a.id, s.x, s.y FROM {a} AS a {join} (SELECT {}, {} FROM {b} AS b WHERE b.k = a.k AND {filter}{having}) AS s(x, y) ON true",
                one.0, two.0
            );
            return Select { text, types: vec![Ty::Int, one.1, two.1] };
        }
        let number = self.rng.below(4);
        let ty = *pick(self.rng, PLAIN);
        let item = self.expr(ty, &both);
        let text = format!(
            "SELECT a.id, s.id, s.x FROM {a} AS a {join} (SELECT b.id, {item} FROM {b} AS b WHERE {filter} ORDER BY b.k NULLS FIRST, b.id DESC LIMIT {number}) AS s(id, x) ON s.id <> a.k"
        );
        Select { text, types: vec![Ty::Int, Ty::Int, ty] }
    }

    fn windows_over_groups(&mut self) -> Select {
        let table = self.table();
        let columns = self.columns_of(&table, "r");
        let (aggregate, ty) = self.aggregate(&columns);
        let filter = self.condition(&columns);
        let key = *pick(self.rng, &["r.k", "r.c1", "r.c4", "r.k % 2", "upper(r.c1)"]);
        let having = if once_in(self.rng, 4) { " HAVING max(r.id) > 2" } else { "" };
        let direction = *pick(self.rng, &["", " DESC", " NULLS FIRST"]);
        let text = format!(
            "SELECT {key}::text, {aggregate}, sum(count(*)) OVER (ORDER BY {key}{direction}), rank() OVER (ORDER BY count(*) DESC), \
             max(sum(r.id)) OVER () - sum(r.id), lag(count(*)) OVER (ORDER BY {key}{direction}) FROM {table} AS r WHERE {filter} GROUP BY {key}{having}"
        );
        Select { text, types: vec![Ty::Text, ty, Ty::Num, Ty::Big, Ty::Num, Ty::Big] }
    }

    fn named_windows(&mut self) -> Select {
        let table = self.table();
        let part = *pick(self.rng, &["PARTITION BY w.c4 ", "PARTITION BY w.k, w.c4 ", "", "PARTITION BY w.c1 "]);
        let order = *pick(self.rng, &["w.c2 DESC, w.id", "w.c1 NULLS FIRST, w.id DESC", "w.c3, w.id", "w.id"]);
        let (one, two) = (self.frame(false), self.frame(false));
        let (a, b) = (self.plain_aggregate(), self.plain_aggregate());
        let text = format!(
            "SELECT w.id, {} OVER v, {} OVER (v{one}), row_number() OVER u, first_value(w.c1) OVER (u{two}), lead(w.k, 2, -1) OVER u, ntile(3) OVER u \
             FROM {table} AS w WINDOW v AS ({part}ORDER BY {order}), u AS (v)",
            a.0, b.0
        );
        Select { text, types: vec![Ty::Int, a.1, b.1, Ty::Big, Ty::Text, Ty::Int, Ty::Int] }
    }

    fn ranges(&mut self) -> Select {
        let table = self.table();
        let keys: &[(&str, &[&str])] = &[
            ("w.c2", &["1.5", "0", "100", "0.05"]),
            ("w.c3", &["INTERVAL '1 month'", "INTERVAL '3 days'", "INTERVAL '1 year'", "INTERVAL '0'"]),
            ("w.k", &["1", "2", "0"]),
            ("w.id", &["1", "3"]),
        ];
        let (key, offsets) = *pick(self.rng, keys);
        let mut items = String::new();
        let mut types = vec![Ty::Int];
        for _ in 0..=self.rng.below(2) {
            let part = *pick(self.rng, &["", "PARTITION BY w.c4 ", "PARTITION BY w.c1 "]);
            let direction = *pick(self.rng, &["", " DESC", " NULLS FIRST", " DESC NULLS LAST"]);
            let bound = |this: &mut Self, first: bool| match this.rng.below(5) {
                0 if first => "UNBOUNDED PRECEDING".to_owned(),
                0 => "UNBOUNDED FOLLOWING".to_owned(),
                1 => "CURRENT ROW".to_owned(),
                2 if first => format!("{} PRECEDING", pick(this.rng, offsets)),
                2 => format!("{} FOLLOWING", pick(this.rng, offsets)),
                _ if first => format!("{} PRECEDING", pick(this.rng, offsets)),
                _ => format!("{} FOLLOWING", pick(this.rng, offsets)),
            };
            let (from, to) = (bound(self, true), bound(self, false));
            let exclude = *pick(self.rng, &["", "", " EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES"]);
            let (call, ty) = self.plain_aggregate();
            items.push_str(&format!(
                ", {call} OVER ({part}ORDER BY {key}{direction} RANGE BETWEEN {from} AND {to}{exclude})"
            ));
            types.push(ty);
        }
        Select { text: format!("SELECT w.id{items} FROM {table} AS w"), types }
    }

    fn correlated(&mut self) -> Select {
        let (a, b, c) = (self.table(), self.table(), self.table());
        let inner = self.columns_of(&b, "b");
        let outer = self.columns_of(&a, "a");
        let both: Vec<Column> = inner.iter().chain(&outer).cloned().collect();
        let (mut items, mut types) = (vec!["a.id".to_owned()], vec![Ty::Int]);
        for _ in 0..=self.rng.below(2) {
            let ty = *pick(self.rng, PLAIN);
            let value = self.expr(ty, &both);
            let (text, ty) = match self.rng.below(10) {
                0 => (format!("(SELECT {value} FROM {b} AS b WHERE b.k = a.k ORDER BY b.id DESC LIMIT 1)"), ty),
                1 => (format!("ARRAY(SELECT b.id FROM {b} AS b WHERE b.k = a.k ORDER BY 1 DESC)"), Ty::Ints),
                2 => (
                    format!(
                        "EXISTS (SELECT 1 FROM {b} AS b WHERE b.k = a.id AND EXISTS (SELECT 1 FROM {c} AS c WHERE c.k = b.id AND c.id <> a.id))"
                    ),
                    Ty::Bool,
                ),
                3 => (format!("((a.k, a.c1) IN (SELECT b.k, b.c1 FROM {b} AS b WHERE b.id <> a.id))"), Ty::Bool),
                4 => (
                    format!("(SELECT count(*) FROM (SELECT DISTINCT b.c1 FROM {b} AS b WHERE b.k >= a.k) AS d)"),
                    Ty::Big,
                ),
                5 => (
                    format!(
                        "(SELECT sum(s.v) FROM (SELECT b.k FROM {b} AS b WHERE b.k > a.k UNION ALL SELECT a.id) AS s(v))"
                    ),
                    Ty::Big,
                ),
                6 => (
                    format!(
                        "(SELECT max(n) FROM (SELECT count(*) AS n FROM {b} AS b WHERE b.id <> a.id GROUP BY b.c4) AS g)"
                    ),
                    Ty::Big,
                ),
                7 => (
                    format!(
                        "(SELECT string_agg(b.c1, '/' ORDER BY b.c1, b.id) FROM {b} AS b JOIN {c} AS c ON c.id = b.k AND c.k <= a.k)"
                    ),
                    Ty::Text,
                ),
                8 => (
                    format!(
                        "(SELECT sum(b.k) OVER (ORDER BY b.id) FROM {b} AS b WHERE b.k = a.k ORDER BY b.id LIMIT 1)"
                    ),
                    Ty::Big,
                ),
                _ => (
                    format!(
                        "(WITH q AS (SELECT b.id FROM {b} AS b WHERE b.c4 = a.c4) SELECT count(*) FROM q, q AS r WHERE q.id < r.id)"
                    ),
                    Ty::Big,
                ),
            };
            items.push(text);
            types.push(ty);
        }
        let alias = outer;
        let filter = match self.rng.below(4) {
            0 => format!(" WHERE a.c2 >= ALL (SELECT b.c2 FROM {b} AS b WHERE b.k = a.k AND b.c2 IS NOT NULL)"),
            1 => format!(
                " WHERE (SELECT count(*) FROM {b} AS b WHERE b.k = a.k) > 1 OR a.id IN (SELECT c.k FROM {c} AS c WHERE {})",
                self.truth(&alias)
            ),
            2 => {
                format!(" WHERE NOT EXISTS (SELECT b.k FROM {b} AS b WHERE b.k = a.k GROUP BY b.k HAVING count(*) > 2)")
            }
            _ => String::new(),
        };
        Select { text: format!("SELECT {} FROM {a} AS a{filter}", items.join(", ")), types }
    }

    fn nested_sets(&mut self) -> Select {
        let types = vec![Ty::Int, *pick(self.rng, PLAIN)];
        let kinds = ["UNION", "UNION ALL", "INTERSECT", "EXCEPT", "INTERSECT ALL", "EXCEPT ALL"];
        let (one, two, three) = (self.select_of(&types), self.select_of(&types), self.select_of(&types));
        let (a, b) = (*pick(self.rng, &kinds), *pick(self.rng, &kinds));
        let cut = format!("ORDER BY 1 NULLS FIRST, 2 LIMIT {}", self.rng.below(5));
        let text = match self.rng.below(4) {
            0 => format!("({one} {cut}) {a} ({two} {b} {three})"),
            1 => format!("({one} {a} {two}) {b} ({three} {cut})"),
            2 => format!("SELECT s.x, s.y FROM ({one} {a} ({two} {cut})) AS s(x, y) {b} {three}"),
            _ => format!("WITH q(x, y) AS ({one} {a} {two}) SELECT q.x, q.y FROM q {b} (SELECT x, y FROM q {cut})"),
        };
        Select { text, types }
    }

    fn common_columns(&mut self) -> Select {
        let (a, b, c) = (self.table(), self.table(), self.table());
        let mut join = || *pick(self.rng, &["JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"]);
        let (one, two) = (join(), join());
        let read: Vec<Column> =
            [("k", Ty::Int), ("a.id", Ty::Int), ("b.c1", Ty::Text), ("c.c2", Ty::Num), ("c.k", Ty::Int)]
                .map(|(text, ty)| Column { text: text.to_owned(), ty })
                .to_vec();
        let filter = if once_in(self.rng, 2) { format!(" WHERE {}", self.truth(&read)) } else { String::new() };
        match self.rng.below(3) {
            0 => Select {
                text: format!(
                    "SELECT k, a.id, b.id, c.id, c.k FROM {a} AS a {one} {b} AS b USING (k) {two} {c} AS c USING (k){filter}"
                ),
                types: vec![Ty::Int; 5],
            },
            1 => Select {
                text: format!(
                    "SELECT * FROM (SELECT k, c4, id AS p FROM {a}) AS a NATURAL {one} (SELECT k, id AS q, c4 FROM {b}) AS b NATURAL {two} (SELECT id AS p, c1 FROM {c}) AS c"
                ),
                types: vec![Ty::Int, Ty::Int, Ty::Bool, Ty::Int, Ty::Text],
            },
            _ => Select {
                text: format!(
                    "SELECT j.k, j.c1, count(*), min(a.id) FROM ({a} AS a {one} ({b} AS b {two} {c} AS c USING (k, c1)) USING (k)) AS j(k) GROUP BY 1, 2"
                )
                .replace(" AS j(k)", "")
                .replace("j.k", "k")
                .replace("j.c1", "b.c1"),
                types: vec![Ty::Int, Ty::Text, Ty::Big, Ty::Int],
            },
        }
    }

    fn many_aggregates(&mut self) -> Select {
        let table = self.table();
        let columns = self.columns_of(&table, "r");
        let (mut items, mut types) = (Vec::new(), Vec::new());
        for _ in 0..=self.rng.below(4) {
            let (num, int, text) =
                (self.expr(Ty::Num, &columns), self.expr(Ty::Int, &columns), self.expr(Ty::Text, &columns));
            let (float, truth) = (self.expr(Ty::Float, &columns), self.truth(&columns));
            let (item, ty) = match self.rng.below(24) {
                0 => (format!("round(variance({num}), 4)"), Ty::Num),
                1 => (format!("round(stddev_pop({int}), 5)"), Ty::Num),
                2 => (format!("var_pop({float})::numeric(20,4)"), Ty::Num),
                3 => (format!("bit_and({int})"), Ty::Int),
                4 => (format!("bit_or({int})"), Ty::Int),
                5 => (format!("every({truth})"), Ty::Bool),
                6 => (format!("mode() WITHIN GROUP (ORDER BY {text})"), Ty::Text),
                7 => (format!("jsonb_agg({int} ORDER BY {int})"), Ty::Json),
                8 => (format!("array_agg(DISTINCT {text} ORDER BY {text})"), Ty::Texts),
                9 => (format!("string_agg(DISTINCT {text}, '+' ORDER BY {text} DESC)"), Ty::Text),
                10 => (format!("avg({num})"), Ty::Num),
                11 => (format!("sum({float})"), Ty::Float),
                12 => (format!("corr(r.id, {int})::numeric(10,6)"), Ty::Num),
                13 => (format!("regr_slope({float}, r.id)::numeric(20,6)"), Ty::Num),
                14 => (format!("covar_pop(r.id, {int})::numeric(20,4)"), Ty::Num),
                15 => (format!("percentile_cont(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY {int})::text"), Ty::Text),
                16 => (format!("percentile_disc(0.5) WITHIN GROUP (ORDER BY {num} DESC)"), Ty::Num),
                17 => (format!("count({truth}) + max({int})"), Ty::Big),
                18 => (format!("sum(DISTINCT {num})"), Ty::Num),
                19 => (format!("max({}) FILTER (WHERE {truth})", self.expr(Ty::Span, &columns)), Ty::Span),
                20 => (format!("sum({})", self.expr(Ty::Span, &columns)), Ty::Span),
                21 => (format!("min({})", self.expr(Ty::Ints, &columns)), Ty::Ints),
                22 => (format!("count(DISTINCT ({int}, {text}))"), Ty::Big),
                _ => (format!("jsonb_object_agg(r.id, {int})"), Ty::Json),
            };
            items.push(item);
            types.push(ty);
        }
        let filter = if once_in(self.rng, 2) { format!(" WHERE {}", self.condition(&columns)) } else { String::new() };
        let choices: &[(&str, &[(&str, Ty)])] = &[
            ("", &[]),
            (" GROUP BY r.k", &[("r.k", Ty::Int)]),
            (" GROUP BY r.c4, r.k % 2", &[("r.c4", Ty::Bool), ("r.k % 2", Ty::Int)]),
            (" GROUP BY GROUPING SETS (ROLLUP (r.k, r.c4), CUBE (r.c4))", &[("r.k", Ty::Int), ("r.c4", Ty::Bool)]),
            (
                " GROUP BY CASE WHEN r.c4 THEN 'yes' ELSE r.c1 END",
                &[("CASE WHEN r.c4 THEN 'yes' ELSE r.c1 END", Ty::Text)],
            ),
            (" GROUP BY ROLLUP (r.c1), ROLLUP (r.c1)", &[("r.c1", Ty::Text)]),
        ];
        let (sets, keys) = *pick(self.rng, choices);
        let having = match self.rng.below(5) {
            0 if !sets.is_empty() => format!(" HAVING count(*) >= (SELECT min(h.k) FROM {} AS h)", self.table()),
            1 if !sets.is_empty() => " HAVING bool_or(r.c4) IS NOT FALSE AND max(r.id) > 1".to_owned(),
            _ => String::new(),
        };
        for (key, ty) in keys {
            items.insert(0, (*key).to_owned());
            types.insert(0, *ty);
        }
        Select { text: format!("SELECT {} FROM {table} AS r{filter}{sets}{having}", items.join(", ")), types }
    }

    fn rows_in_select(&mut self) -> Select {
        let table = self.table();
        let columns = self.columns_of(&table, "r");
        let ints = self.expr(Ty::Ints, &columns);
        let filter = self.truth(&columns);
        let second = match self.rng.below(3) {
            0 => "generate_series(1, 2)".to_owned(),
            1 => "r.k + generate_series(0, r.k % 3)".to_owned(),
            _ => format!("unnest({})", self.expr(Ty::Ints, &columns)),
        };
        let text = format!("SELECT r.id, unnest({ints}), {second} FROM {table} AS r WHERE {filter}");
        Select { text, types: vec![Ty::Int; 3] }
    }

    fn cut(&mut self) -> Select {
        let table = self.table();
        let columns = self.columns_of(&table, "r");
        let filter = self.condition(&columns);
        let number = self.rng.below(6);
        let ty = *pick(self.rng, PLAIN);
        let item = self.expr(ty, &columns);
        let text = match self.rng.below(4) {
            0 => format!(
                "SELECT r.k, r.c4 FROM {table} AS r WHERE {filter} ORDER BY r.k NULLS FIRST, r.c4 FETCH FIRST {number} ROWS WITH TIES"
            ),
            1 => format!(
                "SELECT DISTINCT ON (r.c4, r.k) r.k, r.c4 FROM {table} AS r WHERE {filter} ORDER BY r.c4 DESC, r.k, r.id OFFSET 1"
            ),
            2 => format!(
                "SELECT r.k, r.c4 FROM {table} AS r WHERE r.id IN (SELECT s.id FROM {table} AS s ORDER BY s.c2 DESC NULLS LAST, s.id LIMIT {number})"
            ),
            _ => format!(
                "SELECT r.k, r.c4 FROM {table} AS r GROUP BY r.k, r.c4 ORDER BY count(*) DESC, r.k, r.c4 LIMIT {number}"
            ),
        };
        Select {
            text: format!(
                "SELECT o.k, o.c4 FROM ({text}) AS o UNION ALL SELECT -1, ({item}) IS NULL FROM {table} AS r"
            ),
            types: vec![Ty::Int, Ty::Bool],
        }
    }
}
