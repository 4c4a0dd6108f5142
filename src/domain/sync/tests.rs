use proptest::prelude::*;

use super::absence::{Replicas, look_after};
use super::adoption::{Adoption, Offer, adopt};
use super::request::{Answer, Arrived, Asking, Decision, TransitionRequest, decide_request, request_of};
use super::*;
use crate::domain::complaint::{Command, Complaint, Outcome};
use crate::domain::ids::ComplaintId;
use crate::domain::party::Party;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::replica::tests::{HOME, Home, at};

fn head_at(home: &Home, sequence: usize) -> Head {
    Head { sequence: i64::try_from(sequence).unwrap(), hash: home.lines[sequence - 1].hash }
}

/// What the home said right after its event of this sequence.
fn said_at(home: &Home, sequence: usize) -> Announcement {
    Announcement::newest(head_at(home, sequence), &home.lines[..sequence])
}

fn following(home: &Home, sequence: usize) -> Replica {
    let mut replica = home.replica();
    replica.follow(&home.lines[..sequence]).unwrap();
    replica
}

/// The same first event, another second one.
fn other_life() -> Home {
    let mut other = Home::file();
    other.act(Command::Withdraw { settled: None, condition: None }, Party::Complainant);
    other.act(Command::Comment, Party::Commenter(1));
    other
}

#[test]
fn an_announcement_is_followed_once_and_a_gap_says_what_to_ask() {
    let home = Home::with_a_whole_life();
    let mut replica = home.replica();
    assert!(matches!(receive(&mut replica, &said_at(&home, 2)), Received::Followed(it) if it.lines.len() == 2));
    assert_eq!(receive(&mut replica, &said_at(&home, 2)), Received::Current);
    assert_eq!(receive(&mut replica, &said_at(&home, 1)), Received::Current);

    let newest = Announcement { head: head_at(&home, 7), lines: home.lines[4..].to_vec() };
    assert_eq!(receive(&mut replica, &newest), Received::Missing { after: 2 });
    assert_eq!(replica.sequence(), 2);
    let asked = Announcement { head: newest.head, lines: home.lines[2..].to_vec() };
    assert!(matches!(receive(&mut replica, &asked), Received::Followed(_)));
    assert_eq!(replica.complaint(), Some(&home.complaint));
}

#[test]
fn a_replica_stands_at_heads_that_its_home_signed_and_nowhere_else() {
    let home = Home::with_a_whole_life();
    let mut replica = home.replica();
    // The history that was fetched is longer than the head that was signed: the rest waits for its own head.
    let told = Announcement { head: head_at(&home, 3), lines: home.lines.clone() };
    assert!(matches!(receive(&mut replica, &told), Received::Followed(_)));
    assert_eq!(replica.end(), Some(head_at(&home, 3)));
    // And one that is shorter is not enough.
    let told = Announcement { head: head_at(&home, 7), lines: home.lines[..5].to_vec() };
    assert_eq!(receive(&mut replica, &told), Received::Missing { after: 3 });
    assert_eq!(replica.end(), Some(head_at(&home, 3)));
}

#[test]
fn a_contradiction_changes_nothing_and_comes_with_its_evidence() {
    let (home, other) = (Home::with_a_whole_life(), other_life());
    let mut replica = following(&home, 7);
    let Received::Contradicted(evidence) = receive(&mut replica, &said_at(&other, 3)) else { panic!("followed") };
    assert_eq!((evidence.sequence, evidence.claimed), (3, head_at(&other, 3)));
    assert_eq!(evidence.line.as_ref(), Some(&other.lines[2]));
    assert_eq!(replica, following(&home, 7));

    // Behind, and the lines that are new do not follow ours.
    let mut replica = following(&home, 2);
    let told = Announcement { head: head_at(&other, 3), lines: other.lines[2..].to_vec() };
    let Received::Contradicted(evidence) = receive(&mut replica, &told) else { panic!("followed") };
    assert_eq!((evidence.sequence, evidence.line.as_ref()), (3, Some(&other.lines[2])));

    // The lines are sound, the head is another one.
    let mut replica = following(&home, 2);
    let told =
        Announcement { head: Head { hash: Hash([9; 32]), ..head_at(&home, 4) }, lines: home.lines[..4].to_vec() };
    let Received::Contradicted(evidence) = receive(&mut replica, &told) else { panic!("followed") };
    assert_eq!((evidence.why, replica.sequence()), (NotFollowed::WrongHead, 2));
}

