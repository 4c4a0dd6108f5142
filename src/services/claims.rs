//! What the history of another home may touch here: its own rows, and of ours only what was really written for it.
//!
//! A home is believed about itself and the people on its own host. What it says of anybody else is its claim until their own
//! signed word for it was checked, and is shown as that.

use serde_json::Value;
use url::Url;

use crate::domain::action::TITLE_CHARS_MAX;
use crate::domain::address;
use crate::domain::complaint::Happening;
use crate::domain::handle;
use crate::domain::ids::{ActorId, ComplaintId, PostId};
use crate::domain::log::{Core, Line};
use crate::domain::party::Party;
use crate::domain::reading::{self, Reading, Tagged, Written};
use crate::domain::sync::request::REQUEST_TEXT;
use crate::markup::{self, SafeHtml};
use crate::services::file_complaint::Facts;
use crate::services::receive_post::IncomingPost;
use crate::services::receive_replica::{Because, Told};
use crate::services::said::{self, Around};
use crate::services::scene::Scene;
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::complaints::{self, Held};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::requests::{self, Request};
use crate::storage::{StorageError, Tx, View, brands, carried, sent_filings};

/// Bytes of an address that a database can index.
const ADDRESS_BYTES_MAX: usize = 2_048;

/// Whose history lines are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::services) enum Word {
    /// Ours: we signed it ourselves, and take it back after a restore.
    Own,
    /// Another home's.
    Theirs,
}

/// The complaint that lines belong to, as they are applied.
#[derive(Debug, Clone, Copy)]
pub(in crate::services) struct Thread<'t> {
    /// What it is kept under here.
    pub id: ComplaintId,
    pub told: &'t Told,
    pub word: Word,
}

/// Who a line says wrote it, as far as that is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::services) struct Author {
    /// Known here, and really the author.
    pub actor: Option<Actor>,
    pub uri: String,
    pub handle: String,
    pub name: String,
    /// The home that claims it, where nobody else stands behind it.
    pub said_by: Option<String>,
}

impl Thread<'_> {
    pub(in crate::services) fn host(&self) -> &str {
        self.told.home.rsplit("://").next().unwrap_or(&self.told.home)
    }

    fn lies_at_home(&self, url: &Url) -> bool {
        url.origin().ascii_serialization() == self.told.home
    }

    /// The author's own word for this line, where it came with it and was checked before anything was stored.
    fn statement(&self, core: &Core) -> Option<&str> {
        let beside = self.told.beside.get(&core.event.sequence).filter(|it| it.proven)?;
        beside.statement.as_deref()
    }
}

/// Whether the author's own signed word stands behind a line. What they signed once is said once: a home that shows the
/// same word again, further on in its history, shows nothing new of theirs.
fn is_signed(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    core: &Core,
    line: &Line,
) -> Result<bool, StorageError> {
    let Some(document) = thread.statement(core).and_then(|it| serde_json::from_str::<Value>(it).ok()) else {
        return Ok(false);
    };
    match document.get("type").and_then(Value::as_str) {
        // It names the hash of this very line.
        Some(BOUND_STATEMENT) => Ok(true),
        Some("Create") => match line.text("post") {
            Some(uri) => Ok(!is_of_another_event(tx, uri, thread.id, core.event.sequence)?),
            None => Ok(false),
        },
        _ => {
            let request = line.text(REQUEST_TEXT).filter(|it| document.get("id").and_then(Value::as_str) == Some(it));
            match request {
                Some(request) => is_first_of(tx, scene, thread, core, request),
                None => Ok(false),
            }
        }
    }
}

/// A signed word that names the event it stands for.
const BOUND_STATEMENT: &str = "rd:Statement";

/// Whether an address is that of a post which is another event already.
fn is_of_another_event(
    tx: &mut Tx<'_>,
    uri: &str,
    complaint: ComplaintId,
    sequence: i64,
) -> Result<bool, StorageError> {
    let post = posts::find_by_uri(&mut tx.view(), uri)?;
    Ok(post
        .is_some_and(|it| it.complaint.is_some() && (it.complaint, it.sequence) != (Some(complaint), Some(sequence))))
}

