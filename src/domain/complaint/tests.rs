use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::domain::refusal::Refusal;

fn day(number: i64) -> Timestamp {
    Timestamp::from_timestamp_millis(1_790_000_000_000).unwrap() + TimeDelta::days(number)
}

fn filing(opening: Opening) -> Filing {
    let filed = Filed {
        brand: "acme.com".into(),
        door: Door::Page,
        followers: FollowerBand::Unknown,
        proof: ProofTier::None,
        opening,
        wants: vec![Want::Refund],
        effort: Effort::default(),
        amount: None,
        language: None,
        pseudonym: false,
    };
    Filing { id: ComplaintId(uuid::Uuid::from_u128(1)), filed, texts: Vec::new() }
}

fn filed() -> Change {
    Complaint::file(filing(Opening::Public), day(0)).unwrap()
}

/// A complaint and the events that made it so.
struct Life {
    complaint: Complaint,
    events: Vec<Event>,
}

impl Life {
    fn new(change: Change) -> Life {
        let events = change.decided().iter().map(|it| it.event.clone()).collect();
        Life { complaint: change.into_complaint(), events }
    }

    fn act(&mut self, command: Command, by: Party, at: Timestamp) -> Result<(), Refusal> {
        let change = self.complaint.decide(command, by, at)?;
        self.events.extend(change.decided().iter().map(|it| it.event.clone()));
        self.complaint = change.into_complaint();
        Ok(())
    }

    fn go(mut self, command: Command, by: Party, at: Timestamp) -> Life {
        let shown = format!("{command:?}");
        if let Err(refused) = self.act(command, by, at) {
            panic!("{shown} refused: {refused}");
        }
        self
    }

    /// Does what the clock has due, as the worker would.
    fn clock(mut self, now: Timestamp) -> Life {
        while let Some((due, command)) = self.complaint.next_clock().filter(|(due, _)| *due <= now) {
            let _ = due;
            self = self.go(command, Party::Home, now);
        }
        self
    }
}

const RESPOND: Command = Command::Respond { named: true, automated: false };
const OFFER: Command = Command::Offer { response: None, outcome: Outcome::Refund, reason: None };
const CONFIRM: Command = Command::Confirm { offer: None, rating: Some(9), would_return: Some(true) };
const GIVE_UP: Command = Command::GiveUp { rating: Some(1), would_return: Some(false) };

/// One complaint in every state, each reached by commands alone.
fn in_every_state() -> Vec<Life> {
    let open = || Life::new(filed());
    let answered = || open().go(RESPOND, Party::Brand, day(1));
    let offered = || answered().go(OFFER, Party::Brand, day(1));
    vec![
        open(),
        answered(),
        offered(),
        offered().go(CONFIRM, Party::Complainant, day(2)),
        answered().go(GIVE_UP, Party::Complainant, day(2)),
        offered().clock(day(20)),
        open().go(Command::Withdraw, Party::Complainant, day(1)),
        open().go(Command::Retract, Party::Complainant, day(0)),
        open().go(Command::Dismiss { ground: Ground::Duplicate }, Party::Moderator(1), day(1)),
    ]
}

