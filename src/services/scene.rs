//! What every deed on a thread needs: the moment, chance, our address; and who takes which side.

use std::sync::Arc;

use crate::app::{App, Footing};
use crate::crypto::random::{self, Randomness};
use crate::domain::Timestamp;
use crate::domain::action::check_html;
use crate::domain::address::Address;
use crate::domain::brand::BrandDomain;
use crate::domain::complaint::{Change, Command, Target, Text};
use crate::domain::ids::{ActorId, ComplaintId, PostId};
use crate::domain::party::Party;
use crate::domain::reading;
use crate::domain::refusal::Code;
use crate::domain::sync::request::REQUEST_TEXT;
use crate::domain::visibility::Sight;
use crate::services::own_words::erase_everything_of_complainant;
use crate::services::recover::Recovering;
use crate::services::said::{self, Signed};
use crate::services::steps::holder_of;
use crate::services::tell::{self, Happened};
use crate::services::{ServiceError, cases, doubt_clock, notify_brand, own_brand, recover, restrict, room};
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::brands::{Brand, Proof};
use crate::storage::complaints::{self, Attested, Held};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::{StorageError, Tx, View, brands, visibility};

/// Taken once at the top of a deed and carried into its transaction.
#[derive(Clone)]
pub struct Scene {
    pub now: Timestamp,
    /// Whether the clock ran as time did until then.
    pub footing: Footing,
    pub random: Arc<dyn Randomness>,
    pub address: Address,
}

/// Who acts in a thread, and on which side.
#[derive(Debug, Clone)]
pub struct Side {
    pub party: Party,
    pub actor: Option<Actor>,
    /// The request from another server that this side makes; the event names it, so that it is done once for ever.
    pub request: Option<String>,
}

/// A post that is about to become part of a thread.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// `None` for a post that is written here.
    pub uri: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
    /// Markdown of posts written here.
    pub source: Option<String>,
    /// Sanitised.
    pub html: String,
    pub language: Option<String>,
    pub in_reply_to: Option<String>,
    /// When its author says it was published; ours if absent.
    pub published_at: Option<Timestamp>,
    pub signature: Option<(String, String)>,
    /// Its sign-off says that no human wrote it.
    pub automated: bool,
}

impl Scene {
    pub fn of(app: &App) -> Scene {
        let (stand, footing) = app.step();
        Scene { now: stand.clock, footing, random: Arc::clone(&app.random), address: app.address.clone() }
    }

    pub fn new_complaint_id(&self) -> ComplaintId {
        ComplaintId(random::new_v7(self.random.as_ref(), self.now))
    }

    pub fn new_post_id(&self) -> PostId {
        PostId(random::new_v7(self.random.as_ref(), self.now))
    }

    /// An actor of ours that is not in the database yet. Its keys are made when they are first needed.
    pub fn new_actor(&self, kind: ActorKind, username: &str, name: &str) -> Actor {
        let id = random::new_actor_id(self.random.as_ref());
        let address = &self.address;
        let page = match kind {
            ActorKind::Board => address.board_page(username),
            _ => address.profile_page(username),
        };
        Actor {
            id,
            uri: address.actor(id),
            kind,
            local: true,
            username: username.to_string(),
            host: address.authority().to_string(),
            name: name.to_string(),
            summary_html: String::new(),
            url: Some(page),
            inbox: address.inbox(id),
            shared_inbox: Some(address.shared_inbox()),
            followers_uri: Some(address.followers(id)),
            key_id: Some(address.actor_key(id, 1)),
            public_key_pem: None,
            ed25519_key: None,
            fields: Vec::new(),
            language: None,
            speaks_rd: true,
            moved_to: None,
            deleted_at: None,
            fetched_at: self.now,
            created_at: self.now,
        }
    }

    /// The side from which an actor may act in a thread: whoever is suspended here acts nowhere, whoever is limited in their
    /// own complaints alone.
    pub fn side_of(&self, tx: &mut Tx<'_>, held: &Held, actor: ActorId) -> Result<Side, ServiceError> {
        let side = self.side_taken(tx, held, actor)?;
        restrict::refuse_restricted(tx, self.now, actor, restrict::what_it_takes(side.party))?;
        // Whoever decided here would be somebody new each time, and could count more than once.
        let decided = complaints::party_of(&mut tx.view(), held.id, actor)?;
        if matches!(side.party, Party::Commenter(_)) && matches!(decided, Some(Party::Moderator(_))) {
            return Err(Code::DecidedHere.into());
        }
        Ok(side)
    }

