//! The whole path in a real Chromium: read, practise, be told, come back. Needs the built page (`cargo xtask site`).

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use std::fs;
use std::time::Duration;
use tests::browser::{Driver, Look, Visitor};
use xtask::serve::Site;
use xtask::{paths, single_file};

mod terminal;

/// Everything a test needs: the page served, and a driver.
struct Stage {
    site: Site,
    driver: Driver,
}

impl Stage {
    async fn set() -> Result<Self> {
        Ok(Self { site: Site::open(&paths::site(), 0)?, driver: Driver::start().await? })
    }

    /// A visitor at a route such as `fr/lesson/intro-vim`.
    async fn visit(&self, look: Look, route: &str) -> Result<Visitor> {
        let visitor = self.driver.visitor(look).await?;
        visitor.goto(&format!("{}#/{route}", self.site.address())).await?;
        visitor.find("main h1").await?;
        Ok(visitor)
    }
}

impl Stage {
    /// Everything the page asked for, once it has been quiet for a second: the whole course is at hand then.
    async fn loaded(&self) -> Vec<String> {
        let mut asked = self.site.asked();
        loop {
            tokio::time::sleep(Duration::from_secs(1)).await;
            let now = self.site.asked();
            if now == asked {
                return now;
            }
            asked = now;
        }
    }
}

/// A solution of the course, as its author wrote it.
fn solution(path: &str) -> Result<String> {
    Ok(fs::read_to_string(paths::root().join("content").join(path))?.trim_end().to_owned())
}

/// Presses Check on the bench and waits for a verdict that passes.
async fn passes(visitor: &Visitor) -> Result<()> {
    visitor.click(".bench-foot .button-main").await?;
    visitor.wait_for_text(".bench-feedback .verdict", |text| !text.is_empty()).await?;
    let said = visitor.text(".bench-feedback .verdict").await?;
    ensure!(visitor.sees(".bench-feedback .verdict-passed").await, "not passed: {said}");
    Ok(())
}

async fn solve_sql(visitor: &Visitor) -> Result<()> {
    visitor.click(".editor-field").await?;
    visitor.chord(Key::Control, 'a').await?;
    visitor.paste(&solution("02-sql/02-filtrer/heures-pleines.solution.sql")?).await?;
    visitor.click(".sql-tools .button").await?;
    visitor.wait_for_text(".grid-foot", |text| text.chars().any(|c| c.is_ascii_digit())).await?;
    passes(visitor).await
}

async fn solve_shell(visitor: &Visitor) -> Result<()> {
    visitor.wait_for_text(".terminal-prompt", |text| text.contains('$')).await?;
    visitor.click(".terminal-keys").await?;
    visitor.type_keys(&(solution("01-introduction/15-bash/compter-erreurs.solution.sh")? + "\n")).await?;
    visitor.wait_for_text(".terminal-log", |text| text.trim_end().ends_with(|c: char| c.is_ascii_digit())).await?;
    passes(visitor).await
}

async fn solve_vim(visitor: &Visitor) -> Result<()> {
    visitor.find(".vim-line").await?;
    visitor.click(".vim-grid").await?;
    visitor.type_keys(&solution("01-introduction/16-vim/note-perimee.solution.keys")?).await?;
    passes(visitor).await
}

/// The main job in one language: three engines and a quiz, then the tab is closed and opened again.
async fn whole_path(locale: &str) -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = stage.visit(Look::WIDE, &format!("{locale}/lesson/sql-filtrer/heures-pleines")).await?;
    solve_sql(&visitor).await?;

    visitor.goto_route(&format!("{locale}/lesson/intro-bash/compter-erreurs")).await?;
    solve_shell(&visitor).await?;

    visitor.goto_route(&format!("{locale}/lesson/intro-vim/note-perimee")).await?;
    solve_vim(&visitor).await?;

    visitor.goto_route(&format!("{locale}/lesson/sql-filtrer")).await?;
    visitor.click("#null-egal .option:nth-of-type(1) input").await?;
    visitor.click("#null-egal button[type=submit]").await?;
    visitor.wait_for_text("#null-egal .verdict", |text| !text.is_empty()).await?;
    let reason = visitor.text("#null-egal .option-reason").await?;
    ensure!(!reason.is_empty(), "a chosen option has its reason");

    visitor.goto_route(locale).await?;
    let before = visitor.wait_for_text("main", |text| text.contains("1/")).await?;
    visitor.reload().await?;
    visitor.find("main h1").await?;
    let after = visitor.wait_for_text("main", |text| text.contains("1/")).await?;
    ensure!(before == after, "progress is found again\n--- before\n{before}\n--- after\n{after}");
    visitor.leave().await
}

