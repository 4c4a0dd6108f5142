use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::domain::refusal::{Code, Refusal};

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
#[derive(Clone)]
struct Life {
    complaint: Complaint,
    events: Vec<Event>,
}

impl Life {
    fn new(change: Change) -> Life {
        let events = change.decided().iter().map(|it| it.event.clone()).collect();
        Life { complaint: change.after().clone(), events }
    }

    fn act(&mut self, command: Command, by: Party, at: Timestamp) -> Result<(), Refusal> {
        let change = self.complaint.decide(command, by, at)?;
        self.events.extend(change.decided().iter().map(|it| it.event.clone()));
        self.complaint = change.after().clone();
        Ok(())
    }

    fn go(mut self, command: Command, by: Party, at: Timestamp) -> Life {
        let shown = format!("{command:?}");
        if let Err(refused) = self.act(command, by, at) {
            panic!("{shown} refused: {refused}");
        }
        self
    }

    /// Goes on until the clock closes it.
    fn unanswered(self) -> Life {
        let life = (1..=70).fold(self, |life, number| life.clock(day(number)));
        assert_eq!(life.complaint.state().name(), "unanswered");
        life
    }

    /// The names of what happened, without the first.
    fn names(&self) -> Vec<String> {
        self.events.iter().skip(1).map(|it| it.happening.name()).collect()
    }

