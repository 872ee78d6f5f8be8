//! One matcher, several syntaxes: BRE, ERE, PostgreSQL ARE, vim.