fn every_command() -> Vec<(&'static str, Command)> {
    vec![
        ("retract", Command::Retract),
        ("publish", Command::Publish),
        ("notify", Command::Notify { how: Notice::Desk }),
        ("acknowledge", Command::Acknowledge { named: true }),
        ("respond", RESPOND),
        ("respond unnamed", Command::Respond { named: false, automated: false }),
        ("edit response", Command::EditResponse { response: 1 }),
        ("delete response", Command::DeleteResponse { response: 1 }),
        ("label", Command::Label { response: 1, labels: vec![Label::Canned], signal_rules: 1 }),
        ("dispute label", Command::DisputeLabel { response: 1, label: Label::Canned }),
        ("decide label", Command::DecideLabel { response: 1, label: Label::Canned, upheld: true }),
        ("ask", Command::Ask),
        ("comment", Command::Comment),
        ("hand off", Command::HandOff),
        ("promise", Command::Promise { due: day(60) }),
        ("keep promise", Command::KeepPromise { promise: 1 }),
        ("offer", OFFER),
        ("confirm", CONFIRM),
        ("decline", Command::Decline { offer: None }),
        ("give up", GIVE_UP),
        ("reopen", Command::Reopen),
        ("withdraw", Command::Withdraw),
        ("contest", Command::Contest { ground: Ground::WrongBrand }),
        ("decide contest", Command::DecideContest { ground: Ground::WrongBrand, upheld: true, only_moderator: true }),
        ("dismiss", Command::Dismiss { ground: Ground::NotGenuine }),
        ("appeal", Command::Appeal),
        ("reinstate", Command::Reinstate { only_moderator: true }),
        ("escalate", Command::Escalate { step: Step::Executive }),
        ("correct", Command::Correct),
        ("erase", Command::Erase { targets: vec![Target { sequence: 1, name: "title".into() }] }),
        ("link", Command::Link { problem: uuid::Uuid::from_u128(9) }),
        ("reassign brand", Command::ReassignBrand { to: "other.com".into() }),
        ("support", Command::Support),
        ("take back support", Command::TakeBackSupport),
        ("thank", Command::Thank { response: 1 }),
        ("prove", Command::Prove { tier: ProofTier::Receipt }),
        ("confirm order", Command::Prove { tier: ProofTier::OrderConfirmed }),
        ("remind", Command::Remind { day: 3 }),
        ("lapse", Command::Lapse),
        ("ask again", Command::AskAgain),
        ("complainant gone", Command::ComplainantGone { targets: Vec::new() }),
    ]
}

/// Every state against every command of every party: the whole machine on one page.
/// A line says for whom it leads where; whoever is not named is refused.
#[test]
fn life_of_a_complaint() {
    let parties = [
        ("complainant", Party::Complainant),
        ("brand", Party::Brand),
        ("stranger", Party::Commenter(1)),
        ("moderator", Party::Moderator(2)),
        ("home", Party::Home),
    ];
    let mut table = String::new();
    for life in in_every_state() {
        for (name, command) in every_command() {
            let mut led = Vec::new();
            for (who, party) in parties {
                let party = match (party, life.complaint.moderators) {
                    (Party::Moderator(_), met) => Party::Moderator(met + 1),
                    (party, _) => party,
                };
                if let Ok(change) = life.complaint.decide(command.clone(), party, day(50)) {
                    led.push(format!("{who} → {}", change.after().state().name()));
                }
            }
            if !led.is_empty() {
                let _ = writeln!(table, "{} + {name}: {}", life.complaint.state().name(), led.join(", "));
            }
        }
    }
    let kept = include_str!("life_of_a_complaint.txt");
    if table != kept {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/target/life_of_a_complaint.txt");
        std::fs::write(file, &table).unwrap();
        panic!("the machine changed; compare src/domain/complaint/life_of_a_complaint.txt with {file}");
    }
}

#[test]
fn a_brand_can_never_resolve_a_complaint() {
    for life in in_every_state() {
        for (name, command) in every_command() {
            for party in
                [Party::Brand, Party::Commenter(1), Party::Moderator(life.complaint.moderators + 1), Party::Home]
            {
                let before = life.complaint.state().name();
                if let Ok(change) = life.complaint.decide(command.clone(), party, day(50)) {
                    let after = change.after().state().name();
                    assert!(after != "resolved" || before == "resolved", "{name} by {party} resolved it");
                }
            }
        }
    }
}

#[test]
fn an_offer_that_nobody_answers_lapses_after_three_reminders() {
    let life = Life::new(filed()).go(RESPOND, Party::Brand, day(1)).go(OFFER, Party::Brand, day(1)).clock(day(40));
    let told: Vec<String> = life.events.iter().map(|it| it.happening.name()).collect();
    assert_eq!(told, ["Filed", "Responded", "ResolutionOffered", "Reminded", "Reminded", "Reminded", "Lapsed"]);
    assert_eq!(life.complaint.waiting(), Waiting::Nobody);
}

