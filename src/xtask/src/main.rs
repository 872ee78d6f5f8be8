//! play, verify, dist, bench: sets up the toolchain and runs everything.

fn main() {}
