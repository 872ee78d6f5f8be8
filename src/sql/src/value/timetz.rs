//! Times of day with a zone, as numbers that order as PostgreSQL orders them: by the instant in UTC, then by how far west.

use super::calendar::{self, DAY, SECOND};
use std::fmt::Write as _;

/// Room for the zone under the instant.
const ZONES: i64 = 1 << 18;
/// Added to a zone so that it is not negative.
const WEST: i64 = 1 << 17;

/// A local time of day (microseconds) and its zone (seconds east of UTC) as one number.
pub fn pack(micros: i64, east: i64) -> i64 {
    (micros - east * SECOND) * ZONES + (WEST - east)
}

/// The local time of day and the zone that [`pack`] put together.
pub fn unpack(packed: i64) -> (i64, i64) {
    let east = WEST - packed.rem_euclid(ZONES);
    (packed.div_euclid(ZONES) + east * SECOND, east)
}

/// The same instant as seen in another zone.
pub fn in_zone(packed: i64, east: i64) -> i64 {
    let utc = packed.div_euclid(ZONES);
    pack((utc + east * SECOND).rem_euclid(DAY), east)
}

/// As PostgreSQL writes it: `10:30:00+02`.
pub fn write(packed: i64) -> String {
    let (micros, east) = unpack(packed);
    let mut out = calendar::write_time(micros);
    let (sign, zone) = (if east < 0 { '-' } else { '+' }, east.abs());
    let _ = write!(out, "{sign}{:02}", zone / 3600);
    if zone % 3600 != 0 {
        let _ = write!(out, ":{:02}", zone / 60 % 60);
    }
    if zone % 60 != 0 {
        let _ = write!(out, ":{:02}", zone % 60);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_order_before_zones() {
        let at = |hour: i64, east: i64| pack(hour * 3600 * SECOND, east * 3600);
        assert!(at(10, 2) < at(10, 0) && at(10, 0) < at(10, -5));
        assert!(at(12, 2) < at(10, 0), "the same instant: the eastern one first");
        assert_eq!(unpack(at(1, 5)), (3600 * SECOND, 5 * 3600));
        assert_eq!(write(at(23, -3)), "23:00:00-03");
        assert_eq!(write(in_zone(at(23, -3), 3600)), "03:00:00+01");
    }
}
