//! An author's own signed word for an event: made here for our own people, checked here for everybody else's.
//!
//! It is either a statement over the event's hash, or the request by which a party on another server asked for it.

use serde_json::{Value, json};

use crate::app::App;
use crate::crypto::integrity_proof;
use crate::domain::asking::Asking;
use crate::domain::ids::ComplaintId;
use crate::domain::log::{Core, Line};
use crate::domain::sync::request::REQUEST_TEXT;
use crate::federation::actor;
use crate::federation::fetch::{self, FetchError};
use crate::federation::inbox::{InboxError, Received};
use crate::federation::incoming::transition_request;
use crate::federation::outgoing::NotSaid;
use crate::federation::vocabulary::{RD_VERSION, with_short_context};
use crate::federation::wire;
use crate::markup::SafeHtml;
use crate::services::{claims, receive_replica, signing};
use crate::storage::actors::{Actor, ActorKind, Key, KeyKind};
use crate::storage::complaints::{self, HISTORY_PAGE_LINES, Held, Told};
use crate::storage::jobs::{self, Task};
use crate::storage::{StorageError, Tx, View, actors, posts};

/// Bytes of one statement: a request may carry a whole post.
pub(super) const STATEMENT_BYTES_MAX: usize = 48 * 1024;
const KIND: &str = "rd:Statement";

/// An event of ours by somebody here who has not signed it yet.
pub(super) struct Unsigned {
    line: Line,
    author: Actor,
    complaint: String,
}

/// Finds the local author of an event of ours. Events of the home itself and those that are signed have none to ask.
pub(super) fn unsigned(view: &mut View<'_>, told: &Told, complaint: &str) -> Result<Option<Unsigned>, StorageError> {
    let Some(uri) = told.line.text("author").filter(|_| told.statement.is_none()) else { return Ok(None) };
    let author = actors::find_by_uri(view, uri)?;
    let author = author.filter(|it| it.local && matches!(it.kind, ActorKind::Person | ActorKind::Official));
    Ok(author.map(|author| Unsigned { line: told.line.clone(), author, complaint: complaint.to_string() }))
}

/// Signs an event as its local author. The home keeps its people's keys, and uses them only here: a replica can tell what
/// a person did from what the home says that somebody did.
pub(super) async fn sign(app: &App, unsigned: &Unsigned) -> Result<String, NotSaid> {
    let Unsigned { line, author, complaint } = unsigned;
    let event = line.read().map_err(|why| StorageError::inconsistent("complaint_events", why))?.event;
    let document = document(&author.uri, complaint, event.sequence, line);
    let key = signing::proof_key(app, author.id).await?;
    let signed = integrity_proof::sign(&document, &key.key, &key.method, event.at);
    Ok(signed.map_err(|why| StorageError::inconsistent("actor_keys", why))?.to_string())
}

fn document(author: &str, complaint: &str, sequence: i64, line: &Line) -> Value {
    with_short_context(json!({
        "type": KIND,
        "actor": author,
        "object": complaint,
        "rd:version": RD_VERSION,
        "rd:sequence": sequence,
        "rd:hash": line.hash.to_string(),
    }))
}

/// Checks what the authors of a replica's events signed, with the keys that their own servers show.
pub async fn check(app: &App, complaint: ComplaintId, after: i64) -> Result<(), NotSaid> {
    let find = move |view: &mut View<'_>| -> Result<Option<(Around, Vec<Told>)>, StorageError> {
        let lines = complaints::history(view, complaint, after, HISTORY_PAGE_LINES)?;
        let around = |held: Held| Around { id: Some(held.id), uri: held.uri, board: held.board_uri };
        Ok(complaints::find(view, complaint)?.map(|held| (around(held), lines)))
    };
    let Some((around, lines)) = app.db.read(find).await? else { return Ok(()) };
    let full = i64::try_from(lines.len()).is_ok_and(|count| count == HISTORY_PAGE_LINES);
    let next = after + HISTORY_PAGE_LINES;
    Box::pin(fetch::limited(check_lines(app, complaint, &around, lines))).await?;
    if full {
        let now = app.clock.now();
        let task = Task::CheckStatements { complaint, after: next };
        app.db.write::<_, StorageError, _>(move |tx| jobs::enqueue(tx, &task, now)).await?;
    }
    Ok(())
}

/// The thread that something is said to have been said in.
struct Around {
    /// `None` while nothing of it is kept.
    id: Option<ComplaintId>,
    uri: String,
    board: String,
}

