//! One line of history becomes the activities that tell it: the only place that decides what the world hears.

use activitypub_federation::kinds::activity::{AnnounceType, CreateType, DeleteType, UndoType, UpdateType};
use activitypub_federation::kinds::object::TombstoneType;
use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::App;
use crate::catalogue::{Language, Words};
use crate::domain::Timestamp;
use crate::domain::address::Address;
use crate::domain::complaint::{Door, Event, Happening, Opening, State};
use crate::domain::hearing::turn_after;
use crate::domain::ids::{ActivityId, ActorId, ComplaintId, PostId};
use crate::domain::log::wire_time;
use crate::domain::party::Party;
use crate::domain::policy::Severity;
use crate::domain::reading::{self, Written};
use crate::domain::visibility::Telling;
use crate::federation::documents::note::{Noted, linked};
use crate::federation::documents::signed_complaint;
use crate::federation::leave::{self, Deed, Leave};
use crate::federation::outgoing::{NotSaid, audience, status};
use crate::federation::statement::{self, Unsigned};
use crate::federation::thread::Thread;
use crate::federation::vocabulary::{ACTIVITY_STREAMS, PUBLIC, with_context, without_context};
use crate::markup;
use crate::services::act::ROUNDED_TEXT;
use crate::services::ask_home;
use crate::services::notify_brand::wants_mention;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::brands;
use crate::storage::complaints::{self, Told};
use crate::storage::follows;
use crate::storage::outbox::{self, Activity, ActivityKind, Audience, EVENTS_WITH_STATE_MAX};
use crate::storage::passed_on::{self, Inner};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::{StorageError, Tx, View, brand_notices, leaves, policies, reactions, visibility};

/// How long after what it tells of a status note is published.
const NOTE_AFTER_MILLISECONDS: i64 = 1;
/// Bytes of the newest lines that go along with a state: the whole activity stays under 64 KB.
const LINES_WITH_STATE_BYTES_MAX: usize = 48 * 1024;
/// Posts of one thread that are looked through, for an edited one or for what was held back.
const POSTS_LOOKED_AT_MAX: i64 = 1_000;
/// People elsewhere who took part and are told how it ended: each is named in the note, which must stay small.
const TOLD_OF_END_MAX: i64 = 80;
/// What the board's word to a brand's voice is called among what is said of an event.
const MENTION: &str = "mention";
/// People that are told of a change because they answered a post, or reacted to it.
const REACHED_MAX: i64 = 500;

/// Everything that one announcement is made from, read at one moment.
struct Scene {
    thread: Thread,
    board: Actor,
    /// The board of the brand that the complaint was moved to; the one that took it keeps its history.
    moved_to: Option<Actor>,
    event: Event,
    /// The rating that was rounded to a whole one.
    rounded: Option<String>,
    /// The posts that this event is about.
    posts: Vec<StoredPost>,
    /// Those of them that are ours to publish.
    noted: Vec<Noted>,
    /// What remote authors sent that made this event: passed on as it came.
    inners: Vec<Inner>,
    /// Boosts of ours of posts that are gone now.
    boosts: Vec<Activity>,
    /// Those elsewhere who hold copies of the posts, whether they follow anybody or not.
    reached: Vec<ActorId>,
    /// Those elsewhere who took part, where the event says how it ended.
    took_part: Vec<Actor>,
    /// The newest events, when this is the newest and somebody elsewhere keeps the complaint too.
    newest: Vec<Told>,
    /// No board announces it: what is decided about its server says so.
    quiet: bool,
    /// Who may hear of the thread now.
    telling: Telling,
    /// The event, where its author is somebody here who has not signed it.
    unsigned: Option<Unsigned>,
    statement: Option<String>,
    /// The brand's voice elsewhere that is to be mentioned, where nobody reads a desk here.
    voice: Option<Actor>,
    /// The instance's own actor, where words of the board are taken back.
    clerk: Option<Actor>,
    /// What authors elsewhere let others do with the posts that are answered or boosted, where that is not everything.
    restricted: BTreeMap<String, (Actor, String)>,
}

impl Scene {
    /// What an actor of ours may do with a post, and who is asked for it.
    fn leave(&self, post: &str, deed: Deed, by: &str) -> (Leave, Option<&Actor>) {
        match self.restricted.get(post) {
            Some((author, policy)) => (leave::leave(policy, &author.uri, deed, by), Some(author)),
            None => (Leave::Given, None),
        }
    }

    fn tells_all(&self) -> bool {
        self.thread.held.complaint.is_public() && self.telling == Telling::Everything
    }

    /// Of what was never public nothing was told, so nothing of it is taken back.
    fn tells(&self) -> bool {
        let takes_back = self.telling == Telling::TakingBack && takes_back(&self.event.happening);
        self.thread.held.complaint.is_public() && (self.telling == Telling::Everything || takes_back)
    }

    /// Puts its author's own word beside the event that is told.
    async fn sign(&mut self, app: &App) -> Result<(), NotSaid> {
        let Some(unsigned) = &self.unsigned else { return Ok(()) };
        self.statement = Some(statement::sign(app, unsigned).await?);
        if let Some(last) = self.newest.last_mut() {
            last.statement.clone_from(&self.statement);
        }
        Ok(())
    }
}

/// Something to be said, before it has its address.
pub(super) struct Said {
    label: String,
    actor: ActorId,
    kind: ActivityKind,
    public: bool,
    pub(super) audience: Audience,
    activity: Value,
    /// What goes in as `object`, byte for byte.
    inner: Option<String>,
}

/// Tells the world what happened. Run twice it says nothing twice.
pub async fn announce(app: &App, complaint: ComplaintId, sequence: i64) -> Result<(), NotSaid> {
    let now = app.clock.now();
    let Some(mut scene) = app.db.read(move |view| read(view, complaint, sequence, now)).await? else { return Ok(()) };
    scene.sign(app).await?;
    // The receipt is for whoever filed; everything else is told as far as others may know of it at this moment.
    let note = note_about(app, &scene).filter(|it| it.post.kind == PostKind::Direct || scene.tells_all());
    let mut notes = Vec::from_iter(note);
    let mut said = Vec::new();
    for note in &notes {
        said.extend(note_said(app, &scene, note));
    }
    if let Some(note) = mention_about(app, &scene).filter(|_| scene.tells_all()) {
        said.push(created(app, &note, MENTION, ActivityKind::Post));
        notes.push(note);
    }
    said.extend(notes.iter().filter_map(|note| reply_request(app, &scene, note)));
    if scene.tells() {
        posts_said(app, &scene, &mut said);
        said.extend(moved_said(app, &scene));
        if let Some(state) = state_said(app, &scene).await? {
            said.push(state);
        }
    }
    if scene.quiet {
        said = hushed(said);
    }
    let address = app.address.clone();
    let notes: Vec<StoredPost> = notes.into_iter().map(|note| note.post).collect();
    let work = move |tx: &mut Tx<'_>| keep(tx, &address, &scene, notes, said, now);
    match Box::pin(app.db.write(work)).await? {
        Kept::Yes => Ok(()),
        Kept::Outdated => Err(NotSaid::Later("words were erased while this was written".into())),
    }
}

