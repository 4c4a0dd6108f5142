//! A board elsewhere told us of its complaint: the lines of history that are new here are checked and followed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::domain::address::Place;
use crate::domain::brand::BrandDomain;
use crate::domain::complaint::{Happening, Target};
use crate::domain::ids::ComplaintId;
use crate::domain::log::{Core, Hash, Line};
use crate::domain::party::Party;
use crate::domain::replica::{Followed, Replica};
use crate::domain::sync::request::REQUEST_TEXT;
use crate::domain::sync::{self, Announcement, Evidence, Head, Received};
use crate::markup::{self, SafeHtml};
use crate::services::cases::{self, Heard};
use crate::services::file_complaint::TITLE_CHARS_MAX;
use crate::services::scene::Scene;
use crate::services::tell_change::tell_own;
use crate::services::{ServiceError, ask_home, open_board};
use crate::storage::actors;
use crate::storage::brands::{self, Brand};
use crate::storage::complaints::{self, Held, NewRow};
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
}

/// What stands beside a line and is not covered by its hash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    pub attested: Option<String>,
    pub statement: Option<String>,
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
}

/// What we hold of a complaint: `None` when it is new to us.
pub async fn standing(app: &App, uri: String) -> Result<Option<(i64, Hash)>, ServiceError> {
    let found = app.db.read(move |view| complaints::find_by_uri(view, &uri)).await?;
    Ok(found.map(|it| (it.complaint.sequence, it.head)))
}

pub async fn receive_replica(app: &App, told: Told) -> Result<Followup, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            // Nobody adds lines while the state and the lines that are held are read.
            let held = complaints::lock_by_uri(tx, &told.uri)?;
            match held {
                Some(held) if held.at_home => Ok(Followup::Current),
                Some(held) if held.home != told.home || held.board_uri != told.board_uri => {
                    Ok(Followup::Conflict { why: "another board has this complaint".to_string() })
                }
                held => follow(tx, &scene, held, &told),
            }
        })
        .await
}

fn follow(tx: &mut Tx<'_>, scene: &Scene, held: Option<Held>, told: &Told) -> Result<Followup, ServiceError> {
    let mut replica = match &held {
        Some(held) => replicas::find(&mut tx.view(), held, 1, told.sequence.max(held.complaint.sequence))?,
        None => Replica::new(told.id, told.home.clone()),
    };
    let before = replica.sequence();
    let head = Head { sequence: told.sequence, hash: told.head };
    let followed = match sync::receive(&mut replica, &Announcement { head, lines: told.lines.clone() }) {
        Received::Followed(followed) => followed,
        Received::Missing { after } => return Ok(Followup::Missing { after }),
        Received::Contradicted(evidence) => return conflict(tx, scene, held.as_ref(), told, &evidence),
        Received::Current => {
            if held.is_some() {
                attest(tx, scene, told, before)?;
                show_life(tx, scene, told)?;
            }
            return Ok(Followup::Current);
        }
    };
    show_life(tx, scene, told)?;
    match &held {
        Some(_) => replicas::record(tx, &replica, &followed)?,
        None => {
            let new = new_row(tx, scene, &replica, &followed, told)?;
            replicas::record_new(tx, &new, &replica, &followed)?;
        }
    }
    for (core, line) in &followed.lines {
        keep_words(tx, scene, told.id, core, line)?;
        join_own(tx, told.id, core, line)?;
        answer_request(tx, scene, core, line)?;
    }
    erase(tx, scene, told.id, &followed.erased)?;
    for (core, _) in &followed.lines {
        tell_own(tx, scene, told.id, core.event.sequence, &core.event.happening)?;
    }
    if held.is_some() {
        tell_those_here(tx, scene, told.id, &followed.lines)?;
    }
    attest(tx, scene, told, before)?;
    replicas::keep_seal(tx, told.id, told.seal.as_deref())?;
    Ok(Followup::Followed { sequence: replica.sequence() })
}

/// What its home decided about a thread, those of its two sides who are here read on their own pages.
fn tell_those_here(
    tx: &mut Tx<'_>,
    scene: &Scene,
    id: ComplaintId,
    lines: &[(Core, Line)],
) -> Result<(), ServiceError> {
    let Some(held) = complaints::find(&mut tx.view(), id)? else { return Ok(()) };
    let mut after = None;
    for (core, line) in lines {
        let (happening, by) = (&core.event.happening, core.event.by);
        let reason = line.text("reason").unwrap_or_default();
        cases::tell_of(tx, scene, &held, &Heard { happening, by, after, reason })?;
        after = Some(happening);
    }
    Ok(())
}

