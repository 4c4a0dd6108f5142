//! A public post reached us from another server: a complaint, an answer, a command, or just talk.

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::action::{Act, Action, Body, hashtag};
use crate::domain::address::Place;
use crate::domain::brand::BrandDomain;
use crate::domain::complaint::{Door, Filed, FollowerBand, Opening, PROVISIONAL_MINUTES, ProofTier};
use crate::domain::doings::{DAY_HOURS, FILINGS_PER_DAY_MAX};
use crate::domain::ids::{ActorId, ComplaintId};
use crate::domain::party::Party;
use crate::domain::reading::{self, Reading, Tagged, Written};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::visibility::Sight;
use crate::markup;
use crate::services::act::{Context, act};
use crate::services::file_complaint::{Facts, record_filing};
use crate::services::restrict::{Takes, suspension, what_it_takes};
use crate::services::scene::{Scene, Side, Words};
use crate::services::title::Untitled;
use crate::services::{ServiceError, open_board, room, site, tell_why};
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::complaints::{self, Attested, Held};
use crate::storage::jobs::{self, Task};
use crate::storage::passed_on::{self, Inner};
use crate::storage::posts::{self, PostKind};
use crate::storage::restrictions::{self, Severity};
use crate::storage::{Cause, Once, StorageError, Tx, asked, brands, leaves, taken_back};

mod replies;

/// A post as it came, already made safe: `html` is sanitised, `text` is plain.
#[derive(Debug, Clone, Default)]
pub struct IncomingPost {
    pub uri: String,
    pub url: Option<String>,
    pub title: Option<String>,
    pub html: String,
    /// The author's own words: without quotations and code.
    pub text: String,
    /// Hashtags of its `tag` array that are the author's own.
    pub tags: Vec<String>,
    /// What its author says of the first picture.
    pub picture: Option<String>,
    pub language: Option<String>,
    /// Addresses of actors that it mentions, in order.
    pub mentions: Vec<String>,
    /// Groups that it was posted in.
    pub groups: Vec<String>,
    pub in_reply_to: Option<String>,
    pub public: bool,
    /// Recipients that it does not mention, the public aside: such as its author's followers.
    pub unmentioned: Vec<String>,
    /// Sent to us by its author, not relayed or fetched: only then commands count.
    pub direct: bool,
    pub published_at: Option<Timestamp>,
    /// When its author says that it got the words it has.
    pub updated_at: Option<Timestamp>,
    pub followers: Option<i64>,
    /// The thread that it says it belongs to (FEP-7888), for when what it answers never reached us.
    pub context: Option<String>,
    /// The activity that brought it, when its author sent that to us: what the board passes on.
    pub inner: Option<Inner>,
    /// What a form on the author's own server said beside the words.
    pub facts: Option<Facts>,
    /// Why nothing of it is kept, whatever it says: it is longer than a line of history takes, or too much came of its
    /// author. They are told.
    pub refused: Option<Refusal>,
    /// What its author lets others do with it, where that is not everything: JSON.
    pub policy: Option<String>,
}

impl IncomingPost {
    /// Whether there is any command in it, whatever may come of it.
    pub fn has_command(&self) -> bool {
        reading::has_command(&self.text, &self.tags)
    }

    /// What a complaint is called that it files about a brand on this day, where the home is.
    pub fn title_on(&self, brand: &str, on: NaiveDate) -> String {
        let untitled = Untitled {
            text: &self.text,
            picture: self.picture.as_deref(),
            language: self.language.as_deref(),
            brand,
            on,
        };
        let given = self.title.as_deref().unwrap_or_default();
        let is_folded = given.trim().is_empty() && markup::unfolded(&self.html).is_some();
        if is_folded { untitled.under_warning() } else { untitled.or_given(given) }
    }
}

/// What a post came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Received {
    Filed {
        complaint: ComplaintId,
    },
    Responded {
        complaint: ComplaintId,
    },
    Commented {
        complaint: ComplaintId,
    },
    /// A command that counted.
    Acted {
        complaint: ComplaintId,
        state: String,
    },
    /// It stands in the thread, but its command was refused; the author was told why.
    Told {
        complaint: ComplaintId,
        refusal: Refusal,
    },
    /// Nothing of ours.
    Ignored {
        why: String,
    },
}

