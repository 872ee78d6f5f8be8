//! Options of the real tools that are not supported here: they are refused by name, not as if nobody knew them.

/// What pgrep and pkill have in common.
const PROCESS_LETTERS: &str = "wgGOstUFLrA";
const PROCESS_NAMES: &str = "lightweight pgroup group older session terminal uid pidfile logpidfile runstates ignore-ancestors cgroup ns nslist";

/// A command, its letters, its long names.
const REFUSED: &[(&str, &str, &str)] = &[
    ("chgrp", "HLP", "no-preserve-root preserve-root"),
    ("chown", "HLP", "from no-preserve-root preserve-root"),
    (
        "column",
        "nOEdeHTWJrip",
        "table-name table-order table-noextreme table-noheadings table-header-repeat table-hide table-truncate table-wrap json tree tree-id tree-parent",
    ),
    (
        "cp",
        "bSxZ",
        "attributes-only backup copy-contents no-preserve parents reflink remove-destination sparse strip-trailing-slashes suffix one-file-system context",
    ),
    ("date", "", "debug resolution"),
    ("df", "BlPtx", "block-size local no-sync portability sync total type exclude-type"),
    (
        "du",
        "DHLlPtXx",
        "dereference-args files0-from inodes dereference count-links no-dereference threshold time-style exclude-from exclude one-file-system",
    ),
    ("env", "S", "split-string block-signal default-signal ignore-signal list-signal-handling"),
    ("free", "ltscw", "kilo mega giga tera peta tebi pebi si lohi total committed seconds count wide"),
    ("gzip", "L", "license rsyncable synchronous"),
    ("hostname", "aAbdFiIy", "alias all-fqdns boot domain long file ip-address all-ip-addresses yp nis"),
    ("id", "Z", "context"),
    ("ln", "bdFS", "backup directory suffix"),
    (
        "ls",
        "DHTZ",
        "author block-size dired dereference-command-line dereference-command-line-symlink-to-dir hyperlink show-control-chars quoting-style tabsize context zero",
    ),
    (
        "make",
        "bmdeEIlLoORSwW",
        "debug environment-overrides eval include-dir load-average max-load check-symlink-times old-file assume-old output-sync no-builtin-variables no-silent no-keep-going stop trace print-directory what-if new-file assume-new warn-undefined-variables",
    ),
    ("mkdir", "Z", "context"),
    ("mkfifo", "Z", "context"),
    ("mv", "bSZ", "backup strip-trailing-slashes suffix context"),
    ("od", "Sfls", "endian strings traditional"),
    (
        "patch",
        "lcerDEZTBYzgt",
        "merge quoting-style backup-if-mismatch no-backup-if-mismatch verbose posix reject-format binary read-only",
    ),
    ("pgrep", PROCESS_LETTERS, PROCESS_NAMES),
    ("pkill", PROCESS_LETTERS, PROCESS_NAMES),
    ("sort", "", "random-source compress-program debug files0-from"),
    ("split", "Ctu", "line-bytes filter separator unbuffered"),
    ("stat", "", "cached"),
    ("tail", "", "max-unchanged-stats"),
    ("watch", "bcdqpw", "beep color differences equexit precise no-wrap"),
    (
        "who",
        "abdHlmpqrstTwu",
        "all boot dead heading ips login lookup process count runlevel short time mesg users message writable",
    ),
    ("xxd", "aCEeinod", ""),
];

/// The letters and long names that a command refuses.
pub fn of(command: &str) -> Option<(&'static str, &'static str)> {
    let at = REFUSED.binary_search_by(|(name, ..)| (*name).cmp(command)).ok()?;
    Some((REFUSED[at].1, REFUSED[at].2))
}

/// The words for an option that getopt does not know, when the real command has it.
pub fn words(command: &str, refusal: &str) -> Option<String> {
    let (letters, names) = of(command)?;
    if let Some(letter) = refusal.strip_prefix("invalid option -- '").and_then(|rest| rest.strip_suffix('\'')) {
        return letters.contains(letter).then(|| super::getopt::not_here(&format!("-{letter}")));
    }
    let typed = refusal.strip_prefix("unrecognized option '--")?.strip_suffix('\'')?;
    let typed = typed.split('=').next().unwrap_or(typed);
    let mut fitting = names.split(' ').filter(|name| !typed.is_empty() && name.starts_with(typed));
    fitting.next().map(|name| super::getopt::not_here(&format!("--{name}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_found() {
        assert!(REFUSED.is_sorted());
        assert_eq!(
            words("ls", "invalid option -- 'D'").as_deref(),
            Some("option '-D' is not supported on this machine")
        );
        let told = words("ls", "unrecognized option '--hyper=always'");
        assert_eq!(told.as_deref(), Some("option '--hyperlink' is not supported on this machine"));
        assert_eq!(words("ls", "unrecognized option '--nothing'"), None);
    }
}
