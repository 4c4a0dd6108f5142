//! An author's own signed word for an event: made here for our own people, checked here for everybody else's.
//!
//! It is either a statement over the event's hash, or the request by which a party on another server asked for it.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::app::App;
use crate::crypto::cavage::host_of;
use crate::crypto::integrity_proof;
use crate::domain::complaint::Happening;
use crate::domain::ids::ComplaintId;
use crate::domain::log::{Core, Line};
use crate::domain::sync::request::REQUEST_TEXT;
use crate::federation::actor;
use crate::federation::fetch::{self, FetchError};
use crate::federation::inbox::{InboxError, Received};
use crate::federation::incoming::{post, transition_request};
use crate::federation::outgoing::NotSaid;
use crate::federation::vocabulary::{RD_VERSION, with_short_context};
use crate::federation::wire;
use crate::services::receive_post::IncomingPost;
use crate::services::{claims, receive_replica, said, signing};
use crate::storage::actors::{Actor, ActorKind, Key, KeyKind};
use crate::storage::complaints::{self, HISTORY_PAGE_LINES, Told};
use crate::storage::jobs::{self, Task};
use crate::storage::{StorageError, Tx, View, actors, brands, posts};

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

/// People whom nobody here knows and whom the lines of one history have us look up. Whatever else they signed stays its
/// home's word until it is looked at again.
const STRANGERS_MAX: u32 = 12;

/// Checks what the authors of a replica's events signed, with the keys that their own servers show. `looked_up`: strangers
/// who were looked up for earlier lines.
pub async fn check(app: &App, complaint: ComplaintId, after: i64, looked_up: u32) -> Result<(), NotSaid> {
    // The line before these may name whoever did what the first of them is, and belongs to another page.
    let from = (after - 1).max(0);
    let most = HISTORY_PAGE_LINES + after - from;
    let find = move |view: &mut View<'_>| -> Result<Option<(Around, Vec<Told>)>, StorageError> {
        let Some(held) = complaints::find(view, complaint)? else { return Ok(None) };
        let lines = complaints::history(view, complaint, from, most)?;
        let first = if from == 0 { lines.first().cloned() } else { complaints::history(view, complaint, 0, 1)?.pop() };
        let brand = brands::find(view, held.brand)?;
        let filed_by = first.and_then(|it| it.line.text("author").map(String::from));
        let title = complaints::title_at(view, complaint, from)?;
        let known = said::Around { filed_by, title, ..said::Around::of_brand(brand.as_ref()) };
        Ok(Some((Around { id: Some(held.id), uri: held.uri, board: held.board_uri, known }, lines)))
    };
    let Some((around, lines)) = app.db.read(find).await? else { return Ok(()) };
    let full = i64::try_from(lines.len()).is_ok_and(|count| count == most);
    let next = after + HISTORY_PAGE_LINES;
    let mut looks = Looks(looked_up);
    Box::pin(fetch::limited(check_lines(app, complaint, &around, (lines, after), &mut looks))).await?;
    if full {
        let now = app.clock.now();
        let task = Task::CheckStatements { complaint, after: next, looked_up: looks.0 };
        app.db.write::<_, StorageError, _>(move |tx| jobs::enqueue(tx, &task, now)).await?;
    }
    Ok(())
}

/// How many strangers were looked up for one history.
struct Looks(u32);

impl Looks {
    /// Whether one more may be: a history that names whom it likes has us ask nobody's server as often as it likes.
    fn may_look_up(&mut self, app: &App, uri: &str) -> bool {
        let host = wire::web_address(uri).map(|url| host_of(&url)).unwrap_or_default();
        let may = self.0 < STRANGERS_MAX && app.keys.may_look_up(&host, app.clock.now());
        self.0 += u32::from(may);
        may
    }
}

/// The thread that something is said to have been said in.
struct Around {
    /// `None` while nothing of it is kept.
    id: Option<ComplaintId>,
    uri: String,
    board: String,
    known: said::Around,
}

