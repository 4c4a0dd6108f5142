//! Whom or what a form acts on, for those who may read that. The form itself has numbers alone, and whoever presses its button
//! on another page than its own has to read there what it hits.

use crate::domain::brand::BrandDomain;
use crate::domain::complaint::{Promise, State};
use crate::domain::ids::ActorId;
use crate::http::problem::Problem;
use crate::markup;
use crate::services::people::domain_with_name;
use crate::storage::deliveries::{self, DeadLetter};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::visibility::known_to_others;
use crate::storage::{StorageError, View, actors, hidden_posts};
use crate::web::resume::parts_of;
use crate::web::submission::Fields;
use crate::web::thread::{self, Seen};
use crate::web::visit::Visit;
use crate::web::{intents, log_in, moderation, people, quotes, receipts, told};

/// Letters of a post by which it is known again.
const WORDS_CHARS_SHOWN: usize = 200;

/// One thing that a form acts on: what it is, and which.
pub(in crate::web) struct Meant {
    pub label: String,
    pub said: String,
}

/// What it is by a message of the catalogue, empty where the words themselves say it, and which one.
pub(in crate::web) type Named = (&'static str, String);

/// Of what is gone, or not for whoever asks, this is said.
pub(in crate::web) async fn meant(visit: &Visit, action: &str, fields: &Fields) -> Vec<Meant> {
    let Some(named) = named(visit, action, fields).await else { return Vec::new() };
    let gone = named.is_empty() && visit.caller.is_some();
    let line =
        |(label, said): Named| Meant { label: if label.is_empty() { String::new() } else { visit.say(label) }, said };
    if gone { vec![line(("", visit.say("meant-gone")))] } else { named.into_iter().map(line).collect() }
}

/// What a form does to a refusal of the brand, where it is one that it answers.
pub(super) async fn answers_refusal(visit: &Visit, action: &str, fields: &Fields) -> Option<String> {
    let (id, key) = match parts_of(action).as_slice() {
        ["complaints", id, "confirm"] => (*id, "deed-accept-refusal"),
        ["complaints", id, "decline"] => (*id, "deed-reject-refusal"),
        _ => return None,
    };
    let seen = thread::find(visit, id).await.ok()?;
    let ended = matches!(seen.held.complaint.state(), State::Resolved { .. });
    (seen.refuses() && answers_standing(&seen, fields) && !ended).then(|| visit.say(key))
}

/// Whether what the brand says now is what the form answers: it has the number of what stood when it was shown.
fn answers_standing(seen: &Seen, fields: &Fields) -> bool {
    let standing = seen.held.complaint.standing_offer().map(|it| it.number);
    !fields.has("offer") || fields.get("offer").parse().ok() == standing
}

/// Whether a form at this address has no more than the number of what it acts on.
pub(super) fn has_numbers_alone(action: &str) -> bool {
    matches!(
        parts_of(action).as_slice(),
        ["complaints" | "intents" | "invitations", ..]
            | ["moderation", "cases" | "undo" | "accounts", _]
            | ["settings", "told" | "quotes", _]
            | ["settings", "invitations"]
            | ["desk", "people"]
            | ["admin", "deliveries"]
    )
}

/// `None`: the fields of the form say it, or it acts on this server as a whole.
async fn named(visit: &Visit, action: &str, fields: &Fields) -> Option<Vec<Named>> {
    let named = match parts_of(action).as_slice() {
        ["complaints", id, ..] => of_complaint(visit, id, fields).await,
        ["moderation", "cases", id] => moderation::meant_by_case(visit, id, fields.get("deed")).await,
        ["moderation", "undo", id] => moderation::meant_by_undo(visit, id).await,
        ["moderation", "accounts", "restrict"] => of_restriction(visit, fields).await,
        ["settings", "told", id] => told::in_words(visit, id).await.map(|it| vec![("meant-notice", it)]),
        ["settings", "quotes", id] => quotes::meant(visit, id).await,
        ["settings", "invitations"] => {
            people::asked(visit, &query_of(action, "id"), None).await.map(|it| vec![("", it)])
        }
        ["invitations", id, secret] => people::asked(visit, id, Some(secret)).await.map(|it| vec![("", it)]),
        ["settings", ..] | ["logout" | "notifications"] => {
            visit.caller.as_ref().map(|it| vec![("meant-account", format!("@{}", it.handle))])
        }
        ["login", "link", id, secret] => {
            log_in::whose_link(visit, id, secret).await.map(|it| vec![("meant-account", format!("@{it}"))])
        }
        ["desk", "people"] => people::meant(visit, fields).await,
        ["boards", domain, "claim"] => of_claim(visit, domain, fields).await,
        ["intents", "unfollow"] => of_actor(visit, fields).await,
        ["intents", _] => Some(vec![("meant-what", intents::name_of(visit, fields.get("object")).await)]),
        ["search", "ask"] => Some(vec![("meant-what", fields.get("q").to_string())]),
        ["admin", "trust-key"] => {
            Some(vec![("meant-board", fields.get("board").to_string()), ("meant-key", fields.get("key").to_string())])
        }
        ["admin", "deliveries"] if fields.has("id") => of_delivery(visit, fields).await,
        _ => return None,
    };
    Some(named.unwrap_or_default())
}

/// What an address asks for behind its path.
fn query_of(action: &str, name: &str) -> String {
    let query = action.split_once('?').map_or("", |(_, query)| query);
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs.find(|(it, _)| it == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// A complaint by its title, and what of it the form has the number of.
async fn of_complaint(visit: &Visit, id: &str, fields: &Fields) -> Option<Vec<Named>> {
    let seen = thread::find(visit, id).await.ok()?;
    let mut named = vec![("meant-complaint", seen.title(visit))];
    let id = seen.held.id;
    if let Ok(post) = fields.get("post").parse() {
        let found = words(visit, &seen, move |view| posts::find(view, post)).await;
        named.push(("meant-comment", found.unwrap_or_else(|| visit.say("meant-gone"))));
    }
    if let Ok(response) = fields.get("response").parse() {
        let found = words(visit, &seen, move |view| posts::of_response(view, id, response)).await;
        named.push(("meant-answer", found.unwrap_or_else(|| visit.say("meant-gone"))));
    }
    if fields.has("offer") {
        let words = match seen.held.complaint.standing_offer() {
            Some(_) if !answers_standing(&seen, fields) => visit.say("meant-overtaken"),
            Some(_) if seen.refuses() => {
                visit.words.with("banner-offered-declined", &[("brand", seen.brand_name().into())])
            }
            Some(offer) => {
                let outcome = visit.say(&format!("outcome-{}", offer.outcome.word()));
                visit.words.with("outcome-offered", &[("brand", seen.brand_name().into()), ("outcome", outcome.into())])
            }
            None => visit.say("meant-gone"),
        };
        named.push(("meant-answers", words));
    }
    if fields.has("promise") {
        let promise = fields.get("promise").parse().ok().and_then(|it: u32| seen.held.complaint.promises.get(&it));
        let day = |it: &Promise| thread::promise_text(visit, it);
        named.push(("", promise.map_or_else(|| visit.say("meant-gone"), day)));
    }
    if fields.has("receipt") {
        let mut shown = receipts::in_words(visit, &seen.receipts).shown.into_iter();
        let found = shown.find(|it| it.id == fields.get("receipt"));
        named.push(("", found.map_or_else(|| visit.say("meant-gone"), |it| it.text)));
    }
    Some(named)
}

/// A post of this thread, for those who may read it.
async fn words(
    visit: &Visit,
    seen: &Seen,
    find: impl FnOnce(&mut View<'_>) -> Result<Option<StoredPost>, StorageError> + Send + 'static,
) -> Option<String> {
    let complaint = seen.held.id;
    let read = move |view: &mut View<'_>| -> Result<Option<(StoredPost, bool)>, StorageError> {
        let of_thread = |it: &StoredPost| {
            it.complaint == Some(complaint) && matches!(it.kind, PostKind::Comment | PostKind::Response)
        };
        let Some(post) = find(view)?.filter(of_thread) else { return Ok(None) };
        let hidden = hidden_posts::reason_of(view, post.id)?.is_some();
        Ok(Some((post, hidden)))
    };
    let (post, hidden) = visit.read(read).await.ok()??;
    let readable = !hidden || seen.viewer.moderator || seen.is_own(visit, &post);
    readable.then(|| beginning(visit, &seen.named(visit, &post), &post.html))
}

/// How a post is known again: who wrote it, and how it begins.
pub(in crate::web) fn beginning(visit: &Visit, by: &str, html: &str) -> String {
    let words = markup::excerpt(html, WORDS_CHARS_SHOWN);
    let words = if words.is_empty() { visit.say("post-gone") } else { words };
    visit.words.with("meant-said", &[("by", by.into()), ("words", words.into())])
}

async fn of_restriction(visit: &Visit, fields: &Fields) -> Option<Vec<Named>> {
    visit.moderator().ok()?;
    let actor: ActorId = fields.get("actor").parse().ok()?;
    let found = visit.read(move |view| actors::find(view, actor)).await.ok()??;
    Some(vec![("meant-account", format!("@{}", found.handle()))])
}

async fn of_actor(visit: &Visit, fields: &Fields) -> Option<Vec<Named>> {
    let actor: ActorId = fields.get("actor").parse().ok()?;
    let read = move |view: &mut View<'_>| -> Result<_, StorageError> {
        let found = actors::find(view, actor)?;
        known_to_others(view, found)
    };
    let found = visit.read(read).await.ok()??;
    Some(vec![("meant-account", format!("@{}", found.handle()))])
}

/// A brand by its name and domain, and the account whose mark a moderator decides about.
async fn of_claim(visit: &Visit, domain: &str, fields: &Fields) -> Option<Vec<Named>> {
    let domain = BrandDomain::parse(domain).ok()?.to_string();
    let brand = visit.read(move |view| domain_with_name(view, &domain)).await.ok()?;
    let mut named = vec![("meant-brand", brand)];
    if matches!(fields.get("step"), "withhold" | "return") {
        named.extend(of_restriction(visit, fields).await.unwrap_or_else(|| vec![("", visit.say("meant-gone"))]));
    }
    Some(named)
}

async fn of_delivery(visit: &Visit, fields: &Fields) -> Option<Vec<Named>> {
    visit.administrator().ok()?;
    let id: i64 = fields.get("id").parse().ok()?;
    let read = move |view: &mut View<'_>| deliveries::dead_letters(view, None, id.checked_add(1), 1);
    let found: Result<Vec<DeadLetter>, Problem> = visit.read(read).await;
    let letter = found.ok()?.pop().filter(|it| it.id == id)?;
    Some(vec![("meant-delivery", letter.inbox)])
}
