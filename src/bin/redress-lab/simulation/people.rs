//! The people of a simulation: who they are, and what they come up with. Most of it is possible, some of it is not.

use std::fmt;
use std::str::FromStr;

use chrono::TimeDelta;

use crate::simulation::chance::Chance;
use crate::simulation::disk::Kept;
use crate::simulation::instance::Instance;
use crate::simulation::ledger::Ledger;
use crate::simulation::message::{Request, Wanted};
use crate::simulation::world::Moment;
use crate::simulation::{INSTANCES, NAMES};
use redress::domain::Timestamp;
use redress::domain::complaint::{
    Command, CommentGround, Complaint, Contest, DeclineReason, Door, Effort, Filed, FollowerBand, Ground, Holder,
    Label, Notice, Opening, Outcome, ProofTier, Reminded, SolvedBy, State, Step, Target,
};
use redress::domain::party::Party;
use redress::domain::sync::request::{REQUEST_TEXT, TransitionRequest};

const MEMBERS: u64 = 5;
const REPRESENTATIVE: u32 = 10;
const MODERATOR: u32 = 50;
const MODERATORS: u64 = 2;
const HOME: u32 = 99;
/// Complaints that are filed before anything else is more likely.
const COMPLAINTS_AT_FIRST: usize = 5;
const COMPLAINTS_MAX: usize = 14;

/// Somebody with an account on one instance: its number there, and a hundred for every instance before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Actor(pub(super) u32);

/// What somebody wants, and where they say so.
pub(super) struct Wish {
    pub(super) at: usize,
    pub(super) home: usize,
    pub(super) request: Request,
}

impl Actor {
    fn at(instance: usize, number: u32) -> Actor {
        Actor(u32::try_from(instance).unwrap_or_default() * 100 + number)
    }

    fn instance(self) -> usize {
        self.0 as usize / 100
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.0 % 100 {
            HOME => "home",
            MODERATOR.. => "moderator",
            REPRESENTATIVE.. => "voice",
            _ => "member",
        };
        write!(f, "{kind}-{}@{}", self.0, NAMES[self.instance()])
    }
}

impl FromStr for Actor {
    type Err = ();

    fn from_str(text: &str) -> Result<Actor, ()> {
        let number = text.split_once('-').and_then(|(_, rest)| rest.split_once('@')).ok_or(())?;
        number.0.parse().map(Actor).map_err(|_| ())
    }
}

/// The moment at which every run begins, in true time.
pub(super) fn day_zero() -> Timestamp {
    Timestamp::from_timestamp_millis(1_790_000_000_000).unwrap_or_default()
}

pub(super) fn is_moderator(actor: Actor) -> bool {
    (MODERATOR..HOME).contains(&(actor.0 % 100))
}

pub(super) fn is_home(actor: Actor) -> bool {
    actor.0 % 100 == HOME
}

/// Every brand has a voice on every instance.
pub(super) fn speaks_for(actor: Actor, brand: &str) -> bool {
    (REPRESENTATIVE..MODERATOR).contains(&(actor.0 % 100)) && brand_of(actor.0 % 100 - REPRESENTATIVE) == brand
}

fn brand_of(number: u32) -> String {
    format!("brand-{number}.example")
}

pub(super) fn filed(brand: &str, opening: Opening) -> Filed {
    Filed {
        brand: brand.to_string(),
        door: Door::Page,
        followers: FollowerBand::Unknown,
        proof: ProofTier::None,
        opening,
        wants: Vec::new(),
        effort: Effort::default(),
        amount: None,
        language: None,
        pseudonym: false,
    }
}

