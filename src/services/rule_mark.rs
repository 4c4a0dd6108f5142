//! Moderators decide about marks: a voice loses its own, or gets it back; a domain that looks like another one may have one.
//! Whoever runs the server decides above them, and what they decided stands until they undo it.

use crate::app::App;
use crate::crypto::random;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::{AccountId, ActorId};
use crate::domain::refusal::{Code, Refusal};
use crate::services::moderate::{Before, Done, Moderator, REASON_CHARS_MAX};
use crate::services::notices::{TellOf, Teller, Telling, tell};
use crate::services::scene::Scene;
use crate::services::verify_brand::{own_domain, resembles, unname};
use crate::services::{ServiceError, recusal, tell_profile};
use crate::storage::actors::{self, Actor};
use crate::storage::jobs::{self, Task};
use crate::storage::marks::{self, Ruled, Ruling};
use crate::storage::recusals::{self, Part};
use crate::storage::reports::{self, LogLine};
use crate::storage::{StorageError, Tx, View, brands, decisions};

/// Whoever runs this server says that an actor speaks for the brand no more: at once, and whatever its domain says, until
/// they give the mark back or name it anew. `false`: it did not speak, and will not.
pub async fn withdraw(app: &App, domain: BrandDomain, voice: Actor, reason: String) -> Result<bool, ServiceError> {
    let scene = Scene::of(app);
    let reason: String = reason.trim().chars().take(REASON_CHARS_MAX).collect();
    app.db
        .write(move |tx| {
            let domain = own_domain(&mut tx.view(), &domain)?;
            let before = marks::ruling(&mut tx.view(), &domain, Some(&voice.uri))?;
            let spoke = unname(tx, &domain, &voice, scene.now)?;
            let ruled = Ruled { actor: Some(voice.uri.clone()), ruling: Ruling::Withdrawn, reason, at: scene.now };
            marks::rule(tx, &domain, &ruled)?;
            if before != Some(Ruling::Withdrawn) {
                let of = TellOf::MarkWithdrawn;
                tell(
                    tx,
                    &scene,
                    voice.id,
                    Telling { by: Teller::Here, of, complaint: None, reason: &ruled.reason, until: None },
                )?;
                write_log(tx, &scene, "mark-withheld", &domain, &voice, &ruled.reason)?;
            }
            Ok(spoke)
        })
        .await
}

/// Whoever runs this server gives a mark back that they took: the domain is asked again at once. `false`: they took none.
pub async fn give_back(app: &App, domain: BrandDomain, voice: Actor) -> Result<bool, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            let domain = own_domain(&mut tx.view(), &domain)?;
            if !lift(tx, &domain, &voice)? {
                return Ok(false);
            }
            let of = TellOf::MarkReturned;
            tell(tx, &scene, voice.id, Telling { by: Teller::Here, of, complaint: None, reason: "", until: None })?;
            write_log(tx, &scene, "mark-returned", &domain, &voice, "")?;
            look_again(tx, &scene, &domain, &voice.uri)?;
            Ok(true)
        })
        .await
}

/// What whoever runs the server decides stands in the same public log, under the name of the server, and nobody undoes it.
fn write_log(
    tx: &mut Tx<'_>,
    scene: &Scene,
    deed: &str,
    domain: &BrandDomain,
    voice: &Actor,
    reason: &str,
) -> Result<(), ServiceError> {
    let line = LogLine {
        id: random::new_v7(scene.random.as_ref(), scene.now),
        at: scene.now,
        moderator: scene.address.authority().to_string(),
        deed: deed.to_string(),
        ground: None,
        complaint: None,
        reason: reason.to_string(),
        subject: Some(format!("@{} · {domain}", voice.handle())),
        case: None,
        before: None,
        undone_at: None,
    };
    reports::write_log(tx, &line)?;
    Ok(decisions::chain(tx, scene.random.as_ref(), scene.address.origin())?)
}

