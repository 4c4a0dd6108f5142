//! Whoever a decision concerns is told, and whom the clock waits for: on a page of their own here, by a direct note elsewhere.

use chrono::TimeDelta;
use uuid::Uuid;

use crate::app::App;
use crate::catalogue::Words;
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::domain::brand::site_of;
use crate::domain::complaint::{Complaint, Contest, Ground, Happening, PromiseState, State, Waiting};
use crate::domain::ids::{ActorId, ComplaintId};
use crate::services::hear_note::{self, NOTES_KEPT_MAX};
use crate::services::scene::Scene;
use crate::storage::actors::{self, Actor};
use crate::storage::complaints::{self, Held};
use crate::storage::jobs::{self, Task};
use crate::storage::notices::{self, Note, Notice, Whose};
use crate::storage::{StorageError, Tx, View, erasures};

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
    /// To whoever filed, who can appeal.
    ContestUpheldYours = "contest-upheld-yours",
    /// Nobody can appeal any more, here and below.
    ContestUpheldFinal = "contest-upheld-final",
    ContestRejected = "contest-rejected",
    /// To the brand, which can appeal.
    ContestRejectedYours = "contest-rejected-yours",
    ContestRejectedFinal = "contest-rejected-final",
    Dismissed = "dismissed",
    DismissedFinal = "dismissed-final",
    /// It waits again as it did before.
    Reinstated = "reinstated",
    ReinstatedResolved = "reinstated-resolved",
    ReinstatedUnresolved = "reinstated-unresolved",
    ReinstatedLapsed = "reinstated-lapsed",
    ReinstatedUnanswered = "reinstated-unanswered",
    ReinstatedWithdrawn = "reinstated-withdrawn",
    /// The other side appeals.
    Appealed = "appealed",
    AppealKept = "appeal-kept",
    /// Whoever turned an appeal down took that back.
    AppealReopened = "appeal-reopened",
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
    /// To a brand: whoever filed says that an answer sends them elsewhere.
    AnswerMarked = "answer-marked",
    /// To whoever marked an answer: the brand says that it does not, and why.
    MarkingDisputed = "marking-disputed",
    MarkingUpheld = "marking-upheld",
    MarkingStruck = "marking-struck",
    LabelUpheld = "label-upheld",
    LabelStruck = "label-struck",
    Limited = "limited",
    Suspended = "suspended",
    Lifted = "lifted",
    ObjectionKept = "objection-kept",
    ObjectionReopened = "objection-reopened",
    /// What was objected to holds no more, so nobody decides about the objection.
    ObjectionClosed = "objection-closed",
    /// A limit or a suspension ran out.
    RestrictionOver = "restriction-over",
    /// To a voice: the moderators took its mark.
    MarkWithheld = "mark-withheld",
    /// The moderators keep it from the voice no more.
    MarkGivenBack = "mark-given-back",
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
    /// What was decided about it was undone, and it waits again.
    ReportReopened = "report-reopened",
    /// Somebody at the brand has it.
    Acknowledged = "acknowledged",
    /// The brand answered, and does nothing else with that.
    Answered = "answered",
    /// The brand handed it to somebody.
    HandedOff = "handed-off",
    /// The brand promised something until a day.
    Promised = "promised",
    /// It says that it kept a promise; whoever filed may say until a day that it did not.
    PromiseKept = "promise-kept",
    PromiseBroken = "promise-broken",
    /// To a brand: whoever filed says that a promise was not kept.
    PromiseRefuted = "promise-refuted",
    /// To a brand: whoever filed says that it is not resolved.
    Declined = "declined",
    /// To a brand: whoever filed opened it again.
    Reopened = "reopened",
    /// The brand offers a solution and waits for an answer until a day.
    Offered = "offered",
    /// The brand says what it will not do, and waits for an answer until a day.
    OfferedDeclined = "offered-declined",
    /// The brand offers one more time after the complaint had ended.
    OfferedAgain = "offered-again",
    /// The brand says what it will not do, after the complaint had ended.
    OfferedAgainDeclined = "offered-again-declined",
    /// The brand asks something and waits for an answer until a day.
    Asked = "asked",
    /// An offer or a question still waits.
    Reminded = "reminded",
    /// It was closed because no answer came.
    Lapsed = "lapsed",
    /// Is it still fixed?
    AskedAgain = "asked-again",
    /// Nobody reads for the brand; there are other ways.
    Untold = "untold",
    /// To a brand: it has been waited for, and until when.
    BrandReminded = "brand-reminded",
    /// Closed because the brand gave no answer of substance.
    Unanswered = "unanswered",
    /// Nobody proved a domain in time, and the request to speak for it was dropped. The reason is the domain.
    ClaimDropped = "claim-dropped",
    /// A domain names whoever asked to speak for it. The reason is the domain.
    ClaimProven = "claim-proven",
    /// To a voice: its domain does not name it any more, and until when it still counts. The reason is the domain.
    ProofMissing = "proof-missing",
    /// The same, where nothing answered at the place that proved it.
    ProofSilent = "proof-silent",
    /// The domain names it, and it names the domain no more.
    ProofNotBack = "proof-not-back",
    /// The domain names it, and looks like another one that is verified.
    ProofAlike = "proof-alike",
    /// The domain names it, and it is nothing that can speak for a brand here.
    ProofNoVoice = "proof-no-voice",
    /// To a voice: it speaks for the domain no more. The reason is the domain.
    ProofOver = "proof-over",
}