fn ignored(why: &str) -> Received {
    Received::Ignored { why: why.to_string() }
}

/// The author was remembered before; nothing here waits for the network.
pub async fn receive_post(
    app: &App,
    cause: Cause,
    author: ActorId,
    incoming: IncomingPost,
) -> Result<Once<Received>, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write_once(cause, move |tx| {
            if posts::find_by_uri(&mut tx.view(), &incoming.uri)?.is_some() {
                return Ok(ignored("known already"));
            }
            let author = actors::find(&mut tx.view(), author)?.ok_or(ServiceError::NotFound("actor"))?;
            if let Some(told) = held_back(tx, &scene, &author, &incoming)? {
                return Ok(told);
            }
            if !incoming.public {
                return private_reply(tx, &scene, &author, &incoming);
            }
            if taken_back::is_taken_back(&mut tx.view(), &author.uri, &incoming.uri, scene.now)? {
                return Ok(ignored("taken back before it came"));
            }
            if let Some(refusal) = incoming.refused.clone() {
                return refuse_post(tx, &scene, &author, &incoming, refusal);
            }
            let received = match &incoming.in_reply_to {
                Some(parent) => match thread_answered(tx, &scene, parent, &author, &incoming)? {
                    Some(held) if held.at_home => reply(tx, &scene, &held, &author, &incoming),
                    Some(_) => Ok(ignored("its thread is at home elsewhere")),
                    None => reply_elsewhere(tx, &scene, &author, &incoming, parent),
                },
                None => file(tx, &scene, &author, &incoming),
            }?;
            keep_inner(tx, &scene, &incoming)?;
            if let Some(updated) = incoming.updated_at {
                posts::revise(tx, &incoming.uri, updated.min(scene.now))?;
            }
            if let Some(policy) = &incoming.policy
                && posts::find_by_uri(&mut tx.view(), &incoming.uri)?.is_some()
            {
                leaves::keep_policy(tx, &incoming.uri, author.id, policy)?;
            }
            Ok(received)
        })
        .await
}

/// A reply in a thread that is not here files nothing. Whoever goes on in a thread of their own and names a board there is told
/// how it would; of all others, nobody knows whether they mean the board or only kept it among those mentioned.
fn reply_elsewhere(
    tx: &mut Tx<'_>,
    scene: &Scene,
    author: &Actor,
    incoming: &IncomingPost,
    parent: &str,
) -> Result<Received, ServiceError> {
    let own = parent.strip_prefix(author.uri.as_str()).is_some_and(|it| it.starts_with('/'));
    if own
        && incoming.direct
        && author.kind == ActorKind::Person
        && let Some((board, _)) = board_addressed(tx, incoming)?
    {
        tell_why::at_board(tx, scene, board.id, author, &incoming.uri, &Code::ReplyFiling.into())?;
    }
    Ok(ignored("a reply to nothing of ours"))
}

/// Somebody who is suspended here wrote something that may mean us: they hear why it comes to nothing.
pub async fn tell_suspended(app: &App, author: ActorId, incoming: IncomingPost) -> Result<(), ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write(move |tx| {
            let Some(author) = actors::find(&mut tx.view(), author)? else { return Ok(()) };
            held_back(tx, &scene, &author, &incoming).map(|_| ())
        })
        .await
}

