//! The table of addresses: IANA's special-purpose registries with their neighbours, and what wraps an IPv4 address.

use std::net::IpAddr;

const TABLE: &str = include_str!("../../data/addresses.tsv");
/// The address test is worth its name from so many on.
const SPECIAL_MIN: usize = 300;

/// The addresses that we never connect to, each with its reason.
pub fn special() -> Vec<(IpAddr, &'static str)> {
    let line = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [address, "special", why] = cells[..] else { return None };
        Some((address.parse().unwrap(), why))
    };
    let special: Vec<(IpAddr, &str)> = TABLE.lines().filter(|it| !it.starts_with('#')).filter_map(line).collect();
    assert!(special.len() >= SPECIAL_MIN, "only {} addresses", special.len());
    special
}
