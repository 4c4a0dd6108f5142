//! What concerns somebody, on a page of their own: what they were told, and who asks them; in their settings, on their
//! profile, on the desk of a brand. What is new has a mark in the head of every page until they saw it.

use std::collections::{HashMap, HashSet};

use actix_web::HttpResponse;
use actix_web::web::Path;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::ids::{AccountId, ActorId, ComplaintId};
use crate::http::caller::Caller;
use crate::http::problem::Problem;
use crate::markup::{self, SafeHtml};
use crate::services::notices::{self, About, TellOf};
use crate::services::{people, tell};
use crate::storage::notices::{self as kept, From, Last, Notice};
use crate::storage::pages::{self, Listed};
use crate::storage::{StorageError, View, restrictions};
use crate::web::claim::OF_VOICE;
use crate::web::log_in::inside;
use crate::web::parts;
use crate::web::submission::Submission;
use crate::web::thread::Seen;
use crate::web::visit::{Answer, Visit};

const TOLD_LISTED: i64 = 50;

/// Where somebody finds what they were told of.
pub(super) struct Link {
    pub to: String,
    pub text: String,
}

pub(super) struct ToldLine {
    pub id: String,
    pub text: SafeHtml,
    /// The brand that it is about, for whoever speaks for several.
    pub brand: Option<String>,
    /// Which server elsewhere says it.
    pub from: Option<String>,
    pub link: Option<Link>,
    pub at: String,
    pub at_iso: String,
    pub is_new: bool,
}

/// One page each of what was told from here and from elsewhere, and the complaints that they are about. What others write
/// never takes the place of what our own moderators and boards tell.
#[derive(Default)]
pub(super) struct Told {
    here: Vec<Notice>,
    elsewhere: Vec<Notice>,
    about: HashMap<ComplaintId, Listed>,
    /// What the voices speak for that were told, where there are several brands.
    brands: HashMap<ActorId, Vec<String>>,
}

/// Both lists as a page shows them, and where older lines stand.
pub(super) struct ToldLists {
    /// Where they stand.
    pub page: String,
    pub here: Vec<ToldLine>,
    pub here_older: Option<String>,
    pub elsewhere: Vec<ToldLine>,
    pub elsewhere_older: Option<String>,
}

impl ToldLists {
    pub(super) fn is_empty(&self) -> bool {
        self.here.is_empty() && self.elsewhere.is_empty()
    }
}

/// Where the pages of both lists begin.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Begin {
    here: Option<Last>,
    elsewhere: Option<Last>,
}

const HERE: &str = "told";
const ELSEWHERE: &str = "written";

pub(super) fn begin(visit: &Visit) -> Begin {
    Begin { here: last(visit, HERE), elsewhere: last(visit, ELSEWHERE) }
}

/// Where the page before of a list ended.
pub(super) fn last(visit: &Visit, name: &str) -> Option<Last> {
    let text = visit.query(name)?;
    let (at, id) = text.split_once('_')?;
    Some(Last { at: Timestamp::from_timestamp_micros(at.parse().ok()?)?, id: id.parse().ok()? })
}

/// Every name under which somebody is told something for themselves.
pub(super) fn names_of_person(
    view: &mut View<'_>,
    actor: ActorId,
    account: Option<AccountId>,
) -> Result<Vec<ActorId>, StorageError> {
    match account {
        Some(account) => restrictions::names_of(view, account),
        None => Ok(vec![actor]),
    }
}

/// What a person was told under any of their names, from the beginning.
pub(super) fn of_person(view: &mut View<'_>, actor: ActorId, account: Option<AccountId>) -> Result<Told, StorageError> {
    let names = names_of_person(view, actor, account)?;
    of_actors(view, &names, Begin::default())
}

pub(super) fn of_actors(view: &mut View<'_>, names: &[ActorId], begin: Begin) -> Result<Told, StorageError> {
    let mut here = kept::of(view, names, From::Here, begin.here, TOLD_LISTED)?;
    look_up(view, &mut here)?;
    let elsewhere = kept::of(view, names, From::Elsewhere, begin.elsewhere, TOLD_LISTED)?;
    let ids: Vec<ComplaintId> = here.iter().chain(&elsewhere).filter_map(|it| it.complaint).collect();
    let about = if ids.is_empty() { HashMap::new() } else { pages::by_ids(view, &ids)? };
    Ok(Told { here, elsewhere, about, brands: HashMap::new() })
}

/// The newest of both lists, in no order.
pub(super) fn newest(
    view: &mut View<'_>,
    names: &[ActorId],
    before: Option<Last>,
    limit: i64,
) -> Result<Vec<Notice>, StorageError> {
    let mut all = kept::of(view, names, From::Here, before, limit)?;
    look_up(view, &mut all)?;
    all.extend(kept::of(view, names, From::Elsewhere, before, limit)?);
    Ok(all)
}