/// What a server says that it tells, where that is nothing of the list above; and a link that signs in.
pub use crate::storage::notices::{LINK, SAID};
/// What a home and its copies tell of one event arrives within this time.
const SAME_FOR: TimeDelta = TimeDelta::days(7);

impl TellOf {
    pub fn from_word(word: &str) -> Option<TellOf> {
        TellOf::ALL.iter().copied().find(|it| it.word() == word)
    }

    /// What only those who run and moderate this server can tell: from elsewhere it is no more than what somebody says.
    pub fn is_ours_alone(self) -> bool {
        NAMING.contains(&self)
            || matches!(
                self,
                TellOf::Limited
                    | TellOf::Suspended
                    | TellOf::Lifted
                    | TellOf::ObjectionKept
                    | TellOf::ObjectionReopened
                    | TellOf::MarkWithheld
                    | TellOf::MarkGivenBack
                    | TellOf::MarkWithdrawn
                    | TellOf::MarkReturned
            )
    }

    /// Whether it is about the proof that a voice has, so that the page of that proof says the rest.
    pub fn is_of_a_proof(self) -> bool {
        matches!(
            self,
            TellOf::ProofMissing
                | TellOf::ProofSilent
                | TellOf::ProofNotBack
                | TellOf::ProofAlike
                | TellOf::ProofNoVoice
                | TellOf::ProofOver
        )
    }

    /// Whether it tells somebody of their part in a voice: the reason is the brand.
    pub fn is_of_a_seat(self) -> bool {
        matches!(
            self,
            TellOf::Invited
                | TellOf::MadeOwner
                | TellOf::MadeExecutive
                | TellOf::MadeAgent
                | TellOf::RemovedFromVoice
                | TellOf::VoiceGivenUp
        )
    }

    /// Whether whoever is told has a form to object with: those who were limited or suspended, and stay so.
    pub fn can_be_objected_to(self) -> bool {
        matches!(self, TellOf::Limited | TellOf::Suspended | TellOf::ObjectionKept)
    }

    /// What waits for a person to do something, as long as it stands.
    pub const WAITING: [TellOf; 8] = [
        TellOf::Contested,
        TellOf::Offered,
        TellOf::OfferedDeclined,
        TellOf::OfferedAgain,
        TellOf::OfferedAgainDeclined,
        TellOf::Asked,
        TellOf::AskedAgain,
        TellOf::Invited,
    ];

