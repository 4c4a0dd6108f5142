//! What the places say where a brand's domain may name an actor is written down, and whoever it names gets its voice.

use uuid::Uuid;

use crate::app::App;
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::{AccountId, ActorId, BrandId, ReportId};
use crate::domain::lookalike::{self, Sound};
use crate::domain::proving::{Look, Verdict, Way};
use crate::services::ServiceError;
use crate::services::claim_brand::{Reader, reader_of};
use crate::services::moderate;
use crate::services::notices::{TellOf, Teller, Telling, tell, tell_here};
use crate::services::open_board;
use crate::services::restrict::suspension;
use crate::services::scene::Scene;
use crate::services::tell_profile;
use crate::storage::actors::{self, Actor, ActorKind, Field};
use crate::storage::brands::{self, Brand, Official, Proof, Representative, Standing};
use crate::storage::claims::{self, Claim};
use crate::storage::jobs::{self, Task};
use crate::storage::marks::{self, Ruling};
use crate::storage::reports::{self, Report};
use crate::storage::{StorageError, Tx, View, accounts};

/// The reason of a report about a domain that looks like a proven one: `report-reason-look-alike`.
pub const LOOK_ALIKE: &str = "look-alike";
/// The reason of a report about a proven brand that would be called as another one is: `report-reason-name-alike`.
pub const NAME_ALIKE: &str = "name-alike";
/// The place of the actor's own word among the findings.
pub const BACK: &str = "back";
/// Names that are tried for a voice that is made here.
const NAMES_MAX: usize = 50;

/// What was seen at every place, with whose voice it is about.
#[derive(Debug, Clone)]
pub struct Seen {
    pub domain: BrandDomain,
    pub uri: String,
    /// The one that is known here, or reserved for the one that is to be made.
    pub actor: ActorId,
    pub claim: Option<Uuid>,
    pub looks: Vec<(Way, Look)>,
    /// Whether the actor names the domain.
    pub back: Look,
    /// Whether a place that names the actor answers the claim by its number.
    pub answers: bool,
}

/// The number of a claim, which the domain publishes where its voice already was somebody else's.
pub fn number_of(claim: Uuid) -> String {
    claim.simple().to_string()
}

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// The domain names it as its voice, in this way.
    Official(Way),
    /// Domain and actor link to each other.
    Linked,
    Failed(Shortfall),
}

/// What is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shortfall {
    /// The domain names it nowhere.
    NotNamed,
    /// The domain names it, and it does not name the domain.
    NotNamedBack,
    /// The domain looks like another one, whose brand is proven.
    LooksAlike(String),
    /// The domain's own letters are of several scripts.
    MixesScripts,
    /// Whoever claims may not act here at present.
    Suspended,
    /// What is named is a group or a server, no voice.
    NoVoice,
    /// The moderators decided that it gets no mark.
    Withheld,
    /// Whoever runs this server took the mark.
    Withdrawn,
}

/// Writes down what was seen of one actor, and what follows from it.
pub async fn record(app: &App, seen: Seen) -> Result<Checked, ServiceError> {
    let scene = Scene::of(app);
    app.db.write(move |tx| record_within(tx, &scene, &seen)).await
}