/// Whether what was made from what was read still may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    Yes,
    Outdated,
}

/// The followers of the board that it belongs on hear of a complaint that was moved there.
fn moved_said(app: &App, scene: &Scene) -> Option<Said> {
    let (board, filed) = scene.moved_to.as_ref().zip(scene.thread.held.filed_uri.as_ref())?;
    let moves = matches!(scene.event.happening, Happening::BrandReassigned { .. });
    moves.then(|| announced(app, board, scene.event.at, "moved-boost", &json!(filed)))
}

/// Only those who are a side in it hear of it.
fn hushed(said: Vec<Said>) -> Vec<Said> {
    let mut left: Vec<Said> =
        said.into_iter().filter(|it| it.kind != ActivityKind::Announce && !it.label.contains("-boost")).collect();
    for it in left.iter_mut().filter(|it| matches!(it.kind, ActivityKind::Status | ActivityKind::State)) {
        it.audience.followers_of.clear();
    }
    left
}

/// A post of ours that is for one actor alone.
pub async fn tell(app: &App, post: PostId, to: ActorId) -> Result<(), NotSaid> {
    tell_as(app, post, to, None).await
}

/// The same with a word for what it tells of, for servers that tell their own people the same.
pub(super) async fn tell_as(app: &App, post: PostId, to: ActorId, kind: Option<&'static str>) -> Result<(), NotSaid> {
    let read = move |view: &mut View<'_>| -> Result<Option<(Noted, Actor)>, StorageError> {
        let Some(post) = posts::find(view, post)? else { return Ok(None) };
        let Some(noted) = Noted::read(view, post)? else { return Ok(None) };
        Ok(actors::find(view, to)?.map(|to| (noted, to)))
    };
    let Some((mut noted, to)) = app.db.read(read).await? else { return Ok(()) };
    noted.mentioned = vec![to];
    let mut said = created(app, &noted, "tell", ActivityKind::Answer);
    if let Some(kind) = kind {
        said.activity["object"]["rd:notice"] = json!(kind);
    }
    let (address, now) = (app.address.clone(), app.clock.now());
    let (namespace, complaint) = (noted.post.id.0, noted.post.complaint);
    app.db
        .write(move |tx| {
            let activity = activity_of(&address, namespace, complaint, 0, said, now);
            keep_one(tx, &address, &activity, now)
        })
        .await?;
    Ok(())
}

/// Its author says that a post in a thread elsewhere is gone, where its home was asked and did not say so.
pub async fn take_back(app: &App, post: PostId, complaint: ComplaintId) -> Result<(), NotSaid> {
    let read = move |view: &mut View<'_>| -> Result<Option<i64>, StorageError> {
        let post = posts::find(view, post)?.filter(|it| it.deleted_at.is_some());
        match post {
            // A post without an event was recorded by nobody: it is said all the same.
            Some(post) if !ask_home::was_taken_back(view, &post)? => Ok(Some(post.sequence.unwrap_or(0))),
            _ => Ok(None),
        }
    };
    match app.db.read(read).await? {
        Some(sequence) => tell_change(app, post, complaint, sequence).await,
        None => Ok(()),
    }
}

/// A post of ours in a thread elsewhere was changed by an event there. Its author says so to the board, which passes it on,
/// to their own followers, and to whoever answered it. Run twice it says it once.
pub async fn tell_change(app: &App, post: PostId, complaint: ComplaintId, sequence: i64) -> Result<(), NotSaid> {
    let read = move |view: &mut View<'_>| -> Result<Option<(Noted, Vec<ActorId>)>, StorageError> {
        let Some(post) = posts::find(view, post)?.filter(|it| it.complaint == Some(complaint)) else { return Ok(None) };
        let mut reached = reached_by(view, &post)?;
        let Some(noted) = Noted::read(view, post)? else { return Ok(None) };
        let board = noted.thread.as_ref().map(|it| it.held.board_uri.clone()).unwrap_or_default();
        reached.extend(actors::find_by_uri(view, &board)?.map(|it| it.id));
        Ok(Some((noted, reached)))
    };
    let Some((noted, reached)) = app.db.read(read).await? else { return Ok(()) };
    let gone = noted.is_gone();
    let mut said = if gone {
        changed(app, &reached, &noted, "told", "Delete", &tombstone(&noted.post.uri))
    } else {
        changed(app, &reached, &noted, "told", "Update", &noted.document(&app.address))
    };
    said.audience.followers_of = vec![said.actor];
    said.audience.counted = gone;
    // The home has the change already, and knows by this which event it belongs to.
    if sequence > 0 {
        said.activity["rd:sequence"] = json!(sequence);
    }
    let (address, now, namespace) = (app.address.clone(), app.clock.now(), noted.post.id.0);
    let work = move |tx: &mut Tx<'_>| -> Result<Kept, StorageError> {
        // Erased since it was read: another job says so, and these words are said no more.
        if !gone && posts::find(&mut tx.view(), post)?.is_none_or(|it| it.deleted_at.is_some()) {
            return Ok(Kept::Outdated);
        }
        let activity = activity_of(&address, namespace, Some(complaint), sequence, said, now);
        keep_one(tx, &address, &activity, now)?;
        Ok(Kept::Yes)
    };
    app.db.write(work).await?;
    Ok(())
}

fn tombstone(uri: &str) -> Value {
    json!({"id": uri, "type": TombstoneType::Tombstone, "formerType": "Note"})
}

