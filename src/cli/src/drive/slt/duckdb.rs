//! DuckDB's own additions to sqllogictest, written out as plain sqllogictest: loops are unrolled, what only DuckDB can do
//! (its settings, its storage, its plans) is left out and counted.

use std::collections::BTreeMap;

/// Extensions and builds a file may ask for that change nothing for us.
const HARMLESS: &[&str] = &[
    "no_alternative_verify",
    "skip_reload",
    "vector_size",
    "exact_vector_size",
    "no_vector_verification",
    "strinline",
    "64bit",
    "longdouble",
    "notwindows",
    "noforcestorage",
    "core_functions",
    "block_size",
    "allow_unsigned_extensions",
    "ram",
];

/// Lines that set DuckDB's test rig up.
const RIG: &[&str] = &[
    "load",
    "restart",
    "reconnect",
    "unzip",
    "set",
    "reset",
    "tags",
    "test-env",
    "template",
    "sleep",
    "require-env",
    "mode",
];

const NUMERIC: &[&str] = &["tinyint", "smallint", "integer", "bigint", "float", "double", "decimal(18,3)"];
const INTEGRAL: &[&str] = &["tinyint", "smallint", "integer", "bigint"];

/// A file in plain sqllogictest, and how many records were left out, by reason.
#[derive(Default)]
pub(super) struct Plain {
    pub(super) text: String,
    pub(super) skipped: BTreeMap<&'static str, usize>,
}

impl Plain {
    fn skip(&mut self, reason: &'static str, count: usize) {
        if count > 0 {
            *self.skipped.entry(reason).or_default() += count;
        }
    }
}

/// Rewrites a file. A plain sqllogictest file stays what it is.
pub(super) fn plain(source: &str) -> Plain {
    let lines: Vec<&str> = source.lines().collect();
    let mut out = Plain::default();
    let needs = lines.iter().filter_map(|line| line.strip_prefix("require "));
    if needs.filter_map(|rest| rest.split_whitespace().next()).any(|what| !HARMLESS.contains(&what)) {
        out.skip("asks for an extension", lines.iter().filter(|line| is_record(line)).count());
        return out;
    }
    unrolled(&lines, &mut out);
    out
}

fn is_record(line: &str) -> bool {
    line.starts_with("statement ") || line.starts_with("query ")
}

fn word(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or("")
}

/// Loops written out, the innermost last.
fn unrolled(lines: &[&str], out: &mut Plain) {
    let mut at = 0;
    let mut skipping = false;
    while at < lines.len() {
        let line = lines[at];
        match word(line) {
            "mode" => skipping = line.starts_with("mode skip"),
            "loop" | "foreach" | "concurrentloop" | "concurrentforeach" => {
                let end = closing(lines, at);
                let body = lines[at + 1..end].join("\n");
                let mut words = line.split_whitespace().skip(1);
                let name = words.next().unwrap_or("");
                let rest: Vec<&str> = words.collect();
                for value in values(word(line), &rest) {
                    let body = body.replace(&format!("${{{name}}}"), &value).replace(&format!("{{{name}}}"), &value);
                    if skipping {
                        out.skip("mode skip", body.lines().filter(|line| is_record(line)).count());
                    } else {
                        unrolled(&body.lines().collect::<Vec<_>>(), out);
                    }
                }
                at = end;
            }
            "statement" | "query" => {
                let end = (at..lines.len()).find(|i| lines[*i].trim().is_empty()).unwrap_or(lines.len());
                if skipping {
                    out.skip("mode skip", 1);
                } else {
                    record(&lines[at..end], out);
                }
                at = end;
            }
            "require" => {}
            other if RIG.contains(&other) => {}
            _ => push(line, out),
        }
        at += 1;
    }
}

fn push(line: &str, out: &mut Plain) {
    out.text.push_str(line);
    out.text.push('\n');
}

fn closing(lines: &[&str], open: usize) -> usize {
    let mut depth = 0;
    for (at, line) in lines.iter().enumerate().skip(open) {
        match word(line) {
            "loop" | "foreach" | "concurrentloop" | "concurrentforeach" => depth += 1,
            "endloop" => {
                depth -= 1;
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
    }
    lines.len()
}

fn values(kind: &str, rest: &[&str]) -> Vec<String> {
    if kind.ends_with("loop") {
        let bound = |at: usize| rest.get(at).and_then(|text| text.parse::<i64>().ok()).unwrap_or(0);
        return (bound(0)..bound(1)).map(|n| n.to_string()).collect();
    }
    let listed = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    rest.iter()
        .flat_map(|word| match *word {
            "<numeric>" => listed(NUMERIC),
            "<integral>" | "<signed>" => listed(INTEGRAL),
            other => vec![other.trim_matches('"').to_owned()],
        })
        .collect()
}

/// A record: an expected error's words are DuckDB's, so only that there is one counts.
fn record(lines: &[&str], out: &mut Plain) {
    let head = lines[0];
    let result = lines.iter().position(|line| line.trim_end() == "----");
    let sql = &lines[1..result.unwrap_or(lines.len())];
    let expected = result.map_or(&[][..], |at| &lines[at + 1..]);
    let first = sql.iter().find(|line| !line.trim_start().starts_with("--")).map_or("", |line| word(line));
    let first = first.trim_end_matches(';').to_ascii_lowercase();
    let setting =
        first == "pragma" || (matches!(first.as_str(), "set" | "reset") && !sql.join(" ").contains("time zone"));
    // Plans and storage are DuckDB's own; a pattern tells of them.
    let foreign = expected.iter().any(|line| ["<REGEX>", "<!REGEX>", "<FILE>"].iter().any(|tag| line.starts_with(tag)))
        || matches!(first.as_str(), "explain" | "checkpoint" | "attach" | "detach" | "use" | "install" | "load");
    if setting || foreign || head.starts_with("statement maybe") {
        let reason = if setting { "settings" } else { "plans, storage, several right answers" };
        out.skip(reason, 1);
        return;
    }
    if head.starts_with("statement error") || head.starts_with("query error") {
        push("statement error", out);
        for line in sql {
            push(line, out);
        }
    } else {
        // `query I nosort label` and its like are everyone's; DuckDB names connections here too.
        push(head, out);
        for line in &lines[1..] {
            push(line, out);
        }
        if head.starts_with("query") && result.is_none() {
            push("----", out);
        }
    }
    push("", out);
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn loops_are_written_out_and_settings_left_out() {
        let source = "require skip_reload\n\nstatement ok\nPRAGMA enable_verification\n\nforeach t int \"text\"\n\nquery I\nSELECT 1::${t}\n----\n1\n\nendloop\n\nstatement error\nSELEC\n----\nParser Error\n";
        let plain = plain(source);
        assert_eq!(plain.skipped.values().sum::<usize>(), 1);
        assert!(plain.text.contains("SELECT 1::int") && plain.text.contains("SELECT 1::text"));
        assert!(plain.text.contains("statement error\nSELEC\n\n"));
    }

    #[test]
    fn what_needs_an_extension_is_left_out_whole() {
        let skipped = plain("require parquet\n\nquery I\nSELECT 1\n----\n1\n").skipped;
        assert_eq!(skipped.get("asks for an extension"), Some(&1));
    }
}
