//! The Yew app and the worker that runs the lab.

fn main() {}
