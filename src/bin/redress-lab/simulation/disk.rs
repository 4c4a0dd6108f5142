//! What survives a crash: one instance's tables. Whatever changes them within one call is one transaction.

use std::collections::{BTreeMap, BTreeSet};

use crate::simulation::chance::Chance;
use crate::simulation::message::{Push, Request};
use crate::simulation::people::{self, Actor};
use crate::simulation::world::Moment;
use crate::simulation::{Faults, NAMES, origin};
use redress::domain::Timestamp;
use redress::domain::complaint::{Change, Command, Complaint, Happening, Notice, Target};
use redress::domain::ids::ComplaintId;
use redress::domain::log::{self, Core, Hash, Line, SALT_BYTES};
use redress::domain::party::Party;
use redress::domain::replica::{Followed, Replica};
use redress::domain::sync::adoption::Adoption;
use redress::domain::sync::request::{Answer, Arrived, Asking, request_of};
use redress::domain::sync::{self, Announcement, Evidence, Head, Received};

/// Newest lines that travel with a head: fewer than a server sends, so that gaps are common.
const LINES_TOLD: usize = 2;

#[derive(Debug, Clone, Default)]
pub(super) struct Disk {
    pub(super) complaints: BTreeMap<ComplaintId, Kept>,
    pub(super) causes: BTreeMap<String, Caused>,
    pub(super) parties: BTreeMap<(ComplaintId, Actor), Party>,
    /// What was answered 202 and not worked off yet, in the order of arrival.
    pub(super) inbox: BTreeMap<u64, (usize, Push)>,
    pub(super) outbox: BTreeMap<Way, Delivery>,
    /// Events that nobody was told of yet.
    pub(super) jobs: BTreeSet<(ComplaintId, i64)>,
    /// Requests that wait for their answer, and those that have it.
    pub(super) asked: BTreeMap<String, Asked>,
    pub(super) answered: BTreeMap<String, Asked>,
    pub(super) adoption: Option<Adoption>,
    pub(super) evidence: BTreeMap<(ComplaintId, i64, Hash), usize>,
    /// When each home last said something that it had signed.
    pub(super) heard: BTreeMap<usize, Timestamp>,
    /// Homes that are gone, and since when; their replicas stand still.
    pub(super) frozen: BTreeMap<usize, Timestamp>,
    /// The other history that a dishonest home tells some of its followers.
    pub(super) lie: Option<Lie>,
}

/// One complaint of a dishonest home, as some are told it.
#[derive(Debug, Clone)]
pub(super) struct Lie {
    pub(super) told: Kept,
    pub(super) deceived: Vec<usize>,
}

/// A complaint, at home or as a replica.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) home: usize,
    pub(super) complainant: Option<Actor>,
    pub(super) replica: Replica,
    pub(super) lines: BTreeMap<i64, Line>,
    /// When the clock has something to do next, where this is the home.
    pub(super) clock_at: Option<Timestamp>,
}

/// The answer that a cause got.
#[derive(Debug, Clone)]
pub(super) struct Caused {
    pub(super) complaint: Option<ComplaintId>,
    pub(super) answer: Answer,
}

/// One thing for one instance stands once in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    State(ComplaintId, i64, usize),
    Request(String),
    Answer(String),
}

#[derive(Debug, Clone)]
pub(super) struct Delivery {
    pub(super) number: u64,
    pub(super) to: usize,
    pub(super) push: Push,
    pub(super) attempts: usize,
    pub(super) next_at: Moment,
}

/// A request as the instance of its author keeps it.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) to: usize,
    pub(super) request: Request,
    pub(super) asking: Asking,
}

impl Kept {
    pub(super) fn complaint(&self) -> Option<&Complaint> {
        self.replica.complaint()
    }

    pub(super) fn head(&self) -> Option<Head> {
        self.replica.end()
    }

    /// What is said of it now: the head, and the newest lines.
    pub(super) fn newest(&self) -> Option<Announcement> {
        let mut lines: Vec<Line> = self.lines.values().rev().take(LINES_TOLD).cloned().collect();
        lines.reverse();
        Some(Announcement::newest(self.head()?, &lines))
    }

