//! Values at places.

use crate::Bitmap;

/// The values at these places, for types that are copied.
macro_rules! gather {
    ($($name:ident $ty:ty),*) => { $(
        #[inline(never)]
        fn $name(values: &[$ty], rows: &[u32]) -> Vec<$ty> {
            rows.iter().map(|row| values[*row as usize]).collect()
        }
    )* };
}
gather!(bools bool, ints i64, floats f64, codes u32);

/// A type whose values can be gathered.
pub trait Gather: Copy {
    /// The values at these places.
    fn gather(values: &[Self], rows: &[u32]) -> Vec<Self>;
}

macro_rules! gathers {
    ($($name:ident $ty:ty),*) => { $(
        impl Gather for $ty {
            fn gather(values: &[Self], rows: &[u32]) -> Vec<Self> {
                $name(values, rows)
            }
        }
    )* };
}
gathers!(bools bool, ints i64, floats f64, codes u32);

/// The values at these places.
pub fn gather<T: Gather>(values: &[T], rows: &[u32]) -> Vec<T> {
    T::gather(values, rows)
}

/// The bits at these places.
#[inline(never)]
pub fn gather_bits(bits: &Bitmap, rows: &[u32]) -> Bitmap {
    Bitmap::from_fn(rows.len(), |at| bits.get(rows[at] as usize))
}