    /// What was told before in the same thread and makes way for it: the last one of its kind is the one that holds, and
    /// what comes with an answer says more than that there is one.
    fn replaces(self) -> &'static [TellOf] {
        match self {
            TellOf::Offered
            | TellOf::OfferedAgain
            | TellOf::OfferedDeclined
            | TellOf::OfferedAgainDeclined
            | TellOf::Asked => &[
                TellOf::Offered,
                TellOf::OfferedAgain,
                TellOf::OfferedDeclined,
                TellOf::OfferedAgainDeclined,
                TellOf::Asked,
                TellOf::Reminded,
                TellOf::Answered,
            ],
            TellOf::Acknowledged => &[TellOf::Acknowledged],
            TellOf::Answered => &[TellOf::Answered, TellOf::Acknowledged],
            TellOf::HandedOff => &[TellOf::HandedOff],
            TellOf::Promised => &[TellOf::Promised, TellOf::Answered, TellOf::Acknowledged],
            TellOf::PromiseKept => &[TellOf::PromiseKept],
            TellOf::PromiseBroken => &[TellOf::PromiseBroken],
            TellOf::PromiseRefuted => &[TellOf::PromiseRefuted],
            TellOf::Declined => &[TellOf::Declined],
            TellOf::Reopened => &[TellOf::Reopened],
            TellOf::Reminded => &[TellOf::Reminded],
            TellOf::AskedAgain => &[TellOf::AskedAgain],
            TellOf::Untold => &[TellOf::Untold],
            TellOf::BrandReminded => &[TellOf::BrandReminded],
            TellOf::AppealKept => &[TellOf::Appealed],
            // However often it was closed and opened again, it stands in one way now.
            TellOf::Reinstated
            | TellOf::ReinstatedResolved
            | TellOf::ReinstatedUnresolved
            | TellOf::ReinstatedLapsed
            | TellOf::ReinstatedUnanswered
            | TellOf::ReinstatedWithdrawn => &[
                TellOf::Reinstated,
                TellOf::ReinstatedResolved,
                TellOf::ReinstatedUnresolved,
                TellOf::ReinstatedLapsed,
                TellOf::ReinstatedUnanswered,
                TellOf::ReinstatedWithdrawn,
            ],
            _ => &[],
        }
    }

    /// Whether a line that was told of a complaint is still true of it: what asks for something goes when that is asked no
    /// more, and what says how a complaint stands goes when it stands otherwise.
    fn holds(self, complaint: &Complaint, now: Timestamp) -> bool {
        let has = |is: fn(&PromiseState) -> bool| complaint.standing_promises().any(|(_, it)| is(&it.state));
        match self {
            TellOf::Offered | TellOf::OfferedDeclined => {
                complaint.standing_offer().is_some() && complaint.lapses_at().is_some()
            }
            TellOf::OfferedAgain | TellOf::OfferedAgainDeclined => {
                complaint.standing_offer().is_some()
                    && matches!(
                        complaint.state(),
                        State::Unresolved { .. } | State::Lapsed { .. } | State::Unanswered { .. }
                    )
            }
            TellOf::Asked => complaint.has_asked() && complaint.lapses_at().is_some(),
            TellOf::Reminded => complaint.lapses_at().is_some(),
            TellOf::AskedAgain => complaint.still_fixed_until(now).is_some(),
            TellOf::BrandReminded => complaint.closes_unanswered_at().is_some(),
            TellOf::Untold => complaint.is_untold(),
            TellOf::Contested => wants_an_answer(complaint),
            TellOf::Lapsed => matches!(complaint.state(), State::Lapsed { .. }),
            TellOf::Unanswered => matches!(complaint.state(), State::Unanswered { .. }),
            TellOf::Dismissed
            | TellOf::DismissedFinal
            | TellOf::ContestUpheld
            | TellOf::ContestUpheldYours
            | TellOf::ContestUpheldFinal => matches!(complaint.state(), State::Dismissed { .. }),
            TellOf::ContestRejected | TellOf::ContestRejectedYours | TellOf::ContestRejectedFinal => {
                !matches!(complaint.state(), State::Dismissed { .. })
            }
            TellOf::Promised => has(|it| matches!(it, PromiseState::Pending)),
            TellOf::PromiseKept => has(|it| matches!(it, PromiseState::Kept { .. })),
            TellOf::PromiseBroken => has(|it| matches!(it, PromiseState::Broken)),
            TellOf::PromiseRefuted => has(|it| matches!(it, PromiseState::Refuted)),
            TellOf::Declined | TellOf::Reopened => complaint.waited_for() == Waiting::Brand,
            // What happened once stays so.
            _ => true,
        }
    }

    /// A complaint that was closed by mistake is what it was before, and that is said.
    pub fn reinstated(state: &State) -> TellOf {
        match state {
            State::Open | State::Acknowledged | State::Offered { .. } => TellOf::Reinstated,
            State::Resolved { .. } => TellOf::ReinstatedResolved,
            State::Unresolved { .. } => TellOf::ReinstatedUnresolved,
            State::Lapsed { .. } => TellOf::ReinstatedLapsed,
            State::Unanswered { .. } => TellOf::ReinstatedUnanswered,
            // Nobody reinstates what is none of these; what was taken back is not there to be told of.
            State::Withdrawn | State::Retracted | State::Dismissed { .. } => TellOf::ReinstatedWithdrawn,
        }
    }
}

