//! Time, the network, and everything that goes wrong: the one loop that a run is.

use std::collections::BTreeMap;

use crate::simulation::chance::Chance;
use crate::simulation::disk::Disk;
use crate::simulation::instance::{Crashed, Fuse, Instance, Scene};
use crate::simulation::invariants;
use crate::simulation::ledger::Ledger;
use crate::simulation::message::{Body, Message, Request};
use crate::simulation::people;
use crate::simulation::trace::Trace;
use crate::simulation::{INSTANCES, NAMES, Options, Outcome};

/// Milliseconds since the run began, in true time.
pub(super) type Moment = i64;

pub(super) const SECOND: Moment = 1000;
pub(super) const MINUTE: Moment = 60 * SECOND;
pub(super) const HOUR: Moment = 60 * MINUTE;
pub(super) const DAY: Moment = 24 * HOUR;

/// Commands that every run decides at least.
pub(super) const COMMANDS_MIN: u64 = 200;
const CRASHES: usize = 3;
/// People who want something of an instance right after it was restored.
const VISITS: usize = 4;
/// How often somebody thinks of something else that is not at home here.
const TRIES: usize = 60;
/// How far any two clocks are apart at most.
const CLOCKS_APART_MAX: Moment = 36 * HOUR;
/// The longest that a message is under way. Below [`redress::domain::sync::adoption::ADOPTION_QUIET_MINUTES`].
const UNDER_WAY_MAX: Moment = 9 * MINUTE;
/// After the network heals, everything must be equal within this time: the longest wait of a queue, and what follows it.
const SETTLE_MAX: Moment = 6 * DAY;
/// Steps of one run; beyond it something goes round in circles.
const STEPS_MAX: u64 = 400_000;
/// One seed in so many restores a home from an old backup.
pub(super) const RESTORE_ONE_IN: u64 = 10;
/// Of ten seeds, which one has a home that tells two histories.
pub(super) const LIE_AT: u64 = 5;
/// Of ten seeds, which one has a home that is gone for weeks.
pub(super) const ABSENCE_AT: u64 = 7;
const ABSENCE_MIN: Moment = 38 * DAY;
const ABSENCE_MAX: Moment = 50 * DAY;

#[derive(Debug)]
enum Due {
    Deliver(Box<Message>),
    Work(usize),
    /// Compare with everybody; `true`: and again later.
    Compare(usize, bool),
    Restart(usize),
    /// The next command.
    Act,
    /// Somebody at this instance wants something of a complaint at home there, whatever else is going on.
    Visit(usize),
    /// Somebody got no answer before the crash and tries the same once more.
    Retry(usize, Box<Request>),
    Heal,
    /// Is everything equal by now?
    Look,
}

/// What goes wrong and when, by the number of commands that were put.
#[derive(Debug)]
struct Plan {
    partition_at: u64,
    partition_length: Moment,
    cut_off: Vec<usize>,
    crashes_at: [u64; CRASHES],
    restore: Option<Restore>,
    /// A home that tells two histories from this command on.
    lie: Option<(usize, u64)>,
    absence: Option<(usize, u64)>,
}

#[derive(Debug, Clone, Copy)]
struct Restore {
    instance: usize,
    backup_at: u64,
    lost_at: u64,
}

#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) put: u64,
    pub(super) messages: u64,
    pub(super) dropped: u64,
    pub(super) doubled: u64,
    pub(super) crashes: u64,
    pub(super) restores: u64,
    pub(super) partitions: u64,
    pub(super) absences: u64,
}

pub(super) struct World {
    now: Moment,
    pub(super) chance: Chance,
    numbers: u64,
    pub(super) instances: Vec<Instance>,
    queue: BTreeMap<(Moment, u64), Due>,
    order: u64,
    wakes: [Option<Moment>; INSTANCES],
    partition: Option<Vec<usize>>,
    plan: Plan,
    backup: Option<Disk>,
    /// A backup that takes the place of the disk at the next restart.
    to_restore: Option<(usize, Disk)>,
    settling_since: Option<Moment>,
    under_way: u64,
    pub(super) ledger: Ledger,
    trace: Trace,
    pub(super) tally: Tally,
    options: Options,
}