/// Marks the lines that carry the signed word of somebody here. Their keys are our own, so this waits for nobody, and it is
/// known before anything is stored.
pub(super) async fn prove_own(app: &App, told: &mut receive_replica::Told) -> Result<(), StorageError> {
    let around = Around { id: None, uri: told.uri.clone(), board: told.board_uri.clone() };
    for line in &told.lines {
        let author = line.text("author").unwrap_or_default();
        if !wire::web_address(author).is_some_and(|url| app.address.is_ours(&url)) {
            continue;
        }
        let Ok(core) = line.read() else { continue };
        let Some(beside) = told.beside.get_mut(&core.event.sequence) else { continue };
        let Some(statement) = &beside.statement else { continue };
        let request = line.text(REQUEST_TEXT);
        let proven = is_theirs(app, &around, line, author, request, statement).await;
        beside.proven = match proven {
            Ok(by) => by.is_some(),
            Err(FetchError::Storage(error)) => return Err(error),
            Err(_) => false,
        };
    }
    Ok(())
}

async fn check_lines(app: &App, complaint: ComplaintId, around: &Around, lines: Vec<Told>) -> Result<(), NotSaid> {
    let uri = around.uri.as_str();
    // An event that comes along with another by the same request names its author there.
    let mut before: Option<(String, String)> = None;
    for told in lines {
        let own = told.line.text("author").map(String::from);
        let named = told.line.text(REQUEST_TEXT).map(String::from);
        let author = own.clone().or_else(|| before.as_ref().map(|(author, _)| author.clone())).unwrap_or_default();
        let request = named.or_else(|| before.take().filter(|_| own.is_none()).map(|(_, request)| request));
        before = request.clone().map(|request| (author.clone(), request));
        let Some(statement) = told.statement.clone().filter(|_| !told.signed) else { continue };
        match is_theirs(app, around, &told.line, &author, request.as_deref(), &statement).await {
            Ok(Some((author, core))) => {
                let (named, line) = (own.is_some(), told.line.clone());
                let keep = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
                    complaints::attach_statement(tx, complaint, core.event.sequence, &statement, true)?;
                    if named { claims::recognise(tx, complaint, &core, &line, &author) } else { Ok(()) }
                };
                app.db.write(keep).await?;
            }
            Ok(None) => tracing::info!(complaint = uri, "an event's statement is not its author's"),
            Err(error) if error.is_passing() => return Err(NotSaid::Later(error.to_string())),
            Err(error) => tracing::info!(complaint = uri, %error, "an event's author cannot be asked for a key"),
        }
    }
    Ok(())
}

/// The author and the event, if the statement is the word of the author that the event discloses, and about this very event.
async fn is_theirs(
    app: &App,
    around: &Around,
    line: &Line,
    author: &str,
    request: Option<&str>,
    statement: &str,
) -> Result<Option<(Actor, Core)>, FetchError> {
    let (Ok(document), Ok(core)) = (serde_json::from_str::<Value>(statement), line.read()) else { return Ok(None) };
    // A post is its own object; everything else is about the complaint.
    let about = wire::kind_of(&document) == Some("Create") || wire::member_id(&document, "object") == Some(&around.uri);
    let named = wire::member_id(&document, "actor") == Some(author) && about;
    let fits = match wire::kind_of(&document) {
        Some(KIND) => wire::text_of(&document, "rd:hash") == Some(&line.hash.to_string()),
        Some("Create") => is_post_of(&document, line) && is_said_in(app, &document, around).await?,
        Some(transition_request::KIND) => asks_for(&document, request, line),
        _ => false,
    };
    if !named || !fits || author.is_empty() {
        return Ok(None);
    }
    // What somebody here asked another server for comes back with its history; nobody is asked who they are.
    let author = if wire::web_address(author).is_some_and(|url| app.address.is_ours(&url)) {
        proven_here(app, author, &document).await?
    } else {
        let author = actor::known_or_fetched(app, author).await?;
        is_proven(app, &author, &document).await.then_some(author)
    };
    Ok(author.map(|author| (author, core)))
}

/// Somebody of ours whose key, the one of now or an earlier one, made this proof.
async fn proven_here(app: &App, uri: &str, document: &Value) -> Result<Option<Actor>, StorageError> {
    let uri = uri.to_string();
    let find = move |view: &mut View<'_>| -> Result<Option<(Actor, Vec<Key>)>, StorageError> {
        let actor = actors::find_by_uri(view, &uri)?.filter(|it| it.local);
        let Some(actor) = actor.filter(|it| matches!(it.kind, ActorKind::Person | ActorKind::Official)) else {
            return Ok(None);
        };
        let keys = actors::keys(view, actor.id, KeyKind::Ed25519)?;
        Ok(Some((actor, keys)))
    };
    let Some((actor, keys)) = app.db.read(find).await? else { return Ok(None) };
    for key in keys {
        if is_proven(app, &Actor { ed25519_key: Some(key.public_key), ..actor.clone() }, document).await {
            return Ok(Some(actor));
        }
    }
    Ok(None)
}

