//! The course is sound: every finding of `datelier check` is a failure here.

use std::process::Command;

#[test]
fn every_lesson_passes_its_own_check() {
    let out = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "cli", "--", "check", "content"])
        .current_dir(tests::tree::root())
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{said}");
}
