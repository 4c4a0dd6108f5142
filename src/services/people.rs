//! The people of a brand's voice: its owners invite, name and remove them, nobody speaks who has not agreed, and a voice is
//! never left without an owner by oversight.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::crypto::random;
use crate::domain::action::SIGNATURE_CHARS_MAX;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::{AccountId, ActorId};
use crate::domain::reading;
use crate::domain::refusal::{Code, Refusal};
use crate::markup;
use crate::services::ServiceError;
use crate::services::notices::{TellOf, Teller, Telling, invitation_is_over, tell};
use crate::services::restrict::refuse_limited;
use crate::services::scene::Scene;
use crate::services::verify_brand::{acting_owners, may_claim};
use crate::storage::accounts::{self, Account};
use crate::storage::brands::{self, Representative, Standing};
use crate::storage::claims;
use crate::storage::invitations::{self, Invitation};
use crate::storage::jobs::{self, Task};
use crate::storage::{Cause, Once, StorageError, Tx, View, actors};

/// How long an invitation can be answered.
pub const INVITED_DAYS_MAX: i64 = 7;
/// Invitations of one voice that wait at a time.
pub const INVITATIONS_MAX: i64 = 20;
/// People of one voice.
pub const PEOPLE_MAX: usize = 200;

/// Whom an owner invites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// A member here, by the name in their handle.
    Member(String),
    /// Whoever opens the link first.
    Link,
}

#[derive(Debug, Clone)]
pub struct NewInvitation {
    pub official: ActorId,
    pub by: AccountId,
    pub whom: Whom,
    pub standing: Standing,
    pub role: String,
}

/// Asks somebody to speak for a brand. They answer on a page of their own.
pub async fn invite(app: &App, cause: Cause, new: NewInvitation) -> Result<Once<Uuid>, ServiceError> {
    let scene = Scene::of(app);
    app.db.write_once(cause, move |tx| invite_within(tx, &scene, &new)).await
}

fn invite_within(tx: &mut Tx<'_>, scene: &Scene, new: &NewInvitation) -> Result<Uuid, ServiceError> {
    own(tx, scene, new.official, new.by)?;
    let people = brands::representatives_of(&mut tx.view(), new.official)?;
    let waiting = invitations::of_official(&mut tx.view(), new.official, scene.now, INVITATIONS_MAX)?;
    if people.len() >= PEOPLE_MAX || i64::try_from(waiting.len()).is_ok_and(|it| it >= INVITATIONS_MAX) {
        return Err(Refusal::from(Code::TooManyInvitations).with("max", INVITATIONS_MAX).into());
    }
    let account = match &new.whom {
        Whom::Link => None,
        Whom::Member(name) => Some(asked(tx, scene, name)?),
    };
    if let Some(account) = &account {
        let speaks = people.iter().any(|it| it.account == account.id);
        if speaks || waiting.iter().any(|it| it.account == Some(account.id)) {
            return Err(Code::InvitedAlready.into());
        }
    }
    let invitation = Invitation {
        id: random::new_v4(scene.random.as_ref()),
        official: new.official,
        account: account.as_ref().map(|it| it.id),
        standing: new.standing,
        role: markup::one_line(&new.role, SIGNATURE_CHARS_MAX),
        invited_by: new.by,
        made_at: scene.now,
        expires_at: scene.now + TimeDelta::days(INVITED_DAYS_MAX),
    };
    invitations::insert(tx, &invitation)?;
    if let Some(account) = account {
        let brand = brand_name(&mut tx.view(), new.official)?;
        let until = Some(invitation.expires_at);
        tell(
            tx,
            scene,
            account.actor,
            Telling { by: Teller::Here, of: TellOf::Invited, complaint: None, reason: &brand, until },
        )?;
    }
    Ok(invitation.id)
}