#[test]
fn a_digest_names_what_differs_and_how() {
    let (home, other) = (Home::with_a_whole_life(), other_life());
    let id = |number| ComplaintId(uuid::Uuid::from_u128(number));
    let digest: Vec<_> = (1..=5).map(|number| (id(number), head_at(&home, 3))).collect();
    let held = |it: &ComplaintId| match it.0.as_u128() {
        1 => Some(head_at(&home, 3)),
        2 => Some(head_at(&home, 2)),
        3 => Some(head_at(&home, 7)),
        4 => Some(head_at(&other, 3)),
        _ => None,
    };
    let expected = [
        (id(2), Compared::Behind { after: 2 }),
        (id(3), Compared::HomeShorter { held: 7, claimed: 3 }),
        (id(4), Compared::Contradicts { sequence: 3 }),
        (id(5), Compared::Behind { after: 0 }),
    ];
    assert_eq!(differing(digest, held), expected);
}

#[test]
fn followers_that_compare_heads_see_a_home_with_two_histories() {
    let (home, other) = (Home::with_a_whole_life(), other_life());
    let replica = following(&home, 5);
    assert_eq!(hear_head(&replica, head_at(&home, 5), Proven::Yes), Heard::Agrees { theirs_is_shorter: false });
    assert_eq!(hear_head(&replica, head_at(&home, 4), Proven::Yes), Heard::Agrees { theirs_is_shorter: true });
    assert_eq!(hear_head(&replica, head_at(&home, 7), Proven::Yes), Heard::WeAreBehind { after: 5 });
    assert!(matches!(hear_head(&replica, head_at(&other, 3), Proven::Yes), Heard::Contradicts(it) if it.sequence == 3));
    assert_eq!(hear_head(&replica, head_at(&other, 3), Proven::No), Heard::Unproven { sequence: 3 });
}

fn offer(from: &str, home: &Home, sequence: usize) -> Offer {
    Offer { from: from.into(), lines: home.lines[..sequence].to_vec(), proven: Some(head_at(home, sequence)) }
}

#[test]
fn a_restored_home_takes_back_the_longest_history_that_it_signed() {
    let home = Home::with_a_whole_life();
    let mut own = following(&home, 2);
    let mut unsigned = offer("west", &home, 7);
    unsigned.proven = None;
    let adopted =
        adopt(&mut own, &[offer("south", &home, 4), unsigned, offer("east", &home, 6), offer("up", &home, 1)]);
    assert_eq!((own.end(), adopted.followed.lines.len()), (Some(head_at(&home, 6)), 4));
    assert_eq!((adopted.evidence.len(), adopted.unproven), (0, vec!["west".to_string()]));

    // A complaint that the backup does not know comes back whole.
    let mut nothing = home.replica();
    let _ = adopt(&mut nothing, &[offer("south", &home, 7)]);
    assert_eq!(nothing.complaint(), Some(&home.complaint));
}

#[test]
fn what_contradicts_the_history_that_was_taken_back_is_evidence() {
    let (home, other) = (Home::with_a_whole_life(), other_life());
    // Both chain onto the first event, and both were signed: the longer one wins.
    let mut own = following(&home, 1);
    let adopted = adopt(&mut own, &[offer("south", &other, 3), offer("east", &home, 4)]);
    assert_eq!(own.end(), Some(head_at(&home, 4)));
    assert_eq!(adopted.evidence.len(), 1);
    assert_eq!((adopted.evidence[0].0.as_str(), adopted.evidence[0].1.claimed), ("south", head_at(&other, 3)));

    // What does not chain onto our own line is never taken, however long.
    let mut own = following(&other, 2);
    let adopted = adopt(&mut own, &[offer("east", &home, 7)]);
    assert!(adopted.followed.lines.is_empty());
    assert_eq!((own.end(), adopted.evidence.len()), (Some(head_at(&other, 2)), 1));
}

