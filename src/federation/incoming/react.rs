//! Like, `EmojiReact`, Dislike: a small sign about something. It is kept and shown as a number, it changes no state.

use serde_json::Value;

use crate::app::App;
use crate::domain::ids::ActorId;
use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::wire;
use crate::markup;
use crate::services::react;
use crate::storage::passed_on::Inner;
use crate::storage::reactions::{Reaction, ReactionKind};

const WORD_CHARS_MAX: usize = 64;

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let Some(object) = wire::member_id(received.activity, "object") else { return Ok(Handled::Refused("no-object")) };
    let (kind, word) = read(received.activity);
    let actor = received.actor.id;
    keep_for(received.app, actor, received.id, object, kind, word, received.inner()).await
}

/// Keeps one sign of the activity's actor about `object`.
pub(super) async fn keep(
    received: &Received<'_>,
    object: &str,
    kind: ReactionKind,
    word: &str,
) -> Result<Handled, InboxError> {
    keep_for(received.app, received.actor.id, received.id, object, kind, word, None).await
}

/// The kind and the word of a reaction.
pub(super) fn read(activity: &Value) -> (ReactionKind, &str) {
    // Misskey writes its reaction into a Like; Pleroma has a type of its own for it.
    let word = wire::text_of(activity, "content").or_else(|| wire::text_of(activity, "_misskey_reaction"));
    let word = word.unwrap_or_default();
    let kind = match wire::kind_of(activity) {
        Some("Dislike") => ReactionKind::Dislike,
        Some("EmojiReact") => ReactionKind::Emoji,
        _ if word.is_empty() => ReactionKind::Like,
        _ => ReactionKind::Emoji,
    };
    (kind, word)
}

pub(super) async fn keep_for(
    app: &App,
    actor: ActorId,
    activity: &str,
    object: &str,
    kind: ReactionKind,
    word: &str,
    inner: Option<Inner>,
) -> Result<Handled, InboxError> {
    let reaction = Reaction {
        actor,
        object: object.to_string(),
        kind,
        word: markup::one_line(word, WORD_CHARS_MAX),
        activity: activity.to_string(),
        at: app.clock.now(),
    };
    let kept = react::keep_reaction(app, reaction, inner).await?;
    Ok(if kept { Handled::Understood } else { Handled::Ignored("nothing-of-ours") })
}
