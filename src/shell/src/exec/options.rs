//! `set -o` and `shopt`.

macro_rules! flags {
    ($(#[$doc:meta])* $name:ident { $($field:ident = $text:literal, $letter:literal, $default:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)] // The manual of bash describes each.
        pub struct $name { $(pub $field: bool,)* }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        impl $name {
            /// Names, letters (space when none) and values, in the order bash lists them.
            pub fn all(&self) -> Vec<(&'static str, char, bool)> {
                vec![$(($text, $letter, self.$field),)*]
            }

            /// The flag of this name.
            pub fn named(&mut self, name: &str) -> Option<&mut bool> {
                match name {
                    $($text => Some(&mut self.$field),)*
                    _ => None,
                }
            }

            /// The flag of this letter.
            pub fn lettered(&mut self, letter: char) -> Option<&mut bool> {
                let known = |(_, known, _): &(&str, char, bool)| *known == letter && letter != ' ';
                let name = self.all().into_iter().find(known)?.0;
                self.named(name)
            }
        }
    };
}

flags! {
    /// The options of `set`.
    SetOptions {
        allexport = "allexport", 'a', false;
        braceexpand = "braceexpand", 'B', true;
        emacs = "emacs", ' ', false;
        errexit = "errexit", 'e', false;
        errtrace = "errtrace", 'E', false;
        functrace = "functrace", 'T', false;
        hashall = "hashall", 'h', true;
        histexpand = "histexpand", 'H', false;
        history = "history", ' ', false;
        ignoreeof = "ignoreeof", ' ', false;
        interactive_comments = "interactive-comments", ' ', true;
        keyword = "keyword", 'k', false;
        monitor = "monitor", 'm', false;
        noclobber = "noclobber", 'C', false;
        noexec = "noexec", 'n', false;
        noglob = "noglob", 'f', false;
        nolog = "nolog", ' ', false;
        notify = "notify", 'b', false;
        nounset = "nounset", 'u', false;
        onecmd = "onecmd", 't', false;
        physical = "physical", 'P', false;
        pipefail = "pipefail", ' ', false;
        posix = "posix", ' ', false;
        privileged = "privileged", 'p', false;
        verbose = "verbose", 'v', false;
        vi = "vi", ' ', false;
        xtrace = "xtrace", 'x', false;
    }
}

flags! {
    /// The options of `shopt`.
    ShellOptions {
        autocd = "autocd", ' ', false;
        assoc_expand_once = "assoc_expand_once", ' ', false;
        cdable_vars = "cdable_vars", ' ', false;
        cdspell = "cdspell", ' ', false;
        checkhash = "checkhash", ' ', false;
        checkjobs = "checkjobs", ' ', false;
        checkwinsize = "checkwinsize", ' ', true;
        cmdhist = "cmdhist", ' ', true;
        compat31 = "compat31", ' ', false;
        compat32 = "compat32", ' ', false;
        compat40 = "compat40", ' ', false;
        compat41 = "compat41", ' ', false;
        compat42 = "compat42", ' ', false;
        compat43 = "compat43", ' ', false;
        compat44 = "compat44", ' ', false;
        complete_fullquote = "complete_fullquote", ' ', true;
        direxpand = "direxpand", ' ', false;
        dirspell = "dirspell", ' ', false;
        dotglob = "dotglob", ' ', false;
        execfail = "execfail", ' ', false;
        expand_aliases = "expand_aliases", ' ', false;
        extdebug = "extdebug", ' ', false;
        extglob = "extglob", ' ', false;
        extquote = "extquote", ' ', true;
        failglob = "failglob", ' ', false;
        force_fignore = "force_fignore", ' ', true;
        globasciiranges = "globasciiranges", ' ', true;
        globskipdots = "globskipdots", ' ', true;
        globstar = "globstar", ' ', false;
        gnu_errfmt = "gnu_errfmt", ' ', false;
        histappend = "histappend", ' ', false;
        histreedit = "histreedit", ' ', false;
        histverify = "histverify", ' ', false;
        hostcomplete = "hostcomplete", ' ', true;
        huponexit = "huponexit", ' ', false;
        inherit_errexit = "inherit_errexit", ' ', false;
        interactive_comments = "interactive_comments", ' ', true;
        lastpipe = "lastpipe", ' ', false;
        lithist = "lithist", ' ', false;
        localvar_inherit = "localvar_inherit", ' ', false;
        localvar_unset = "localvar_unset", ' ', false;
        login_shell = "login_shell", ' ', false;
        mailwarn = "mailwarn", ' ', false;
        no_empty_cmd_completion = "no_empty_cmd_completion", ' ', false;
        nocaseglob = "nocaseglob", ' ', false;
        nocasematch = "nocasematch", ' ', false;
        noexpand_translation = "noexpand_translation", ' ', false;
        nullglob = "nullglob", ' ', false;
        patsub_replacement = "patsub_replacement", ' ', true;
        progcomp = "progcomp", ' ', true;
        progcomp_alias = "progcomp_alias", ' ', false;
        promptvars = "promptvars", ' ', true;
        restricted_shell = "restricted_shell", ' ', false;
        shift_verbose = "shift_verbose", ' ', false;
        sourcepath = "sourcepath", ' ', true;
        varredir_close = "varredir_close", ' ', false;
        xpg_echo = "xpg_echo", ' ', false;
    }
}