/// What waits for somebody, as lines of a page, and the complaints that it is about.
pub(super) fn waiting(
    view: &mut View<'_>,
    caller: &Caller,
    limit: i64,
) -> Result<(Vec<Notice>, HashMap<ComplaintId, Listed>), StorageError> {
    let names = names_of_person(view, caller.actor, caller.account)?;
    let kinds = TellOf::WAITING.map(TellOf::word);
    let mut standing = kept::standing(view, &names, &kinds, caller.at, limit)?;
    look_up(view, &mut standing)?;
    let ids: Vec<ComplaintId> = standing.iter().filter_map(|it| it.complaint).collect();
    let about = if ids.is_empty() { HashMap::new() } else { pages::by_ids(view, &ids)? };
    Ok((standing, about))
}

/// What voices were told: where they are of several brands, each line says which one is meant.
pub(super) fn of_voices(view: &mut View<'_>, voices: &[ActorId], begin: Begin) -> Result<Told, StorageError> {
    let mut told = of_actors(view, voices, begin)?;
    let mut brands = HashMap::new();
    for voice in voices {
        brands.insert(*voice, people::names_of_brands(view, *voice)?);
    }
    let all: HashSet<&String> = brands.values().flatten().collect();
    if all.len() > 1 {
        told.brands = brands;
    }
    Ok(told)
}

/// One line of somebody's lists, for a page that has it alone; nobody reads those of others.
pub(super) async fn in_words(visit: &Visit, id: &str) -> Option<String> {
    let caller = visit.caller.clone()?;
    let id: Uuid = id.parse().ok()?;
    let read = move |view: &mut View<'_>| -> Result<Option<(Notice, Option<Listed>)>, StorageError> {
        let names = all_names(view, &caller)?;
        let Some(notice) = kept::find(view, id)?.filter(|it| names.contains(&it.recipient)) else { return Ok(None) };
        let mut one = [notice];
        look_up(view, &mut one)?;
        let [notice] = one;
        let about = match notice.complaint {
            Some(id) => pages::by_ids(view, &[id])?.remove(&id),
            None => None,
        };
        Ok(Some((notice, about)))
    };
    let (notice, about) = visit.read(read).await.ok()??;
    let brand = about.as_ref().map(|it| it.brand_name.clone()).unwrap_or_default();
    let named = about.as_ref().map_or(About::Unnamed, |it| named(&it.title));
    let words = markup::plain_text(text(visit, &notice, &named, &brand).as_str());
    Some(visit.words.beside(&from(visit, &notice).into_iter().chain([words]).collect::<Vec<_>>()))
}

/// The words and the names that lines from here are about.
fn look_up(view: &mut View<'_>, lines: &mut [Notice]) -> Result<(), StorageError> {
    notices::look_up_words(view, lines)?;
    for notice in lines.iter_mut().filter(|it| TellOf::from_word(&it.kind).is_some_and(TellOf::is_of_a_seat)) {
        notice.reason = people::domain_with_name(view, &notice.reason)?;
    }
    Ok(())
}

/// `page` is where they stand: `/settings`, or the desk of a brand.
pub(super) fn lists(visit: &Visit, told: &Told, page: &str) -> ToldLists {
    let lines = |list: &[Notice]| -> Vec<ToldLine> {
        let about = |it: &Notice| it.complaint.and_then(|id| told.about.get(&id));
        list.iter().map(|it| line(visit, it, about(it), told.brands.get(&it.recipient))).collect()
    };
    let older = |list: &[Notice], name: &str| {
        let last = list.last().filter(|_| i64::try_from(list.len()).is_ok_and(|it| it >= TOLD_LISTED))?;
        let and = if page.contains('?') { '&' } else { '?' };
        Some(format!("{page}{and}{name}={}_{}#told-h", last.at.timestamp_micros(), last.id))
    };
    ToldLists {
        page: page.to_string(),
        here: lines(&told.here),
        here_older: older(&told.here, HERE),
        elsewhere: lines(&told.elsewhere),
        elsewhere_older: older(&told.elsewhere, ELSEWHERE),
    }
}

/// What stood on this page is new no more.
pub(super) async fn saw_page(visit: &Visit, names: Vec<ActorId>, told: &Told) -> Result<(), Problem> {
    let new = told.here.iter().chain(&told.elsewhere).filter(|it| it.seen_at.is_none()).map(|it| it.id).collect();
    saw(visit, names, new).await
}