fn read(view: &mut View<'_>, id: ComplaintId, sequence: i64, now: Timestamp) -> Result<Option<Scene>, StorageError> {
    let Some(thread) = Thread::find(view, id)?.filter(|it| it.held.at_home) else { return Ok(None) };
    let Some(board) = thread.board.clone().filter(|it| it.local) else { return Ok(None) };
    let told = complaints::history_for_others(view, id, sequence - 1, 1)?;
    let Some(told) = told.into_iter().next() else { return Ok(None) };
    let core = told.line.read().map_err(|why| StorageError::inconsistent("complaint_events", why))?;
    let event = core.event;
    // Taking back reaches everybody who may have heard it, whatever was decided about its server since.
    let everybody = takes_back(&event.happening);
    let quiet = !everybody && policies::is_quiet(view, id)?;
    // What was held back is told when it is published, once.
    let later = complaints::published_in(view, id)?.is_some_and(|published| sequence < published);
    let posts = if later { Vec::new() } else { posts_of(view, &thread, &event)? };
    let posts = if everybody { posts } else { worth_telling(&event.happening, heard_of(view, posts)?) };
    let mut noted = Vec::new();
    for post in &posts {
        noted.extend(Noted::read(view, post.clone())?);
    }
    let newest = if thread.held.complaint.sequence == sequence && is_carried(view, &thread, &board, everybody)? {
        let after = (sequence - EVENTS_WITH_STATE_MAX).max(0);
        newest_that_fit(complaints::history_for_others(view, id, after, EVENTS_WITH_STATE_MAX)?)
    } else {
        Vec::new()
    };
    let mut inners = Vec::new();
    let passed = if later || (!changes_posts(&event.happening) && posts.is_empty()) {
        Vec::new()
    } else {
        inners_of(view, id, &event, &posts)?
    };
    for inner in passed {
        if everybody || is_heard(view, &inner.activity)? {
            inners.push(inner);
        }
    }
    let (mut boosts, mut reached) = (Vec::new(), Vec::new());
    if changes_posts(&event.happening) {
        for post in &posts {
            boosts.extend(outbox::boosts_of(view, id, &post.uri)?);
            reached.extend(reached_by(view, post)?);
        }
    }
    let took_part = if status::ends(&event.happening) { took_part(view, id)? } else { Vec::new() };
    let telling = visibility::standing_of(view, &thread.held)?.telling();
    let unsigned = if event.by == Party::Home { None } else { statement::unsigned(view, &told, &thread.held.uri)? };
    let moved_to = match brands::board_of(view, thread.held.brand)?.filter(|it| *it != board.id) {
        Some(other) => actors::find(view, other)?.filter(|it| it.local),
        None => None,
    };
    let voice = match &thread.brand {
        Some(brand) if !quiet => wants_mention(view, brand, now)?,
        _ => None,
    };
    let clerk = if noted.iter().any(|it| it.guest.is_some()) {
        actors::local_of_kind(view, ActorKind::Instance)?.into_iter().next()
    } else {
        None
    };
    let restricted = restricted(view, &thread, &posts)?;
    let rounded = told.line.text(ROUNDED_TEXT).map(str::to_string);
    Ok(Some(Scene {
        thread,
        board,
        moved_to,
        event,
        rounded,
        posts,
        noted,
        inners,
        boosts,
        reached,
        took_part,
        newest,
        quiet,
        telling,
        unsigned,
        statement: None,
        voice,
        clerk,
        restricted,
    }))
}

/// The newest lines that an activity has room for: who misses the others asks for them.
fn newest_that_fit(lines: Vec<Told>) -> Vec<Told> {
    let mut bytes = 0;
    let fit = lines.iter().rev().take_while(|it| {
        bytes += it.wire_bytes();
        bytes <= LINES_WITH_STATE_BYTES_MAX
    });
    let fit = fit.count();
    lines.into_iter().rev().take(fit).rev().collect()
}

/// The policies of the posts that are answered or boosted.
fn restricted(
    view: &mut View<'_>,
    thread: &Thread,
    posts: &[StoredPost],
) -> Result<BTreeMap<String, (Actor, String)>, StorageError> {
    let answered = posts.iter().filter_map(|it| it.in_reply_to.as_ref());
    let mut restricted = BTreeMap::new();
    for uri in thread.held.filed_uri.iter().chain(posts.iter().map(|it| &it.uri)).chain(answered) {
        let Some((author, policy)) = leaves::policy_of(view, uri)? else { continue };
        if let Some(author) = actors::find(view, author)?.filter(|it| it.deleted_at.is_none()) {
            restricted.insert(uri.clone(), (author, policy));
        }
    }
    Ok(restricted)
}

/// Those on other servers who commented, or have the same problem.
fn took_part(view: &mut View<'_>, id: ComplaintId) -> Result<Vec<Actor>, StorageError> {
    let ids = complaints::commenters_elsewhere(view, id, TOLD_OF_END_MAX)?;
    Ok(actors::find_many(view, &ids)?.into_iter().filter(|it| it.deleted_at.is_none()).collect())
}

/// Without posts that are a command and nothing else: the board's own note says what came of it. Edits and deletions reach
/// everybody, for anybody may hold what they change.
fn worth_telling(happening: &Happening, posts: Vec<StoredPost>) -> Vec<StoredPost> {
    if changes_posts(happening) {
        return posts;
    }
    let bare = |it: &StoredPost| {
        matches!(it.kind, PostKind::Comment | PostKind::Response) && it.representative.is_none() && is_command_alone(it)
    };
    posts.into_iter().filter(|it| it.deleted_at.is_none() && !bare(it)).collect()
}

fn is_command_alone(post: &StoredPost) -> bool {
    let text = markup::own_words(&post.html);
    let written = Written { today: post.published_at.date_naive(), language: post.language.as_deref() };
    // What it quotes says something, too.
    text == markup::plain_text(&post.html)
        && reading::is_command_alone(&reading::Post { text: &text, tags: &[], written })
}

/// Whether an event takes back or changes what was said before, so that whoever heard that has to hear this.
fn changes_posts(happening: &Happening) -> bool {
    takes_back(happening)
        || matches!(
            happening,
            Happening::Corrected {} | Happening::ResponseEdited { .. } | Happening::CommentEdited { .. }
        )
}

/// Whether words go for good, so that somebody waits to hear that they are gone everywhere.
fn erases(happening: &Happening) -> bool {
    matches!(happening, Happening::Retracted {} | Happening::CommentDeleted { .. } | Happening::Erased { .. })
}

fn takes_back(happening: &Happening) -> bool {
    matches!(
        happening,
        Happening::Retracted {}
            | Happening::ResponseDeleted { .. }
            | Happening::CommentDeleted { .. }
            | Happening::CommentHidden { .. }
            | Happening::Erased { .. }
    )
}

