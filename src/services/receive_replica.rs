//! A board elsewhere told us of its complaint: the lines of history that are new here are checked and followed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::app::App;
use crate::domain::action::TITLE_CHARS_MAX;
use crate::domain::brand::{BrandDomain, on_one_site};
use crate::domain::complaint::{Happening, Target};
use crate::domain::doings::{self, Doings};
use crate::domain::ids::ComplaintId;
use crate::domain::log::{Core, Hash, Line};
use crate::domain::party::Party;
use crate::domain::reading::language;
use crate::domain::replica::{Followed, Replica};
use crate::domain::sync::absence::shows_life;
use crate::domain::sync::{self, Announcement, Evidence, Head, Received};
use crate::markup::{self, SafeHtml};
use crate::services::cases::{self, Heard};
use crate::services::claims::{self, Author, Eraser, Place, Thread, Word};
use crate::services::moderate::REASON_CHARS_MAX;
use crate::services::notices::{TellOf, Teller, Telling, tell};
use crate::services::scene::{Scene, refuse_while_recovering};
use crate::services::tell::{Happened, those_who_must_hear};
use crate::services::tell_change::tell_own;
use crate::services::{ServiceError, ask_home, open_board, own_words};
use crate::storage::actors;
use crate::storage::brands::{self, Brand};
use crate::storage::complaints::{self, Elsewhere, Held, NewRow};
use crate::storage::hidden_posts::{self, Scope};
use crate::storage::jobs::{self, Task};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::{StorageError, Tx, carried, replicas, requests};

/// What a home says of one complaint, and the lines of its history that we asked for.
#[derive(Debug, Clone)]
pub struct Told {
    pub id: ComplaintId,
    pub uri: String,
    /// The origin of the home; the sender was checked to be on it.
    pub home: String,
    pub board_uri: String,
    pub sequence: i64,
    pub head: Hash,
    pub lines: Vec<Line>,
    /// By sequence: where a line is attested, and its author's own word for it.
    pub beside: BTreeMap<i64, Beside>,
    /// JSON: the board's checked proof of exactly this sequence and head.
    pub seal: Option<String>,
    /// Who sent it, for the record of a conflict.
    pub source: String,
    pub because: Because,
}

/// Why a history is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// Its home, or another carrier, told of it.
    Heard,
    /// A member here asked for this very complaint.
    Asked,
}

/// Hours that the clock of a home may be ahead of ours.
const AHEAD_HOURS_MAX: i64 = 1;
/// Seconds of Unix time: 2008-01-01. Before it nobody complained on any server like this, so nobody waits since then.
const EARLIEST_SECONDS: i64 = 1_199_145_600;