/// A line, and whose word it says that it is.
struct Saying<'l> {
    line: &'l Line,
    author: &'l str,
    request: Option<&'l str>,
    statement: &'l str,
    known: &'l said::Around,
}

/// Marks the lines that carry the signed word of somebody here. Their keys are our own, so this waits for nobody, and it is
/// known before anything is stored.
pub(super) async fn prove_own(app: &App, told: &mut receive_replica::Told) -> Result<(), StorageError> {
    let is_own = |line: &Line| {
        let author = line.text("author").and_then(wire::web_address);
        author.is_some_and(|url| app.address.is_ours(&url))
    };
    if !told.lines.iter().any(is_own) {
        return Ok(());
    }
    let around = around_told(app, told).await?;
    let mut known = around.known.clone();
    for line in &told.lines {
        let Ok(core) = line.read() else { continue };
        let around_line = known.clone();
        known.follow(&core.event.happening, line);
        if !is_own(line) {
            continue;
        }
        let author = line.text("author").unwrap_or_default();
        let Some(beside) = told.beside.get_mut(&core.event.sequence) else { continue };
        let Some(statement) = &beside.statement else { continue };
        let saying = Saying { line, author, request: line.text(REQUEST_TEXT), statement, known: &around_line };
        let proven = is_theirs(app, &around, &saying, &mut Looks(STRANGERS_MAX)).await;
        beside.proven = match proven {
            Ok(by) => by.is_some(),
            Err(FetchError::Storage(error)) => return Err(error),
            Err(_) => false,
        };
    }
    Ok(())
}

/// What is known of a thread before its lines are kept.
async fn around_told(app: &App, told: &receive_replica::Told) -> Result<Around, StorageError> {
    let mut cores = told.lines.iter().filter_map(|line| Some((line.read().ok()?, line)));
    let before = cores.clone().map(|(core, _)| core.event.sequence - 1).min().unwrap_or_default();
    let filed = cores.find(|(core, _)| core.event.sequence == 1);
    let key = filed.as_ref().and_then(|(core, _)| match &core.event.happening {
        Happening::Filed(filed) => Some(filed.brand.clone()),
        _ => None,
    });
    let by = filed.and_then(|(_, line)| line.text("author").map(String::from));
    let (uri, asked) = (told.uri.clone(), told.uri.clone());
    let find = move |view: &mut View<'_>| -> Result<said::Around, StorageError> {
        let held = complaints::find_by_uri(view, &asked)?;
        let brand = match (&held, &key) {
            (Some(held), _) => brands::find(view, held.brand)?,
            (None, Some(key)) => brands::find_by_key(view, key)?,
            (None, None) => None,
        };
        let first = match &held {
            Some(held) => complaints::history(view, held.id, 0, 1)?.pop(),
            None => None,
        };
        let filed_by = first.and_then(|it| it.line.text("author").map(String::from)).or(by);
        let title = match &held {
            Some(held) => complaints::title_at(view, held.id, before)?,
            None => None,
        };
        Ok(said::Around { filed_by, title, ..said::Around::of_brand(brand.as_ref()) })
    };
    let known = app.db.read(find).await?;
    Ok(Around { id: None, uri, board: told.board_uri.clone(), known })
}

/// Whose word an event is, for the one after it that names nobody because it came along by the same request.
struct Before {
    author: String,
    request: String,
    /// The answer that it is, or that it came along with.
    response: Option<u32>,
}

