//! Where a connection really comes from: the address that trusted proxies saw, and what of it is one neighbour.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use actix_web::HttpRequest;
use actix_web::http::header::HeaderMap;

use crate::app::App;
use crate::config::network::Network;
use crate::crypto::keyring::KeyringError;

const FORWARDED: &str = "forwarded";
const X_FORWARDED_FOR: &str = "x-forwarded-for";
/// Proxies in a row that are followed; whoever stands behind more is taken for the last of them.
const PROXIES_MAX: usize = 16;
/// Whoever has one address of this size of network has all of them.
const V6_NEIGHBOUR_BITS: u32 = 64;
/// What one owner of several such networks usually has, and the same for the older protocol.
const V6_OWNER_BITS: u32 = 48;
const V4_OWNER_BITS: u32 = 24;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(Option<IpAddr>);

impl Peer {
    pub fn of(request: &HttpRequest, trusted: &[Network]) -> Peer {
        let Some(connected) = request.peer_addr().map(|it| it.ip().to_canonical()) else { return Peer(None) };
        Peer(Some(behind(connected, request.headers(), trusted)))
    }

    /// What is counted as one: an address, or of IPv6 the network that one house has.
    pub fn neighbour(&self) -> String {
        self.cut(Ipv4Addr::BITS, V6_NEIGHBOUR_BITS)
    }

    /// What may well belong to one owner.
    pub fn owner(&self) -> String {
        self.cut(V4_OWNER_BITS, V6_OWNER_BITS)
    }

    /// The same as it is kept beside what came from there: nobody who reads it learns which network it is.
    pub fn owner_mark(&self, app: &App) -> Result<[u8; 32], KeyringError> {
        app.keys.derive(&format!("network {}", self.owner()))
    }

    fn cut(&self, v4_bits: u32, v6_bits: u32) -> String {
        match self.0 {
            Some(IpAddr::V4(it)) => {
                let mask = u32::MAX.checked_shl(Ipv4Addr::BITS - v4_bits).unwrap_or(0);
                Ipv4Addr::from_bits(it.to_bits() & mask).to_string()
            }
            Some(IpAddr::V6(it)) => {
                let mask = u128::MAX.checked_shl(Ipv6Addr::BITS - v6_bits).unwrap_or(0);
                format!("{}/{v6_bits}", Ipv6Addr::from_bits(it.to_bits() & mask))
            }
            None => "unknown".to_string(),
        }
    }
}

/// Whether anybody on the way says for whom this is asked.
pub fn is_named(headers: &HeaderMap) -> bool {
    headers.contains_key(X_FORWARDED_FOR) || headers.contains_key(FORWARDED)
}

/// The nearest address that no trusted proxy has. A proxy adds whom it talks to at the right end, so everything to the
/// left of the first stranger is that stranger's word.
fn behind(connected: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |it: IpAddr| trusted.iter().any(|network| network.contains(it));
    if !is_trusted(connected) {
        return connected;
    }
    let walk = |named: Option<Vec<Option<IpAddr>>>| {
        let mut nearest = connected;
        for named in named?.into_iter().rev().take(PROXIES_MAX) {
            // A name that hides an address, or no address at all: the proxy that wrote it is the last that we know.
            let Some(named) = named else { break };
            nearest = named;
            if !is_trusted(named) {
                break;
            }
        }
        Some(nearest)
    };
    // A proxy writes one of the two and passes the other on as it came, from a stranger: both together count where they
    // say the same.
    match (walk(listed(headers, X_FORWARDED_FOR, address)), walk(listed(headers, FORWARDED, forwarded_for))) {
        (Some(one), Some(other)) if one != other => connected,
        (Some(one), _) | (None, Some(one)) => one,
        (None, None) => connected,
    }
}

/// All lines of a header as one list; `None` where there is none.
fn listed(headers: &HeaderMap, name: &str, read: fn(&str) -> Option<IpAddr>) -> Option<Vec<Option<IpAddr>>> {
    let lines: Vec<&str> = headers.get_all(name).map(|it| it.to_str().unwrap_or_default()).collect();
    // Commas inside quotes are split, too: whatever that breaks stands to the left, where strangers write.
    (!lines.is_empty()).then(|| lines.iter().flat_map(|line| line.split(',')).map(read).collect())
}

