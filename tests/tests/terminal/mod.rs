//! The terminal as a learner meets it: lines explained, a second shell, a search, the disk beside it, vi's keys.

use super::{Look, Stage, Visitor};
use anyhow::{Result, ensure};
use fantoccini::key::Key;

async fn shell(stage: &Stage, look: Look, route: &str) -> Result<Visitor> {
    let visitor = stage.visit(look, route).await?;
    visitor.wait_for_text(".terminal-prompt", |text| text.contains('$')).await?;
    visitor.click(".terminal-keys").await?;
    Ok(visitor)
}

async fn accessible(visitor: &Visitor) -> Result<()> {
    let faults = visitor.accessibility_faults().await?;
    ensure!(faults.is_empty(), "axe-core finds:\n{}", faults.join("\n"));
    Ok(())
}

fn function_key() -> String {
    char::from(Key::F1).to_string()
}

async fn explained(look: Look, route: &str, said: &str) -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = shell(&stage, look, route).await?;
    visitor.type_keys("ls -la | wc -l").await?;
    visitor.type_keys(&function_key()).await?;
    let told = visitor.wait_for_text(".terminal-explain dl", |text| text.contains(said)).await?;
    ensure!(told.matches("wc").count() == 1, "each part once: {told}");
    // A second time: into the explanation, from part to part with the arrows, and back with Escape.
    visitor.type_keys(&function_key()).await?;
    let focused = "return document.activeElement.textContent";
    ensure!(visitor.ask(focused).await? == "ls");
    visitor.type_keys(&char::from(Key::Right).to_string()).await?;
    ensure!(visitor.ask(focused).await? == "-l");
    ensure!(visitor.text(".explain-line .on").await? == "-l", "the piece of the line is marked");
    accessible(&visitor).await?;
    visitor.type_keys("\x1b").await?;
    ensure!(!visitor.sees(".terminal-explain").await, "Escape closes it");
    visitor.type_keys("\n").await?;
    visitor.wait_for_text(".terminal-log", |text| text.trim_end().ends_with(|c: char| c.is_ascii_digit())).await?;
    visitor.leave().await
}

#[tokio::test]
async fn a_line_is_explained_in_french() -> Result<()> {
    explained(Look::WIDE, "fr/play/shell", "lister les fichiers").await
}

#[tokio::test]
async fn a_line_is_explained_in_english_at_night() -> Result<()> {
    explained(Look::DARK, "en/play/shell", "list files").await
}

#[tokio::test]
async fn an_unfinished_line_says_what_is_missing() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = shell(&stage, Look::PHONE, "en/play/shell").await?;
    visitor.type_keys("for f in *.csv; do wc").await?;
    visitor.click(".terminal-tools .terminal-tool").await?;
    visitor.wait_for_text(".explain-problem", |text| text.contains("done")).await?;
    visitor
        .wait_for_text(".terminal-explain dl", |text| text.contains("trips.csv") || text.contains("variable"))
        .await?;
    accessible(&visitor).await?;
    visitor.leave().await
}

#[tokio::test]
async fn two_shells_share_a_disk() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = shell(&stage, Look::WIDE, "en/play/shell").await?;
    visitor.click(".terminal-tools [aria-pressed]:nth-of-type(4)").await?;
    let second = ".terminal-pane + .terminal-pane";
    visitor.wait_for_text(&format!("{second} .terminal-prompt"), |text| text.contains('$')).await?;
    visitor.click(&format!("{second} .terminal-keys")).await?;
    visitor.type_keys("cd /tmp; echo from-two > two.txt; x=2\n").await?;
    visitor.wait_for_text(&format!("{second} .terminal-prompt"), |text| text.contains("/tmp")).await?;
    // A command that runs in one does not hold the other up.
    visitor.type_keys("sleep 60\n").await?;
    visitor.click(".terminal-pane .terminal-keys").await?;
    visitor.type_keys("cat /tmp/two.txt; echo \"[$x] $PWD\"\n").await?;
    let said = visitor.wait_for_text(".terminal-pane .terminal-log", |text| text.contains("[]")).await?;
    ensure!(said.contains("\nfrom-two") && !said.contains("[] /tmp"), "{said}");
    accessible(&visitor).await?;
    visitor.click(".terminal-tools [aria-pressed]:nth-of-type(4)").await?;
    ensure!(!visitor.sees(second).await, "it is closed");
    visitor.wait_for_text(".terminal-prompt", |text| text.contains('$')).await?;
    visitor.click(".terminal-keys").await?;
    visitor.type_keys("ps\n").await?;
    let said = visitor.wait_for_text(".terminal-log", |text| text.contains("ps\n")).await?;
    ensure!(!said.contains("sleep"), "what ran in it has ended: {said}");
    visitor.leave().await
}

