use proptest::prelude::*;

use super::*;

#[test]
fn sound_documents_pass() {
    for text in [
        "{}",
        "[]",
        " {\"a\": [1, -2.5e3, true, false, null, \"x\"], \"b\": {\"a\": {\"a\": 1}}} ",
        r#"{"a":"\ud83d\ude00 \n \u00e4 \" \\"}"#,
        r#"[{"a":1},{"a":1}]"#,
        "\"text\"",
        "7",
    ] {
        assert_eq!(check(text.as_bytes()), Ok(()), "{text}");
    }
}

#[test]
fn each_flaw_is_named() {
    let deep = "[".repeat(100_000);
    let deep_objects = "{\"a\":".repeat(100_000);
    let many = format!("{{{}}}", (0..1_001).map(|n| format!("\"{n}\":1")).collect::<Vec<_>>().join(","));
    for (text, flaw) in [
        (deep.as_str(), Flaw::TooDeep),
        (deep_objects.as_str(), Flaw::TooDeep),
        (many.as_str(), Flaw::TooManyNames),
        (r#"{"actor":"a","x":1,"actor":"b"}"#, Flaw::RepeatedName),
        (r#"{"actor":"a","\u0061ctor":"b"}"#, Flaw::RepeatedName),
        (r#"[{"o":{"id":1,"id":2}}]"#, Flaw::RepeatedName),
        (r#"{"a":1"#, Flaw::Cut),
        (r#"{"a":"b"#, Flaw::Cut),
        ("", Flaw::Cut),
        ("  ", Flaw::Cut),
        ("{]", Flaw::Malformed),
        ("{} {}", Flaw::Malformed),
        ("<html>", Flaw::Malformed),
        ("[\"a\tb\"]", Flaw::Malformed),
        ("[\"\u{0}\"]", Flaw::Nul),
        (r#"["\u0000"]"#, Flaw::Nul),
        (r#"["\ud83d"]"#, Flaw::NotText),
        (r#"["\ude00"]"#, Flaw::NotText),
        (r#"["\ud83d\u0041"]"#, Flaw::NotText),
    ] {
        assert_eq!(check(text.as_bytes()), Err(flaw), "{}", &text[..text.len().min(40)]);
    }
    assert_eq!(check(b"[\"\xff\"]"), Err(Flaw::NotText));
    assert_eq!(check(b"[\"\xc3"), Err(Flaw::Cut));
}

proptest! {
    #[test]
    fn whatever_comes_it_answers(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = check(&bytes);
    }

    #[test]
    fn it_never_refuses_what_a_serializer_writes(names in prop::collection::btree_map(".*", ".*", 0..20)) {
        let clean = names.iter().all(|(name, value)| !name.contains('\0') && !value.contains('\0'));
        let text = serde_json::to_vec(&names).unwrap();
        prop_assert_eq!(check(&text).is_ok(), clean);
    }
}