fn record_within(tx: &mut Tx<'_>, scene: &Scene, seen: &Seen) -> Result<Checked, ServiceError> {
    for (way, look) in &seen.looks {
        claims::save_finding(tx, &seen.domain, &seen.uri, way.word(), look, scene.now)?;
    }
    claims::save_finding(tx, &seen.domain, &seen.uri, BACK, &seen.back, scene.now)?;
    let claim = match seen.claim {
        Some(id) => claims::find(&mut tx.view(), id)?,
        None => None,
    };
    let known = match brands::find_by_domain(&mut tx.view(), &seen.domain)? {
        Some(brand) => brands::official_for(&mut tx.view(), brand.id, seen.actor)?,
        None => None,
    };
    let checked = judged(tx, seen, claim.as_ref(), known.as_ref(), scene.now)?;
    // Whoever claims a voice that was somebody else's sits there only by a proof that was written for their claim.
    let seated = match &claim {
        Some(claim) => may_sit(&mut tx.view(), seen, claim, scene.now)?,
        None => false,
    };
    let proven = (matches!(checked, Checked::Official(_)) && seated).then_some(scene.now);
    match &checked {
        Checked::Official(way) => name(tx, scene, seen, claim.as_ref().filter(|_| seated), *way)?,
        Checked::Linked => name(tx, scene, seen, claim.as_ref(), Way::Link)?,
        Checked::Failed(shortfall) => {
            if let Shortfall::LooksAlike(other) = shortfall {
                ask_moderators(tx, scene, LOOK_ALIKE, &seen.domain, other)?;
            }
            failed(tx, scene, seen, known, shortfall)?;
        }
    }
    if let Some(claim) = &claim {
        claims::set_checked(tx, claim.id, Some((seen.actor, &seen.uri)), claim.proven_at.or(proven), scene.now)?;
    }
    Ok(checked)
}

fn judged(
    tx: &mut Tx<'_>,
    seen: &Seen,
    claim: Option<&Claim>,
    known: Option<&Official>,
    now: Timestamp,
) -> Result<Checked, StorageError> {
    let named = |way: Way| seen.looks.iter().any(|(it, look)| *it == way && look.verdict == Verdict::Found);
    let ways: Vec<Way> = Way::ALL.into_iter().filter(|way| named(*way)).collect();
    if ways.is_empty() {
        return Ok(Checked::Failed(Shortfall::NotNamed));
    }
    if seen.back.verdict != Verdict::Found {
        return Ok(Checked::Failed(Shortfall::NotNamedBack));
    }
    if lookalike::mixes_scripts(&seen.domain) {
        return Ok(Checked::Failed(Shortfall::MixesScripts));
    }
    let ruled = own_domain(&mut tx.view(), &seen.domain)?;
    match marks::ruling(&mut tx.view(), &ruled, Some(&seen.uri))? {
        Some(Ruling::Withheld) => return Ok(Checked::Failed(Shortfall::Withheld)),
        Some(Ruling::Withdrawn) => return Ok(Checked::Failed(Shortfall::Withdrawn)),
        Some(Ruling::Distinct) | None => {}
    }
    // Of two that look the same, whoever was proven first keeps the mark, until the moderators decide otherwise.
    if let Some(other) = looks_like(&mut tx.view(), &seen.domain)? {
        return Ok(Checked::Failed(Shortfall::LooksAlike(other.key())));
    }
    if let Some(actor) = actors::find(&mut tx.view(), seen.actor)?
        && !is_voice(actor.kind)
    {
        return Ok(Checked::Failed(Shortfall::NoVoice));
    }
    if let Some(claim) = claim.filter(|it| it.proven_at.is_none())
        && !may_claim(&mut tx.view(), claim.account, now)?
    {
        return Ok(Checked::Failed(Shortfall::Suspended));
    }
    // The way it was proven before, where that still holds; else the one that says most.
    let before = known.and_then(|it| match it.proof {
        Proof::Domain(way) if way.makes_official() && ways.contains(&way) => Some(way),
        Proof::Domain(_) | Proof::Administrator => None,
    });
    Ok(match before.or_else(|| ways.iter().copied().find(|it| it.makes_official())) {
        Some(way) => Checked::Official(way),
        None => Checked::Linked,
    })
}

/// The domain under which a brand is kept, for one that is another name of it: what was decided about it stands there.
pub(in crate::services) fn own_domain(view: &mut View<'_>, domain: &BrandDomain) -> Result<BrandDomain, StorageError> {
    let own = brands::find_by_domain(view, domain)?.and_then(|it| it.domain);
    Ok(own.unwrap_or_else(|| domain.clone()))
}

