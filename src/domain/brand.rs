//! Brands: a brand's identity is its registrable domain, decided by the public suffix list and frozen then.

use crate::domain::refusal::{Code, Refusal};

/// Bytes of a domain name (RFC 1035).
const DOMAIN_BYTES_MAX: usize = 253;
/// Bytes of what stands between two dots.
const LABEL_BYTES_MAX: usize = 63;
/// Names that a development instance may use for brands though no registry knows them (RFC 2606, RFC 6761).
const RESERVED_SUFFIXES: [&str; 4] = ["test", "example", "localhost", "invalid"];

/// A registrable domain as A-label, lower case: `acme.com`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BrandDomain(String);

impl BrandDomain {
    /// Reads what a person typed or a server sent: a domain, a URL or an address of a page on it.
    pub fn parse(text: &str) -> Result<BrandDomain, Refusal> {
        let refused = || Refusal::from(Code::NotABrandDomain).with("given", text.chars().take(80).collect::<String>());
        let host = host_of(text).ok_or_else(refused)?;
        if !host.contains('.') || !is_host_name(&host) {
            return Err(refused());
        }
        let suffix = host.rsplit('.').next().unwrap_or_default();
        let registrable = if RESERVED_SUFFIXES.contains(&suffix) {
            let labels: Vec<&str> = host.rsplitn(3, '.').take(2).collect();
            Some(labels.into_iter().rev().collect::<Vec<_>>().join("."))
        } else {
            psl::domain(host.as_bytes())
                .filter(|it| it.suffix().is_known())
                .and_then(|it| std::str::from_utf8(it.as_bytes()).ok().map(str::to_string))
        };
        registrable.map(BrandDomain).ok_or_else(refused)
    }

    /// A domain from our own database, checked when it was made.
    pub fn kept(domain: impl Into<String>) -> BrandDomain {
        BrandDomain(domain.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for BrandDomain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Under whose name a server stands: its registrable domain, or the host as it is where it has none. Whoever owns a domain
/// has as many hosts under it as they like, so what is bounded for a server is bounded for this.
pub fn site_of(host: &str) -> String {
    let host = host.to_ascii_lowercase();
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|it| it.is_ascii_digit()));
    let name = name.map_or(host.as_str(), |(name, _)| name);
    let is_address = name.starts_with('[') || name.parse::<std::net::Ipv4Addr>().is_ok();
    match psl::domain_str(name) {
        Some(domain) if !is_address => domain.to_string(),
        _ => host,
    }
}

/// Whether it is a name as hosts have them (RFC 1035, RFC 1123): no dot at an end or beside another, no hyphen at the end of
/// a label, and a last label that is no number.
fn is_host_name(host: &str) -> bool {
    let is_label = |label: &str| {
        let fits = (1..=LABEL_BYTES_MAX).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-');
        fits && label.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.len() <= DOMAIN_BYTES_MAX && host.split('.').all(is_label) && !last.bytes().all(|it| it.is_ascii_digit())
}

/// Whether two addresses lie on one server, by [`site_of`]: what one of them says of the other is about itself.
pub fn on_one_site(one: &str, other: &str) -> bool {
    let site = |text: &str| url::Url::parse(text).ok()?.host_str().map(site_of);
    matches!((site(one), site(other)), (Some(one), Some(other)) if one == other)
}

/// The host as A-label; the URL parser does IDNA (UTS 46) and refuses what is no host.
fn host_of(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix('@').unwrap_or(text);
    if text.is_empty() || text.contains(char::is_whitespace) || text.contains('@') {
        return None;
    }
    let url = if text.contains("://") { text.to_string() } else { format!("https://{text}") };
    let url = url::Url::parse(&url).ok().filter(|it| matches!(it.scheme(), "http" | "https"))?;
    match url.host()? {
        url::Host::Domain(host) => Some(host.strip_suffix('.').unwrap_or(host).to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_hosts_of_a_domain_are_one_site() {
        for (host, site) in [
            ("a00.evil.example", "evil.example"),
            ("Evil.example:8443", "evil.example"),
            ("x.acme.co.uk", "acme.co.uk"),
            ("one.github.io", "one.github.io"),
            ("127.0.0.1:8080", "127.0.0.1:8080"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(site_of(host), site, "{host}");
        }
    }

    #[test]
    fn a_brand_is_its_registrable_domain() {
        for (given, brand) in [
            ("acme.com", "acme.com"),
            ("https://Shop.ACME.com/returns?x=1", "acme.com"),
            ("www.shop.co.uk", "shop.co.uk"),
            ("Bücher.de", "xn--bcher-kva.de"),
            ("acme.com.", "acme.com"),
            ("parcels.example", "parcels.example"),
            ("a.b.parcels.test", "parcels.test"),
        ] {
            assert_eq!(BrandDomain::parse(given).unwrap().as_str(), brand, "{given}");
        }
    }

    #[test]
    fn what_is_no_brand_is_refused() {
        for given in [
            "",
            "acme",
            "co.uk",
            "com",
            "127.0.0.1",
            "http://[::1]/",
            "a b.com",
            "me@acme.com",
            "x.nosuchtld",
            "ftp://acme.com",
            "acme..com",
            ".acme.com",
            "acme.com..",
            ".com",
            "-acme-.com",
            "acme-.com",
            "-acme.com",
            "shop.-acme.com",
            "acme-.test",
            "a..test",
            "..test",
            "ac_me.com",
            "acme.123",
            "https://acme..com/returns",
            "acme\u{3002}\u{3002}com",
        ] {
            assert_eq!(BrandDomain::parse(given).unwrap_err().code(), Code::NotABrandDomain, "{given}");
        }
        let (label, long) = ("a".repeat(64), ["a".repeat(60).as_str(); 5].join("."));
        for given in [format!("{label}.com"), format!("{label}.test"), format!("{long}.com"), format!("{long}.test")] {
            assert_eq!(BrandDomain::parse(&given).unwrap_err().code(), Code::NotABrandDomain, "{given}");
        }
        assert!(BrandDomain::parse(&format!("{}.com", "a".repeat(63))).is_ok());
    }
}
