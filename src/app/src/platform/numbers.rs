//! Numbers written out by the browser: the standard library's digits of floating-point numbers would be a hundredth of the
//! page's wasm.

/// The shortest text that reads back as this number, with an exponent from `1e+21` on, as JavaScript writes it.
#[cfg(target_arch = "wasm32")]
pub(crate) fn written(number: f64) -> String {
    // Base ten is always a base.
    js_sys::Number::from(number).to_string_with_radix(10).map(String::from).unwrap_or_default()
}

/// The same for tests.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn written(number: f64) -> String {
    number.to_string()
}
