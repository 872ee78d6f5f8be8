//! SET and SHOW.

use super::{Outcome, Session};
use crate::Result;
use crate::catalog::Relation;
use crate::error::{Error, Store};
use crate::parse::{name, plain, strip_tags, unsupported};
use base::{Cell, Column, Kind, Table};
use sqlparser::ast;

/// Settings with one value only: they may be set to it, and shown.
const FIXED: &[(&str, &str)] = &[
    ("timezone", "UTC"),
    ("datestyle", "ISO, MDY"),
    ("intervalstyle", "postgres"),
    ("client_encoding", "UTF8"),
    ("server_encoding", "UTF8"),
    ("standard_conforming_strings", "on"),
    ("server_version", "15.0"),
    ("transaction_isolation", "serializable"),
    ("lc_collate", "C"),
];

/// Settings that change nothing here, whatever their value.
const FREE: &[&str] = &[
    "work_mem",
    "statement_timeout",
    "lock_timeout",
    "enable_seqscan",
    "enable_hashjoin",
    "enable_mergejoin",
    "enable_nestloop",
    "enable_indexscan",
    "application_name",
    "client_min_messages",
    "extra_float_digits",
    "max_parallel_workers_per_gather",
];

fn one_cell(heading: &str, value: String) -> Outcome {
    let columns = vec![Column { name: heading.to_owned(), kind: Kind::Text }];
    Outcome::Rows(Table { columns, rows: vec![vec![Cell::Text(value)]] })
}

impl Session {
    pub(super) fn set_variable(
        &mut self,
        variables: &ast::OneOrManyWithParens<ast::ObjectName>,
        values: &[ast::Expr],
    ) -> Result<Outcome> {
        let [variable] = &variables[..] else { return Err(unsupported("SET (…)")) };
        let spelled = variable.0.iter().map(name).collect::<Vec<_>>().join(".").to_lowercase();
        let texts: Vec<String> =
            values.iter().map(|value| strip_tags(&value.to_string()).trim_matches('\'').to_owned()).collect();
        let value = texts.join(", ");
        let done = Ok(Outcome::Affected { tag: "SET".to_owned(), count: 0 });
        if spelled == "search_path" {
            let mut path = vec![crate::catalog::TEMPORARY.to_owned()];
            path.extend(texts.iter().map(|text| text.trim_matches('"').to_owned()).filter(|text| text != "$user"));
            if value.eq_ignore_ascii_case("default") {
                path = vec![crate::catalog::TEMPORARY.to_owned(), crate::catalog::PUBLIC.to_owned()];
                self.settings.remove("search_path");
            } else {
                self.settings.insert(spelled, value);
            }
            self.catalog.search_path = path;
            return done;
        }
        if spelled == "seed" {
            let seed = value.parse::<f64>().map_or(0, f64::to_bits);
            self.rng = std::cell::RefCell::new(base::Rng::new(seed));
            return done;
        }
        if let Some((_, fixed)) = FIXED.iter().find(|(known, _)| *known == spelled) {
            let same = value.eq_ignore_ascii_case(fixed) || value.eq_ignore_ascii_case("default");
            return if same { done } else { Err(unsupported(format!("SET {spelled} = {value}"))) };
        }
        if FREE.contains(&spelled.as_str()) || spelled.contains('.') {
            self.settings.insert(spelled, value);
            return done;
        }
        Err(Error::from(Store::UndefinedSetting).with("name", spelled))
    }

    pub(super) fn show(&mut self, variable: &[ast::Ident]) -> Result<Outcome> {
        let spelled = variable.iter().map(|ident| plain(&ident.value).to_lowercase()).collect::<Vec<_>>().join(" ");
        let spelled = if spelled == "time zone" { "timezone".to_owned() } else { spelled };
        if spelled == "tables" {
            return self.show_tables();
        }
        if spelled == "search_path" {
            let path = self.settings.get("search_path").map_or("\"$user\", public", String::as_str);
            return Ok(one_cell("search_path", path.to_owned()));
        }
        if let Some((heading, value)) = FIXED.iter().find(|(known, _)| *known == spelled) {
            return Ok(one_cell(heading, (*value).to_owned()));
        }
        match self.settings.get(&spelled) {
            Some(value) => Ok(one_cell(&spelled, value.clone())),
            None => Err(Error::from(Store::UndefinedSetting).with("name", spelled)),
        }
    }

    /// SHOW TABLES
    pub(super) fn show_tables(&mut self) -> Result<Outcome> {
        let columns = vec![Column { name: "table_name".to_owned(), kind: Kind::Text }];
        let shown = |relation: &Relation| matches!(relation, Relation::Table(_) | Relation::View(_));
        let names = self.catalog.relations.iter().filter(|(_, relation)| shown(relation));
        let rows = names.map(|(name, _)| vec![Cell::Text(name.name.clone())]).collect();
        Ok(Outcome::Rows(Table { columns, rows }))
    }

    /// SHOW COLUMNS FROM t, DESCRIBE t
    pub(super) fn show_columns(&mut self, ast: &ast::Statement) -> Result<Outcome> {
        let table = match ast {
            ast::Statement::ShowColumns { table_name, .. } => Some(table_name.clone()),
            ast::Statement::ExplainTable { table_name, .. } => Some(table_name.clone()),
            _ => None,
        };
        let Some(table) = table else { return Err(unsupported("SHOW COLUMNS")) };
        let wanted = table.0.last().map(name).unwrap_or_default();
        let found = self.catalog.resolve(None, &wanted).and_then(|full| self.catalog.table(&full).cloned());
        let found = found.ok_or_else(|| Error::from(crate::error::Bind::UndefinedTable).with("name", wanted))?;
        let columns = ["column_name", "data_type", "nullable"]
            .map(|name| Column { name: name.to_owned(), kind: Kind::Text })
            .to_vec();
        let rows = found.columns.iter().map(|column| {
            vec![
                Cell::Text(column.name.clone()),
                Cell::Text(column.ty.name()),
                Cell::Text(if column.not_null { "NO" } else { "YES" }.to_owned()),
            ]
        });
        Ok(Outcome::Rows(Table { columns, rows: rows.collect() }))
    }
}