/// What stands beside a line and is not covered by its hash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    pub attested: Option<String>,
    pub statement: Option<String>,
    /// The statement is the word of somebody here, checked with their own key before anything is stored.
    pub proven: bool,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Followup {
    /// State, sequence and head equal the home's now.
    Followed { sequence: i64 },
    /// Nothing new in it.
    Current,
    /// Lines after this sequence are needed first.
    Missing { after: i64 },
    /// Kept as evidence and shown; our copy is unchanged.
    Conflict { why: String },
    /// Nobody here has to do with it: nothing is kept.
    NotCarried,
    /// So much was told today that this waits for a later comparison: nothing of it is taken now.
    TooMuch,
    /// It says what its board cannot say: nothing of it is taken.
    Refused { why: &'static str },
}

/// What we hold of a complaint: `None` when it is new to us.
pub async fn standing(app: &App, uri: String) -> Result<Option<(i64, Hash)>, ServiceError> {
    let found = app.db.read(move |view| complaints::find_by_uri(view, &uri)).await?;
    Ok(found.map(|it| (it.complaint.sequence, it.head)))
}

/// Whether the rest of a history is asked for that only its home has. Only reading it shows whether it finds room, so what
/// found none counts too: nobody has us fetch the same over and over.
pub fn is_fetched(app: &App, told: &Told) -> bool {
    let doings = app.doings.lock().unwrap_or_else(PoisonError::into_inner);
    told.because == Because::Asked || doings.has_room_to_fetch(&told.board_uri, &told.home, app.clock.now())
}

pub async fn receive_replica(app: &App, told: Told) -> Result<Followup, ServiceError> {
    let (scene, doings) = (Scene::of(app), Arc::clone(&app.doings));
    app.db
        .write(move |tx| {
            // Nobody adds lines while the state and the lines that are held are read.
            let held = complaints::lock_by_uri(tx, &told.uri)?;
            match held {
                Some(held) if held.at_home => Ok(Followup::Current),
                Some(held) if held.home != told.home || held.board_uri != told.board_uri => {
                    Ok(Followup::Conflict { why: "another board has this complaint".to_string() })
                }
                held => follow(tx, &scene, &doings, held, &told),
            }
        })
        .await
}

fn follow(
    tx: &mut Tx<'_>,
    scene: &Scene,
    doings: &Mutex<Doings>,
    held: Option<Held>,
    told: &Told,
) -> Result<Followup, ServiceError> {
    let mut replica = match &held {
        Some(held) => replicas::find(&mut tx.view(), held, 1, told.sequence.max(held.complaint.sequence))?,
        None => Replica::new(told.id, told.home.clone()).kept_as(claims::free_key(tx, scene, told.id)?),
    };
    let thread = Thread { id: replica.key, told, word: Word::Theirs };
    let before = replica.sequence();
    let head = Head { sequence: told.sequence, hash: told.head };
    let received = sync::receive(&mut replica, &Announcement { head, lines: told.lines.clone() });
    if held.is_some() && shows_life(&received) {
        note_life(tx, scene, told)?;
    }
    let followed = match received {
        Received::Followed(followed) => followed,
        Received::Missing { after } => return Ok(Followup::Missing { after }),
        Received::Contradicted(evidence) => return conflict(tx, scene, held.as_ref(), told, &evidence),
        Received::Current => {
            if held.is_some() {
                attest(tx, scene, thread, before)?;
            }
            return Ok(Followup::Current);
        }
    };
    if let Some(why) = not_taken(tx, scene, thread, held.as_ref(), &replica, &followed)? {
        return Ok(why);
    }
    let brought = brought(held.as_ref(), &followed);
    let pressing = is_pressing(tx, scene, thread, &followed)?;
    let counted = || doings.lock().unwrap_or_else(PoisonError::into_inner);
    if !counted().has_room_to_tell(&told.board_uri, &told.home, brought, pressing, scene.now) {
        counted().count_in_vain(&told.board_uri, &told.home, brought, scene.now);
        tracing::info!(board = told.board_uri, complaint = told.uri, "a home told so much today that this waits");
        return Ok(Followup::TooMuch);
    }
    match &held {
        Some(_) => replicas::record(tx, &replica, &followed)?,
        None => {
            note_life(tx, scene, told)?;
            let new = new_row(tx, scene, &replica, &followed, thread)?;
            replicas::record_new(tx, &new, &replica, &followed)?;
        }
    }
    for (core, line) in &followed.lines {
        keep_words(tx, scene, thread, core, line)?;
        claims::join_own(tx, scene, thread, core, line)?;
        answer_request(tx, scene, thread, core, line)?;
    }
    for (core, line) in &followed.lines {
        if let Happening::Erased { targets } = &core.event.happening {
            let eraser = claims::eraser_of(tx, scene, thread, core, line)?;
            erase(tx, scene, thread.id, targets, eraser, line.text("reason").unwrap_or_default())?;
        }
    }
    if let Some(now) = complaints::find(&mut tx.view(), thread.id)? {
        for (core, line) in &followed.lines {
            if claims::may_tell(tx, scene, thread, core, line, &now)? {
                tell_own(tx, scene, thread.id, core.event.sequence, &core.event.happening)?;
            }
        }
    }
    tell_those_here(tx, scene, thread.id, held.is_none(), &followed.lines)?;
    attest(tx, scene, thread, before)?;
    replicas::keep_seal(tx, thread.id, told.seal.as_deref())?;
    counted().count_told(&told.board_uri, &told.home, brought, scene.now);
    Ok(Followup::Followed { sequence: replica.sequence() })
}

/// How much lines that follow bring.
fn brought(held: Option<&Held>, followed: &Followed) -> doings::Told {
    let of = |line: &Line| {
        let disclosed = line.disclosures.iter().map(|it| it.value.as_ref().map_or(0, String::len));
        line.core.len() + disclosed.sum::<usize>()
    };
    let bytes = followed.lines.iter().map(|(_, line)| of(line)).sum::<usize>();
    doings::Told { complaints: i64::from(held.is_none()), bytes: i64::try_from(bytes).unwrap_or(i64::MAX) }
}

/// Whether lines do not wait for those that a home told before: what somebody here filed or asked for, and what takes words
/// out.
fn is_pressing(tx: &mut Tx<'_>, scene: &Scene, thread: Thread<'_>, followed: &Followed) -> Result<bool, ServiceError> {
    if thread.told.because == Because::Asked {
        return Ok(true);
    }
    let takes_out = |it: &Happening| {
        matches!(it, Happening::Erased { .. } | Happening::CommentDeleted { .. } | Happening::CommentHidden { .. })
    };
    if followed.lines.iter().any(|(core, _)| takes_out(&core.event.happening)) {
        return Ok(true);
    }
    match followed.lines.first() {
        Some((core, line)) => Ok(claims::own_post(tx, scene, thread, core, line)?.is_some()),
        None => Ok(false),
    }
}

/// What its home decided about a thread, those of its two sides who are here read on their own pages; and who else of them
/// has to hear. Of a thread that is new here that it was filed is the news.
fn tell_those_here(
    tx: &mut Tx<'_>,
    scene: &Scene,
    id: ComplaintId,
    is_new: bool,
    lines: &[(Core, Line)],
) -> Result<(), ServiceError> {
    let Some(held) = complaints::find(&mut tx.view(), id)? else { return Ok(()) };
    let told = if is_new { &lines[..lines.len().min(1)] } else { lines };
    let happened = told
        .iter()
        .map(|(core, line)| Happened { event: &core.event, author: line.text("author").unwrap_or_default() });
    those_who_must_hear(tx, scene, &held, happened)?;
    if is_new {
        return Ok(());
    }
    let mut after = None;
    for (core, line) in lines {
        let (happening, by) = (&core.event.happening, core.event.by);
        let reason = line.text("reason").unwrap_or_default();
        cases::tell_of(tx, scene, &held, &Heard { happening, by, after, reason })?;
        after = Some(happening);
    }
    Ok(())
}

/// Why lines that follow are not taken all the same: nobody here carries the complaint, or its board cannot say this.
fn not_taken(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    held: Option<&Held>,
    replica: &Replica,
    followed: &Followed,
) -> Result<Option<Followup>, ServiceError> {
    let latest = scene.now + TimeDelta::hours(AHEAD_HOURS_MAX);
    if followed.lines.iter().any(|(core, _)| core.event.at > latest) {
        return Ok(Some(Followup::Refused { why: "ahead-of-its-time" }));
    }
    if followed.lines.iter().any(|(core, _)| core.event.at.timestamp() < EARLIEST_SECONDS) {
        return Ok(Some(Followup::Refused { why: "before-its-time" }));
    }
    if held.is_some() {
        return Ok(None);
    }
    // What this server lost comes back first, under the ids that it had.
    refuse_while_recovering(tx, scene)?;
    if !claims::is_carried(tx, scene, thread, followed.lines.first())? {
        return Ok(Some(Followup::NotCarried));
    }
    let brand = replica.complaint().map(|it| it.brand.clone()).unwrap_or_default();
    let first = followed.lines.first().map(|(core, _)| &core.event.happening);
    let filed = match first {
        Some(Happening::Filed(filed)) => filed.brand.as_str(),
        _ => brand.as_str(),
    };
    if claims::brand_fits(tx, thread.told, filed)? {
        Ok(None)
    } else {
        Ok(Some(Followup::Refused { why: "another-brand" }))
    }
}

/// What a board says with its own proof shows that it is there: what was frozen is followed again.
fn note_life(tx: &mut Tx<'_>, scene: &Scene, told: &Told) -> Result<(), ServiceError> {
    if told.source == told.board_uri
        && let Some(board) = actors::find_by_uri(&mut tx.view(), &told.board_uri)?
    {
        carried::heard(tx, board.id, scene.now)?;
        carried::thaw(tx, &told.board_uri)?;
    }
    Ok(())
}

/// Keeps where lines are attested and what their authors signed, also of lines that were here before; what was signed is
/// checked later, when their servers can be asked for their keys.
pub(in crate::services) fn attest(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    before: i64,
) -> Result<(), ServiceError> {
    let (told, mut first) = (thread.told, None);
    for line in &told.lines {
        let Ok(core) = line.read() else { continue };
        let sequence = core.event.sequence;
        let Some(beside) = told.beside.get(&sequence) else { continue };
        let attested = match beside.attested.as_deref().filter(|it| it.len() <= ATTESTED_BYTES_MAX) {
            // What a home did by itself no post of somebody else confirms.
            Some(_) if core.event.by == Party::Home => None,
            Some(uri) if is_ours(scene, uri) && !is_our_post(tx, thread.id, uri)? => None,
            attested => attested,
        };
        let statement = beside.statement.as_deref();
        if replicas::attest(tx, thread.id, sequence, Hash::of(&line.core), attested, statement)? && statement.is_some()
        {
            first = first.or(Some(sequence - 1));
        }
    }
    if let Some(after) = first.map(|first| first.min(before)) {
        jobs::enqueue(tx, &Task::CheckStatements { complaint: thread.id, after, looked_up: 0 }, scene.now)?;
    }
    Ok(())
}

/// Bytes of the address that an event can be checked at.
const ATTESTED_BYTES_MAX: usize = 2_048;

fn is_ours(scene: &Scene, uri: &str) -> bool {
    Url::parse(uri).is_ok_and(|url| scene.address.is_ours(&url))
}

/// What lies here can be checked here: only a post that is part of this very thread.
fn is_our_post(tx: &mut Tx<'_>, id: ComplaintId, uri: &str) -> Result<bool, StorageError> {
    Ok(posts::find_by_uri(&mut tx.view(), uri)?.is_some_and(|it| it.local && it.complaint == Some(id)))
}

/// An event that names a request of somebody here in this thread, and does what they asked for in their words, is its answer.
fn answer_request(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    core: &Core,
    line: &Line,
) -> Result<(), ServiceError> {
    match claims::request_of(tx, scene, thread, core, line)? {
        Some(request) if claims::is_answer(tx, scene, thread, &request, core, line)? => {
            Ok(ask_home::seen_in_history(tx, scene, request.id, core.event.sequence)?)
        }
        _ => Ok(()),
    }
}

/// The first version stays; the other one is kept beside it, and the page says that there are two.
fn conflict(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: Option<&Held>,
    told: &Told,
    evidence: &Evidence,
) -> Result<Followup, ServiceError> {
    let why = &evidence.why;
    if let Some(held) = held {
        let claimed = Line { core: Vec::new(), hash: evidence.claimed.hash, disclosures: Vec::new() };
        let line = evidence.line.as_ref().unwrap_or(&claimed);
        let seal = told.seal.as_deref();
        complaints::keep_conflict(tx, held.id, evidence.sequence, line, &told.source, seal, scene.now)?;
    }
    tracing::warn!(complaint = %told.id, source = told.source, %why, "a history that contradicts ours was refused and kept");
    Ok(Followup::Conflict { why: why.to_string() })
}

/// Another carrier shows a history with the board's proof that is not ours: the first line that differs is evidence. What
/// does not lead to the proven head is nobody's history, and nothing is kept.
pub async fn keep_evidence(app: &App, told: Told) -> Result<(), ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            let Some(held) = complaints::find_by_uri(&mut tx.view(), &told.uri)? else { return Ok(()) };
            let nothing = Replica::new(told.id, told.home.clone());
            let Ok((theirs, _)) = nothing.followed_until(&told.lines, told.sequence) else { return Ok(()) };
            if theirs.head() != Some(told.head) || held.board_uri != told.board_uri {
                return Ok(());
            }
            let ours = replicas::find(&mut tx.view(), &held, 1, told.sequence)?;
            for sequence in 1..=told.sequence.min(ours.sequence()) {
                if ours.hash_at(sequence) == theirs.hash_at(sequence) {
                    continue;
                }
                let at = |line: &&Line| line.read().is_ok_and(|core| core.event.sequence == sequence);
                if let Some(line) = told.lines.iter().find(at) {
                    let seal = told.seal.as_deref();
                    complaints::keep_conflict(tx, held.id, sequence, line, &told.source, seal, scene.now)?;
                }
                break;
            }
            Ok(())
        })
        .await
}