#[test]
fn a_restored_home_waits_until_everyone_was_asked_late_enough() {
    let mut adoption = Adoption::begin(["south".to_string(), "east".to_string()], at(0));
    assert!(!adoption.answered("south", at(0)), "asked while old deliveries could still arrive");
    assert!(adoption.answered("south", adoption.asks_from()));
    assert!(!adoption.answered("south", at(1)) && !adoption.is_over());
    assert!(adoption.without("east") && adoption.is_over());
}

fn request(command: Command, seen: i64) -> TransitionRequest {
    let complaint = ComplaintId(uuid::Uuid::from_u128(1));
    TransitionRequest { id: "https://south.example/requests/1".into(), complaint, command, seen: Some(seen) }
}

#[test]
fn a_request_gets_one_answer_and_its_event_names_it() {
    let mut home = Home::with_a_whole_life();
    let asked = request(Command::Reopen, 7);
    let decision = decide_request(&home.complaint, None, &asked, Party::Complainant, at(20));
    let answer = decision.answer();
    let Decision::Change(change) = decision else { panic!("refused") };
    home.write(*change);
    assert_eq!(answer, Answer::Accepted { sequence: 8 });
    assert_eq!(request_of(&home.lines[7]), Some(asked.id.clone()));
    let again = decide_request(&home.complaint, Some(&answer), &asked, Party::Complainant, at(21));
    assert_eq!(again, Decision::Again(answer));

    // A home that was restored knows the request again from the line that it took back.
    let mut own = following(&home, 5);
    let adopted = adopt(&mut own, &[offer("south", &home, 8)]);
    assert_eq!(adopted.requests, vec![(asked.id, 8)]);
}

#[test]
fn a_request_that_something_overtook_is_refused_and_stays_refused() {
    let home = Home::with_a_whole_life();
    let asked =
        request(Command::Confirm { offer: None, rating: None, would_return: None, solved_by: None, got: None }, 4);
    let decision = decide_request(&home.complaint, None, &asked, Party::Complainant, at(20));
    let Answer::Refused { refusal } = decision.answer() else { panic!("accepted") };
    assert_eq!(refusal.code(), Code::Overtaken);
    let again = decide_request(&home.complaint, Some(&decision.answer()), &asked, Party::Complainant, at(21));
    assert_eq!(again.answer(), decision.answer());
}

#[test]
fn whoever_asked_takes_the_first_answer_and_believes_the_history() {
    let accepted = Answer::Accepted { sequence: 8 };
    let refused = Answer::Refused { refusal: Refusal::from(Code::TooLate) };
    let mut asking = Asking::new(at(0));
    assert!(asking.asks_again_at().is_some());
    assert_eq!(asking.arrived(refused.clone()), Arrived::First);
    assert_eq!(asking.arrived(refused.clone()), Arrived::Repeat);
    assert_eq!(asking.seen_in_history(8), Arrived::Overruled);
    assert_eq!(asking.arrived(refused), Arrived::Contradiction);
    assert_eq!((asking.answer.as_ref(), asking.asks_again_at()), (Some(&accepted), None));
}

#[test]
fn replicas_of_a_home_that_is_gone_freeze_and_thaw_when_it_speaks() {
    let days = |days: i64| at(24 * days);
    assert_eq!(look_after(days(0), days(0), false, days(29)), Replicas::Stay);
    assert_eq!(look_after(days(0), days(0), false, days(30)), Replicas::Freeze { as_of: days(0) });
    assert_eq!(look_after(days(0), days(0), true, days(31)), Replicas::Stay);
    assert_eq!(look_after(days(31), days(0), true, days(31)), Replicas::Thaw);
    // We were away ourselves: nobody is gone because of that.
    assert_eq!(look_after(days(0), days(20), false, days(40)), Replicas::Stay);
    assert_eq!(look_after(days(0), days(20), false, days(50)), Replicas::Freeze { as_of: days(0) });
    let (home, other) = (Home::with_a_whole_life(), other_life());
    assert!(absence::shows_life(&receive(&mut following(&home, 7), &said_at(&home, 7))));
    assert!(!absence::shows_life(&receive(&mut following(&home, 7), &said_at(&other, 3))));
}