/// Whether a request led to no event of this kind before. One request is one deed: told again it would put back what its
/// author has changed since.
fn is_first_of(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    core: &Core,
    request: &str,
) -> Result<bool, StorageError> {
    let sequence = core.event.sequence;
    if let Some(address::Place::Activity(id)) = scene.address.place(request)
        && requests::find(&mut tx.view(), id)?.is_some_and(|it| it.led_elsewhere(sequence))
    {
        return Ok(false);
    }
    let kind = core.event.happening.name();
    Ok(!requests::was_done_before(&mut tx.view(), thread.id, sequence, &kind, request)?)
}

/// An address on the web that our tables can hold.
fn address(text: &str) -> Option<Url> {
    let url = (text.len() <= ADDRESS_BYTES_MAX).then(|| Url::parse(text).ok()).flatten()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// Whether a complaint that is new here comes in: somebody here follows its board, a member asked for it, or it is what a
/// post of ours really filed there. That it names an address of ours is no reason.
pub(in crate::services) fn is_carried(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    first: Option<&(Core, Line)>,
) -> Result<bool, StorageError> {
    if thread.told.because == Because::Asked || carried::is_followed(&mut tx.view(), &thread.told.board_uri)? {
        return Ok(true);
    }
    match first {
        Some((core, line)) => Ok(own_post(tx, scene, thread, core, line)?.is_some()),
        None => Ok(false),
    }
}

/// The key of a complaint that is new here: its home's id, where no other complaint has that. So nobody can use up an id.
pub(in crate::services) fn free_key(
    tx: &mut Tx<'_>,
    scene: &Scene,
    wire: ComplaintId,
) -> Result<ComplaintId, StorageError> {
    match complaints::find(&mut tx.view(), wire)? {
        None => Ok(wire),
        Some(_) => Ok(scene.new_complaint_id()),
    }
}

/// Who wrote a line, as far as its home may say so.
pub(in crate::services) fn author_of(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    core: &Core,
    line: &Line,
) -> Result<Author, StorageError> {
    let short = |name: &str| markup::one_line(line.text(name).unwrap_or_default(), TITLE_CHARS_MAX);
    let uri = line.text("author").unwrap_or_default();
    let actor = actors::find_by_uri(&mut tx.view(), uri)?;
    let claim = |said_by: Option<&str>| Author {
        actor: None,
        uri: uri.to_string(),
        handle: short("handle"),
        name: short("name"),
        said_by: said_by.map(str::to_string),
    };
    let known = |actor: Actor| Author {
        uri: uri.to_string(),
        handle: actor.handle(),
        name: actor.shown_name().to_string(),
        actor: Some(actor),
        said_by: None,
    };
    if thread.word == Word::Own {
        return Ok(Author { actor, ..claim(None) });
    }
    if uri.is_empty() && short("handle").is_empty() {
        return Ok(claim(None));
    }
    let Some(url) = address(uri) else { return Ok(Author { uri: String::new(), ..claim(Some(thread.host())) }) };
    if scene.address.is_ours(&url) {
        let speaks = |it: &Actor| it.local && matches!(it.kind, ActorKind::Person | ActorKind::Official);
        return match actor.filter(speaks) {
            Some(actor) if !has_part(tx, thread, core, &actor)? => Ok(claim(Some(thread.host()))),
            Some(actor) if said_so(tx, scene, thread, core, line, actor.id)? => Ok(known(actor)),
            _ => Ok(claim(Some(thread.host()))),
        };
    }
    if !thread.lies_at_home(&url) {
        return Ok(claim(Some(thread.host())));
    }
    match actor {
        Some(actor) => Ok(known(actor)),
        // A name of somebody on another host, or what passes for one of ours, is not the home's to give to its own people.
        None if handle::is_of_host(&short("handle"), thread.host()) => Ok(claim(None)),
        None => Ok(claim(Some(thread.host()))),
    }
}

/// Whether somebody here can be who a line says they are in its thread: nobody speaks for a brand because a home says so.
/// A person is its voice where that was found out from here; what a voice of ours answers anywhere it asked for itself.
fn has_part(tx: &mut Tx<'_>, thread: Thread<'_>, core: &Core, actor: &Actor) -> Result<bool, StorageError> {
    if core.event.by != Party::Brand || thread.word == Word::Own || actor.kind == ActorKind::Official {
        return Ok(true);
    }
    let brand = complaints::find(&mut tx.view(), thread.id)?.map(|it| it.brand);
    let spoken = brands::spoken_for_by(&mut tx.view(), actor.id)?;
    Ok(spoken.iter().any(|it| Some(it.brand) == brand))
}

/// Whether somebody here really is behind a line: by their signed word, their own post, or what they asked this home for.
fn said_so(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    core: &Core,
    line: &Line,
    actor: ActorId,
) -> Result<bool, StorageError> {
    if is_signed(tx, scene, thread, core, line)? || own_post(tx, scene, thread, core, line)?.is_some() {
        return Ok(true);
    }
    match request_of(tx, scene, thread, core, line)?.filter(|it| it.actor == actor) {
        Some(request) => says_as_asked(tx, thread, &request, core, line),
        None => Ok(false),
    }
}

/// Whether an event is what was asked for, in these words and no others: a request is no blank sheet over somebody's name.
/// One that goes with a post says nothing that is not in the post.
fn says_as_asked(
    tx: &mut Tx<'_>,
    thread: Thread<'_>,
    request: &Request,
    core: &Core,
    line: &Line,
) -> Result<bool, StorageError> {
    let held = complaints::find(&mut tx.view(), thread.id)?;
    let brand = match &held {
        Some(held) => brands::find(&mut tx.view(), held.brand)?,
        None => None,
    };
    let around = Around { title: held.map(|it| it.title), ..Around::of_brand(brand.as_ref()) };
    // Words that a home had refused lie with the request, and nowhere else; where their post is kept, that is looked at.
    let is_post = matches!(core.event.happening, Happening::Responded { .. } | Happening::Commented { .. });
    let text = Some(request.asking.text.as_str()).filter(|it| is_post && !it.is_empty());
    let post = text.map(|text| IncomingPost {
        uri: line.text("post").unwrap_or_default().to_string(),
        url: line.text("url").map(String::from),
        html: SafeHtml::from_markdown(text).into_string(),
        in_reply_to: line.text("in-reply-to").map(String::from),
        ..IncomingPost::default()
    });
    Ok(said::as_asked(&request.asking, post.as_ref(), &around, core, line))
}

/// Whether an event is the answer to a request of somebody here: what they asked for, and nothing else.
pub(in crate::services) fn is_answer(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    request: &Request,
    core: &Core,
    line: &Line,
) -> Result<bool, StorageError> {
    // Their own post is shown as they wrote it, whatever stands beside it.
    let own = own_post(tx, scene, thread, core, line)?.map(|it| it.id);
    if own.is_some() && own == request.post {
        return Ok(request.asking.says(&core.event.happening));
    }
    says_as_asked(tx, thread, request, core, line)
}

/// The request of somebody here, in this very thread, that a line names and that led to nothing of its kind before.
pub(in crate::services) fn request_of(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    core: &Core,
    line: &Line,
) -> Result<Option<Request>, StorageError> {
    let Some(uri) = line.text(REQUEST_TEXT) else { return Ok(None) };
    let Some(address::Place::Activity(id)) = scene.address.place(uri) else { return Ok(None) };
    let request = requests::find(&mut tx.view(), id)?.filter(|it| it.complaint == thread.id);
    match request {
        Some(request) if is_first_of(tx, scene, thread, core, uri)? => Ok(Some(request)),
        _ => Ok(None),
    }
}

/// Whether a line changes what somebody here wrote with their own word: signed by them, or as they asked for it.
pub(in crate::services) fn is_their_deed(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    core: &Core,
    line: &Line,
) -> Result<bool, StorageError> {
    if thread.word == Word::Own || is_signed(tx, scene, thread, core, line)? {
        return Ok(true);
    }
    let Some(request) = request_of(tx, scene, thread, core, line)? else { return Ok(false) };
    let author = actors::find(&mut tx.view(), request.actor)?.map(|it| it.uri);
    Ok(author.as_deref() == line.text("author") && says_as_asked(tx, thread, &request, core, line)?)
}

/// Whose words an erasure may take here although they are ours: whoever asked for it, or signed it, takes back their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::services) enum Eraser {
    /// We said so ourselves.
    Own,
    Of(ActorId),
    /// Its home decided it: about its own thread, and not about what people here wrote.
    Home,
}

