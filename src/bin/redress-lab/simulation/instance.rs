//! One instance: what it does with what arrives, with its queue, and with time. Everything it must not forget is on its
//! disk, and changes there one transaction at a time; between any two of them it may crash.

use std::collections::BTreeMap;

use crate::simulation::chance::Chance;
use crate::simulation::disk::{Asked, Caused, Delivery, Disk, Kept, Way};
use crate::simulation::ledger::{Ledger, TwoHistories};
use crate::simulation::message::{Body, Message, Push, Request, Wanted, short, shown_answer};
use crate::simulation::people::{self, Actor};
use crate::simulation::trace::Trace;
use crate::simulation::world::{HOUR, MINUTE, Moment, SECOND};
use crate::simulation::{Faults, INSTANCES, NAMES};
use redress::domain::Timestamp;
use redress::domain::complaint::{Change, Command, Complaint, Filing, Text};
use redress::domain::ids::ComplaintId;
use redress::domain::party::Party;
use redress::domain::refusal::{Code, Refusal};
use redress::domain::sync::absence::{Replicas, look_after};
use redress::domain::sync::adoption::{Adoption, Offer};
use redress::domain::sync::request::{Answer, Asking, Decision, REQUEST_TEXT, TransitionRequest, decide_request};
use redress::domain::sync::{self, Announcement, Compared, Head, Heard, Proven, Received};

/// After how long a push is tried again; the last one repeats.
const RETRIES: [Moment; 7] = [15 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 24 * HOUR];
/// A restored home asks those who have not answered once in this time.
const ASK_HELD_AGAIN: Moment = 30 * MINUTE;

/// The instance stopped between two writes.
#[derive(Debug)]
pub(super) struct Crashed;

/// When to crash: after so many more writes, or instead of the next one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fuse {
    pub(super) writes_left: u64,
    /// The last write still happens, and nothing after it.
    pub(super) after: bool,
}

/// What a question that is under way was for. A crash forgets it.
#[derive(Debug, Clone, Copy)]
enum Purpose {
    History,
    Digest,
    Held { asked_at: Timestamp },
}

#[derive(Debug)]
pub(super) struct Instance {
    pub(super) index: usize,
    /// How far its clock is from the true time.
    pub(super) clock_offset: Moment,
    day_zero: Timestamp,
    pub(super) is_up: bool,
    pub(super) disk: Disk,
    pub(super) fuse: Option<Fuse>,
    questions: BTreeMap<u64, Purpose>,
    asked_held_at: Option<Moment>,
    /// By its own clock; a restart begins anew.
    listening_since: Timestamp,
}

/// What an instance is handed for one step, and what it wants done afterwards.
pub(super) struct Scene<'w> {
    pub(super) now: Moment,
    pub(super) chance: &'w mut Chance,
    pub(super) ledger: &'w mut Ledger,
    pub(super) trace: &'w mut Trace,
    pub(super) faults: Faults,
    pub(super) numbers: &'w mut u64,
    pub(super) out: Vec<(usize, Body)>,
    pub(super) wakes: Vec<Moment>,
}

impl Scene<'_> {
    pub(super) fn number(&mut self) -> u64 {
        *self.numbers += 1;
        *self.numbers
    }
}

impl Instance {
    pub(super) fn new(index: usize, clock_offset: Moment) -> Instance {
        let mut instance = Instance {
            index,
            clock_offset,
            day_zero: people::day_zero(),
            is_up: true,
            disk: Disk::default(),
            fuse: None,
            questions: BTreeMap::new(),
            asked_held_at: None,
            listening_since: Timestamp::default(),
        };
        instance.listening_since = instance.clock(0);
        instance
    }

    /// Its own clock, which is what it puts into events.
    pub(super) fn clock(&self, now: Moment) -> Timestamp {
        self.day_zero + chrono::TimeDelta::milliseconds(now + self.clock_offset)
    }

    fn true_time(&self, clock: Timestamp) -> Moment {
        (clock - self.day_zero).num_milliseconds() - self.clock_offset
    }

    /// What was not written is gone.
    pub(super) fn crash(&mut self) {
        self.is_up = false;
        self.fuse = None;
        self.questions.clear();
        self.asked_held_at = None;
    }

