//! The lab of benches with the shell and vim.

#[path = "../worker/mod.rs"]
mod worker;

fn main() {
    worker::start();
}
