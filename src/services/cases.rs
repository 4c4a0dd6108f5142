//! What happens to a complaint opens and settles cases for the moderators, and tells those whom a decision concerns: asked of
//! every event that is recorded here, whatever door it came through.

use chrono::TimeDelta;

use crate::crypto::random;
use crate::domain::Timestamp;
use crate::domain::complaint::{
    Command, Contest, Decided, Ground, HEARING_DAYS, Happening, Label, Outcome, PromiseState, REFUTE_DAYS_MAX,
    Reminded, Side, Step, Target, UNTOLD_DAYS,
};
use crate::domain::hearing::hearing;
use crate::domain::ids::{ActorId, CaseId, ComplaintId};
use crate::domain::party::Party;
use crate::services::notices::{self, TellOf, Teller, Telling, tell, tell_here};
use crate::services::receipts;
use crate::services::scene::Scene;
use crate::storage::brands::Standing;
use crate::storage::cases::{self, Case, CaseKind, MOOT};
use crate::storage::complaints::{self, Held};
use crate::storage::{StorageError, Tx, View, accounts, actors, brands, follows, posts, requests};

/// A new case, put into the queue.
pub fn open(
    tx: &mut Tx<'_>,
    scene: &Scene,
    kind: CaseKind,
    complaint: ComplaintId,
    about: String,
    sequence: i64,
    heard_until: Option<Timestamp>,
) -> Result<(), StorageError> {
    let case = Case {
        id: CaseId(random::new_v7(scene.random.as_ref(), scene.now)),
        kind,
        complaint: Some(complaint),
        report: None,
        actor: None,
        about,
        sequence: Some(sequence),
        note: String::new(),
        opened_at: scene.now,
        heard_until,
        decided_at: None,
        decision: None,
    };
    cases::insert(tx, &case)
}

/// Follows what was just recorded of a complaint here.
pub(in crate::services) fn follow(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    decided: &[Decided],
) -> Result<(), StorageError> {
    let mut after = None;
    // A decision of two events has one reason.
    let reason = decided.iter().flat_map(|it| &it.texts).find(|text| text.name == "reason");
    let reason = reason.map_or("", |text| text.value.as_str());
    for (at, it) in decided.iter().enumerate() {
        let happening = &it.event.happening;
        open_or_settle(tx, scene, held, it.event.sequence, happening)?;
        if takes_receipts(happening) {
            receipts::forget(tx, scene, held)?;
        }
        // Whoever is moved away from hears that, and not that the complaint is closed.
        if matches!(decided.get(at + 1).map(|it| &it.event.happening), Some(Happening::BrandReassigned { .. })) {
            continue;
        }
        let heard = Heard { happening, by: it.event.by, after, reason };
        tell_of(tx, scene, held, &heard)?;
        after = Some(happening);
    }
    Ok(())
}

/// Whether what whoever filed showed the brand goes with it: they erased what they said, or it was erased for them.
fn takes_receipts(happening: &Happening) -> bool {
    match happening {
        Happening::Retracted {} | Happening::ComplainantGone {} => true,
        Happening::Erased { targets } => targets.iter().any(|it| it.sequence == 1),
        _ => false,
    }
}

/// An event and what belongs to it, as those are told of it whom it concerns.
pub(in crate::services) struct Heard<'h> {
    pub happening: &'h Happening,
    pub by: Party,
    /// What was decided with it, just before.
    pub after: Option<&'h Happening>,
    pub reason: &'h str,
}