/// The member of that name, with or without the sign and the server that belong to a handle.
fn asked(tx: &mut Tx<'_>, scene: &Scene, given: &str) -> Result<Account, ServiceError> {
    if given.trim().trim_start_matches('@').is_empty() {
        return Err(Code::MemberNeeded.into());
    }
    let nobody = || Refusal::from(Code::NoSuchMember).with("given", markup::one_line(given, SIGNATURE_CHARS_MAX));
    let text = given.trim().trim_start_matches('@').to_lowercase();
    let name = match text.split_once('@') {
        Some((name, host)) if host == scene.address.authority() => name,
        Some(_) => return Err(nobody().into()),
        None => &text,
    };
    let account = accounts::find_by_name(&mut tx.view(), name)?.ok_or_else(nobody)?;
    if !may_claim(&mut tx.view(), account.id, scene.now)? {
        return Err(nobody().into());
    }
    Ok(account)
}

/// What somebody answers to an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// They will sign with this name.
    Accept {
        name: String,
    },
    Decline,
}

/// By which door an invitation is answered: each takes its own kind alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Through {
    /// The list of what a member was asked by name.
    Name,
    /// The address with its secret.
    Link,
}

/// An invitation is answered, once: by the member it is for, or, where it is a link, by whoever holds it.
pub async fn answer(
    app: &App,
    cause: Cause,
    (id, through): (Uuid, Through),
    by: AccountId,
    reply: Reply,
) -> Result<Once<()>, ServiceError> {
    let scene = Scene::of(app);
    app.db.write_once(cause, move |tx| answer_within(tx, &scene, (id, through), by, &reply)).await
}

fn answer_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    (id, through): (Uuid, Through),
    by: AccountId,
    reply: &Reply,
) -> Result<(), ServiceError> {
    let found = invitations::find(&mut tx.view(), id, scene.now)?;
    let invitation = found.filter(|it| match through {
        Through::Name => it.account == Some(by),
        Through::Link => it.account.is_none(),
    });
    let invitation = invitation.ok_or(Code::NoSuchInvitation)?;
    // Whoever invited speaks for the voice no more: nobody comes in by their word.
    let owners = acting_owners(&mut tx.view(), invitation.official, scene.now)?;
    if !owners.contains(&invitation.invited_by) {
        return Err(Code::NoSuchInvitation.into());
    }
    let me = acting(tx, scene, by)?;
    let brand = brand_name(&mut tx.view(), invitation.official)?;
    let of = match reply {
        Reply::Decline => TellOf::InvitationDeclined,
        Reply::Accept { name } => {
            seat(tx, scene, &invitation, by, name)?;
            TellOf::InvitationAccepted
        }
    };
    if !invitations::remove(tx, id, scene.now)? {
        return Err(Code::NoSuchInvitation.into());
    }
    asked_no_more(tx, invitation.official, by)?;
    let said = format!("@{} · {brand}", me.name);
    tell_account(tx, scene, invitation.invited_by, of, &said)
}

/// What asked somebody to speak for a voice goes from their page.
fn asked_no_more(tx: &mut Tx<'_>, official: ActorId, account: AccountId) -> Result<(), StorageError> {
    let brand = brand_name(&mut tx.view(), official)?;
    match accounts::find(&mut tx.view(), account)? {
        Some(account) => invitation_is_over(tx, account.actor, &brand),
        None => Ok(()),
    }
}

fn seat(tx: &mut Tx<'_>, scene: &Scene, it: &Invitation, by: AccountId, name: &str) -> Result<(), ServiceError> {
    let name = signing(&mut tx.view(), it.official, name)?;
    let people = brands::representatives_of(&mut tx.view(), it.official)?;
    if people.iter().any(|person| person.account == by) {
        return Err(Code::InvitedAlready.into());
    }
    let representative = Representative {
        id: random::new_v4(scene.random.as_ref()),
        official: it.official,
        account: by,
        name,
        role: it.role.clone(),
        standing: it.standing,
        since: scene.now,
    };
    brands::save_representative(tx, &representative)?;
    for spoken in brands::spoken_for_by(&mut tx.view(), it.official)? {
        jobs::enqueue(tx, &Task::TellVoice { brand: spoken.brand, after: None, read_at: None }, scene.now)?;
    }
    Ok(())
}