/// What remote authors sent: for this event, or for everything that is told only now.
fn inners_of(
    view: &mut View<'_>,
    id: ComplaintId,
    event: &Event,
    posts: &[StoredPost],
) -> Result<Vec<Inner>, StorageError> {
    if !matches!(event.happening, Happening::Published {}) {
        return passed_on::of_event(view, id, event.sequence);
    }
    let mut inners = Vec::new();
    for sequence in posts.iter().filter_map(|post| post.sequence) {
        inners.extend(passed_on::of_event(view, id, sequence)?);
    }
    Ok(inners)
}

/// Those whose servers hold a copy of a post of ours: who answered it, and who reacted to it.
pub(super) fn reached_by(view: &mut View<'_>, post: &StoredPost) -> Result<Vec<ActorId>, StorageError> {
    if !post.local {
        return Ok(Vec::new());
    }
    let mut reached = posts::authors_of_replies(view, &post.uri, REACHED_MAX)?;
    reached.extend(reactions::actors_of(view, &post.uri, REACHED_MAX)?);
    Ok(reached)
}

/// Whether boards here pass on what this address says: not when its server is silenced.
fn is_heard(view: &mut View<'_>, address: &str) -> Result<bool, StorageError> {
    let host = url::Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_string)).unwrap_or_default();
    Ok(policies::of_host(view, &host)?.0 == Severity::Allow)
}

/// Without the posts of people on servers that are silenced here: they stand in the thread, and no board announces them.
fn heard_of(view: &mut View<'_>, posts: Vec<StoredPost>) -> Result<Vec<StoredPost>, StorageError> {
    let mut left = Vec::with_capacity(posts.len());
    for post in posts {
        let host = post.author_handle.rsplit_once('@').map_or("", |(_, host)| host);
        if post.local || policies::of_host(view, host)?.0 == Severity::Allow {
            left.push(post);
        }
    }
    Ok(left)
}

/// Whether a server that speaks `rd:` would hear the complaint's state; making it costs a signature.
/// `ever`: also one that followed once, for it may keep a copy still.
fn is_carried(view: &mut View<'_>, thread: &Thread, board: &Actor, ever: bool) -> Result<bool, StorageError> {
    let parties = thread.complainant.iter().chain(&thread.officials);
    let by_party = parties.into_iter().any(|it| it.speaks_rd && !it.local && it.deleted_at.is_none());
    let followed = if ever {
        follows::inboxes_ever_after(view, board.id, true, "", 1)?
    } else {
        follows::inboxes_after(view, board.id, true, "", 1)?
    };
    Ok(by_party || !followed.is_empty())
}

/// The posts that an event is about: its own, the one it edits, those whose words it erases.
fn posts_of(view: &mut View<'_>, thread: &Thread, event: &Event) -> Result<Vec<StoredPost>, StorageError> {
    let id = thread.held.id;
    let filed = |view: &mut View<'_>| match &thread.held.filed_uri {
        Some(uri) => posts::find_by_uri(view, uri),
        None => posts::of_event(view, id, 1),
    };
    Ok(match &event.happening {
        Happening::Filed(_) | Happening::Corrected {} | Happening::Retracted {} => filed(view)?.into_iter().collect(),
        // Everything that was held back is told now.
        Happening::Published {} => {
            let all = posts::of_complaint(view, id, 0, POSTS_LOOKED_AT_MAX)?;
            let before = |post: &StoredPost| post.sequence.is_some_and(|it| it < event.sequence);
            all.into_iter()
                .filter(|post| post.kind != PostKind::Status && post.deleted_at.is_none() && before(post))
                .collect()
        }
        Happening::ResponseEdited { response } | Happening::ResponseDeleted { response } => {
            let all = posts::of_complaint(view, id, 0, POSTS_LOOKED_AT_MAX)?;
            let number = i32::try_from(*response).ok();
            all.into_iter().filter(|post| number.is_some() && post.response == number).take(1).collect()
        }
        Happening::CommentEdited { comment }
        | Happening::CommentDeleted { comment }
        | Happening::CommentHidden { comment, .. }
        | Happening::CommentShown { comment } => posts::of_event(view, id, *comment)?.into_iter().collect(),
        Happening::Erased { targets } => {
            let mut sequences: Vec<i64> = targets.iter().map(|it| it.sequence).collect();
            sequences.dedup();
            let mut erased = Vec::new();
            for sequence in sequences {
                erased.extend(posts::of_event(view, id, sequence)?);
            }
            // What was never meant is taken back by the event before, and said to be gone once.
            let retracted = matches!(thread.held.complaint.state(), State::Retracted);
            erased.into_iter().filter(|it| !(retracted && it.kind == PostKind::Complaint)).collect()
        }
        _ => posts::of_event(view, id, event.sequence)?.into_iter().collect(),
    })
}

/// The board's own words, if this event asks for any.
fn note_about(app: &App, scene: &Scene) -> Option<Noted> {
    let thread = &scene.thread;
    let happening = &scene.event.happening;
    let words = Words::of(status::language_for(thread, happening));
    let (kind, text, mentioned) = match happening {
        // Whoever filed by mention hears at once where it is and how to take it back.
        Happening::Filed(filed) if filed.door != Door::Page => {
            let listed = filed.opening == Opening::Public;
            // A server like ours shows the complaint itself to whoever filed it with a form there.
            let complainant = thread.complainant.clone().filter(|it| !(it.local || listed && it.speaks_rd))?;
            let arguments =
                [("brand", thread.brand_name().into()), ("link", app.address.complaint_page(thread.held.id).into())];
            let key = if listed { "note-filed-listed" } else { "note-filed" };
            (PostKind::Direct, words.with(key, &arguments), vec![complainant])
        }
        _ if !thread.held.complaint.is_public() => return None,
        _ => {
            let turn = turn_after(happening);
            let text = status::text_with(words, thread, happening, scene.rounded.as_deref())?;
            (PostKind::Status, text, turn.map(|turn| thread.actors_of(turn)).unwrap_or_default())
        }
    };
    let id = derived(thread.held.id.0, scene.event.sequence, "note");
    let place = (id, Some(scene.event.sequence));
    // After the answer that it tells of, wherever the two are sorted by time.
    let at = scene.event.at + TimeDelta::milliseconds(NOTE_AFTER_MILLISECONDS);
    let post = StoredPost { kind, ..board_post(app, thread, &scene.board, place, &text, words, at) };
    Some(Noted {
        post,
        author: scene.board.clone(),
        thread: Some(thread.clone()),
        mentioned,
        guest: None,
        facts: None,
        approval: None,
        speaks: words.language(),
    })
}