/// What whoever is limited or suspended here writes to others counts for nothing, and they are told so: until when, and
/// where to object. `None` for whom nothing holds back, and for what is needed in one's own complaints.
fn held_back(
    tx: &mut Tx<'_>,
    scene: &Scene,
    author: &Actor,
    incoming: &IncomingPost,
) -> Result<Option<Received>, ServiceError> {
    let Some(restriction) = restrictions::holding(&mut tx.view(), author.id, scene.now)? else { return Ok(None) };
    let (code, why) = match restriction.severity {
        Severity::Suspended => (Code::Suspended, "its author is suspended here"),
        Severity::Limited => (Code::Limited, "its author is limited here"),
    };
    let otherwise = (restriction.severity == Severity::Suspended).then(|| ignored(why));
    let Some(parent) = &incoming.in_reply_to else {
        if incoming.direct
            && let Some((board, _)) = board_addressed(tx, incoming)?
        {
            tell_why::at_board(tx, scene, board.id, author, &incoming.uri, &code.into())?;
            return Ok(Some(ignored(why)));
        }
        return Ok(otherwise);
    };
    let Some(held) = thread_answered(tx, scene, parent, author, incoming)?.filter(|it| it.at_home) else {
        return Ok(otherwise);
    };
    let side = scene.side_taken(tx, &held, author.id)?;
    let own = what_it_takes(side.party) == Takes::Own;
    let counts_not = match restriction.severity {
        // Of what is private the two sides alone mean us.
        Severity::Suspended => incoming.public || own,
        Severity::Limited => incoming.public && !own,
    };
    if !counts_not {
        return Ok(otherwise);
    }
    if incoming.direct {
        tell_why::in_thread(tx, scene, &held, author, &code.into())?;
    }
    Ok(Some(ignored(why)))
}

/// A post of which nothing is kept: whoever sent it to us is told why, where it was meant for.
fn refuse_post(
    tx: &mut Tx<'_>,
    scene: &Scene,
    author: &Actor,
    incoming: &IncomingPost,
    refusal: Refusal,
) -> Result<Received, ServiceError> {
    if !incoming.direct {
        return Ok(ignored("refused, and not sent to us by its author"));
    }
    let Some(parent) = &incoming.in_reply_to else {
        if let Some((board, _)) = board_addressed(tx, incoming)? {
            tell_why::at_board(tx, scene, board.id, author, &incoming.uri, &refusal)?;
        }
        return Ok(ignored(refusal.code().word()));
    };
    match thread_answered(tx, scene, parent, author, incoming)?.filter(|it| it.at_home) {
        Some(held) => {
            tell_why::in_thread(tx, scene, &held, author, &refusal)?;
            Ok(Received::Told { complaint: held.id, refusal })
        }
        None => Ok(ignored("a reply to nothing of ours")),
    }
}

/// A message that is not public and mentions a board files nothing; whoever wrote it hears that. What it answers is no
/// filing either, and is told of in its thread.
fn private_mention(
    tx: &mut Tx<'_>,
    scene: &Scene,
    author: &Actor,
    incoming: &IncomingPost,
) -> Result<Received, ServiceError> {
    let board = if incoming.direct && incoming.in_reply_to.is_none() { board_addressed(tx, incoming)? } else { None };
    if let Some((board, _)) = board
        && suspension(&mut tx.view(), author.id, scene.now)?.is_none()
    {
        let code = if author.kind == ActorKind::Person { Code::PrivateFiling } else { Code::MachineFiling };
        tell_why::at_board(tx, scene, board.id, author, &incoming.uri, &code.into())?;
    }
    Ok(ignored("not public"))
}

