use chrono::{TimeDelta, TimeZone, Utc};
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::sign::Signer;

use super::*;

fn now() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 11, 22, 6, 42, 6).unwrap()
}

fn url() -> Url {
    Url::parse("https://north.example/actors/1/inbox?x=1").unwrap()
}

/// A signed request as it arrives: verified with the same request line and headers.
fn verify(headers: &SignedHeaders, target: &str, host: &str, key: &PublicKey) -> Result<(), SignatureError> {
    let signature = Signature::parse(&headers.signature)?;
    let header = |name: &str| match name {
        "host" => Some(host),
        "date" => Some(headers.date.as_str()),
        "digest" => headers.digest.as_deref(),
        _ => None,
    };
    signature.check_coverage(headers.digest.is_some())?;
    signature.check_time(Some(&headers.date), now())?;
    signature.verify(&SignedRequest { method: "POST", origin: "https://north.example", target, header: &header }, key)
}

#[test]
fn what_we_sign_we_accept_and_nothing_else() {
    for key in [SecretKey::generate_rsa().unwrap(), SecretKey::generate_ed25519().unwrap()] {
        let public = key.public().unwrap();
        let headers = sign("POST", &url(), Some(b"{}"), "https://a.example/u#main-key", &key, now()).unwrap();
        let target = "/actors/1/inbox?x=1";
        assert_eq!(headers.date, "Sun, 22 Nov 2026 06:42:06 GMT");
        assert_eq!(verify(&headers, target, "north.example", &public), Ok(()));
        assert_eq!(verify(&headers, "/inbox", "north.example", &public), Err(SignatureError::Wrong));
        assert_eq!(verify(&headers, target, "south.example", &public), Err(SignatureError::Wrong));
        let stranger = SecretKey::generate_rsa().unwrap().public().unwrap();
        assert!(verify(&headers, target, "north.example", &stranger).is_err());
        let mut moved = headers.clone();
        moved.digest = Some(digest_header(b"{ }"));
        assert_eq!(verify(&moved, target, "north.example", &public), Err(SignatureError::Wrong));
        let late = sign("POST", &url(), Some(b"{}"), "k", &key, now() - TimeDelta::hours(2)).unwrap();
        assert_eq!(verify(&late, target, "north.example", &public), Err(SignatureError::TimeOutside));
    }
}

#[test]
fn the_example_of_the_draft_is_read() {
    // Appendix C.2 of the draft, without the parts that we demand and it lacks.
    let text = r#"keyId="Test",algorithm="rsa-sha256", headers="(request-target) host date",
        signature="qdx+H7PHHDZgy4y/Ahn9Tny9V3GP6YgBPyUXMmoxWtLbHpUnXS2mg2+SbrQDMCJypxBLSPQR2aAjn7ndmw2iicw3HMbe8VfEdKFYRqzic+efkb3nndiv/x1xSHDJWeSWkx3ButlYSuBskLu6kd9Fswtemr3lgdDEmn04swr2Os0=""#;
    let signature = Signature::parse(text).unwrap();
    let pem = "-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3
6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6
Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw
oYi+1hqp1fIekaxsyQIDAQAB
-----END PUBLIC KEY-----";
    let header = |name: &str| match name {
        "host" => Some("example.com"),
        "date" => Some("Sun, 05 Jan 2014 21:31:40 GMT"),
        _ => None,
    };
    let request = SignedRequest {
        method: "POST",
        origin: "http://example.com",
        target: "/foo?param=value&pet=dog",
        header: &header,
    };
    let text = signature.signing_string(&request).unwrap();
    let key = PKey::public_key_from_pem(pem.as_bytes()).unwrap();
    let mut verifier = openssl::sign::Verifier::new(MessageDigest::sha256(), &key).unwrap();
    assert!(verifier.verify_oneshot(&signature.value, text.as_bytes()).unwrap());
    assert_eq!(signature.check_coverage(false), Ok(()));
    assert_eq!(signature.check_coverage(true), Err(SignatureError::NotCovered("digest")));
}

