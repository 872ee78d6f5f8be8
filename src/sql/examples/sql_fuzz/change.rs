//! Statements that change the tables, in a transaction with savepoints that is rolled back at the end or not, with what they return
//! and what is then in the tables.

use super::grammar::{Column, Ty, expression, once_in, pick};
use super::oracle::Query;
use super::schema::Table;
use base::Rng;

/// Some changes.
pub(crate) fn session(rng: &mut Rng, tables: &[Table]) -> Vec<Query> {
    let mut out = Vec::new();
    let mut say = |text: String| out.push(Query { text, ordered: false, changes: true });
    say("BEGIN".to_owned());
    let mut saved = false;
    for _ in 0..2 + rng.below(4) {
        let table = pick(rng, tables);
        say(change(rng, table, tables));
        match rng.below(5) {
            0 => {
                say("SAVEPOINT here".to_owned());
                saved = true;
            }
            1 if saved => say("ROLLBACK TO SAVEPOINT here".to_owned()),
            2 if saved => {
                say("RELEASE SAVEPOINT here".to_owned());
                saved = false;
            }
            _ => say(format!("SELECT * FROM {} ORDER BY id", table.name)),
        }
    }
    say(if once_in(rng, 4) { "COMMIT" } else { "ROLLBACK" }.to_owned());
    for table in tables {
        say(format!("SELECT * FROM {} ORDER BY id", table.name));
    }
    out
}

/// Values that never fail: a failed change would end the transaction, which is right and tells little.
fn value(rng: &mut Rng, ty: Ty, columns: &[Column]) -> String {
    expression(rng, ty, columns, 0)
}

fn assignments(rng: &mut Rng, table: &Table, read: &[Column]) -> String {
    let mut list: Vec<String> = Vec::new();
    for (name, ty) in table.columns.iter().skip(1) {
        if once_in(rng, 3) {
            list.push(format!("{name} = {}", value(rng, *ty, read)));
        }
    }
    if list.is_empty() {
        list.push("k = NULL".to_owned());
    }
    list.join(", ")
}

fn change(rng: &mut Rng, table: &Table, tables: &[Table]) -> String {
    let name = &table.name;
    let own = table.read_as("t");
    let other = pick(rng, tables);
    let (u, theirs) = (&other.name, other.read_as("u"));
    let both: Vec<Column> = own.iter().chain(&theirs).cloned().collect();
    let condition = value_condition(rng, &own);
    let returning = *pick(rng, &["", " RETURNING *", " RETURNING id, k + 1, c1 || '!'"]);
    let qualified = *pick(rng, &["", " RETURNING t.*", " RETURNING t.id, t.k, upper(t.c1) AS c"]);
    let fresh = 100 + rng.below(900);
    match rng.below(13) {
        0 => format!("DELETE FROM {name} AS t WHERE {condition}{qualified}"),
        1 => format!("UPDATE {name} AS t SET {} WHERE {condition}{qualified}", assignments(rng, table, &own)),
        2 => format!(
            "UPDATE {name} AS t SET {} FROM {u} AS u WHERE u.id = t.id AND {condition}{qualified}",
            assignments(rng, table, &both)
        ),
        3 => format!("DELETE FROM {name} AS t USING {u} AS u WHERE u.id = t.k AND {condition}{qualified}"),
        4 => format!(
            "INSERT INTO {name} (id, k, c1) SELECT t.id + {fresh}, t.k, t.c1 FROM {name} AS t WHERE {condition}{returning}"
        ),
        5 => format!(
            "INSERT INTO {name} (id, k, c2) VALUES ({fresh}, 1, 2.345), ({fresh} + 1, DEFAULT, NULL){returning}"
        ),
        6 => format!(
            "INSERT INTO {name} (id, k, c1) VALUES (1, 7, 'new'), ({fresh}, 8, NULL) ON CONFLICT (id) DO UPDATE SET k = excluded.k, c1 = {name}.c1 || excluded.c1{returning}"
        ),
        7 => format!(
            "INSERT INTO {name} (id, k) SELECT u.id, max(u.k) FROM {u} AS u GROUP BY u.id ON CONFLICT (id) DO UPDATE SET k = {name}.k + excluded.k WHERE {name}.c4{returning}"
        ),
        8 => format!(
            "INSERT INTO {name} (id, c3) VALUES (2, '2024-05-05'), ({fresh}, NULL) ON CONFLICT DO NOTHING{returning}"
        ),
        9 => format!(
            "MERGE INTO {name} AS t USING (SELECT u.id, u.k, u.c1 FROM {u} AS u) AS u ON t.id = u.id WHEN MATCHED AND t.c4 THEN DELETE WHEN MATCHED AND u.k > 1 THEN UPDATE SET k = u.k, c1 = u.c1 \
             WHEN MATCHED THEN DO NOTHING WHEN NOT MATCHED AND u.k IS NOT NULL THEN INSERT (id, k, c1) VALUES (u.id, u.k, u.c1 || '+')"
        ),
        10 => format!(
            "WITH gone AS (DELETE FROM {name} AS t WHERE {condition} RETURNING t.id, t.k) SELECT count(*), sum(g.k), (SELECT count(*) FROM {name}) FROM gone AS g"
        ),
        11 => format!(
            "WITH moved AS (UPDATE {name} AS t SET k = COALESCE(t.k, 0) + 10 WHERE {condition} RETURNING t.id, t.k) INSERT INTO {name} (id, k) SELECT m.id + {fresh}, m.k FROM moved AS m{returning}"
        ),
        _ => format!(
            "UPDATE {name} AS t SET (k, c1) = (SELECT max(u.k), min(u.c1) FROM {u} AS u WHERE u.k = t.k) WHERE {condition}{qualified}"
        ),
    }
}

fn value_condition(rng: &mut Rng, columns: &[Column]) -> String {
    let list = [
        "t.k = 1",
        "t.c4",
        "t.c4 IS NOT TRUE",
        "t.id % 2 = 0",
        "t.c1 LIKE 'a%'",
        "t.c2 > 1",
        "t.c3 < DATE '2024-02-01'",
        "t.k IS NULL",
        "t.id > 3",
    ];
    let plain = *pick(rng, &list);
    if once_in(rng, 3) {
        let ty = *pick(rng, &[Ty::Int, Ty::Text]);
        return format!("({plain} OR {} = {})", expression(rng, ty, columns, 0), expression(rng, ty, columns, 0));
    }
    plain.to_owned()
}