/// Tells the brand's voice elsewhere, when the complaint is listed. A complaint that is written here mentions it itself.
fn mention_about(app: &App, scene: &Scene) -> Option<Noted> {
    let thread = &scene.thread;
    let listed = matches!(scene.event.happening, Happening::Filed(_) | Happening::Published {});
    // Whoever answered before it was listed needs no word that it is there.
    let untold = !thread.held.complaint.brand_acted;
    let voice = scene.voice.clone().filter(|_| listed && untold && thread.held.complaint.is_public())?;
    let told_itself = scene.noted.iter().any(|it| it.post.kind == PostKind::Complaint && mentions(it, &voice));
    (!told_itself).then(|| mention(app, thread, &scene.board, voice, scene.event.at))
}

fn mentions(noted: &Noted, voice: &Actor) -> bool {
    noted.mentioned.iter().any(|it| it.id == voice.id)
}

/// The board's word to the voice: a public reply to the complaint, so that an answer to it is public, too.
fn mention(app: &App, thread: &Thread, board: &Actor, voice: Actor, at: Timestamp) -> Noted {
    // After the complaint that it tells of, as every note of the board.
    let at = at + TimeDelta::milliseconds(NOTE_AFTER_MILLISECONDS);
    let language = voice.language.as_deref().or(thread.held.facts.language.as_deref());
    let words = Words::of(language.and_then(Language::from_code).unwrap_or(Language::English));
    let text = words.with(
        "note-brand-mentioned",
        &[
            ("brand", thread.brand_name().into()),
            ("title", thread.held.title.as_str().into()),
            ("link", app.address.complaint_page(thread.held.id).into()),
        ],
    );
    let place = (derived(thread.held.id.0, 0, MENTION), None);
    let post = board_post(app, thread, board, place, &text, words, at);
    Noted {
        post,
        author: board.clone(),
        thread: Some(thread.clone()),
        mentioned: vec![voice],
        guest: None,
        facts: None,
        approval: None,
        speaks: words.language(),
    }
}

/// A voice that came later is told of a complaint that is listed already. Run twice it says it once.
pub async fn mention_voice(app: &App, complaint: ComplaintId) -> Result<(), NotSaid> {
    let now = app.clock.now();
    let read = move |view: &mut View<'_>| -> Result<Option<(Thread, Actor)>, StorageError> {
        let thread = Thread::find(view, complaint)?
            .filter(|it| it.held.at_home && it.held.complaint.is_public() && it.held.complaint.notified_at.is_none());
        let Some(thread) = thread else { return Ok(None) };
        if visibility::standing_of(view, &thread.held)?.telling() != Telling::Everything {
            return Ok(None);
        }
        let Some(brand) = &thread.brand else { return Ok(None) };
        let voice = wants_mention(view, brand, now)?;
        let voice = if policies::is_quiet(view, complaint)? { None } else { voice };
        Ok(voice.map(|voice| (thread, voice)))
    };
    let Some((thread, voice)) = app.db.read(read).await? else { return Ok(()) };
    let Some(board) = thread.board.clone().filter(|it| it.local) else { return Ok(()) };
    let noted = mention(app, &thread, &board, voice.clone(), now);
    let said = created(app, &noted, MENTION, ActivityKind::Post);
    let (address, sequence, post) = (app.address.clone(), thread.held.complaint.sequence, noted.post);
    let work = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        if posts::find(&mut tx.view(), post.id)?.is_none() {
            posts::insert(tx, &post)?;
        }
        let activity = activity_of(&address, complaint.0, Some(complaint), sequence, said, now);
        expect_notice(tx, &activity, &voice)?;
        keep_one(tx, &address, &activity, now)
    };
    Ok(app.db.write(work).await?)
}

/// When the voice's server takes this, the brand was told.
fn expect_notice(tx: &mut Tx<'_>, activity: &Activity, voice: &Actor) -> Result<(), StorageError> {
    match activity.complaint {
        Some(complaint) => brand_notices::expect(tx, activity.id, voice.delivery_inbox(), complaint),
        None => Ok(()),
    }
}

/// The board's own words as a post: a reply to the complaint, by its id and the event that it tells.
fn board_post(
    app: &App,
    thread: &Thread,
    board: &Actor,
    (id, sequence): (Uuid, Option<i64>),
    text: &str,
    words: Words,
    at: Timestamp,
) -> StoredPost {
    let id = PostId(id);
    StoredPost {
        id,
        uri: app.address.post(id),
        url: Some(format!("{}#post-{id}", app.address.complaint_page(thread.held.id))),
        author: Some(board.id),
        author_uri: board.uri.clone(),
        author_handle: board.handle(),
        author_name: words.with("profile-board-name", &[("brand", thread.brand_name().into())]),
        complaint: Some(thread.held.id),
        sequence,
        response: None,
        kind: PostKind::Status,
        in_reply_to: thread.held.filed_uri.clone(),
        title: None,
        source: None,
        html: format!("<p>{}</p>", linked(text)),
        language: Some(words.language().code().to_string()),
        representative: None,
        representative_role: None,
        local: true,
        published_at: at,
        received_at: at,
        edited_at: None,
        deleted_at: None,
        said_by: None,
        told: None,
    }
}

fn note_said(app: &App, scene: &Scene, note: &Noted) -> Vec<Said> {
    if note.post.kind == PostKind::Direct {
        return vec![created(app, note, "note", ActivityKind::Answer)];
    }
    let mut create = created(app, note, "note", ActivityKind::Status);
    create.audience.followers_of = vec![scene.board.id];
    // They are addressed so that their servers take it, and mentioned by nobody.
    create.audience.actors.extend(scene.took_part.iter().map(|it| it.id));
    address_too(&mut create.activity, &scene.took_part);
    let boost = announced(app, &scene.board, note.post.published_at, "note-boost", &json!(note.post.uri));
    vec![create, Said { kind: ActivityKind::Status, ..boost }]
}

/// Adds these to whom an activity, and what it carries, is addressed to.
fn address_too(activity: &mut Value, others: &[Actor]) {
    let add = |cc: Option<&mut Value>| {
        let Some(cc) = cc.and_then(Value::as_array_mut) else { return };
        cc.extend(others.iter().map(|it| json!(it.uri)));
    };
    add(activity.get_mut("cc"));
    add(activity.get_mut("object").and_then(|it| it.get_mut("cc")));
}

