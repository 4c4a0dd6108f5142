use super::*;

fn rules(peers: &[&str]) -> Destinations {
    let own = Address::new(&Url::parse("https://north.example.net").unwrap()).unwrap();
    Destinations::new(own, &peers.iter().map(ToString::to_string).collect::<Vec<_>>())
}

#[test]
fn special_addresses_are_not_public() {
    for text in [
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:2::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ] {
        assert!(!is_public(text.parse().unwrap()), "{text}");
    }
}

/// The registries of IANA with their neighbours, and every form that wraps an IPv4 address.
#[test]
fn the_table_of_addresses_is_judged_rightly() {
    let table = include_str!("../../../tests/data/addresses.tsv");
    let (mut special, mut public) = (0, 0);
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [address, verdict, why] = cells[..] else { panic!("three columns: {line}") };
        let is_special = verdict == "special";
        assert_eq!(is_public(address.parse().unwrap()), !is_special, "{address}: {why}");
        special += usize::from(is_special);
        public += usize::from(!is_special);
    }
    assert!(special >= 300 && public >= 50, "{special} special, {public} public");
}

#[test]
fn ordinary_addresses_are() {
    for text in [
        "8.8.8.8",
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.0.1",
        "172.32.0.1",
        "198.17.0.1",
        "198.20.0.1",
        "192.0.1.1",
        "223.255.255.255",
        "2001:4860:4860::8888",
        "2606:4700::1111",
        "2a00:1450::1",
        "64:ff9b::808:808",
    ] {
        assert!(is_public(text.parse().unwrap()), "{text}");
    }
}

#[test]
fn only_plain_https_names_are_reached() {
    let rules = rules(&[]);
    for text in ["https://mastodon.social/@x", "https://sub.example.com:443/", "https://xn--bcher-kva.de/"] {
        assert_eq!(rules.check(&Url::parse(text).unwrap()), Ok(()), "{text}");
    }
    for text in [
        "http://mastodon.social/",
        "http://2130706433/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://017700000001/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "http://user@127.0.0.1/",
        "https://user@mastodon.social/",
        "https://mastodon.social:8443/",
        "https://mastodon.social:22/",
        "https://localhost/",
        "https://localhost./",
        "https://x.localhost/",
        "https://metadata.google.internal/",
        "https://printer.local/",
        "https://mastodon.social./",
        "https://intranet/",
        "https://a..b.com/",
        "https://north.example.net/x",
        "https://NORTH.example.net./x",
        "https://①②⑦.0.0.1/",
        "file:///etc/passwd",
        "data:text/plain,x",
        "ftp://mastodon.social/",
        "gopher://mastodon.social/",
        "javascript:alert(1)",
        "https://south.test/",
        "unix:/run/x",
    ] {
        assert!(rules.check(&Url::parse(text).unwrap()).is_err(), "{text}");
    }
    let long = format!("https://mastodon.social/{}", "x".repeat(2_048));
    assert_eq!(rules.check(&Url::parse(&long).unwrap()), Err(EgressError::Forbidden("url-too-long")));
}

#[test]
fn a_peer_of_development_is_reached_on_its_port_only() {
    let rules = rules(&["south.localhost:8081"]);
    let check = |text: &str| rules.check(&Url::parse(text).unwrap());
    assert_eq!(check("http://south.localhost:8081/actors/1"), Ok(()));
    for text in [
        "http://south.localhost:8082/",
        "http://south.localhost/",
        "https://south.localhost:8081/",
        "http://x.localhost:8081/",
    ] {
        assert!(check(text).is_err(), "{text}");
    }
}