/// An address, alone or with a port.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(text);
    let ip = bare.parse::<IpAddr>().or_else(|_| text.parse::<SocketAddr>().map(|it| it.ip()));
    ip.ok().map(|it| it.to_canonical())
}

/// Of one element of RFC 7239.
fn forwarded_for(element: &str) -> Option<IpAddr> {
    let of = element.split(';').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then(|| value.trim().trim_matches('"'))
    })?;
    address(of)
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn seen(connected: &str, lines: &[(&'static str, &str)]) -> String {
        let trusted: Vec<Network> = ["127.0.0.0/8", "::1", "10.0.0.0/8"].map(|it| it.parse().unwrap()).to_vec();
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        behind(connected.parse().unwrap(), &headers, &trusted).to_string()
    }

    /// Who is connected, the lines of the request, and who that is.
    type Case<'a> = (&'a str, &'a [(&'static str, &'a str)], &'a str);

    #[test]
    fn the_nearest_stranger_counts() {
        let (plain, new) = (X_FORWARDED_FOR, FORWARDED);
        let cases: &[Case<'_>] = &[
            ("192.0.2.1", &[(plain, "198.51.100.7")], "192.0.2.1"),
            ("127.0.0.1", &[], "127.0.0.1"),
            ("127.0.0.1", &[(plain, "198.51.100.7")], "198.51.100.7"),
            ("127.0.0.1", &[(plain, "203.0.113.9, 198.51.100.7")], "198.51.100.7"),
            ("127.0.0.1", &[(plain, "203.0.113.9"), (plain, "198.51.100.7")], "198.51.100.7"),
            ("127.0.0.1", &[(plain, "203.0.113.9, 198.51.100.7, 10.1.1.1")], "198.51.100.7"),
            ("10.0.0.2", &[(plain, "198.51.100.7"), (plain, "10.0.0.1, 127.0.0.1")], "198.51.100.7"),
            ("10.0.0.2", &[(plain, "10.0.0.9")], "10.0.0.9"),
            ("10.0.0.2", &[(plain, "198.51.100.7, unknown, 10.0.0.9")], "10.0.0.9"),
            ("10.0.0.2", &[(plain, "198.51.100.7, unknown")], "10.0.0.2"),
            ("::1", &[(plain, "2001:db8::7")], "2001:db8::7"),
            ("::1", &[(plain, "[2001:db8::7]:443")], "2001:db8::7"),
            ("::1", &[(plain, "198.51.100.7:5000")], "198.51.100.7"),
            ("::1", &[(plain, "::ffff:198.51.100.7")], "198.51.100.7"),
            ("127.0.0.1", &[(new, "for=198.51.100.7")], "198.51.100.7"),
            ("127.0.0.1", &[(new, "for=203.0.113.9, For=\"[2001:db8::7]:99\";proto=https;by=10.0.0.1")], "2001:db8::7"),
            ("127.0.0.1", &[(new, "for=\"x, for=203.0.113.9"), (new, "for=198.51.100.7")], "198.51.100.7"),
            ("127.0.0.1", &[(new, "for=_hidden")], "127.0.0.1"),
            ("127.0.0.1", &[(new, "for=198.51.100.7"), (plain, "198.51.100.7")], "198.51.100.7"),
            ("127.0.0.1", &[(new, "for=203.0.113.9"), (plain, "198.51.100.7")], "127.0.0.1"),
        ];
        for (connected, lines, right) in cases {
            assert_eq!(seen(connected, lines), *right, "{connected} {lines:?}");
        }
    }

    #[test]
    fn a_house_is_one_neighbour() {
        let peer = |text: &str| Peer(Some(text.parse().unwrap()));
        assert_eq!(peer("2001:db8:1:2:3:4:5:6").neighbour(), "2001:db8:1:2::/64");
        assert_eq!(peer("2001:db8:1:2:ffff::9").neighbour(), "2001:db8:1:2::/64");
        assert_ne!(peer("2001:db8:1:3::9").neighbour(), "2001:db8:1:2::/64");
        assert_eq!(peer("2001:db8:1:3::9").owner(), peer("2001:db8:1:2::1").owner());
        assert_eq!(peer("192.0.2.7").neighbour(), "192.0.2.7");
        assert_eq!(peer("192.0.2.7").owner(), peer("192.0.2.9").owner());
    }
}
