//! Whoever a decision concerns is told: on a page of their own here, by a direct note elsewhere.

use crate::catalogue::Words;
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::domain::ids::{ActorId, ComplaintId};
use crate::services::scene::Scene;
use crate::storage::jobs::{self, Task};
use crate::storage::notices::{self, Notice};
use crate::storage::{StorageError, Tx, actors};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal),+ $(,)?) => {
        /// What somebody is told of: `told-of-<word>` in the catalogue.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum TellOf {
            $($(#[$doc])* $name),+
        }

        impl TellOf {
            pub const ALL: &[TellOf] = &[$(TellOf::$name),+];

            pub fn word(self) -> &'static str {
                match self {
                    $(TellOf::$name => $word),+
                }
            }
        }
    };
}

kinds! {
    /// The brand contests the complaint; whoever filed it may speak until a day.
    Contested = "contested",
    ContestUpheld = "contest-upheld",
    ContestRejected = "contest-rejected",
    Dismissed = "dismissed",
    Reinstated = "reinstated",
    /// The other side appeals.
    Appealed = "appealed",
    AppealKept = "appeal-kept",
    Hidden = "hidden",
    Shown = "shown",
    Moved = "moved",
    /// To a brand: a complaint that was on its board is on another now.
    MovedAway = "moved-away",
    /// To a brand: a complaint from another board is on its own now.
    MovedHere = "moved-here",
    Erased = "erased",
    CommentHidden = "comment-hidden",
    CommentShown = "comment-shown",
    LabelUpheld = "label-upheld",
    LabelStruck = "label-struck",
    Limited = "limited",
    Suspended = "suspended",
    Lifted = "lifted",
    ObjectionKept = "objection-kept",
    /// To a voice: the moderators took its mark.
    MarkWithheld = "mark-withheld",
    /// To a voice: whoever runs this server took its mark, or lets the domain speak again.
    MarkWithdrawn = "mark-withdrawn",
    MarkReturned = "mark-returned",
    /// Somebody is asked to speak for a brand, until a day.
    Invited = "invited",
    InvitationAccepted = "invitation-accepted",
    InvitationDeclined = "invitation-declined",
    MadeOwner = "made-owner",
    MadeExecutive = "made-executive",
    MadeAgent = "made-agent",
    RemovedFromVoice = "removed-from-voice",
    /// To the owners of a voice: somebody speaks through it no more.
    LeftVoice = "left-voice",
    VoiceGivenUp = "voice-given-up",
    /// To whoever decides for a brand: a complaint was taken to them.
    TakenToYou = "taken-to-you",
    ReportActed = "report-acted",
    ReportTurnedDown = "report-turned-down",
}

/// What there is to tell.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'t> {
    pub of: TellOf,
    pub complaint: Option<ComplaintId>,
    pub reason: &'t str,
    pub until: Option<Timestamp>,
}

/// Tells one actor. What is for somebody of another server goes there as a direct note.
pub fn tell(tx: &mut Tx<'_>, scene: &Scene, to: ActorId, telling: Telling<'_>) -> Result<(), StorageError> {
    let Some(recipient) = actors::find(&mut tx.view(), to)?.filter(|it| it.deleted_at.is_none()) else {
        return Ok(());
    };
    let notice = Notice {
        id: random::new_v7(scene.random.as_ref(), scene.now),
        recipient: to,
        kind: telling.of.word().to_string(),
        complaint: telling.complaint,
        reason: telling.reason.to_string(),
        until: telling.until,
        at: scene.now,
    };
    notices::insert(tx, &notice)?;
    if recipient.local {
        return Ok(());
    }
    jobs::enqueue(tx, &Task::TellNotice { notice: notice.id }, scene.now)
}

/// A notice in words; the reason stands in it as the public log prints it.
pub fn in_words(words: Words, notice: &Notice, title: &str, brand: &str, until: Option<String>) -> String {
    let told = [
        ("title", title.into()),
        ("brand", brand.into()),
        ("reason", notice.reason.as_str().into()),
        ("until", until.unwrap_or_else(|| words.say("told-until-lifted").to_string()).into()),
    ];
    words.with(&format!("told-of-{}", notice.kind), &told)
}