pub(in crate::services) fn new_row(
    tx: &mut Tx<'_>,
    scene: &Scene,
    replica: &Replica,
    followed: &Followed,
    thread: Thread<'_>,
) -> Result<NewRow, ServiceError> {
    let told = thread.told;
    let unfounded = || StorageError::inconsistent("complaints", "a replica without a filing");
    let complaint = replica.complaint().ok_or_else(unfounded)?;
    let (core, first) = followed.lines.first().ok_or_else(unfounded)?;
    // A later event may have moved it; that one is applied in its turn.
    let filed = match &core.event.happening {
        Happening::Filed(filed) => &filed.brand,
        _ => &complaint.brand,
    };
    let brand = brand_of(tx, scene, thread, filed)?;
    let author = claims::author_of(tx, scene, thread, core, first)?;
    let told_title = markup::one_line(first.text("title").unwrap_or_default(), TITLE_CHARS_MAX);
    let told_product = first.text("product").map(|it| markup::one_line(it, TITLE_CHARS_MAX));
    let (title, product, said_by) = match claims::own_filing(tx, scene, thread, core, first)? {
        // What people here filed is called as they called it; whatever else its home recorded is said by it.
        Some(own) if !own.as_sent => (own.title, own.product, Some(thread.host().to_string())),
        _ => (told_title, told_product, author.said_by),
    };
    Ok(NewRow {
        uri: told.uri.clone(),
        home: told.home.clone(),
        at_home: false,
        brand: brand.id,
        board_uri: told.board_uri.clone(),
        complainant: author.actor.as_ref().map(|it| it.id),
        complainant_handle: author.handle,
        filed_uri: first.text("post").map(str::to_string),
        title,
        product,
        elsewhere: (thread.word == Word::Theirs).then_some(Elsewhere {
            wire_id: told.id,
            said_by,
            heard_at: scene.now,
        }),
    })
}