#[tokio::test]
async fn the_whole_path_in_french() -> Result<()> {
    whole_path("fr").await
}

#[tokio::test]
async fn the_whole_path_in_english() -> Result<()> {
    whole_path("en").await
}

#[tokio::test]
async fn a_wrong_answer_is_told_why() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = stage.visit(Look::WIDE, "en/lesson/sql-filtrer/heures-pleines").await?;
    visitor.click(".editor-field").await?;
    visitor.chord(Key::Control, 'a').await?;
    visitor.paste(&solution("02-sql/02-filtrer/heures-pleines.wrong-or.sql")?).await?;
    visitor.click(".bench-foot .button-main").await?;
    let said = visitor.wait_for_text(".bench-feedback .verdict-failed", |text| text.contains("OR")).await?;
    ensure!(said.contains("AND"), "the words meant for this mistake: {said}");
    visitor.leave().await
}

#[tokio::test]
async fn an_endless_loop_ends_with_control_c() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = stage.visit(Look::WIDE, "fr/play/shell").await?;
    visitor.wait_for_text(".terminal-prompt", |text| text.contains('$')).await?;
    visitor.click(".terminal-keys").await?;
    visitor.type_keys("while true; do :; done\n").await?;
    visitor.find(".stop").await?;
    // The page goes on drawing and answering.
    visitor.ask("window.frames_drawn = 0; const tick = () => { window.frames_drawn += 1; requestAnimationFrame(tick); }; tick();").await?;
    tokio::time::sleep(Duration::from_millis(700)).await;
    let frames = visitor.ask("return window.frames_drawn").await?.as_u64().unwrap_or(0);
    ensure!(frames > 5, "the page stood still: {frames} frames");
    visitor.click(".terminal-keys").await?;
    visitor.chord(Key::Control, 'c').await?;
    visitor.wait_for_text(".terminal-prompt", |text| text.contains('$')).await?;
    visitor.type_keys("echo alive-$((6*7))\n").await?;
    visitor.wait_for_text(".terminal-log", |text| text.contains("alive-42")).await?;
    visitor.leave().await
}

#[tokio::test]
async fn a_huge_join_stops_and_the_data_stay() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = stage.visit(Look::WIDE, "en/play/sql").await?;
    let run = async |script: &str| -> Result<()> {
        visitor.click(".editor-field").await?;
        visitor.chord(Key::Control, 'a').await?;
        visitor.paste(script).await?;
        visitor.click(".sql-tools .button").await
    };
    run("CREATE TABLE mine AS SELECT g FROM generate_series(1, 100000) AS s(g);").await?;
    visitor.wait_for_text(".sql-results", |text| text.contains("100")).await?;
    run("SELECT count(*) FROM mine a, mine b WHERE a.g * b.g % 7 = 3").await?;
    visitor.find(".stop").await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    visitor.click(".stop").await?;
    visitor.wait_for_text(".sql-results", |text| text.contains("Stopped")).await?;
    run("SELECT count(*) AS rows_left FROM mine").await?;
    visitor.wait_for_text(".grid", |text| text.contains("100,000")).await?;
    visitor.leave().await
}

#[tokio::test]
async fn nothing_is_asked_of_the_network_after_loading() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = stage.visit(Look::WIDE, "fr/lesson/intro-vim/note-perimee").await?;
    visitor.find(".vim-line").await?;
    let asked = stage.loaded().await;
    solve_vim(&visitor).await?;
    visitor.click(".bench-foot .button-quiet").await?;
    ensure!(stage.site.asked() == asked, "asked after loading: {:?}", &stage.site.asked()[asked.len()..]);
    let foreign = visitor
        .ask("return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(location.origin) && !n.startsWith('blob:'))")
        .await?;
    ensure!(foreign.as_array().is_some_and(Vec::is_empty), "asked of others: {foreign}");
    let policy =
        visitor.ask("return document.querySelector('meta[http-equiv=Content-Security-Policy]').content").await?;
    let policy = policy.as_str().unwrap_or("");
    ensure!(policy.contains("default-src 'none'") && policy.contains("'wasm-unsafe-eval'"), "policy: {policy}");
    ensure!(!policy.replace("'wasm-unsafe-eval'", "").contains("unsafe"), "nothing else unsafe: {policy}");
    visitor.leave().await
}