/// What is not public stands in no thread. A command of the complainant counts all the same where it answers a note of
/// ours for them alone, as many clients answer a direct note: the command, and none of its words. Any other command
/// gets one note that says why it does not count.
fn private_reply(
    tx: &mut Tx<'_>,
    scene: &Scene,
    author: &Actor,
    incoming: &IncomingPost,
) -> Result<Received, ServiceError> {
    let Some(parent) = incoming.in_reply_to.as_ref().filter(|_| incoming.direct) else {
        return private_mention(tx, scene, author, incoming);
    };
    let Some(held) = thread_of(tx, scene, parent)?.filter(|it| it.at_home) else { return Ok(ignored("not public")) };
    let side = scene.side_of(tx, &held, author.id)?;
    if !matches!(side.party, Party::Complainant | Party::Brand) {
        return Ok(ignored("not public"));
    }
    let answered = posts::find_by_uri(&mut tx.view(), parent)?.filter(|it| it.local).map(|it| it.kind);
    let answers_us = matches!(answered, Some(PostKind::Status | PostKind::Direct));
    let tagged = match reading_of(tx, scene, incoming)? {
        Reading::One(tagged) => tagged,
        Reading::Turned(command) => return tell(tx, scene, &held, &side, turned(command, side.party)),
        Reading::Several => return tell(tx, scene, &held, &side, Code::SeveralCommands.into()),
        // Words that were meant for the thread: the answer to a question, say. Thanks for a direct note need none.
        Reading::Plain if answered == Some(PostKind::Status) || is_meant_for_the_thread(side.party, answered) => {
            return tell(tx, scene, &held, &side, Code::PrivateReply.into());
        }
        Reading::Plain => return Ok(ignored("not public")),
    };
    if side.party != Party::Complainant || !answers_us || !is_for_us_alone(scene, incoming) {
        return tell(tx, scene, &held, &side, Code::PrivateReply.into());
    }
    let replied = replies::replied(tx, &held, side.party, incoming.in_reply_to.as_deref())?;
    let body = Body::posted(&incoming.html, &incoming.text)?;
    let said = match hashtag::read(Some(&tagged), side.party, &held.complaint, &replied, body) {
        Ok(Act { action: Action::Support, .. }) => Err(Code::PrivateReply.into()),
        Ok(act) => Ok(act.action),
        Err(refusal) if refusal.code() == Code::OnlyBrand => Err(Code::PrivateReply.into()),
        Err(refusal) => Err(refusal),
    };
    let action = match said {
        Ok(action) => action,
        Err(refusal) => return tell(tx, scene, &held, &side, refusal),
    };
    let context = Context {
        scene,
        held: &held,
        side: &side,
        seen: None,
        post: Words::default(),
        stands: true,
        attested: Attested::default(),
    };
    match act(tx, &context, action.into()) {
        Ok(done) => {
            let received = acted(tx, &done.after, &side)?;
            replies::ask_for_rating(tx, scene, &done.after, &side, Some(&tagged))?;
            Ok(received)
        }
        Err(ServiceError::Refused(refusal)) => tell(tx, scene, &held, &side, refusal),
        Err(other) => Err(other),
    }
}

/// A voice answers the complaint itself, or what somebody said to it: but not a direct note of ours.
fn is_meant_for_the_thread(by: Party, answered: Option<PostKind>) -> bool {
    by == Party::Brand && answered != Some(PostKind::Direct)
}

/// A direct message: nobody reads it but those whom it mentions, and actors of ours.
fn is_for_us_alone(scene: &Scene, incoming: &IncomingPost) -> bool {
    let is_ours = |uri: &String| matches!(scene.address.place(uri), Some(Place::Actor(_)));
    !incoming.public && incoming.unmentioned.iter().all(is_ours)
}

/// What the board passes on is kept with the event that it made.
fn keep_inner(tx: &mut Tx<'_>, scene: &Scene, incoming: &IncomingPost) -> Result<(), StorageError> {
    let Some(inner) = &incoming.inner else { return Ok(()) };
    let Some(post) = posts::find_by_uri(&mut tx.view(), &incoming.uri)? else { return Ok(()) };
    match post.complaint.zip(post.sequence) {
        Some((complaint, sequence)) => passed_on::keep(tx, complaint, sequence, inner, scene.now),
        None => Ok(()),
    }
}

/// The thread of the post that is answered. A reply to something that we never saw belongs to the thread that it names itself.
fn thread_answered(
    tx: &mut Tx<'_>,
    scene: &Scene,
    parent: &str,
    author: &Actor,
    incoming: &IncomingPost,
) -> Result<Option<Held>, StorageError> {
    let found = match thread_of(tx, scene, parent)? {
        Some(held) => Some(held),
        None => match &incoming.context {
            Some(context) if context != parent => thread_of(tx, scene, context)?,
            _ => None,
        },
    };
    // A thread that its author may not see is not there for them.
    match found {
        Some(held) if scene.sight_of(tx, &held, author.id)? == Sight::Whole => Ok(Some(held)),
        _ => Ok(None),
    }
}