/// The queue follows the history.
fn open_or_settle(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    sequence: i64,
    happening: &Happening,
) -> Result<(), StorageError> {
    let id = held.id;
    match happening {
        Happening::Contested { ground } => {
            let until = scene.now + TimeDelta::days(HEARING_DAYS);
            open(tx, scene, CaseKind::Contest, id, ground.word().to_string(), sequence, Some(until))
        }
        Happening::Commented { answers: Some(ground) } => {
            let mut open = cases::open_of_complaint(&mut tx.view(), id)?.into_iter();
            let case = open.find(|it| it.kind == CaseKind::Contest && it.about == ground.word());
            // What is added later makes it wait no longer.
            match case.filter(|it| it.heard_until.is_some_and(|until| until > scene.now)) {
                Some(case) => cases::heard(tx, case.id, scene.now),
                None => Ok(()),
            }
        }
        Happening::LabelDisputed { response, label } => {
            open(tx, scene, CaseKind::Label, id, label_about(*response, label.word()), sequence, None)
        }
        Happening::Appealed { side } => open(tx, scene, CaseKind::Appeal, id, side.word().to_string(), sequence, None),
        Happening::ContestDecided { ground, upheld } => {
            let word = if *upheld { "contest-upheld" } else { "contest-rejected" };
            // Another contest may have been decided, and the appeal waits on.
            let appealed = held.complaint.contests().values().any(|it| matches!(it, Contest::Appealed { .. }));
            settle(tx, scene, id, word, |case| {
                (case.kind == CaseKind::Contest && case.about == ground.word())
                    || (case.kind == CaseKind::Appeal && case.about == Side::Brand.word() && !appealed)
            })
        }
        Happening::LabelDecided { response, label, upheld } => {
            let about = label_about(*response, label.word());
            let word = if *upheld { "label-upheld" } else { "label-struck" };
            settle(tx, scene, id, word, |case| case.kind == CaseKind::Label && case.about == about)
        }
        // An appeal that is open now was made against a rejected contest: what it asks for was done.
        Happening::Dismissed { .. } => {
            settle(tx, scene, id, "dismiss", |case| matches!(case.kind, CaseKind::Contest | CaseKind::Appeal))
        }
        Happening::Reinstated {} => {
            settle(tx, scene, id, "reinstate", |case| case.kind == CaseKind::Appeal)?;
            wait_again(tx, scene, held)
        }
        // Nothing is left that a contest could end.
        Happening::Withdrawn { .. } | Happening::Retracted {} => {
            settle(tx, scene, id, MOOT, |case| matches!(case.kind, CaseKind::Contest | CaseKind::Appeal))
        }
        _ => Ok(()),
    }
}

/// What nobody decided about a complaint that is back waits in the queue again, in its old place and with its old clock.
fn wait_again(tx: &mut Tx<'_>, scene: &Scene, held: &Held) -> Result<(), StorageError> {
    for (ground, contest) in held.complaint.contests() {
        let (kind, about) = match contest {
            Contest::Open => (CaseKind::Contest, ground.word()),
            Contest::Appealed { .. } => (CaseKind::Appeal, Side::Brand.word()),
            Contest::Rejected { .. } | Contest::Upheld => continue,
        };
        match cases::latest(&mut tx.view(), held.id, kind, about)? {
            Some(case) => cases::reopen(tx, case.id)?,
            // Contested before there was a queue.
            None => {
                let since = held.complaint.hearing(*ground).map(|it| it.since + TimeDelta::days(HEARING_DAYS));
                open(tx, scene, kind, held.id, about.to_string(), held.complaint.sequence, since)?;
            }
        }
    }
    Ok(())
}