/// What is said about the posts of this event: by their authors, and by the board.
fn posts_said(app: &App, scene: &Scene, said: &mut Vec<Said>) {
    for inner in &scene.inners {
        let mut whole = passed_on_whole(app, &scene.board, inner, wire_time(scene.event.at));
        whole.audience.past_too = changes_posts(&scene.event.happening);
        said.push(whole);
    }
    if takes_back(&scene.event.happening) {
        said.extend(scene.boosts.iter().filter_map(|boost| unboosted(scene, boost)));
    }
    for post in &scene.posts {
        let noted = scene.noted.iter().find(|it| it.post.id == post.id);
        let label = post.id.to_string();
        let title = noted.and_then(Noted::name);
        let by_guest = noted.is_some_and(|it| it.guest.is_some());
        match &scene.event.happening {
            Happening::Filed(_) | Happening::Published {} => {
                let create = noted.map(|noted| created(app, noted, &label, ActivityKind::Post));
                passed_on(app, scene, &label, create, Some(post), title, said);
                said.extend(noted.and_then(|it| reply_request(app, scene, it)));
            }
            Happening::Corrected {} | Happening::ResponseEdited { .. } | Happening::CommentEdited { .. } => {
                let update = noted
                    .map(|noted| changed(app, &scene.reached, noted, &label, "Update", &noted.document(&app.address)));
                // A server that takes no group as an author finds the new words by the boost.
                passed_on(app, scene, &label, update, by_guest.then_some(post), title, said);
            }
            // Its author did not take it back: the board lets go of its boost, and says nothing in anybody's name.
            Happening::CommentHidden { .. } => {}
            Happening::Retracted {}
            | Happening::ResponseDeleted { .. }
            | Happening::CommentDeleted { .. }
            | Happening::Erased { .. } => {
                let gone = tombstone(&post.uri);
                let delete = noted.map(|noted| changed(app, &scene.reached, noted, &label, "Delete", &gone));
                passed_on(app, scene, &label, delete, None, None, said);
                said.extend(scene.clerk.as_ref().filter(|_| by_guest).map(|clerk| let_go(app, scene, clerk, post)));
            }
            _ => {
                let create = noted.map(|noted| created(app, noted, &label, ActivityKind::Post));
                passed_on(app, scene, &label, create, Some(post), title, said);
                said.extend(noted.and_then(|it| reply_request(app, scene, it)));
            }
        }
    }
}

/// PieFed has the board's words by the instance's own actor, and lets go of them by its word alone.
fn let_go(app: &App, scene: &Scene, clerk: &Actor, post: &StoredPost) -> Said {
    let activity = json!({
        "type": DeleteType::Delete,
        "actor": clerk.uri,
        "published": wire_time(scene.event.at),
        "to": [PUBLIC],
        "cc": [app.address.followers(scene.board.id)],
        "object": tombstone(&post.uri),
    });
    Said {
        label: format!("{} clerk", post.id),
        actor: clerk.id,
        kind: ActivityKind::Post,
        public: false,
        audience: Audience { followers_of: vec![scene.board.id], past_too: true, ..Audience::default() },
        activity,
        inner: None,
    }
}

/// The author's activity, the board's announcement of it (FEP-1b12), and a plain boost of the post for all others.
fn passed_on(
    app: &App,
    scene: &Scene,
    label: &str,
    activity: Option<Said>,
    boosted: Option<&StoredPost>,
    title: Option<Value>,
    said: &mut Vec<Said>,
) {
    if let Some(mut own) = activity {
        own.audience.followers_of = vec![own.actor];
        if changes_posts(&scene.event.happening) && own.actor != scene.board.id {
            // The board's followers got it through the board, and believe its author alone.
            own.audience.followers_of.push(scene.board.id);
        }
        own.audience.counted = erases(&scene.event.happening);
        let id = app.address.activity(ActivityId(derived(scene.thread.held.id.0, scene.event.sequence, &own.label)));
        let mut inner = without_context(own.activity.clone());
        inner["id"] = json!(id);
        // Those who read what a group passes on show titles.
        if let Some(title) = title.filter(|_| inner["object"]["type"] == "Note") {
            inner["object"]["name"] = title;
        }
        let (past_too, public) = (own.audience.past_too, own.public);
        said.push(own);
        let mut announced = announced(app, &scene.board, scene.event.at, &format!("{label}-announce"), &inner);
        announced.audience.past_too = past_too;
        announced.public = public;
        said.push(announced);
    }
    said.extend(boosted.and_then(|post| boosted_with_leave(app, scene, label, &post.uri)));
}

/// The board's plain boost; or, where the author wants to be asked for that, the question. The boost waits for the answer.
fn boosted_with_leave(app: &App, scene: &Scene, label: &str, post: &str) -> Option<Said> {
    let boost = announced(app, &scene.board, scene.event.at, &format!("{label}-boost"), &json!(post));
    match scene.leave(post, Deed::Announce, &scene.board.uri) {
        (Leave::ToBeAsked, Some(author)) => {
            let mut instrument = boost.activity.clone();
            let id = ActivityId(derived(scene.thread.held.id.0, scene.event.sequence, &boost.label));
            instrument["id"] = json!(app.address.activity(id));
            Some(asked(scene.board.id, &boost.label, Deed::Announce, author, post, instrument))
        }
        (Leave::Refused, _) => None,
        (Leave::Given | Leave::ToBeAsked, _) => Some(boost),
    }
}

/// An author who wants to be asked for answers is asked for this one. It stands on the thread's page whatever they say.
fn reply_request(app: &App, scene: &Scene, noted: &Noted) -> Option<Said> {
    let answered = noted.post.in_reply_to.as_deref()?;
    match scene.leave(answered, Deed::Reply, &noted.author.uri) {
        (Leave::ToBeAsked, Some(author)) => {
            let note = noted.document(&app.address);
            Some(asked(noted.author.id, &noted.post.id.to_string(), Deed::Reply, author, answered, note))
        }
        (Leave::Given | Leave::ToBeAsked | Leave::Refused, _) => None,
    }
}

fn asked(by: ActorId, label: &str, deed: Deed, author: &Actor, post: &str, instrument: Value) -> Said {
    let actor = instrument.get("actor").or_else(|| instrument.get("attributedTo")).and_then(Value::as_str);
    let activity = leave::request(deed, actor.unwrap_or_default(), &author.uri, post, instrument.clone());
    Said {
        label: format!("{label} {}", deed.request()),
        actor: by,
        kind: ActivityKind::Answer,
        public: false,
        audience: Audience { actors: vec![author.id], ..Audience::default() },
        activity,
        inner: None,
    }
}

/// Which group it is said in: Mbin and PieFed look for it on the activity, too.
fn in_group(mut activity: Value, noted: &Noted) -> Value {
    if let Some(thread) = noted.thread.as_ref().filter(|_| noted.post.kind != PostKind::Direct) {
        activity["audience"] = json!(thread.held.board_uri);
    }
    activity
}