#[test]
fn at_most_three_offers_and_only_the_standing_one_is_answered() {
    let decline = || Command::Decline { offer: None };
    let mut life = Life::new(filed()).go(RESPOND, Party::Brand, day(1));
    for _ in 0..OFFERS_MAX {
        life = life.go(OFFER, Party::Brand, day(2)).go(decline(), Party::Complainant, day(2));
    }
    assert_eq!(life.act(OFFER, Party::Brand, day(3)).unwrap_err().code().word(), "too-many-offers");

    let mut life = Life::new(filed())
        .go(RESPOND, Party::Brand, day(1))
        .go(OFFER, Party::Brand, day(1))
        .go(decline(), Party::Complainant, day(1))
        .go(OFFER, Party::Brand, day(2));
    let late = Command::Confirm { offer: Some(1), rating: None, would_return: None };
    assert_eq!(life.act(late, Party::Complainant, day(3)).unwrap_err().code().word(), "offer-not-standing");
}

#[test]
fn an_offer_after_giving_up_changes_nothing_until_it_is_answered() {
    let life = Life::new(filed()).go(RESPOND, Party::Brand, day(1)).go(GIVE_UP, Party::Complainant, day(2)).go(
        OFFER,
        Party::Brand,
        day(3),
    );
    assert_eq!(life.complaint.state().name(), "unresolved");
    let life = life.go(CONFIRM, Party::Complainant, day(4));
    assert_eq!((life.complaint.state().name(), life.complaint.outcome), ("resolved", Some(Outcome::Refund)));
}

#[test]
fn an_offer_needs_a_named_human_first() {
    let mut life = Life::new(filed()).go(Command::Respond { named: false, automated: false }, Party::Brand, day(1));
    assert_eq!(life.complaint.state().name(), "open");
    assert_eq!(life.act(OFFER, Party::Brand, day(1)).unwrap_err().code().word(), "response-needed");
}

#[test]
fn a_mention_is_public_when_the_brand_answers_or_the_time_is_over() {
    let provisional = || {
        let until = day(0) + TimeDelta::minutes(PROVISIONAL_MINUTES);
        Life::new(Complaint::file(filing(Opening::Provisional { until }), day(0)).unwrap())
    };
    assert!(!provisional().complaint.is_public());
    let answered = provisional().go(RESPOND, Party::Brand, day(0));
    assert!(answered.complaint.is_public());
    assert!(provisional().clock(day(1)).complaint.is_public());
    assert!(provisional().go(Command::Publish, Party::Complainant, day(0)).complaint.is_public());
    assert!(!provisional().go(Command::Retract, Party::Complainant, day(0)).clock(day(1)).complaint.is_public());
}

#[test]
fn an_embargo_publishes_itself_but_not_a_moment_early() {
    let until = day(2);
    let mut life = Life::new(Complaint::file(filing(Opening::Embargoed { until }), day(0)).unwrap());
    assert_eq!(life.act(Command::Publish, Party::Home, day(1)).unwrap_err().code().word(), "too-early");
    assert!(life.clock(day(2)).complaint.is_public());
    for wrong in [day(0) + TimeDelta::minutes(59), day(8)] {
        let refused = Complaint::file(filing(Opening::Embargoed { until: wrong }), day(0)).unwrap_err();
        assert_eq!(refused.code().word(), "embargo-length");
    }
}

#[test]
fn a_question_moves_the_ball_and_the_next_post_moves_it_back() {
    let life = Life::new(filed()).go(RESPOND, Party::Brand, day(1)).go(Command::Ask, Party::Brand, day(2));
    assert_eq!((life.complaint.waiting(), life.complaint.waiting_since), (Waiting::Complainant, day(2)));
    let life = life.go(Command::Comment, Party::Complainant, day(3));
    assert_eq!((life.complaint.waiting(), life.complaint.waiting_since), (Waiting::Brand, day(3)));
}

#[test]
fn a_form_that_was_overtaken_is_refused_but_a_comment_in_between_is_none() {
    let life = Life::new(filed()).go(RESPOND, Party::Brand, day(1)).go(OFFER, Party::Brand, day(1));
    let seen = life.complaint.sequence;
    let life = life.go(Command::Comment, Party::Commenter(1), day(1));
    life.complaint.still_as_seen(Some(seen)).unwrap();
    let life = life.go(Command::Decline { offer: None }, Party::Complainant, day(1));
    assert_eq!(life.complaint.still_as_seen(Some(seen)).unwrap_err().code().word(), "overtaken");
}

