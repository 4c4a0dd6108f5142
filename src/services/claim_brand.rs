//! Somebody of ours wants to speak for a brand: the claim, a look at its proof when they ask for one, and the way back.

use std::time::Duration;

use chrono::TimeDelta;
use uuid::Uuid;

use crate::app::App;
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::domain::action::SIGNATURE_CHARS_MAX;
use crate::domain::brand::BrandDomain;
use crate::domain::doings::Doing;
use crate::domain::ids::{AccountId, ActorId};
use crate::domain::lookalike;
use crate::domain::refusal::{Code, Refusal};
use crate::markup;
use crate::services::login_link::handle_from_text;
use crate::services::notices::{TellOf, Teller, Telling, tell_here};
use crate::services::restrict::{refuse_limited, suspension};
use crate::services::scene::{self, Scene};
use crate::services::verify_brand::{acting_owners, free_username, may_claim, own_domain, unname};
use crate::services::{ServiceError, doings};
use crate::storage::actors::{self, Actor};
use crate::storage::brands::{self, Brand, Official, Proof, Standing};
use crate::storage::claims::{self, Claim};
use crate::storage::jobs::{self, Task};
use crate::storage::{Cause, Once, StorageError, Tx, View, accounts, marks};

/// Claims of one member that wait for their proof.
const OPEN_MAX: i64 = 5;
/// Requests that are dropped in one transaction; the next look takes more.
const DROPPED_AT_ONCE_MAX: i64 = 200;
/// Claims for one domain that are kept. One more takes the place of the oldest that is not proven, once that had its time.
pub const OF_DOMAIN_MAX: i64 = 20;
/// So long a claim keeps its place though others want it, and longer until somebody looked for its proof after that.
pub const CLAIM_HOURS_MIN: i64 = 24;
/// A look that somebody asks for comes this long after the one before, at the earliest.
const LOOK_SECONDS_MIN: i64 = 15;

/// Through which actor somebody wants to speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Through {
    /// One that is made here once the domain names it.
    Here,
    /// One elsewhere, by its handle.
    Elsewhere(String),
}

#[derive(Debug, Clone)]
pub struct NewClaim {
    pub domain: BrandDomain,
    pub account: AccountId,
    pub through: Through,
    /// How they sign: a name, and what they do there.
    pub signs: String,
    pub role: String,
}

/// Keeps the claim. Nothing is made before a look; one comes by itself if its author asks for none.
pub async fn claim_brand(app: &App, cause: Cause, new: NewClaim) -> Result<Once<Uuid>, ServiceError> {
    let scene = Scene::of(app);
    doings::within(app, cause, Doing::Claim, move |tx| claim_within(tx, &scene, &new)).await
}

fn claim_within(tx: &mut Tx<'_>, scene: &Scene, new: &NewClaim) -> Result<Uuid, ServiceError> {
    if !may_claim(&mut tx.view(), new.account, scene.now)? {
        return Err(Code::NotAllowed.into());
    }
    if let Some(account) = accounts::find(&mut tx.view(), new.account)? {
        refuse_limited(&mut tx.view(), scene.now, account.actor)?;
    }
    // What looks like a proven brand may be claimed: it gets no mark before the moderators decide. Mixed scripts get none ever.
    if lookalike::mixes_scripts(&new.domain) {
        return Err(Refusal::from(Code::LooksAlike).with("given", new.domain.to_string()).into());
    }
    let before = claims::of_account(&mut tx.view(), new.account, &new.domain)?.filter(|it| it.proven_at.is_none());
    // Pressed again it is no new claim: its time began with the first one.
    let first = claims::first_of_account(&mut tx.view(), new.account, &new.domain, scene.now - SAME_CLAIM)?;
    if let Some(before) = &before {
        claims::remove(tx, before.id)?;
    }
    if claims::count_open(&mut tx.view(), new.account)? >= OPEN_MAX {
        return Err(Refusal::from(Code::TooManyClaims).with("max", OPEN_MAX).into());
    }
    make_room(tx, scene, &new.domain)?;
    claims::forget_aside(tx, new.account, &new.domain)?;
    let id = random::new_v4(scene.random.as_ref());
    let claim = Claim {
        id,
        domain: new.domain.clone(),
        account: new.account,
        local: new.through == Through::Here,
        // What stands at the domain already names this one.
        actor: before.filter(|it| it.local).and_then(|it| it.actor),
        handle: String::new(),
        uri: None,
        signs: markup::one_line(&new.signs, SIGNATURE_CHARS_MAX),
        role: markup::one_line(&new.role, SIGNATURE_CHARS_MAX),
        made_at: first.as_ref().map_or(scene.now, |it| it.made_at),
        asked_at: None,
        checked_at: first.and_then(|it| it.checked_at),
        proven_at: None,
    };
    let claim = match &new.through {
        Through::Here => here(tx, scene, claim)?,
        Through::Elsewhere(handle) => elsewhere(tx, scene, claim, handle)?,
    };
    claims::insert(tx, &claim)?;
    Ok(id)
}