pub(super) fn created(app: &App, noted: &Noted, label: &str, kind: ActivityKind) -> Said {
    let activity = json!({
        "type": CreateType::Create,
        "actor": noted.author.uri,
        "published": wire_time(noted.post.published_at),
        "to": noted.to(),
        "cc": noted.cc(&app.address),
        "object": noted.document(&app.address),
    });
    let activity = in_group(activity, noted);
    let actors = noted.mentioned.iter().map(|it| it.id).collect();
    Said {
        label: format!("{label}-create"),
        actor: noted.author.id,
        kind,
        public: noted.post.kind != PostKind::Direct,
        audience: Audience { actors, ..Audience::default() },
        activity,
        inner: None,
    }
}

fn changed(app: &App, reached: &[ActorId], noted: &Noted, label: &str, kind: &str, object: &Value) -> Said {
    let at = noted.post.deleted_at.or(noted.post.edited_at).unwrap_or(noted.post.published_at);
    // Whose name was erased says that a post is gone to those who may hold it, and nobody else finds in it where it was.
    let nameless = noted.author_is_nameless();
    let to = if nameless { vec![PUBLIC.to_string()] } else { noted.to() };
    let activity = json!({
        "type": kind,
        "actor": noted.author.uri,
        "published": wire_time(at),
        "to": to,
        "cc": noted.cc(&app.address),
        "object": object,
    });
    let activity = if nameless { activity } else { in_group(activity, noted) };
    let actors = noted.mentioned.iter().map(|it| it.id).chain(reached.iter().copied()).collect();
    Said {
        label: format!("{label}-{kind}"),
        actor: noted.author.id,
        kind: ActivityKind::Post,
        public: !nameless,
        audience: Audience { actors, past_too: true, holders_of: vec![noted.post.uri.clone()], ..Audience::default() },
        activity,
        inner: None,
    }
}

fn announced(app: &App, board: &Actor, at: Timestamp, label: &str, object: &Value) -> Said {
    let activity = json!({
        "type": AnnounceType::Announce,
        "actor": board.uri,
        "published": wire_time(at),
        "to": [PUBLIC],
        "cc": [app.address.followers(board.id)],
        "object": object,
    });
    Said {
        label: label.to_string(),
        actor: board.id,
        kind: ActivityKind::Announce,
        public: true,
        audience: Audience { followers_of: vec![board.id], ..Audience::default() },
        activity,
        inner: None,
    }
}

/// The board passes on what a remote author said, exactly as it came (FEP-1b12).
fn passed_on_whole(app: &App, board: &Actor, inner: &Inner, published: String) -> Said {
    let activity = json!({
        "type": AnnounceType::Announce,
        "actor": board.uri,
        "published": published,
        "to": [PUBLIC],
        "cc": [app.address.followers(board.id)],
        "audience": board.uri,
    });
    Said {
        label: format!("passed-on {}", inner.activity),
        actor: board.id,
        kind: ActivityKind::Announce,
        public: true,
        audience: Audience { followers_of: vec![board.id], ..Audience::default() },
        activity,
        inner: Some(inner.body.clone()),
    }
}

/// The board takes a boost back: a copy that others made by it is let go with the post.
fn unboosted(scene: &Scene, boost: &Activity) -> Option<Said> {
    let body: Value = serde_json::from_str(&boost.body).ok()?;
    let board = &scene.board;
    let activity = json!({
        "type": UndoType::Undo,
        "actor": board.uri,
        "published": wire_time(scene.event.at),
        "to": body.get("to")?,
        "cc": body.get("cc")?,
        "object": without_context(body),
    });
    Some(Said {
        label: format!("unboost {}", boost.id),
        actor: board.id,
        kind: ActivityKind::Announce,
        public: true,
        audience: Audience { followers_of: vec![board.id], past_too: true, ..Audience::default() },
        activity,
        inner: None,
    })
}

/// A thread of which others may hear everything now.
pub(super) fn told_of(view: &mut View<'_>, thread: Option<Thread>) -> Result<Option<Thread>, StorageError> {
    let Some(thread) = thread else { return Ok(None) };
    let telling = visibility::standing_of(view, &thread.held)?.telling();
    Ok((telling == Telling::Everything).then_some(thread))
}

/// Whoever follows the thread hears that its complainant speaks through another account now. Run twice it says it once.
pub async fn tell_move(app: &App, complaint: ComplaintId, from: ActorId) -> Result<(), NotSaid> {
    let read = move |view: &mut View<'_>| -> Result<Option<(Thread, Actor)>, StorageError> {
        let thread = Thread::find(view, complaint)?.filter(|it| it.held.at_home && it.held.complaint.is_public());
        // Whose name was erased is named by no note.
        let thread = told_of(view, thread)?.filter(|it| !it.is_nameless());
        Ok(thread.zip(actors::find(view, from)?))
    };
    let Some((thread, old)) = app.db.read(read).await? else { return Ok(()) };
    let board = thread.board.clone().filter(|it| it.local);
    let Some((board, new)) = board.zip(thread.complainant.clone()) else { return Ok(()) };
    let words = Words::of(status::language_of(&thread));
    let arguments = [("old", old.handle().into()), ("new", new.handle().into())];
    let text = words.with("note-moved", &arguments);
    let (now, sequence) = (app.clock.now(), thread.held.complaint.sequence);
    let label = format!("moved {from}");
    let post = board_post(app, &thread, &board, (derived(complaint.0, 0, &label), None), &text, words, now);
    let (author, mentioned) = (board.clone(), vec![new]);
    let noted = Noted {
        post: post.clone(),
        author,
        thread: Some(thread),
        mentioned,
        guest: None,
        facts: None,
        approval: None,
        speaks: words.language(),
    };
    let mut create = created(app, &noted, &label, ActivityKind::Status);
    create.audience.followers_of = vec![board.id];
    let said = [create, announced(app, &board, now, &format!("{label} boost"), &json!(post.uri))];
    let address = app.address.clone();
    let work = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        if posts::find(&mut tx.view(), post.id)?.is_none() {
            posts::insert(tx, &post)?;
        }
        for said in said {
            keep_one(tx, &address, &activity_of(&address, complaint.0, Some(complaint), sequence, said, now), now)?;
        }
        Ok(())
    };
    Ok(app.db.write(work).await?)
}