/// The brand that a complaint is about. It gets a board here where somebody follows one elsewhere; else it is only known.
fn brand_of(tx: &mut Tx<'_>, scene: &Scene, thread: Thread<'_>, key: &str) -> Result<Brand, ServiceError> {
    let followed = thread.word == Word::Own || carried::is_followed(&mut tx.view(), &thread.told.board_uri)?;
    if let Some(brand) = brands::find_by_key(&mut tx.view(), key)? {
        if followed && brand.domain.is_some() {
            open_board::board_of(tx, scene, &brand)?;
            brands::set_wanted(tx, brand.id)?;
        }
        return Ok(brand);
    }
    let domain = BrandDomain::parse(key)?;
    if followed {
        return Ok(open_board::board_within(tx, scene, &domain, None)?.0);
    }
    Ok(open_board::brand_within(tx, scene, &domain, None)?)
}

/// What an event discloses about a post becomes a post of the thread here, made safe again: the home's word is not ours.
pub(in crate::services) fn keep_words(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    core: &Core,
    line: &Line,
) -> Result<(), ServiceError> {
    let (kind, response) = match &core.event.happening {
        Happening::Filed(_) => (PostKind::Complaint, None),
        Happening::Responded { response, .. } => (PostKind::Response, i32::try_from(*response).ok()),
        // What is said beside an acknowledgement is no answer.
        Happening::Commented { .. } | Happening::Acknowledged {} => (PostKind::Comment, None),
        Happening::Corrected {} => return corrected(tx, scene, thread, core, line),
        Happening::ResponseEdited { response } => return response_edited(tx, scene, thread, *response, core, line),
        Happening::ResponseDeleted { response } => return response_deleted(tx, scene, thread, *response, core, line),
        Happening::CommentEdited { comment } => return comment_edited(tx, scene, thread, *comment, core, line),
        Happening::CommentDeleted { comment } => return comment_deleted(tx, scene, thread, *comment, core, line),
        Happening::CommentHidden { comment, .. } => return comment_hidden(tx, scene, thread, *comment, line),
        Happening::CommentShown { comment } => return comment_shown(tx, thread.id, *comment),
        Happening::BrandReassigned { to, .. } => {
            // Only to a brand that is known here: a history makes none.
            if let Some(brand) = brands::find_by_key(&mut tx.view(), to)? {
                complaints::set_brand(tx, thread.id, brand.id)?;
                carried::relist(tx, thread.id)?;
            }
            return Ok(());
        }
        _ => return Ok(()),
    };
    let (Some(uri), Some(_)) = (line.text("post"), line.text("author")) else { return Ok(()) };
    if let Some(own) = claims::own_post(tx, scene, thread, core, line)? {
        return Ok(posts::join_event(tx, own.id, thread.id, core.event.sequence, response, kind)?);
    }
    let author = claims::author_of(tx, scene, thread, core, line)?;
    match claims::place_of_post(tx, scene, thread, (core, line), &author, uri)? {
        Place::There => Ok(()),
        Place::New { id, uri, local } => {
            let in_reply_to = claims::answered(tx, scene, thread, line)?;
            let post = told_post(scene, thread, core, line, author);
            Ok(posts::insert(tx, &StoredPost { id, uri, response, kind, in_reply_to, local, ..post })?)
        }
    }
}