/// Whether a claim that is proven makes its author an owner. A voice that is not made yet was reserved for this very claim.
/// One that is there is sat in by whoever owns it; or, when all its owners are gone, by whoever the domain names by number.
fn may_sit(view: &mut View<'_>, seen: &Seen, claim: &Claim, now: Timestamp) -> Result<bool, StorageError> {
    if !claim.local || actors::find(view, seen.actor)?.is_none() {
        return Ok(true);
    }
    let owners = acting_owners(view, seen.actor, now)?;
    Ok(if owners.is_empty() { seen.answers } else { owners.contains(&claim.account) })
}

/// The owners of a voice here who may act at present: an account that is suspended or deleted owns nothing meanwhile.
pub fn acting_owners(view: &mut View<'_>, voice: ActorId, now: Timestamp) -> Result<Vec<AccountId>, StorageError> {
    let mut owners = Vec::new();
    for it in brands::representatives_of(view, voice)?.into_iter().filter(|it| it.standing == Standing::Owner) {
        if may_claim(view, it.account, now)? {
            owners.push(it.account);
        }
    }
    Ok(owners)
}

/// Two names that look the same and are both proven wait for the moderators, once; so does a proven brand that would be called
/// as another one is.
pub(in crate::services) fn ask_moderators(
    tx: &mut Tx<'_>,
    scene: &Scene,
    reason: &str,
    domain: &BrandDomain,
    other: &str,
) -> Result<(), StorageError> {
    let subject = scene.address.claim_page(domain);
    if reports::is_reported(&mut tx.view(), &subject)? {
        return Ok(());
    }
    let report = Report {
        id: ReportId(random::new_v7(scene.random.as_ref(), scene.now)),
        complaint: None,
        subject,
        reporter: None,
        reporter_handle: scene.address.authority().to_string(),
        reason: reason.to_string(),
        note: format!("{domain} ~ {other}"),
        made_at: scene.now,
        decided_at: None,
        decision: None,
        activity: None,
        forwarded_at: None,
        case: None,
    };
    moderate::insert(tx, &report)?;
    Ok(())
}

/// Whether a member may act here at present.
pub(in crate::services) fn may_claim(
    view: &mut View<'_>,
    account: AccountId,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let Some(account) = accounts::find(view, account)? else { return Ok(false) };
    Ok(suspension(view, account.actor, now)?.is_none())
}

fn is_voice(kind: ActorKind) -> bool {
    match kind {
        ActorKind::Person | ActorKind::Official | ActorKind::Organization | ActorKind::Service => true,
        ActorKind::Board | ActorKind::Group | ActorKind::Instance | ActorKind::Application => false,
    }
}

/// The proven brand that a domain looks like, if it is another one and the moderators did not decide that both are honest.
pub fn looks_like(view: &mut View<'_>, domain: &BrandDomain) -> Result<Option<Brand>, StorageError> {
    if marks::ruling(view, domain, None)? == Some(Ruling::Distinct) {
        return Ok(None);
    }
    resembles(view, domain)
}

/// The proven brand that a domain looks like, whatever was decided about it.
pub fn resembles(view: &mut View<'_>, domain: &BrandDomain) -> Result<Option<Brand>, StorageError> {
    let Some(proven) = claims::proven_by_skeleton(view, &lookalike::skeleton(domain))? else { return Ok(None) };
    let brand = brands::find(view, proven)?;
    let own = brands::find_by_domain(view, domain)?;
    Ok(brand.filter(|it| own.is_none_or(|own| own.id != it.id)))
}