/// Whether a contest waits for what whoever filed says to it.
fn wants_an_answer(complaint: &Complaint) -> bool {
    let unanswered = |ground: &Ground| complaint.hearing(*ground).is_none_or(|it| it.answered.is_none());
    let mut open = complaint.contests().iter().filter(|(_, it)| **it == Contest::Open);
    complaint.contested().is_some() && open.any(|(ground, _)| unanswered(ground))
}

/// Kinds whose reason is the name of somebody or of a brand, within a sentence.
const NAMING: [TellOf; 17] = [
    TellOf::Invited,
    TellOf::InvitationAccepted,
    TellOf::InvitationDeclined,
    TellOf::MadeOwner,
    TellOf::MadeExecutive,
    TellOf::MadeAgent,
    TellOf::RemovedFromVoice,
    TellOf::LeftVoice,
    TellOf::VoiceGivenUp,
    TellOf::ClaimDropped,
    TellOf::ClaimProven,
    TellOf::ProofMissing,
    TellOf::ProofSilent,
    TellOf::ProofNotBack,
    TellOf::ProofAlike,
    TellOf::ProofNoVoice,
    TellOf::ProofOver,
];

/// By whose word something is told: nothing is told without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Teller<'t> {
    /// This server's: its moderators, its boards, its clock.
    Here,
    /// A server's elsewhere, by the history of a complaint that is kept there. Its lines say so, and have its bounds.
    Host(&'t str),
}

impl<'t> Teller<'t> {
    /// Who tells what the history of a complaint says.
    pub fn of(held: &'t Held) -> Teller<'t> {
        if held.at_home { Teller::Here } else { Teller::of_home(&held.home) }
    }

    /// The server of a home elsewhere: the host of its origin.
    pub fn of_home(home: &'t str) -> Teller<'t> {
        Teller::Host(home.rsplit("://").next().unwrap_or(home).trim_end_matches('/'))
    }

    fn host(self) -> Option<&'t str> {
        match self {
            Teller::Here => None,
            Teller::Host(host) => Some(host),
        }
    }
}

/// Lines of one kind about one thread that one person may be told in a day by the word of its home elsewhere.
pub const SAME_OF_THREAD_PER_DAY_MAX: i64 = 5;

/// What there is to tell.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'t> {
    pub by: Teller<'t>,
    pub of: TellOf,
    pub complaint: Option<ComplaintId>,
    pub reason: &'t str,
    pub until: Option<Timestamp>,
}

