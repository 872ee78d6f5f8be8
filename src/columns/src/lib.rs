//! The loops that the SQL engine spends its time in, over plain slices: keys to numbers, selections, sums, sorts, searches,
//! CSV. They know no SQL, and they are compiled for speed where all else is compiled for size (see the profiles in the
//! workspace's `Cargo.toml`): so what is hot is a function here, not a closure handed in from above. It stays a function of its
//! own in the wasm too, `inline(never)`: a loop inlined into a large function waits until a browser has compiled all of that for
//! speed, and a query over 100,000 rows is answered before.
//!
//! ```
//! use columns::{IntKeys, NO_ROW};
//! let mut keys = IntKeys::default();
//! let mut fresh = Vec::new();
//! assert_eq!(keys.insert(&[7, 9, 7], None, &mut fresh), [0, 1, 0]);
//! assert_eq!(fresh, [0, 1]);
//! assert_eq!(keys.find(&[9, 8], None), [1, NO_ROW]);
//! ```

mod bitmap;
pub mod csv;
mod finder;
mod gather;
mod keys;
mod load;
mod number;
mod order;
mod select;
mod strings;
mod sums;
mod table;

pub use bitmap::Bitmap;
pub use finder::Finder;
pub use gather::{gather, gather_bits};
pub use keys::{FloatKeys, IntKeys, TextKeys, fill, look};
pub use load::{Loading, Sink, load};
pub use number::{date_digits, digits};
pub use order::{compare_floats, differences, partition, sort_floats, sort_ints, top_floats, top_ints};
pub use select::{Test, floats, floats_against, found, ints, ints_against, matching, merge, texts};
pub use strings::{Dictionary, Strings};
pub use sums::{add_floats, add_ints, greatest_floats, greatest_ints, running_floats, tally};
pub use table::{Pairs, Texts, Words};

/// The row number that stands for "no row".
pub const NO_ROW: u32 = u32::MAX;