    /// What is said of it to somebody who holds the lines up to a sequence.
    pub(super) fn after(&self, sequence: i64) -> Option<Announcement> {
        let lines = self.lines.range(sequence + 1..).map(|(_, line)| line.clone()).collect();
        Some(Announcement { head: self.head()?, lines })
    }

    pub(super) fn is_public(&self) -> bool {
        self.complaint().is_some_and(Complaint::is_public)
    }

    fn next_clock(&self) -> Option<Timestamp> {
        Some(self.complaint()?.next_clock()?.0)
    }

    fn state(&self) -> String {
        self.complaint().map_or_else(String::new, |it| format!("{} {}", it.sequence, it.state().name()))
    }
}

impl Disk {
    pub(super) fn state_of(&self, id: ComplaintId) -> String {
        self.complaints.get(&id).map_or_else(|| "unknown".to_string(), Kept::state)
    }

    /// Which side an actor takes in a thread whose home is here.
    pub(super) fn side(&self, id: ComplaintId, actor: Actor) -> Option<Party> {
        let kept = self.complaints.get(&id)?;
        let complaint = kept.complaint()?;
        let known = self.parties.get(&(id, actor)).copied();
        Some(if kept.complainant == Some(actor) {
            Party::Complainant
        } else if people::is_moderator(actor) {
            known.unwrap_or_else(|| complaint.next_moderator())
        } else if people::speaks_for(actor, &complaint.brand) {
            Party::Brand
        } else {
            known.unwrap_or_else(|| complaint.next_commenter())
        })
    }

    /// Records a decision whole: lines, state, parties, erased texts, and the job to tell of it. Returns the new lines.
    pub(super) fn record(
        &mut self,
        home: usize,
        actor: Option<Actor>,
        change: Change,
        chance: &mut Chance,
    ) -> Vec<Line> {
        let id = change.after().id;
        let before = self.complaints.get(&id);
        let mut previous = before.and_then(|kept| kept.replica.head());
        let mut lines: Vec<(i64, Line)> = Vec::new();
        let mut erased = Vec::new();
        for decided in change.decided() {
            let salts: Vec<[u8; SALT_BYTES]> = decided.texts.iter().map(|_| chance.salt()).collect();
            // Only a text beyond all limits cannot be sealed, and no text here is.
            let sealed = log::seal(id, &origin(home), &decided.event, &decided.texts, &salts, previous);
            let Ok(line) = sealed else { return Vec::new() };
            previous = Some(line.hash);
            if let Happening::Erased { targets } = &decided.event.happening {
                erased.extend(targets.iter().cloned());
            }
            if let (Some(actor), Party::Commenter(_) | Party::Moderator(_)) = (actor, decided.event.by) {
                self.parties.insert((id, actor), decided.event.by);
            }
            self.jobs.insert((id, decided.event.sequence));
            lines.push((decided.event.sequence, line));
        }
        let Some(head) = previous else { return Vec::new() };
        let complainant = match before {
            Some(kept) => kept.complainant,
            None => actor,
        };
        let mut kept = self.complaints.remove(&id).unwrap_or_else(|| Kept {
            home,
            complainant,
            replica: Replica::new(id, origin(home)),
            lines: BTreeMap::new(),
            clock_at: None,
        });
        // A home compares with nothing but itself: the hashes it may be told are loaded when it is restored.
        kept.replica = Replica::held(origin(home), change.after().clone(), head, BTreeMap::new());
        kept.lines.extend(lines.iter().cloned());
        kept.clock_at = kept.next_clock();
        self.complaints.insert(id, kept);
        self.erase(id, &erased);
        lines.into_iter().map(|(_, line)| line).collect()
    }

