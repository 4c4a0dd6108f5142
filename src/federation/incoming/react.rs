//! Like, `EmojiReact`, Dislike: a small sign about something. It is kept and shown as a number, it changes no state.

use crate::federation::inbox::{Handled, InboxError, Received};
use crate::federation::wire;
use crate::markup;
use crate::services::react;
use crate::storage::reactions::{Reaction, ReactionKind};

const WORD_CHARS_MAX: usize = 64;

pub(in crate::federation) async fn receive(received: &Received<'_>) -> Result<Handled, InboxError> {
    let Some(object) = wire::member_id(received.activity, "object") else { return Ok(Handled::Refused("no-object")) };
    // Misskey writes its reaction into a Like; Pleroma has a type of its own for it.
    let word = wire::text_of(received.activity, "content")
        .or_else(|| wire::text_of(received.activity, "_misskey_reaction"))
        .unwrap_or_default();
    let kind = match wire::kind_of(received.activity) {
        Some("Dislike") => ReactionKind::Dislike,
        Some("EmojiReact") => ReactionKind::Emoji,
        _ if word.is_empty() => ReactionKind::Like,
        _ => ReactionKind::Emoji,
    };
    keep(received, object, kind, word).await
}

/// Keeps one sign of the activity's actor about `object`.
pub(super) async fn keep(
    received: &Received<'_>,
    object: &str,
    kind: ReactionKind,
    word: &str,
) -> Result<Handled, InboxError> {
    let reaction = Reaction {
        actor: received.actor.id,
        object: object.to_string(),
        kind,
        word: markup::one_line(word, WORD_CHARS_MAX),
        activity: received.id.to_string(),
        at: received.app.clock.now(),
    };
    react::keep_reaction(received.app, reaction).await?;
    Ok(Handled::Understood)
}