    /// The side an actor is on in a thread. A newcomer gets the next number; who it is, is written when it acts. What is
    /// one's own may be taken back from it, whatever moderators decided.
    pub fn side_taken(&self, tx: &mut Tx<'_>, held: &Held, actor: ActorId) -> Result<Side, ServiceError> {
        let found = actors::find(&mut tx.view(), actor)?.ok_or(ServiceError::NotFound("actor"))?;
        let party = if held.complainant == Some(actor) {
            Party::Complainant
        } else if self.speaks_for(tx, held, actor)? {
            Party::Brand
        } else {
            match complaints::party_of(&mut tx.view(), held.id, actor)? {
                Some(party @ Party::Commenter(_)) => party,
                _ => held.complaint.next_commenter(),
            }
        };
        Ok(Side { party, actor: Some(found), request: None })
    }

    /// How much of a thread an actor of any server gets, by what it is there.
    pub fn sight_of(&self, tx: &mut Tx<'_>, held: &Held, actor: ActorId) -> Result<Sight, StorageError> {
        let viewer = visibility::viewer_of(&mut tx.view(), held, actor, self.now)?;
        visibility::sight_of(&mut tx.view(), held, viewer)
    }

    /// Moderators take their own side, whoever else they are.
    pub fn moderator_side(&self, tx: &mut Tx<'_>, held: &Held, actor: ActorId) -> Result<Side, ServiceError> {
        let found = actors::find(&mut tx.view(), actor)?.ok_or(ServiceError::NotFound("actor"))?;
        let party = match complaints::party_of(&mut tx.view(), held.id, actor)? {
            Some(party @ Party::Moderator(_)) => party,
            _ => held.complaint.next_moderator(),
        };
        Ok(Side { party, actor: Some(found), request: None })
    }

    pub fn home_side(&self) -> Side {
        Side { party: Party::Home, actor: None, request: None }
    }

    /// Whether an actor speaks for the complaint's brand: proven by the domain, or named by an administrator here.
    pub fn speaks_for(&self, tx: &mut Tx<'_>, held: &Held, actor: ActorId) -> Result<bool, StorageError> {
        brands::speaks_for(&mut tx.view(), held.brand, actor, self.now)
    }

    /// Whether a text can be the name of a human who speaks for the brand of this complaint.
    pub fn is_name(&self, tx: &mut Tx<'_>, held: &Held, text: &str) -> Result<bool, StorageError> {
        let called = called(tx, held)?;
        Ok(reading::is_name(text, &called.iter().map(String::as_str).collect::<Vec<_>>()))
    }

    /// A post of the brand with who signed it: its last line says so, or its author is a person whom the brand's own domain
    /// names. Whom an administrator here named has to sign.
    pub fn signed(
        &self,
        tx: &mut Tx<'_>,
        held: &Held,
        author: &Actor,
        text: &str,
        words: Words,
        is_command: bool,
    ) -> Result<Words, StorageError> {
        let called = called(tx, held)?;
        let called: Vec<&str> = called.iter().map(String::as_str).collect();
        let signature = match said::signed(text, author, &called) {
            Signed::ByMachine => return Ok(Words { signature: None, automated: true, ..words }),
            // A name has answered nothing; a command says what it does.
            Signed::Below(name, role) if !is_command && reading::is_only_a_name(text, &name, &role, &called) => None,
            Signed::ByAuthor(name) if !is_command && reading::is_only_a_name(text, &name, "", &called) => None,
            Signed::Below(name, role) => Some((name, role)),
            Signed::ByAuthor(name) => match brands::find(&mut tx.view(), held.brand)? {
                Some(brand) => brands::official_for(&mut tx.view(), brand.id, author.id)?
                    .filter(|it| matches!(it.proof, Proof::Domain(_)) && it.speaks(self.now))
                    .map(|_| (name, String::new())),
                None => None,
            },
            Signed::ByNobody => None,
        };
        Ok(Words { signature, ..words })
    }