impl Eraser {
    /// Whether what somebody here said in an event stays theirs.
    pub(in crate::services) fn spares(
        self,
        tx: &mut Tx<'_>,
        id: ComplaintId,
        sequence: i64,
    ) -> Result<bool, StorageError> {
        match self {
            Eraser::Own => Ok(false),
            Eraser::Of(actor) => complaints::is_of_somebody_else(&mut tx.view(), id, sequence, Some(actor)),
            Eraser::Home => complaints::is_of_somebody_else(&mut tx.view(), id, sequence, None),
        }
    }
}

/// Who erases, by a line that erases. Such a line may name nobody, so it counts whose request it was.
pub(in crate::services) fn eraser_of(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    core: &Core,
    line: &Line,
) -> Result<Eraser, StorageError> {
    if thread.word == Word::Own {
        return Ok(Eraser::Own);
    }
    if is_signed(tx, scene, thread, core, line)?
        && let Some(actor) = actors::find_by_uri(&mut tx.view(), line.text("author").unwrap_or_default())?
    {
        return Ok(Eraser::Of(actor.id));
    }
    let asked = request_of(tx, scene, thread, core, line)?.filter(|it| it.asking.says(&core.event.happening));
    Ok(asked.map_or(Eraser::Home, |it| Eraser::Of(it.actor)))
}