/// The name under answers, as the answers themselves ask for it: of a human, for every brand of the voice.
fn signing(view: &mut View<'_>, official: ActorId, name: &str) -> Result<String, ServiceError> {
    let name = markup::one_line(name, SIGNATURE_CHARS_MAX);
    let mut called = Vec::new();
    for spoken in brands::spoken_for_by(view, official)? {
        if let Some(brand) = brands::find(view, spoken.brand)? {
            called.push(brand.name);
            called.extend(brand.domain.map(|it| it.to_string()));
        }
    }
    let called: Vec<&str> = called.iter().map(String::as_str).collect();
    if reading::is_name(&name, &called) { Ok(name) } else { Err(Code::NameNeeded.into()) }
}

/// An owner thinks again before somebody answered.
pub async fn take_back(app: &App, id: Uuid, by: AccountId) -> Result<(), ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            let found = invitations::find(&mut tx.view(), id, scene.now)?.ok_or(Code::NoSuchInvitation)?;
            own(tx, &scene, found.official, by)?;
            invitations::remove(tx, id, scene.now)?;
            if let Some(account) = found.account {
                asked_no_more(tx, found.official, account)?;
            }
            Ok(())
        })
        .await
}

/// What an owner changes about somebody who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub official: ActorId,
    pub by: AccountId,
    pub person: Uuid,
    pub standing: Standing,
    /// `None`: as it was.
    pub name: Option<String>,
    pub role: String,
}

pub async fn change(app: &App, cause: Cause, change: Change) -> Result<Once<()>, ServiceError> {
    let scene = Scene::of(app);
    app.db.write_once(cause, move |tx| change_within(tx, &scene, &change)).await
}

fn change_within(tx: &mut Tx<'_>, scene: &Scene, change: &Change) -> Result<(), ServiceError> {
    own(tx, scene, change.official, change.by)?;
    let before = person(tx, change.official, change.person)?;
    if before.standing == Standing::Owner && change.standing != Standing::Owner {
        refuse_last_owner(&mut tx.view(), change.official, before.account, scene)?;
    }
    let role = markup::one_line(&change.role, SIGNATURE_CHARS_MAX);
    // Who signs as before may go on, whatever was asked of names then.
    let name = match &change.name {
        Some(name) if *name != before.name => signing(&mut tx.view(), change.official, name)?,
        Some(_) | None => before.name.clone(),
    };
    if name == before.name && role == before.role && change.standing == before.standing {
        return Ok(());
    }
    let after = Representative { name, role, standing: change.standing, ..before };
    brands::save_representative(tx, &after)?;
    if after.standing != Standing::Owner {
        invitations::remove_made_by(tx, after.official, after.account)?;
    }
    if after.account == change.by {
        return Ok(());
    }
    let brand = brand_name(&mut tx.view(), change.official)?;
    let of = match after.standing {
        Standing::Owner => TellOf::MadeOwner,
        Standing::Executive => TellOf::MadeExecutive,
        Standing::Agent => TellOf::MadeAgent,
    };
    tell_account(tx, scene, after.account, of, &brand)
}

/// An owner removes somebody: they speak no more from this moment on, and what they wrote stays theirs.
pub async fn remove(
    app: &App,
    cause: Cause,
    official: ActorId,
    by: AccountId,
    who: Uuid,
) -> Result<Once<()>, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write_once(cause, move |tx| {
            own(tx, &scene, official, by)?;
            let who = person(tx, official, who)?;
            remove_within(tx, &scene, &who)
        })
        .await
}

/// The same by whoever runs this server.
pub async fn remove_as_operator(app: &App, official: ActorId, account: AccountId) -> Result<(), ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            let people = brands::representatives_of(&mut tx.view(), official)?;
            let who = people.into_iter().find(|it| it.account == account).ok_or(Code::NoSuchPerson)?;
            remove_within(tx, &scene, &who)
        })
        .await
}