/// What a board says with its own proof shows that it is there: what was frozen is followed again.
fn show_life(tx: &mut Tx<'_>, scene: &Scene, told: &Told) -> Result<(), ServiceError> {
    if told.source == told.board_uri
        && let Some(board) = actors::find_by_uri(&mut tx.view(), &told.board_uri)?
    {
        carried::heard(tx, board.id, scene.now)?;
        carried::thaw(tx, &told.board_uri)?;
    }
    Ok(())
}

/// Somebody here takes part in a thread elsewhere: their own page knows it.
fn join_own(tx: &mut Tx<'_>, id: ComplaintId, core: &Core, line: &Line) -> Result<(), ServiceError> {
    let Some(author) = line.text("author").filter(|_| matches!(core.event.by, Party::Commenter(_))) else {
        return Ok(());
    };
    let own = actors::find_by_uri(&mut tx.view(), author)?.filter(|it| it.local);
    if let Some(own) = own
        && complaints::party_of(&mut tx.view(), id, own.id)?.is_none()
    {
        complaints::join(tx, id, core.event.by, own.id)?;
    }
    Ok(())
}

/// Keeps where lines are attested and what their authors signed, also of lines that were here before; what was signed is
/// checked later, when their servers can be asked for their keys.
pub(in crate::services) fn attest(
    tx: &mut Tx<'_>,
    scene: &Scene,
    told: &Told,
    before: i64,
) -> Result<(), ServiceError> {
    let mut first = None;
    for line in &told.lines {
        let Ok(core) = line.read() else { continue };
        let sequence = core.event.sequence;
        let Some(beside) = told.beside.get(&sequence) else { continue };
        let (attested, statement) = (beside.attested.as_deref(), beside.statement.as_deref());
        if replicas::attest(tx, told.id, sequence, Hash::of(&line.core), attested, statement)? && statement.is_some() {
            first = first.or(Some(sequence - 1));
        }
    }
    if let Some(after) = first.map(|first| first.min(before)) {
        jobs::enqueue(tx, &Task::CheckStatements { complaint: told.id, after }, scene.now)?;
    }
    Ok(())
}