async fn check_lines(
    app: &App,
    complaint: ComplaintId,
    around: &Around,
    (lines, after): (Vec<Told>, i64),
    looks: &mut Looks,
) -> Result<(), NotSaid> {
    let uri = around.uri.as_str();
    let (mut before, mut known_now) = (None::<Before>, around.known.clone());
    let mut unproven = 0_u32;
    for told in lines {
        let own = told.line.text("author").map(String::from);
        let previous = before.take();
        let author = own.clone().or_else(|| previous.as_ref().map(|it| it.author.clone())).unwrap_or_default();
        let along = previous.filter(|_| own.is_none());
        let named = told.line.text(REQUEST_TEXT).map(String::from);
        let request = named.or_else(|| along.as_ref().map(|it| it.request.clone()));
        let event = told.line.read().ok().map(|core| core.event);
        let response = along.and_then(|it| it.response);
        let known = said::Around { response, ..known_now.clone() };
        if let Some(event) = &event {
            known_now.follow(&event.happening, &told.line);
        }
        let response = match event.as_ref().map(|it| &it.happening) {
            Some(Happening::Responded { response, .. }) => Some(*response),
            _ => response,
        };
        before = request.clone().map(|request| Before { author: author.clone(), request, response });
        if event.is_some_and(|it| it.sequence <= after) {
            continue;
        }
        let Some(statement) = told.statement.clone().filter(|_| !told.signed) else { continue };
        let saying = Saying {
            line: &told.line,
            author: &author,
            request: request.as_deref(),
            statement: &statement,
            known: &known,
        };
        match is_theirs(app, around, &saying, looks).await {
            Ok(Some((author, core))) => {
                let (named, line) = (own.is_some(), told.line.clone());
                let (statement, request) = (statement.clone(), request.clone());
                let keep = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
                    // What they said once stays theirs where they said it, and is the home's word where it stands again.
                    if claims::was_said_before(tx, complaint, &core, &line, request.as_deref())? {
                        return Ok(());
                    }
                    complaints::attach_statement(tx, complaint, core.event.sequence, &statement, true)?;
                    if named { claims::recognise(tx, complaint, &core, &line, &author) } else { Ok(()) }
                };
                app.db.write(keep).await?;
            }
            Ok(None) => unproven += 1,
            Err(error) if error.is_passing() => return Err(NotSaid::Later(error.to_string())),
            Err(error) => tracing::info!(complaint = uri, %error, "an event's author cannot be asked for a key"),
        }
    }
    if unproven > 0 {
        tracing::info!(complaint = uri, unproven, "events' statements are not their authors', or were not looked at");
    }
    Ok(())
}

/// The author and the event, if the statement is the word of the author that the event discloses, about this very event, and
/// everything that the event says follows from it.
async fn is_theirs(
    app: &App,
    around: &Around,
    saying: &Saying<'_>,
    looks: &mut Looks,
) -> Result<Option<(Actor, Core)>, FetchError> {
    let (line, author) = (saying.line, saying.author);
    let (Ok(document), Ok(core)) = (serde_json::from_str::<Value>(saying.statement), line.read()) else {
        return Ok(None);
    };
    // A post is its own object; everything else is about the complaint.
    let about = wire::kind_of(&document) == Some("Create") || wire::member_id(&document, "object") == Some(&around.uri);
    let named = !author.is_empty() && wire::member_id(&document, "actor") == Some(author) && about;
    if !named || !names_key_of(author, &document) {
        return Ok(None);
    }
    let mut written = None;
    let fits = match wire::kind_of(&document) {
        Some(KIND) => wire::text_of(&document, "rd:hash") == Some(&line.hash.to_string()),
        Some("Create") => match document.get("object").and_then(|it| post_by(author, it)) {
            Some(post) if line.text("post") == Some(&post.uri) => {
                let is_filing = matches!(core.event.happening, Happening::Filed(_));
                let is_here = is_said_in(app, &document, around, is_filing).await?;
                written = Some(post);
                is_here
            }
            _ => false,
        },
        Some(transition_request::KIND) => asks_for(&document, saying, &core),
        _ => false,
    };
    if !fits {
        return Ok(None);
    }
    // What somebody here asked another server for comes back with its history; nobody is asked who they are.
    let proven = if wire::web_address(author).is_some_and(|url| app.address.is_ours(&url)) {
        proven_here(app, author, &document).await?
    } else {
        proven_elsewhere(app, author, &document, looks).await?
    };
    let is_all_theirs = |author: &Actor| {
        // Whoever signed the hash signed what they were called then, too.
        let called = wire::kind_of(&document) == Some(KIND)
            || line.text("handle").is_none_or(|it| it.eq_ignore_ascii_case(&author.handle()));
        called && written.as_ref().is_none_or(|post| said::as_written(post, author, saying.known, &core, line))
    };
    Ok(proven.filter(is_all_theirs).map(|author| (author, core)))
}

