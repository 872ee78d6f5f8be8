//! What the built page weighs, as a static host would send it (brotli, quality 11), against its budgets.

mod parts;

use crate::{paths, site::files};
use anyhow::{Result, bail};
use std::fs;
use std::path::Path;

/// Kilobytes (1,024 bytes) that the app's wasm, glue and style sheet may weigh.
pub const APP_BUDGET: usize = 350;
/// Kilobytes that each lab's wasm may weigh: what a bench waits for.
pub const LAB_BUDGET: usize = 900;
/// Kilobytes of the pack that follows a lab.
pub const PACK_BUDGET: usize = 700;

/// `cargo xtask sizes [--parts]`.
pub fn command(arguments: &[String]) -> Result<()> {
    match arguments {
        [] => report(),
        [only] if only == "--parts" => parts::report(),
        _ => bail!("usage: cargo xtask sizes [--parts]"),
    }
}

/// Prints the weights; fails where one is above its budget.
pub fn report() -> Result<()> {
    let site = paths::site();
    let mut app = 0;
    let mut labs = Vec::new();
    println!("{:>9} {:>9}  file", "bytes", "brotli");
    for extension in ["wasm", "js", "css", "html"] {
        for file in files(&site, extension)? {
            let (raw, small) = weigh(&file)?;
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            println!("{raw:>9} {small:>9}  {name}");
            match extension {
                "wasm" if name.ends_with("_pack.wasm") => labs.push((name, small, PACK_BUDGET)),
                "wasm" if name.starts_with("worker") => {
                    // Where wasm-split could not be had, a lab is in one piece with its pack.
                    let cut = name == "worker_sql_bg.wasm" || file.with_file_name("worker_machine_pack.wasm").exists();
                    labs.push((name, small, if cut { LAB_BUDGET } else { LAB_BUDGET + PACK_BUDGET }));
                }
                // The budget is wasm, glue and style; the boot script and the page itself are shown, not counted.
                "wasm" | "css" => app += small,
                "js" if name.starts_with("app") => app += small,
                _ => {}
            }
        }
    }
    println!("both labs and the pack: {:.1} KB", labs.iter().map(|(_, bytes, _)| bytes).sum::<usize>() as f64 / 1024.0);
    let app = ("app: wasm + glue + style".to_owned(), app, APP_BUDGET);
    let budgets: Vec<(String, usize, usize)> = std::iter::once(app).chain(labs).collect();
    for (what, bytes, budget) in &budgets {
        println!("{what}: {:.1} KB of {budget} KB", *bytes as f64 / 1024.0);
    }
    if let Some((what, ..)) = budgets.into_iter().find(|(_, bytes, budget)| *bytes > budget * 1024) {
        bail!("{what} is above its budget");
    }
    Ok(())
}

fn weigh(path: &Path) -> Result<(usize, usize)> {
    let bytes = fs::read(path)?;
    Ok((bytes.len(), compressed(&bytes)?))
}

/// The length after brotli at its best.
fn compressed(bytes: &[u8]) -> Result<usize> {
    let mut small = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut small, &parameters)?;
    Ok(small.len())
}