/// An event that names a request of somebody here is its answer.
fn answer_request(tx: &mut Tx<'_>, scene: &Scene, core: &Core, line: &Line) -> Result<(), ServiceError> {
    match line.text(REQUEST_TEXT).and_then(|uri| scene.address.place(uri)) {
        Some(Place::Activity(id)) => Ok(ask_home::seen_in_history(tx, scene, id, core.event.sequence)?),
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
    told: &Told,
) -> Result<NewRow, ServiceError> {
    let unfounded = || StorageError::inconsistent("complaints", "a replica without a filing");
    let complaint = replica.complaint().ok_or_else(unfounded)?;
    let (_, first) = followed.lines.first().ok_or_else(unfounded)?;
    let brand = brand_of(tx, scene, &complaint.brand)?;
    let author = match first.text("author") {
        Some(uri) => actors::find_by_uri(&mut tx.view(), uri)?.map(|it| it.id),
        None => None,
    };
    Ok(NewRow {
        uri: told.uri.clone(),
        home: told.home.clone(),
        at_home: false,
        brand: brand.id,
        board_uri: told.board_uri.clone(),
        complainant: author,
        complainant_handle: markup::one_line(first.text("handle").unwrap_or_default(), TITLE_CHARS_MAX),
        filed_uri: first.text("post").map(str::to_string),
        title: markup::one_line(first.text("title").unwrap_or_default(), TITLE_CHARS_MAX),
        product: first.text("product").map(|it| markup::one_line(it, TITLE_CHARS_MAX)),
    })
}

fn brand_of(tx: &mut Tx<'_>, scene: &Scene, key: &str) -> Result<Brand, ServiceError> {
    if let Some(brand) = brands::find_by_key(&mut tx.view(), key)? {
        return Ok(brand);
    }
    let domain = BrandDomain::parse(key)?;
    Ok(open_board::board_within(tx, scene, &domain, None)?.0)
}

/// What an event discloses about a post becomes a post of the thread here, made safe again: the home's word is not ours.
pub(in crate::services) fn keep_words(
    tx: &mut Tx<'_>,
    scene: &Scene,
    id: ComplaintId,
    core: &Core,
    line: &Line,
) -> Result<(), ServiceError> {
    let (kind, response) = match &core.event.happening {
        Happening::Filed(_) => (PostKind::Complaint, None),
        Happening::Responded { response, .. } => (PostKind::Response, i32::try_from(*response).ok()),
        Happening::Commented {} => (PostKind::Comment, None),
        Happening::Corrected {} => return corrected(tx, scene, id, line),
        Happening::ResponseEdited { response } => return response_edited(tx, scene, id, *response, line),
        Happening::ResponseDeleted { response } => return response_deleted(tx, scene, id, *response),
        Happening::BrandReassigned { to, .. } => {
            let brand = brand_of(tx, scene, to)?;
            complaints::set_brand(tx, id, brand.id)?;
            return Ok(());
        }
        _ => return Ok(()),
    };
    let (Some(uri), Some(author_uri)) = (line.text("post"), line.text("author")) else { return Ok(()) };
    let short = |name: &str| line.text(name).map(|it| markup::one_line(it, TITLE_CHARS_MAX));
    let author = actors::find_by_uri(&mut tx.view(), author_uri)?;
    let published = line.text("published").and_then(|it| it.parse().ok()).unwrap_or(core.event.at);
    // One of ours has its own address and serves it again, also where the post itself was lost with a restored database.
    let own = match scene.address.place(uri) {
        Some(Place::Post(id)) => Some(id),
        _ => None,
    };
    let post = StoredPost {
        id: own.unwrap_or_else(|| scene.new_post_id()),
        uri: uri.to_string(),
        url: line.text("url").filter(|it| scene.address.may_link_to(it)).map(str::to_string),
        author: author.map(|it| it.id),
        author_uri: author_uri.to_string(),
        author_handle: short("handle").unwrap_or_default(),
        author_name: short("name").unwrap_or_default(),
        complaint: Some(id),
        sequence: Some(core.event.sequence),
        response,
        kind,
        in_reply_to: line.text("in-reply-to").map(str::to_string),
        title: short("title"),
        source: None,
        html: SafeHtml::from_html(line.text("content").unwrap_or_default()).into_string(),
        language: None,
        representative: short("representative"),
        representative_role: short("representative-role"),
        local: own.is_some(),
        published_at: published,
        received_at: core.event.at,
        edited_at: None,
        deleted_at: None,
    };
    Ok(posts::insert_or_join(tx, &post)?)
}

fn corrected(tx: &mut Tx<'_>, scene: &Scene, id: ComplaintId, line: &Line) -> Result<(), ServiceError> {
    let Some(content) = line.text("content") else { return Ok(()) };
    let title = line.text("title").map(|it| markup::one_line(it, TITLE_CHARS_MAX)).unwrap_or_default();
    if let Some(post) = posts::of_event(&mut tx.view(), id, 1)? {
        let html = SafeHtml::from_html(content).into_string();
        posts::edit(tx, post.id, Some(&title), &html, None, scene.now)?;
    }
    Ok(complaints::set_title(tx, id, &title)?)
}

/// The author's own edit may have come before; then there is nothing new in it.
fn response_edited(
    tx: &mut Tx<'_>,
    scene: &Scene,
    id: ComplaintId,
    response: u32,
    line: &Line,
) -> Result<(), ServiceError> {
    let Some(content) = line.text("content") else { return Ok(()) };
    let html = SafeHtml::from_html(content).into_string();
    let post = posts::of_response(&mut tx.view(), id, response)?;
    if let Some(post) = post.filter(|it| it.html != html && !it.html.is_empty()) {
        posts::edit(tx, post.id, None, &html, None, scene.now)?;
    }
    Ok(())
}

fn response_deleted(tx: &mut Tx<'_>, scene: &Scene, id: ComplaintId, response: u32) -> Result<(), ServiceError> {
    if let Some(post) = posts::of_response(&mut tx.view(), id, response)? {
        posts::mark_deleted(tx, post.id, scene.now)?;
    }
    Ok(())
}

/// An erasure at home is an erasure here.
pub(in crate::services) fn erase(
    tx: &mut Tx<'_>,
    scene: &Scene,
    id: ComplaintId,
    targets: &[Target],
) -> Result<(), ServiceError> {
    if targets.is_empty() {
        return Ok(());
    }
    let Some(held) = complaints::find(&mut tx.view(), id)? else { return Ok(()) };
    requests::forget_words(tx, id)?;
    // Its words may have come with it, in one piece of history.
    complaints::forget_copies(tx, id, targets, scene.now)?;
    crate::services::act_on_complaint::erase_posts(tx, scene, &held, targets)
}
