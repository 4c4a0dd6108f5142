//! Where we may connect to: which URLs, which names, which addresses. Everything else is refused before a packet leaves.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use url::{Host, Url};

use crate::config::is_public_name;
use crate::domain::address::Address;
use crate::domain::policy::Severity;
use crate::egress::EgressError;
use crate::egress::policies::Policies;

/// Names that lead to no other server of the public internet, beside those that no instance may have.
const CLOSED_SUFFIXES: [&str; 2] = ["example", "arpa"];
const URL_BYTES_MAX: usize = 2_048;

/// Network and prefix length.
const SPECIAL_V4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::UNSPECIFIED, 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 31, 196, 0), 24),
    (Ipv4Addr::new(192, 52, 193, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(192, 175, 48, 0), 24),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// The rules for one running server: its own address, and the peers of development mode.
#[derive(Debug, Clone)]
pub(super) struct Destinations {
    own: Address,
    peers: HashMap<String, Vec<u16>>,
    pub(super) policies: Arc<Policies>,
}

impl Destinations {
    /// `peers` are `host:port` pairs that may be reached over http and lie on this machine.
    pub(super) fn new(own: Address, peers: &[String]) -> Destinations {
        let mut by_host: HashMap<String, Vec<u16>> = HashMap::new();
        for peer in peers {
            if let Some((host, port)) = peer.rsplit_once(':')
                && let Ok(port) = port.parse()
            {
                by_host.entry(host.to_ascii_lowercase()).or_default().push(port);
            }
        }
        Destinations { own, peers: by_host, policies: Arc::default() }
    }

    pub(super) fn is_peer_host(&self, host: &str) -> bool {
        self.peers.contains_key(host)
    }

    /// Checks everything that can be told from the URL alone.
    pub(super) fn check(&self, url: &Url) -> Result<(), EgressError> {
        if url.as_str().len() > URL_BYTES_MAX {
            return Err(EgressError::Forbidden("url-too-long"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(EgressError::Forbidden("url-with-user"));
        }
        if self.own.is_ours(url) {
            return Err(EgressError::Forbidden("own-host"));
        }
        let host = match url.host() {
            Some(Host::Domain(host)) => host,
            Some(Host::Ipv4(_) | Host::Ipv6(_)) => return Err(EgressError::Forbidden("literal-address")),
            None => return Err(EgressError::Forbidden("no-host")),
        };
        if self.policies.list().severity(host) == Severity::Block {
            return Err(EgressError::Forbidden("blocked"));
        }
        if let Some(ports) = self.peers.get(host) {
            let listed = url.port_or_known_default().is_some_and(|port| ports.contains(&port));
            return if listed && url.scheme() == "http" { Ok(()) } else { Err(EgressError::Forbidden("peer-port")) };
        }
        if url.scheme() != "https" {
            return Err(EgressError::Forbidden("scheme"));
        }
        if url.port().is_some() {
            return Err(EgressError::Forbidden("explicit-port"));
        }
        check_name(host)
    }
}

fn check_name(host: &str) -> Result<(), EgressError> {
    let closed = CLOSED_SUFFIXES
        .iter()
        .any(|suffix| host.strip_suffix(suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')));
    if closed || !is_public_name(host) { Err(EgressError::Forbidden("name")) } else { Ok(()) }
}

/// Whether an address belongs to the public internet: none of the special-purpose ranges of IANA's registries.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let value = u32::from(address);
    !SPECIAL_V4.iter().any(|(network, bits)| (value ^ u32::from(*network)) >> (32 - bits) == 0)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let [first, second, third, _, fifth, sixth, high, low] = segments;
    // NAT64's well-known prefix leads to an IPv4 address, which then decides. Its local-use sibling does not pass below.
    if segments[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
        let [one, two] = high.to_be_bytes();
        let [three, four] = low.to_be_bytes();
        return is_public_v4(Ipv4Addr::new(one, two, three, four));
    }
    // Only 2000::/3 is given out. In it: 2001::/23 (Teredo and other protocols), documentation (twice), 6to4.
    let global = first & 0xe000 == 0x2000;
    let protocols = first == 0x2001 && second < 0x0200;
    let documentation = (first == 0x2001 && second == 0x0db8) || (first == 0x3fff && second < 0x1000);
    let six_to_four = first == 0x2002;
    let as112 = (first, second, third) == (0x2620, 0x004f, 0x8000);
    // ISATAP wraps an IPv4 address, in any prefix, for a router that unwraps it inside its own network.
    let isatap = fifth & !0x0200 == 0 && sixth == 0x5efe;
    global && !protocols && !documentation && !six_to_four && !as112 && !isatap
}

#[cfg(test)]
mod tests;