/// Both sides hear what concerns them. Of a thread elsewhere only those who are here: its home tells all others.
pub(in crate::services) fn tell_of(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    heard: &Heard<'_>,
) -> Result<(), StorageError> {
    let telling = |of, reason, until| Telling { by: Teller::of(held), of, complaint: Some(held.id), reason, until };
    notices::settle(tx, held.id, &held.complaint, scene.now)?;
    if ends_an_appeal(heard.happening) {
        notices::appeal_is_over(tx, held.id)?;
    }
    if !hearing(heard.happening).has_notices() {
        return Ok(());
    }
    match heard.happening {
        Happening::Contested { ground } => {
            let until = scene.now + TimeDelta::days(HEARING_DAYS);
            // The brand's words are looked up beside this event, as long as they stand there.
            tell_person(tx, scene, held, telling(TellOf::Contested, ground.word(), Some(until)))
        }
        Happening::Appealed { side: Side::Complainant } => {
            tell_brand(tx, scene, held, telling(TellOf::Appealed, "", None))
        }
        Happening::Appealed { side: Side::Brand } => tell_person(tx, scene, held, telling(TellOf::Appealed, "", None)),
        Happening::ContestDecided { ground, upheld } => {
            if !*upheld && decides_an_appeal(&mut tx.view(), held.id, *ground)? {
                return tell_both(tx, scene, held, telling(TellOf::AppealKept, heard.reason, None));
            }
            let (person, brand) = match (*upheld, may_appeal(scene, held)) {
                (true, (true, _)) => (TellOf::ContestUpheldYours, TellOf::ContestUpheld),
                (true, (false, _)) => (TellOf::ContestUpheldFinal, TellOf::ContestUpheldFinal),
                (false, (_, true)) => (TellOf::ContestRejected, TellOf::ContestRejectedYours),
                (false, (_, false)) => (TellOf::ContestRejectedFinal, TellOf::ContestRejectedFinal),
            };
            tell_person(tx, scene, held, telling(person, heard.reason, None))?;
            tell_brand(tx, scene, held, telling(brand, heard.reason, None))
        }
        Happening::Labelled { .. } if heard.by == Party::Complainant => {
            tell_brand(tx, scene, held, telling(TellOf::AnswerMarked, "", None))
        }
        Happening::LabelDisputed { response, label } if is_own_mark(held, *response, *label) => {
            tell_person(tx, scene, held, telling(TellOf::MarkingDisputed, heard.reason, None))
        }
        Happening::LabelDecided { response, label, upheld } => {
            let (of, of_mark) = if *upheld {
                (TellOf::LabelUpheld, TellOf::MarkingUpheld)
            } else {
                (TellOf::LabelStruck, TellOf::MarkingStruck)
            };
            if is_own_mark(held, *response, *label) {
                tell_person(tx, scene, held, telling(of_mark, heard.reason, None))?;
            }
            tell_brand(tx, scene, held, telling(of, heard.reason, None))
        }
        // That its contest was upheld said it already.
        Happening::Dismissed { .. } if matches!(heard.after, Some(Happening::ContestDecided { .. })) => Ok(()),
        Happening::Dismissed { .. } => {
            let of = if may_appeal(scene, held) == (false, false) { TellOf::DismissedFinal } else { TellOf::Dismissed };
            tell_both(tx, scene, held, telling(of, heard.reason, None))
        }
        Happening::Reinstated {} => {
            let of = TellOf::reinstated(held.complaint.state());
            tell_both(tx, scene, held, telling(of, heard.reason, None))
        }
        Happening::Escalated { step: Step::Executive } => {
            for person in deciders(tx, held)? {
                tell(tx, scene, person, telling(TellOf::TakenToYou, "", None))?;
            }
            Ok(())
        }
        Happening::Erased { targets }
            if matches!(heard.by, Party::Moderator(_)) && are_of_person(&mut tx.view(), held.id, targets)? =>
        {
            tell_person(tx, scene, held, telling(TellOf::Erased, heard.reason, None))
        }
        _ => tell_who_is_waited_for(tx, scene, held, heard.happening),
    }
}

/// Whether whoever filed can appeal now, and whether the brand can: nobody is told that they can where the rules refuse it.
fn may_appeal(scene: &Scene, held: &Held) -> (bool, bool) {
    let can = |party| held.complaint.decide(Command::Appeal, party, scene.now).is_ok();
    (can(Party::Complainant), can(Party::Brand))
}

fn ends_an_appeal(happening: &Happening) -> bool {
    matches!(
        happening,
        Happening::ContestDecided { .. }
            | Happening::Reinstated {}
            | Happening::Withdrawn { .. }
            | Happening::Retracted {}
    )
}

/// Whom an offer, a question or the clock waits for, and what came of the waiting. Who is elsewhere hears it by the board's
/// note in the thread, which mentions them; who is here has a page for it.
fn tell_who_is_waited_for(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    happening: &Happening,
) -> Result<(), StorageError> {
    let complaint = &held.complaint;
    let telling = |of, until| Telling { by: Teller::of(held), of, complaint: Some(held.id), reason: "", until };
    // What a history tells late waits for nobody any more.
    match happening {
        Happening::ResolutionOffered { outcome, .. } => match (complaint.lapses_at(), complaint.standing_offer()) {
            (Some(until), _) if *outcome == Outcome::Declined => {
                tell_person_here(tx, scene, held, telling(TellOf::OfferedDeclined, Some(until)))
            }
            (Some(until), _) => tell_person_here(tx, scene, held, telling(TellOf::Offered, Some(until))),
            (None, Some(_)) if *outcome == Outcome::Declined => {
                tell_person_here(tx, scene, held, telling(TellOf::OfferedAgainDeclined, None))
            }
            (None, Some(_)) => tell_person_here(tx, scene, held, telling(TellOf::OfferedAgain, None)),
            (None, None) => Ok(()),
        },
        Happening::Asked {} => match complaint.lapses_at() {
            Some(until) => tell_person_here(tx, scene, held, telling(TellOf::Asked, Some(until))),
            None => Ok(()),
        },
        Happening::Reminded { whom: Some(Reminded::Brand), .. } => match complaint.closes_unanswered_at() {
            Some(until) => tell_voices_here(tx, scene, held, telling(TellOf::BrandReminded, Some(until))),
            None => Ok(()),
        },
        Happening::Reminded { day: UNTOLD_DAYS, .. } if complaint.is_untold() => {
            tell_person_here(tx, scene, held, telling(TellOf::Untold, None))
        }
        Happening::Reminded { .. } => match complaint.lapses_at() {
            Some(until) => tell_person_here(tx, scene, held, telling(TellOf::Reminded, Some(until))),
            None => Ok(()),
        },
        Happening::AskedAgain {} => match complaint.still_fixed_until(scene.now) {
            Some(until) => tell_person_here(tx, scene, held, telling(TellOf::AskedAgain, Some(until))),
            None => Ok(()),
        },
        Happening::Lapsed {} => tell_person_here(tx, scene, held, telling(TellOf::Lapsed, None)),
        Happening::ClosedUnanswered {} => {
            tell_person_here(tx, scene, held, telling(TellOf::Unanswered, None))?;
            tell_voices_here(tx, scene, held, telling(TellOf::Unanswered, None))
        }
        _ => tell_what_was_done(tx, scene, held, happening),
    }
}