/// Whether a post was written for this thread: to its board, as part of it, or in answer to something in it. What somebody
/// signed for one thread is not their word in another.
async fn is_said_in(app: &App, document: &Value, around: &Around) -> Result<bool, FetchError> {
    let post = document.get("object").unwrap_or(document);
    let named = |name: &str| wire::ids_of(post, name);
    let addressed = ["to", "cc", "audience", "tag"].iter().any(|name| named(name).contains(&around.board.as_str()));
    let answered = wire::member_id(post, "inReplyTo").unwrap_or_default().to_string();
    if addressed || answered == around.uri || wire::member_id(post, "context") == Some(&around.uri) {
        return Ok(true);
    }
    let Some(id) = around.id else { return Ok(false) };
    let find = move |view: &mut View<'_>| posts::find_or_claim(view, &answered);
    let found = app.db.read::<_, StorageError, _>(find).await?;
    Ok(found.is_some_and(|it| it.complaint == Some(id)))
}

/// The activity of another server by which its author said it, with their own proof: kept as their word for the event that
/// the post became.
pub(super) async fn keep_of_post(received: &Received<'_>, uri: String) -> Result<(), InboxError> {
    let statement = received.activity.to_string();
    if received.activity.get("proof").is_none() || statement.len() > STATEMENT_BYTES_MAX {
        return Ok(());
    }
    if !is_proven(received.app, received.actor, received.activity).await {
        return Ok(());
    }
    let keep = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        let Some(post) = posts::find_by_uri(&mut tx.view(), &uri)? else { return Ok(()) };
        match post.complaint.zip(post.sequence) {
            Some((id, sequence)) => complaints::attach_statement(tx, id, sequence, &statement, true),
            None => Ok(()),
        }
    };
    Ok(received.app.db.write(keep).await?)
}

/// The post that an event is, as its author sent it: the same address and the same words.
fn is_post_of(document: &Value, line: &Line) -> bool {
    let Some(post) = document.get("object").filter(|it| it.is_object()) else { return false };
    let same =
        |html: &str, given: &str| SafeHtml::from_html(html).into_string() == SafeHtml::from_html(given).into_string();
    let id = wire::text_of(post, "id").filter(|id| Some(*id) == line.text("post"));
    id.is_some()
        && line.text("content").is_none_or(|html| same(html, wire::text_of(post, "content").unwrap_or_default()))
}

/// A request stands behind the events that it asked for, with the words that it carried, and behind no others.
fn asks_for(document: &Value, request: Option<&str>, line: &Line) -> bool {
    let (Some(asking), Ok(core)) = (transition_request::read_command(document), line.read()) else { return false };
    let id = wire::text_of(document, "id");
    if request.is_some_and(|named| Some(named) != id) || !asking.says(&core.event.happening) {
        return false;
    }
    if asking.seen.is_some_and(|seen| seen >= core.event.sequence) {
        return false;
    }
    words_fit(document, &asking, line)
}

fn words_fit(document: &Value, asking: &Asking, line: &Line) -> bool {
    let same =
        |html: &str, given: &str| SafeHtml::from_html(html).into_string() == SafeHtml::from_html(given).into_string();
    let post = document.get("instrument").and_then(|it| it.get("rd:post"));
    if let Some(uri) = line.text("post")
        && post.and_then(|post| wire::text_of(post, "id")) != Some(uri)
    {
        return false;
    }
    let given = match post {
        Some(post) => wire::text_of(post, "content"),
        None => Some(asking.content.as_str()).filter(|it| !it.is_empty()),
    };
    match (line.text("content"), given) {
        (Some(html), Some(given)) => same(html, given),
        (Some(_), None) => false,
        (None, _) => true,
    }
}

/// Whether a document carries a proof by the key that this actor shows, under a name of its own.
pub(super) async fn is_proven(app: &App, author: &Actor, document: &Value) -> bool {
    let Ok(method) = integrity_proof::verification_method(document) else { return false };
    let is_theirs = method.strip_prefix(author.uri.as_str()).is_some_and(|rest| rest.starts_with('#'));
    let Some(key) = author.ed25519_key.clone().filter(|_| is_theirs) else { return false };
    let Ok(key) = app.keys.public(&key) else { return false };
    let (document, now) = (document.clone(), app.clock.now());
    app.threads.run(move || integrity_proof::verify(&document, &key, now).is_ok()).await.unwrap_or(false)
}