/// A post as a line tells it.
fn told_post(scene: &Scene, thread: Thread<'_>, core: &Core, line: &Line, author: Author) -> StoredPost {
    let short = |name: &str| line.text(name).map(|it| markup::one_line(it, TITLE_CHARS_MAX));
    let html = SafeHtml::from_html(line.text("content").unwrap_or_default()).into_string();
    StoredPost {
        id: scene.new_post_id(),
        uri: String::new(),
        url: line
            .text("url")
            .filter(|it| scene.address.may_link_to(it) && !is_ours(scene, it))
            .filter(|it| line.text("post").is_some_and(|post| on_one_site(it, post)))
            .map(str::to_string),
        author: author.actor.as_ref().map(|it| it.id),
        author_uri: author.uri,
        author_handle: author.handle,
        author_name: author.name,
        complaint: Some(thread.id),
        sequence: Some(core.event.sequence),
        response: None,
        kind: PostKind::Comment,
        in_reply_to: None,
        title: short("title"),
        source: None,
        language: match &core.event.happening {
            Happening::Filed(filed) => filed.language.as_deref().map(|it| markup::one_line(it, LANGUAGE_CHARS_MAX)),
            _ => language_of(&html),
        },
        html,
        representative: short("representative"),
        representative_role: short("representative-role"),
        local: false,
        published_at: line.text("published").and_then(|it| it.parse().ok()).unwrap_or(core.event.at),
        received_at: core.event.at,
        edited_at: None,
        deleted_at: None,
        said_by: author.said_by,
        told: None,
    }
}

