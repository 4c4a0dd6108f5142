use super::*;

/// Whether a text in this language is found by these words, as both engines decide it.
fn finds(text: &str, of: Option<&str>, words: &str) -> bool {
    let kept = terms(text, of);
    let query = question(words);
    let there = |term: &Term| {
        if term.begins { kept.iter().any(|it| it.starts_with(&term.text)) } else { kept.contains(&term.text) }
    };
    !query.is_empty() && query.groups().iter().all(|group| group.iter().any(there))
}

fn named(name: &str, words: &str) -> Option<Closeness> {
    let kept = name_terms(&[name.to_string()]);
    let query = name_question(words);
    let there = |term: &Term| {
        if term.begins { kept.iter().any(|it| it.starts_with(&term.text)) } else { kept.contains(&term.text) }
    };
    let has = |query: &Query| !query.is_empty() && query.groups().iter().all(|group| group.iter().any(there));
    let found = has(&query.whole) || has(&query.words) || has(&query.near) || has(&query.near_whole);
    found.then(|| closeness(&query, &kept.join(" "))).flatten()
}

#[test]
fn texts_are_found_by_their_words() {
    for (text, of, words) in [
        ("मेरी शिकायत का जवाब नहीं आया", Some("hi"), "शिकायत"),
        ("मेरी शिकायत का जवाब नहीं आया", None, "शिकायत जवाब"),
        ("อาหารมาช้ามากและเย็น", Some("th"), "อาหาร"),
        ("อาหารมาช้ามากและเย็น", None, "ช้ามาก"),
        ("আমার অভিযোগের উত্তর নেই", Some("bn"), "অভিযোগের"),
        ("என் புகாருக்கு பதில் இல்லை", Some("ta"), "பதில்"),
        ("وَصَلَتِ الشِّكْوَى", Some("ar"), "الشكوى"),
        ("لم يصل الطرد", Some("ar"), "طرد"),
        ("הַתְּלוּנָה לֹא נֶעֱנְתָה", Some("he"), "התלונה"),
        ("התלונה לא נענתה", None, "הַתְּלוּנָה"),
        ("充電器が届かない", Some("ja"), "充電器"),
        ("充電器が届かない", Some("ja"), "届か"),
        ("充電器", Some("zh"), "器"),
        ("배송이 늦었습니다", Some("ko"), "배송"),
        ("ສິນຄ້າບໍ່ມາ", None, "ສິນຄ້າ"),
        ("ទំនិញមិនមកដល់", None, "ទំនិញ"),
        ("ကုန်ပစ္စည်းမရောက်ပါ", None, "ပစ္စည်း"),
        ("The parcel never came", Some("en"), "parcels came"),
        ("Two parcels never came", Some("en"), "parcel never"),
        ("Complaining about a delivery", Some("en"), "deliveries complained"),
        ("Die Lieferungen kamen nie", Some("de"), "Lieferung kamen"),
        ("Die Häuser", Some("de"), "haus haeuser"),
        ("Herr Müller kam nicht", Some("de"), "muller kam"),
        ("Herr Müller kam nicht", Some("de"), "Mueller kam"),
        ("Herr Mueller kam nicht", Some("de"), "Müller kam"),
        ("Die Straße", Some("de"), "STRASSE"),
        ("Mis reclamaciones siguen abiertas", Some("es"), "reclamación abierta"),
        ("Mis reclamaciones siguen abiertas", Some("es"), "reclamacion abiertas"),
        ("Les livraisons de l’appareil", Some("fr"), "appareil livraison"),
        ("McDonald's was cold", Some("en"), "mcdonald’s cold"),
        ("McDonald’s was cold", Some("en"), "mcdonald's cold"),
        ("McDonald‘s was cold", Some("en"), "mcdonalds cold"),
        ("McDonalds was cold", Some("en"), "mcdonald's cold"),
        ("Order 1234-5678", Some("en"), "5678 order"),
        ("رقم الطلب ٤٥٦", Some("ar"), "456"),
        ("From the U.S.A. by air", Some("en"), "usa air"),
        ("See acme.com/help", Some("en"), "acme.com help"),
        ("co\u{ad}operation", Some("en"), "cooperation"),
        ("Łódź", Some("pl"), "lodz"),
    ] {
        assert!(finds(text, of, words), "{words} in {text}: {:?}", terms(text, of));
    }
}