/// The complaint whose thread an address belongs to: a post in it, or the complaint itself.
fn thread_of(tx: &mut Tx<'_>, scene: &Scene, parent: &str) -> Result<Option<Held>, StorageError> {
    let id = match posts::find_by_uri(&mut tx.view(), parent)?.and_then(|it| it.complaint) {
        Some(id) => Some(id),
        None => match scene.address.place(parent) {
            Some(Place::Complaint(id)) => Some(id),
            _ => None,
        },
    };
    id.map_or(Ok(None), |id| complaints::lock(tx, id))
}

fn file(tx: &mut Tx<'_>, scene: &Scene, author: &Actor, incoming: &IncomingPost) -> Result<Received, ServiceError> {
    let Some((board, in_group)) = board_addressed(tx, incoming)? else {
        return Ok(ignored("mentions no board of ours"));
    };
    let brand = brands::brand_of_board(&mut tx.view(), board.id)?
        .ok_or_else(|| StorageError::inconsistent("boards", "a board without its brand"))?;
    if brands::official_for(&mut tx.view(), brand.id, author.id)?.is_some() {
        if incoming.direct {
            tell_why::at_board(tx, scene, board.id, author, &incoming.uri, &Code::OwnBoard.into())?;
        }
        return Ok(ignored("the brand does not complain about itself"));
    }
    if author.kind != ActorKind::Person {
        if incoming.direct {
            tell_why::at_board(tx, scene, board.id, author, &incoming.uri, &Code::MachineFiling.into())?;
        }
        return Ok(ignored("only people file complaints"));
    }
    let day = scene.now - TimeDelta::days(1);
    if complaints::count_filed_by(&mut tx.view(), author.id, day)? >= FILINGS_PER_DAY_MAX {
        return refuse_post(tx, scene, author, incoming, Refusal::from(Code::TooMuch).with("hours", DAY_HOURS));
    }
    let title = incoming.title_on(&brand.name, site::today(&mut tx.view(), scene.now)?);
    let words = Words {
        uri: Some(incoming.uri.clone()),
        url: incoming.url.clone(),
        title: Some(title),
        html: incoming.html.clone(),
        language: incoming.language.clone(),
        published_at: incoming.published_at,
        ..Words::default()
    };
    // A form says what it means: there is nothing to wait for.
    let facts = incoming.facts.clone().filter(|_| incoming.direct).map(Facts::checked).transpose()?;
    let at_once = facts.is_some() || reading_of(tx, scene, incoming)? == Reading::One(Tagged::File);
    let facts = facts.unwrap_or_default();
    let until = scene.now + TimeDelta::minutes(PROVISIONAL_MINUTES);
    let filed = Filed {
        brand: brand.key(),
        door: if in_group { Door::Group } else { Door::Mention },
        followers: FollowerBand::of(incoming.followers),
        proof: ProofTier::None,
        opening: if at_once { Opening::Public } else { Opening::Provisional { until } },
        wants: facts.wants.clone(),
        effort: facts.effort(),
        amount: facts.amount.clone(),
        language: incoming.language.clone(),
        pseudonym: facts.pseudonym,
    };
    let post = scene.post(author, PostKind::Complaint, &words);
    let held = record_filing(tx, scene, author, &brand, &board, filed, post, facts.texts())?;
    // By then others may have answered on servers that we know nothing of.
    let back_fill = Task::BackFill { post: incoming.uri.clone() };
    jobs::enqueue(tx, &back_fill, scene.now + TimeDelta::minutes(PROVISIONAL_MINUTES))?;
    Ok(Received::Filed { complaint: held.id })
}

/// What the post's own words and hashtags come to, said on the day on which it reached us.
fn reading_of(tx: &mut Tx<'_>, scene: &Scene, incoming: &IncomingPost) -> Result<Reading, StorageError> {
    let written = Written { today: site::today(&mut tx.view(), scene.now)?, language: incoming.language.as_deref() };
    Ok(reading::read(&reading::Post { text: &incoming.text, tags: &incoming.tags, written }))
}