/// They speak no more, and what they claimed of it counts no more either.
fn unseat(tx: &mut Tx<'_>, scene: &Scene, who: &Representative) -> Result<(), StorageError> {
    brands::remove_representative(tx, who.id, scene.now)?;
    // Whom they asked comes in by the word of somebody who speaks no more.
    invitations::remove_made_by(tx, who.official, who.account)?;
    for spoken in brands::spoken_for_by(&mut tx.view(), who.official)? {
        let domain = brands::find(&mut tx.view(), spoken.brand)?.and_then(|it| it.domain);
        let claim = match domain {
            Some(domain) => claims::of_account(&mut tx.view(), who.account, &domain)?,
            None => None,
        };
        if let Some(claim) = claim.filter(|it| it.actor == Some(who.official)) {
            claims::remove(tx, claim.id)?;
        }
    }
    Ok(())
}

fn remove_within(tx: &mut Tx<'_>, scene: &Scene, who: &Representative) -> Result<(), ServiceError> {
    refuse_last_owner(&mut tx.view(), who.official, who.account, scene)?;
    unseat(tx, scene, who)?;
    let brand = brand_name(&mut tx.view(), who.official)?;
    tell_account(tx, scene, who.account, TellOf::RemovedFromVoice, &brand)
}

/// How somebody stops speaking for a brand by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// Others go on.
    Alone,
    /// The last owner gives the voice up: nobody speaks through it any more, and whoever wants it proves the domain anew.
    GivingUp,
}

/// What became of the voice that somebody left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Left {
    /// Others speak on.
    ToOthers,
    /// Nobody speaks through it any more.
    ToNobody,
}

pub async fn leave(
    app: &App,
    cause: Cause,
    official: ActorId,
    by: AccountId,
    how: Leaving,
) -> Result<Once<Left>, ServiceError> {
    let scene = Scene::of(app);
    app.db.write_once(cause, move |tx| leave_within(tx, &scene, official, by, how)).await
}

fn leave_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    official: ActorId,
    by: AccountId,
    how: Leaving,
) -> Result<Left, ServiceError> {
    let people = brands::representatives_of(&mut tx.view(), official)?;
    let me = people.iter().find(|it| it.account == by).ok_or(Code::NoSuchPerson)?;
    let brand = brand_name(&mut tx.view(), official)?;
    if !is_last_owner(&mut tx.view(), official, by, scene)? {
        unseat(tx, scene, me)?;
        let said = format!("{} · {brand}", me.name);
        for owner in acting_owners(&mut tx.view(), official, scene.now)? {
            tell_account(tx, scene, owner, TellOf::LeftVoice, &said)?;
        }
        return Ok(Left::ToOthers);
    }
    match how {
        Leaving::Alone => Err(Refusal::from(Code::LastOwner).with("brand", brand).into()),
        Leaving::GivingUp => {
            for it in &people {
                unseat(tx, scene, it)?;
                if it.account != by {
                    tell_account(tx, scene, it.account, TellOf::VoiceGivenUp, &brand)?;
                }
            }
            for it in invitations::of_official(&mut tx.view(), official, scene.now, INVITATIONS_MAX)? {
                if let Some(account) = it.account {
                    asked_no_more(tx, official, account)?;
                }
            }
            invitations::remove_of_official(tx, official)?;
            Ok(Left::ToNobody)
        }
    }
}

/// A voice that speaks for a brand always has an owner who can act: whoever is the last names another one first, or gives the
/// voice up. Asked by every door through which an owner goes.
pub fn is_last_owner(
    view: &mut View<'_>,
    official: ActorId,
    account: AccountId,
    scene: &Scene,
) -> Result<bool, StorageError> {
    let people = brands::representatives_of(view, official)?;
    let owns = people.iter().any(|it| it.standing == Standing::Owner && it.account == account);
    if !owns || brands::spoken_for_by(view, official)?.is_empty() {
        return Ok(false);
    }
    Ok(acting_owners(view, official, scene.now)?.iter().all(|it| *it == account))
}