/// What the brand did, to whoever filed; and what whoever filed said to that, to the brand: those who read here.
fn tell_what_was_done(tx: &mut Tx<'_>, scene: &Scene, held: &Held, happening: &Happening) -> Result<(), StorageError> {
    let promised = |number: &u32| held.complaint.promises.get(number).filter(|it| !it.former);
    let telling = |of, until| Telling { by: Teller::of(held), of, complaint: Some(held.id), reason: "", until };
    match happening {
        Happening::Acknowledged {} => tell_person_here(tx, scene, held, telling(TellOf::Acknowledged, None)),
        Happening::Responded { named, automated, .. } => {
            if *named && !*automated {
                notices::reminder_is_over(tx, held.id)?;
            }
            tell_person_here(tx, scene, held, telling(TellOf::Answered, None))
        }
        Happening::HandedOff {} => tell_person_here(tx, scene, held, telling(TellOf::HandedOff, None)),
        Happening::Promised { promise, due } => match promised(promise).map(|it| it.state) {
            Some(PromiseState::Pending) => tell_person_here(tx, scene, held, telling(TellOf::Promised, Some(*due))),
            _ => Ok(()),
        },
        Happening::PromiseKept { promise, .. } => match promised(promise).map(|it| it.state) {
            Some(PromiseState::Kept { at, .. }) => {
                let until = at + TimeDelta::days(REFUTE_DAYS_MAX);
                let may = Some(until).filter(|it| *it > scene.now);
                may.map_or(Ok(()), |it| tell_person_here(tx, scene, held, telling(TellOf::PromiseKept, Some(it))))
            }
            _ => Ok(()),
        },
        Happening::PromiseBroken { promise } => match promised(promise).map(|it| it.state) {
            Some(PromiseState::Broken) => {
                tell_person_here(tx, scene, held, telling(TellOf::PromiseBroken, None))?;
                tell_voices_here(tx, scene, held, telling(TellOf::PromiseBroken, None))
            }
            _ => Ok(()),
        },
        Happening::PromiseRefuted { .. } => tell_voices_here(tx, scene, held, telling(TellOf::PromiseRefuted, None)),
        Happening::ResolutionDeclined { .. } => tell_voices_here(tx, scene, held, telling(TellOf::Declined, None)),
        Happening::Reopened {} => tell_voices_here(tx, scene, held, telling(TellOf::Reopened, None)),
        _ => Ok(()),
    }
}

/// Whether a label is what whoever filed says of an answer.
fn is_own_mark(held: &Held, response: u32, label: Label) -> bool {
    label == Label::Deflected && held.complaint.responses.get(&response).is_some_and(|it| it.marked)
}

fn tell_person_here(tx: &mut Tx<'_>, scene: &Scene, held: &Held, telling: Telling<'_>) -> Result<(), StorageError> {
    match held.complainant {
        Some(person) => tell_here(tx, scene, person, telling),
        None => Ok(()),
    }
}

/// Those who speak for the brand at this moment and read here.
fn tell_voices_here(tx: &mut Tx<'_>, scene: &Scene, held: &Held, telling: Telling<'_>) -> Result<(), StorageError> {
    for official in brands::officials_of(&mut tx.view(), held.brand)? {
        let speaks = brands::speaks_for(&mut tx.view(), held.brand, official.actor, scene.now)?;
        if speaks && concerns(tx, held, official.actor)? {
            tell_here(tx, scene, official.actor, telling)?;
        }
    }
    Ok(())
}