/// A vote, or an edit that made no event, is passed on to the board's followers as it came.
pub async fn pass_on(app: &App, complaint: ComplaintId, sequence: i64, activity: String) -> Result<(), NotSaid> {
    let asked = activity.clone();
    let read = move |view: &mut View<'_>| -> Result<Option<(Thread, Inner)>, StorageError> {
        let thread = Thread::find(view, complaint)?.filter(|it| it.held.at_home && it.held.complaint.is_public());
        let thread = told_of(view, thread)?;
        let heard = is_heard(view, &asked)? && !policies::is_quiet(view, complaint)?;
        let inner = passed_on::find(view, complaint, sequence, &asked)?.filter(|_| heard);
        Ok(thread.zip(inner))
    };
    let found = app.db.read(read).await?;
    let said = found.and_then(|(thread, inner)| {
        let board = thread.board.filter(|it| it.local)?;
        let mut said = passed_on_whole(app, &board, &inner, wire_time(app.clock.now()));
        said.audience.past_too = sequence > 0;
        Some(said)
    });
    let (address, now) = (app.address.clone(), app.clock.now());
    let work = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        // What was erased since it was read is passed on no more.
        let still = passed_on::find(&mut tx.view(), complaint, sequence, &activity)?.is_some();
        if let Some(said) = said.filter(|_| still) {
            keep_one(tx, &address, &activity_of(&address, complaint.0, Some(complaint), sequence, said, now), now)?;
        }
        // A vote is nothing that anybody reads again.
        if sequence == 0 { passed_on::remove(tx, complaint, sequence, &activity) } else { Ok(()) }
    };
    Ok(app.db.write(work).await?)
}

/// The complaint's new state with the board's proof, for servers that keep it too. Only the newest is worth saying.
async fn state_said(app: &App, scene: &Scene) -> Result<Option<Said>, NotSaid> {
    if scene.newest.is_empty() {
        return Ok(None);
    }
    let object = if scene.tells_all() {
        signed_complaint(app, &scene.thread, &scene.newest).await?
    } else {
        // Those who keep it follow that words were taken back. The words do not travel with that once more.
        let mut thread = scene.thread.clone();
        (thread.held.title, thread.held.complainant_handle, thread.held.filed_uri) = Default::default();
        let mut newest = scene.newest.clone();
        newest.iter_mut().for_each(Told::without_words);
        signed_complaint(app, &thread, &newest).await?
    };
    let board = &scene.board;
    let parties = scene.thread.complainant.iter().chain(&scene.thread.officials);
    let activity = json!({
        "type": UpdateType::Update,
        "actor": board.uri,
        "published": wire_time(scene.event.at),
        "to": [PUBLIC],
        "cc": [app.address.followers(board.id)],
        "object": object,
    });
    Ok(Some(Said {
        label: "state".into(),
        actor: board.id,
        kind: ActivityKind::State,
        public: true,
        audience: Audience {
            followers_of: vec![board.id],
            actors: parties.map(|it| it.id).collect(),
            only_rd: true,
            past_too: takes_back(&scene.event.happening),
            counted: erases(&scene.event.happening),
            ..Audience::default()
        },
        activity,
        inner: None,
    }))
}

/// The same for the same event, so that a job that runs twice makes the same ids.
fn derived(namespace: Uuid, sequence: i64, label: &str) -> Uuid {
    Uuid::new_v5(&namespace, format!("{sequence}/{label}").as_bytes())
}

pub(super) fn activity_of(
    address: &Address,
    namespace: Uuid,
    complaint: Option<ComplaintId>,
    sequence: i64,
    said: Said,
    at: Timestamp,
) -> Activity {
    let id = ActivityId(derived(namespace, sequence, &said.label));
    let mut body = if said.inner.is_some() {
        // What stands inside brings its own context. Ours protects the words of proofs, so that readers of JSON-LD
        // would refuse it below ours.
        let mut body = said.activity;
        body["@context"] = json!(ACTIVITY_STREAMS);
        body
    } else {
        with_context(said.activity)
    };
    body["id"] = json!(address.activity(id));
    Activity {
        id,
        actor: said.actor,
        kind: said.kind,
        complaint,
        sequence,
        public: said.public,
        audience: said.audience,
        body: with_inner(&body, said.inner.as_deref()),
        created_at: at,
    }
}

/// The activity as text. What was checked to be JSON when it came stands in it as the very bytes that it was.
fn with_inner(body: &Value, inner: Option<&str>) -> String {
    let text = body.to_string();
    match (inner, text.strip_suffix('}')) {
        (Some(inner), Some(open)) => format!("{open},\"object\":{inner}}}"),
        _ => text,
    }
}

fn keep(
    tx: &mut Tx<'_>,
    address: &Address,
    scene: &Scene,
    notes: Vec<StoredPost>,
    said: Vec<Said>,
    now: Timestamp,
) -> Result<Kept, StorageError> {
    let id = scene.thread.held.id;
    let sequence = scene.event.sequence;
    if complaints::is_erased_after(&mut tx.view(), id, scene.thread.held.complaint.sequence)? {
        return Ok(Kept::Outdated);
    }
    if let Some(statement) = &scene.statement
        // Erased in the meantime: then nobody's name stands there any more.
        && !complaints::is_erased(&mut tx.view(), id, sequence)?
    {
        complaints::attach_statement(tx, id, sequence, statement, true)?;
    }
    for note in notes {
        if posts::find(&mut tx.view(), note.id)?.is_none() {
            posts::insert(tx, &note)?;
        }
    }
    let listed = matches!(scene.event.happening, Happening::Filed(_) | Happening::Published {});
    let mut kept = Vec::new();
    for mut said in said {
        // Those who follow the board that it belongs on now hear everything that the others hear.
        if let Some(other) = &scene.moved_to
            && said.audience.followers_of.contains(&scene.board.id)
        {
            said.audience.followers_of.push(other.id);
        }
        let activity = activity_of(address, id.0, Some(id), scene.event.sequence, said, now);
        let told = scene.voice.as_ref().filter(|it| listed && activity.audience.actors.contains(&it.id));
        if let Some(voice) = told.filter(|_| activity.kind == ActivityKind::Post) {
            expect_notice(tx, &activity, voice)?;
        }
        if outbox::insert(tx, &activity)? {
            kept.push(activity);
        }
    }
    audience::put_in_line(tx, address, &kept, now)?;
    Ok(Kept::Yes)
}

pub(super) fn keep_one(
    tx: &mut Tx<'_>,
    address: &Address,
    activity: &Activity,
    now: Timestamp,
) -> Result<(), StorageError> {
    if outbox::insert(tx, activity)? {
        audience::put_in_line(tx, address, std::slice::from_ref(activity), now)?;
    }
    Ok(())
}