/// Claims that prove nothing keep nobody out for good: the oldest of them goes, once somebody looked for its proof after it
/// had its time. Until then nobody else's claim pushes it out: whoever has many accounts would push out the brand's own.
fn make_room(tx: &mut Tx<'_>, scene: &Scene, domain: &BrandDomain) -> Result<(), ServiceError> {
    let others = claims::of_domain(&mut tx.view(), domain, OF_DOMAIN_MAX)?;
    if i64::try_from(others.len()).is_ok_and(|count| count < OF_DOMAIN_MAX) {
        return Ok(());
    }
    let mut unproven = others.iter().filter(|it| it.proven_at.is_none()).peekable();
    if unproven.peek().is_none() {
        return Ok(());
    }
    let time = TimeDelta::hours(CLAIM_HOURS_MIN);
    let oldest = unproven.find(|it| it.checked_at.is_some_and(|at| at - it.made_at >= time));
    let oldest = oldest.ok_or_else(|| Refusal::from(Code::DomainCrowded).with("hours", CLAIM_HOURS_MIN))?;
    Ok(drop_claim(tx, scene, oldest)?)
}

/// The number of the actor that a claim is for: the same each time for one account and one domain, so that what their domain
/// says of it stays worth something. What was made under it before and is gone stays gone.
fn number_of(tx: &mut Tx<'_>, scene: &Scene, claim: &Claim) -> Result<ActorId, ServiceError> {
    let given = claim.actor.unwrap_or_else(|| {
        ActorId(Uuid::new_v5(&claim.account.0, format!("claim/{}", claim.domain.as_str()).as_bytes()))
    });
    let taken = actors::find(&mut tx.view(), given)?.is_some();
    Ok(if taken { random::new_actor_id(scene.random.as_ref()) } else { given })
}

/// The brand's voice here, if there is one and they own it; else the address that is reserved for one.
fn here(tx: &mut Tx<'_>, scene: &Scene, claim: Claim) -> Result<Claim, ServiceError> {
    let brand = brands::find_by_domain(&mut tx.view(), &claim.domain)?;
    // What is no name under an answer is none here either.
    if !scene::is_name_for(brand.as_ref(), &claim.domain, &claim.signs) {
        return Err(Code::NameNeeded.into());
    }
    let voice = match voice_here(&mut tx.view(), &claim.domain)? {
        Some(voice) => Some(voice),
        None => silenced_here(&mut tx.view(), &claim.domain)?,
    };
    if let Some(voice) = voice {
        // One whose owners are all gone is claimed anew, by a proof that was written for this claim.
        let owners = acting_owners(&mut tx.view(), voice.id, scene.now)?;
        if !owners.is_empty() && !owners.contains(&claim.account) {
            return Err(Refusal::from(Code::VoiceTaken).with("given", voice.handle()).into());
        }
        return Ok(Claim { actor: Some(voice.id), handle: voice.handle(), uri: Some(voice.uri), ..claim });
    }
    let actor = number_of(tx, scene, &claim)?;
    let username = free_username(&mut tx.view(), &claim.domain)?;
    let handle = format!("{username}@{}", scene.address.authority());
    Ok(Claim { actor: Some(actor), handle, uri: Some(scene.address.actor(actor)), ..claim })
}

fn elsewhere(tx: &mut Tx<'_>, scene: &Scene, claim: Claim, given: &str) -> Result<Claim, ServiceError> {
    let no_handle = || Refusal::from(Code::NoHandle).with("given", given.chars().take(80).collect::<String>());
    let (name, host) = handle_from_text(given, "").ok_or_else(no_handle)?;
    if host == scene.address.authority() {
        return Err(no_handle().into());
    }
    let known = actors::find_by_handle(&mut tx.view(), &name, &host)?;
    Ok(Claim {
        handle: format!("{name}@{host}"),
        actor: known.as_ref().map(|it| it.id),
        uri: known.map(|it| it.uri),
        ..claim
    })
}

