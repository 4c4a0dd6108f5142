use super::*;
use crate::domain::complaint::{Command, Complaint, Filed, Filing, RULES};

const HOME: &str = "https://north.example";

fn id() -> ComplaintId {
    ComplaintId(uuid::Uuid::from_u128(42))
}

fn at() -> Timestamp {
    "2026-11-10T09:14:00.123Z".parse().unwrap()
}

fn filing() -> Filing {
    let filed: Filed = serde_json::from_value(serde_json::json!({
        "brand": "acme.com", "door": "page", "followers": "0-99", "proof": "none", "opening": {"kind": "public"}
    }))
    .unwrap();
    let texts = vec![
        Text { name: "title", value: "The kettle leaks".into() },
        Text { name: "author", value: "https://m.example/ada".into() },
    ];
    Filing { id: id(), filed, texts }
}

fn first_line() -> Line {
    let change = Complaint::file(filing(), at()).unwrap();
    let decided = &change.decided()[0];
    seal(id(), HOME, &decided.event, &decided.texts, &[[1; SALT_BYTES], [2; SALT_BYTES]], None).unwrap()
}

#[test]
fn a_line_reads_back_and_says_nothing_of_its_texts() {
    let line = first_line();
    let core = line.verify(id(), HOME, None).unwrap();
    assert_eq!(core.event.at, at());
    assert!(matches!(core.event.happening, Happening::Filed(_)));
    let bytes = String::from_utf8(line.core.clone()).unwrap();
    assert!(!bytes.contains("kettle") && !bytes.contains("ada"), "{bytes}");
    assert!(
        bytes.starts_with(r#"{"at":"2026-11-10T09:14:00.123Z","commitments":{"#),
        "members are in JCS order: {bytes}"
    );
}

#[test]
fn erasing_a_text_leaves_the_chain_whole() {
    let mut line = first_line();
    line.disclosures[0].value = None;
    line.disclosures[0].salt = None;
    line.verify(id(), HOME, None).unwrap();
}

#[test]
fn every_change_to_a_line_is_noticed() {
    let sound = first_line();
    let mut other_text = sound.clone();
    other_text.disclosures[0].value = Some("The kettle is fine".into());
    assert!(matches!(other_text.verify(id(), HOME, None), Err(LogError::WrongText { .. })));

    let mut other_core = sound.clone();
    other_core.core = String::from_utf8(sound.core.clone()).unwrap().replace("acme.com", "acne.com").into_bytes();
    assert_eq!(other_core.verify(id(), HOME, None), Err(LogError::WrongHash { sequence: 1 }));

    let mut uncommitted = sound.clone();
    uncommitted.disclosures.push(Disclosure { name: "extra".into(), value: None, salt: None });
    assert!(matches!(uncommitted.verify(id(), HOME, None), Err(LogError::WrongText { .. })));

    let elsewhere = "https://south.example";
    assert_eq!(sound.verify(id(), elsewhere, None), Err(LogError::OtherComplaint { sequence: 1 }));
    assert_eq!(sound.verify(id(), HOME, Some((1, sound.hash))), Err(LogError::BrokenChain { sequence: 1 }));
}

#[test]
fn an_event_newer_than_we_know_is_kept_and_decides_nothing() {
    let line = first_line();
    let text = String::from_utf8(line.core).unwrap().replace(&format!(r#""rules":{RULES}"#), r#""rules":99"#);
    let line = Line { hash: Hash::of(text.as_bytes()), core: text.into_bytes(), disclosures: line.disclosures };
    let core = line.verify(id(), HOME, None).unwrap();
    let Happening::Newer { kind, .. } = core.event.happening else { panic!("{core:?}") };
    assert_eq!((kind.as_str(), core.rules), ("Filed", 99));
}

#[test]
fn every_happening_survives_the_way_through_the_log() {
    let complaint = Complaint::file(filing(), at()).unwrap().after().clone();
    let change = complaint.decide(Command::Respond { named: true, automated: false }, Party::Brand, at()).unwrap();
    let event = &change.decided()[0].event;
    let line = seal(id(), HOME, event, &[], &[], Some(Hash([7; 32]))).unwrap();
    assert_eq!(line.read().unwrap().event, *event);
}
