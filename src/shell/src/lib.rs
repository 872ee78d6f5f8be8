//! The shell: lex, parse, expand, execute; its commands.
