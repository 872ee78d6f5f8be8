//! The whole database as bytes.

use super::{Database, Session};
use crate::Result;
use crate::catalog::Catalog;
use crate::error::{Error, Store};
use base::{Clock, Rng};
use std::cell::RefCell;

/// First bytes of a snapshot: what it is, and the version of its layout.
const MAGIC: &[u8] = b"datelier-sql-2\n";

impl Database {
    /// Everything that exists, as bytes. An open transaction is not part of it: its changes are as if rolled back.
    pub fn snapshot(&self) -> Vec<u8> {
        let catalog = self.session.committed();
        let mut bytes = MAGIC.to_vec();
        bytes.extend(postcard::to_allocvec(catalog).unwrap_or_default());
        bytes
    }

    /// The database that [`Database::snapshot`] wrote. Clock and seed are to be set again.
    pub fn restore(bytes: &[u8]) -> Result<Self> {
        let bad = || Error::from(Store::BadSnapshot);
        let body = bytes.strip_prefix(MAGIC).ok_or_else(bad)?;
        let catalog: Catalog = postcard::from_bytes(body).map_err(|_| bad())?;
        Ok(Self { session: Session::new(catalog, Clock::default(), RefCell::new(Rng::new(0))) })
    }
}
