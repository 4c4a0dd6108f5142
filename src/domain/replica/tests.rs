use proptest::prelude::*;

use super::*;
use crate::domain::Timestamp;
use crate::domain::complaint::{Change, Command, Filing, Outcome, RULES, Text};
use crate::domain::log::{SALT_BYTES, seal};
use crate::domain::party::Party;

pub(in crate::domain) const HOME: &str = "https://north.example";

pub(in crate::domain) fn at(hour: i64) -> Timestamp {
    Timestamp::from_timestamp_millis(1_790_000_000_000).unwrap() + chrono::TimeDelta::hours(hour)
}

/// A home that writes its history as `storage` does.
#[derive(Clone)]
pub(in crate::domain) struct Home {
    pub(in crate::domain) complaint: Complaint,
    pub(in crate::domain) lines: Vec<Line>,
}

impl Home {
    pub(in crate::domain) fn file() -> Home {
        let filed = serde_json::from_value(serde_json::json!({
            "brand": "acme.com", "door": "page", "followers": "unknown", "proof": "none", "opening": {"kind": "public"}
        }));
        let texts = vec![Text { name: "title", value: "The kettle leaks".into() }];
        let filing = Filing { id: ComplaintId(uuid::Uuid::from_u128(1)), filed: filed.unwrap(), texts };
        let change = Complaint::file(filing, at(0)).unwrap();
        let mut home = Home { complaint: change.after().clone(), lines: Vec::new() };
        home.write(change);
        home
    }

    pub(in crate::domain) fn write(&mut self, change: Change) {
        for decided in change.decided() {
            let previous = self.lines.last().map(|it| it.hash);
            let salts = vec![[7; SALT_BYTES]; decided.texts.len()];
            let line = seal(self.complaint.id, HOME, &decided.event, &decided.texts, &salts, previous).unwrap();
            self.lines.push(line);
        }
        self.complaint = change.after().clone();
    }

    pub(in crate::domain) fn act(&mut self, command: Command, by: Party) {
        let hour = i64::try_from(self.lines.len()).unwrap();
        let change = self.complaint.decide(command, by, at(hour)).unwrap();
        self.write(change);
    }

    pub(in crate::domain) fn with_a_whole_life() -> Home {
        let mut home = Home::file();
        home.act(Command::Support, Party::Commenter(1));
        home.act(Command::Respond { named: true, automated: false }, Party::Brand);
        home.act(Command::Offer { response: None, outcome: Outcome::Refund, reason: None }, Party::Brand);
        home.act(Command::Decline { offer: None }, Party::Complainant);
        home.act(Command::Offer { response: None, outcome: Outcome::Refund, reason: None }, Party::Brand);
        home.act(
            Command::Confirm { offer: None, rating: Some(9), would_return: Some(true), solved_by: None, got: None },
            Party::Complainant,
        );
        home
    }

    pub(in crate::domain) fn replica(&self) -> Replica {
        Replica::new(self.complaint.id, HOME)
    }
}

#[test]
fn a_replica_has_the_state_the_sequence_and_the_head_of_its_home() {
    let home = Home::with_a_whole_life();
    let mut replica = home.replica();
    replica.follow(&home.lines).unwrap();
    assert_eq!(replica.complaint(), Some(&home.complaint));
    assert_eq!(replica.head(), home.lines.last().map(|it| it.hash));
}

#[test]
fn a_gap_changes_nothing_and_says_what_is_missing() {
    let home = Home::with_a_whole_life();
    let mut replica = home.replica();
    replica.follow(&home.lines[..2]).unwrap();
    let before = replica.clone();
    assert_eq!(replica.follow(&home.lines[3..]), Err(NotFollowed::Gap { from: 3, to: 3 }));
    assert_eq!(replica, before);
}