/// The board that takes the complaint. The first board among the mentions is the home: if that one is somebody else's, so is the complaint.
fn board_addressed(tx: &mut Tx<'_>, incoming: &IncomingPost) -> Result<Option<(Actor, bool)>, StorageError> {
    // Whoever writes to a board writes to it, also where their server names nobody in the words.
    let addressed = incoming.unmentioned.iter().filter(|_| incoming.in_reply_to.is_none());
    let in_groups = incoming.groups.iter().map(|it| (it, true));
    let all = in_groups.chain(incoming.mentions.iter().map(|it| (it, false))).chain(addressed.map(|it| (it, true)));
    for (uri, in_group) in all {
        let Some(actor) = actors::find_by_uri(&mut tx.view(), uri)? else { continue };
        if actor.kind == ActorKind::Board {
            return Ok(actor.local.then_some((actor, in_group)));
        }
    }
    Ok(None)
}

fn reply(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    author: &Actor,
    incoming: &IncomingPost,
) -> Result<Received, ServiceError> {
    let side = scene.side_of(tx, held, author.id)?;
    let (command, uncounted) = match reading_of(tx, scene, incoming)? {
        // Its author's own delivery is on its way; taking a relayed copy first would rob the command of its effect.
        Reading::One(_) if !incoming.direct => return Ok(ignored("a command that its author did not send to us")),
        Reading::One(command) => (Some(command), None),
        Reading::Plain => (None, None),
        Reading::Several => (None, Some(Code::SeveralCommands.into())),
        Reading::Turned(command) => (None, Some(turned(command, side.party))),
    };
    let context = Context {
        scene,
        held,
        side: &side,
        seen: None,
        post: words_of(incoming),
        stands: true,
        attested: Attested(Some(incoming.uri.clone())),
    };
    let (received, signed) = match replies::count(tx, &context, &incoming.text, command.as_ref()) {
        // Nothing of it is kept, and whoever wrote to us hears that.
        Err(ServiceError::Refused(refusal)) if incoming.direct && room::is_full(&refusal) => {
            return tell(tx, scene, held, &side, refusal);
        }
        other => other?,
    };
    // It stands, and counts as nobody's: whoever wrote it can only sign the next one if they hear that.
    let stands = matches!(received, Received::Responded { .. } | Received::Acted { .. });
    let unnamed = side.party == Party::Brand && !signed;
    if unnamed && stands && uncounted.is_none() && incoming.direct {
        tell_why::in_thread(tx, scene, held, author, &Code::AnswerUnnamed.into())?;
    }
    // The words stand in the thread; what was meant, nobody knows. Who did not write to us is told nothing.
    match uncounted.filter(|_| incoming.direct) {
        Some(refusal) => tell(tx, scene, held, &side, refusal),
        None => Ok(received),
    }
}

/// Commands that only a brand gives, and the one that anybody does.
const OF_BRAND: [&str; 6] = ["acknowledged", "resolved", "promise", "kept", "handedover", "ask"];
const OF_ANYBODY: &str = "samehere";

/// Whether a command was meant is asked for each command: what was asked of one says nothing of another. Of whom it would
/// never count nobody asks that.
fn turned(command: &str, by: Party) -> Refusal {
    let of_brand = OF_BRAND.contains(&command);
    match by {
        Party::Brand if !of_brand => Code::OnlyComplainant.into(),
        Party::Brand => Refusal::from(Code::CommandTurned).with("command", command),
        _ if of_brand => Code::OnlyBrand.into(),
        Party::Complainant => Refusal::from(Code::CommandTurned).with("command", command),
        _ if command == OF_ANYBODY => Refusal::from(Code::CommandTurned).with("command", command),
        _ => Code::OnlyComplainant.into(),
    }
}