/// Whether the newest decision about a ground came after the brand had appealed against the one before.
fn decides_an_appeal(view: &mut View<'_>, id: ComplaintId, ground: Ground) -> Result<bool, StorageError> {
    let (mut rejected, mut appealed, mut newest) = (false, false, false);
    for event in complaints::rulings_of(view, id)? {
        match event.happening {
            Happening::ContestDecided { ground: of, upheld } if of == ground => {
                newest = appealed;
                (rejected, appealed) = (!upheld, false);
            }
            // On appeal it was decided that the contest was wrong.
            Happening::Reinstated {} => rejected = true,
            Happening::Appealed { side: Side::Brand } => appealed = rejected,
            _ => {}
        }
    }
    Ok(newest)
}

/// Whether words of whoever filed are among those that were erased.
fn are_of_person(view: &mut View<'_>, id: ComplaintId, targets: &[Target]) -> Result<bool, StorageError> {
    for target in targets {
        let told = complaints::history(view, id, target.sequence - 1, 1)?.pop();
        let by = told.and_then(|it| it.line.read().ok()).map(|core| core.event.by);
        if by == Some(Party::Complainant) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How a case names an answer and its label.
pub fn label_about(response: u32, label: &str) -> String {
    format!("{response}/{label}")
}

/// The way back from [`label_about`].
pub fn label_of(about: &str) -> Option<(u32, &str)> {
    let (response, label) = about.split_once('/')?;
    Some((response.parse().ok()?, label))
}

/// Tells whoever filed the complaint.
pub fn tell_person(tx: &mut Tx<'_>, scene: &Scene, held: &Held, telling: Telling<'_>) -> Result<(), StorageError> {
    match held.complainant {
        Some(person) => tell_one(tx, scene, held, person, telling),
        None => Ok(()),
    }
}

/// Those here who decide for the brand of a complaint: whom its owners named as executives, else the owners themselves.
fn deciders(tx: &mut Tx<'_>, held: &Held) -> Result<Vec<ActorId>, StorageError> {
    let mut people = Vec::new();
    for official in brands::officials_of(&mut tx.view(), held.brand)? {
        if concerns(tx, held, official.actor)? {
            people.extend(brands::representatives_of(&mut tx.view(), official.actor)?);
        }
    }
    let named = people.iter().any(|it| it.standing == Standing::Executive);
    let wanted = if named { Standing::Executive } else { Standing::Owner };
    let mut actors = Vec::new();
    for it in people.iter().filter(|it| it.standing == wanted) {
        actors.extend(accounts::find(&mut tx.view(), it.account)?.map(|it| it.actor));
    }
    actors.sort_unstable();
    actors.dedup();
    Ok(actors)
}

/// Tells everybody who speaks for the complaint's brand.
pub fn tell_brand(tx: &mut Tx<'_>, scene: &Scene, held: &Held, telling: Telling<'_>) -> Result<(), StorageError> {
    for official in brands::officials_of(&mut tx.view(), held.brand)? {
        if concerns(tx, held, official.actor)? {
            tell_one(tx, scene, held, official.actor, telling)?;
        }
    }
    Ok(())
}

/// Whether a voice is called to a thread by what happens in it: always to those here, and elsewhere where it takes part. A
/// home elsewhere names any brand it likes, and calls nobody by that.
pub(in crate::services) fn concerns(tx: &mut Tx<'_>, held: &Held, voice: ActorId) -> Result<bool, StorageError> {
    if held.at_home {
        return Ok(true);
    }
    let view = &mut tx.view();
    if !requests::of_thread(view, held.id, &[voice])?.is_empty() || posts::has_written(view, held.id, voice)? {
        return Ok(true);
    }
    match actors::find_by_uri(view, &held.board_uri)? {
        Some(board) => Ok(follows::find(view, voice, board.id)?.is_some_and(|it| it.accepted)),
        None => Ok(false),
    }
}

fn tell_both(tx: &mut Tx<'_>, scene: &Scene, held: &Held, telling: Telling<'_>) -> Result<(), StorageError> {
    tell_person(tx, scene, held, telling)?;
    tell_brand(tx, scene, held, telling)
}

fn tell_one(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    to: ActorId,
    telling: Telling<'_>,
) -> Result<(), StorageError> {
    if !held.at_home && !actors::find(&mut tx.view(), to)?.is_some_and(|it| it.local) {
        return Ok(());
    }
    tell(tx, scene, to, telling)
}

fn settle(
    tx: &mut Tx<'_>,
    scene: &Scene,
    complaint: ComplaintId,
    decision: &str,
    which: impl Fn(&Case) -> bool,
) -> Result<(), StorageError> {
    for case in cases::open_of_complaint(&mut tx.view(), complaint)? {
        if which(&case) {
            cases::decide(tx, case.id, decision, scene.now)?;
        }
    }
    Ok(())
}