/// A life of a random shape: what is refused does not happen.
fn lived(choices: &[u8]) -> Home {
    let mut home = Home::file();
    for (step, choice) in choices.iter().enumerate() {
        let (command, by) = match choice % 7 {
            0 => (Command::Respond { named: true, automated: false }, Party::Brand),
            1 => (Command::Offer { response: None, outcome: Outcome::Refund, reason: None }, Party::Brand),
            2 => (Command::Decline { offer: None }, Party::Complainant),
            3 => (
                Command::Confirm { offer: None, rating: Some(7), would_return: None, solved_by: None, got: None },
                Party::Complainant,
            ),
            4 => (Command::Reopen, Party::Complainant),
            5 => (Command::Ask, Party::Brand),
            _ => (Command::Comment, Party::Complainant),
        };
        let hour = i64::try_from(step).unwrap() + 1;
        if let Ok(change) = home.complaint.decide(command, by, at(hour)) {
            home.write(change);
        }
    }
    home
}

proptest! {
    /// Any announcements, in any order, with repeats, then one catch-up: the replica equals the home, and it never stood
    /// at a head that the home had not signed.
    #[test]
    fn any_announcements_in_any_order_lead_to_the_same_replica(
        choices in prop::collection::vec(any::<u8>(), 0..30),
        order in prop::collection::vec(any::<prop::sample::Index>(), 0..40),
    ) {
        let home = lived(&choices);
        let mut replica = home.replica();
        for pick in order {
            let sequence = pick.index(home.lines.len()) + 1;
            let before = replica.sequence();
            match receive(&mut replica, &said_at(&home, sequence)) {
                Received::Followed(_) => prop_assert_eq!(replica.end(), Some(head_at(&home, sequence))),
                Received::Current => prop_assert!(head_at(&home, sequence).sequence <= before),
                Received::Missing { after } => prop_assert_eq!(after, before),
                Received::Contradicted(evidence) => prop_assert!(false, "{:?}", evidence),
            }
            prop_assert!(replica.sequence() >= before);
        }
        let all = Announcement { head: head_at(&home, home.lines.len()), lines: home.lines.clone() };
        let _ = receive(&mut replica, &all);
        prop_assert_eq!(replica.complaint(), Some(&home.complaint));
        prop_assert_eq!(replica.end(), Some(all.head));
    }

    /// A home restored to any point, its followers anywhere: it ends at the longest history that anybody held, in
    /// whatever order they answer, and replaying it gives the same complaint.
    #[test]
    fn a_restored_home_ends_at_the_longest_history_in_any_order(
        choices in prop::collection::vec(any::<u8>(), 0..30),
        backup in any::<prop::sample::Index>(),
        held in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let home = lived(&choices);
        let length = home.lines.len();
        let backup = backup.index(length) + 1;
        let ends: Vec<usize> = held.iter().map(|it| it.index(length) + 1).collect();
        let offers: Vec<Offer> = ends.iter().map(|end| offer("a follower", &home, *end)).collect();
        let longest = ends.iter().copied().chain([backup]).max().unwrap();
        let mut own = following(&home, backup);
        let adopted = adopt(&mut own, &offers);
        prop_assert!(adopted.evidence.is_empty());
        prop_assert_eq!(own.end(), Some(head_at(&home, longest)));
        let events: Vec<_> = home.lines[..longest].iter().map(|it| it.read().unwrap().event).collect();
        let replayed = Complaint::replay(own.id, &events).unwrap();
        prop_assert_eq!(replayed.as_ref(), own.complaint());

        let mut one_by_one = following(&home, backup);
        for offer in offers.iter().rev() {
            let _ = adopt(&mut one_by_one, std::slice::from_ref(offer));
        }
        prop_assert_eq!(one_by_one.end(), own.end());
        prop_assert_eq!(own.home.as_str(), HOME);
    }
}