fn words_of(incoming: &IncomingPost) -> Words {
    Words {
        uri: Some(incoming.uri.clone()),
        url: incoming.url.clone(),
        html: incoming.html.clone(),
        language: incoming.language.clone(),
        in_reply_to: incoming.in_reply_to.clone(),
        published_at: incoming.published_at,
        ..Words::default()
    }
}

fn acted(tx: &mut Tx<'_>, held: &Held, side: &Side) -> Result<Received, ServiceError> {
    if let Some(author) = &side.actor {
        tell_why::command_counted(tx, held, author.id)?;
    }
    Ok(Received::Acted { complaint: held.id, state: held.complaint.state().name().to_string() })
}

/// One polite reply per thread, person and reason: never silence, and no second one before a command of theirs counted.
fn tell(tx: &mut Tx<'_>, scene: &Scene, held: &Held, side: &Side, refusal: Refusal) -> Result<Received, ServiceError> {
    if let Some(author) = &side.actor {
        tell_why::in_thread(tx, scene, held, author, &refusal)?;
    }
    Ok(Received::Told { complaint: held.id, refusal })
}

/// Boards that one network has made within an hour because it looked for them, and within a month: those that served for
/// nothing so far.
const ASKED_BY_ONE_PER_HOUR: i64 = 20;
const ASKED_BY_ONE_PER_MONTH: i64 = 100;
/// Such boards of everybody that are kept. One more takes the room of the oldest whose document nobody read, and then of the
/// oldest that was read so many hours ago and served for nothing since: nobody hears no because others looked for much.
const ASKED_MAX: i64 = 5_000;
const ASKED_READ_HOURS: i64 = 48;
/// Where none may go yet, a network that looked for no more than so many finds as much room again.
const ASKED_BY_ONE_FEW: i64 = 3;
const FEW_TIMES: i64 = 2;

/// What a name leads to that is looked for.
#[derive(Debug)]
pub enum Asked {
    Board(Box<Actor>),
    /// No board can be called so.
    NoName,
    /// Too many were looked for; this one may be there later.
    TooMany,
}

/// The board of a domain, for a mention of a name that nobody made yet: looking it up by `WebFinger` makes it, since its
/// address is what a mention carries. It is in no list and no search before somebody complains, its keys are made when its
/// document is read, and whoever tries many names gets no more. `by` is the mark of the network that asks.
pub async fn board_named(app: &App, username: &str, by: [u8; 32]) -> Result<Asked, ServiceError> {
    let Ok(domain) = BrandDomain::parse(username) else { return Ok(Asked::NoName) };
    if domain.as_str() != username.to_lowercase() {
        return Ok(Asked::NoName);
    }
    let scene = Scene::of(app);
    let made = move |tx: &mut Tx<'_>| -> Result<Asked, StorageError> {
        let known = brands::find_by_domain(&mut tx.view(), &domain)?;
        if known.is_none() && !may_be_asked_for(tx, &scene, &by)? {
            tracing::info!(%domain, "a board was looked for and not made: too many were");
            return Ok(Asked::TooMany);
        }
        let (brand, board) = open_board::board_within(tx, &scene, &domain, None)?;
        if known.is_none() {
            brands::set_asked(tx, brand.id, &by, scene.now)?;
        }
        Ok(Asked::Board(Box::new(board)))
    };
    Ok(app.db.write(made).await?)
}

fn may_be_asked_for(tx: &mut Tx<'_>, scene: &Scene, by: &[u8]) -> Result<bool, StorageError> {
    let (hour, month) = (scene.now - TimeDelta::hours(1), scene.now - TimeDelta::days(30));
    let view = &mut tx.view();
    let by_one = brands::count_asked_by(view, by, month)?;
    let times = if by_one <= ASKED_BY_ONE_FEW { FEW_TIMES } else { 1 };
    Ok(by_one < ASKED_BY_ONE_PER_MONTH
        && brands::count_asked_by(view, by, hour)? < ASKED_BY_ONE_PER_HOUR
        && (brands::count_asked(view)? < ASKED_MAX * times
            || asked::make_room(tx, scene.now - TimeDelta::hours(ASKED_READ_HOURS))?))
}
