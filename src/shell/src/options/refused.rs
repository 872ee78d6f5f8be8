//! Options of the real tools that are not supported here: they are refused by name, not as if nobody knew them.

/// What pgrep and pkill have in common.
const PROCESS_LETTERS: &str = "wgGOstUFLrAVhq";
const PROCESS_NAMES: &str = "lightweight pgroup group older session terminal uid pidfile logpidfile runstates ignore-ancestors cgroup ns nslist queue";

/// A command, its letters, its long names.
const REFUSED: &[(&str, &str, &str)] = &[
    ("awk", "CDIMdghlop", ""),
    ("bc", "h", ""),
    ("chgrp", "HLP", "no-preserve-root preserve-root"),
    ("chown", "HLP", "from no-preserve-root preserve-root"),
    ("cmp", "v", ""),
    (
        "column",
        "nOEdeHTWJripVh",
        "table-name table-order table-noextreme table-noheadings table-header-repeat table-hide table-truncate table-wrap json tree tree-id tree-parent",
    ),
    (
        "cp",
        "bSxZ",
        "attributes-only backup copy-contents no-preserve parents reflink remove-destination sparse strip-trailing-slashes suffix one-file-system context",
    ),
    ("curl", "TVh", "upload-file"),
    ("cut", "M", ""),
    ("date", "", "debug resolution"),
    ("df", "BlPtxv", "block-size local no-sync portability sync total type exclude-type"),
    ("diff", "v", "GTYPE-group-format LTYPE-line-format"),
    (
        "dos2unix",
        "7FLRSVchilsuv",
        "allow-chown assume-utf16be assume-utf16le convmode follow-symlink info license newline no-allow-chown replace-symlink safe skip-symlink",
    ),
    (
        "du",
        "DHLlPtXx",
        "dereference-args files0-from inodes dereference count-links no-dereference threshold time-style exclude-from exclude one-file-system",
    ),
    ("env", "S", "split-string block-signal default-signal ignore-signal list-signal-handling"),
    (
        "file",
        "0CFNPSZcdeflmnprvz",
        "apple checking-printout compile debug exclude exclude-quiet extension files-from list magic-file mime-encoding no-buffer no-pad no-sandbox parameter preserve-date print0 raw separator uncompress uncompress-noreport",
    ),
    ("free", "ltscwVv", "kilo mega giga tera peta tebi pebi si lohi total committed seconds count wide"),
    ("gawk", "CDIMdghlop", ""),
    ("gunzip", "", "synchronous"),
    ("gzip", "LVh", "license rsyncable synchronous"),
    ("hostname", "aAbdFiIy", "alias all-fqdns boot domain long file ip-address all-ip-addresses yp nis"),
    ("iconv", "V", "usage verbose"),
    ("id", "Z", "context"),
    ("less", "ABDGJKLOPTVWabcdghjkmnopqrtuwxyz", "tag-file"),
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
    ("more", "Vcdhlnpu", "clean-print exit-on-eof lines logical no-pause plain print-over silent"),
    ("mv", "bSZ", "backup strip-trailing-slashes suffix context"),
    ("numfmt", "M", ""),
    ("od", "Sfls", "endian strings traditional"),
    (
        "patch",
        "lcerDEZTBYzgtVv",
        "merge quoting-style backup-if-mismatch no-backup-if-mismatch verbose posix reject-format binary read-only",
    ),
    ("pgrep", PROCESS_LETTERS, PROCESS_NAMES),
    ("pkill", PROCESS_LETTERS, PROCESS_NAMES),
    ("printf", "", "version"),
    ("pwd", "", "logical physical version"),
    ("rev", "Vh", ""),
    ("sort", "", "random-source compress-program debug files0-from"),
    ("split", "Ctu", "line-bytes filter separator unbuffered"),
    ("stat", "", "cached"),
    ("tail", "", "max-unchanged-stats"),
    (
        "tar",
        "ABFGHIKLMNRSUVWZbdgilnosuw",
        "acls add-file after-date anchored atime-preserve backup block-number blocking-factor catenate check-device check-links checkpoint checkpoint-action clamp-mtime compare compress concatenate confirmation delay-directory-restore delete diff exclude-backups exclude-caches exclude-caches-all exclude-caches-under exclude-ignore exclude-ignore-recursive exclude-tag exclude-tag-all exclude-tag-under exclude-vcs exclude-vcs-ignores force-local format full-time group-map gunzip hard-dereference hole-detection ignore-case ignore-command-error ignore-failed-read ignore-zeros incremental index-file info-script interactive keep-directory-symlink keep-newer-files label level listed-incremental lzip lzma lzop mode multi-volume new-volume-script newer newer-mtime no-acls no-anchored no-auto-compress no-check-device no-delay-directory-restore no-ignore-case no-ignore-command-error no-null no-overwrite-dir no-quote-chars no-same-owner no-same-permissions no-seek no-selinux no-unquote no-verbatim-files-from no-wildcards no-wildcards-match-slash no-xattrs occurrence old-archive one-file-system overwrite-dir owner-map pax-option portability posix preserve-order quote-chars quoting-style read-full-records record-size recursion recursive-unlink remove-files restrict rmt-command rsh-command same-order same-owner same-permissions seek selinux show-defaults show-omitted-dirs show-snapshot-field-ranges show-stored-names show-transformed-names skip-old-files sparse sparse-version starting-file suffix tape-length test-label to-command totals transform uncompress ungzip unlink-first unquote update usage use-compress-program utc verbatim-files-from verify volno-file warning wildcards wildcards-match-slash xattrs xattrs-exclude xattrs-include xform zstd",
    ),
    ("top", "1EHSVhs", "accum-time-toggle scale-summary-mem secure-mode single-cpu-toggle threads-show"),
    (
        "tree",
        "ADHJNQRSTUXcloqtvx",
        "device du fflinks filelimit filesfirst fromfile gitfile gitignore hintro houtro ignore-case info infofile inodes matchdirs metafirst nolinks prune si sort timefmt",
    ),
    (
        "unix2dos",
        "7FLRSVchilsuv",
        "allow-chown assume-utf16be assume-utf16le convmode follow-symlink info license newline no-allow-chown replace-symlink safe skip-symlink",
    ),
    ("unzip", "CKUXfux", ""),
    ("uptime", "Vh", ""),
    ("watch", "bcdqpwhv", "beep color differences equexit precise no-wrap"),
    (
        "wget",
        "46ABDEFHIKLNQRTVXabdehiklmoprtvwx",
        "accept-regex ask-password auth-no-challenge backups bind-address body-data body-file ca-certificate ca-directory certificate certificate-type ciphers compression config connect-timeout content-disposition content-on-error convert-file-only crl-file cut-dirs default-page delete-after dns-timeout exclude-domains follow-ftp follow-tags ftp-password ftp-user ftps-clear-data-connection ftps-fallback-to-ftp ftps-implicit ftps-resume-ssl hsts-file http-password http-user https-only ignore-case ignore-length ignore-tags keep-session-cookies limit-rate load-cookies local-encoding max-redirect method no-cache no-clobber no-config no-cookies no-directories no-dns-cache no-glob no-host-directories no-hsts no-http-keep-alive no-if-modified-since no-iri no-netrc no-parent no-passive-ftp no-proxy no-remove-listing no-use-server-timestamps no-warc-compression no-warc-digests no-warc-keep-log password pinnedpubkey post-data post-file prefer-family preserve-permissions private-key private-key-type progress protocol-directories proxy-password proxy-user random-wait read-timeout referer regex-type reject-regex rejected-log remote-encoding report-speed restrict-file-names retr-symlinks retry-connrefused retry-on-http-error save-cookies save-headers secure-protocol show-progress start-pos strict-comments trust-server-names unlink use-askpass waitretry warc-cdx warc-dedup warc-file warc-header warc-max-size warc-tempdir xattr",
    ),
    (
        "who",
        "abdHlmpqrstTwu",
        "all boot dead heading ips login lookup process count runlevel short time mesg users message writable",
    ),
    ("xxd", "aCEeinodhv", ""),
    ("zcat", "", "synchronous"),
    ("zip", "AFTcef", ""),
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