pub(super) fn line(
    visit: &Visit,
    notice: &Notice,
    listed: Option<&Listed>,
    of_voice: Option<&Vec<String>>,
) -> ToldLine {
    let about = listed.map_or(About::Unnamed, |it| named(&it.title));
    let brand = listed.map(|it| it.brand_name.clone()).unwrap_or_default();
    ToldLine {
        id: notice.id.to_string(),
        text: text(visit, notice, &about, &brand),
        brand: of_voice.map(|all| listed.map_or_else(|| visit.words.list(all), |it| it.brand_name.clone())),
        from: from(visit, notice),
        link: match notice.complaint {
            Some(id) => Some(Link { to: format!("/complaints/{id}"), text: visit.say("case-whole") }),
            None => match TellOf::from_word(&notice.kind) {
                Some(TellOf::Invited) => {
                    Some(Link { to: "/settings/invitations".into(), text: visit.say("invitations-title") })
                }
                Some(of) if of.is_of_a_proof() => {
                    Some(Link { to: proof_page(&notice.reason), text: visit.say("told-proof-page") })
                }
                _ => None,
            },
        },
        at: visit.moment(notice.at),
        at_iso: parts::iso(notice.at),
        is_new: notice.seen_at.is_none(),
    }
}

/// Where whoever speaks through a voice sees what was found of its proof.
pub(super) fn proof_page(domain: &str) -> String {
    format!("/boards/{domain}/claim?of={OF_VOICE}")
}

fn named(title: &str) -> About<'_> {
    if title.is_empty() { About::Erased } else { About::Titled(title) }
}

/// In the words of the page; what was said elsewhere, as it was said.
fn text(visit: &Visit, notice: &Notice, about: &About<'_>, brand: &str) -> SafeHtml {
    match &notice.said {
        Some(said) => SafeHtml::from_html(&said.html),
        None => {
            let until = notice.until.map(|at| visit.words.date(at, visit.now, visit.zone));
            SafeHtml::from_text(&notices::in_words(visit.words, notice, about, brand, until))
        }
    }
}

/// Whose word it is: what follows is in their words, or in ours.
fn from(visit: &Visit, notice: &Notice) -> Option<String> {
    let host = notice.host.as_deref()?;
    let key = if notice.said.is_some() { "told-from" } else { "told-by-host" };
    Some(visit.words.with(key, &[("host", host.into())]))
}

/// What is new about one thread, for its page.
pub(super) fn about_thread(visit: &Visit, told: &[Notice], title: &str, brand: &str) -> Vec<SafeHtml> {
    let line = |it: &Notice| {
        let text = text(visit, it, &named(title), brand);
        match from(visit, it) {
            Some(from) => SafeHtml::trusted(format!("{} {}", SafeHtml::from_text(&from).as_str(), text.as_str())),
            None => text,
        }
    };
    told.iter().map(line).collect()
}

/// Nobody waits longer for a page because it cannot be written that they saw it.
const SAW_PATIENCE: std::time::Duration = std::time::Duration::from_secs(2);

/// What was shown just now is new no more. A look without a body saw nothing.
pub(super) async fn saw(visit: &Visit, names: Vec<ActorId>, those: Vec<Uuid>) -> Result<(), Problem> {
    if names.is_empty() || those.is_empty() || !visit.is_read() {
        return Ok(());
    }
    // Reading goes on where nothing can be written: it stays new until it can.
    match tokio::time::timeout(SAW_PATIENCE, notices::saw(&visit.app, names, those)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::error!(%error, "what was seen could not be marked as seen"),
        Err(_) => tracing::error!("what was seen is not marked as seen so far: the database is slow"),
    }
    Ok(())
}

/// The same for the page of a thread: what whoever looks heard of it is read now.
pub(super) async fn saw_thread(visit: &Visit, seen: &Seen) -> Result<(), Problem> {
    saw(visit, seen.viewer.told_as(), seen.shown_news()).await?;
    let Some(account) = seen.unread_by.filter(|_| visit.is_read()) else { return Ok(()) };
    match tokio::time::timeout(SAW_PATIENCE, tell::read_about(&visit.app, account, seen.held.id)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::error!(%error, "what was read could not be marked as read"),
        Err(_) => tracing::error!("what was read is not marked as read so far: the database is slow"),
    }
    Ok(())
}

pub(super) async fn remove(form: Submission, id: Path<String>) -> HttpResponse {
    let answer = try_remove(&form, &id).await;
    form.answer(answer).await
}

async fn try_remove(form: &Submission, id: &str) -> Answer {
    let visit = &form.visit;
    let caller = visit.signed_in()?.clone();
    let id: Uuid = id.parse().map_err(|_| Problem::NotFound)?;
    let names = visit.read(move |view| all_names(view, &caller)).await?;
    if !notices::remove(&visit.app, names, id).await? {
        return Err(Problem::NotFound);
    }
    // The page that it stood on: of the desks the one that was open.
    let back = match inside(form.fields.get("from")) {
        "" => "/settings",
        page => page,
    };
    Ok(visit.go(back, "told-removed"))
}

/// Their own names, and the voices through which they speak.
fn all_names(view: &mut View<'_>, caller: &Caller) -> Result<Vec<ActorId>, StorageError> {
    let mut names = names_of_person(view, caller.actor, caller.account)?;
    names.extend(caller.represents.iter().map(|it| it.official));
    Ok(names)
}