    /// Decides a command and records it, with who did it among the texts.
    pub fn act(
        &self,
        tx: &mut Tx<'_>,
        held: &Held,
        side: &Side,
        command: Command,
        texts: Vec<Text>,
        attested: &Attested,
    ) -> Result<Held, ServiceError> {
        for text in &texts {
            check_html(&text.value, reading::HTML_BYTES_MAX)?;
        }
        let command = match command {
            Command::Escalate { step, .. } => Command::Escalate { step, reached: holder_of(tx, self, held)? },
            other => other,
        };
        let command = match (&side.actor, side.party) {
            (Some(actor), Party::Complainant | Party::Commenter(_)) => {
                own_brand::checked(tx, self.now, actor.id, held.brand, command)?
            }
            _ => command,
        };
        let taken_back = command == Command::Retract;
        let forgets = matches!(&command, Command::Erase { targets } if targets.iter().any(names_complainant));
        if side.party == Party::Complainant && held.is_nameless() && command == Command::Comment {
            return Err(Code::NameErased.into());
        }
        let change = notify_brand::answering(held, side.party, self.now)?;
        let change = match change {
            Some(told) => told.and(command, side.party, self.now)?,
            None => held.complaint.decide(command, side.party, self.now)?,
        };
        // Whoever had their name erased, or has it erased now, is named by nothing that they do.
        let nameless = side.party == Party::Complainant && (held.is_nameless() || forgets);
        let mut all = if nameless { side.request_alone() } else { side.texts() };
        all.extend(texts);
        let after = self.record(tx, held, side, change.with_texts(all), attested)?;
        // What was never meant as a complaint leaves no words behind.
        if taken_back { erase_everything_of_complainant(tx, self, &after) } else { Ok(after) }
    }

    pub fn record(
        &self,
        tx: &mut Tx<'_>,
        held: &Held,
        side: &Side,
        change: Change,
        attested: &Attested,
    ) -> Result<Held, ServiceError> {
        refuse_while_recovering(tx, self)?;
        room::refuse_full(tx, held, side, change.decided())?;
        let after = complaints::record(tx, self.random.as_ref(), held, &change, attested)?;
        if let (Some(actor), Party::Commenter(_) | Party::Moderator(_)) = (&side.actor, side.party)
            && complaints::party_of(&mut tx.view(), held.id, actor.id)?.is_none()
        {
            complaints::join(tx, held.id, side.party, actor.id)?;
        }
        cases::follow(tx, self, &after, change.decided())?;
        tell::those_who_must_hear(tx, self, &after, change.decided().iter().map(Happened::here))?;
        notify_brand::reads_board(tx, self, &after, change.decided())?;
        Ok(after)
    }

    /// A post by `author`, as it is kept: with an address of ours if it was written here.
    pub fn post(&self, author: &Actor, kind: PostKind, words: &Words) -> StoredPost {
        let id = self.new_post_id();
        let local = words.uri.is_none();
        StoredPost {
            id,
            uri: words.uri.clone().unwrap_or_else(|| self.address.post(id)),
            url: words.url.clone(),
            author: Some(author.id),
            author_uri: author.uri.clone(),
            author_handle: author.handle(),
            author_name: author.shown_name().to_string(),
            complaint: None,
            sequence: None,
            response: None,
            kind,
            in_reply_to: words.in_reply_to.clone(),
            title: words.title.clone(),
            source: words.source.clone(),
            html: words.html.clone(),
            language: words.language.clone(),
            representative: words.signature.as_ref().map(|(name, _)| name.clone()),
            representative_role: words.signature.as_ref().map(|(_, role)| role.clone()).filter(|it| !it.is_empty()),
            local,
            published_at: words.published_at.unwrap_or(self.now),
            received_at: self.now,
            edited_at: None,
            deleted_at: None,
            said_by: None,
            told: None,
        }
    }

