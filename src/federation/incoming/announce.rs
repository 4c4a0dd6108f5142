//! Announce: a boost, or a group that passes on what was said in it. A copy inside is believed only with its author's
//! own proof; without one, what is not ours is read from its own server.

use serde_json::Value;

use crate::app::App;
use crate::domain::address::Place;
use crate::domain::doings::Doing;
use crate::federation::inbox::{self, Handled, InboxError, Kind, PassedOn, Received, Sort};
use crate::federation::incoming::{create, delete, post, proven, react, undo, update};
use crate::federation::wire;
use crate::services::accept_activity::Waits;
use crate::services::receive_change::receive_deletion;
use crate::storage::actors::Actor;
use crate::storage::reactions::ReactionKind;
use crate::storage::{Cause, Door, StorageError, Tx, View, actors, inbox as kept, posts, taken_back};

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let Some(object) = received.activity.get("object") else { return Ok(Handled::Refused("no-object")) };
    // It waited here, and what would come of it was taken back meanwhile.
    let (actor, id, now) = (received.actor.uri.clone(), received.id.to_string(), received.app.clock.now());
    let gone = move |view: &mut View<'_>| taken_back::is_taken_back(view, &actor, &id, now);
    if received.app.db.read::<_, StorageError, _>(gone).await? {
        return Ok(Handled::Ignored("taken-back"));
    }
    // FEP-1b12: a group announces the whole activity; what it is about stands one level deeper.
    match Sort::of(object).map(|sort| (sort.kind, sort.passed_on)) {
        Some((kind, Some(PassedOn::Said(_)))) => said_in_a_group(received, kind, object).await,
        Some((kind, Some(PassedOn::Vote))) => voted_in_a_group(received, kind, object).await,
        _ if matches!(wire::kind_of(object), Some("Lock" | "Block" | "Add" | "Remove")) => {
            Ok(Handled::Ignored("said-in-a-group"))
        }
        _ => boosted(received, object).await,
    }
}

/// What an announcement waits for. A boost of what is here already has us fetch nothing.
pub(in crate::federation) async fn waits(app: &App, activity: &Value) -> Result<Waits, StorageError> {
    if inbox::passed_on(activity).is_some() {
        return Ok(Waits::ToBeFetched);
    }
    let Some(id) = wire::member_id(activity, "object") else { return Ok(Waits::InTurn) };
    let is_here = app.address.place(id).is_some() || is_known(app, id).await?;
    Ok(if is_here { Waits::InTurn } else { Waits::Boost })
}

async fn boosted(received: &Received<'_>, object: &Value) -> Result<Handled, InboxError> {
    let Some(id) = wire::id_of(object).filter(|id| wire::web_address(id).is_some()) else {
        return Ok(Handled::Refused("no-object"));
    };
    if is_known(received.app, id).await? {
        return react::keep(received, id, ReactionKind::Boost, "").await;
    }
    if received.app.address.place(id).is_some() || !received.may_fetch_post {
        return Ok(Handled::Ignored("nothing-of-ours"));
    }
    let post = post::fetched(received.app, id).await?;
    let uri = post.incoming.uri.clone();
    let author = post.author.clone();
    let taken = counted(received, &author, Doing::Post, Box::pin(create::take(received, post))).await?;
    react::keep(received, &uri, ReactionKind::Boost, "").await?;
    Ok(taken)
}

async fn said_in_a_group(received: &Received<'_>, kind: Kind, inner: &Value) -> Result<Handled, InboxError> {
    let Some(object) = inner.get("object") else { return Ok(Handled::Refused("no-object")) };
    let Some(id) = wire::id_of(object).filter(|id| wire::web_address(id).is_some()) else {
        return Ok(Handled::Refused("no-object"));
    };
    if received.app.address.place(id).is_some() {
        return Ok(Handled::Ignored("nothing-of-ours"));
    }
    match kind {
        Kind::Delete => match proven::author_of(received.app, inner, &received.actor.host).await? {
            Some(author) => deleted_by(received, id, &author).await,
            None => deleted(received, id).await,
        },
        kind => {
            let post = match proven_post(received, inner, object).await? {
                Some(post) if kind == Kind::Create => match create::as_it_is_by_now(received, post).await? {
                    Some(post) => post,
                    None => return Ok(Handled::Ignored(create::GONE)),
                },
                Some(post) => post,
                None => post::fetched(received.app, id).await?,
            };
            let author = post.author.clone();
            if kind == Kind::Update {
                return counted(received, &author, Doing::Edit, Box::pin(update::edited(received, post, None))).await;
            }
            counted(received, &author, Doing::Post, Box::pin(create::take(received, post))).await
        }
    }
}

/// What somebody says through others counts for whoever says it, as if they had sent it themselves.
async fn counted(
    received: &Received<'_>,
    author: &Actor,
    doing: Doing,
    taking: impl Future<Output = Result<Handled, InboxError>>,
) -> Result<Handled, InboxError> {
    if author.local {
        return taking.await;
    }
    if inbox::full_for_hours(received.app, author, doing).await?.is_some() {
        return Ok(Handled::Refused("too-much"));
    }
    let handled = taking.await?;
    if handled == Handled::Understood {
        inbox::count_doing(received.app, author, doing);
    }
    Ok(handled)
}