impl World {
    pub(super) fn of(seed: u64, options: Options) -> World {
        let mut chance = Chance::of(seed);
        let half = CLOCKS_APART_MAX / 2;
        let instances = (0..INSTANCES).map(|index| Instance::new(index, chance.between(-half, half))).collect();
        let plan = Plan::of(seed, &mut chance);
        let mut world = World {
            now: 0,
            chance,
            numbers: 0,
            instances,
            queue: BTreeMap::new(),
            order: 0,
            wakes: [None; INSTANCES],
            partition: None,
            plan,
            backup: None,
            to_restore: None,
            settling_since: None,
            under_way: 0,
            ledger: Ledger::default(),
            trace: Trace::new(options.trace),
            tally: Tally::default(),
            options,
        };
        world.trace.step(0, INSTANCES, "begins", [seed, 0, 0], || {
            let clocks =
                world.instances.iter().map(|it| format!("{} {:+} min", NAMES[it.index], it.clock_offset / MINUTE));
            format!("seed {seed}; clocks: {}; {:?}", clocks.collect::<Vec<_>>().join(", "), world.plan)
        });
        for index in 0..INSTANCES {
            let at = world.chance.between(HOUR, 2 * DAY);
            world.at(at, Due::Compare(index, true));
        }
        world.at(MINUTE, Due::Act);
        world
    }

    pub(super) fn run(mut self, seed: u64) -> Outcome {
        let mut steps = 0;
        while let Some(((at, _), due)) = self.queue.pop_first() {
            self.now = at;
            steps += 1;
            if self.step(due) || !self.ledger.failures.is_empty() {
                break;
            }
            if steps > STEPS_MAX {
                self.ledger.fail(format!("still busy after {STEPS_MAX} steps"));
                break;
            }
        }
        if self.ledger.failures.is_empty() {
            let found = invariants::check(&self.instances, &self.ledger);
            self.ledger.failures.extend(found);
            if self.tally.crashes < CRASHES as u64 || self.ledger.accepted + self.ledger.refusals < COMMANDS_MIN {
                self.ledger.fail("the run was too quiet".to_string());
            }
            if (self.ledger.frozen > 0) != self.plan.absence.is_some() {
                self.ledger.fail(format!("replicas were frozen {} times", self.ledger.frozen));
            }
        }
        for failure in &self.ledger.failures {
            self.trace.step(self.now, INSTANCES, "FAILURE", [0; 3], || failure.clone());
        }
        Outcome {
            seed,
            commands: self.ledger.accepted + self.ledger.refusals,
            accepted: self.ledger.accepted,
            events: self.ledger.lines.len() as u64,
            complaints: self.ledger.complaints.len() as u64,
            messages: self.tally.messages,
            dropped: self.tally.dropped,
            doubled: self.tally.doubled,
            crashes: self.tally.crashes,
            partitions: self.tally.partitions,
            restores: self.tally.restores,
            lies: u64::from(self.ledger.two_histories.is_some()),
            absences: self.tally.absences,
            lost: self.ledger.lost.len() as u64,
            days: self.now / DAY,
            failures: self.ledger.failures,
            trace_number: self.trace.number(),
            trace: self.trace.into_written(),
        }
    }

    fn at(&mut self, at: Moment, due: Due) {
        self.order += 1;
        self.queue.insert((at.max(self.now), self.order), due);
    }

    /// True when the run is over.
    fn step(&mut self, due: Due) -> bool {
        match due {
            Due::Deliver(message) => {
                self.under_way -= 1;
                self.deliver(*message);
            }
            Due::Work(index) => {
                if self.wakes[index] == Some(self.now) {
                    self.wakes[index] = None;
                    self.with(index, Instance::work);
                }
            }
            Due::Compare(index, again) => {
                self.with(index, Instance::begin_comparison);
                if again {
                    let (least, most) = if self.settling_since.is_some() { (6, 7) } else { (36, 108) };
                    let later = self.chance.between(least * HOUR, most * HOUR);
                    self.at(self.now + later, Due::Compare(index, true));
                }
            }
            Due::Restart(index) => self.restart(index),
            Due::Act => self.act(),
            Due::Visit(index) => self.visit(index),
            Due::Retry(index, request) => {
                self.with(index, |it, scene| it.command(scene, &request));
            }
            Due::Heal => {
                self.partition = None;
                self.trace.step(self.now, INSTANCES, "healed", [0; 3], String::new);
            }
            Due::Look => return self.look(),
        }
        for home in std::mem::take(&mut self.ledger.has_adopted) {
            invariants::check_adoption(home, &self.instances, &mut self.ledger);
        }
        false
    }