/// The post of ours that an event is: it exists, its author is the one that the line names, and it was written for this
/// very thread.
pub(in crate::services) fn own_post(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    core: &Core,
    line: &Line,
) -> Result<Option<StoredPost>, StorageError> {
    let Some(address::Place::Post(id)) = line.text("post").and_then(|uri| scene.address.place(uri)) else {
        return Ok(None);
    };
    let post = posts::find(&mut tx.view(), id)?.filter(|it| it.local && line.text("author") == Some(&it.author_uri));
    let Some(post) = post else { return Ok(None) };
    match actors::find_by_uri(&mut tx.view(), &post.author_uri)? {
        Some(author) if has_part(tx, thread, core, &author)? => {}
        _ => return Ok(None),
    }
    let is_theirs = match post.complaint {
        Some(_) => is_of_event(&post, thread, core),
        None if thread.word == Word::Own => true,
        None => was_written_for(tx, scene, thread, core, &post)?,
    };
    Ok(Some(post).filter(|_| is_theirs))
}

/// What somebody here sent to a board elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::services) struct OwnFiling {
    pub title: String,
    pub product: Option<String>,
    /// Whether its home recorded it as it was sent.
    pub as_sent: bool,
}

/// What somebody here really filed, of which a first line tells. Their title and their words are theirs, whatever its home
/// recorded instead; from here on the thread itself keeps what the form said beside them.
pub(in crate::services) fn own_filing(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    core: &Core,
    line: &Line,
) -> Result<Option<OwnFiling>, StorageError> {
    let Happening::Filed(filed) = &core.event.happening else { return Ok(None) };
    if thread.word == Word::Own {
        return Ok(None);
    }
    let Some(post) = own_post(tx, scene, thread, core, line)? else { return Ok(None) };
    let sent = sent_filings::of_post(&mut tx.view(), post.id)?;
    sent_filings::forget(tx, post.id)?;
    let facts = sent.map(|it| serde_json::from_str::<Facts>(&it)).transpose();
    let facts = facts.map_err(|why| StorageError::inconsistent("sent_filings", why))?.unwrap_or_default();
    // What the form took is within the limits, and in the order in which others keep it.
    let facts = facts.checked().unwrap_or_default();
    let product = facts.texts().into_iter().find(|it| it.name == "product").map(|it| it.value);
    let as_sent = said::as_sent(&post, &facts, filed, line);
    Ok(Some(OwnFiling { title: post.title.unwrap_or_default(), product, as_sent }))
}

fn was_written_for(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    core: &Core,
    post: &StoredPost,
) -> Result<bool, StorageError> {
    let is_filing = matches!(core.event.happening, Happening::Filed(_));
    if (post.kind == PostKind::Complaint) != is_filing || post.kind == PostKind::Direct || post.kind == PostKind::Status
    {
        return Ok(false);
    }
    if requests::of_post(&mut tx.view(), post.id)?.is_some_and(|it| it.complaint == thread.id) {
        return Ok(true);
    }
    let board = actors::find_by_uri(&mut tx.view(), &thread.told.board_uri)?.map(|it| it.id);
    if board.is_none() || post.told != board {
        return Ok(false);
    }
    match &post.in_reply_to {
        None => Ok(is_filing),
        Some(answered) => is_of_thread(tx, scene, thread, answered),
    }
}

