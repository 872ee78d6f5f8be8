//! A person in front of one window: goes to a page, reads, types, clicks.

use anyhow::{Context, Result, bail};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::Value;
use std::time::Duration;

/// How long a visitor waits for something to appear. Generous: two cores are shared with other tests.
const PATIENCE: Duration = Duration::from_secs(30);

/// One window.
pub struct Visitor {
    client: Client,
}

impl Visitor {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Goes to an address.
    pub async fn goto(&self, address: &str) -> Result<()> {
        Ok(self.client.goto(address).await?)
    }

    /// Follows a link inside the page: another route, such as `fr/lesson/intro-vim`.
    pub async fn goto_route(&self, route: &str) -> Result<()> {
        self.client.execute("location.hash = '#/' + arguments[0]", vec![route.into()]).await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        self.find("main h1").await.map(drop)
    }

    /// Puts text where the cursor is, in one piece, as a paste does.
    pub async fn paste(&self, text: &str) -> Result<()> {
        self.client.execute("document.execCommand('insertText', false, arguments[0])", vec![text.into()]).await?;
        Ok(())
    }

    /// Presses Tab until the focus is on an element that matches.
    pub async fn tab_to(&self, css: &str) -> Result<()> {
        self.find(css).await?;
        for _ in 0..120 {
            let here =
                self.client.execute("return document.activeElement.matches(arguments[0])", vec![css.into()]).await?;
            if here.as_bool() == Some(true) {
                return Ok(());
            }
            self.type_keys("\t").await?;
        }
        bail!("Tab never reaches {css}")
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.client.refresh().await?)
    }

    /// The first element that matches, once it is there.
    pub async fn find(&self, css: &str) -> Result<Element> {
        self.client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(css))
            .await
            .with_context(|| format!("nothing matches {css}"))
    }

    /// Whether an element matches now.
    pub async fn sees(&self, css: &str) -> bool {
        self.client.find(Locator::Css(css)).await.is_ok()
    }

    /// The text of the first element that matches.
    pub async fn text(&self, css: &str) -> Result<String> {
        Ok(self.find(css).await?.text().await?)
    }

    /// Waits until the text of the first match satisfies `wanted`.
    pub async fn wait_for_text(&self, css: &str, wanted: impl Fn(&str) -> bool) -> Result<String> {
        let mut last = String::new();
        for _ in 0..PATIENCE.as_millis() / 50 {
            if let Ok(element) = self.client.find(Locator::Css(css)).await
                && let Ok(text) = element.text().await
            {
                if wanted(&text) {
                    return Ok(text);
                }
                last = text;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("{css} never said what was expected; it says: {last}")
    }

    /// Clicks the first element that matches, once it is enabled and stays where it is.
    pub async fn click(&self, css: &str) -> Result<()> {
        let look = "const [element] = arguments; element.scrollIntoView({block: 'center'});
            const place = element.getBoundingClientRect();
            return element.matches(':disabled') ? null : [place.x, place.y, place.width, place.height].join()";
        let mut before = Value::Null;
        for _ in 0..PATIENCE.as_millis() / 50 {
            let element = self.find(css).await?;
            let now = self.client.execute(look, vec![serde_json::to_value(&element)?]).await;
            // Between finding and looking it may have been drawn anew.
            let now = now.unwrap_or(Value::Null);
            if now.is_string() && now == before {
                return element.click().await.with_context(|| format!("cannot click {css}"));
            }
            before = now;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("{css} cannot be clicked: it is disabled, or moves")
    }

    /// Types into whatever has the focus, key by key; `\n` is Enter, `\t` Tab, `\x1b` Escape.
    pub async fn type_keys(&self, text: &str) -> Result<()> {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for character in text.chars() {
            let value = match character {
                '\n' => Key::Enter.into(),
                '\t' => Key::Tab.into(),
                '\x1b' => Key::Escape.into(),
                '\x08' => Key::Backspace.into(),
                other => other,
            };
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Presses `letter` while holding `modifier`.
    pub async fn chord(&self, modifier: Key, letter: char) -> Result<()> {
        let held: char = modifier.into();
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: letter })
            .then(KeyAction::Up { value: letter })
            .then(KeyAction::Up { value: held });
        Ok(self.client.perform_actions(actions).await?)
    }

    /// What a script returns; it runs as the driver, outside the page's content security policy.
    pub async fn ask(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// Waits until the page has kept a bench as it is now: what it keeps does not change any more.
    pub async fn wait_until_kept(&self, bench: &str) -> Result<()> {
        let kept = format!("return localStorage.getItem('datelier.lab.{bench}')");
        let mut before = Value::Null;
        for _ in 0..PATIENCE.as_secs() {
            tokio::time::sleep(Duration::from_secs(1)).await;
            let now = self.ask(&kept).await?;
            if now.is_string() && now == before {
                return Ok(());
            }
            before = now;
        }
        bail!("{bench} was not kept")
    }

    /// Moves into the first frame that matches.
    pub async fn enter_frame(&self, css: &str) -> Result<()> {
        Ok(self.find(css).await?.enter_frame().await?)
    }

    /// Accessibility faults that axe-core finds in the page as it stands, one a line: rule, element, what to do.
    pub async fn accessibility_faults(&self) -> Result<Vec<String>> {
        let axe = std::fs::read_to_string(xtask::toolchain::axe()).context("no axe-core: run cargo xtask setup")?;
        self.client.execute(&axe, Vec::new()).await?;
        let found = self
            .client
            .execute_async(
                "const done = arguments[arguments.length - 1];
                 axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
                    .then(r => done(r.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.target.join(' ') + ': ' + n.failureSummary))))
                    .catch(e => done(['axe failed: ' + e]));",
                Vec::new(),
            )
            .await?;
        Ok(serde_json::from_value(found)?)
    }

    /// The window as a PNG.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    /// Closes the window.
    pub async fn leave(self) -> Result<()> {
        Ok(self.client.close().await?)
    }
}
