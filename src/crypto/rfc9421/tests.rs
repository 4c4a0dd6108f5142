use std::collections::HashMap;

use chrono::{TimeZone, Utc};
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::rsa::Padding;
use openssl::sign::{RsaPssSaltlen, Signer, Verifier};
use url::Url;

use super::*;

/// The keys of RFC 9421, appendix B.1.
const TEST_KEY_RSA: &str = "-----BEGIN RSA PUBLIC KEY-----
MIIBCgKCAQEAhAKYdtoeoy8zcAcR874L8cnZxKzAGwd7v36APp7Pv6Q2jdsPBRrw
WEBnez6d0UDKDwGbc6nxfEXAy5mbhgajzrw3MOEt8uA5txSKobBpKDeBLOsdJKFq
MGmXCQvEG7YemcxDTRPxAleIAgYYRjTSd/QBwVW9OwNFhekro3RtlinV0a75jfZg
kne/YiktSvLG34lw2zqXBDTC5NHROUqGTlML4PlNZS5Ri2U4aCNx2rUPRcKIlE0P
uKxI4T+HIaFpv8+rdV6eUgOrB2xeI1dSFFn/nnv5OoZJEIB+VmuKn3DCUcCZSFlQ
PSXSfBDiUGhwOw76WuSSsf1D4b/vLoJ10wIDAQAB
-----END RSA PUBLIC KEY-----";
const TEST_KEY_RSA_PSS: &str = "-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2
+QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+
oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq
gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W
Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4
aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI
2wIDAQAB
-----END PUBLIC KEY-----";
const TEST_KEY_ECC_P256: &str = "-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIFKbhfNZfpDsW43+0+JjUr9K+bTeuxopu653+hBaXGA7oAoGCCqGSM49
AwEHoUQDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lfw0EkjqF7xB4FivAxzic30tMM
4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
-----END EC PRIVATE KEY-----";
const TEST_KEY_ED25519_SEED: &str = "9f8362f87a484a954e6e740c5b4c0e84229139a20aa8ab56ff66586f6a7d29c5";
const TEST_SHARED_SECRET: &str =
    "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";

const REQUEST_DIGEST: &str =
    "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";
const CLIENT_CERT: &str = ":MIIBqDCCAU6gAwIBAgIBBzAKBggqhkjOPQQDAjA6MRswGQYDVQQKDBJMZXQncyBBdXRoZW50aWNhdGUxGzAZBgNVBAMMEkxBIEludGVybWVkaWF0ZSBDQTAeFw0yMDAxMTQyMjU1MzNaFw0yMTAxMjMyMjU1MzNaMA0xCzAJBgNVBAMMAkJDMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8YnXXfaUgmnMtOXU/IncWalRhebrXmckC8vdgJ1p5Be5F/3YC8OthxM4+k1M6aEAEFcGzkJiNy6J84y7uzo9M6NyMHAwCQYDVR0TBAIwADAfBgNVHSMEGDAWgBRm3WjLa38lbEYCuiCPct0ZaSED2DAOBgNVHQ8BAf8EBAMCBsAwEwYDVR0lBAwwCgYIKwYBBQUHAwIwHQYDVR0RAQH/BBMwEYEPYmRjQGV4YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUCIBHda/r1vaL6G3VliL4/Di6YK0Q6bMjeSkC3dFCOOB8TAiEAx/kHSB4urmiZ0NX5r5XarmPk0wmuydBVoU4hBVZ1yhk=:";

fn ed25519() -> SecretKey {
    let seed = hex::decode(TEST_KEY_ED25519_SEED).unwrap();
    let key = PKey::private_key_from_raw_bytes(&seed, openssl::pkey::Id::ED25519).unwrap();
    SecretKey::from_pkcs8(&key.private_key_to_pkcs8().unwrap()).unwrap()
}

/// A request as the examples give it.
struct Example {
    method: &'static str,
    origin: &'static str,
    target: &'static str,
    headers: HashMap<&'static str, &'static str>,
}