/// Tells one actor. What is for somebody of another server goes there as a direct note; what a server elsewhere decided it
/// tells them itself.
pub fn tell(tx: &mut Tx<'_>, scene: &Scene, to: ActorId, telling: Telling<'_>) -> Result<(), StorageError> {
    let Some(recipient) = actors::find(&mut tx.view(), to)?.filter(|it| it.deleted_at.is_none()) else {
        return Ok(());
    };
    let host = telling.by.host();
    if let Some(host) = host
        && !(recipient.local && has_room(tx, scene, &recipient, host, &telling)?)
    {
        return Ok(());
    }
    let notice = Notice {
        id: random::new_v7(scene.random.as_ref(), scene.now),
        recipient: to,
        kind: telling.of.word().to_string(),
        complaint: telling.complaint,
        reason: telling.reason.to_string(),
        until: telling.until,
        at: scene.now,
        seen_at: None,
        host: host.map(str::to_string),
        said: None,
        words: None,
    };
    if let Some(complaint) = telling.complaint {
        for before in telling.of.replaces() {
            notices::replace(tx, to, complaint, before.word(), chrono::DateTime::UNIX_EPOCH, Whose::Anybodys)?;
        }
        // Its home may have written the same in words of its own; ours are in the reader's language.
        notices::replace(tx, to, complaint, telling.of.word(), scene.now - SAME_FOR, Whose::Said)?;
    }
    notices::insert(tx, &notice)?;
    if host.is_some() {
        notices::keep_newest(tx, to, Note::Decided, None, NOTES_KEPT_MAX)?;
    }
    if recipient.local {
        return Ok(());
    }
    jobs::enqueue(tx, &Task::TellNotice { notice: notice.id }, scene.now)
}

/// What a server elsewhere has told by its histories counts as if it had written it: as many lines in a day and no more.
fn has_room(
    tx: &mut Tx<'_>,
    scene: &Scene,
    to: &Actor,
    host: &str,
    telling: &Telling<'_>,
) -> Result<bool, StorageError> {
    if let Some(complaint) = telling.complaint {
        let since = scene.now - TimeDelta::days(1);
        let same = notices::count_told(&mut tx.view(), to.id, complaint, telling.of.word(), since)?;
        if same >= SAME_OF_THREAD_PER_DAY_MAX {
            return Ok(false);
        }
    }
    let dealt_with = notices::has_dealt_with(&mut tx.view(), to.id, host)?;
    hear_note::has_room(tx, &site_of(host), to, Note::Decided, dealt_with, scene.now)
}

/// A complaint stands as it does now: what was told of it and is true no more goes from every page.
pub fn settle(tx: &mut Tx<'_>, complaint: ComplaintId, now: &Complaint, at: Timestamp) -> Result<(), StorageError> {
    let over: Vec<&str> = TellOf::ALL.iter().filter(|it| !it.holds(now, at)).map(|it| it.word()).collect();
    notices::forget(tx, complaint, &over)
}

/// The brand gave an answer of substance: its days begin anew.
pub fn reminder_is_over(tx: &mut Tx<'_>, complaint: ComplaintId) -> Result<(), StorageError> {
    notices::forget(tx, complaint, &[TellOf::BrandReminded.word()])
}

/// An appeal was decided, or there is nothing left to decide about.
pub fn appeal_is_over(tx: &mut Tx<'_>, complaint: ComplaintId) -> Result<(), StorageError> {
    notices::forget(tx, complaint, &[TellOf::Appealed.word()])
}

/// An invitation was answered, or taken back: whoever it was for is asked no more.
pub fn invitation_is_over(tx: &mut Tx<'_>, of: ActorId, brand: &str) -> Result<(), StorageError> {
    notices::forget_of(tx, of, TellOf::Invited.word(), brand)
}

/// Looks up what the brand says in the contests that somebody was told of. It stands beside its event alone, so that words
/// that were erased there are told by no page.
pub fn look_up_words(view: &mut View<'_>, notices: &mut [Notice]) -> Result<(), StorageError> {
    for notice in notices.iter_mut().filter(|it| it.kind == TellOf::Contested.word()) {
        let (Some(id), Some(ground)) = (notice.complaint, Ground::from_word(&notice.reason)) else { continue };
        let told = complaints::contests_of(view, id)?
            .into_iter()
            .rev()
            .find(|told| told.line.read().is_ok_and(|core| core.event.happening == Happening::Contested { ground }));
        notice.words = told.and_then(|it| it.line.text("reason").map(str::to_string));
    }
    Ok(())
}

/// The same for whoever is here: others hear the board's note in the thread, which mentions them.
pub fn tell_here(tx: &mut Tx<'_>, scene: &Scene, to: ActorId, telling: Telling<'_>) -> Result<(), StorageError> {
    match actors::find(&mut tx.view(), to)? {
        Some(actor) if actor.local => tell(tx, scene, to, telling),
        _ => Ok(()),
    }
}