#[tokio::test]
async fn the_text_is_there_before_any_wasm() -> Result<()> {
    // A copy of the page whose wasm never comes.
    let copy = paths::target().join("site-without-wasm");
    let _ = fs::remove_dir_all(&copy);
    copy_without(&paths::site(), &copy, Some("wasm"))?;
    let (site, driver) = (Site::open(&copy, 0)?, Driver::start().await?);
    let visitor = driver.visitor(Look::WIDE).await?;
    visitor.goto(&format!("{}#/fr/lesson/intro-vim", site.address())).await?;
    let text = visitor.wait_for_text("main article", |text| text.len() > 2_000).await?;
    ensure!(text.contains("Inès"), "the lesson can be read");
    visitor.wait_for_text(".failure", |text| !text.is_empty()).await?;
    visitor.leave().await
}

fn copy_without(from: &std::path::Path, to: &std::path::Path, extension: Option<&str>) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)?.flatten() {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy_without(&source, &target, extension)?;
        } else if extension.is_none() || source.extension().and_then(|found| found.to_str()) != extension {
            fs::copy(source, target)?;
        }
    }
    Ok(())
}

/// Some embedding pages forbid workers: the lab then runs in the page, in slices.
#[tokio::test]
async fn without_workers_the_lab_runs_in_the_page() -> Result<()> {
    let copy = paths::target().join("site-without-workers");
    let _ = fs::remove_dir_all(&copy);
    copy_without(&paths::site(), &copy, None)?;
    for script in xtask::site::files(&copy, "js")? {
        if script.file_name().is_some_and(|name| name.to_string_lossy().starts_with("boot")) {
            let boot = fs::read_to_string(&script)?;
            fs::write(
                &script,
                format!("window.Worker = class {{ constructor() {{ throw new Error('none'); }} }};\n{boot}"),
            )?;
        }
    }
    let stage = Stage { site: Site::open(&copy, 0)?, driver: Driver::start().await? };
    let visitor = stage.visit(Look::WIDE, "en/lesson/sql-filtrer/heures-pleines").await?;
    solve_sql(&visitor).await?;
    // A second lab beside the first: quizzes are judged in one of their own.
    visitor.click("#null-egal .option:nth-of-type(1) input").await?;
    visitor.click("#null-egal button[type=submit]").await?;
    visitor.wait_for_text("#null-egal .verdict", |text| !text.is_empty()).await?;
    visitor.goto_route("en/play/shell").await?;
    visitor.wait_for_text(".terminal-prompt", |text| text.contains('$')).await?;
    visitor.click(".terminal-keys").await?;
    visitor.type_keys("while true; do :; done\n").await?;
    visitor.find(".stop").await?;
    visitor.chord(Key::Control, 'c').await?;
    visitor.wait_for_text(".terminal-prompt", |text| text.contains('$')).await?;
    visitor.type_keys("echo alive-$((6*7))\n").await?;
    visitor.wait_for_text(".terminal-log", |text| text.contains("alive-42")).await?;
    visitor.leave().await
}

const ROUTES: [&str; 13] = [
    "fr",
    "en",
    "fr/lesson/sql-filtrer/heures-pleines",
    "fr/lesson/intro-bash/compter-erreurs",
    "en/lesson/intro-vim/note-perimee",
    "en/lesson/intro-batch-streaming",
    "fr/play/sql",
    "en/play/shell",
    "fr/play/vim",
    "fr/settings",
    "fr/vim/golf",
    "en/vim/drill",
    "fr/vim/cheatsheet",
];

async fn accessible(look: Look) -> Result<()> {
    let stage = Stage::set().await?;
    let mut faults = Vec::new();
    for route in ROUTES.into_iter().chain(["fr/help", "fr/nowhere"]) {
        let visitor = stage.visit(look, route).await?;
        if route.contains('/') && (route.contains("lesson") || route.contains("play")) && look.width > 600 {
            visitor.find(".editor, .terminal-line, .vim-line").await?;
        }
        faults.extend(visitor.accessibility_faults().await?.into_iter().map(|fault| format!("{route}: {fault}")));
        visitor.leave().await?;
    }
    ensure!(faults.is_empty(), "axe-core finds:\n{}", faults.join("\n"));
    Ok(())
}

#[tokio::test]
async fn axe_finds_nothing_by_day() -> Result<()> {
    accessible(Look::WIDE).await
}