    /// Lets an instance do something, sends what it wants sent, and notices when it crashed.
    fn with<R>(
        &mut self,
        index: usize,
        work: impl FnOnce(&mut Instance, &mut Scene<'_>) -> Result<R, Crashed>,
    ) -> Option<R> {
        if !self.instances[index].is_up {
            return None;
        }
        let mut scene = Scene {
            now: self.now,
            chance: &mut self.chance,
            ledger: &mut self.ledger,
            trace: &mut self.trace,
            faults: self.options.faults,
            numbers: &mut self.numbers,
            out: Vec::new(),
            wakes: Vec::new(),
        };
        let done = work(&mut self.instances[index], &mut scene);
        let Scene { out, wakes, .. } = scene;
        for (to, body) in out {
            self.send(index, to, body);
        }
        match done {
            Ok(done) => {
                self.wake(index, wakes);
                Some(done)
            }
            Err(Crashed) => {
                self.go_down(index);
                None
            }
        }
    }

    fn wake(&mut self, index: usize, wakes: Vec<Moment>) {
        let Some(at) = wakes.into_iter().min() else { return };
        let at = at.max(self.now);
        if self.wakes[index].is_none_or(|planned| at < planned) {
            self.wakes[index] = Some(at);
            self.at(at, Due::Work(index));
        }
    }

    fn go_down(&mut self, index: usize) {
        self.instances[index].crash();
        self.wakes[index] = None;
        // A lost disk is not one of the crashes.
        let loses_disk = self.to_restore.as_ref().is_some_and(|(instance, _)| *instance == index);
        self.tally.crashes += u64::from(!loses_disk);
        let later = self.chance.between(MINUTE, 6 * HOUR);
        self.at(self.now + later, Due::Restart(index));
    }

    fn restart(&mut self, index: usize) {
        if self.instances[index].is_up {
            return;
        }
        let backup = match self.to_restore.take() {
            Some((instance, disk)) if instance == index => Some(disk),
            other => {
                self.to_restore = other;
                None
            }
        };
        if backup.is_some() {
            self.tally.restores += 1;
            self.ledger.restored(index);
            // People come back at once, whether or not their instance is ready.
            for _ in 0..VISITS {
                let soon = self.chance.between(MINUTE, 20 * MINUTE);
                self.at(self.now + soon, Due::Visit(index));
            }
        }
        self.instances[index].is_up = true;
        self.with(index, |it, scene| {
            it.restart(scene, backup);
            Ok(())
        });
        let soon = self.chance.between(MINUTE, 20 * MINUTE);
        self.at(self.now + soon, Due::Compare(index, false));
    }

    fn is_cut(&self, from: usize, to: usize) -> bool {
        self.partition.as_ref().is_some_and(|cut| cut.contains(&from) != cut.contains(&to))
    }

    /// Some messages are lost, some come twice, and each takes its own time.
    fn send(&mut self, from: usize, to: usize, body: Body) {
        self.numbers += 1;
        let message = Message { id: self.numbers, from, to, body };
        self.tally.messages += 1;
        let perfect = self.settling_since.is_some();
        let lost = self.is_cut(from, to) || (!perfect && self.chance.percent(6));
        let copies = if lost { 0 } else { 1 + u64::from(!perfect && self.chance.percent(5)) };
        let fate = ["lost", "sent", "sent twice"][usize::try_from(copies).unwrap_or_default()];
        self.tally.dropped += u64::from(lost);
        self.tally.doubled += u64::from(copies == 2);
        self.trace.step(self.now, from, "sends", [message.id, to as u64, copies], || {
            format!("#{} {} to {}: {} ({fate})", message.id, message.body.kind(), NAMES[to], message.body.shown())
        });
        for _ in 0..copies {
            let delay = match self.chance.below(100) {
                0..80 => self.chance.between(20, 2 * SECOND),
                80..95 => self.chance.between(2 * SECOND, MINUTE),
                _ if perfect => self.chance.between(20, MINUTE),
                _ => self.chance.between(MINUTE, UNDER_WAY_MAX),
            };
            self.under_way += 1;
            self.at(self.now + delay, Due::Deliver(Box::new(message.clone())));
        }
    }

    fn deliver(&mut self, message: Message) {
        let Message { id, from, to, .. } = message;
        let arrives = self.instances[to].is_up && !self.is_cut(from, to);
        self.trace.step(self.now, to, "gets", [id, from as u64, u64::from(arrives)], || {
            let fate = if arrives { "" } else { " (nobody answers)" };
            format!("#{id} {} from {}{fate}", message.body.kind(), NAMES[from])
        });
        if arrives {
            self.with(to, |it, scene| it.receive(scene, message));
        }
    }

    /// One more command, and whatever is planned for this number of commands.
    fn act(&mut self) {
        self.upset();
        if let Some(wish) = people::wish(&mut self.chance, &self.instances, &self.ledger, self.now) {
            self.put(wish);
        }
        let enough = self.ledger.accepted + self.ledger.refusals >= COMMANDS_MIN && self.upsets_are_over();
        if enough {
            self.settle();
        } else {
            let later = match self.chance.below(100) {
                0..50 => self.chance.between(MINUTE, 30 * MINUTE),
                50..88 => self.chance.between(HOUR, 10 * HOUR),
                88..99 => self.chance.between(DAY, 3 * DAY),
                _ => self.chance.between(10 * DAY, 20 * DAY),
            };
            self.at(self.now + later, Due::Act);
        }
    }

    fn put(&mut self, wish: people::Wish) {
        let people::Wish { at, home, request } = wish;
        if !self.instances[at].is_up {
            return;
        }
        self.tally.put += 1;
        let numbers = [self.tally.put, u64::from(request.actor.0), home as u64];
        self.trace.step(self.now, at, "command", numbers, || {
            format!("{} {}: {}, at home in {}", self.tally.put, request.actor, request.wanted.shown(), NAMES[home])
        });
        if at != home {
            self.with(at, |it, scene| it.ask(scene, home, &request));
            return;
        }
        let before = self.tally.crashes;
        self.with(at, |it, scene| it.command(scene, &request));
        if self.tally.crashes > before && self.chance.percent(70) {
            self.at(self.now + 7 * HOUR, Due::Retry(at, Box::new(request)));
        }
    }

    fn visit(&mut self, index: usize) {
        for _ in 0..TRIES {
            let wish = people::wish(&mut self.chance, &self.instances, &self.ledger, self.now);
            if let Some(wish) = wish.filter(|it| it.at == index && it.home == index) {
                return self.put(wish);
            }
        }
    }

    fn upsets_are_over(&self) -> bool {
        let restored = self.plan.restore.is_none_or(|_| self.tally.restores > 0);
        let lied = self.plan.lie.is_none() || self.ledger.two_histories.is_some();
        let back = self.plan.absence.is_none_or(|(it, _)| self.tally.absences > 0 && self.instances[it].is_up);
        self.tally.crashes >= CRASHES as u64 && self.tally.partitions > 0 && restored && lied && back
    }

    fn upset(&mut self) {
        let put = self.tally.put;
        if put >= self.plan.partition_at && self.tally.partitions == 0 {
            self.tally.partitions = 1;
            self.partition = Some(self.plan.cut_off.clone());
            self.trace.step(self.now, INSTANCES, "partition", [0; 3], || {
                let cut: Vec<&str> = self.plan.cut_off.iter().map(|it| NAMES[*it]).collect();
                format!("{} cut off for {} h", cut.join(", "), self.plan.partition_length / HOUR)
            });
            self.at(self.now + self.plan.partition_length, Due::Heal);
        }
        let fuses = self.instances.iter().filter(|it| it.fuse.is_some()).count();
        let lit = usize::try_from(self.tally.crashes).unwrap_or(CRASHES) + fuses;
        if self.plan.crashes_at.get(lit).is_some_and(|at| put >= *at) {
            let index = self.chance.index(INSTANCES);
            if self.instances[index].is_up && self.instances[index].fuse.is_none() {
                let fuse = Fuse { writes_left: self.chance.below(8), after: self.chance.percent(50) };
                self.instances[index].fuse = Some(fuse);
            }
        }
        self.upset_by_restoring(put);
        if self.plan.lie.is_some_and(|(_, at)| put >= at) && self.ledger.two_histories.is_none() {
            self.let_somebody_lie();
        }
        if let Some((index, _)) = self.plan.absence.filter(|(_, at)| put >= *at)
            && self.tally.absences == 0
            && self.instances[index].is_up
        {
            self.tally.absences = 1;
            self.trace.step(self.now, index, "GONE", [0; 3], String::new);
            self.instances[index].crash();
            self.wakes[index] = None;
            let later = self.chance.between(ABSENCE_MIN, ABSENCE_MAX);
            self.at(self.now + later, Due::Restart(index));
        }
    }

    /// The planned home, or the next one that has a public complaint to lie about.
    fn let_somebody_lie(&mut self) {
        let Some((planned, _)) = self.plan.lie else { return };
        let can = |it: &Instance| it.is_up && it.disk.at_home(it.index).any(|(_, kept)| kept.is_public());
        let mut in_turn = (0..INSTANCES).map(|it| (planned + it) % INSTANCES);
        let Some(liar) = in_turn.find(|it| can(&self.instances[*it])) else { return };
        let deceived = vec![(liar + 1) % INSTANCES, (liar + 2) % INSTANCES];
        self.with(liar, |it, scene| it.begin_to_lie(scene, deceived));
    }

    fn upset_by_restoring(&mut self, put: u64) {
        let Some(restore) = self.plan.restore else { return };
        let index = restore.instance;
        if put >= restore.backup_at && self.backup.is_none() {
            self.trace.step(self.now, index, "backup", [0; 3], || self.instances[index].disk.waiting(index));
            self.backup = Some(self.instances[index].disk.clone());
        }
        let is_time = put >= restore.lost_at && self.tally.restores == 0 && self.to_restore.is_none();
        if let Some(backup) = self.backup.clone().filter(|_| is_time) {
            self.to_restore = Some((index, backup));
            if self.instances[index].is_up && self.chance.percent(50) {
                // Right after a write, before anybody was told of it: this is how events are lost.
                let fuse = Fuse { writes_left: self.chance.below(5), after: true };
                self.instances[index].fuse = Some(fuse);
            } else if self.instances[index].is_up {
                self.trace.step(self.now, index, "DISK LOST", [0; 3], String::new);
                self.instances[index].crash();
                self.wakes[index] = None;
                let longest = if self.chance.percent(50) { 5 * MINUTE } else { DAY };
                let later = self.chance.between(SECOND, longest);
                self.at(self.now + later, Due::Restart(index));
            }
        }
    }

    /// No more commands, no more trouble: from here on everything must become equal.
    fn settle(&mut self) {
        self.settling_since = Some(self.now);
        self.partition = None;
        for instance in &mut self.instances {
            instance.fuse = None;
        }
        self.trace.step(self.now, INSTANCES, "settling", [0; 3], || "the network is whole".to_string());
        for index in 0..INSTANCES {
            self.at(self.now + HOUR, Due::Compare(index, true));
        }
        self.at(self.now + 12 * HOUR, Due::Look);
    }

    fn look(&mut self) -> bool {
        let since = self.settling_since.unwrap_or(self.now);
        let settled = self.under_way == 0 && self.instances.iter().all(|it| it.is_up && it.disk.is_settled());
        let equal = || invariants::are_equal(&self.instances, &self.ledger).is_empty();
        let seen = || invariants::lies_are_seen(&self.instances, &self.ledger).is_empty();
        if settled && (self.now - since >= SETTLE_MAX || (equal() && seen())) {
            return true;
        }
        if self.now - since >= SETTLE_MAX {
            let waiting = self.instances.iter().filter(|it| !it.disk.is_settled());
            let waiting: Vec<String> = waiting.map(|it| it.disk.waiting(it.index)).collect();
            self.ledger.fail(format!("not settled after {} days: {}", SETTLE_MAX / DAY, waiting.join("; ")));
            return true;
        }
        self.at(self.now + HOUR, Due::Look);
        false
    }
}

impl Plan {
    fn of(seed: u64, chance: &mut Chance) -> Plan {
        let instance = chance.index(INSTANCES);
        let backup_at = 20 + chance.below(100);
        let lost_at = backup_at + 3 + chance.below(70);
        let first = chance.index(INSTANCES);
        let second = chance.index(INSTANCES);
        Plan {
            partition_at: 20 + chance.below(130),
            partition_length: chance.between(4 * HOUR, 6 * DAY),
            cut_off: if first == second { vec![first] } else { vec![first, second] },
            crashes_at: [15 + chance.below(50), 70 + chance.below(50), 125 + chance.below(60)],
            restore: seed.is_multiple_of(RESTORE_ONE_IN).then_some(Restore { instance, backup_at, lost_at }),
            lie: (seed % 10 == LIE_AT).then_some((instance, backup_at)),
            absence: (seed % 10 == ABSENCE_AT).then_some((instance, backup_at)),
        }
    }
}
