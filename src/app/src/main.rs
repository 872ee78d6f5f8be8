//! The Yew app: what a learner sees.
//!
//! `app` draws the frame and chooses the page; `pages` are what an address leads to; `widgets` are what pages are made of;
//! `state` is what they share; `words` is everything they say; `platform` is the browser. The lab runs in the other
//! binary of this crate, in a worker; `wire` is what travels between them.

mod app;
mod pages;
mod platform;
mod route;
mod state;
mod widgets;
mod wire;
mod words;

fn main() {
    platform::assets::take_over();
    platform::page::mount::<app::App>("app");
}