/// The brand's own actor on this instance.
pub fn voice_here(view: &mut View<'_>, domain: &BrandDomain) -> Result<Option<Actor>, StorageError> {
    let Some(brand) = brands::find_by_domain(view, domain)? else { return Ok(None) };
    let ids: Vec<_> = brands::officials_of(view, brand.id)?.into_iter().map(|it| it.actor).collect();
    Ok(actors::find_many(view, &ids)?.into_iter().find(|it| it.local && it.deleted_at.is_none()))
}

/// The brand's own actor on this instance from which the mark was taken: a new one does not go around that decision.
fn silenced_here(view: &mut View<'_>, domain: &BrandDomain) -> Result<Option<Actor>, StorageError> {
    let domain = own_domain(view, domain)?;
    for ruled in marks::rulings_of(view, &domain)?.into_iter().filter(|it| it.ruling.silences()) {
        let Some(uri) = ruled.actor else { continue };
        if let Some(actor) = actors::find_by_uri(view, &uri)?.filter(|it| it.local && it.deleted_at.is_none()) {
            return Ok(Some(actor));
        }
    }
    Ok(None)
}

/// Puts a look in line. `false`: the last one was a moment ago.
pub async fn ask_check(app: &App, id: Uuid, by: AccountId) -> Result<bool, ServiceError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let claim = own(tx, id, by, now)?;
            if claim.asked_at.is_some_and(|at| now - at < TimeDelta::seconds(LOOK_SECONDS_MIN)) {
                return Ok(false);
            }
            claims::set_asked(tx, id, now)?;
            jobs::enqueue(tx, &Task::CheckClaim { claim: id }, now)?;
            Ok(true)
        })
        .await
}

/// The same for a voice, by whoever is it or speaks through it: whose claim proved it once is no matter.
pub async fn ask_look(
    app: &App,
    domain: BrandDomain,
    voice: ActorId,
    by: ActorId,
    account: Option<AccountId>,
) -> Result<bool, ServiceError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let view = &mut tx.view();
            let seated = match account {
                Some(account) => brands::represented_by(view, account)?.iter().any(|it| it.official == voice),
                None => false,
            };
            if (!seated && voice != by) || suspension(view, by, now)?.is_some() {
                return Err(Code::NotAllowed.into());
            }
            let brand = brands::find_by_domain(view, &domain)?.ok_or(ServiceError::NotFound("brand"))?;
            let official = brands::official_for(view, brand.id, voice)?.ok_or(ServiceError::NotFound("voice"))?;
            let actor = actors::find(view, voice)?.ok_or(ServiceError::NotFound("voice"))?;
            if now - official.checked_at < TimeDelta::seconds(LOOK_SECONDS_MIN) {
                return Ok(false);
            }
            jobs::enqueue(tx, &Task::CheckVoice { domain: domain.to_string(), actor: actor.uri }, now)?;
            Ok(true)
        })
        .await
}

/// Takes a claim back, and with it the voice that it proved. An actor elsewhere that its domain names is let go of by the
/// domain, or by a moderator here; whoever typed its handle first has no right to silence it.
pub async fn withdraw(app: &App, id: Uuid, by: AccountId) -> Result<(), ServiceError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let claim = own(tx, id, by, now)?;
            let actor = match claim.actor {
                Some(actor) => actors::find(&mut tx.view(), actor)?,
                None => None,
            };
            if let (Some(actor), true) = (&actor, claim.proven_at.is_some()) {
                let people = brands::representatives_of(&mut tx.view(), actor.id)?;
                if !(claim.local && people.iter().any(|it| it.standing == Standing::Owner && it.account == by)) {
                    return Err(Code::NotAllowed.into());
                }
                unname(tx, &claim.domain, actor, now)?;
            }
            if claim.proven_at.is_none() {
                return Ok(claims::put_aside(tx, id, now)?);
            }
            Ok(claims::remove(tx, id)?)
        })
        .await
}

/// Requests that nobody proved in time are dropped, and whoever made them hears it.
pub async fn drop_old_claims(app: &App) -> Result<(), StorageError> {
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            for claim in claims::older(&mut tx.view(), scene.now - KEPT_FOR, DROPPED_AT_ONCE_MAX)? {
                drop_claim(tx, &scene, &claim)?;
            }
            claims::forget_aside_before(tx, scene.now - KEPT_FOR)?;
            Ok(())
        })
        .await
}

