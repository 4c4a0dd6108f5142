//! Who has to hear what was recorded just now, hears it: members of this server, each as what they are in the thread. Written
//! with the event or not at all; whatever carries it further reads what is written here.

use chrono::TimeDelta;

use crate::app::App;
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::domain::address::Place;
use crate::domain::complaint::{Decided, Event, Happening};
use crate::domain::hearing::{Hearer, Hearing, Message, Urgency, hearing, is_of_words_alone};
use crate::domain::ids::{AccountId, ActorId, ComplaintId};
use crate::domain::party::Party;
use crate::domain::visibility::Telling;
use crate::services::cases::concerns;
use crate::services::scene::Scene;
use crate::storage::complaints::Held;
use crate::storage::notifications::{self, Deed, Heard};
use crate::storage::{StorageError, Tx, accounts, actors, brands, notices, reactions, restrictions, visibility};

/// What happened longer ago is no news: a history that was caught up with tells it.
const NEWS_DAYS_MAX: i64 = 7;
/// Moderators who hear of one event.
const MODERATORS_MAX: i64 = 200;

/// An event, and the address of who did it as its line says: empty where it names nobody.
pub(in crate::services) struct Happened<'h> {
    pub event: &'h Event,
    pub author: &'h str,
}

impl<'h> Happened<'h> {
    /// One that was decided here.
    pub(in crate::services) fn here(decided: &'h Decided) -> Happened<'h> {
        let author = decided.texts.iter().find(|it| it.name == "author");
        Happened { event: &decided.event, author: author.map_or("", |it| it.value.as_str()) }
    }
}

/// In the transaction that records these events of a thread, which stands as it does after them.
pub(in crate::services) fn those_who_must_hear<'h>(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    happened: impl Iterator<Item = Happened<'h>>,
) -> Result<(), StorageError> {
    let happened: Vec<Happened<'h>> = happened.collect();
    for it in &happened {
        match &it.event.happening {
            Happening::Retracted {} => notifications::forget_thread(tx, held.id)?,
            // What nobody can read any more is no news.
            Happening::CommentHidden { comment, .. } | Happening::CommentDeleted { comment, .. } => {
                notifications::forget_event(tx, held.id, *comment)?;
            }
            told if scene.now - it.event.at <= TimeDelta::days(NEWS_DAYS_MAX) => {
                if let Hearing::Told(message, hearers) = hearing(told) {
                    let lines = lines(it.event, hearers, &happened);
                    tell_of(tx, scene, held, it, message, &lines)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Who gets a line of an event, and whether it counts. Of one deed nobody hears twice: that there are words makes way for
/// what was done with them.
fn lines(event: &Event, hearers: &[(Hearer, Urgency)], happened: &[Happened<'_>]) -> Vec<(Hearer, bool)> {
    let of_same_deed =
        |it: &&Happened<'_>| it.event.sequence != event.sequence && it.event.at == event.at && it.event.by == event.by;
    let beside: Vec<Hearing> = if is_of_words_alone(&event.happening) {
        happened.iter().filter(of_same_deed).map(|it| hearing(&it.event.happening)).collect()
    } else {
        Vec::new()
    };
    let hears_more = |hearer: Hearer| beside.iter().any(|it| it.of(hearer).is_some());
    hearers
        .iter()
        .filter(|(hearer, _)| !hears_more(*hearer))
        .filter_map(|(hearer, urgency)| match urgency {
            Urgency::Own => None,
            Urgency::Now => Some((*hearer, true)),
            Urgency::Later => Some((*hearer, false)),
        })
        .collect()
}

fn tell_of(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    happened: &Happened<'_>,
    message: Message,
    lines: &[(Hearer, bool)],
) -> Result<(), StorageError> {
    if lines.is_empty() {
        return Ok(());
    }
    let heard = Heard {
        id: random::new_v7(scene.random.as_ref(), scene.now),
        complaint: held.id,
        sequence: happened.event.sequence,
        message,
        at: scene.now,
    };
    let deed = deed_of(tx, scene, held, happened)?;
    // Nobody else hears of what the brand reads first, or what is kept back here.
    let for_all = visibility::standing_of(&mut tx.view(), held)?.telling() == Telling::Everything;
    let mut told = 0;
    for (hearer, urgent) in lines.iter().copied() {
        let mut to = match hearer {
            Hearer::Complainant => complainant(tx, held, &deed)?,
            // Who speaks for the brand did what it did.
            Hearer::Voices if happened.event.by == Party::Brand => Vec::new(),
            Hearer::Voices => voices(tx, scene, held)?,
            Hearer::Supporters if for_all && held.complaint.supporters() > 0 => supporters(tx, held, &deed)?,
            Hearer::Followers if for_all => {
                if let Some(board) = actors::find_by_uri(&mut tx.view(), &held.board_uri)? {
                    told += notifications::insert_for_followers(tx, &heard, board.id, &deed, urgent)?;
                }
                Vec::new()
            }
            Hearer::Supporters | Hearer::Followers => Vec::new(),
            // What another home has to decide waits for nobody here.
            Hearer::Moderators if !held.at_home => Vec::new(),
            Hearer::Moderators => {
                accounts::all_moderators(&mut tx.view(), MODERATORS_MAX)?.into_iter().map(|it| it.id).collect()
            }
        };
        to.retain(|it| Some(*it) != deed.account);
        told += notifications::insert(tx, &heard, &to, hearer, urgent)?;
    }
    if told == 0 { Ok(()) } else { notifications::replace_older(tx, &heard) }
}

/// Who did it. Whoever filed is known here also where their name was erased.
fn deed_of(tx: &mut Tx<'_>, scene: &Scene, held: &Held, happened: &Happened<'_>) -> Result<Deed, StorageError> {
    let view = &mut tx.view();
    let actor = match (happened.event.by, held.complainant) {
        (Party::Complainant, Some(complainant)) => Some(complainant),
        _ => match scene.address.place(happened.author) {
            Some(Place::Actor(actor)) => Some(actor),
            _ => None,
        },
    };
    let account = match actor {
        Some(actor) => restrictions::account_behind(view, actor)?,
        None => None,
    };
    Ok(Deed { account, uri: happened.author.to_string() })
}

fn complainant(tx: &mut Tx<'_>, held: &Held, deed: &Deed) -> Result<Vec<AccountId>, StorageError> {
    let view = &mut tx.view();
    let Some(person) = held.complainant else { return Ok(Vec::new()) };
    let account = restrictions::account_behind(view, person)?;
    match account {
        Some(account) if !reactions::is_blocked(view, person, &deed.uri)? => Ok(vec![account]),
        _ => Ok(Vec::new()),
    }
}

/// The members who speak for the brand of a thread at this moment.
fn voices(tx: &mut Tx<'_>, scene: &Scene, held: &Held) -> Result<Vec<AccountId>, StorageError> {
    let mut members = Vec::new();
    for official in brands::officials_of(&mut tx.view(), held.brand)? {
        let people = brands::representatives_of(&mut tx.view(), official.actor)?;
        if !people.is_empty()
            && brands::speaks_for(&mut tx.view(), held.brand, official.actor, scene.now)?
            && concerns(tx, held, official.actor)?
        {
            members.extend(people.into_iter().map(|it| it.account));
        }
    }
    Ok(members)
}

fn supporters(tx: &mut Tx<'_>, held: &Held, deed: &Deed) -> Result<Vec<AccountId>, StorageError> {
    let members = notifications::members_in(&mut tx.view(), held.id, &deed.uri)?;
    let theirs = members.into_iter().filter(|(_, party)| held.complaint.is_supported_by(*party));
    Ok(theirs.map(|(account, _)| account).collect())
}

/// Somebody says that they read everything that was there until a moment.
pub async fn read_all(
    app: &App,
    account: Option<AccountId>,
    names: Vec<ActorId>,
    until: Timestamp,
) -> Result<(), StorageError> {
    let now = app.clock.now();
    let read = move |tx: &mut Tx<'_>| -> Result<(), StorageError> {
        if let Some(account) = account {
            notifications::mark_read(tx, account, until, now)?;
        }
        notices::mark_all_seen(tx, &names, until, now)
    };
    app.db.write(read).await
}

/// Somebody opened a thread that they had heard of.
pub async fn read_about(app: &App, account: AccountId, complaint: ComplaintId) -> Result<(), StorageError> {
    let now = app.clock.now();
    app.db.write(move |tx| notifications::mark_read_about(tx, account, complaint, now)).await
}