    /// Comes back with what is on the disk; with an old backup instead, it takes no command before it adopted.
    pub(super) fn restart(&mut self, scene: &mut Scene<'_>, backup: Option<Disk>) {
        self.is_up = true;
        self.listening_since = self.clock(scene.now);
        let restored = backup.is_some();
        if let Some(backup) = backup {
            self.disk = backup;
            let followers = others(self.index).map(|it| NAMES[it].to_string());
            self.disk.adoption = Some(Adoption::begin(followers, self.clock(scene.now)));
        }
        let what = if restored { "restored" } else { "restart" };
        scene.trace.step(scene.now, self.index, what, [0; 3], || self.disk.waiting(self.index));
        scene.wakes.push(scene.now + SECOND);
    }

    /// One transaction: it happens whole, or the instance crashed before it.
    fn write<R>(
        &mut self,
        scene: &mut Scene<'_>,
        what: &'static str,
        transaction: impl FnOnce(&mut Disk, &mut Scene<'_>) -> R,
    ) -> Result<R, Crashed> {
        match &mut self.fuse {
            Some(fuse) if fuse.writes_left == 0 => {
                let after = fuse.after;
                if after {
                    transaction(&mut self.disk, scene);
                }
                let order = if after { "after" } else { "before" };
                scene
                    .trace
                    .step(scene.now, self.index, "CRASH", [u64::from(after), 0, 0], || format!("{order}: {what}"));
                return Err(Crashed);
            }
            Some(fuse) => fuse.writes_left -= 1,
            None => {}
        }
        Ok(transaction(&mut self.disk, scene))
    }

    /// Between the restart from a backup and the last follower's answer.
    pub(super) fn takes_no_commands(&self, faults: Faults) -> bool {
        self.disk.adoption.is_some() && !faults.adoption_does_not_wait
    }

    pub(super) fn receive(&mut self, scene: &mut Scene<'_>, message: Message) -> Result<(), Crashed> {
        let from = message.from;
        match message.body {
            Body::Push { delivery, push } => {
                let number = scene.number();
                self.write(scene, "store in the inbox", |disk, _| disk.inbox.insert(number, (from, push)))?;
                scene.out.push((from, Body::Stored { delivery }));
                let later = scene.chance.between(0, 2 * SECOND);
                scene.wakes.push(scene.now + later);
                Ok(())
            }
            Body::Stored { delivery } => {
                self.write(scene, "mark as delivered", |disk, _| disk.outbox.retain(|_, it| it.number != delivery))
            }
            Body::AskHistory { ask, complaint, after } => {
                let told = self.told_in_public(complaint, from).and_then(|kept| kept.after(after));
                if let Some(told) = told {
                    scene.out.push((from, Body::History { ask, complaint, told }));
                }
                Ok(())
            }
            Body::History { ask, complaint, told } => match self.questions.remove(&ask) {
                Some(Purpose::History) => self.follow(scene, from, complaint, &told).map(|_| ()),
                _ => Ok(()),
            },
            Body::AskDigest { ask } => {
                let heads = self
                    .disk
                    .at_home(self.index)
                    .filter_map(|(id, _)| Some((id, self.told_in_public(id, from)?.head()?)));
                scene.out.push((from, Body::Digest { ask, heads: heads.collect() }));
                Ok(())
            }
            Body::Digest { ask, heads } => {
                if self.questions.remove(&ask).is_some() {
                    let clock = self.clock(scene.now);
                    self.write(scene, "note who was heard", |disk, _| disk.heard.insert(from, clock))?;
                    self.look_after_homes(scene)?;
                    self.compare(scene, from, heads);
                }
                Ok(())
            }
            Body::AskHeld { ask, held } => self.offer(scene, from, ask, &held),
            Body::Held { ask, offers } => match self.questions.remove(&ask) {
                Some(Purpose::Held { asked_at }) => self.adopt(scene, from, asked_at, offers),
                _ => Ok(()),
            },
            Body::Heads { heads, is_answer } => self.hear(scene, from, heads, is_answer),
        }
    }

    /// A complaint whose home is here, if others may know of it.
    fn told_in_public(&self, id: ComplaintId, to: usize) -> Option<&Kept> {
        let kept = self.disk.told_to(id, to).filter(|kept| kept.home == self.index)?;
        kept.complaint().is_some_and(Complaint::is_public).then_some(kept)
    }

    /// Works off what waits: the inbox, the clock, what is to be told, what is to be sent.
    pub(super) fn work(&mut self, scene: &mut Scene<'_>) -> Result<(), Crashed> {
        self.work_off_inbox(scene)?;
        if !self.takes_no_commands(scene.faults) {
            self.run_clock(scene)?;
        }
        self.expand(scene)?;
        self.ask_again(scene)?;
        self.ask_held(scene);
        self.send(scene)?;
        self.plan(scene);
        Ok(())
    }

    fn work_off_inbox(&mut self, scene: &mut Scene<'_>) -> Result<(), Crashed> {
        let waiting: Vec<u64> = self.disk.inbox.keys().copied().collect();
        for number in waiting {
            let Some((from, push)) = self.disk.inbox.get(&number).cloned() else { continue };
            match push {
                Push::State { complaint, told } => {
                    if let Received::Missing { after } = self.follow(scene, from, complaint, &told)? {
                        self.ask_history(scene, from, complaint, after);
                    }
                }
                Push::Request(_) if self.takes_no_commands(scene.faults) => continue,
                Push::Request(request) => self.decide_for(scene, from, *request)?,
                Push::Answer { request, complaint, answer, told } => {
                    self.take_answer(scene, &request, complaint, &answer)?;
                    if let Some((complaint, told)) = complaint.zip(told)
                        && let Received::Missing { after } = self.follow(scene, from, complaint, &told)?
                    {
                        self.ask_history(scene, from, complaint, after);
                    }
                }
            }
            self.write(scene, "mark as worked off", |disk, _| disk.inbox.remove(&number))?;
        }
        Ok(())
    }

    fn follow(
        &mut self,
        scene: &mut Scene<'_>,
        home: usize,
        id: ComplaintId,
        told: &Announcement,
    ) -> Result<Received, Crashed> {
        if home == self.index {
            return Ok(Received::Current);
        }
        let before = self.disk.state_of(id);
        let received = self.write(scene, "follow", |disk, scene| disk.follow(home, id, told, scene.faults))?;
        let numbers = [id.0.as_u64_pair().0, told.head.sequence.unsigned_abs(), home as u64];
        let after = || self.disk.state_of(id);
        match &received {
            Received::Current => {}
            Received::Followed(_) => {
                scene.trace.step(scene.now, self.index, "follows", numbers, || {
                    format!("{} [{before}] -> [{}]", short(id), after())
                });
            }
            Received::Missing { after: last } => {
                scene.trace.step(scene.now, self.index, "misses", numbers, || {
                    format!("{} [{before}] told {}: needs what comes after {last}", short(id), told.head.sequence)
                });
            }
            Received::Contradicted(evidence) => {
                scene.trace.step(scene.now, self.index, "CONTRADICTION", numbers, || {
                    format!("{} [{before}] told {}: {}", short(id), told.head.sequence, evidence.why)
                });
            }
        }
        Ok(received)
    }

    fn ask_history(&mut self, scene: &mut Scene<'_>, home: usize, complaint: ComplaintId, after: i64) {
        let ask = self.question(scene, Purpose::History);
        scene.out.push((home, Body::AskHistory { ask, complaint, after }));
    }

    fn question(&mut self, scene: &mut Scene<'_>, purpose: Purpose) -> u64 {
        let ask = scene.number();
        self.questions.insert(ask, purpose);
        ask
    }

    /// Asks every home what it has, and tells one other instance what it holds of the rest.
    pub(super) fn begin_comparison(&mut self, scene: &mut Scene<'_>) -> Result<(), Crashed> {
        self.look_after_homes(scene)?;
        for home in others(self.index) {
            let ask = self.question(scene, Purpose::Digest);
            scene.out.push((home, Body::AskDigest { ask }));
        }
        let other = (self.index + 1 + scene.chance.index(INSTANCES - 1)) % INSTANCES;
        let theirs = |home: usize| home != self.index && home != other;
        let held = self.disk.complaints.iter().filter(|(_, kept)| theirs(kept.home));
        let heads = held.filter_map(|(id, kept)| Some((*id, kept.head()?))).collect();
        scene.out.push((other, Body::Heads { heads, is_answer: false }));
        Ok(())
    }

    /// Freezes what a home that is gone said last, and thaws it when the home speaks again.
    fn look_after_homes(&mut self, scene: &mut Scene<'_>) -> Result<(), Crashed> {
        let clock = self.clock(scene.now);
        for home in others(self.index) {
            let heard = self.disk.heard.get(&home).copied().unwrap_or_else(|| self.clock(0));
            let frozen = self.disk.frozen.contains_key(&home);
            let what = match look_after(heard, self.listening_since, frozen, clock) {
                Replicas::Stay => continue,
                Replicas::Freeze { as_of } => {
                    scene.ledger.frozen += 1;
                    self.write(scene, "freeze", |disk, _| disk.frozen.insert(home, as_of))?;
                    "freezes"
                }
                Replicas::Thaw => {
                    self.write(scene, "thaw", |disk, _| disk.frozen.remove(&home))?;
                    "thaws"
                }
            };
            scene.trace.step(scene.now, self.index, what, [home as u64, 0, 0], || {
                format!("what {} said, last heard {heard}", NAMES[home])
            });
        }
        Ok(())
    }

    /// The deliberate dishonesty of a home: two histories of one complaint.
    pub(super) fn begin_to_lie(&mut self, scene: &mut Scene<'_>, deceived: Vec<usize>) -> Result<(), Crashed> {
        let (me, clock) = (self.index, self.clock(scene.now));
        let public = self.disk.at_home(me).find(|(_, kept)| kept.complaint().is_some_and(Complaint::is_public));
        let Some(id) = public.map(|(id, _)| id) else { return Ok(()) };
        scene.trace.step(scene.now, me, "LIES", [id.0.as_u64_pair().0, 0, 0], || {
            format!("two histories of {} from {} on", short(id), self.disk.state_of(id))
        });
        self.write(scene, "lie", |disk, scene| {
            let first = disk.complaints.get(&id).map_or(1, |kept| kept.replica.sequence() + 1);
            let lines = disk.begin_to_lie(me, id, deceived.clone(), clock, scene.chance);
            scene.ledger.recorded(me, id, None, None, first, &lines);
            scene.ledger.two_histories = Some(TwoHistories { complaint: id, home: me, deceived });
        })?;
        scene.wakes.push(scene.now + SECOND);
        Ok(())
    }

    fn compare(&mut self, scene: &mut Scene<'_>, home: usize, heads: Vec<(ComplaintId, Head)>) {
        let held = |id: &ComplaintId| self.disk.complaints.get(id).and_then(Kept::head);
        for (complaint, compared) in sync::differing(heads, held) {
            let numbers = [complaint.0.as_u64_pair().0, home as u64, 0];
            scene.trace.step(scene.now, self.index, "differs", numbers, || {
                format!("{} at {}: {compared:?}", short(complaint), NAMES[home])
            });
            match compared {
                Compared::Behind { after } => self.ask_history(scene, home, complaint, after),
                Compared::Contradicts { sequence } => self.ask_history(scene, home, complaint, sequence - 1),
                Compared::HomeShorter { .. } | Compared::Equal => {}
            }
        }
    }

    fn hear(
        &mut self,
        scene: &mut Scene<'_>,
        from: usize,
        heads: Vec<(ComplaintId, Head)>,
        is_answer: bool,
    ) -> Result<(), Crashed> {
        for (id, head) in heads {
            let Some(kept) = self.disk.complaints.get(&id) else { continue };
            let home = kept.home;
            match sync::hear_head(&kept.replica, head, Proven::Yes) {
                _ if home == self.index => {}
                Heard::WeAreBehind { after } => self.ask_history(scene, home, id, after),
                Heard::Contradicts(evidence) => {
                    let numbers = [id.0.as_u64_pair().0, from as u64, 0];
                    scene.trace.step(scene.now, self.index, "TWO HISTORIES", numbers, || {
                        format!("{} of {}: {} holds another {}", short(id), NAMES[home], NAMES[from], evidence.sequence)
                    });
                    let ours = kept.replica.hash_at(head.sequence);
                    self.write(scene, "keep evidence", |disk, _| disk.keep(id, &evidence, from))?;
                    // Whoever holds the shorter history cannot see it alone.
                    if let Some(hash) = ours.filter(|_| !is_answer) {
                        let heads = vec![(id, Head { sequence: head.sequence, hash })];
                        scene.out.push((from, Body::Heads { heads, is_answer: true }));
                    }
                }
                Heard::Agrees { .. } | Heard::Unproven { .. } => {}
            }
        }
        Ok(())
    }

    /// What we hold of a home that was restored, after what it had sent before was worked off.
    fn offer(
        &mut self,
        scene: &mut Scene<'_>,
        home: usize,
        ask: u64,
        held: &[(ComplaintId, i64)],
    ) -> Result<(), Crashed> {
        self.work_off_inbox(scene)?;
        let theirs: BTreeMap<ComplaintId, i64> = held.iter().copied().collect();
        let from = NAMES[self.index].to_string();
        let offers = self.disk.at_home(home).filter_map(|(id, kept)| {
            let proven = kept.head()?;
            let last = theirs.get(&id).copied().unwrap_or_default();
            let lines = kept.after(last)?.lines;
            (proven.sequence > last).then(|| (id, Offer { from: from.clone(), lines, proven: Some(proven) }))
        });
        let offers = offers.collect();
        scene.out.push((home, Body::Held { ask, offers }));
        Ok(())
    }

    fn ask_held(&mut self, scene: &mut Scene<'_>) {
        let Some(adoption) = &self.disk.adoption else { return };
        let is_time = self.clock(scene.now) >= adoption.asks_from()
            && self.asked_held_at.is_none_or(|last| scene.now - last >= ASK_HELD_AGAIN);
        if !is_time {
            return;
        }
        self.asked_held_at = Some(scene.now);
        let waiting: Vec<usize> = (0..INSTANCES).filter(|it| adoption.waiting().contains(NAMES[*it])).collect();
        let asked_at = self.clock(scene.now);
        for follower in waiting {
            let ask = self.question(scene, Purpose::Held { asked_at });
            let held = self.disk.at_home(self.index).map(|(id, kept)| (id, kept.replica.sequence())).collect();
            scene.out.push((follower, Body::AskHeld { ask, held }));
        }
    }

    fn adopt(
        &mut self,
        scene: &mut Scene<'_>,
        from: usize,
        asked_at: Timestamp,
        offers: Vec<(ComplaintId, Offer)>,
    ) -> Result<(), Crashed> {
        let me = self.index;
        for (id, offer) in offers {
            let before = self.disk.state_of(id);
            let taken = self.write(scene, "adopt", |disk, _| disk.adopt(me, id, offer))?;
            let numbers = [id.0.as_u64_pair().0, taken as u64, from as u64];
            scene.trace.step(scene.now, me, "adopts", numbers, || {
                format!("{} [{before}] -> [{}] from {}", short(id), self.disk.state_of(id), NAMES[from])
            });
        }
        let over = self.write(scene, "end the adoption", |disk, scene| {
            let Some(adoption) = &mut disk.adoption else { return false };
            adoption.answered(NAMES[from], asked_at);
            if !adoption.is_over() {
                return false;
            }
            disk.adoption = None;
            let heads: Vec<_> = disk.at_home(me).map(|(id, kept)| (id, kept.replica.sequence())).collect();
            disk.jobs.extend(heads);
            scene.ledger.adopted(me);
            true
        })?;
        if over {
            scene.trace.step(scene.now, me, "adopted", [0; 3], || "takes commands again".to_string());
        }
        scene.wakes.push(scene.now);
        Ok(())
    }

    /// Somebody here wants something of a complaint at home here. `None`: turned away, nothing was decided.
    pub(super) fn command(&mut self, scene: &mut Scene<'_>, request: &Request) -> Result<Option<Answer>, Crashed> {
        if self.takes_no_commands(scene.faults) {
            return Ok(None);
        }
        let caused = self.decide(scene, request)?;
        scene.ledger.acknowledged(request.wanted.id());
        scene.wakes.push(scene.now + SECOND);
        Ok(Some(caused.answer))
    }

    /// Somebody here wants something of another home: kept, and asked.
    pub(super) fn ask(&mut self, scene: &mut Scene<'_>, home: usize, request: &Request) -> Result<(), Crashed> {
        let (clock, now, number) = (self.clock(scene.now), scene.now, scene.number());
        self.write(scene, "keep a request", |disk, _| {
            let id = request.wanted.id().to_string();
            let asked = Asked { to: home, request: request.clone(), asking: Asking::new(clock) };
            disk.outbox.insert(Way::Request(id.clone()), delivery(number, &asked, now));
            disk.asked.insert(id, asked);
        })?;
        scene.wakes.push(scene.now + SECOND);
        Ok(())
    }

    fn decide_for(&mut self, scene: &mut Scene<'_>, from: usize, request: Request) -> Result<(), Crashed> {
        let caused = self.decide(scene, &request)?;
        let (now, number) = (scene.now, scene.number());
        // The answer stands in the outbox with the decision in the real program; a repeat puts it there once more.
        self.write(scene, "answer", |disk, _| {
            let told = caused.complaint.and_then(|id| {
                let kept = disk.told_to(id, from)?;
                kept.complaint().filter(|it| it.is_public()).and_then(|_| kept.newest())
            });
            let id = request.wanted.id().to_string();
            let Caused { complaint, answer } = caused;
            let push = Push::Answer { request: id.clone(), complaint, answer, told };
            disk.outbox.insert(Way::Answer(id), Delivery { number, to: from, push, attempts: 0, next_at: now });
        })
    }

    fn decide(&mut self, scene: &mut Scene<'_>, request: &Request) -> Result<Caused, Crashed> {
        let (me, clock) = (self.index, self.clock(scene.now));
        let id = match &request.wanted {
            Wanted::Step(step) => Some(step.complaint),
            Wanted::File { .. } => None,
        };
        let before = id.map_or_else(String::new, |id| self.disk.state_of(id));
        let caused = self.write(scene, "decide", |disk, scene| decide_within(disk, scene, me, clock, request))?;
        let sequence = match &caused.answer {
            Answer::Accepted { sequence } => sequence.unsigned_abs(),
            Answer::Refused { .. } => 0,
        };
        let numbers = [caused.complaint.map_or(0, |id| id.0.as_u64_pair().0), sequence, u64::from(request.actor.0)];
        scene.trace.step(scene.now, me, "decides", numbers, || {
            let after = caused.complaint.map_or_else(String::new, |id| self.disk.state_of(id));
            let (actor, wanted) = (request.actor, request.wanted.shown());
            format!("{actor}: {wanted}: {} [{before}] -> [{after}]", shown_answer(&caused.answer))
        });
        Ok(caused)
    }

    fn take_answer(
        &mut self,
        scene: &mut Scene<'_>,
        request: &str,
        complaint: Option<ComplaintId>,
        answer: &Answer,
    ) -> Result<(), Crashed> {
        let arrived = self.write(scene, "keep an answer", |disk, scene| {
            scene.ledger.acknowledged(request);
            disk.arrived(request, answer.clone())
        })?;
        let numbers = [complaint.map_or(0, |id| id.0.as_u64_pair().0), 0, 0];
        scene.trace.step(scene.now, self.index, "is answered", numbers, || {
            let arrived = arrived.map_or_else(|| "nobody asked".to_string(), |it| format!("{it:?}"));
            format!("{request}: {} ({arrived})", shown_answer(answer))
        });
        Ok(())
    }

    /// Does what is due at the complaints whose home is here.
    fn run_clock(&mut self, scene: &mut Scene<'_>) -> Result<(), Crashed> {
        let (me, clock) = (self.index, self.clock(scene.now));
        loop {
            let due = self.disk.at_home(me).find_map(|(id, kept)| {
                kept.clock_at.filter(|at| *at <= clock)?;
                kept.complaint()?.next_clock().map(|(_, command)| (id, command))
            });
            let Some((id, command)) = due else { return Ok(()) };
            let before = self.disk.state_of(id);
            let shown = format!("{command:?}");
            let done = self.write(scene, "run the clock", |disk, scene| {
                let decided = disk.complaints.get(&id)?.complaint()?.decide(command, Party::Home, clock).ok()?;
                let first = decided.decided().first()?.event.sequence;
                let lines = disk.record(me, None, decided, scene.chance);
                scene.ledger.recorded(me, id, None, None, first, &lines);
                Some(())
            })?;
            let numbers = [id.0.as_u64_pair().0, self.disk.complaints[&id].replica.sequence().unsigned_abs(), 0];
            scene.trace.step(scene.now, me, "clock", numbers, || {
                format!("{} {shown} [{before}] -> [{}]", short(id), self.disk.state_of(id))
            });
            if done.is_none() {
                scene.ledger.fail(format!("the clock of {} cannot do {shown} on {}", NAMES[me], short(id)));
                return Ok(());
            }
        }
    }

    /// Makes one delivery for every follower of what happened. In two transactions, as a long list of followers would be.
    fn expand(&mut self, scene: &mut Scene<'_>) -> Result<(), Crashed> {
        let jobs: Vec<(ComplaintId, i64)> = self.disk.jobs.iter().copied().collect();
        let (me, now) = (self.index, scene.now);
        for (id, sequence) in jobs {
            for (half, is_last) in [(0..2, false), (2..INSTANCES, true)] {
                self.write(scene, "expand", |disk, scene| {
                    for to in half.filter(|to| *to != me) {
                        let kept = disk.told_to(id, to);
                        let told = kept.filter(|it| it.complaint().is_some_and(Complaint::is_public));
                        let Some(told) = told.and_then(Kept::newest) else { continue };
                        let push = Push::State { complaint: id, told };
                        let row = Delivery { number: scene.number(), to, push, attempts: 0, next_at: now };
                        disk.outbox.entry(Way::State(id, sequence, to)).or_insert(row);
                    }
                    if is_last {
                        disk.jobs.remove(&(id, sequence));
                    }
                })?;
            }
        }
        Ok(())
    }

    /// Puts requests that nobody answered in line once more.
    fn ask_again(&mut self, scene: &mut Scene<'_>) -> Result<(), Crashed> {
        let (clock, now) = (self.clock(scene.now), scene.now);
        let is_due = |(id, asked): &(&String, &Asked)| {
            asked.asking.asks_again_at().is_some_and(|at| at <= clock)
                && !self.disk.outbox.contains_key(&Way::Request((*id).clone()))
        };
        let due: Vec<String> = self.disk.asked.iter().filter(is_due).map(|(id, _)| id.clone()).collect();
        for id in due {
            let number = scene.number();
            self.write(scene, "ask again", |disk, _| {
                if let Some(asked) = disk.asked.get_mut(&id) {
                    asked.asking.sent_at = clock;
                    disk.outbox.insert(Way::Request(id), delivery(number, asked, now));
                }
            })?;
        }
        Ok(())
    }

    /// Sends what is due. The attempt is written before, so that a crash costs an attempt and never a delivery.
    fn send(&mut self, scene: &mut Scene<'_>) -> Result<(), Crashed> {
        let now = scene.now;
        if self.disk.outbox.values().all(|it| it.next_at > now) {
            return Ok(());
        }
        let due = self.write(scene, "lease deliveries", |disk, scene| {
            let mut due = Vec::new();
            for it in disk.outbox.values_mut().filter(|it| it.next_at <= now) {
                let wait = RETRIES[it.attempts.min(RETRIES.len() - 1)];
                it.attempts += 1;
                it.next_at = now + wait + scene.chance.between(0, wait / 10);
                due.push((it.to, Body::Push { delivery: it.number, push: it.push.clone() }));
            }
            due
        })?;
        scene.out.extend(due);
        Ok(())
    }

    /// When it has something to do next without being asked.
    fn plan(&self, scene: &mut Scene<'_>) {
        let now = scene.now;
        let sends = self.disk.outbox.values().map(|it| it.next_at).min();
        let asks = self.disk.asked.values().filter_map(|it| it.asking.asks_again_at()).min();
        let asks = asks.map(|at| self.true_time(at).max(now + MINUTE));
        let clocks = self.disk.at_home(self.index).filter_map(|(_, kept)| kept.clock_at);
        let clock = clocks.min().map(|at| self.true_time(at));
        let clock = if self.takes_no_commands(scene.faults) { None } else { clock };
        let adoption = self.disk.adoption.as_ref().map(|it| {
            let again = self.asked_held_at.map_or(0, |last| last + ASK_HELD_AGAIN);
            self.true_time(it.asks_from()).max(again)
        });
        scene.wakes.extend([sends, asks, clock, adoption].into_iter().flatten().map(|at| at.max(now + 1)));
    }
}

fn others(index: usize) -> impl Iterator<Item = usize> {
    (0..INSTANCES).filter(move |it| *it != index)
}

fn delivery(number: u64, asked: &Asked, now: Moment) -> Delivery {
    let push = Push::Request(Box::new(asked.request.clone()));
    Delivery { number, to: asked.to, push, attempts: 0, next_at: now }
}

/// Decides under the cause, as every door of the real program does: lines, answer and cause in one transaction.
fn decide_within(disk: &mut Disk, scene: &mut Scene<'_>, me: usize, clock: Timestamp, request: &Request) -> Caused {
    let cause = request.wanted.id();
    let kept = disk.causes.get(cause).filter(|_| !scene.faults.home_forgets_causes).cloned();
    let caused = match (&request.wanted, kept) {
        (Wanted::File { .. }, Some(kept)) => return kept,
        (Wanted::File { id, brand, opening }, None) => {
            let filed = people::filed(brand, *opening);
            let mut texts = texts_by(request.actor, Some(format!("What happened, says {}", request.actor)));
            texts.push(Text { name: REQUEST_TEXT, value: id.clone() });
            let id = ComplaintId(scene.chance.id());
            match Complaint::file(Filing { id, filed, texts }, clock) {
                Ok(change) => record(disk, scene, me, request, change, Answer::Accepted { sequence: 1 }),
                Err(refusal) => Caused { complaint: None, answer: Answer::Refused { refusal } },
            }
        }
        (Wanted::Step(step), kept) => match step_within(disk, clock, request, step, kept.as_ref()) {
            (Decision::Again(answer), _) => return Caused { complaint: Some(step.complaint), answer },
            (Decision::Refused(refusal), _) => {
                Caused { complaint: Some(step.complaint), answer: Answer::Refused { refusal } }
            }
            (Decision::Change(change), answer) => record(disk, scene, me, request, *change, answer),
        },
    };
    if matches!(caused.answer, Answer::Refused { .. }) {
        scene.ledger.refused(me, cause);
    }
    disk.causes.insert(cause.to_string(), caused.clone());
    caused
}

fn step_within(
    disk: &Disk,
    clock: Timestamp,
    request: &Request,
    step: &TransitionRequest,
    kept: Option<&Caused>,
) -> (Decision, Answer) {
    let complaint = disk.complaints.get(&step.complaint).and_then(Kept::complaint);
    let decision = match complaint.zip(disk.side(step.complaint, request.actor)) {
        Some((complaint, side)) => {
            // What the home does by itself is asked for by nobody else.
            let by = if people::is_home(request.actor) { Party::Home } else { side };
            decide_request(complaint, kept.map(|it| &it.answer), step, by, clock)
        }
        None => Decision::Refused(Refusal::from(Code::NotFiled)),
    };
    let answer = decision.answer();
    (decision, answer)
}

fn record(
    disk: &mut Disk,
    scene: &mut Scene<'_>,
    me: usize,
    request: &Request,
    change: Change,
    answer: Answer,
) -> Caused {
    let id = change.after().id;
    let first = change.decided().first().map_or(1, |it| it.event.sequence);
    let change = match &request.wanted {
        Wanted::File { .. } => change,
        Wanted::Step(step) => change.with_texts(texts_by(request.actor, words_of(&step.command))),
    };
    let lines = disk.record(me, Some(request.actor), change, scene.chance);
    scene.ledger.recorded(me, id, Some(request.actor), Some(request.wanted.id()), first, &lines);
    Caused { complaint: Some(id), answer }
}

fn texts_by(actor: Actor, content: Option<String>) -> Vec<Text> {
    let mut texts = vec![Text { name: "author", value: actor.to_string() }];
    texts.extend(content.map(|value| Text { name: "content", value }));
    texts
}

/// Commands that come with words of their own.
fn words_of(command: &Command) -> Option<String> {
    match command {
        Command::Comment | Command::AnswerContest { .. } | Command::Respond { .. } | Command::Correct => {
            Some(format!("Words of a {command:?}"))
        }
        _ => None,
    }
}