/// A withdrawal by whoever runs the server ends; `false`: there was none.
pub(in crate::services) fn lift(tx: &mut Tx<'_>, domain: &BrandDomain, voice: &Actor) -> Result<bool, StorageError> {
    if marks::ruling(&mut tx.view(), domain, Some(&voice.uri))? != Some(Ruling::Withdrawn) {
        return Ok(false);
    }
    marks::repeal(tx, domain, Some(&voice.uri))
}

/// The voice speaks no more, at once, and no proof gives the mark back.
pub(in crate::services) fn withhold(
    tx: &mut Tx<'_>,
    scene: &Scene,
    by: &Moderator,
    domain: &BrandDomain,
    actor: ActorId,
    reason: &str,
) -> Result<Done, ServiceError> {
    let voice = voice(tx, actor)?;
    refuse_own(tx, by, domain)?;
    if marks::ruling(&mut tx.view(), domain, Some(&voice.uri))?.is_some() {
        return Err(Code::AlreadyDone.into());
    }
    set_withheld(tx, scene, domain, &voice, Some(reason))?;
    tell(
        tx,
        scene,
        actor,
        Telling { by: Teller::Here, of: TellOf::MarkWithheld, complaint: None, reason, until: None },
    )?;
    Ok(done(domain, Some(&voice), false))
}

/// The domain is asked again whether it names the voice.
pub(in crate::services) fn return_mark(
    tx: &mut Tx<'_>,
    scene: &Scene,
    by: &Moderator,
    domain: &BrandDomain,
    actor: ActorId,
    reason: &str,
) -> Result<Done, ServiceError> {
    let voice = voice(tx, actor)?;
    refuse_own(tx, by, domain)?;
    set_withheld(tx, scene, domain, &voice, None)?;
    tell(
        tx,
        scene,
        actor,
        Telling { by: Teller::Here, of: TellOf::MarkGivenBack, complaint: None, reason, until: None },
    )?;
    Ok(done(domain, Some(&voice), true))
}

/// Both names are honest: the later one may have a mark, too.
pub(in crate::services) fn allow_name(
    tx: &mut Tx<'_>,
    scene: &Scene,
    by: &Moderator,
    domain: &BrandDomain,
    reason: &str,
) -> Result<Done, ServiceError> {
    refuse_own(tx, by, domain)?;
    if marks::ruling(&mut tx.view(), domain, None)?.is_some() {
        return Err(Code::AlreadyDone.into());
    }
    set_distinct(tx, scene, domain, Some(reason))?;
    Ok(done(domain, None, false))
}

/// The later name stays without a mark, or loses the one that it was allowed.
pub(in crate::services) fn refuse_name(
    tx: &mut Tx<'_>,
    scene: &Scene,
    by: &Moderator,
    domain: &BrandDomain,
) -> Result<Done, ServiceError> {
    refuse_own(tx, by, domain)?;
    if set_distinct(tx, scene, domain, None)? {
        return Ok(done(domain, None, true));
    }
    Ok(Done { subject: Some(domain.to_string()), before: Some(Before::Open) })
}

/// As it was before a decision, for whoever undoes a slip.
pub(in crate::services) fn put_back(
    tx: &mut Tx<'_>,
    scene: &Scene,
    domain: &str,
    actor: Option<ActorId>,
    ruled: bool,
    reason: &str,
) -> Result<(), ServiceError> {
    let (domain, told) = (BrandDomain::kept(domain), reason);
    let reason = ruled.then_some(reason);
    match actor {
        Some(actor) => {
            let voice = voice(tx, actor)?;
            set_withheld(tx, scene, &domain, &voice, reason)?;
            let of = if ruled { TellOf::MarkWithheld } else { TellOf::MarkGivenBack };
            Ok(tell(tx, scene, actor, Telling { by: Teller::Here, of, complaint: None, reason: told, until: None })?)
        }
        None => set_distinct(tx, scene, &domain, reason).map(drop),
    }
}

fn done(domain: &BrandDomain, voice: Option<&Actor>, ruled: bool) -> Done {
    let subject = match voice {
        Some(voice) => format!("@{} · {domain}", voice.handle()),
        None => domain.to_string(),
    };
    let before = Before::Mark { domain: domain.to_string(), actor: voice.map(|it| it.id), ruled };
    Done { subject: Some(subject), before: Some(before) }
}

