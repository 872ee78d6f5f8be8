//! A real Chromium, driven over WebDriver: [`Driver`] starts chromedriver, [`Visitor`] is a person in front of one window.

mod driver;
mod visitor;

pub use driver::{Driver, Look};
pub use visitor::Visitor;
