//! The lab of benches with the database.

#[path = "../worker/mod.rs"]
mod worker;

fn main() {
    worker::start();
}
