//! Natural numbers, in pages; listed in ascending order.

use super::{Key, Value};
use std::collections::BTreeMap;

const PAGE: usize = 32;
/// Pages reached by index; those of larger numbers by search.
const NEAR: u32 = 1 << 16;
/// How many empty places gawk tolerates before it puts a number elsewhere.
const WASTE: usize = 1 << 11;
/// Numbers below 2^10 share one tree.
const LOW_BITS: u32 = 10;

type Page = [Option<Value>; PAGE];

/// A sparse table of natural numbers.
#[derive(Default)]
pub(super) struct Naturals {
    near: Vec<Option<Box<Page>>>,
    far: BTreeMap<u32, Box<Page>>,
    /// gawk's leaves: how many elements each holds, by its first number.
    leaves: BTreeMap<u32, usize>,
    capacity: usize,
    length: usize,
}

/// The first number and the size of the leaf that gawk keeps a number in.
fn leaf(k: u32) -> (u32, u32) {
    let bits = if k < 1 << LOW_BITS { LOW_BITS } else { k.ilog2() };
    let mut base = if k < 1 << LOW_BITS { 0 } else { 1 << bits };
    let mut m = bits;
    loop {
        let n = m.div_ceil(2);
        let size = 1_u32 << n;
        base += (k - base) / size * size;
        if n <= LOW_BITS {
            return (base, size);
        }
        m = n;
    }
}

impl Naturals {
    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    fn page(&self, k: u32) -> Option<&Page> {
        let page = k / PAGE as u32;
        if page < NEAR { self.near.get(page as usize)?.as_deref() } else { self.far.get(&page).map(|page| &**page) }
    }

    fn page_mut(&mut self, k: u32) -> &mut Page {
        let page = k / PAGE as u32;
        if page >= NEAR {
            return self.far.entry(page).or_default();
        }
        if self.near.len() <= page as usize {
            self.near.resize_with(page as usize + 1, || None);
        }
        self.near[page as usize].get_or_insert_default()
    }

    #[inline]
    pub(super) fn get(&self, k: u32) -> Option<&Value> {
        self.page(k)?[k as usize % PAGE].as_ref()
    }

    #[inline]
    pub(super) fn slot(&mut self, k: u32) -> &mut Value {
        self.page_mut(k)[k as usize % PAGE].get_or_insert_default()
    }

    /// Would gawk keep this number here?
    pub(super) fn has_room(&self, k: u32) -> bool {
        let bits = if k < 1 << LOW_BITS { LOW_BITS - 1 } else { k.ilog2() };
        let mut size = bits.max(LOW_BITS);
        while size >= LOW_BITS {
            size = size.div_ceil(2);
        }
        self.capacity + (1 << size) - self.length <= WASTE
    }

    pub(super) fn insert(&mut self, k: u32) {
        let (base, size) = leaf(k);
        let count = self.leaves.entry(base).or_insert(0);
        if *count == 0 {
            self.capacity += size as usize;
        }
        *count += 1;
        self.length += 1;
        *self.slot(k) = Value::Uninit;
    }

    pub(super) fn remove(&mut self, k: u32) -> Option<Value> {
        self.get(k)?;
        let removed = self.page_mut(k)[k as usize % PAGE].take();
        let (base, size) = leaf(k);
        if let Some(count) = self.leaves.get_mut(&base) {
            *count -= 1;
            if *count == 0 {
                self.leaves.remove(&base);
                self.capacity -= size as usize;
            }
        }
        self.length -= 1;
        removed
    }

    pub(super) fn list(&self, keys: &mut Vec<Key>) {
        let near = self.near.iter().enumerate().filter_map(|(n, page)| Some((n as u32, page.as_deref()?)));
        let far = self.far.iter().map(|(n, page)| (*n, &**page));
        for (number, page) in near.chain(far) {
            for (offset, value) in page.iter().enumerate() {
                if value.is_some() {
                    keys.push(Key::Int((number as usize * PAGE + offset) as i32));
                }
            }
        }
    }
}
