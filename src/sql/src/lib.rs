//! The SQL engine: lex, parse, bind, plan, execute.