#[tokio::test]
async fn axe_finds_nothing_by_night() -> Result<()> {
    accessible(Look::DARK).await
}

#[tokio::test]
async fn axe_finds_nothing_on_a_phone() -> Result<()> {
    accessible(Look::PHONE).await
}

#[tokio::test]
async fn a_phone_never_scrolls_sideways() -> Result<()> {
    let stage = Stage::set().await?;
    for route in ROUTES {
        let visitor = stage.visit(Look::PHONE, route).await?;
        let wide =
            visitor.ask("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await?;
        ensure!(wide.as_i64() == Some(0), "{route} is {wide} pixels too wide");
        visitor.leave().await?;
    }
    Ok(())
}

#[tokio::test]
async fn everything_by_keyboard() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = stage.visit(Look::WIDE, "en").await?;
    // From the top of the page to the first lesson.
    visitor.tab_to("a[href*='lesson/']").await?;
    visitor.type_keys("\n").await?;
    visitor.find(".lesson article").await?;

    visitor.goto_route("en/lesson/sql-filtrer/heures-pleines").await?;
    visitor.tab_to(".editor-field").await?;
    visitor.chord(Key::Control, 'a').await?;
    visitor.paste(&solution("02-sql/02-filtrer/heures-pleines.solution.sql")?).await?;
    visitor.chord(Key::Control, Key::Enter.into()).await?;
    visitor.wait_for_text(".grid-foot", |text| text.chars().any(|c| c.is_ascii_digit())).await?;
    visitor.tab_to(".bench-foot .button-main").await?;
    visitor.type_keys("\n").await?;
    visitor.wait_for_text(".bench-feedback .verdict-passed", |text| !text.is_empty()).await?;

    // Neither the terminal nor vim holds anyone back.
    for (route, field) in [("en/play/shell", ".terminal-keys"), ("en/play/vim", ".vim-keys")] {
        visitor.goto_route(route).await?;
        visitor.tab_to(field).await?;
        visitor.type_keys("\t").await?;
        let held = visitor.ask(&format!("return document.activeElement.matches('{field}')")).await?;
        ensure!(held.as_bool() == Some(false), "{route} keeps the focus");
    }
    visitor.leave().await
}

#[tokio::test]
async fn a_result_becomes_a_chart_and_a_query_a_link() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = stage.visit(Look::WIDE, "en/play/sql").await?;
    visitor.click(".editor-field").await?;
    visitor.chord(Key::Control, 'a').await?;
    visitor.paste("SELECT station_from, count(*) AS trips FROM trips GROUP BY 1").await?;
    visitor.click(".sql-tools .button").await?;
    visitor.click(".grid-tools button[aria-expanded]").await?;
    visitor.find(".chart .plot-mark").await?;
    let bars = visitor.ask("return document.querySelectorAll('.chart rect.plot-mark').length").await?;
    ensure!(bars.as_u64() == Some(10), "a bar for each of the ten stations: {bars}");
    let faults = visitor.accessibility_faults().await?;
    ensure!(faults.is_empty(), "axe-core finds:\n{}", faults.join("\n"));

    // «SELECT 41 + 1 AS answer» in base 64.
    visitor.goto_route("fr/play/sql/U0VMRUNUIDQxICsgMSBBUyBhbnN3ZXI").await?;
    visitor.find(".sql-tools .button:not([disabled])").await?;
    visitor.click(".sql-tools .button").await?;
    visitor.wait_for_text(".grid", |text| text.contains("42")).await?;
    visitor.goto_route("fr/play/sql/damaged!").await?;
    visitor.wait_for_text(".editor", |text| text.contains("abîmé")).await?;
    visitor.leave().await
}