fn refuse_last_owner(
    view: &mut View<'_>,
    official: ActorId,
    leaving: AccountId,
    scene: &Scene,
) -> Result<(), ServiceError> {
    if !is_last_owner(view, official, leaving, scene)? {
        return Ok(());
    }
    Err(Refusal::from(Code::LastOwner).with("brand", named_brand(view, official)?).into())
}

/// The brands of which somebody is the last owner.
pub fn owned_alone(view: &mut View<'_>, account: AccountId, scene: &Scene) -> Result<Vec<String>, StorageError> {
    let mut alone = Vec::new();
    for it in brands::represented_by(view, account)? {
        if is_last_owner(view, it.official, account, scene)? {
            alone.push(named_brand(view, it.official)?);
        }
    }
    Ok(alone)
}

/// What the voice speaks for, in one word.
pub fn brand_name(view: &mut View<'_>, official: ActorId) -> Result<String, StorageError> {
    for spoken in brands::spoken_for_by(view, official)? {
        if let Some(brand) = brands::find(view, spoken.brand)? {
            return Ok(brand.domain.map_or(brand.name, |it| it.to_string()));
        }
    }
    Ok(actors::find(view, official)?.map(|it| format!("@{}", it.handle())).unwrap_or_default())
}

/// The same for readers, who know a brand by its name: "Acme (acme.com)".
pub fn named_brand(view: &mut View<'_>, official: ActorId) -> Result<String, StorageError> {
    let word = brand_name(view, official)?;
    domain_with_name(view, &word)
}

/// A domain with the name of its brand.
pub fn domain_with_name(view: &mut View<'_>, word: &str) -> Result<String, StorageError> {
    let brand = match BrandDomain::parse(word) {
        Ok(domain) => brands::find_by_domain(view, &domain)?,
        Err(_) => None,
    };
    let named = brand.filter(|it| it.name != word).map(|it| format!("{} ({word})", it.name));
    Ok(named.unwrap_or_else(|| word.to_string()))
}

/// What the brands are called that a voice speaks for; its handle where it speaks for none.
pub fn names_of_brands(view: &mut View<'_>, official: ActorId) -> Result<Vec<String>, StorageError> {
    let mut names = Vec::new();
    for spoken in brands::spoken_for_by(view, official)? {
        names.extend(brands::find(view, spoken.brand)?.map(|it| it.name));
    }
    Ok(if names.is_empty() { vec![brand_name(view, official)?] } else { names })
}

fn person(tx: &mut Tx<'_>, official: ActorId, id: Uuid) -> Result<Representative, ServiceError> {
    let people = brands::representatives_of(&mut tx.view(), official)?;
    people.into_iter().find(|it| it.id == id).ok_or_else(|| Code::NoSuchPerson.into())
}

/// Whoever decides about the people of a voice owns it, and may act here at present.
fn own(tx: &mut Tx<'_>, scene: &Scene, official: ActorId, by: AccountId) -> Result<(), ServiceError> {
    if acting_owners(&mut tx.view(), official, scene.now)?.contains(&by) {
        acting(tx, scene, by)?;
        return Ok(());
    }
    Err(Code::OnlyOwner.into())
}

/// A member who may take something up here, and not only go on in what is theirs.
fn acting(tx: &mut Tx<'_>, scene: &Scene, account: AccountId) -> Result<Account, ServiceError> {
    if !may_claim(&mut tx.view(), account, scene.now)? {
        return Err(Code::NotAllowed.into());
    }
    let account = accounts::find(&mut tx.view(), account)?.ok_or(Code::NotAllowed)?;
    refuse_limited(&mut tx.view(), scene.now, account.actor)?;
    Ok(account)
}

fn tell_account(tx: &mut Tx<'_>, scene: &Scene, to: AccountId, of: TellOf, reason: &str) -> Result<(), ServiceError> {
    let Some(account) = accounts::find(&mut tx.view(), to)? else { return Ok(()) };
    Ok(tell(tx, scene, account.actor, Telling { by: Teller::Here, of, complaint: None, reason, until: None })?)
}