    /// What a home said, received by the rules of every follower, and recorded whole.
    pub(super) fn follow(&mut self, home: usize, id: ComplaintId, told: &Announcement, faults: Faults) -> Received {
        let kept = self.complaints.get_mut(&id);
        let mut replica = Replica::new(id, origin(home));
        if let Some(kept) = kept {
            std::mem::swap(&mut kept.replica, &mut replica);
        }
        let mut received = sync::receive(&mut replica, told);
        if faults.follower_accepts_gaps && matches!(received, Received::Missing { .. }) {
            received = leap(&mut replica, told).unwrap_or(received);
        }
        let followed = match &received {
            Received::Followed(followed) => Some(followed),
            _ => None,
        };
        if followed.is_some() || self.complaints.contains_key(&id) {
            self.take(home, replica, followed);
        }
        match &received {
            Received::Followed(followed) if !faults.follower_keeps_erased_texts => self.erase(id, &followed.erased),
            Received::Contradicted(evidence) => self.keep(id, evidence, home),
            _ => {}
        }
        received
    }

    /// What a restored home takes back from one follower.
    pub(super) fn adopt(&mut self, home: usize, id: ComplaintId, offer: sync::adoption::Offer) -> usize {
        let mut own = match self.complaints.get(&id) {
            None => Replica::new(id, origin(home)),
            Some(kept) => {
                let hashes = kept.lines.iter().map(|(sequence, line)| (*sequence, line.hash)).collect();
                match (kept.complaint(), kept.replica.head()) {
                    (Some(complaint), Some(head)) => Replica::held(origin(home), complaint.clone(), head, hashes),
                    _ => Replica::new(id, origin(home)),
                }
            }
        };
        let adopted = sync::adoption::adopt(&mut own, &[offer]);
        for (_, evidence) in &adopted.evidence {
            self.keep(id, evidence, home);
        }
        if adopted.followed.lines.is_empty() {
            return 0;
        }
        self.take(home, own, Some(&adopted.followed));
        for (core, line) in &adopted.followed.lines {
            self.join(id, core, line);
        }
        self.erase(id, &adopted.followed.erased);
        for (request, sequence) in adopted.requests {
            let answer = Answer::Accepted { sequence };
            self.causes.insert(request, Caused { complaint: Some(id), answer });
        }
        adopted.followed.lines.len()
    }

    /// Keeps a replica, and the lines that it was followed by.
    fn take(&mut self, home: usize, replica: Replica, followed: Option<&Followed>) {
        let id = replica.id;
        match self.complaints.get_mut(&id) {
            Some(kept) => kept.replica = replica,
            None => {
                self.complaints
                    .insert(id, Kept { home, complainant: None, replica, lines: BTreeMap::new(), clock_at: None });
            }
        }
        let Some(kept) = self.complaints.get_mut(&id) else { return };
        for (core, line) in followed.iter().flat_map(|it| &it.lines) {
            kept.lines.insert(core.event.sequence, line.clone());
            let Some(request) = request_of(line) else { continue };
            if let Some(asked) = self.asked.remove(&request) {
                self.answered.insert(request.clone(), asked);
            }
            if let Some(asked) = self.answered.get_mut(&request) {
                asked.asking.seen_in_history(core.event.sequence);
            }
        }
        kept.clock_at = kept.next_clock();
    }

    /// Takes an answer, whenever it comes. `None`: nobody asked.
    pub(super) fn arrived(&mut self, request: &str, answer: Answer) -> Option<Arrived> {
        self.outbox.remove(&Way::Request(request.to_string()));
        if let Some(asked) = self.asked.remove(request) {
            self.answered.insert(request.to_string(), asked);
        }
        self.answered.get_mut(request).map(|asked| asked.asking.arrived(answer))
    }

    /// Who acted in a line that came back, as far as its texts still say so.
    fn join(&mut self, id: ComplaintId, core: &Core, line: &Line) {
        let Some(actor) = line.text("author").and_then(|it| it.parse().ok()) else { return };
        match core.event.by {
            Party::Complainant if core.event.sequence == 1 => {
                if let Some(kept) = self.complaints.get_mut(&id) {
                    kept.complainant = Some(actor);
                }
            }
            Party::Commenter(_) | Party::Moderator(_) => {
                self.parties.insert((id, actor), core.event.by);
            }
            _ => {}
        }
    }

    /// Keeps what contradicts a history.
    pub(super) fn keep(&mut self, id: ComplaintId, evidence: &Evidence, from: usize) {
        self.evidence.insert((id, evidence.sequence, evidence.claimed.hash), from);
    }