/// Whose voice an account of this name would sound like, so that nobody here gets it. A name that reads as a brand's with
/// a word that only its voice would add, a number, a country or a gap is refused for every brand that has a page here; its
/// bare name alone for brands that are proven, because people are called like companies. Words and lengths: `lookalike`.
pub fn imitated_by(view: &mut View<'_>, name: &str) -> Result<Option<Brand>, StorageError> {
    // The name by which software without dots finds a board.
    if let Some(brand) = brands::find_by_domain(view, &BrandDomain::kept(name.replace('_', ".")))? {
        return Ok(Some(brand));
    }
    let readings = lookalike::readings(name);
    let cores: Vec<&str> = readings.iter().filter_map(lookalike::Reading::core).collect();
    let brands = brands::that_sound(view, &cores)?;
    let ids: Vec<BrandId> = brands.iter().map(|(it, _)| it.id).collect();
    let proven = claims::proven_of(view, &ids)?;
    let passes = |(brand, known): &(Brand, lookalike::Known)| {
        known.heard_in(&readings).is_some_and(|it| it > Sound::Bare || proven.contains(&brand.id))
    };
    Ok(brands.into_iter().find(passes).map(|(brand, _)| brand))
}

/// The domain names it: the board, the voice where it is one of ours, and its first owner are made where they are missing.
fn name(tx: &mut Tx<'_>, scene: &Scene, seen: &Seen, claim: Option<&Claim>, way: Way) -> Result<(), ServiceError> {
    let (brand, _) = open_board::board_within(tx, scene, &seen.domain, None)?;
    let known = brands::official_for(&mut tx.view(), brand.id, seen.actor)?;
    let spoke = known.as_ref().is_some_and(|it| it.speaks(scene.now));
    if !way.makes_official() && spoke {
        // A link proves less than what stands; that it stands no longer is noted like any other failure.
        return failed(tx, scene, seen, known, &Shortfall::NotNamed);
    }
    if way.makes_official()
        && let Some(claim) = claim.filter(|it| it.local)
    {
        seat(tx, scene, seen, claim, &brand)?;
    }
    if actors::find(&mut tx.view(), seen.actor)?.is_none() {
        // A link leads to an actor that is not made for it.
        return Ok(());
    }
    let evidence = seen.looks.iter().find(|(it, _)| *it == way).map(|(_, look)| look.saw.clone()).unwrap_or_default();
    let before =
        known.filter(|it| it.is_verified(scene.now) == way.makes_official() && it.proof != Proof::Administrator);
    let official = Official {
        brand: brand.id,
        actor: seen.actor,
        proof: Proof::Domain(way),
        evidence,
        verified_at: before.as_ref().and_then(|it| it.verified_at).or(Some(scene.now)),
        checked_at: scene.now,
        failing_since: None,
        proven_at: Some(scene.now),
    };
    brands::save_official(tx, &official)?;
    if before.is_none_or(|it| it.proof != official.proof) {
        tell_profile::changed(tx, seen.actor, scene.now)?;
        board_changed(tx, brand.id, scene.now)?;
    }
    if way.makes_official() {
        note_name(tx, scene, &brand, &seen.domain)?;
        show_domain(tx, scene, seen.actor, &seen.domain)?;
        if !spoke {
            tell_claimant(tx, scene, seen, claim)?;
            jobs::enqueue(tx, &Task::TellVoice { brand: brand.id, after: None, read_at: None }, scene.now)?;
        }
    }
    Ok(())
}

/// How the domain looks is known from now on; where another one looks so and was first, the first stays.
fn note_name(tx: &mut Tx<'_>, scene: &Scene, brand: &Brand, domain: &BrandDomain) -> Result<(), StorageError> {
    if resembles(&mut tx.view(), domain)?.is_some() {
        return Ok(());
    }
    claims::keep_proven(tx, &lookalike::skeleton(domain), &lookalike::label_skeleton(domain), brand.id, scene.now)
}

/// Whoever asked hears it, also where the clock looked and they were not there.
fn tell_claimant(tx: &mut Tx<'_>, scene: &Scene, seen: &Seen, claim: Option<&Claim>) -> Result<(), ServiceError> {
    let Some(claim) = claim else { return Ok(()) };
    let Some(account) = accounts::find(&mut tx.view(), claim.account)? else { return Ok(()) };
    let telling = Telling {
        by: Teller::Here,
        of: TellOf::ClaimProven,
        complaint: None,
        reason: seen.domain.as_str(),
        until: None,
    };
    Ok(tell_here(tx, scene, account.actor, telling)?)
}

