//! Starts chromedriver on a free port, and windows in it.

use super::Visitor;
use anyhow::{Context, Result};
use fantoccini::ClientBuilder;
use serde_json::json;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use xtask::toolchain;

/// How a window looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Width of the viewport, in CSS pixels.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Whether the visitor prefers dark colours.
    pub dark: bool,
}

impl Look {
    /// A laptop.
    pub const WIDE: Self = Self { width: 1366, height: 900, dark: false };
    /// A laptop at night.
    pub const DARK: Self = Self { dark: true, ..Self::WIDE };
    /// A phone.
    pub const PHONE: Self = Self { width: 390, height: 844, dark: false };
}

/// A running chromedriver; it ends with this value.
pub struct Driver {
    _process: Child,
    address: String,
}

impl Driver {
    /// Starts chromedriver on a port that the system chooses.
    pub async fn start() -> Result<Self> {
        let program = toolchain::chromedriver().context("no chromedriver: run cargo xtask setup")?;
        let mut process = Command::new(program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let mut lines = BufReader::new(process.stdout.take().context("no output")?).lines();
        while let Some(line) = lines.next_line().await? {
            if let Some(port) = line.split("started successfully on port ").nth(1) {
                let address = format!("http://127.0.0.1:{}", port.trim_end_matches('.'));
                // The pipe stays open, or the driver would die writing to it.
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Ok(Self { _process: process, address });
            }
        }
        anyhow::bail!("chromedriver ended before it was ready")
    }

    /// A fresh profile and a fresh window.
    pub async fn visitor(&self, look: Look) -> Result<Visitor> {
        let mut args = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".into(),
            "--disable-gpu".into(),
            "--disable-background-networking".into(),
            "--disable-component-update".into(),
            "--disable-sync".into(),
            "--no-first-run".into(),
            "--hide-scrollbars".into(),
            "--force-prefers-reduced-motion".into(),
            format!("--window-size={},{}", look.width, look.height),
        ];
        if look.dark {
            args.push("--blink-settings=preferredColorScheme=0".into());
        }
        let options = json!({
            "goog:chromeOptions": {
                "binary": toolchain::chromium().context("no Chromium: run cargo xtask setup")?,
                "args": args,
                "mobileEmulation": { "deviceMetrics": { "width": look.width, "height": look.height, "pixelRatio": 1.0, "touch": false } },
            },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let capabilities = options.as_object().cloned().unwrap_or_default();
        let client = ClientBuilder::new(hyper_connector()).capabilities(capabilities).connect(&self.address).await?;
        Ok(Visitor::new(client))
    }
}

fn hyper_connector() -> hyper_util::client::legacy::connect::HttpConnector {
    hyper_util::client::legacy::connect::HttpConnector::new()
}
