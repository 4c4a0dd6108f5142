//! What must hold when everything has settled, and when a restored home takes commands again.

use std::collections::BTreeMap;

use crate::simulation::disk::Kept;
use crate::simulation::instance::Instance;
use crate::simulation::ledger::Ledger;
use crate::simulation::message::short;
use crate::simulation::{NAMES, origin};
use redress::domain::complaint::{Complaint, Happening, State};
use redress::domain::ids::ComplaintId;
use redress::domain::log::{Core, Hash};
use redress::domain::party::Party;
use redress::domain::replica::Replica;
use redress::domain::sync::request::{Answer, request_of};

/// Every rule that was broken, in words. Nothing waits any more when this is asked.
pub(super) fn check(instances: &[Instance], ledger: &Ledger) -> Vec<String> {
    let mut broken = are_equal(instances, ledger);
    broken.extend(lies_are_seen(instances, ledger));
    for home in instances {
        for (id, kept) in home.disk.at_home(home.index) {
            match replay(id, kept) {
                Err(why) => broken.push(format!("{} of {}: {why}", short(id), NAMES[home.index])),
                Ok(cores) => {
                    broken.extend(is_erased_everywhere(id, &cores, instances, ledger));
                    broken.extend(is_resolved_by_its_complainant(id, &cores, kept, ledger));
                }
            }
        }
        for home_gone in home.disk.frozen.keys() {
            broken.push(format!("{} still holds {} for gone", NAMES[home.index], NAMES[*home_gone]));
        }
        for ((id, sequence, _), from) in &home.disk.evidence {
            if ledger.two_histories.as_ref().is_some_and(|it| it.complaint == *id) {
                continue;
            }
            let (me, from) = (NAMES[home.index], NAMES[*from]);
            broken.push(format!("{me} holds evidence against an honest home: {} {sequence} from {from}", short(*id)));
        }
    }
    broken.extend(nothing_acknowledged_is_lost(instances, ledger));
    broken.extend(every_request_is_answered_once(instances, ledger));
    broken
}

/// Every follower of a complaint that its home tells in two ways holds the evidence.
pub(super) fn lies_are_seen(instances: &[Instance], ledger: &Ledger) -> Vec<String> {
    let Some(lie) = &ledger.two_histories else { return Vec::new() };
    let knows = |it: &Instance| it.disk.evidence.keys().any(|(id, ..)| *id == lie.complaint);
    let blind = instances.iter().filter(|it| it.index != lie.home && !knows(it));
    blind.map(|it| format!("{} does not see that {} tells two histories", NAMES[it.index], NAMES[lie.home])).collect()
}

/// State, sequence, head, lines and texts of every public complaint are the same on every instance: the home's, or, for
/// those whom a home deceives, what they were told.
pub(super) fn are_equal(instances: &[Instance], ledger: &Ledger) -> Vec<String> {
    let mut broken = Vec::new();
    for home in instances {
        for (id, kept) in home.disk.at_home(home.index) {
            let public = kept.complaint().is_some_and(Complaint::is_public);
            for other in instances.iter().filter(|it| it.index != home.index) {
                let held = other.disk.complaints.get(&id);
                let kept = home.disk.told_to(id, other.index).unwrap_or(kept);
                let what = match (public, held) {
                    (false, Some(_)) => "was told before it was public",
                    (true, None) => "is missing",
                    (true, Some(held)) if held.head() != kept.head() => "has another head",
                    (true, Some(held)) if held.complaint() != kept.complaint() => "has another state",
                    (true, Some(held)) if held.lines != kept.lines && !is_told_in_two_ways(id, ledger) => {
                        "has other lines or texts"
                    }
                    (false, None) | (true, Some(_)) => continue,
                };
                let at = format!("at home {}, there {}", home.disk.state_of(id), other.disk.state_of(id));
                broken.push(format!("{} of {} {what} at {}: {at}", short(id), NAMES[home.index], NAMES[other.index]));
            }
        }
        for (id, kept) in &home.disk.complaints {
            if !instances[kept.home].disk.complaints.contains_key(id) {
                broken.push(format!("{} holds {}, which its home does not know", NAMES[home.index], short(*id)));
            }
        }
    }
    broken
}

fn is_told_in_two_ways(id: ComplaintId, ledger: &Ledger) -> bool {
    ledger.two_histories.as_ref().is_some_and(|it| it.complaint == id)
}

/// Replaying the history from its first line gives the complaint that is live.
fn replay(id: ComplaintId, kept: &Kept) -> Result<Vec<Core>, String> {
    let mut replica = Replica::new(id, origin(kept.home));
    let lines: Vec<_> = kept.lines.values().cloned().collect();
    let followed = replica.follow(&lines).map_err(|why| format!("cannot be replayed: {why}"))?;
    if replica.complaint() != kept.complaint() || replica.end() != kept.head() {
        return Err("replays to something else than it is".to_string());
    }
    Ok(followed.lines.into_iter().map(|(core, _)| core).collect())
}