/// An actor of ours names the domain as any other would: by a field of its profile.
fn show_domain(tx: &mut Tx<'_>, scene: &Scene, actor: ActorId, domain: &BrandDomain) -> Result<(), StorageError> {
    let Some(mut actor) = actors::find(&mut tx.view(), actor)?.filter(|it| it.local) else { return Ok(()) };
    let page = format!("https://{domain}/");
    if actor.fields.iter().any(|it| it.value.contains(&format!("href=\"{page}\""))) {
        return Ok(());
    }
    let value = format!("<a href=\"{page}\" rel=\"me nofollow noopener\">{domain}</a>");
    actor.fields.push(Field { name: "Web".into(), value });
    actor.fetched_at = scene.now;
    actors::update_local(tx, &actor)?;
    jobs::enqueue(tx, &Task::TellProfile { actor: actor.id }, scene.now)
}

/// The voice of a claim that is proven, and whoever claimed as its first owner.
fn seat(tx: &mut Tx<'_>, scene: &Scene, seen: &Seen, claim: &Claim, brand: &Brand) -> Result<(), ServiceError> {
    if actors::find(&mut tx.view(), seen.actor)?.is_none() {
        let username = free_username(&mut tx.view(), &seen.domain)?;
        let made = scene.new_actor(ActorKind::Official, &username, &brand.name);
        let actor = Actor {
            id: seen.actor,
            uri: scene.address.actor(seen.actor),
            inbox: scene.address.inbox(seen.actor),
            followers_uri: Some(scene.address.followers(seen.actor)),
            key_id: Some(scene.address.actor_key(seen.actor, 1)),
            ..made
        };
        actors::insert_local(tx, &actor)?;
    }
    if acting_owners(&mut tx.view(), seen.actor, scene.now)?.is_empty() {
        // Whoever may not act here when the domain names somebody else does not come back with their suspension's end.
        for before in brands::representatives_of(&mut tx.view(), seen.actor)? {
            if !may_claim(&mut tx.view(), before.account, scene.now)? {
                brands::remove_representative(tx, before.id, scene.now)?;
            }
        }
        let representative = Representative {
            id: random::new_v4(scene.random.as_ref()),
            official: seen.actor,
            account: claim.account,
            name: claim.signs.clone(),
            role: claim.role.clone(),
            standing: Standing::Owner,
            since: scene.now,
        };
        brands::save_representative(tx, &representative)?;
    }
    Ok(())
}

/// A name for the voice of a domain that nobody has here: what stands before the first dot, where it is free.
pub fn free_username(view: &mut View<'_>, domain: &BrandDomain) -> Result<String, StorageError> {
    let label = domain.as_str().split('.').next().unwrap_or_default().replace('-', "_");
    for number in 1..=NAMES_MAX {
        let name = match number {
            1 => label.clone(),
            2 => format!("{label}_care"),
            more => format!("{label}_care{more}"),
        };
        if !accounts::is_name_taken(view, &name)? {
            return Ok(name);
        }
    }
    Err(StorageError::inconsistent("actors", "no name is left for a voice"))
}

/// Nobody becomes official by failing; whoever was proven stays so for a week.
fn failed(
    tx: &mut Tx<'_>,
    scene: &Scene,
    seen: &Seen,
    known: Option<Official>,
    shortfall: &Shortfall,
) -> Result<(), ServiceError> {
    let Some(known) = known else { return Ok(()) };
    tracing::info!(actor = seen.uri, domain = %seen.domain, ?shortfall, "a voice is not proven");
    let proven = known.proof != Proof::Administrator;
    let failing_since = known.failing_since.or(Some(scene.now)).filter(|_| proven);
    let (spoke, is_first) = (known.is_verified(known.checked_at), known.failing_since.is_none());
    let now = Official { checked_at: scene.now, failing_since, ..known };
    if spoke {
        let missing = missing_as(seen, &now, shortfall);
        tell_of_failing(tx, scene, seen, &now, missing.filter(|_| is_first))?;
    }
    Ok(brands::save_official(tx, &now)?)
}