    /// Keeps a post as the one that an event of the thread is.
    pub fn keep_post(
        &self,
        tx: &mut Tx<'_>,
        held: &Held,
        mut post: StoredPost,
        sequence: i64,
        response: Option<u32>,
    ) -> Result<StoredPost, StorageError> {
        post.complaint = Some(held.id);
        post.sequence = Some(sequence);
        // In the order of the history, also where our clock stepped back.
        post.received_at = post.received_at.max(held.complaint.last_at);
        post.response = response.and_then(|it| i32::try_from(it).ok());
        posts::insert(tx, &post)?;
        Ok(post)
    }
}

impl Side {
    /// Who acted, for the texts beside the event: an address, and a handle to show.
    pub fn texts(&self) -> Vec<Text> {
        let Some(actor) = &self.actor else { return Vec::new() };
        let mut texts = vec![
            Text { name: "author", value: actor.uri.clone() },
            Text { name: "handle", value: actor.handle() },
            Text { name: "name", value: actor.shown_name().to_string() },
        ];
        texts.extend(self.request_alone());
        texts
    }

    /// The request that it makes, which names nobody.
    fn request_alone(&self) -> Vec<Text> {
        let request = self.request.clone().map(|value| Text { name: REQUEST_TEXT, value });
        request.into_iter().collect()
    }

    /// The same side, making a request.
    #[must_use]
    pub fn asking(self, request: &str) -> Side {
        Side { request: Some(request.to_string()), ..self }
    }

    /// The same side for what comes along with its request.
    #[must_use]
    pub fn without_request(self) -> Side {
        Side { request: None, ..self }
    }
}

/// Whether erasing this takes the name of whoever filed the complaint.
fn names_complainant(target: &Target) -> bool {
    target.sequence == 1 && matches!(target.name.as_str(), "author" | "handle" | "name")
}

/// Whether a text can be the name of a human who speaks for a brand, also for one that nobody complained about so far.
pub fn is_name_for(brand: Option<&Brand>, domain: &BrandDomain, text: &str) -> bool {
    let name = brand.map_or("", |it| it.name.as_str());
    reading::is_name(text, &[name, domain.as_str()])
}

/// What the brand of a complaint is called.
pub(super) fn called(tx: &mut Tx<'_>, held: &Held) -> Result<Vec<String>, StorageError> {
    let brand = brands::find(&mut tx.view(), held.brand)?;
    Ok(brand.map_or_else(Vec::new, |it| vec![it.name, it.domain.map(|it| it.to_string()).unwrap_or_default()]))
}

/// Why this server takes no commands at present, as its pages say before somebody writes what would be refused.
pub enum Pause {
    Recovering(Recovering),
    ClockDoubted,
}

pub fn pause(view: &mut View<'_>) -> Result<Option<Pause>, StorageError> {
    if let Some(recovering) = recover::recovering(view)? {
        return Ok(Some(Pause::Recovering(recovering)));
    }
    Ok(doubt_clock::doubted(view)?.map(|_| Pause::ClockDoubted))
}

/// An event that is decided on an old state would take the place of one that this home signed before it was restored.
pub fn refuse_while_recovering(tx: &mut Tx<'_>, scene: &Scene) -> Result<(), ServiceError> {
    if recover::recovering_since(&mut tx.view())?.is_some() {
        return Err(Code::Recovering.into());
    }
    // What is signed at a time that has not come stands before everything that comes after it, for good.
    if scene.footing == Footing::Leapt || doubt_clock::doubted(&mut tx.view())?.is_some() {
        return Err(Code::ClockDoubted.into());
    }
    Ok(())
}

/// A post's own texts, for the event that it is.
pub fn texts_of(post: &StoredPost) -> Vec<Text> {
    let mut texts = vec![
        Text { name: "post", value: post.uri.clone() },
        Text { name: "content", value: post.html.clone() },
        Text { name: "published", value: crate::domain::log::wire_time(post.published_at) },
    ];
    let optional = [
        ("url", &post.url),
        ("title", &post.title),
        ("representative", &post.representative),
        ("representative-role", &post.representative_role),
        ("in-reply-to", &post.in_reply_to),
    ];
    texts.extend(optional.into_iter().filter_map(|(name, value)| Some(Text { name, value: value.clone()? })));
    texts
}