#[test]
fn a_promise_has_a_day_and_what_became_of_it() {
    let promised = || Life::new(filed()).go(Command::Promise { due: day(5) }, Party::Brand, day(1));
    let kept = |at| promised().clock(at).go(Command::KeepPromise { promise: 1 }, Party::Brand, at);
    assert_eq!(kept(day(4)).complaint.promises[&1].state, PromiseState::Kept { at: day(4), late: false });
    assert_eq!(kept(day(6)).complaint.promises[&1].state, PromiseState::Kept { at: day(6), late: true });
    assert_eq!(promised().clock(day(6)).complaint.promises[&1].state, PromiseState::Broken);
    let far = Life::new(filed()).act(Command::Promise { due: day(95) }, Party::Brand, day(1)).unwrap_err();
    assert_eq!(far.code().word(), "promise-too-far");
}

#[test]
fn a_dismissal_is_appealed_once_and_undone_by_another_moderator() {
    let mut life = Life::new(filed()).go(RESPOND, Party::Brand, day(1)).go(
        Command::Contest { ground: Ground::WrongBrand },
        Party::Brand,
        day(1),
    );
    let uphold = Command::DecideContest { ground: Ground::WrongBrand, upheld: true, only_moderator: false };
    life = life.go(uphold, Party::Moderator(1), day(2)).go(Command::Appeal, Party::Complainant, day(3));
    assert_eq!(life.act(Command::Appeal, Party::Complainant, day(3)).unwrap_err().code().word(), "already-appealed");
    let same = Command::Reinstate { only_moderator: false };
    assert_eq!(life.act(same.clone(), Party::Moderator(1), day(3)).unwrap_err().code().word(), "another-moderator");
    assert_eq!(life.go(same, Party::Moderator(2), day(3)).complaint.state().name(), "acknowledged");
}

#[test]
fn labels_decide_what_was_a_human_answer() {
    let label = Command::Label { response: 1, labels: vec![Label::Canned], signal_rules: 1 };
    let life = Life::new(filed()).go(RESPOND, Party::Brand, day(1)).go(label, Party::Home, day(1));
    assert_eq!(life.complaint.first_human_at, None);
    let life = life.go(Command::DisputeLabel { response: 1, label: Label::Canned }, Party::Brand, day(2)).go(
        Command::DecideLabel { response: 1, label: Label::Canned, upheld: false },
        Party::Moderator(1),
        day(3),
    );
    assert_eq!(life.complaint.first_human_at, Some(day(1)));
}

fn any_step() -> impl Strategy<Value = (usize, usize, i64)> {
    (0..every_command().len(), 0usize..6, 0i64..30)
}

proptest! {
    /// Whatever is tried, in whatever order: what was accepted replays to the same complaint.
    #[test]
    fn what_was_decided_replays_to_the_same(steps in prop::collection::vec(any_step(), 0..60), mention in any::<bool>()) {
        let until = day(0) + TimeDelta::minutes(PROVISIONAL_MINUTES);
        let opening = if mention { Opening::Provisional { until } } else { Opening::Public };
        let mut life = Life::new(Complaint::file(filing(opening), day(0)).unwrap());
        let commands = every_command();
        let mut now = day(0);
        for (command, who, hours) in steps {
            now += TimeDelta::hours(hours);
            let party = match who {
                0 => Party::Complainant,
                1 => Party::Brand,
                2 => life.complaint.next_commenter(),
                3 => Party::Commenter(1),
                4 => life.complaint.next_moderator(),
                _ => Party::Home,
            };
            let _ = life.act(commands[command].1.clone(), party, now);
        }
        let replayed = Complaint::replay(life.complaint.id, &life.events).unwrap().unwrap();
        prop_assert_eq!(&replayed, &life.complaint);
        let kept = serde_json::to_string(&life.complaint).unwrap();
        prop_assert_eq!(serde_json::from_str::<Complaint>(&kept).unwrap(), life.complaint);
    }
}
