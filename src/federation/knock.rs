//! How a request of ours is signed: first as the other server took it last, then as it may take it instead.
//! What works is remembered for each host, and forgotten when it works no more.

use bytes::Bytes;
use url::Url;

use crate::app::App;
use crate::crypto::cavage::host_of;
use crate::crypto::http_signature::Manner;
use crate::crypto::keys::KeyKind;
use crate::crypto::rfc9421::Wish;
use crate::domain::ids::ActorId;
use crate::egress::{Answer, EgressError, Fetched, Wanted};
use crate::services::signing::{self, SigningError};
use crate::storage::{StorageError, outbox};

/// Signed requests that one delivery or fetch may take.
const KNOCKS_MAX: usize = 3;

#[derive(Debug, thiserror::Error)]
pub(super) enum NotSent {
    #[error(transparent)]
    Signing(#[from] SigningError),
    #[error(transparent)]
    Egress(#[from] EgressError),
}

/// The order in which ways to sign are tried at one host.
struct Door {
    host: String,
    remembered: Option<Manner>,
    left: Vec<Manner>,
    wish: Option<Wish>,
    knocks: usize,
}

/// Delivers an activity as one of our actors.
pub(super) async fn post(app: &App, actor: ActorId, url: &Url, body: &Bytes) -> Result<Answer, NotSent> {
    let mut door = Door::at(app, url).await;
    let mut refused = None;
    while let Some(manner) = door.next() {
        let signer = signing::signer(app, actor, manner, door.wish.take()).await?;
        let answer = app.egress.post(url, body.clone(), &signer).await?;
        if !matches!(answer.status, 400 | 401 | 403) {
            // A server that is down or busy has not looked at the signature.
            if (200..300).contains(&answer.status) {
                door.opened_to(app, manner).await;
            }
            return Ok(answer);
        }
        door.is_asked(answer.accept_signature.as_deref());
        refused = Some(more_telling(refused, answer));
    }
    door.stays_closed(app).await;
    refused.ok_or(NotSent::Egress(EgressError::Unsigned))
}

/// Which of two refusals says why. The first one was an answer to the way that usually works; a later 401 says only that
/// another way is not known there. A server that blocks us says so once (403) and knows nobody the second time.
fn more_telling(first: Option<Answer>, later: Answer) -> Answer {
    match first {
        Some(first) if first.status != 401 || later.status == 401 => first,
        _ => later,
    }
}

/// Fetches a document as the server itself.
pub(super) async fn get(app: &App, url: &Url, wanted: Wanted) -> Result<Fetched, NotSent> {
    let actor = signing::instance_actor(app).await.map_err(SigningError::from)?.id;
    let mut door = Door::at(app, url).await;
    let mut refused = EgressError::Unsigned;
    while let Some(manner) = door.next() {
        let signer = signing::signer(app, actor, manner, door.wish.take()).await?;
        refused = match app.egress.get_json(url, wanted, Some(&signer)).await {
            Ok(fetched) => {
                door.opened_to(app, manner).await;
                return Ok(fetched);
            }
            Err(EgressError::Challenged(wish)) => {
                door.is_asked(Some(&wish));
                EgressError::Status(401)
            }
            Err(error @ EgressError::Status(401)) => error,
            Err(error) => return Err(error.into()),
        };
    }
    door.stays_closed(app).await;
    Err(refused.into())
}

impl Door {
    async fn at(app: &App, url: &Url) -> Door {
        let host = host_of(url);
        let remembered = match app.keys.manner_of(&host) {
            Some(known) => known,
            None => {
                let asked = host.clone();
                let found = app.db.read::<_, StorageError, _>(move |view| outbox::host(view, &asked)).await;
                let name = found.ok().flatten().and_then(|it| it.signature);
                let known = name.as_deref().and_then(Manner::from_name);
                app.keys.remember_manner(&host, known);
                known
            }
        };
        Door { host, left: order(remembered), remembered, wish: None, knocks: 0 }
    }

    fn next(&mut self) -> Option<Manner> {
        if self.left.is_empty() || self.knocks == KNOCKS_MAX {
            return None;
        }
        self.knocks += 1;
        Some(self.left.remove(0))
    }

    /// The other server said how it would like to have it; that comes next, and then nothing else.
    fn is_asked(&mut self, wish: Option<&str>) {
        let Some(wish) = wish.and_then(Wish::parse) else { return };
        let manner = match wish.key {
            Some(KeyKind::Ed25519) => Manner::MessageEd25519,
            Some(KeyKind::Rsa) | None => Manner::Message,
        };
        self.left = vec![manner];
        self.wish = Some(wish);
    }

    /// The default needs no memory, unless something else was thought to be better.
    async fn opened_to(&self, app: &App, manner: Manner) {
        let expected = self.remembered.unwrap_or(Manner::Cavage);
        if manner != expected {
            self.keep(app, Some(manner)).await;
        }
    }

    /// Nothing that we have is taken: the next time begins as if we had never met.
    async fn stays_closed(&self, app: &App) {
        if self.remembered.is_some() {
            self.keep(app, None).await;
        }
    }

    async fn keep(&self, app: &App, manner: Option<Manner>) {
        app.keys.remember_manner(&self.host, manner);
        let host = self.host.clone();
        let kept = app.db.write(move |tx| match manner {
            Some(manner) => outbox::remember_signature(tx, &host, manner.name()),
            None => outbox::forget_signature(tx, &host),
        });
        let kept: Result<(), StorageError> = kept.await;
        match kept {
            Ok(()) => tracing::debug!(host = self.host, manner = manner.map(Manner::name), "another way to sign"),
            Err(error) => tracing::error!(%error, host = self.host, "how a host takes signatures could not be kept"),
        }
    }
}

/// draft-cavage first and RFC 9421 as the second knock, but what worked before either.
fn order(remembered: Option<Manner>) -> Vec<Manner> {
    match remembered {
        None | Some(Manner::Cavage) => vec![Manner::Cavage, Manner::Message],
        Some(Manner::Message) => vec![Manner::Message, Manner::Cavage],
        Some(Manner::MessageEd25519) => vec![Manner::MessageEd25519, Manner::Cavage, Manner::Message],
    }
}