impl Example {
    /// The request of appendix B.2.
    fn of_b2() -> Example {
        let headers = HashMap::from([
            ("host", "example.com"),
            ("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
            ("content-type", "application/json"),
            ("content-digest", REQUEST_DIGEST),
            ("content-length", "18"),
        ]);
        Example { method: "POST", origin: "https://example.com", target: "/foo?param=Value&Pet=dog", headers }
    }

    fn with<T>(&self, work: impl FnOnce(&SignedRequest<'_>) -> T) -> T {
        let header = |name: &str| self.headers.get(name).copied();
        work(&SignedRequest { method: self.method, origin: self.origin, target: self.target, header: &header })
    }

    fn base(&self, signature: &Signature) -> String {
        self.with(|request| signature_base(&signature.components, &signature.parameters, request)).unwrap()
    }
}

fn read(input: &str, signature: &str) -> Signature {
    Signature::parse_all(input, signature).unwrap().remove(0)
}

fn pss_verifies(base: &str, signature: &[u8]) -> bool {
    let key = PKey::public_key_from_pem(TEST_KEY_RSA_PSS.as_bytes()).unwrap();
    let mut verifier = Verifier::new(MessageDigest::sha512(), &key).unwrap();
    verifier.set_rsa_padding(Padding::PKCS1_PSS).unwrap();
    verifier.set_rsa_pss_saltlen(RsaPssSaltlen::custom(64)).unwrap();
    verifier.set_rsa_mgf1_md(MessageDigest::sha512()).unwrap();
    verifier.verify_oneshot(signature, base.as_bytes()).unwrap()
}

fn p256_verifies(base: &str, signature: &[u8]) -> bool {
    let number = |bytes: &[u8]| openssl::bn::BigNum::from_slice(bytes).unwrap();
    let (r, s) = signature.split_at(32);
    let der = openssl::ecdsa::EcdsaSig::from_private_components(number(r), number(s)).unwrap().to_der().unwrap();
    let key = PKey::private_key_from_pem(TEST_KEY_ECC_P256.as_bytes()).unwrap();
    Verifier::new(MessageDigest::sha256(), &key).unwrap().verify_oneshot(&der, base.as_bytes()).unwrap()
}

/// B.2.1, B.2.2, B.2.3: the texts are rebuilt as published; the algorithm itself is one that no actor's key has.
#[test]
fn the_published_texts_under_rsa_pss_are_rebuilt() {
    let rows = [
        (
            r#"sig-b21=();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd""#,
            "sig-b21=:d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==:",
        ),
        (
            r#"sig-b22=("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;keyid="test-key-rsa-pss";tag="header-example""#,
            "sig-b22=:LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==:",
        ),
        (
            r#"sig-b23=("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss""#,
            "sig-b23=:bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==:",
        ),
    ];
    for (input, value) in rows {
        let signature = read(input, value);
        let base = Example::of_b2().base(&signature);
        assert!(pss_verifies(&base, &signature.value), "{input}\n{base}");
        assert!(!pss_verifies(&base.replace("1618884473", "1618884474"), &signature.value));
        let key = PublicKey::from_pem(TEST_KEY_RSA_PSS).unwrap();
        let verified = Example::of_b2().with(|request| signature.verify(request, &key));
        assert_eq!(verified, Err(SignatureError::Wrong), "an actor's RSA key signs with PKCS#1 v1.5");
    }
    let labelled = read(r#"s=("@method");created=1;keyid="k";alg="rsa-pss-sha512""#, "s=:AAAA:");
    let key = PublicKey::from_pem(TEST_KEY_RSA_PSS).unwrap();
    let verified = Example::of_b2().with(|request| labelled.verify(request, &key));
    assert_eq!(verified, Err(SignatureError::Algorithm));
}

/// B.2.5: a shared secret is nothing that an actor has, but its text is the published one.
#[test]
fn the_published_text_under_hmac_is_rebuilt() {
    let signature = read(
        r#"sig-b25=("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret""#,
        "sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:",
    );
    let base = Example::of_b2().base(&signature);
    let key = PKey::hmac(&STANDARD.decode(TEST_SHARED_SECRET).unwrap()).unwrap();
    let mac = Signer::new(MessageDigest::sha256(), &key).unwrap().sign_oneshot_to_vec(base.as_bytes()).unwrap();
    assert_eq!(mac, signature.value);
}

/// B.2.6: verified, and made again to the letter.
#[test]
fn the_published_ed25519_signature_is_verified_and_made() {
    let input = r#"sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519""#;
    let value = "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";
    let signature = read(input, &format!("sig-b26=:{value}:"));
    let public = ed25519().public().unwrap();
    let example = Example::of_b2();
    assert_eq!(example.with(|request| signature.verify(request, &public)), Ok(()));
    assert_eq!(STANDARD.encode(ed25519().sign(example.base(&signature).as_bytes()).unwrap()), value);
    let mut changed = Example::of_b2();
    changed.headers.insert("date", "Tue, 20 Apr 2021 02:07:56 GMT");
    assert_eq!(changed.with(|request| signature.verify(request, &public)), Err(SignatureError::Wrong));
    let rsa = PublicKey::from_pem(TEST_KEY_RSA).unwrap();
    assert_eq!(example.with(|request| signature.verify(request, &rsa)), Err(SignatureError::Wrong));
}

/// Section 4.3: two signatures in one request, the second by a proxy with PKCS#1 v1.5, the algorithm of actors' RSA keys.
#[test]
fn of_several_signatures_each_can_be_verified() {
    let found = Signature::parse_all(
        r#"sig1=("@method" "@authority" "@path" "content-digest" "content-type" "content-length");created=1618884475;keyid="test-key-ecc-p256", proxy_sig=("@method" "@authority" "@path" "content-digest" "content-type" "content-length" "forwarded");created=1618884480;keyid="test-key-rsa";alg="rsa-v1_5-sha256";expires=1618884540"#,
        "sig1=:X5spyd6CFnAG5QnDyHfqoSNICd+BUP4LYMz2Q0JXlb//4Ijpzp+kve2w4NIyqeAuM7jTDX+sNalzA8ESSaHD3A==:, proxy_sig=:S6ZzPXSdAMOPjN/6KXfXWNO/f7V6cHm7BXYUh3YD/fRad4BCaRZxP+JH+8XY1I6+8Cy+CM5g92iHgxtRPz+MjniOaYmdkDcnL9cCpXJleXsOckpURl49GwiyUpZ10KHgOEe11sx3G2gxI8S0jnxQB+Pu68U9vVcasqOWAEObtNKKZd8tSFu7LB5YAv0RAGhB8tmpv7sFnIm9y+7X5kXQfi8NMaZaA8i2ZHwpBdg7a6CMfwnnrtflzvZdXAsD3LH2TwevU+/PBPv0B6NMNk93wUs/vfJvye+YuI87HU38lZHowtznbLVdp770I6VHR6WfgS9ddzirrswsE1w5o0LV/g==:",
    )
    .unwrap();
    assert_eq!(found.iter().map(|it| it.key_id.as_str()).collect::<Vec<_>>(), ["test-key-ecc-p256", "test-key-rsa"]);
    let mut proxied = Example::of_b2();
    proxied.origin = "https://origin.host.internal.example";
    proxied.headers.insert("forwarded", "for=192.0.2.123;host=example.com;proto=https");
    let rsa = PublicKey::from_pem(TEST_KEY_RSA).unwrap();
    assert_eq!(proxied.with(|request| found[1].verify(request, &rsa)), Ok(()));
    let at = |seconds| Utc.timestamp_opt(seconds, 0).unwrap();
    assert_eq!(found[1].check_time(None, at(1_618_884_540)), Ok(()));
    assert_eq!(found[1].check_time(None, at(1_618_884_541)), Err(SignatureError::TimeOutside));
    let client = Example::of_b2();
    assert!(p256_verifies(&client.base(&found[0]), &found[0].value));
    assert!(!p256_verifies(&proxied.base(&found[0]), &found[0].value));
}

/// B.3: a proxy that passes a client's certificate on.
#[test]
fn the_published_text_of_a_terminating_proxy_is_rebuilt() {
    let signature = read(
        r#"ttrp=("@path" "@query" "@method" "@authority" "client-cert");created=1618884473;keyid="test-key-ecc-p256""#,
        "ttrp=:xVMHVpawaAC/0SbHrKRs9i8I3eOs5RtTMGCWXm/9nvZzoHsIg6Mce9315T6xoklyy0yzhD9ah4JHRwMLOgmizw==:",
    );
    let mut example = Example::of_b2();
    example.origin = "https://service.internal.example";
    example.headers.insert("client-cert", CLIENT_CERT);
    assert!(p256_verifies(&example.base(&signature), &signature.value));
}

/// B.4: what a request may go through on the way, and what not.
#[test]
fn what_changes_on_the_way_is_seen_where_it_is_covered() {
    let signature = read(
        r#"transform=("@method" "@path" "@authority" "accept");created=1618884473;keyid="test-key-ed25519""#,
        "transform=:ZT1kooQsEHpZ0I1IjCqtQppOmIqlJPeo7DHR3SoMn0s5JZ1eRGS0A+vyYP9t/LXlh5QMFFQ6cpLt2m0pmj3NDA==:",
    );
    let key = ed25519().public().unwrap();
    let verify = |method, origin, target, accept| {
        let example = Example { method, origin, target, headers: HashMap::from([("accept", accept)]) };
        example.with(|request| signature.verify(request, &key))
    };
    let (here, target, accept) = ("https://example.org", "/demo?name1=Value1&Name2=value2", "application/json, */*");
    assert_eq!(verify("GET", here, target, accept), Ok(()));
    assert_eq!(verify("GET", here, "/demo?name1=Value1&Name2=value2&param=added", accept), Ok(()));
    for (method, origin, target, accept) in [
        ("POST", "https://example.com", target, accept),
        ("GET", "https://example.com", target, accept),
        ("GET", here, "/other", accept),
        ("GET", here, target, "*/*, application/json"),
    ] {
        assert_eq!(verify(method, origin, target, accept), Err(SignatureError::Wrong), "{method} {origin} {target}");
    }
}

#[test]
fn what_is_not_covered_is_not_trusted() {
    let checked = |input: &str, with_query: bool, with_body: bool| {
        read(&format!("s={input}"), "s=:AAAA:").check_coverage(with_query, with_body)
    };
    let ok: [(&str, bool, bool); 6] = [
        (r#"("@method" "@target-uri" "content-digest");created=1;keyid="k""#, true, true),
        (r#"("@method" "@path" "@authority" "content-digest");created=1;keyid="k""#, false, true),
        (r#"("@method" "@path" "@query" "host" "content-digest");created=1;keyid="k""#, true, true),
        (r#"("@method" "@request-target" "@authority" "content-digest");created=1;keyid="k""#, true, true),
        (r#"("@method" "@target-uri" "date");keyid="k""#, false, false),
        (r#"("@method" "@target-uri");created=1;keyid="k";tag="anything""#, true, false),
    ];
    for (input, with_query, with_body) in ok {
        assert_eq!(checked(input, with_query, with_body), Ok(()), "{input}");
    }
    let missing: [(&str, bool, &str); 7] = [
        (r#"("@target-uri" "content-digest");created=1;keyid="k""#, false, "@method"),
        (r#"("@method" "@authority" "content-digest");created=1;keyid="k""#, false, "@target-uri"),
        (r#"("@method" "@path" "@authority" "content-digest");created=1;keyid="k""#, true, "@target-uri"),
        (r#"("@method" "@path" "content-digest");created=1;keyid="k""#, false, "@authority"),
        (r#"("@method" "@target-uri");created=1;keyid="k""#, false, "digest"),
        (r#"("@method" "@target-uri" "digest");created=1;keyid="k""#, false, "digest"),
        (r#"("@method" "@target-uri" "content-digest");keyid="k""#, false, "date"),
    ];
    for (input, with_query, what) in missing {
        assert_eq!(checked(input, with_query, true), Err(SignatureError::NotCovered(what)), "{input}");
    }
}

#[test]
fn times_are_looked_at_wherever_they_stand() {
    let now = Utc.timestamp_opt(1_618_884_473, 0).unwrap();
    let check = |parameters: &str, date: Option<&str>| {
        let covered = if date.is_some() { r#"("date")"# } else { "()" };
        read(&format!(r#"s={covered};keyid="k"{parameters}"#), "s=:AAAA:").check_time(date, now)
    };
    assert_eq!(check(";created=1618884473", None), Ok(()));
    assert_eq!(check("", Some("Tue, 20 Apr 2021 02:07:55 GMT")), Ok(()));
    assert_eq!(check(";created=1618880000", None), Err(SignatureError::TimeOutside));
    assert_eq!(check(";created=1618889000", None), Err(SignatureError::TimeOutside));
    assert_eq!(check(";created=1618884473;expires=1618884472", None), Err(SignatureError::TimeOutside));
    assert_eq!(check(";created=1618884500;expires=1618884490", None), Err(SignatureError::TimeOutside));
    assert_eq!(check(";created=1618884473", Some("Tue, 20 Apr 2010 02:07:55 GMT")), Err(SignatureError::TimeOutside));
    assert_eq!(check("", Some("whenever")), Err(SignatureError::TimeUnreadable));
}

#[test]
fn what_cannot_be_read_or_rebuilt_is_refused() {
    let unreadable: [(&str, &str); 12] = [
        ("", ""),
        ("nonsense(", "s=:AAAA:"),
        (r#"s=("@method");created=1;keyid="k""#, "t=:AAAA:"),
        (r#"s=("@method");created=1;keyid="k""#, "s=AAAA"),
        (r#"s=("@method");created=1"#, "s=:AAAA:"),
        (r#"s=("@method");created=1;keyid="""#, "s=:AAAA:"),
        (r#"s=("@method");created=1;keyid=token"#, "s=:AAAA:"),
        (r#"s=("@method");created="1";keyid="k""#, "s=:AAAA:"),
        (r#"s=("@method" "@method");created=1;keyid="k""#, "s=:AAAA:"),
        (r#"s=("@status");created=1;keyid="k""#, "s=:AAAA:"),
        (r#"s=("x";bs);created=1;keyid="k""#, "s=:AAAA:"),
        (r#"s=("Host");created=1;keyid="k""#, "s=:AAAA:"),
    ];
    for (input, signature) in unreadable {
        assert_eq!(Signature::parse_all(input, signature).err(), Some(SignatureError::Unreadable), "{input}");
    }
    let long = format!(r#"s=("@method");created=1;keyid="{}""#, "k".repeat(HEADER_BYTES_MAX));
    assert!(Signature::parse_all(&long, "s=:AAAA:").is_err());
    let many: Vec<String> = (0..6).map(|it| format!(r#"s{it}=("@method");created=1;keyid="{it}""#)).collect();
    let values: Vec<String> = (0..6).map(|it| format!("s{it}=:AAAA:")).collect();
    assert_eq!(Signature::parse_all(&many.join(", "), &values.join(", ")).unwrap().len(), LABELS_MAX);
    let two = read(r#"s=("@query-param";name="a");created=1;keyid="k""#, "s=:AAAA:");
    let mut example = Example::of_b2();
    for target in ["/x?a=1&a=2", "/x?b=1", "/x"] {
        example.target = target;
        let verified = example.with(|request| two.verify(request, &ed25519().public().unwrap()));
        assert_eq!(verified, Err(SignatureError::MissingHeader), "{target}");
    }
}

#[test]
fn a_digest_is_right_in_everything_that_it_names() {
    let body = br#"{"hello": "world"}"#;
    assert!(content_digest_matches(REQUEST_DIGEST, body));
    assert!(content_digest_matches(&content_digest(body), body));
    assert!(content_digest_matches(&format!("{}, {REQUEST_DIGEST}, md5=:AAAA:", content_digest(body)), body));
    let wrong = content_digest(b"{}");
    for header in ["", "md5=:AAAA:", "sha-256=AAAA", "sha-256", &wrong, &format!("{wrong}, {REQUEST_DIGEST}")] {
        assert!(!content_digest_matches(header, body), "{header}");
    }
}

/// What we sign, read back as another server would.
fn received(
    headers: &[(&'static str, String)],
    method: &str,
    url: &Url,
    key: &PublicKey,
) -> Result<(), SignatureError> {
    let find = |name: &str| headers.iter().find(|(it, _)| *it == name).map(|(_, value)| value.as_str());
    let signature = read(find("signature-input").unwrap(), find("signature").unwrap());
    let header = |name: &str| match name {
        "content-type" => Some(CONTENT_TYPE),
        "host" => url.host_str(),
        other => find(other),
    };
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    signature.check_coverage(target.contains('?'), method == "POST")?;
    signature.check_time(find("date"), Utc.timestamp_opt(1_618_884_500, 0).unwrap())?;
    let request = SignedRequest { method, origin: &url.origin().ascii_serialization(), target, header: &header };
    signature.verify(&request, key)
}

#[test]
fn what_we_sign_we_accept_and_nothing_else() {
    let at = Utc.timestamp_opt(1_618_884_473, 0).unwrap();
    let url = Url::parse("https://north.example/actors/1/inbox?x=1#here").unwrap();
    for key in [SecretKey::generate_rsa().unwrap(), ed25519()] {
        let public = key.public().unwrap();
        let request = Outgoing { method: "POST", url: &url, body: Some(b"{}"), at };
        let headers = sign(&request, "https://a.example/u#main-key", &key, None).unwrap();
        assert_eq!(received(&headers, "POST", &url, &public), Ok(()));
        assert_eq!(received(&headers, "GET", &url, &public), Err(SignatureError::Wrong));
        let elsewhere = Url::parse("https://south.example/actors/1/inbox?x=1").unwrap();
        assert_eq!(received(&headers, "POST", &elsewhere, &public), Err(SignatureError::Wrong));
        let get = Outgoing { method: "GET", body: None, ..request };
        let headers = sign(&get, "https://a.example/u#main-key", &key, None).unwrap();
        assert_eq!(received(&headers, "GET", &url, &public), Ok(()));
    }
}

#[test]
fn a_wish_is_fulfilled_where_we_can() {
    let wish = Wish::parse(
        r#"other=("@status");created, sig2=("@method" "@path" "content-type" "date");created;expires;nonce="n1";alg="ed25519";tag="t""#,
    )
    .unwrap();
    assert_eq!(wish.key, Some(KeyKind::Ed25519));
    let at = Utc.timestamp_opt(1_618_884_473, 0).unwrap();
    let url = Url::parse("https://north.example/inbox").unwrap();
    let request = Outgoing { method: "POST", url: &url, body: Some(b"{}"), at };
    let headers = sign(&request, "k", &ed25519(), Some(&wish)).unwrap();
    assert_eq!(received(&headers, "POST", &url, &ed25519().public().unwrap()), Ok(()));
    let input = &headers[0].1;
    assert!(
        input.starts_with(
            r#"sig2=("@method" "@target-uri" "@authority" "content-digest" "@path" "content-type" "date")"#
        )
    );
    assert!(input.contains(r#";expires=1618884773;nonce="n1";tag="t""#), "{input}");
    for header in ["", "x", r#"s=("@status")"#, r#"s=("@method");alg="hmac-sha256""#, r#"s=("@method";sf)"#] {
        assert_eq!(Wish::parse(header), None, "{header}");
    }
}