/// The embedded post, if the activity around it or the post itself carries its author's proof. Nobody sent it to us, so
/// no command in it counts.
async fn proven_post(received: &Received<'_>, inner: &Value, object: &Value) -> Result<Option<post::Post>, InboxError> {
    let author = match proven::author_of(received.app, inner, &received.actor.host).await? {
        Some(author) => Some(author),
        None => proven::writer_of(received.app, object, &received.actor.host).await?,
    };
    let Some(author) = author else { return Ok(None) };
    let mut post = post::from_sender(received.app, &author, object).await?;
    if let Some(post) = &mut post {
        post.incoming.direct = false;
    }
    Ok(post)
}

/// A vote that a group passes on counts only with the voter's own proof: nowhere could it be read.
async fn voted_in_a_group(received: &Received<'_>, kind: Kind, inner: &Value) -> Result<Handled, InboxError> {
    let about = if kind == Kind::Undo { inner.get("object").unwrap_or(inner) } else { inner };
    let object = wire::member_id(about, "object").unwrap_or_default();
    if kind != Kind::Undo && !is_known(received.app, object).await? {
        return Ok(Handled::Ignored("nothing-of-ours"));
    }
    let Some(author) = proven::author_of(received.app, inner, &received.actor.host).await? else {
        return Ok(Handled::Ignored("nobody-vouches-for-it"));
    };
    let Some(key) = proven::key_of(inner) else { return Ok(Handled::Ignored("nobody-vouches-for-it")) };
    // Any group can pass on again what somebody proved once: that is nothing, whatever they said since.
    let (asked, now) = (key.clone(), received.app.clock.now());
    if received.app.db.read::<_, StorageError, _>(move |view| kept::came(view, &asked)).await? {
        return Ok(Handled::Ignored("came-before"));
    }
    let handled = vote_of(received, &author, kind, inner, about).await?;
    if !matches!(handled, Handled::Refused(_)) {
        let (by, outcome) = (author.id, handled.words());
        let keep = move |tx: &mut Tx<'_>| kept::came_within(tx, &key, by, &outcome, now);
        received.app.db.write::<_, StorageError, _>(keep).await?;
    }
    Ok(handled)
}

async fn vote_of(
    received: &Received<'_>,
    author: &Actor,
    kind: Kind,
    inner: &Value,
    about: &Value,
) -> Result<Handled, InboxError> {
    let object = wire::member_id(about, "object").unwrap_or_default();
    if kind == Kind::Undo {
        let done = undo::taken_back(received, author.id, about, None).await?;
        return Ok(if done { Handled::Understood } else { Handled::Ignored("nothing-to-undo") });
    }
    let id = wire::text_of(inner, "id").unwrap_or(received.id);
    let (kind, word) = react::read(inner);
    let keeping = react::keep_for(received.app, author.id, id, object, kind, word, None);
    counted(received, author, Doing::React, keeping).await
}

/// Whether a post or complaint is ours, or one that we hold.
async fn is_known(app: &App, id: &str) -> Result<bool, StorageError> {
    if matches!(app.address.place(id), Some(Place::Complaint(_) | Place::Post(_))) {
        return Ok(true);
    }
    let id = id.to_string();
    let found = app.db.read::<_, StorageError, _>(move |view| posts::find_by_uri(view, &id)).await?;
    Ok(found.is_some())
}

/// By the word of a group alone nothing is gone. Of what is not here it is remembered: its own server is asked when it comes.
async fn deleted(received: &Received<'_>, id: &str) -> Result<Handled, InboxError> {
    let asked = id.to_string();
    let author = received.app.db.read::<_, StorageError, _>(move |view| {
        let post = posts::find_by_uri(view, &asked)?;
        post.and_then(|post| post.author).map_or(Ok(None), |author| actors::find(view, author))
    });
    match author.await? {
        Some(author) => delete::confirmed(received, id, &author).await,
        None => {
            let (host, id, now) = (received.actor.host.clone(), id.to_string(), received.app.clock.now());
            let remember = move |tx: &mut Tx<'_>| taken_back::remember_doubted(tx, &host, &id, now);
            received.app.db.write::<_, StorageError, _>(remember).await?;
            Ok(Handled::Ignored("nothing-of-ours"))
        }
    }
}

async fn deleted_by(received: &Received<'_>, id: &str, author: &Actor) -> Result<Handled, InboxError> {
    let app = received.app;
    let cause = Cause::new(Door::Activity, &received.actor.uri, received.id, app.clock.now());
    let deleted = receive_deletion(app, cause, author.id, id.to_string(), None).await?;
    Ok(if deleted.into_inner() { Handled::Understood } else { Handled::Ignored("nothing-of-theirs") })
}