#[tokio::test]
async fn a_file_is_looked_at_before_it_is_a_table() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = stage.visit(Look::WIDE, "en/play/sql").await?;
    visitor.find(".sql-tools .button:not([disabled])").await?;
    visitor.click(".sql-tools button:nth-of-type(3)").await?;
    visitor.click(".import-paste").await?;
    visitor.paste("n;day\n1;2026-01-01\nx;2026-01-02\n").await?;
    visitor.wait_for_text(".import-columns", |text| text.contains("2026-01-01")).await?;
    let guessed = "return [...document.querySelectorAll('.import-columns select')].map(list => list.value).join()";
    ensure!(visitor.ask(guessed).await?.as_str() == Some("text,date"));
    // What is no integer is listed, and kept.
    let correct = "const list = document.querySelector('.import-columns select'); list.value = 'integer';
        list.dispatchEvent(new Event('change', { bubbles: true }))";
    visitor.ask(correct).await?;
    visitor.wait_for_text(".import-rejected", |text| text.contains("line 3") && text.contains("x;2026-01-02")).await?;
    let faults = visitor.accessibility_faults().await?;
    ensure!(faults.is_empty(), "axe-core finds:\n{}", faults.join("\n"));
    visitor.click(".sheet-foot .button-run").await?;
    visitor.wait_for_text(".schema", |text| text.contains("data_rejected")).await?;

    // A result is sorted and saved with all its rows, not with those that are shown.
    visitor.click(".editor-field").await?;
    visitor.chord(Key::Control, 'a').await?;
    visitor
        .paste(
            "SELECT value || '!' AS v FROM generate_series(1, 5000) AS value UNION ALL SELECT value FROM data_rejected",
        )
        .await?;
    visitor.click(".sql-tools .button").await?;
    visitor.wait_for_text(".grid", |text| text.contains("1!")).await?;
    visitor.click(".grid-sort").await?;
    visitor.wait_for_text(".grid", |text| text.contains("1000!")).await?;
    visitor.click(".grid-sort").await?;
    visitor.wait_for_text(".grid tbody tr", |text| text == "x").await?;
    visitor.leave().await
}

#[tokio::test]
async fn vim_says_what_a_command_did() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = stage.visit(Look::WIDE, "en/vim/golf").await?;
    visitor.find(".vim-line").await?;
    visitor.click(".vim-grid").await?;
    // The first hole: a letter too many; par is three keys.
    visitor.type_keys("fsx").await?;
    visitor.wait_for_text("main", |text| text.contains("1 of 30")).await?;
    visitor.goto_route("en/play/vim").await?;
    visitor.find(".vim-line").await?;
    visitor.click(".vim-grid").await?;
    visitor.type_keys("2dw").await?;
    visitor.wait_for_text(".vim", |text| text.contains("2dw") && text.to_lowercase().contains("delete")).await?;
    visitor.leave().await
}

#[tokio::test]
async fn a_hole_of_golf_is_replayed_and_begun_again() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = stage.visit(Look::WIDE, "en/vim/golf").await?;
    let before = visitor.text(".vim-grid").await?;
    visitor.click(".vim-grid").await?;
    visitor.type_keys("fsx").await?;
    visitor.find(".golf-green .verdict-passed").await?;
    // Both ways, each at its end; its first step is the text as it was.
    visitor.click(".replay > .button").await?;
    visitor.find(".replay-way:nth-of-type(2)").await?;
    visitor.click(".replay-way .replay-step").await?;
    visitor.find(".replay-way .replay-step[aria-current]").await?;
    visitor.click(".golf-green .task-actions .button").await?;
    visitor.wait_for_text(".vim-grid", |text| text == before).await?;
    ensure!(!visitor.sees(".golf-green .verdict-passed").await, "the score stays");
    visitor.leave().await
}

#[tokio::test]
async fn vim_edits_a_query() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = stage.visit(Look::WIDE, "en/settings").await?;
    visitor.click("label:has(input[name='sql-vi'])").await?;
    visitor.goto_route("en/play/sql").await?;
    visitor.click(".editor-field").await?;
    visitor.chord(Key::Control, 'a').await?;
    visitor.paste("SELECT 40 + 1 AS total").await?;
    visitor.wait_for_text(".editor-vi", |text| text.contains("INSERT")).await?;
    visitor.type_keys("\x1b").await?;
    visitor.wait_for_text(".editor-vi", |text| text.contains("NORMAL")).await?;
    // All keys at once, as from a fast hand; then a command, undone and done again by hand.
    visitor.type_keys("0wcw20\x1bwwcw22\x1b:w\n").await?;
    visitor.wait_for_text(".grid tbody", |text| text.contains("42")).await?;
    let value = || visitor.ask("return document.querySelector('.editor-field').value");
    ensure!(value().await? == "SELECT 20 + 22 AS total", "the keys gave {}", value().await?);
    visitor.type_keys("ddu").await?;
    visitor.wait_for_text(".editor-vi", |text| text.trim() == "NORMAL").await?;
    ensure!(value().await? == "SELECT 20 + 22 AS total", "undoing gave {}", value().await?);
    // While inserting, the field's own keys and the page's work as ever.
    visitor.type_keys("A, 1 AS one").await?;
    visitor.chord(Key::Control, Key::Enter.into()).await?;
    visitor.wait_for_text(".grid thead", |text| text.contains("one")).await?;
    ensure!(visitor.accessibility_faults().await?.is_empty(), "axe finds faults");
    visitor.leave().await
}