#[test]
fn texts_are_not_found_by_others() {
    for (text, words) in [
        ("मेरी शिकायत", "शकयत"),
        ("充電器が届かない", "電話"),
        ("The kettle", "kettles broke"),
        ("The parcel", "%"),
        ("The parcel", "\0"),
        ("The parcel", " ' \" * ( ) : - . "),
        ("The parcel", "par came"),
        ("A pen", "penalty fee"),
    ] {
        assert!(!finds(text, Some("en"), words), "{words} in {text}");
    }
    assert!(finds("The parcel", Some("en"), "par"), "the last word may be a beginning");
}

#[test]
fn names_are_found_by_their_letters_and_with_one_mistake() {
    for (name, words) in [
        ("Škoda Auto", "skoda"),
        ("Škoda Auto", "ŠKODA AUTO"),
        ("Škoda Auto", "auto s\u{30c}koda"),
        ("Österreichische Post", "osterreichische post"),
        ("Österreichische Post", "OESTERREICHISCHE"),
        ("Österreichische Post", "österr"),
        ("McDonald's", "mcdonald’s"),
        ("McDonald’s", "mcdonald's"),
        ("McDonald’s", "McDonalds"),
        ("McDonald’s", "donald"),
        ("Commerzbank", "bank"),
        ("AT&T", "att"),
        ("AT&T", "at & t"),
        ("H&M", "h&m"),
        ("Kestrel Parcel", "kestrelparcel"),
        ("Kestrel Parcel", "kestrelp"),
        ("100% Kaffee", "%"),
        ("トヨタ自動車", "トヨタ"),
        ("การบินไทย", "การบิน"),
    ] {
        let found = named(name, words);
        assert!(matches!(found, Some(Closeness::Whole | Closeness::Words(_))), "{words} for {name}: {found:?}");
    }
    for (name, words) in [
        ("Kestrel", "kestral"),
        ("Kestrel", "kestel"),
        ("Kestrel", "kestrell"),
        ("Kestrel", "ksetrel"),
        ("Kestrel", "kestrlel"),
        ("Kestrel Parcel", "kestral parcels"),
        ("Kestrel Parcel", "kestralparcel"),
        ("KestrelParcel", "kestral parcel"),
        ("Acme", "amce"),
        ("Acme", "acne"),
        ("Bose", "bse"),
        ("Müller", "mueler"),
        ("Škoda", "skooda"),
    ] {
        let found = named(name, words);
        assert!(matches!(found, Some(Closeness::Near(_))), "{words} for {name}: {found:?}");
    }
    for (name, words) in [
        ("Kestrel", "kastral"),
        ("Kestrel", "kostrle"),
        ("BMW", "bmx"),
        ("Acme", "acx"),
        ("Acme", ""),
        ("Acme", "%"),
        ("Acme", "acme globex"),
        ("Kestrel", "\0"),
    ] {
        assert_eq!(named(name, words), None, "{words} for {name}");
    }
}

#[test]
fn a_company_is_found_without_its_legal_form() {
    for (typed, rest) in [
        ("Kestrel GmbH", Some("kestrel")),
        ("Kestrel GmbH & Co. KG", Some("kestrel")),
        ("Acme Inc.", Some("acme")),
        ("Acme, Inc", Some("acme")),
        ("Acme Ltd.", Some("acme")),
        ("Acme S.A.", Some("acme")),
        ("Acme S.p.A.", Some("acme")),
        ("Acme s.r.o.", Some("acme")),
        ("Acme Sp. z o.o.", Some("acme")),
        ("Acme Holding Co., Ltd.", Some("acme holding")),
        ("Acme", None),
        ("GmbH", None),
        ("Kestrel Parcel", None),
    ] {
        assert_eq!(without_legal_form(typed).as_deref(), rest, "{typed}");
    }
}

#[test]
fn no_text_makes_a_term_that_an_engine_would_read() {
    let all: String = (0..=0x2_ffff).filter_map(char::from_u32).collect();
    let names = name_terms(&[all.chars().take(4_000).collect()]);
    for term in terms(&all, None).into_iter().chain(names) {
        let allowed = |it: char| !it.is_ascii() || it.is_ascii_alphanumeric();
        assert!(term.chars().all(allowed) && !term.is_empty() && term.chars().count() <= TERM_CHARS_MAX, "{term:?}");
    }
}
