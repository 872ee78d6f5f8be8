//! The wall clock, and luck for the name of a device. Engines never see either.

/// Milliseconds since 1970.
pub(crate) fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// Milliseconds since the page opened, with fractions.
pub(crate) fn elapsed() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// A number that no other device has, most probably.
pub(crate) fn luck() -> u32 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}

/// Today, as `2026-03-02`.
pub(crate) fn today() -> String {
    let iso = String::from(js_sys::Date::new_0().to_iso_string());
    iso.split('T').next().unwrap_or_default().to_owned()
}