fn voice(tx: &mut Tx<'_>, actor: ActorId) -> Result<Actor, ServiceError> {
    actors::find(&mut tx.view(), actor)?.ok_or(ServiceError::NotFound("actor"))
}

/// The part that keeps somebody from deciding about a domain: it is their own brand's, or looks like it.
pub(in crate::services) fn part_in(
    view: &mut View<'_>,
    account: AccountId,
    domain: &BrandDomain,
) -> Result<Option<Part>, StorageError> {
    let own = brands::find_by_domain(view, domain)?;
    let other = resembles(view, domain)?;
    for brand in own.into_iter().chain(other) {
        if recusals::speaks_for(view, account, brand.id)? {
            return Ok(Some(Part::Speaks));
        }
    }
    Ok(None)
}

fn refuse_own(tx: &mut Tx<'_>, by: &Moderator, domain: &BrandDomain) -> Result<(), ServiceError> {
    match part_in(&mut tx.view(), by.account, domain)? {
        Some(part) => Err(recusal::refusal(part).into()),
        None => Ok(()),
    }
}

fn set_withheld(
    tx: &mut Tx<'_>,
    scene: &Scene,
    domain: &BrandDomain,
    voice: &Actor,
    reason: Option<&str>,
) -> Result<(), ServiceError> {
    if marks::ruling(&mut tx.view(), domain, Some(&voice.uri))? == Some(Ruling::Withdrawn) {
        let named = Refusal::from(Code::OperatorDecided).with("domain", domain);
        return Err(named.with("handle", format!("@{}", voice.handle())).into());
    }
    let Some(reason) = reason else {
        if !marks::repeal(tx, domain, Some(&voice.uri))? {
            return Err(Code::AlreadyDone.into());
        }
        return Ok(look_again(tx, scene, domain, &voice.uri)?);
    };
    unname(tx, domain, voice, scene.now)?;
    let ruled =
        Ruled { actor: Some(voice.uri.clone()), ruling: Ruling::Withheld, reason: reason.to_string(), at: scene.now };
    Ok(marks::rule(tx, domain, &ruled)?)
}

/// `false`: nothing was allowed, and nothing is.
fn set_distinct(
    tx: &mut Tx<'_>,
    scene: &Scene,
    domain: &BrandDomain,
    reason: Option<&str>,
) -> Result<bool, ServiceError> {
    match reason {
        Some(reason) => {
            let ruled = Ruled { actor: None, ruling: Ruling::Distinct, reason: reason.to_string(), at: scene.now };
            marks::rule(tx, domain, &ruled)?;
        }
        None => {
            if !marks::repeal(tx, domain, None)? {
                return Ok(false);
            }
            strip(tx, scene, domain)?;
        }
    }
    for claim in crate::storage::claims::of_domain(&mut tx.view(), domain, crate::services::claim_brand::OF_DOMAIN_MAX)?
    {
        jobs::enqueue(tx, &Task::CheckClaim { claim: claim.id }, scene.now)?;
    }
    Ok(true)
}

/// Who had a mark by an allowance has none the moment it ends.
fn strip(tx: &mut Tx<'_>, scene: &Scene, domain: &BrandDomain) -> Result<(), StorageError> {
    let Some(brand) = brands::find_by_domain(&mut tx.view(), domain)? else { return Ok(()) };
    for official in brands::officials_of(&mut tx.view(), brand.id)? {
        if official.proof != brands::Proof::Administrator {
            tell_profile::changed(tx, official.actor, scene.now)?;
            brands::save_official(tx, &brands::Official { verified_at: None, ..official })?;
        }
    }
    Ok(())
}

fn look_again(tx: &mut Tx<'_>, scene: &Scene, domain: &BrandDomain, uri: &str) -> Result<(), StorageError> {
    let task = Task::CheckVoice { domain: domain.to_string(), actor: uri.to_string() };
    jobs::enqueue(tx, &task, scene.now)
}