#[test]
fn what_is_not_covered_is_not_trusted() {
    for (covered, missing) in [
        ("host date digest", "(request-target)"),
        ("(request-target) date digest", "host"),
        ("(request-target) host date", "digest"),
        ("(request-target) host digest", "date"),
        ("", "(request-target)"),
    ] {
        let signature = Signature::parse(&format!(r#"keyId="k",headers="{covered}",signature="AA==""#)).unwrap();
        assert_eq!(signature.check_coverage(true), Err(SignatureError::NotCovered(missing)), "{covered}");
    }
}

#[test]
fn times_are_within_the_hour() {
    let at = now().timestamp();
    let timed = |extra: &str, covered: &str| {
        Signature::parse(&format!(r#"keyId="k",headers="{covered}",{extra}signature="AA==""#))
            .and_then(|signature| signature.check_time(Some("Sun, 22 Nov 2026 06:00:00 GMT"), now()))
    };
    assert_eq!(timed("", "date"), Ok(()));
    assert_eq!(timed(&format!("created={at},"), "(created)"), Ok(()));
    assert_eq!(timed(&format!("created={},", at - 3_601), "(created)"), Err(SignatureError::TimeOutside));
    assert_eq!(timed(&format!("created={},", at + 3_601), "(created)"), Err(SignatureError::TimeOutside));
    assert_eq!(timed(&format!("created={at},expires={},", at - 1), "(created)"), Err(SignatureError::TimeOutside));
    assert_eq!(timed(&format!("created={},expires={},", at + 60, at + 30), ""), Err(SignatureError::TimeOutside));
    assert_eq!(timed("", "(created)"), Err(SignatureError::TimeUnreadable));
    assert_eq!(timed("created=soon,", "(created)"), Err(SignatureError::TimeUnreadable));
    assert_eq!(timed("created=99999999999999999,", "(created)"), Err(SignatureError::TimeUnreadable));
    let signature = Signature::parse(r#"keyId="k",headers="date",signature="AA==""#).unwrap();
    for (date, error) in [
        (Some("whenever"), SignatureError::TimeUnreadable),
        (Some("Sun, 22 Nov 2026 04:42:05 GMT"), SignatureError::TimeOutside),
        (Some("Sun, 22 Nov 2026 08:42:07 GMT"), SignatureError::TimeOutside),
        (Some("Sun, 22 Nov 2036 06:42:06 GMT"), SignatureError::TimeUnreadable),
        (Some("Sat, 22 Nov 2036 06:42:06 GMT"), SignatureError::TimeOutside),
        (None, SignatureError::MissingHeader),
    ] {
        assert_eq!(signature.check_time(date, now()), Err(error), "{date:?}");
    }
}

#[test]
fn the_label_cannot_choose_the_algorithm() {
    let rsa = SecretKey::generate_rsa().unwrap();
    let public = rsa.public().unwrap();
    let good = sign("POST", &url(), Some(b"{}"), "k", &rsa, now()).unwrap();
    for label in ["hmac-sha256", "none", "rsa-sha1", "ed25519", "RSA-SHA512"] {
        let mut forged = good.clone();
        forged.signature = forged.signature.replace("rsa-sha256", label);
        let refused = verify(&forged, "/actors/1/inbox?x=1", "north.example", &public);
        assert_eq!(refused, Err(SignatureError::Algorithm), "{label}");
    }
    // The public key's text as the secret of an HMAC, under a label that we accept.
    let secret = PKey::hmac(public.to_pem().unwrap().as_bytes()).unwrap();
    let text = format!(
        "(request-target): post /x\nhost: h\ndate: {}\ndigest: {}",
        good.date,
        good.digest.as_deref().unwrap_or_default()
    );
    let mac = Signer::new(MessageDigest::sha256(), &secret).unwrap().sign_oneshot_to_vec(text.as_bytes()).unwrap();
    let signature = format!(
        r#"keyId="k",algorithm="hs2019",headers="(request-target) host date digest",signature="{}""#,
        STANDARD.encode(mac)
    );
    let forged = SignedHeaders { signature, ..good };
    assert_eq!(verify(&forged, "/x", "h", &public), Err(SignatureError::Wrong));
}

#[test]
fn unreadable_headers_are_refused() {
    for text in [
        "",
        "nonsense",
        r#"keyId="k""#,
        r#"signature="AA==""#,
        r#"keyId="",signature="AA==""#,
        r#"keyId="k",signature="!!""#,
        r#"keyId="k,signature=AA=="#,
        r#"keyId="k",keyId="l",signature="AA==""#,
        r#"keyId="k",headers="host host",signature="AA==""#,
        r#"keyId="k" headers="host",signature="AA==""#,
    ] {
        assert_eq!(Signature::parse(text), Err(SignatureError::Unreadable), "{text}");
    }
}

#[test]
fn a_digest_is_of_this_body_and_stated_once() {
    let good = digest_header(b"body");
    assert!(digest_matches(&good, b"body"));
    assert!(digest_matches(&good.replace("SHA-256", "sha-256"), b"body"));
    assert!(digest_matches(&format!("SHA-512=AAAA, {good}"), b"body"));
    assert!(!digest_matches(&good, b"bodY"));
    assert!(!digest_matches(&format!("{good},{good}"), b"body"));
    assert!(!digest_matches("SHA-512=AAAA", b"body"));
    assert!(!digest_matches("", b"body"));
}