/// Whether a document claims to be proven by a key of this actor. Where it does not, nobody is asked about it.
fn names_key_of(author: &str, document: &Value) -> bool {
    let method = integrity_proof::verification_method(document).unwrap_or_default();
    method.strip_prefix(author).is_some_and(|rest| rest.starts_with('#'))
}

/// A post in somebody's statement, where it is their own.
fn post_by(author: &str, object: &Value) -> Option<IncomingPost> {
    let authors = wire::ids_of(object, "attributedTo");
    let post = post::read(object, true)?;
    let own = (authors.is_empty() || authors == [author]) && wire::on_one_host(&post.uri, author);
    own.then_some(post)
}

/// Somebody of another server, if their key made this proof. Whom nobody here knows is looked up, within bounds.
async fn proven_elsewhere(
    app: &App,
    uri: &str,
    document: &Value,
    looks: &mut Looks,
) -> Result<Option<Actor>, FetchError> {
    let (asked, now) = (uri.to_string(), app.clock.now());
    let known = app.db.read::<_, StorageError, _>(move |view| actors::find_by_uri(view, &asked)).await?;
    let is_fresh = |it: &Actor| now - it.fetched_at < TimeDelta::hours(actor::FRESH_HOURS);
    let author = match known {
        Some(known) if is_fresh(&known) => known,
        known => {
            if looks.may_look_up(app, uri) {
                actor::known_or_fetched(app, uri).await?
            } else if let Some(known) = known {
                known
            } else {
                return Ok(None);
            }
        }
    };
    Ok(is_proven(app, &author, document).await.then_some(author))
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

/// Whether a post was written for this thread: it names it, it answers something in it that is there by more than the word of
/// its home, or it is what was filed on its board. What somebody signed for one thread is not their word in another.
async fn is_said_in(app: &App, document: &Value, around: &Around, is_filing: bool) -> Result<bool, FetchError> {
    let post = document.get("object").unwrap_or(document);
    if wire::member_id(post, "context") == Some(&around.uri) {
        return Ok(true);
    }
    let Some(answered) = wire::member_id(post, "inReplyTo").map(String::from) else {
        let named = |name: &&str| wire::ids_of(post, name).contains(&around.board.as_str());
        return Ok(is_filing && ["to", "cc", "audience", "tag"].iter().any(named));
    };
    if answered == around.uri {
        return Ok(true);
    }
    let Some(id) = around.id else { return Ok(false) };
    let find = move |view: &mut View<'_>| posts::find_by_uri(view, &answered);
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

/// A request stands behind the events that it asked for, with the words that it carried, and behind no others.
fn asks_for(document: &Value, saying: &Saying<'_>, core: &Core) -> bool {
    let Some(asking) = transition_request::read_command(document) else { return false };
    let id = wire::text_of(document, "id");
    if saying.request.is_some_and(|named| Some(named) != id) {
        return false;
    }
    if asking.seen.is_some_and(|seen| seen >= core.event.sequence) {
        return false;
    }
    let note = document.get("instrument").and_then(|it| it.get("rd:post"));
    let post = note.and_then(|note| post_by(saying.author, note));
    said::as_asked(&asking, post.as_ref(), saying.known, core, saying.line)
}

/// Whether a document carries a proof by the key that this actor shows, under a name of its own.
pub(super) async fn is_proven(app: &App, author: &Actor, document: &Value) -> bool {
    let is_theirs = names_key_of(&author.uri, document);
    let Some(key) = author.ed25519_key.clone().filter(|_| is_theirs) else { return false };
    let Ok(key) = app.keys.public(&key) else { return false };
    let (document, now) = (document.clone(), app.clock.now());
    app.threads.run(move || integrity_proof::verify(&document, &key, now).is_ok()).await.unwrap_or(false)
}