fn is_of_thread(tx: &mut Tx<'_>, scene: &Scene, thread: Thread<'_>, uri: &str) -> Result<bool, StorageError> {
    let Some(held) = complaints::find(&mut tx.view(), thread.id)? else { return Ok(false) };
    // Its home may name any address as the one it was filed under: one of ours is part of it only where its post is.
    let foreign = thread.word == Word::Theirs && address(uri).is_some_and(|url| scene.address.is_ours(&url));
    if held.uri == uri || (!foreign && held.filed_uri.as_deref() == Some(uri)) {
        return Ok(true);
    }
    Ok(posts::find_or_claim(&mut tx.view(), uri)?.is_some_and(|it| it.complaint == Some(thread.id)))
}

/// What becomes of the post that an event is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::services) enum Place {
    /// It is there: nothing is to be done.
    There,
    New {
        id: PostId,
        uri: String,
        local: bool,
    },
}

/// Where the post of an event is kept: at its own address if that is the home's or its author's to give and nobody's yet,
/// else at one that belongs to this event alone.
pub(in crate::services) fn place_of_post(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    (core, line): (&Core, &Line),
    author: &Author,
    uri: &str,
) -> Result<Place, StorageError> {
    let new = |uri: &str| Place::New { id: scene.new_post_id(), uri: uri.to_string(), local: false };
    let url = address(uri);
    if url.as_ref().is_some_and(|url| scene.address.is_ours(url)) {
        // One of ours has its own address and serves it again, also where the post itself was lost with a restored database.
        let own_word = thread.word == Word::Own || is_signed(tx, scene, thread, core, line)?;
        if let Some(address::Place::Post(id)) = scene.address.place(uri)
            && own_word
            && author.actor.as_ref().is_some_and(|it| it.local)
            && posts::find(&mut tx.view(), id)?.is_none()
        {
            return Ok(Place::New { id, uri: uri.to_string(), local: true });
        }
    } else if url.as_ref().is_some_and(|url| may_give(thread, author, url)) {
        match posts::find_or_claim(&mut tx.view(), uri)? {
            None => return Ok(new(uri)),
            Some(post) if is_of_event(&post, thread, core) => return Ok(Place::There),
            // A claim gives way to what somebody stands behind.
            Some(post) if post.said_by.is_some() && author.said_by.is_none() => return Ok(new(uri)),
            Some(_) => {}
        }
    }
    let apart = format!("{}#event-{}", thread.told.uri, core.event.sequence);
    match posts::find_or_claim(&mut tx.view(), &apart)? {
        None => Ok(new(&apart)),
        Some(_) => Ok(Place::There),
    }
}

fn is_of_event(post: &StoredPost, thread: Thread<'_>, core: &Core) -> bool {
    post.complaint == Some(thread.id) && post.sequence == Some(core.event.sequence)
}

/// Whether an address is the home's own, or its author's.
fn may_give(thread: Thread<'_>, author: &Author, url: &Url) -> bool {
    thread.word == Word::Own
        || thread.lies_at_home(url)
        || address(&author.uri).is_some_and(|author| author.origin() == url.origin())
}

/// What a post says it answers, unless that is something of ours that is no part of this thread: nobody there was answered.
pub(in crate::services) fn answered(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    line: &Line,
) -> Result<Option<String>, StorageError> {
    let Some(uri) = line.text("in-reply-to") else { return Ok(None) };
    let Some(url) = address(uri) else { return Ok(None) };
    let foreign = thread.word == Word::Theirs && scene.address.is_ours(&url);
    Ok((!foreign || is_of_thread(tx, scene, thread, uri)?).then(|| uri.to_string()))
}

/// Whether what stands behind a line stood behind another one before: what somebody signed once is said once.
pub fn was_said_before(
    tx: &mut Tx<'_>,
    id: ComplaintId,
    core: &Core,
    line: &Line,
    request: Option<&str>,
) -> Result<bool, StorageError> {
    let sequence = core.event.sequence;
    if let Some(uri) = line.text("post")
        && is_of_another_event(tx, uri, id, sequence)?
    {
        return Ok(true);
    }
    let kind = core.event.happening.name();
    request.map_or(Ok(false), |it| requests::was_done_before(&mut tx.view(), id, sequence, &kind, it))
}

