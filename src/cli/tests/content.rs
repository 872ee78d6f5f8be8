//! The course is sound: every finding of `datelier check` is a failure here.

use std::process::Command;

#[test]
fn every_lesson_passes_its_own_check() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let datelier = env!("CARGO_BIN_EXE_datelier");
    let out = Command::new(datelier).args(["check", "content"]).current_dir(root).output().expect("datelier runs");
    let said = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{said}");
}