/// As a reader sees it between whom another writer added a line.
#[test]
fn a_line_beyond_the_state_is_not_held() {
    let home = Home::with_a_whole_life();
    let count = home.lines.len();
    let mut before = home.replica();
    before.follow(&home.lines[..count - 2]).unwrap();
    let known = (1..).zip(&home.lines[..count - 1]).map(|(sequence, line)| (sequence, line.hash)).collect();
    let mut replica = Replica::held(HOME, before.complaint().unwrap().clone(), before.head().unwrap(), known);
    replica.follow(&home.lines[count - 2..]).unwrap();
    assert_eq!(replica.complaint(), Some(&home.complaint));
}

#[test]
fn a_rewritten_history_is_a_fork() {
    let home = Home::with_a_whole_life();
    let mut replica = home.replica();
    replica.follow(&home.lines).unwrap();

    let mut other = Home::file();
    other.act(Command::Withdraw { settled: None, condition: None }, Party::Complainant);
    assert_eq!(replica.follow(&other.lines[1..]), Err(NotFollowed::Forked { sequence: 2 }));
    assert_eq!(replica.is_behind(2, other.lines[1].hash), Err(NotFollowed::Forked { sequence: 2 }));
    assert_eq!(replica.is_behind(2, home.lines[1].hash), Ok(false));
    assert_eq!(replica.is_behind(8, other.lines[1].hash), Ok(true));
}

#[test]
fn an_event_that_the_rules_forbid_is_not_followed() {
    let home = Home::with_a_whole_life();
    let mut replica = home.replica();
    replica.follow(&home.lines[..1]).unwrap();
    let forged = crate::domain::complaint::Event {
        sequence: 2,
        rules: RULES,
        by: Party::Brand,
        at: at(1),
        happening: Happening::ResolutionConfirmed {
            offer: None,
            rating: Some(10),
            would_return: None,
            solved_by: None,
            got: None,
        },
    };
    let line = seal(home.complaint.id, HOME, &forged, &[], &[], replica.head()).unwrap();
    assert!(matches!(replica.follow(&[line]), Err(NotFollowed::Rules(_))));
    assert_eq!(replica.sequence(), 1);
}

#[test]
fn what_newer_rules_decided_is_followed_without_being_judged() {
    let mut home = Home::file();
    let previous = home.lines[0].hash;
    let newer = String::from_utf8(home.lines[0].core.clone()).unwrap();
    let newer = newer
        .replace(&format!(r#""rules":{RULES}"#), r#""rules":7"#)
        .replace(r#""sequence":1"#, r#""sequence":2"#)
        .replace(r#""type":"Filed""#, r#""type":"Mediated""#)
        .replace(r#""previous":null"#, &format!(r#""previous":"{previous}""#));
    home.lines.push(Line { hash: Hash::of(newer.as_bytes()), core: newer.into_bytes(), disclosures: Vec::new() });
    let after = crate::domain::complaint::Event {
        sequence: 3,
        rules: RULES,
        by: Party::Brand,
        at: at(2),
        happening: Happening::Asked {},
    };
    home.lines.push(seal(home.complaint.id, HOME, &after, &[], &[], home.lines.last().map(|it| it.hash)).unwrap());
    let mut replica = home.replica();
    replica.follow(&home.lines).unwrap();
    let complaint = replica.complaint().unwrap();
    assert_eq!((complaint.newer, complaint.sequence, complaint.state().name()), (true, 3, "open"));
}

proptest! {
    /// In any order, in any pieces, with repeats: a replica ends equal to the home.
    #[test]
    fn every_order_ends_at_the_home(order in prop::collection::vec(0usize..7, 0..40)) {
        let home = Home::with_a_whole_life();
        let mut replica = home.replica();
        for piece in order {
            let _ = replica.follow(&home.lines[piece..=piece]);
        }
        replica.follow(&home.lines).unwrap();
        prop_assert_eq!(replica.complaint(), Some(&home.complaint));
        prop_assert_eq!(replica.head(), home.lines.last().map(|it| it.hash));
    }
}