    /// Deletes texts wherever they are kept: beside the line, and in what waits to be sent or worked off.
    pub(super) fn erase(&mut self, id: ComplaintId, targets: &[Target]) {
        for target in targets {
            let Some(line) = self.complaints.get_mut(&id).and_then(|kept| kept.lines.get_mut(&target.sequence)) else {
                continue;
            };
            blank(line, &target.name);
            let hash = line.hash;
            let waiting =
                self.outbox.values_mut().map(|it| &mut it.push).chain(self.inbox.values_mut().map(|it| &mut it.1));
            for told in waiting.filter_map(told_of) {
                for line in told.lines.iter_mut().filter(|line| line.hash == hash) {
                    blank(line, &target.name);
                }
            }
        }
    }

    /// A complaint as this one is told it.
    pub(super) fn told_to(&self, id: ComplaintId, to: usize) -> Option<&Kept> {
        match &self.lie {
            Some(lie) if lie.told.replica.id == id && lie.deceived.contains(&to) => Some(&lie.told),
            _ => self.complaints.get(&id),
        }
    }

    /// Two different events with one sequence: one for the deceived, one for the others. Returns the true one.
    pub(super) fn begin_to_lie(
        &mut self,
        home: usize,
        id: ComplaintId,
        deceived: Vec<usize>,
        at: Timestamp,
        chance: &mut Chance,
    ) -> Vec<Line> {
        let Some(kept) = self.complaints.get(&id).cloned() else { return Vec::new() };
        let decide = |how| kept.complaint()?.decide(Command::Notify { how }, Party::Home, at).ok();
        let (Some(truth), Some(lie)) = (decide(Notice::Mail), decide(Notice::Desk)) else { return Vec::new() };
        let mut aside = Disk::default();
        aside.complaints.insert(id, kept.clone());
        let _ = aside.record(home, None, lie, chance);
        self.lie = aside.complaints.remove(&id).map(|told| Lie { told, deceived });
        self.record(home, None, truth, chance)
    }

    /// The complaints whose home is this instance.
    pub(super) fn at_home(&self, home: usize) -> impl Iterator<Item = (ComplaintId, &Kept)> {
        self.complaints.iter().filter(move |(_, kept)| kept.home == home).map(|(id, kept)| (*id, kept))
    }

    /// Nothing waits here.
    pub(super) fn is_settled(&self) -> bool {
        self.inbox.is_empty()
            && self.outbox.is_empty()
            && self.jobs.is_empty()
            && self.adoption.is_none()
            && self.asked.is_empty()
    }

    /// What still waits, for the report of a run that does not end.
    pub(super) fn waiting(&self, home: usize) -> String {
        format!(
            "{}: {} in the inbox, {} in the outbox, {} jobs, {} requests without an answer{}",
            NAMES[home],
            self.inbox.len(),
            self.outbox.len(),
            self.jobs.len(),
            self.asked.len(),
            if self.adoption.is_some() { ", adopting" } else { "" }
        )
    }
}

fn blank(line: &mut Line, name: &str) {
    for disclosure in line.disclosures.iter_mut().filter(|it| it.name == name) {
        disclosure.value = None;
        disclosure.salt = None;
    }
}

fn told_of(push: &mut Push) -> Option<&mut Announcement> {
    match push {
        Push::State { told, .. } => Some(told),
        Push::Answer { told, .. } => told.as_mut(),
        Push::Request(_) => None,
    }
}

/// The deliberate fault of a follower that takes the newest lines without those before them.
fn leap(replica: &mut Replica, told: &Announcement) -> Option<Received> {
    let first = told.lines.first()?.read().ok()?;
    let mut complaint = replica.complaint()?.clone();
    complaint.sequence = first.event.sequence - 1;
    let mut leapt = Replica::held(replica.home.clone(), complaint, first.previous?, BTreeMap::new());
    let received = sync::receive(&mut leapt, told);
    if matches!(received, Received::Followed(_)) {
        *replica = leapt;
        return Some(received);
    }
    None
}
