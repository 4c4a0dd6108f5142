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
fn a_domain_is_read_in_its_own_letters_unless_they_pass_for_others() {
    for (typed, read) in [
        ("müller.de", "müller.de"),
        ("bücher.de", "bücher.de"),
        ("acme.com", "acme.com"),
        ("аррӏе.com", "xn--80ak6aa92e.com"),
    ] {
        assert_eq!(readable(&domain(typed)), read, "{typed}");
    }
    // One letter of another script among plain ones.
    assert!(readable(&domain("аcme.com")).starts_with("xn--"));
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
fn a_name_that_sounds_like_a_brand_is_recognised() {
    let heard = |name: &str, brand: &str, called: &str| Known::of(&domain(brand), called).heard_in(&readings(name));
    for (name, sound) in [
        ("acme", Some(Sound::Bare)),
        ("ACME", Some(Sound::Bare)),
        ("acrne", Some(Sound::Bare)),
        ("аcme", Some(Sound::Bare)),
        ("acm3", Some(Sound::Bare)),
        ("a_c_m_e", Some(Sound::Weak)),
        ("acme_com", Some(Sound::Weak)),
        ("acme.com", Some(Sound::Weak)),
        ("acme2", Some(Sound::Weak)),
        ("acme_24", Some(Sound::Weak)),
        ("acme_uk", Some(Sound::Weak)),
        ("the_acme", Some(Sound::Weak)),
        ("acme-gmbh", Some(Sound::Weak)),
        ("acme_care2", Some(Sound::Strong)),
        ("acme-help", Some(Sound::Strong)),
        ("acme.official", Some(Sound::Strong)),
        ("official_acme", Some(Sound::Strong)),
        ("the_real_acme", Some(Sound::Strong)),
        ("acme_uk_support", Some(Sound::Strong)),
        ("acme_kundendienst", Some(Sound::Strong)),
        ("acme_atencion_cliente", Some(Sound::Strong)),
        ("acmesupport", Some(Sound::Strong)),
        ("acmecare", Some(Sound::Strong)),
        ("officialacme", Some(Sound::Strong)),
        ("acrne_help", Some(Sound::Strong)),
        ("Acme ✔ Customer Service", Some(Sound::Strong)),
        ("mia", None),
        ("acmefan", None),
        ("acme_hater", None),
        ("not_acme", None),
        ("acmeist", None),
        ("careful", None),
        ("support", None),
        ("official", None),
        ("care_team", None),
        ("c3po", None),
        ("ac_me_too", None),
        ("", None),
        ("2024", None),
    ] {
        assert_eq!(heard(name, "acme.com", "Acme"), sound, "{name}");
    }
    for (name, brand, called, sound) in [
        ("kestrel_parcel", "kestrelparcel.example", "Kestrel Parcel", Some(Sound::Weak)),
        ("kestrelparcel", "kestrel-parcel.example", "Kestrel Parcel", Some(Sound::Bare)),
        ("kestrelparcelhelp", "kestrelparcel.example", "Kestrel Parcel", Some(Sound::Strong)),
        ("muller_hilfe", "xn--mller-kva.example", "Müller", Some(Sound::Strong)),
        // Short names and words that people are called by: alone, or with a number or a country, they mean nobody.
        ("mia2", "mia.com", "Mia", None),
        ("mia_uk", "mia.com", "Mia", None),
        ("hp_fan", "hp.com", "HP", None),
        ("hp_support", "hp.com", "HP", Some(Sound::Strong)),
        ("hphelp", "hp.com", "HP", None),
        ("x_care", "x.com", "X", None),
        ("medicare", "medi.example", "Medi", Some(Sound::Strong)),
        ("daycare", "day.example", "Day", None),
    ] {
        assert_eq!(heard(name, brand, called), sound, "{name}");
    }
    assert!(passes_for("x77", "Acme Support", &domain("acme.com"), "Acme"));
    assert!(!passes_for("x77", "Mia Acmeson", &domain("acme.com"), "Acme"));
}

#[test]
fn a_name_that_is_wrong_by_one_letter_passes_for_the_brand() {
    let passes = |name: &str| passes_for(name, "", &domain("kestrel-parcel.com"), "Kestrel Parcel");
    for name in ["kestrelparcels", "kesterlparcel", "kestrelparce", "kestrelparzel", "kestrel_parcels_care"] {
        assert!(passes(name), "{name}");
    }
    for name in ["kestrel", "parcel", "kestrelparties", "mia"] {
        assert!(!passes(name), "{name}");
    }
    // Short names are people's, too.
    assert!(!passes_for("johns", "", &domain("johnd.com"), "Johnd"));
}

#[test]
fn a_domain_spells_its_own_name() {
    for (name, of, spelt) in [
        ("Kestrel Parcel", "kestrel-parcel.example", true),
        ("ACME", "acme.com", true),
        ("Müller", "xn--mller-kva.example", true),
        ("Acme SCAMMERS", "acme.com", false),
        ("Kestrel Parcel VERIFIED", "kestrelparcel.example", false),
        ("Globex", "acme.com", false),
        ("", "acme.com", false),
    ] {
        assert_eq!(spells(&domain(of), name), spelt, "{name}");
    }
}