/// What a voice is told that is missing; `None` where whoever took the mark has told it.
fn missing_as(seen: &Seen, official: &Official, shortfall: &Shortfall) -> Option<TellOf> {
    match shortfall {
        Shortfall::NotNamed if is_silent(seen, official) => Some(TellOf::ProofSilent),
        Shortfall::NotNamed => Some(TellOf::ProofMissing),
        Shortfall::NotNamedBack => Some(TellOf::ProofNotBack),
        Shortfall::LooksAlike(_) | Shortfall::MixesScripts => Some(TellOf::ProofAlike),
        Shortfall::Suspended | Shortfall::NoVoice => Some(TellOf::ProofNoVoice),
        Shortfall::Withheld | Shortfall::Withdrawn => None,
    }
}

/// Whether nothing answered at the place that proved it before: who is down says nothing about whom they name.
fn is_silent(seen: &Seen, official: &Official) -> bool {
    let unreachable = |way: Way| seen.looks.iter().any(|(it, look)| *it == way && look.verdict == Verdict::Unreachable);
    matches!(official.proof, Proof::Domain(way) if unreachable(way))
}

/// Whoever speaks through a voice here hears what is missing while there is time to mend that, and when it is over.
fn tell_of_failing(
    tx: &mut Tx<'_>,
    scene: &Scene,
    seen: &Seen,
    official: &Official,
    missing: Option<TellOf>,
) -> Result<(), StorageError> {
    let until = official.fails_at();
    let of = match (until, missing) {
        (Some(until), _) if scene.now > until => TellOf::ProofOver,
        (Some(_), Some(missing)) => missing,
        _ => return Ok(()),
    };
    let told = Telling { by: Teller::Here, of, complaint: None, reason: seen.domain.as_str(), until };
    tell(tx, scene, official.actor, told)
}

/// The actor speaks for the brand no more, at once.
pub(in crate::services) fn unname(
    tx: &mut Tx<'_>,
    domain: &BrandDomain,
    actor: &Actor,
    now: Timestamp,
) -> Result<bool, StorageError> {
    claims::remove_of_actor(tx, domain, &actor.uri)?;
    let Some(brand) = brands::find_by_domain(&mut tx.view(), domain)? else { return Ok(false) };
    if reader_of(&mut tx.view(), &brand, now)? != Reader::Nobody {
        brands::set_was_read(tx, brand.id)?;
    }
    let removed = brands::remove_official(tx, brand.id, actor.id)?;
    let rest = brands::officials_of(&mut tx.view(), brand.id)?;
    if !rest.iter().any(|it| matches!(it.proof, Proof::Domain(way) if way.makes_official())) {
        claims::forget_proven(tx, brand.id)?;
    }
    hide_domain(tx, actor, domain, now)?;
    if removed {
        board_changed(tx, brand.id, now)?;
    }
    Ok(removed)
}

/// The board names who speaks for its brand: whoever follows it hears that somebody does, or does no more.
fn board_changed(tx: &mut Tx<'_>, brand: BrandId, now: Timestamp) -> Result<(), StorageError> {
    match brands::board_of(&mut tx.view(), brand)? {
        Some(board) => tell_profile::changed(tx, board, now),
        None => Ok(()),
    }
}

/// An actor of ours that speaks for the domain no more does not name it either.
fn hide_domain(tx: &mut Tx<'_>, actor: &Actor, domain: &BrandDomain, now: Timestamp) -> Result<(), StorageError> {
    let Some(mut actor) = actors::find(&mut tx.view(), actor.id)?.filter(|it| it.local) else { return Ok(()) };
    let link = format!("href=\"https://{domain}/\"");
    actor.fields.retain(|it| !it.value.contains(&link));
    actors::update_local(tx, &actor)?;
    tell_profile::changed(tx, actor.id, now)
}