/// Language tags are no longer (RFC 5646).
const LANGUAGE_CHARS_MAX: usize = 35;

/// A history says of the complaint alone what it is written in.
fn language_of(html: &str) -> Option<String> {
    language::found(&markup::own_words(html)).map(String::from)
}

fn corrected(tx: &mut Tx<'_>, scene: &Scene, thread: Thread<'_>, core: &Core, line: &Line) -> Result<(), ServiceError> {
    let Some(content) = line.text("content") else { return Ok(()) };
    let title = line.text("title").map(|it| markup::one_line(it, TITLE_CHARS_MAX)).unwrap_or_default();
    if let Some(post) = posts::of_event(&mut tx.view(), thread.id, 1)? {
        let html = SafeHtml::from_html(content).into_string();
        let is_edited = edited(tx, scene, thread, &post, Some(&title), &html, (core, line))?;
        // The title stands over the words of somebody here as theirs, too.
        if !is_edited && post.title.as_deref() != Some(&title) {
            return Ok(());
        }
    }
    Ok(complaints::set_title(tx, thread.id, &title)?)
}

/// The author's own edit may have come before; then there is nothing new in it.
fn response_edited(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    response: u32,
    core: &Core,
    line: &Line,
) -> Result<(), ServiceError> {
    let Some(content) = line.text("content") else { return Ok(()) };
    let html = SafeHtml::from_html(content).into_string();
    let post = posts::of_response(&mut tx.view(), thread.id, response)?;
    if let Some(post) = post.filter(|it| it.html != html && !it.html.is_empty()) {
        edited(tx, scene, thread, &post, None, &html, (core, line))?;
    }
    Ok(())
}

/// What somebody here wrote changes by their own word alone; of others it becomes the home's claim. Whether it changed.
fn edited(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    post: &StoredPost,
    title: Option<&str>,
    html: &str,
    (core, line): (&Core, &Line),
) -> Result<bool, ServiceError> {
    let theirs = claims::is_their_deed(tx, scene, thread, core, line)?;
    if post.local && !(theirs && line.text("author") == Some(&post.author_uri)) {
        return Ok(false);
    }
    claims::disown(tx, thread, post, theirs)?;
    posts::edit(tx, post.id, title, html, None, scene.now)?;
    if let Some(language) = language_of(html) {
        posts::set_language(tx, post.id, &language)?;
    }
    Ok(true)
}