/// Somebody comes up with something. `None` when the dice ask for what cannot be put: try again.
pub(super) fn wish(chance: &mut Chance, instances: &[Instance], ledger: &Ledger, now: Moment) -> Option<Wish> {
    let filed = ledger.complaints.len();
    let likely = if filed < COMPLAINTS_AT_FIRST { 50 } else { 4 };
    if filed < COMPLAINTS_MAX && chance.percent(likely) {
        return Some(filing(chance, instances, now));
    }
    let (id, home, complainant) = *chance.one_of(&ledger.complaints)?;
    let (at, actor) = match chance.below(100) {
        0..38 => (complainant.instance(), complainant),
        38..70 => {
            let at = chance.index(INSTANCES);
            let brand = instances[home].disk.complaints.get(&id).and_then(Kept::complaint).map(|it| it.brand.clone());
            let number = (0..5).find(|it| brand.as_deref() == Some(&brand_of(*it))).unwrap_or_default();
            (at, Actor::at(at, REPRESENTATIVE + number))
        }
        70..84 => {
            let at = chance.index(INSTANCES);
            (at, member(chance, at))
        }
        84..94 => (home, Actor::at(home, MODERATOR + small(chance.below(MODERATORS)))),
        _ => (home, Actor::at(home, HOME)),
    };
    let kept = instances[at].disk.complaints.get(&id)?;
    let complaint = kept.complaint()?;
    let by = instances[home].disk.side(id, actor)?;
    let clock = instances[at].clock(now);
    let command = if chance.percent(4) {
        about_a_comment(chance, kept, by)
    } else if chance.percent(15) {
        anything(chance, complaint, clock)
    } else if is_home(actor) {
        by_the_home(chance, kept, complaint)
    } else {
        match by {
            Party::Complainant => by_the_complainant(chance, kept, complaint),
            Party::Brand => by_the_brand(chance, complaint, clock),
            Party::Moderator(_) => by_a_moderator(chance, kept, complaint),
            _ => by_anyone(chance, complaint),
        }
    };
    let seen = chance.percent(80).then_some(complaint.sequence);
    let request = TransitionRequest { id: new_id(chance, at), complaint: id, command, seen };
    Some(Wish { at, home, request: Request { actor, wanted: Wanted::Step(request) } })
}

fn filing(chance: &mut Chance, instances: &[Instance], now: Moment) -> Wish {
    let at = chance.index(INSTANCES);
    let home = if chance.percent(60) { at } else { chance.index(INSTANCES) };
    let clock = instances[home].clock(now);
    let opening = match chance.below(10) {
        0 => Opening::Provisional { until: clock + TimeDelta::minutes(10) },
        // One in a while is longer than the rules allow.
        1 if at == home => Opening::Embargoed { until: clock + TimeDelta::hours(chance.between(2, 24 * 8)) },
        _ => Opening::Public,
    };
    // Two boards on every instance.
    let brand = brand_of(small((home as u64 + chance.below(2)) % INSTANCES as u64));
    let wanted = Wanted::File { id: new_id(chance, at), brand, opening };
    Wish { at, home, request: Request { actor: member(chance, at), wanted } }
}

fn member(chance: &mut Chance, at: usize) -> Actor {
    Actor::at(at, small(chance.below(MEMBERS)))
}