fn drop_claim(tx: &mut Tx<'_>, scene: &Scene, claim: &Claim) -> Result<(), StorageError> {
    claims::put_aside(tx, claim.id, scene.now)?;
    let Some(account) = accounts::find(&mut tx.view(), claim.account)? else { return Ok(()) };
    let telling = Telling {
        by: Teller::Here,
        of: TellOf::ClaimDropped,
        complaint: None,
        reason: claim.domain.as_str(),
        until: None,
    };
    tell_here(tx, scene, account.actor, telling)
}

fn own(tx: &mut Tx<'_>, id: Uuid, by: AccountId, now: Timestamp) -> Result<Claim, ServiceError> {
    let claim = claims::find(&mut tx.view(), id)?.filter(|it| it.account == by);
    let claim = claim.ok_or(ServiceError::NotFound("claim"))?;
    if may_claim(&mut tx.view(), by, now)? { Ok(claim) } else { Err(Code::NotAllowed.into()) }
}

/// Whom complaints reach: where the brand's voice reads, in the order in which it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reader {
    /// A person reads the desk here.
    Here,
    /// A voice whose server keeps a board for the brand, too: the complaint belongs there.
    Board(Box<Actor>),
    /// A voice elsewhere that is mentioned.
    Mentioned(Box<Actor>),
    /// Somebody did once, and nobody does now: the proof was lost, or whoever speaks there may not act at present.
    NobodyNow,
    Nobody,
}

impl Reader {
    pub fn is_somebody(&self) -> bool {
        match self {
            Reader::Here | Reader::Board(_) | Reader::Mentioned(_) => true,
            Reader::NobodyNow | Reader::Nobody => false,
        }
    }
}

/// Who reads for a brand. A voice that an administrator here named counts for this server's desk alone.
pub fn reader_of(view: &mut View<'_>, brand: &Brand, now: Timestamp) -> Result<Reader, StorageError> {
    let mut elsewhere = Vec::new();
    let officials = brands::officials_of(view, brand.id)?;
    for official in officials.iter().filter(|it| it.speaks(now)) {
        let Some(actor) = actors::find(view, official.actor)?.filter(|it| it.deleted_at.is_none()) else { continue };
        // Whose answers count for nothing here is told nothing.
        if suspension(view, actor.id, now)?.is_some() {
            continue;
        }
        if actor.local {
            if somebody_acts_for(view, actor.id, now)? {
                return Ok(Reader::Here);
            }
        } else {
            elsewhere.push((official.is_verified(now), actor));
        }
    }
    elsewhere.sort_by_key(|(verified, _)| !verified);
    if let Some(domain) = &brand.domain {
        for (_, actor) in elsewhere.iter().filter(|(verified, actor)| *verified && actor.speaks_rd) {
            let board = actors::find_by_handle(view, domain.as_str(), &actor.host)?;
            if let Some(board) = board.filter(|it| it.kind == actors::ActorKind::Board && it.deleted_at.is_none()) {
                return Ok(Reader::Board(Box::new(board)));
            }
        }
    }
    if let Some((_, actor)) = elsewhere.into_iter().next() {
        return Ok(Reader::Mentioned(Box::new(actor)));
    }
    for official in &officials {
        if did_read(view, official)? {
            return Ok(Reader::NobodyNow);
        }
    }
    // Of a voice that is named no more nothing else is left.
    Ok(if brands::was_read(view, brand.id)? { Reader::NobodyNow } else { Reader::Nobody })
}

/// Whether anybody ever read through a voice: its domain named it, or people here speak through it, or did.
fn did_read(view: &mut View<'_>, official: &Official) -> Result<bool, StorageError> {
    let proven = matches!(official.proof, Proof::Domain(way) if way.makes_official()) && official.proven_at.is_some();
    Ok(proven || brands::had_people(view, official.actor)?)
}

/// Whether anybody of a voice here may act at present: who is suspended reads no desk.
fn somebody_acts_for(view: &mut View<'_>, voice: ActorId, now: Timestamp) -> Result<bool, StorageError> {
    for it in brands::representatives_of(view, voice)? {
        if may_claim(view, it.account, now)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How often claims without a proof are looked at by themselves: every hour for a week, then every day for a month.
pub const EAGER_FOR: Duration = Duration::from_hours(7 * 24);
pub const EAGER_EVERY: Duration = Duration::from_hours(1);
pub const KEPT_FOR: Duration = Duration::from_hours(30 * 24);
/// So long a claim for a domain is the same one, whenever it is made again: it keeps its place among others once.
const SAME_CLAIM: Duration = Duration::from_hours(23 * 24);