    fn refused(&mut self, command: Command, by: Party, at: Timestamp) -> &'static str {
        match self.act(command, by, at) {
            Err(refusal) => refusal.code().word(),
            Ok(()) => panic!("it was taken"),
        }
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

const TOLD: Command = Command::Notify { how: Notice::Desk };
const RESPOND: Command = Command::Respond { named: true, automated: false };
const OFFER: Command = Command::Offer { response: None, outcome: Outcome::Refund, reason: None };
const CONFIRM: Command =
    Command::Confirm { offer: None, rating: Some(9), would_return: Some(true), solved_by: None, got: None };
const WITHDRAW: Command = Command::Withdraw { settled: None, condition: None };
const GIVE_UP: Command = Command::GiveUp { rating: Some(1), would_return: Some(false) };

/// One complaint in every state, each reached by commands alone.
fn in_every_state() -> Vec<Life> {
    let open = || Life::new(filed());
    let told = || open().go(TOLD, Party::Home, day(0));
    let answered = || open().go(RESPOND, Party::Brand, day(1));
    let offered = || answered().go(OFFER, Party::Brand, day(1));
    vec![
        open(),
        answered(),
        offered(),
        offered().go(CONFIRM, Party::Complainant, day(2)),
        answered().go(GIVE_UP, Party::Complainant, day(2)),
        offered().clock(day(20)).clock(day(22)),
        told().unanswered(),
        open().go(WITHDRAW, Party::Complainant, day(1)),
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
        ("mark elsewhere", Command::sent_elsewhere(1)),
        ("dispute mark", Command::DisputeLabel { response: 1, label: Label::Deflected }),
        ("decide mark", Command::DecideLabel { response: 1, label: Label::Deflected, upheld: false }),
        ("dispute label", Command::DisputeLabel { response: 1, label: Label::Canned }),
        ("decide label", Command::DecideLabel { response: 1, label: Label::Canned, upheld: true }),
        ("ask", Command::Ask),
        ("comment", Command::Comment),
        ("answer contest", Command::AnswerContest { ground: Ground::WrongBrand }),
        ("edit comment", Command::EditComment { comment: 3 }),
        ("delete comment", Command::DeleteComment { comment: 3 }),
        ("hide comment", Command::HideComment { comment: 3, ground: CommentGround::Abuse }),
        ("show comment", Command::ShowComment { comment: 3 }),
        ("hand off", Command::HandOff),
        ("promise", Command::Promise { due: day(60) }),
        ("keep promise", Command::KeepPromise { promise: 1 }),
        ("offer", OFFER),
        ("confirm", CONFIRM),
        ("decline", Command::Decline { offer: None }),
        ("give up", GIVE_UP),
        ("reopen", Command::Reopen),
        ("withdraw", Command::Withdraw { settled: None, condition: None }),
        ("contest", Command::Contest { ground: Ground::WrongBrand }),
        ("decide contest", Command::DecideContest { ground: Ground::WrongBrand, upheld: true, only_moderator: true }),
        ("dismiss", Command::Dismiss { ground: Ground::NotGenuine }),
        ("appeal", Command::Appeal),
        ("reinstate", Command::Reinstate { only_moderator: true }),
        ("escalate", Command::Escalate { step: Step::Representative, reached: Holder::Somebody }),
        ("escalate too high", Command::Escalate { step: Step::Executive, reached: Holder::Somebody }),
        ("correct", Command::Correct),
        ("erase", Command::Erase { targets: vec![Target { sequence: 1, name: "title".into() }] }),
        ("link", Command::Link { problem: uuid::Uuid::from_u128(9) }),
        ("reassign brand", Command::ReassignBrand { to: "other.com".into() }),
        ("support", Command::Support),
        ("take back support", Command::TakeBackSupport),
        ("thank", Command::Thank { response: 1 }),
        ("prove", Command::Prove { tier: ProofTier::Receipt }),
        ("confirm order", Command::Prove { tier: ProofTier::OrderConfirmed }),
        ("remind", Command::Remind { day: 3, whom: Reminded::Complainant }),
        ("remind brand", Command::Remind { day: 15, whom: Reminded::Brand }),
        ("lapse", Command::Lapse),
        ("close unanswered", Command::CloseUnanswered),
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
    let life = Life::new(filed()).go(RESPOND, Party::Brand, day(1)).go(OFFER, Party::Brand, day(1));
    let life = (2..=40).fold(life, |life, number| life.clock(day(number)));
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
    let late = Command::Confirm { offer: Some(1), rating: None, would_return: None, solved_by: None, got: None };
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
    life = life.go(uphold, Party::Moderator(1), day(9)).go(Command::Appeal, Party::Complainant, day(10));
    assert_eq!(life.act(Command::Appeal, Party::Complainant, day(10)).unwrap_err().code().word(), "already-appealed");
    let same = Command::Reinstate { only_moderator: false };
    assert_eq!(life.act(same.clone(), Party::Moderator(1), day(10)).unwrap_err().code().word(), "another-moderator");
    assert_eq!(life.go(same, Party::Moderator(2), day(10)).complaint.state().name(), "acknowledged");
}

#[test]
fn only_the_side_that_lost_appeals() {
    let (ground, answer) = (Ground::NotGenuine, Command::AnswerContest { ground: Ground::NotGenuine });
    let heard = || {
        let contested = Life::new(filed()).go(Command::Contest { ground }, Party::Brand, day(1));
        contested.go(answer.clone(), Party::Complainant, day(2))
    };
    let decided = |upheld| {
        let decide = Command::DecideContest { ground, upheld, only_moderator: false };
        heard().go(decide, Party::Moderator(1), day(3))
    };
    let dismissed = || {
        let dismiss = Command::Dismiss { ground: Ground::Abuse };
        Life::new(filed()).go(dismiss, Party::Moderator(1), day(3))
    };
    let may = |life: &Life, side| life.complaint.decide(Command::Appeal, side, day(4)).is_ok();
    for (life, person, brand) in [
        (heard(), false, false),
        (decided(true), true, false),
        (decided(false), false, true),
        // What the moderators closed by themselves the brand may want to answer.
        (dismissed(), true, true),
    ] {
        assert_eq!((may(&life, Party::Complainant), may(&life, Party::Brand)), (person, brand), "{:?}", life.names());
    }
    // Version 2 let the winner appeal: what was decided by it is replayed as it was.
    let older = |it: &Event| match it.happening {
        Happening::Commented { .. } => {
            Event { rules: 2, happening: Happening::Commented { answers: None }, ..it.clone() }
        }
        _ => Event { rules: 2, ..it.clone() },
    };
    let events: Vec<Event> = decided(true).events.iter().map(older).collect();
    let old = Complaint::replay(decided(true).complaint.id, &events).unwrap().unwrap();
    let happening = Happening::Appealed { side: Side::Brand };
    let event = Event { sequence: old.sequence + 1, rules: 2, by: Party::Brand, at: day(4), happening };
    assert!(old.followed_by(&event).is_ok());
    assert!(old.followed_by(&Event { rules: RULES, ..event }).is_err());
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

#[test]
fn whoever_filed_marks_an_answer_once_and_in_time() {
    let mark = || Command::sent_elsewhere(1);
    let answered = || Life::new(filed()).go(RESPOND, Party::Brand, day(1));
    let mut life = answered();
    for by in [Party::Brand, Party::Commenter(1), Party::Moderator(1)] {
        assert_eq!(life.refused(mark(), by, day(2)), "only-complainant", "{by:?}");
    }
    assert_eq!(life.refused(Command::sent_elsewhere(2), Party::Complainant, day(2)), "no-such-response");
    for (labels, signal_rules) in [(vec![Label::Canned], 0), (vec![Label::Deflected], 1), (vec![], 0)] {
        let other = Command::Label { response: 1, labels, signal_rules };
        assert_eq!(life.refused(other, Party::Complainant, day(2)), "not-allowed");
    }
    let mut life = life.go(mark(), Party::Complainant, day(31));
    assert_eq!((life.complaint.first_human_at, life.complaint.responses[&1].marked), (None, true));
    assert_eq!(life.refused(mark(), Party::Complainant, day(31)), "already-labelled");
    // Struck, it stays struck.
    let dispute = Command::DisputeLabel { response: 1, label: Label::Deflected };
    let strike = Command::DecideLabel { response: 1, label: Label::Deflected, upheld: false };
    let mut life = life.go(dispute, Party::Brand, day(31)).go(strike, Party::Moderator(1), day(31));
    assert_eq!(life.complaint.first_human_at, Some(day(1)));
    assert_eq!(life.refused(mark(), Party::Complainant, day(31)), "already-labelled");

    assert_eq!(answered().refused(mark(), Party::Complainant, day(31) + TimeDelta::seconds(1)), "too-late");
    let mut gone = answered().go(Command::DeleteResponse { response: 1 }, Party::Brand, day(1));
    assert_eq!(gone.refused(mark(), Party::Complainant, day(2)), "no-such-response");
    for over in [(WITHDRAW, Party::Complainant), (Command::Dismiss { ground: Ground::Abuse }, Party::Moderator(1))] {
        let mut life = answered().go(over.0, over.1, day(2));
        assert_eq!(life.refused(mark(), Party::Complainant, day(2)), "wrong-state");
    }
    // Under the older rules nobody but the home labelled anything.
    let mut event = answered().go(mark(), Party::Complainant, day(2)).events.pop().unwrap();
    event.rules = 2;
    let mut before = answered().complaint;
    before.rules = 2;
    assert!(before.followed_by(&event).is_err());
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

/// Histories as the rules of version 1 wrote them, made before there was a version 2.
const RULES_ONE: &str = include_str!("rules_1.jsonl");
/// The same of version 2, made before there was a version 3.
const RULES_TWO: &str = include_str!("rules_2.jsonl");
/// The same of version 3, made before there was a version 4.
const RULES_THREE: &str = include_str!("rules_3.jsonl");

struct Old {
    events: Vec<Event>,
    states: Vec<String>,
    kept: serde_json::Value,
    head: String,
}

fn histories_of_rules(number: u32, histories: &str) -> Vec<Old> {
    use crate::domain::log::{Hash, Line};
    let read = |line: &str| {
        let kept: serde_json::Value = serde_json::from_str(line).unwrap();
        let mut previous: Option<Hash> = None;
        let cores = kept["events"].as_array().unwrap().iter().map(|core| {
            let core = serde_json_canonicalizer::to_vec(core).unwrap();
            let line = Line { hash: Hash::of(&core), core, disclosures: Vec::new() };
            let read = line.read().unwrap();
            assert_eq!((read.rules, read.previous), (number, previous));
            previous = Some(line.hash);
            read.event
        });
        let events = cores.collect();
        let states = kept["states"].as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_string()).collect();
        assert_eq!(previous.unwrap().to_string(), kept["head"].as_str().unwrap());
        Old { events, states, kept: kept["kept"].clone(), head: kept["head"].to_string() }
    };
    histories.lines().map(read).collect()
}

/// What every event of these histories led to is what it leads to now. The kinds of event that they know.
fn replay_as_kept(histories: Vec<Old>) -> BTreeSet<String> {
    let mut kinds = BTreeSet::new();
    for kept in histories {
        let mut complaint: Option<Complaint> = None;
        for (event, state) in kept.events.iter().zip(&kept.states) {
            kinds.insert(event.happening.name());
            complaint = match complaint {
                None => {
                    Complaint::replay(ComplaintId(serde_json::from_value(kept.kept["id"].clone()).unwrap()), [event])
                        .unwrap()
                }
                Some(before) => Some(before.followed_by(event).unwrap()),
            };
            let it = complaint.as_ref().unwrap();
            assert_eq!(format!("{} {}", it.state().name(), it.waiting().word()), *state, "{} {event:?}", kept.head);
        }
        let complaint = complaint.unwrap();
        let now = serde_json::to_value(&complaint).unwrap();
        for (name, value) in kept.kept.as_object().unwrap() {
            assert_eq!(now[name], *value, "{name} of {}", kept.head);
        }
        // A state that was kept before there was a newer version is the replayed one.
        assert_eq!(serde_json::from_value::<Complaint>(kept.kept).unwrap(), complaint);
    }
    kinds
}

/// Every event that version 1 knew stands in the histories that were kept.
#[test]
fn histories_of_the_rules_of_version_one_replay_by_them_for_ever() {
    let kinds = replay_as_kept(histories_of_rules(1, RULES_ONE));
    assert_eq!(kinds.len(), 44, "{kinds:?}");
}

/// So do those of version 2, made by chance from its commands, with what the clock did in between.
#[test]
fn histories_of_the_rules_of_version_two_replay_by_them_for_ever() {
    let kinds = replay_as_kept(histories_of_rules(2, RULES_TWO));
    assert_eq!(kinds.len(), 45, "{kinds:?}");
    assert!(kinds.contains("AskedAgain") && kinds.contains("ClosedUnanswered"), "{kinds:?}");
}

/// And those of version 3, with what its successor does otherwise: an offer that was put back or moved back after its days,
/// a rating that outlived what was opened again, what never was a complaint moved.
#[test]
fn histories_of_the_rules_of_version_three_replay_by_them_for_ever() {
    let kinds = replay_as_kept(histories_of_rules(3, RULES_THREE));
    assert_eq!(kinds.len(), 48, "{kinds:?}");
}

/// Days that nobody could use are nobody's days, and nobody is closed out on the day they are reminded.
#[test]
fn what_is_put_back_has_its_days_and_a_late_reminder_leaves_some() {
    let offered = || Life::new(filed()).go(RESPOND, Party::Brand, day(1)).go(OFFER, Party::Brand, day(1));
    let back = offered()
        .go(Command::Dismiss { ground: Ground::Duplicate }, Party::Moderator(1), day(2))
        .go(Command::Appeal, Party::Complainant, day(3))
        .go(Command::Reinstate { only_moderator: false }, Party::Moderator(2), day(20))
        .clock(day(21));
    assert_eq!((back.complaint.state().name(), back.complaint.lapses_at()), ("offered", Some(day(34))));
    let moved = |to: &str| Command::ReassignBrand { to: to.into() };
    let back = offered()
        .go(moved("other.com"), Party::Moderator(1), day(2))
        .go(moved("acme.com"), Party::Moderator(1), day(20))
        .clock(day(21));
    assert_eq!((back.complaint.state().name(), back.complaint.lapses_at()), ("offered", Some(day(34))));

    // The clock stood still: one reminder, the last that is due, and two days.
    let asked = || Life::new(filed()).go(RESPOND, Party::Brand, day(1)).go(Command::Ask, Party::Brand, day(1));
    for late in [offered(), asked()] {
        let begun = late.names().len();
        let late = late.clock(day(30));
        assert_eq!(late.names()[begun..], ["Reminded"]);
        assert_eq!((late.complaint.waiting(), late.complaint.lapses_at()), (Waiting::Complainant, Some(day(32))));
        assert_eq!(late.clock(day(32)).complaint.state().name(), "lapsed");
    }
}

#[test]
fn what_is_opened_again_has_no_rating_and_what_never_was_is_moved_nowhere() {
    let rated = Life::new(filed()).go(RESPOND, Party::Brand, day(1)).go(CONFIRM, Party::Complainant, day(2));
    assert_eq!(rated.complaint.standing_rating(), Some(9));
    let again = rated.go(Command::Reopen, Party::Complainant, day(3));
    assert_eq!(again.complaint.standing_rating(), None);
    let mut never = Life::new(filed()).go(Command::Retract, Party::Complainant, day(0));
    let moved = Command::ReassignBrand { to: "other.com".into() };
    assert_eq!(never.refused(moved, Party::Moderator(1), day(0)), "wrong-state");
}

/// The same histories go on under our rules, and then never back.
#[test]
fn a_history_steps_up_to_newer_rules_in_its_middle_and_never_back() {
    let mut went_on = 0;
    for kept in histories_of_rules(1, RULES_ONE)
        .into_iter()
        .chain(histories_of_rules(2, RULES_TWO))
        .chain(histories_of_rules(3, RULES_THREE))
    {
        let complaint: Complaint = serde_json::from_value(kept.kept).unwrap();
        let mut life = Life { complaint, events: kept.events };
        let now = life.complaint.last_at;
        if life.act(Command::Comment, Party::Complainant, now).is_err() {
            continue;
        }
        went_on += 1;
        let last = life.events.last().unwrap().clone();
        assert_eq!((last.rules, life.complaint.rules), (RULES, RULES));
        for number in 0..140 {
            life = life.clock(now + TimeDelta::days(number));
        }
        let replayed = Complaint::replay(life.complaint.id, &life.events).unwrap().unwrap();
        assert_eq!(replayed, life.complaint);
        let older = Event { rules: 1, sequence: life.complaint.sequence + 1, at: life.complaint.last_at, ..last };
        assert!(life.complaint.followed_by(&older).is_err());
    }
    assert!(went_on > 30);
}

#[test]
fn silence_is_closed_after_sixty_days_of_the_brands_turn_and_three_reminders() {
    let life = Life::new(filed()).go(TOLD, Party::Home, day(2));
    let life = (3..=61).fold(life, |life, number| life.clock(day(number)));
    assert_eq!(life.complaint.state().name(), "open");
    let life = life.clock(day(62));
    assert_eq!(life.names(), ["BrandNotified", "Reminded", "Reminded", "Reminded", "ClosedUnanswered"]);
    assert_eq!((life.complaint.waiting(), life.complaint.ever_unanswered), (Waiting::Nobody, true));
    let mut life = life.go(OFFER_NONE, Party::Brand, day(63)).go(RESPOND, Party::Brand, day(63));
    assert_eq!((life.complaint.state().name(), life.complaint.ever_unanswered), ("acknowledged", true));
    assert_eq!(life.refused(Command::CloseUnanswered, Party::Home, day(100)), "too-early");
}

/// An answer that is no answer: it stops no clock.
const OFFER_NONE: Command = Command::Respond { named: false, automated: true };

#[test]
fn an_acknowledgement_is_no_answer_and_an_answer_begins_the_days_anew() {
    let told = || Life::new(filed()).go(TOLD, Party::Home, day(0));
    let life = told().go(Command::Acknowledge { named: true }, Party::Brand, day(1)).clock(day(59));
    assert_eq!(life.complaint.state().name(), "acknowledged");
    // Acknowledging moved no turn: the days count from when it was told.
    assert_eq!(life.complaint.closes_unanswered_at(), Some(day(69)), "the last reminder came late, ten days are left");
    let life = told().go(RESPOND, Party::Brand, day(40));
    assert_eq!(life.complaint.closes_unanswered_at(), Some(day(100)));
}

#[test]
fn a_brand_that_nobody_told_is_never_closed_against_and_the_person_hears_what_else_there_is() {
    let life = (1..200).fold(Life::new(filed()), |life, number| life.clock(day(number)));
    assert_eq!(life.complaint.state().name(), "open");
    assert_eq!(life.names(), ["Reminded"]);
    assert_eq!(life.complaint.untold_at, Some(day(60)));
    assert!(!life.complaint.is_silent(day(199)));
}

#[test]
fn questions_are_three_one_at_a_time_and_stop_no_clock_of_the_brand() {
    let mut life = Life::new(filed()).go(TOLD, Party::Home, day(0)).go(RESPOND, Party::Brand, day(0));
    for number in 1..=3 {
        life = life.go(Command::Ask, Party::Brand, day(number * 10));
        assert_eq!(life.refused(Command::Ask, Party::Brand, day(number * 10)), "already-asked");
        life = life.go(Command::Comment, Party::Complainant, day(number * 10 + 5));
    }
    assert_eq!(life.refused(Command::Ask, Party::Brand, day(40)), "too-many-questions");
    // What its three questions took is not counted, and nothing begins anew by them.
    assert_eq!(life.complaint.brand_due_from(), Some(day(15)));
}

#[test]
fn a_question_without_an_answer_lapses_after_fourteen_days_and_three_reminders() {
    let life = Life::new(filed()).go(RESPOND, Party::Brand, day(1)).go(Command::Ask, Party::Brand, day(1));
    let life = (2..=15).fold(life, |life, number| life.clock(day(number)));
    assert_eq!(life.names(), ["Responded", "Asked", "Reminded", "Reminded", "Reminded", "Lapsed"]);
    assert_eq!(life.go(Command::Reopen, Party::Complainant, day(16)).complaint.state().name(), "acknowledged");
}

#[test]
fn a_second_rating_stands_beside_the_first_for_thirty_days_and_then_nothing_changes() {
    let confirm = |rating| Command::Confirm {
        offer: None,
        rating: Some(rating),
        would_return: None,
        solved_by: Some(SolvedBy::SomebodyElse),
        got: Some(Outcome::Repair),
    };
    let resolved = || Life::new(filed()).go(confirm(9), Party::Complainant, day(1));
    assert_eq!(resolved().complaint.solver(), Some(SolvedBy::SomebodyElse));
    assert_eq!(resolved().complaint.outcome, Some(Outcome::Repair));
    assert_eq!(resolved().refused(confirm(2), Party::Complainant, day(32)), "too-late");
    let mut life = resolved().go(confirm(2), Party::Complainant, day(29));
    assert_eq!(life.complaint.rating.rating, Some(2));
    assert_eq!(life.complaint.first_rating.and_then(|it| it.rating), Some(9));
    assert_eq!(life.refused(confirm(5), Party::Complainant, day(30)), "already-rated-again");
}

#[test]
fn whoever_is_asked_whether_it_is_still_fixed_has_fourteen_days_to_say_so() {
    let confirm = |rating| Command::Confirm { offer: None, rating, would_return: None, solved_by: None, got: None };
    let resolved = || Life::new(filed()).go(CONFIRM, Party::Complainant, day(1));
    // Nobody asked yet: thirty days.
    assert_eq!(resolved().complaint.still_fixed_until(day(28)), None);
    assert_eq!(resolved().refused(confirm(Some(2)), Party::Complainant, day(32)), "too-late");
    // The clock asks on its day, or later where it stood still.
    for asked in [29, 60] {
        let life = resolved().clock(day(asked));
        let until = day(asked) + TimeDelta::days(ANSWER_AGAIN_DAYS);
        assert_eq!(life.complaint.still_fixed_until(day(asked)), Some(until));
        assert_eq!(life.complaint.still_fixed_until(until + TimeDelta::seconds(1)), None);
        let late = until + TimeDelta::seconds(1);
        assert_eq!(life.clone().refused(confirm(None), Party::Complainant, late), "too-late");
        let answered = life.clone().go(confirm(None), Party::Complainant, until - TimeDelta::hours(1));
        assert_eq!(answered.complaint.still_fixed_until(until), None, "it was answered");
        // What was left out may be added, for as long.
        let rated = answered.go(confirm(Some(3)), Party::Complainant, until);
        assert_eq!((rated.complaint.earlier_rating(), rated.complaint.standing_rating()), (Some(9), Some(3)));
        assert_eq!(Complaint::replay(rated.complaint.id, &rated.events).unwrap(), Some(rated.complaint));
        assert!(life.go(Command::Reopen, Party::Complainant, until).complaint.still_fixed_until(until).is_none());
    }
    // The rules of version 2 say no such thing; what they asked is answered by ours, counted from the day of the question.
    let asked = resolved().clock(day(29));
    let events: Vec<Event> = asked.events.iter().map(|it| Event { rules: 2, ..it.clone() }).collect();
    let old = Complaint::replay(asked.complaint.id, &events).unwrap().unwrap();
    let happening =
        Happening::ResolutionConfirmed { offer: None, rating: Some(2), would_return: None, solved_by: None, got: None };
    let at = day(40);
    let event = Event { sequence: old.sequence + 1, rules: 2, by: Party::Complainant, at, happening };
    assert!(old.followed_by(&event).is_err());
    assert!(old.followed_by(&Event { rules: 3, ..event }).is_ok());
    assert_eq!(old.still_fixed_until(at), Some(day(1 + ASK_AGAIN_DAYS + ANSWER_AGAIN_DAYS)));
}

#[test]
fn a_rating_that_was_never_given_uses_nothing_up() {
    let confirm =
        |rating, solved_by| Command::Confirm { offer: None, rating, would_return: None, solved_by, got: None };
    let told = |life: &Life| (life.complaint.earlier_rating(), life.complaint.standing_rating());
    let mut life = Life::new(filed()).go(confirm(None, None), Party::Complainant, day(1));
    assert_eq!((told(&life), life.complaint.solver()), ((None, None), None));
    // Who solved it may still be said, once; and then comes the first rating, and one beside it.
    life = life.go(confirm(None, Some(SolvedBy::Myself)), Party::Complainant, day(2));
    assert_eq!((told(&life), life.complaint.solver()), ((None, None), Some(SolvedBy::Myself)));
    assert_eq!(life.refused(confirm(None, None), Party::Complainant, day(3)), "already-rated-again");
    life = life.go(confirm(Some(8), None), Party::Complainant, day(4));
    assert_eq!(told(&life), (None, Some(8)));
    life = life.go(confirm(Some(3), None), Party::Complainant, day(5));
    assert_eq!(told(&life), (Some(8), Some(3)));
    assert_eq!(life.refused(confirm(Some(1), None), Party::Complainant, day(6)), "already-rated-again");
    assert_eq!(Complaint::replay(life.complaint.id, &life.events).unwrap(), Some(life.complaint));
    // "Still fixed" says nothing new about how it went: what was rated stands, and one may still stand beside it.
    let rated = Life::new(filed()).go(confirm(Some(9), None), Party::Complainant, day(1));
    let fixed = rated.go(confirm(None, None), Party::Complainant, day(29));
    assert_eq!(told(&fixed), (None, Some(9)));
    assert_eq!(told(&fixed.go(confirm(Some(2), None), Party::Complainant, day(30))), (Some(9), Some(2)));
}

#[test]
fn only_what_the_brand_solved_counts_for_it() {
    use crate::domain::figures::Fate;
    let confirm = |solved_by, got| Command::Confirm { offer: None, rating: None, would_return: None, solved_by, got };
    let answered = || Life::new(filed()).go(RESPOND, Party::Brand, day(1));
    let fate =
        |life: Life, solved_by| Fate::of(&life.go(confirm(solved_by, None), Party::Complainant, day(2)).complaint);
    // Who accepts an offer says that the brand did it, unless they say otherwise.
    assert_eq!(fate(answered().go(OFFER, Party::Brand, day(1)), None), Fate::SolvedByBrand);
    assert_eq!(fate(answered().go(OFFER, Party::Brand, day(1)), Some(SolvedBy::Myself)), Fate::SolvedOtherwise);
    // An answer is no offer, and a refusal is no solution.
    assert_eq!(fate(answered(), None), Fate::SolvedUntold);
    let refusal = Command::Offer { response: None, outcome: Outcome::Declined, reason: Some(DeclineReason::Policy) };
    assert_eq!(fate(answered().go(refusal, Party::Brand, day(1)), None), Fate::SolvedUntold);
    assert_eq!(fate(answered(), Some(SolvedBy::Brand)), Fate::SolvedByBrand);
    // What one got came from somebody.
    let got = confirm(None, Some(Outcome::Refund));
    assert_eq!(answered().refused(got, Party::Complainant, day(2)), "solver-needed");
}

#[test]
fn whoever_was_reached_has_three_days_before_the_next_step() {
    let take = |step, reached| Command::Escalate { step, reached };
    let there = |step| take(step, Holder::Somebody);
    let told =
        || Life::new(filed()).go(TOLD, Party::Home, day(0)).go(there(Step::Representative), Party::Complainant, day(1));
    let refused = told().complaint.decide(there(Step::Executive), Party::Complainant, day(3)).unwrap_err();
    assert_eq!(refused.code(), Code::EscalateLater);
    assert_eq!(
        refused.args().get("from").map(String::as_str),
        Some(day(4).format("%Y-%m-%d %H:%M UTC").to_string().as_str())
    );
    let _ = told().go(there(Step::Executive), Party::Complainant, day(4));
    // Whoever answered had their turn; whoever is not there or was never told has none.
    let _ = told().go(RESPOND, Party::Brand, day(2)).go(there(Step::Executive), Party::Complainant, day(2));
    let _ = told().go(take(Step::Executive, Holder::Nobody), Party::Complainant, day(1));
    let untold = Life::new(filed()).go(there(Step::Representative), Party::Complainant, day(1));
    let untold = untold.go(there(Step::Executive), Party::Complainant, day(1)).go(
        there(Step::Mediator),
        Party::Complainant,
        day(1),
    );
    // Mediators are nobody of the brand: they have their days, whatever it was told.
    let waits = untold.complaint.decide(there(Step::ExternalBody), Party::Complainant, day(2)).unwrap_err();
    assert_eq!(waits.code(), Code::EscalateLater);
    let _ = untold.go(there(Step::ExternalBody), Party::Complainant, day(4));
}

#[test]
fn steps_are_taken_one_after_the_other_and_the_one_that_worked_is_recorded() {
    let escalate = |step| Command::Escalate { step, reached: Holder::Somebody };
    let mut life = Life::new(filed());
    assert_eq!(life.refused(escalate(Step::Executive), Party::Complainant, day(1)), "escalate-next");
    let mut life = life.go(escalate(Step::Representative), Party::Complainant, day(1)).go(
        escalate(Step::Executive),
        Party::Complainant,
        day(2),
    );
    assert_eq!(life.refused(escalate(Step::Representative), Party::Complainant, day(3)), "escalate-higher");
    // Who says nothing about who solved it has not said that the step did.
    let unsaid = life.clone().go(CONFIRM, Party::Complainant, day(4));
    assert_eq!(unsaid.names(), ["Escalated", "Escalated", "ResolutionConfirmed"]);
    let by_the_brand = Command::Confirm {
        offer: None,
        rating: Some(9),
        would_return: None,
        solved_by: Some(SolvedBy::Brand),
        got: None,
    };
    let life = life.go(by_the_brand, Party::Complainant, day(4));
    assert_eq!(life.names(), ["Escalated", "Escalated", "ResolutionConfirmed", "StepWorked"]);
    assert_eq!(life.complaint.worked, Some(Step::Executive));
}

#[test]
fn the_complainant_is_heard_before_anybody_decides_and_a_slip_is_undone_within_a_day() {
    let contest = Command::Contest { ground: Ground::NotGenuine };
    let decide = |upheld| Command::DecideContest { ground: Ground::NotGenuine, upheld, only_moderator: false };
    let contested = || Life::new(filed()).go(contest.clone(), Party::Brand, day(1));
    assert_eq!(contested().refused(decide(true), Party::Moderator(1), day(2)), "not-heard-yet");
    assert_eq!(contested().go(decide(true), Party::Moderator(1), day(8)).complaint.state().name(), "dismissed");
    let heard = || contested().go(Command::AnswerContest { ground: Ground::NotGenuine }, Party::Complainant, day(2));
    let slip = || heard().go(decide(true), Party::Moderator(1), day(3));
    let undo = Command::Reinstate { only_moderator: false };
    assert_eq!(slip().refused(undo.clone(), Party::Moderator(2), day(3)), "nothing-appealed");
    assert_eq!(slip().refused(undo.clone(), Party::Moderator(1), day(5)), "nothing-appealed");
    let undone = slip().go(undo, Party::Moderator(1), day(4));
    assert_eq!(undone.complaint.contests()[&Ground::NotGenuine], Contest::Open);
    let rejected = heard().go(decide(false), Party::Moderator(1), day(3));
    assert_eq!(rejected.go(decide(true), Party::Moderator(1), day(3)).complaint.state().name(), "dismissed");
}

#[test]
fn nobody_closes_what_is_contested_before_the_complainant_was_heard() {
    let dismiss = |ground| Command::Dismiss { ground };
    let contested = || Life::new(filed()).go(Command::Contest { ground: Ground::NotGenuine }, Party::Brand, day(1));
    for ground in [Ground::NotGenuine, Ground::Abuse, Ground::PersonalData] {
        assert_eq!(contested().refused(dismiss(ground), Party::Moderator(1), day(7)), "not-heard-yet");
        let late = contested().go(dismiss(ground), Party::Moderator(1), day(8));
        assert_eq!(late.complaint.state().name(), "dismissed");
        let answer = Command::AnswerContest { ground: Ground::NotGenuine };
        let heard = contested().go(answer, Party::Complainant, day(2));
        assert_eq!(heard.go(dismiss(ground), Party::Moderator(1), day(2)).complaint.state().name(), "dismissed");
    }
    // Only deciding asks: a history in which it was not asked is replayed as it is.
    let mut events = contested().events;
    let happening = Happening::Dismissed { ground: Ground::Abuse };
    events.push(Event { sequence: 3, rules: RULES, by: Party::Moderator(1), at: day(2), happening });
    let replayed = Complaint::replay(contested().complaint.id, &events).unwrap().unwrap();
    assert_eq!(replayed.state().name(), "dismissed");
}

#[test]
fn only_an_answer_to_the_very_ground_ends_a_hearing_before_its_day() {
    let decide = |ground| Command::DecideContest { ground, upheld: true, only_moderator: false };
    let contest = |life: Life, ground| life.go(Command::Contest { ground }, Party::Brand, day(1));
    let answer = |ground| Command::AnswerContest { ground };
    let both = contest(contest(Life::new(filed()), Ground::NotGenuine), Ground::Duplicate);
    let mut spoken = both.go(Command::Comment, Party::Complainant, day(2));
    for ground in [Ground::NotGenuine, Ground::Duplicate] {
        assert_eq!(spoken.refused(decide(ground), Party::Moderator(1), day(2)), "not-heard-yet");
    }
    assert_eq!(spoken.refused(answer(Ground::Abuse), Party::Complainant, day(2)), "not-contested");
    assert_eq!(spoken.refused(answer(Ground::Duplicate), Party::Commenter(1), day(2)), "only-complainant");
    let mut answered = spoken.go(answer(Ground::Duplicate), Party::Complainant, day(2));
    assert_eq!(answered.refused(decide(Ground::NotGenuine), Party::Moderator(1), day(2)), "not-heard-yet");
    assert_eq!(answered.complaint.hearing(Ground::Duplicate).unwrap().answered, Some(day(2)));
    // They may add to it; what counts is when they answered first.
    let added = answered.go(answer(Ground::Duplicate), Party::Complainant, day(3));
    assert_eq!(added.complaint.hearing(Ground::Duplicate).unwrap().answered, Some(day(2)));
    assert_eq!(added.go(decide(Ground::Duplicate), Party::Moderator(1), day(3)).complaint.state().name(), "dismissed");
}

/// What was decided when any comment ended every hearing is replayed as it was decided.
#[test]
fn a_history_in_which_one_comment_ended_the_hearing_replays() {
    let ground = Ground::NotGenuine;
    let spoken = Life::new(filed()).go(Command::Contest { ground }, Party::Brand, day(1)).go(
        Command::Comment,
        Party::Complainant,
        day(2),
    );
    let mut events = spoken.events.clone();
    let happening = Happening::ContestDecided { ground, upheld: false };
    events.push(Event { sequence: 4, rules: RULES, by: Party::Moderator(1), at: day(2), happening });
    let replayed = Complaint::replay(spoken.complaint.id, &events).unwrap().unwrap();
    assert_eq!(replayed.contests()[&ground], Contest::Rejected { by: Party::Moderator(1) });
    let (kind, fields) = Happening::Commented { answers: None }.parts();
    assert_eq!((kind.as_str(), fields), ("Commented", serde_json::json!({})), "the same bytes as before");
    let answered = Happening::Commented { answers: Some(ground) };
    let (kind, fields) = answered.parts();
    assert_eq!(Happening::from_parts(RULES, &kind, &fields), answered);
    // Before version 3 of the rules nobody could say which contest they answer.
    let events: Vec<Event> = spoken.events.iter().map(|it| Event { rules: 2, ..it.clone() }).collect();
    let old = Complaint::replay(spoken.complaint.id, &events).unwrap().unwrap();
    let event = Event { sequence: 4, rules: 2, by: Party::Complainant, at: day(2), happening: answered };
    assert!(old.followed_by(&event).is_err());
    assert!(old.followed_by(&Event { rules: RULES, ..event }).is_ok());
}

#[test]
fn a_comment_is_its_authors_to_change_and_a_moderators_to_take_out() {
    let mut life = Life::new(filed()).go(Command::Comment, Party::Commenter(1), day(1));
    let edit = || Command::EditComment { comment: 2 };
    let hide = || Command::HideComment { comment: 2, ground: CommentGround::Abuse };
    assert_eq!(life.refused(edit(), Party::Complainant, day(1)), "not-allowed");
    assert_eq!(life.refused(hide(), Party::Commenter(1), day(1)), "only-moderator");
    assert_eq!(life.refused(Command::EditComment { comment: 1 }, Party::Complainant, day(1)), "no-such-comment");
    let mut life = life.go(edit(), Party::Commenter(1), day(1)).go(hide(), Party::Moderator(1), day(1));
    assert_eq!(life.refused(edit(), Party::Commenter(1), day(1)), "no-such-comment");
    let mut life = life.go(Command::ShowComment { comment: 2 }, Party::Moderator(1), day(2)).go(
        Command::DeleteComment { comment: 2 },
        Party::Commenter(1),
        day(2),
    );
    assert_eq!(life.refused(Command::ShowComment { comment: 2 }, Party::Moderator(1), day(2)), "no-such-comment");
}

#[test]
fn what_stood_for_a_week_is_not_refuted_any_more() {
    let kept = || {
        Life::new(filed()).go(Command::Promise { due: day(9) }, Party::Brand, day(1)).go(
            Command::KeepPromise { promise: 1 },
            Party::Brand,
            day(2),
        )
    };
    let refute = Command::RefutePromise { promise: 1 };
    assert_eq!(
        kept().go(refute.clone(), Party::Complainant, day(9)).complaint.promises[&1].state,
        PromiseState::Refuted
    );
    assert_eq!(kept().refused(refute, Party::Complainant, day(10)), "too-late");
}

#[test]
fn another_brand_was_told_nothing_yet() {
    let life = Life::new(filed()).go(TOLD, Party::Home, day(0)).go(
        Command::ReassignBrand { to: "other.com".into() },
        Party::Moderator(1),
        day(40),
    );
    assert_eq!((life.complaint.notified_at, life.complaint.closes_unanswered_at()), (None, None));
    let life = life.go(TOLD, Party::Home, day(41));
    assert_eq!(life.complaint.closes_unanswered_at(), Some(day(101)));
}