/// Their own word for an event of another home's history was checked: what the home said of them is theirs from now on.
pub fn recognise(
    tx: &mut Tx<'_>,
    id: ComplaintId,
    core: &Core,
    line: &Line,
    author: &Actor,
) -> Result<(), StorageError> {
    let Some(held) = complaints::find(&mut tx.view(), id)?.filter(|it| !it.at_home) else { return Ok(()) };
    let sequence = core.event.sequence;
    // A person's own words are theirs, and make nobody the brand's voice.
    let spoken = brands::spoken_for_by(&mut tx.view(), author.id)?;
    if core.event.by == Party::Brand
        && author.kind == ActorKind::Person
        && spoken.iter().all(|it| it.brand != held.brand)
    {
        return Ok(());
    }
    // What somebody here said once is shown as theirs once.
    if author.local
        && let Some(uri) = line.text("post")
        && is_of_another_event(tx, uri, id, sequence)?
    {
        return Ok(());
    }
    let view: &mut View<'_> = &mut tx.view();
    let post = match &core.event.happening {
        Happening::Corrected {} => posts::of_event(view, id, 1)?,
        Happening::ResponseEdited { response } => posts::of_response(view, id, *response)?,
        Happening::CommentEdited { comment } => posts::of_event(view, id, *comment)?,
        _ => posts::of_event(view, id, sequence)?,
    };
    if let Some(post) = post.filter(|it| it.said_by.is_some() && it.author_uri == author.uri) {
        posts::recognise(tx, post.id, author.id, &author.handle(), author.shown_name())?;
    }
    if sequence == 1 && core.event.by == Party::Complainant && held.said_by.is_some() {
        complaints::recognise(tx, id, author.id, &author.handle())?;
    }
    Ok(())
}

/// What a home did to words of others without their own word for it: they are its claim from now on.
pub(in crate::services) fn disown(
    tx: &mut Tx<'_>,
    thread: Thread<'_>,
    post: &StoredPost,
    signed: bool,
) -> Result<(), StorageError> {
    let at_home = address(&post.author_uri).is_some_and(|url| thread.lies_at_home(&url));
    if thread.word == Word::Own || post.local || at_home || signed {
        return Ok(());
    }
    posts::disown(tx, post.id, thread.host())
}

/// Whether the brand of a history is the one that its board is for. A board elsewhere speaks of no other.
pub(in crate::services) fn brand_fits(tx: &mut Tx<'_>, told: &Told, brand: &str) -> Result<bool, StorageError> {
    let board = actors::find_by_uri(&mut tx.view(), &told.board_uri)?;
    Ok(board.is_some_and(|it| it.username.eq_ignore_ascii_case(brand)))
}

/// Somebody here takes part in a thread elsewhere: their own page knows it.
pub(in crate::services) fn join_own(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    core: &Core,
    line: &Line,
) -> Result<(), StorageError> {
    if !matches!(core.event.by, Party::Commenter(_)) {
        return Ok(());
    }
    let own = author_of(tx, scene, thread, core, line)?.actor.filter(|it| it.local);
    if let Some(own) = own
        && complaints::party_of(&mut tx.view(), thread.id, own.id)?.is_none()
    {
        complaints::join(tx, thread.id, core.event.by, own.id)?;
    }
    Ok(())
}

fn command_in(post: &StoredPost) -> Reading {
    let written = Written { today: post.published_at.date_naive(), language: post.language.as_deref() };
    reading::read(&reading::Post { text: &markup::own_words(&post.html), tags: &[], written })
}

/// Whether a post of ours that an event takes back or changes is its author's own doing, so that they say so to others.
pub(in crate::services) fn may_tell(
    tx: &mut Tx<'_>,
    scene: &Scene,
    thread: Thread<'_>,
    core: &Core,
    line: &Line,
    held: &Held,
) -> Result<bool, StorageError> {
    match core.event.happening {
        // What it took of ours, its author took: the rest is as it was.
        Happening::Erased { .. } => Ok(eraser_of(tx, scene, thread, core, line)? != Eraser::Home),
        // Their own reply, which the home recorded right before it, may have asked for it.
        Happening::Retracted {} if !is_their_deed(tx, scene, thread, core, line)? => {
            let reply = posts::of_event(&mut tx.view(), held.id, core.event.sequence - 1)?;
            let reply = reply.filter(|it| it.local && it.author == held.complainant && it.author.is_some());
            Ok(reply.is_some_and(|it| command_in(&it) == Reading::One(Tagged::NoComplaint)))
        }
        _ => is_their_deed(tx, scene, thread, core, line),
    }
}