#[tokio::test]
async fn output_can_be_searched() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = shell(&stage, Look::WIDE, "en/play/shell").await?;
    visitor.type_keys("seq 1 300\n").await?;
    visitor.wait_for_text(".terminal-log", |text| text.trim_end().ends_with("300")).await?;
    visitor.click(".terminal-tools .terminal-tool:nth-of-type(2)").await?;
    visitor.type_keys("29").await?;
    // 29, 129, 229 and 290 to 299.
    visitor.wait_for_text(".terminal-find [role=status]", |text| text == "13 of 13").await?;
    visitor.type_keys("\n").await?;
    visitor.wait_for_text(".terminal-find [role=status]", |text| text == "12 of 13").await?;
    let shown = visitor.ask(
        "const mark = document.getElementById('terminal-here').getBoundingClientRect();
         const place = document.querySelector('.terminal-scroll').getBoundingClientRect();
         return mark.top >= place.top && mark.bottom <= place.bottom",
    );
    ensure!(shown.await? == true, "the place looked at is in view");
    accessible(&visitor).await?;
    visitor.type_keys("\x1b").await?;
    ensure!(!visitor.sees("mark").await, "no mark stays");
    visitor.leave().await
}

#[tokio::test]
async fn the_tree_says_what_changed() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = shell(&stage, Look::WIDE, "en/play/shell").await?;
    visitor.click(".terminal-tools .terminal-tool:nth-of-type(3)").await?;
    visitor.wait_for_text(".terminal-files", |text| text.contains("home")).await?;
    visitor.click(".terminal-keys").await?;
    visitor.type_keys("echo 1 > fresh.txt\n").await?;
    visitor.wait_for_text(".terminal-files .terminal-added", |text| text.contains("fresh.txt")).await?;
    accessible(&visitor).await?;
    visitor.type_keys("rm fresh.txt\n").await?;
    visitor.wait_for_text(".terminal-files .terminal-removed", |text| text.contains("fresh.txt")).await?;
    // A file in, as if it had been dropped.
    visitor
        .ask(
            "const data = new DataTransfer(); data.items.add(new File(['dropped in'], 'in.txt'));
             document.querySelector('.terminal-files').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))",
        )
        .await?;
    visitor.wait_for_text(".terminal-files", |text| text.contains("in.txt")).await?;
    visitor.type_keys("cat in.txt\n").await?;
    visitor.wait_for_text(".terminal-log", |text| text.contains("dropped in")).await?;
    visitor.leave().await
}

#[tokio::test]
async fn the_line_can_follow_vi() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = shell(&stage, Look::WIDE, "en/play/shell").await?;
    visitor.type_keys("set -o vi\n").await?;
    visitor.wait_for_text(".terminal-log", |text| text.contains("set -o vi")).await?;
    visitor.wait_for_text(".terminal-prompt", |text| text.contains('$')).await?;
    visitor.type_keys("echo one two\x1b0wcwthree\x1bA four\x1bhx\n").await?;
    visitor.wait_for_text(".terminal-log", |text| text.contains("\nthree two for")).await?;
    visitor.wait_for_text(".terminal-prompt", |text| text.contains('$')).await?;
    visitor.type_keys("\x1bkk\n").await?;
    let said = visitor.wait_for_text(".terminal-log", |text| text.matches("set -o vi").count() == 2).await?;
    ensure!(!said.contains("not found"), "{said}");
    visitor.leave().await
}