/// The lab works in a frame: a query gives its answer.
async fn lab_answers(visitor: &Visitor) -> Result<()> {
    visitor.click(".editor-field").await?;
    visitor.chord(Key::Control, 'a').await?;
    visitor.paste("SELECT 6 * 7 AS answer").await?;
    visitor.click(".sql-tools .button").await?;
    visitor.wait_for_text(".grid", |text| text.contains("42")).await?;
    Ok(())
}

async fn works_in_a_frame(attributes: &str) -> Result<()> {
    let stage = Stage::set().await?;
    let folder = paths::target().join("embedding");
    fs::create_dir_all(&folder)?;
    let address = stage.site.address();
    let host = format!(
        "<!doctype html><title>An embedding page</title><iframe title=\"Datelier\" style=\"width:1300px;height:800px\" {attributes} src=\"{address}#/en/play/sql\"></iframe>"
    );
    let name = format!("{}.html", attributes.len());
    fs::write(folder.join(&name), host)?;
    let embedding = Site::open(&folder, 0)?;
    let visitor = stage.driver.visitor(Look::WIDE).await?;
    visitor.goto(&format!("{}{name}", embedding.address())).await?;
    visitor.enter_frame("iframe").await?;
    lab_answers(&visitor).await?;
    visitor.leave().await
}

#[tokio::test]
async fn host_plain_frame() -> Result<()> {
    works_in_a_frame("").await
}

#[tokio::test]
async fn host_sandboxed_frame() -> Result<()> {
    works_in_a_frame("sandbox=\"allow-scripts\"").await
}

/// The whole course in one file, folded once for the tests that open it.
fn one_file() -> Result<std::path::PathBuf> {
    static ONCE: std::sync::OnceLock<Result<(), String>> = std::sync::OnceLock::new();
    ONCE.get_or_init(|| single_file::fold().map_err(|error| format!("{error:#}")))
        .clone()
        .map_err(anyhow::Error::msg)?;
    Ok(single_file::path())
}

#[tokio::test]
async fn host_one_file_from_disk() -> Result<()> {
    let file = one_file()?;
    let driver = Driver::start().await?;
    let visitor = driver.visitor(Look::WIDE).await?;
    visitor.goto(&format!("file://{}#/en/play/sql", file.display())).await?;
    lab_answers(&visitor).await?;
    visitor.leave().await
}

#[tokio::test]
async fn host_srcdoc_frame() -> Result<()> {
    let page = fs::read_to_string(one_file()?)?.replace('&', "&amp;").replace('"', "&quot;");
    let folder = paths::target().join("embedding-srcdoc");
    fs::create_dir_all(&folder)?;
    let host = format!(
        "<!doctype html><title>An embedding page</title><iframe title=\"Datelier\" style=\"width:1300px;height:800px\" sandbox=\"allow-scripts\" srcdoc=\"{page}\"></iframe>"
    );
    fs::write(folder.join("index.html"), host)?;
    let (site, driver) = (Site::open(&folder, 0)?, Driver::start().await?);
    let visitor = driver.visitor(Look::WIDE).await?;
    visitor.goto(&site.address()).await?;
    visitor.enter_frame("iframe").await?;
    visitor.find("main h1").await?;
    visitor.click("a[href$='play/sql']").await?;
    lab_answers(&visitor).await?;
    visitor.leave().await
}

#[tokio::test]
async fn work_on_the_disk_survives_a_reload() -> Result<()> {
    let stage = Stage::set().await?;
    let visitor = stage.visit(Look::WIDE, "en/lesson/intro-bash/compter-erreurs").await?;
    visitor.wait_for_text(".terminal-prompt", |text| text.contains('$')).await?;
    visitor.click(".terminal-keys").await?;
    visitor.type_keys("echo kept > kept.txt; cat kept.txt\n").await?;
    visitor.wait_for_text(".terminal-log", |text| text.contains("\nkept")).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    visitor.reload().await?;
    visitor.wait_for_text(".terminal-prompt", |text| text.contains('$')).await?;
    visitor.click(".terminal-keys").await?;
    visitor.type_keys("cat kept.txt\n").await?;
    visitor.wait_for_text(".terminal-log", |text| text.contains("\nkept")).await?;
    visitor.leave().await
}