fn response_deleted(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    response: u32,
    core: &Core,
    line: &Line,
) -> Result<(), ServiceError> {
    if let Some(post) = posts::of_response(&mut tx.view(), thread.id, response)? {
        let theirs = claims::is_their_deed(tx, scene, thread, core, line)?;
        if !post.local || (theirs && line.text("author") == Some(&post.author_uri)) {
            posts::mark_deleted(tx, post.id, scene.now)?;
        }
    }
    Ok(())
}

fn comment_of(tx: &mut Tx<'_>, id: ComplaintId, comment: i64) -> Result<Option<StoredPost>, StorageError> {
    Ok(posts::of_event(&mut tx.view(), id, comment)?.filter(|it| it.kind == PostKind::Comment))
}

/// The author's own edit may have come before; then there is nothing new in it.
fn comment_edited(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    comment: i64,
    core: &Core,
    line: &Line,
) -> Result<(), ServiceError> {
    let Some(content) = line.text("content") else { return Ok(()) };
    let html = SafeHtml::from_html(content).into_string();
    let post = comment_of(tx, thread.id, comment)?;
    if let Some(post) = post.filter(|it| it.html != html && it.deleted_at.is_none()) {
        edited(tx, scene, thread, &post, None, &html, (core, line))?;
    }
    Ok(())
}

/// What somebody here wrote goes by their own word alone.
fn comment_deleted(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    comment: i64,
    core: &Core,
    line: &Line,
) -> Result<(), ServiceError> {
    if let Some(post) = comment_of(tx, thread.id, comment)? {
        let theirs = claims::is_their_deed(tx, scene, thread, core, line)?;
        if !post.local || (theirs && line.text("author") == Some(&post.author_uri)) {
            posts::erase(tx, post.id, scene.now)?;
            let words = Target { sequence: comment, name: "content".into() };
            complaints::forget_copies(tx, thread.id, &[words], scene.now)?;
        }
    }
    Ok(())
}

/// What the home of a thread took out of it is out here too; whoever wrote it and is here hears why.
fn comment_hidden(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    comment: i64,
    line: &Line,
) -> Result<(), ServiceError> {
    let id = thread.id;
    let Some(post) = comment_of(tx, id, comment)? else { return Ok(()) };
    let reason = markup::one_line(line.text("reason").unwrap_or_default(), REASON_CHARS_MAX);
    hidden_posts::hide(tx, post.id, Scope::Home, id, &reason, scene.now)?;
    match post.author.filter(|_| post.local) {
        Some(author) => {
            let by = match thread.word {
                Word::Own => Teller::Here,
                Word::Theirs => Teller::of_home(&thread.told.home),
            };
            let telling = Telling { by, of: TellOf::CommentHidden, complaint: Some(id), reason: &reason, until: None };
            Ok(tell(tx, scene, author, telling)?)
        }
        None => Ok(()),
    }
}

fn comment_shown(tx: &mut Tx<'_>, id: ComplaintId, comment: i64) -> Result<(), ServiceError> {
    if let Some(post) = comment_of(tx, id, comment)? {
        hidden_posts::show(tx, post.id, Scope::Home)?;
    }
    Ok(())
}

/// An erasure at home is an erasure here: of its own words. What somebody here wrote they take back themselves, by their
/// request or their signature; where the home decided it, it is shown in the thread no more and stays their own.
pub(in crate::services) fn erase(
    tx: &mut Tx<'_>,
    scene: &Scene,
    id: ComplaintId,
    targets: &[Target],
    eraser: Eraser,
    reason: &str,
) -> Result<(), ServiceError> {
    if targets.is_empty() {
        return Ok(());
    }
    let Some(held) = complaints::find(&mut tx.view(), id)? else { return Ok(()) };
    if let Eraser::Of(actor) = eraser {
        requests::forget_words(tx, id, actor)?;
    }
    let mut taken = Vec::new();
    for target in targets {
        if !eraser.spares(tx, id, target.sequence)? {
            taken.push(target.clone());
        } else if target.name == "title" {
            complaints::set_title(tx, id, "")?;
        } else if let Some(post) = own_words::post_with(&mut tx.view(), id, target.sequence)?
            && target.name == "content"
        {
            let reason = markup::one_line(reason, REASON_CHARS_MAX);
            hidden_posts::hide(tx, post.id, Scope::Erased, id, &reason, scene.now)?;
        }
    }
    own_words::erase_posts(tx, scene, &held, &taken)?;
    // Its words may have come with it, in one piece of history.
    Ok(complaints::forget_copies(tx, id, &taken, scene.now)?)
}