fn is_erased_everywhere(id: ComplaintId, cores: &[Core], instances: &[Instance], ledger: &Ledger) -> Vec<String> {
    let targets = cores.iter().filter_map(|core| match &core.event.happening {
        Happening::Erased { targets } => Some(targets),
        _ => None,
    });
    let mut broken = Vec::new();
    for target in targets.flatten() {
        // Whoever is told another history is told of no erasure in it.
        let deceived = |it: &Instance| {
            ledger.two_histories.as_ref().is_some_and(|lie| lie.complaint == id && lie.deceived.contains(&it.index))
        };
        for instance in instances.iter().filter(|it| !deceived(it)) {
            let line = instance.disk.complaints.get(&id).and_then(|kept| kept.lines.get(&target.sequence));
            let stands = |name: &str| line.is_some_and(|line| line.text(name).is_some());
            if stands(&target.name) {
                let (sequence, name) = (target.sequence, &target.name);
                broken.push(format!(
                    "{} still holds the erased {name} of {} {sequence}",
                    NAMES[instance.index],
                    short(id)
                ));
            }
        }
    }
    broken
}

/// Whatever led to `resolved` was said by the person who filed it, or restored what they had said.
fn is_resolved_by_its_complainant(id: ComplaintId, cores: &[Core], kept: &Kept, ledger: &Ledger) -> Vec<String> {
    let filer = ledger.complaints.iter().find(|(it, ..)| *it == id).map(|(.., actor)| *actor);
    let mut broken = Vec::new();
    let mut complaint: Option<Complaint> = None;
    for core in cores {
        let is_resolved =
            |it: &Option<Complaint>| it.as_ref().is_some_and(|it| matches!(it.state(), State::Resolved { .. }));
        let before = is_resolved(&complaint);
        let next = match &complaint {
            None => Complaint::replay(id, [&core.event]).ok().flatten(),
            Some(complaint) => complaint.followed_by(&core.event).ok(),
        };
        complaint = next;
        if before || !is_resolved(&complaint) || matches!(core.event.happening, Happening::Reinstated {}) {
            continue;
        }
        let actor = kept.lines.get(&core.event.sequence).and_then(|line| ledger.lines.get(&line.hash)?.actor);
        if core.event.by != Party::Complainant || actor != filer {
            broken.push(format!("{} was resolved by somebody else in event {}", short(id), core.event.sequence));
        }
    }
    broken
}

/// Every line of which somebody was told that it stands, stands: except those that a restored home lost with its disk
/// before any follower held them.
fn nothing_acknowledged_is_lost(instances: &[Instance], ledger: &Ledger) -> Vec<String> {
    let lost = ledger
        .acknowledged
        .iter()
        .filter(|(_, hash)| !ledger.lost.contains(hash) && !stands(**hash, instances, ledger));
    lost.map(|(cause, _)| format!("{cause} was acknowledged and is gone")).collect()
}

fn stands(hash: Hash, instances: &[Instance], ledger: &Ledger) -> bool {
    let Some(written) = ledger.lines.get(&hash) else { return false };
    holds(&instances[written.home], written.complaint, written.sequence, hash)
}

fn holds(instance: &Instance, complaint: ComplaintId, sequence: i64, hash: Hash) -> bool {
    let line = instance.disk.complaints.get(&complaint).and_then(|kept| kept.lines.get(&sequence));
    line.is_some_and(|line| line.hash == hash)
}

/// No request stands twice in the histories; what was accepted stands where the answer says, what was refused nowhere.
fn every_request_is_answered_once(instances: &[Instance], ledger: &Ledger) -> Vec<String> {
    let mut broken = Vec::new();
    let mut done: BTreeMap<String, (ComplaintId, i64)> = BTreeMap::new();
    for home in instances {
        for (id, kept) in home.disk.at_home(home.index) {
            for (sequence, line) in &kept.lines {
                let Some(request) = request_of(line) else { continue };
                if let Some((other, first)) = done.insert(request.clone(), (id, *sequence)) {
                    broken.push(format!(
                        "{request} was done twice: {} {first} and {} {sequence}",
                        short(other),
                        short(id)
                    ));
                }
            }
        }
    }
    for (request, asked) in instances.iter().flat_map(|it| it.disk.asked.iter().chain(&it.disk.answered)) {
        let stands = done.get(request).map(|(_, sequence)| *sequence);
        match &asked.asking.answer {
            None => broken.push(format!("{request} was never answered")),
            Some(Answer::Accepted { sequence }) if stands == Some(*sequence) => {}
            Some(Answer::Accepted { sequence }) => {
                let lost = ledger.acknowledged.get(request).is_some_and(|hash| ledger.lost.contains(hash));
                if !lost {
                    broken.push(format!("{request} was accepted as event {sequence}, and stands at {stands:?}"));
                }
            }
            Some(Answer::Refused { .. }) if stands.is_none() => {}
            Some(Answer::Refused { .. }) => broken.push(format!("{request} was refused, and done")),
        }
    }
    broken
}

/// A home takes commands again: whatever it wrote before stands again, or nobody holds it.
pub(super) fn check_adoption(home: usize, instances: &[Instance], ledger: &mut Ledger) {
    let gone = ledger
        .lines
        .iter()
        .filter(|(hash, it)| it.home == home && !holds(&instances[home], it.complaint, it.sequence, **hash));
    let gone: Vec<_> = gone.map(|(hash, it)| (*hash, *it)).collect();
    for (hash, written) in gone {
        match instances.iter().find(|it| holds(it, written.complaint, written.sequence, hash)) {
            Some(holder) => {
                let (id, sequence) = (short(written.complaint), written.sequence);
                let (home, holder) = (NAMES[home], NAMES[holder.index]);
                ledger.fail(format!("{home} left behind {id} {sequence}, which {holder} holds"));
            }
            None => {
                ledger.lost.insert(hash);
            }
        }
    }
}