fn new_id(chance: &mut Chance, at: usize) -> String {
    format!("{}/{:012x}", NAMES[at], chance.next() >> 16)
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

fn pick(chance: &mut Chance, mut of: Vec<Command>) -> Command {
    let index = chance.index(of.len());
    if of.is_empty() { Command::Comment } else { of.swap_remove(index) }
}

fn any_of<T: Copy>(chance: &mut Chance, of: &[T]) -> T {
    of[chance.index(of.len())]
}

/// A response, or one that is not there.
fn response(chance: &mut Chance, complaint: &Complaint) -> u32 {
    1 + small(chance.below(u64::from(complaint.next_response())))
}

fn promise(chance: &mut Chance, complaint: &Complaint) -> u32 {
    1 + small(chance.below(u64::from(complaint.next_promise())))
}

fn rated(chance: &mut Chance) -> (Option<u8>, Option<bool>) {
    let rating = u8::try_from(chance.below(12)).ok();
    (rating, chance.percent(50).then(|| chance.percent(50)))
}

fn solved_by(chance: &mut Chance) -> Option<SolvedBy> {
    chance.percent(60).then(|| any_of(chance, SolvedBy::ALL))
}

/// A comment of this side, or a line that is none.
fn comment(chance: &mut Chance, kept: &Kept, by: Party) -> i64 {
    let complaint = kept.complaint();
    let comments = kept.lines.keys().filter(|it| {
        complaint
            .and_then(|complaint| complaint.comment(**it))
            .is_some_and(|it| it.by == by || matches!(by, Party::Moderator(_)))
    });
    let comments: Vec<i64> = comments.copied().collect();
    if comments.is_empty() { 1 } else { any_of(chance, &comments) }
}

fn confirm(chance: &mut Chance) -> Command {
    let (rating, would_return) = rated(chance);
    Command::Confirm { offer: None, rating, would_return, solved_by: solved_by(chance), got: None }
}

fn by_the_complainant(chance: &mut Chance, kept: &Kept, complaint: &Complaint) -> Command {
    let (rating, would_return) = rated(chance);
    let mut of = match complaint.state() {
        _ if !complaint.is_public() => vec![
            Command::Publish,
            Command::Publish,
            Command::Retract,
            Command::Withdraw { settled: None, condition: None },
        ],
        State::Open | State::Acknowledged => vec![
            Command::Comment,
            Command::Comment,
            match complaint.next_step().filter(|_| chance.percent(80)) {
                Some(step) => Command::Escalate { step, reached: Holder::Nobody },
                None => Command::Escalate { step: any_of(chance, Step::ALL), reached: Holder::Somebody },
            },
            Command::Correct,
            Command::Prove { tier: ProofTier::Receipt },
            Command::GiveUp { rating, would_return },
        ],
        State::Offered { .. } => {
            vec![confirm(chance), confirm(chance), Command::Decline { offer: None }, Command::Decline { offer: None }]
        }
        State::Resolved { .. } => vec![Command::Reopen, Command::Reopen, confirm(chance), Command::Comment],
        State::Unresolved { .. } | State::Lapsed { .. } | State::Unanswered { .. } => {
            vec![Command::Reopen, confirm(chance), Command::GiveUp { rating, would_return }]
        }
        State::Dismissed { .. } => vec![Command::Appeal, Command::Comment],
        State::Withdrawn | State::Retracted => vec![Command::Comment, Command::Correct],
    };
    if let Some((ground, _)) = complaint.contests().iter().find(|(_, it)| **it == Contest::Open) {
        of.extend([Command::AnswerContest { ground: *ground }, Command::AnswerContest { ground: *ground }]);
    }
    if !complaint.promises.is_empty() {
        of.push(Command::RefutePromise { promise: promise(chance, complaint) });
        of.push(Command::ConfirmPromise { promise: promise(chance, complaint) });
    }
    if !complaint.responses.is_empty() {
        of.push(Command::Thank { response: response(chance, complaint) });
        of.push(Command::sent_elsewhere(response(chance, complaint)));
    }
    if chance.percent(2) {
        let settled = chance.percent(50).then(|| chance.percent(50));
        return Command::Withdraw {
            settled,
            condition: settled.and_then(|_| chance.percent(50).then(|| chance.percent(50))),
        };
    }
    if chance.percent(8) {
        return Command::Erase { targets: texts_of(chance, kept, Party::Complainant) };
    }
    pick(chance, of)
}

fn by_the_brand(chance: &mut Chance, complaint: &Complaint, clock: Timestamp) -> Command {
    let offer = |outcome, reason| Command::Offer { response: None, outcome, reason };
    let respond = Command::Respond { named: chance.percent(85), automated: chance.percent(10) };
    let due = clock + TimeDelta::hours(chance.between(-5, 24 * 95));
    let answered = !complaint.responses.is_empty();
    let mut of = match complaint.state() {
        State::Open | State::Acknowledged if !answered => {
            vec![respond.clone(), respond, Command::Acknowledge { named: true }, offer(Outcome::Refund, None)]
        }
        State::Open | State::Acknowledged => vec![
            respond,
            offer(Outcome::Refund, None),
            offer(Outcome::Explanation, None),
            offer(Outcome::Declined, Some(DeclineReason::Policy)),
            Command::Ask,
            Command::HandOff,
            Command::Promise { due },
        ],
        State::Offered { .. } => vec![respond, Command::Promise { due }],
        State::Unresolved { .. } | State::Lapsed { .. } | State::Unanswered { .. } => {
            vec![offer(Outcome::Repair, None), respond]
        }
        State::Dismissed { .. } => vec![Command::Appeal],
        _ => vec![respond],
    };
    if !complaint.promises.is_empty() {
        of.push(Command::KeepPromise { promise: promise(chance, complaint) });
    }
    if answered {
        of.push(Command::EditResponse { response: response(chance, complaint) });
        let label = any_of(chance, &[Label::Canned, Label::Deflected]);
        of.push(Command::DisputeLabel { response: response(chance, complaint), label });
    }
    if chance.percent(5) {
        return Command::DeleteResponse { response: response(chance, complaint) };
    }
    if chance.percent(8) {
        return Command::Contest { ground: any_of(chance, Ground::ALL) };
    }
    pick(chance, of)
}

fn about_a_comment(chance: &mut Chance, kept: &Kept, by: Party) -> Command {
    let comment = comment(chance, kept, by);
    match (by, chance.below(3)) {
        (Party::Moderator(_), 0) => Command::ShowComment { comment },
        (Party::Moderator(_), _) => Command::HideComment { comment, ground: any_of(chance, CommentGround::ALL) },
        (_, 0) => Command::DeleteComment { comment },
        _ => Command::EditComment { comment },
    }
}

fn by_anyone(chance: &mut Chance, complaint: &Complaint) -> Command {
    let mut of = vec![Command::Comment, Command::Comment, Command::Support, Command::Support, Command::TakeBackSupport];
    if !complaint.responses.is_empty() {
        of.push(Command::Thank { response: response(chance, complaint) });
    }
    pick(chance, of)
}

fn by_a_moderator(chance: &mut Chance, kept: &Kept, complaint: &Complaint) -> Command {
    let only = chance.percent(30);
    if matches!(complaint.state(), State::Dismissed { .. }) {
        return Command::Reinstate { only_moderator: only };
    }
    let contested = complaint.contests().iter().find(|(_, it)| matches!(it, Contest::Open | Contest::Appealed { .. }));
    if let Some((ground, _)) = contested {
        let (ground, upheld) = (*ground, chance.percent(40));
        return Command::DecideContest { ground, upheld, only_moderator: only };
    }
    let mut of = vec![Command::Link { problem: chance.id() }];
    if !complaint.responses.is_empty() {
        let (response, upheld) = (response(chance, complaint), chance.percent(50));
        let label = any_of(chance, &[Label::Canned, Label::Deflected]);
        of.push(Command::DecideLabel { response, label, upheld });
    }
    of.push(Command::Erase { targets: texts_of(chance, kept, Party::Commenter(1)) });
    if chance.percent(8) { Command::Dismiss { ground: any_of(chance, Ground::ALL) } } else { pick(chance, of) }
}

fn by_the_home(chance: &mut Chance, kept: &Kept, complaint: &Complaint) -> Command {
    if chance.percent(6) {
        return Command::ComplainantGone { targets: texts_of(chance, kept, Party::Complainant) };
    }
    if complaint.responses.is_empty() {
        return Command::Notify { how: Notice::Mail };
    }
    // The label that a brand disputes and a moderator decides, more often than the others.
    let label = if chance.percent(60) { Label::Canned } else { any_of(chance, Label::ALL) };
    Command::Label { response: response(chance, complaint), labels: vec![label], signal_rules: 1 }
}

/// Whatever comes to mind, allowed or not.
fn anything(chance: &mut Chance, complaint: &Complaint, clock: Timestamp) -> Command {
    let (rating, would_return) = rated(chance);
    let number = response(chance, complaint);
    let of = vec![
        Command::Retract,
        Command::Publish,
        Command::Acknowledge { named: false },
        Command::Respond { named: true, automated: false },
        Command::Decline { offer: Some(number) },
        Command::Confirm { offer: Some(number), rating, would_return, solved_by: None, got: Some(Outcome::Refund) },
        confirm(chance),
        Command::GiveUp { rating, would_return },
        Command::Reopen,
        Command::Lapse,
        Command::CloseUnanswered,
        Command::AskAgain,
        Command::MissPromise { promise: number },
        Command::Promise { due: clock + TimeDelta::days(200) },
        Command::Offer { response: Some(number), outcome: Outcome::Apology, reason: None },
        Command::Dismiss { ground: Ground::Duplicate },
        Command::Erase { targets: vec![Target { sequence: complaint.sequence + 3, name: "content".to_string() }] },
        Command::ReassignBrand { to: brand_of(small(chance.below(5))) },
        Command::Prove { tier: ProofTier::OrderConfirmed },
        Command::Remind { day: 3, whom: any_of(chance, Reminded::ALL) },
        Command::Reinstate { only_moderator: false },
    ];
    pick(chance, of)
}

/// Texts of a party that still stand here: all of them, or one.
fn texts_of(chance: &mut Chance, kept: &Kept, party: Party) -> Vec<Target> {
    let lines = kept.lines.iter().filter(|(_, line)| line.read().is_ok_and(|core| core.event.by == party));
    let standing = lines.flat_map(|(sequence, line)| {
        let texts = line.disclosures.iter().filter(|it| it.value.is_some() && it.name != REQUEST_TEXT);
        texts.map(|it| Target { sequence: *sequence, name: it.name.clone() })
    });
    let mut all: Vec<Target> = standing.collect();
    if chance.percent(50) && !all.is_empty() {
        all = vec![all.swap_remove(chance.index(all.len()))];
    }
    all
}