/// They saw these.
pub async fn saw(app: &App, names: Vec<ActorId>, those: Vec<Uuid>) -> Result<(), StorageError> {
    let now = app.clock.now();
    app.db.write(move |tx| notices::mark_seen(tx, &names, &those, now)).await
}

/// What somebody saw long ago goes from their page, but for what they may still object to. How much that was.
pub fn forget_old(tx: &mut Tx<'_>, now: Timestamp) -> Result<usize, StorageError> {
    let kept: Vec<&str> = TellOf::ALL.iter().filter(|it| it.can_be_objected_to()).map(|it| it.word()).collect();
    let forgotten = notices::delete_old(tx, &kept, now)?;
    if forgotten > 0 {
        erasures::schedule_scrub(tx, now)?;
    }
    Ok(forgotten)
}

/// Somebody wants one thing no longer on their page. Whether it was there.
pub async fn remove(app: &App, names: Vec<ActorId>, id: Uuid) -> Result<bool, StorageError> {
    let now = app.clock.now();
    let removed = move |tx: &mut Tx<'_>| -> Result<bool, StorageError> {
        let removed = notices::remove(tx, id, &names)?;
        if removed {
            erasures::schedule_scrub(tx, now)?;
        }
        Ok(removed)
    };
    app.db.write(removed).await
}

/// The complaint that a notice is about, as it may be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About<'t> {
    Titled(&'t str),
    /// Its title was erased.
    Erased,
    /// It is hidden, or not here, or there is none.
    Unnamed,
}

/// How a complaint is called within a sentence.
pub fn title_of(words: Words, about: &About<'_>) -> String {
    match about {
        About::Titled(title) => words.with("told-title-named", &[("title", (*title).into())]),
        About::Erased => words.say("told-title-erased").to_string(),
        About::Unnamed => words.say("log-a-complaint").to_string(),
    }
}

/// A notice in words; the reason stands in it as the public log prints it, as a sentence of its own.
pub fn in_words(words: Words, notice: &Notice, about: &About<'_>, brand: &str, until: Option<String>) -> String {
    let title = title_of(words, about);
    let ground = Ground::from_word(&notice.reason).map(|it| words.say(&format!("ground-{}", it.word())).to_string());
    let key = match ground {
        // Told before grounds were named.
        None if notice.kind == TellOf::Contested.word() => "told-of-contested-before".to_string(),
        _ => format!("told-of-{}", notice.kind),
    };
    let said = notice.words.as_deref().filter(|it| !it.trim().is_empty());
    let said = said.map(|it| format!("{} ", words.with("told-brand-says", &[("words", it.trim().into())])));
    let names = NAMING.iter().any(|it| it.word() == notice.kind);
    let reason = if names { notice.reason.clone() } else { as_sentence(&notice.reason) };
    let told = [
        ("title", title.as_str().into()),
        ("brand", brand.into()),
        ("reason", reason.into()),
        ("ground", ground.unwrap_or_default().into()),
        ("said", said.unwrap_or_default().into()),
        ("until", until.unwrap_or_else(|| words.say("told-until-lifted").to_string()).into()),
    ];
    let told = words.with(&key, &told);
    if told.starts_with(&title) { begun(&told) } else { told }
}

/// A sentence begins with a capital.
pub fn begun(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What follows a reason begins a new sentence, however whoever wrote it ended theirs.
fn as_sentence(reason: &str) -> String {
    let reason = reason.trim();
    let bare = reason.trim_end_matches(['”', '“', '"', '»', '«', '’', ')', ']']);
    let ends = reason.is_empty() || bare.ends_with(['.', '!', '?', '…', '。', '؟']);
    if ends { reason.to_string() } else { format!("{reason}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_a_sentence_of_its_own() {
        for (written, told) in [
            ("Trial", "Trial."),
            ("Two people, two heaters. ", "Two people, two heaters."),
            ("A threat (rule 2)", "A threat (rule 2)."),
            ("It says “never.”", "It says “never.”"),
            ("Really?!", "Really?!"),
            ("", ""),
        ] {
            assert_eq!(as_sentence(written), told);
        }
    }
}
