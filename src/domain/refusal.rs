//! Why something may not happen, as a code and arguments; the words are in the message catalogue.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// How a refusal carries a moment; the catalogue says it in words.
pub const MOMENT: &str = "%Y-%m-%d %H:%M UTC";

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $word:literal),+ $(,)?) => {
        /// The rule that refused. `refusal-<code>` is its sentence in the message catalogue.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Code {
            $($(#[$doc])* #[serde(rename = $word)] $name),+
        }

        impl Code {
            /// Every rule there is, so that a test can ask the catalogue for each.
            pub const ALL: &[Code] = &[$(Code::$name),+];

            pub fn word(self) -> &'static str {
                match self {
                    $(Code::$name => $word),+
                }
            }
        }
    };
}

codes! {
    /// Only the person who filed the complaint may do this.
    OnlyComplainant = "only-complainant",
    /// Only an official actor of the brand may do this.
    OnlyBrand = "only-brand",
    /// Only a moderator may do this.
    OnlyModerator = "only-moderator",
    /// Only the home's own clock and bookkeeping do this.
    OnlyHome = "only-home",
    /// Args: `state`, `deed`.
    WrongState = "wrong-state",
    /// Args: `deed`, `until` (the moment).
    TooLate = "too-late",
    /// The time for this has not come yet.
    TooEarly = "too-early",
    /// A representative must sign with a name for this.
    NameNeeded = "name-needed",
    /// An offer needs an answer by a named human in the thread first.
    ResponseNeeded = "response-needed",
    NoSuchResponse = "no-such-response",
    NoSuchPromise = "no-such-promise",
    PromiseNotPending = "promise-not-pending",
    PromiseNotKept = "promise-not-kept",
    /// Args: `days` (the limit).
    PromiseTooFar = "promise-too-far",
    PromiseInPast = "promise-in-past",
    /// Args: `max`.
    TooManyPromises = "too-many-promises",
    /// Args: `max`.
    TooManyOffers = "too-many-offers",
    /// The offer that is answered is not the one that stands.
    OfferNotStanding = "offer-not-standing",
    /// A "declined" outcome needs a reason code, any other must have none.
    OutcomeReason = "outcome-reason",
    RatingRange = "rating-range",
    /// Args: `max`.
    TooManyQuestions = "too-many-questions",
    NothingAsked = "nothing-asked",
    AlreadyAsked = "already-asked",
    AlreadyContested = "already-contested",
    NotContested = "not-contested",
    AlreadyAppealed = "already-appealed",
    NothingToAppeal = "nothing-to-appeal",
    NothingAppealed = "nothing-appealed",
    /// Another moderator must decide an appeal where there is one.
    AnotherModerator = "another-moderator",
    EscalateHigher = "escalate-higher",
    /// A step was left out.
    EscalateNext = "escalate-next",
    /// Whoever was reached has some time before the next step. Args: `from` (the moment), `hours`.
    EscalateLater = "escalate-later",
    /// Who solved it was not said.
    SolverNeeded = "solver-needed",
    /// The complainant has time to say something before a contest is decided. Args: `days`.
    NotHeardYet = "not-heard-yet",
    /// A second rating stands already.
    AlreadyRatedAgain = "already-rated-again",
    /// Whoever filed the complaint deleted their account: nobody could answer.
    NobodyLeft = "nobody-left",
    /// The same person wrote the same words there a moment ago. Args: `at` (where they stand).
    WrittenBefore = "written-before",
    /// Nobody told the brand, so its silence means nothing.
    BrandNotTold = "brand-not-told",
    AlreadySupported = "already-supported",
    NotSupported = "not-supported",
    OwnComplaint = "own-complaint",
    /// Whoever speaks for a brand, or did of late, does nothing that counts for it on the other side. Args: `days`.
    OwnBrand = "own-brand",
    /// A thread has as many events or bytes as others may add to it.
    ThreadFull = "thread-full",
    /// A thread has as many events or bytes as anybody may add words to.
    ThreadFullOwn = "thread-full-own",
    /// A thread has as many events or bytes as whoever carries it reads: nothing but taking back fits.
    ThreadFullForAll = "thread-full-for-all",
    /// Whoever filed had their name erased: a comment would name them again.
    NameErased = "name-erased",
    /// One account, one other server or one side wrote as much in a thread as one may.
    ThreadShareFull = "thread-share-full",
    NotPublic = "not-public",
    AlreadyPublic = "already-public",
    AlreadyThanked = "already-thanked",
    AlreadyLabelled = "already-labelled",
    NoSuchLabel = "no-such-label",
    AlreadyDone = "already-done",
    NothingToErase = "nothing-to-erase",
    SameBrand = "same-brand",
    /// Args: `days`.
    EmbargoLength = "embargo-length",
    /// The brand's official actor lives on no server that could keep an embargo.
    EmbargoNotPossible = "embargo-not-possible",
    /// Something happened since the form was shown. Args: `seen`, `now`.
    Overtaken = "overtaken",
    /// Whoever speaks for the brand reads on another server.
    ReceiptElsewhere = "receipt-elsewhere",
    /// The post of a request is not addressed to the public.
    PrivateWords = "private-words",
    /// The answer is to a state that this history has not reached. Args: `seen`, `now`.
    SeenAhead = "seen-ahead",
    /// The id of a form was used before, for something else or with other words.
    FormUsed = "form-used",
    TextEmpty = "text-empty",
    /// An answer says who speaks and nothing else.
    NameAlone = "name-alone",
    /// Args: `max`, and `given` (how long it is).
    TextTooLong = "text-too-long",
    /// With its formatting. Args: `max` (kilobytes).
    PostTooLong = "post-too-long",
    /// So much from one account in so short a time. Args: `hours`.
    TooMuch = "too-much",
    /// Args: `max`.
    TooManyContacts = "too-many-contacts",
    AmountRange = "amount-range",
    NotAPerson = "not-a-person",
    NotABrandDomain = "not-a-brand-domain",
    NotHere = "not-here",
    /// The person's own account is closed or suspended.
    NotAllowed = "not-allowed",
    /// The moderators here suspended whoever acts.
    Suspended = "suspended",
    /// The moderators here let whoever acts do nothing but what is needed in their own complaints.
    Limited = "limited",
    /// Whoever is a side in it, wrote in it or reported it decides nothing in it.
    Recused = "recused",
    /// Whoever decided as a moderator in a thread takes no other part in it.
    DecidedHere = "decided-here",
    /// A slip can be undone by whoever made it. Args: `hours`.
    NothingToUndo = "nothing-to-undo",
    /// Whoever runs the server decided it. Args: `domain`, `handle`.
    OperatorDecided = "operator-decided",
    /// One moderator decided the same about the same thing too often. Args: `max`, `days`.
    DecidedOften = "decided-often",
    /// There is no such comment in this thread, or it is gone.
    NoSuchComment = "no-such-comment",
    /// Somebody named an event that this complaint never had.
    NotFiled = "not-filed",
    AlreadyFiled = "already-filed",
    /// This server's clock and rules are older than the event. Args: `rules`.
    NewerRules = "newer-rules",
    /// An answer of a brand that names no human. It stands.
    AnswerUnnamed = "answer-unnamed",
    /// An invitation without whom it is for.
    MemberNeeded = "member-needed",
    /// A command in a post that is not public, and no answer of the complainant to a note of ours.
    PrivateReply = "private-reply",
    /// Two commands in one post: none counts.
    SeveralCommands = "several-commands",
    /// A word before the command, or a question mark behind it, says that it may not be meant.
    CommandTurned = "command-turned",
    /// No outcome, two, or one that may be meant otherwise stand behind "resolved".
    OutcomeUnclear = "outcome-unclear",
    /// No day, two, or one that may be read in two ways stand behind "promise".
    DayUnclear = "day-unclear",
    /// The confirmation counts, and nobody can be sure of its rating.
    RatingUnclear = "rating-unclear",
    /// It would be the last word, and nobody can be sure of its rating.
    LastRatingUnclear = "last-rating-unclear",
    /// A board is mentioned by a message that is not public.
    PrivateFiling = "private-filing",
    /// A board is mentioned by an account that is no person's.
    MachineFiling = "machine-filing",
    /// A brand mentions its own board.
    OwnBoard = "own-board",
    /// A board is mentioned further down in a thread that is not here.
    ReplyFiling = "reply-filing",
    /// A command that came in with an edit.
    EditedCommand = "edited-command",
    /// The author of a deleted post wants it back.
    DeletedForGood = "deleted-for-good",
    /// The complainant says of a new offer that it resolves nothing, where nothing changes by that.
    StaysUnresolved = "stays-unresolved",
    /// A history never goes back to older rules. Args: `rules`.
    OlderRules = "older-rules",
    /// A command from another server that this one does not know. Args: `given`.
    NotUnderstood = "not-understood",
    /// A request from another server without the proof of whoever it names.
    NotProven = "not-proven",
    /// Args: `max`.
    TooManyClaims = "too-many-claims",
    /// As many as there may be want to speak for the domain, and none of them had its time. Args: `hours`.
    DomainCrowded = "domain-crowded",
    /// The domain looks like one whose brand is proven. Args: `given`.
    LooksAlike = "looks-alike",
    /// The brand has a voice here already, which others own. Args: `given`.
    VoiceTaken = "voice-taken",
    /// Only an owner of a brand's voice does this.
    OnlyOwner = "only-owner",
    /// The last owner of a voice goes nowhere before another one is named. Args: `brand`.
    LastOwner = "last-owner",
    /// Args: `given`.
    NoSuchMember = "no-such-member",
    NoSuchPerson = "no-such-person",
    NoSuchInvitation = "no-such-invitation",
    InvitedAlready = "invited-already",
    /// Args: `max`.
    TooManyInvitations = "too-many-invitations",
    /// A receipt that says nothing.
    ReceiptEmpty = "receipt-empty",
    /// A file that is no picture and no PDF.
    ReceiptFile = "receipt-file",
    /// Others' pictures are looked at just now.
    PicturesBusy = "pictures-busy",
    /// Args: `megabytes`.
    ReceiptTooLarge = "receipt-too-large",
    NoSuchReceipt = "no-such-receipt",
    /// Args: `max`.
    TooManyReceipts = "too-many-receipts",
    /// What cannot be undone was not confirmed.
    NotSure = "not-sure",
    /// Args: `given`.
    NoHandle = "no-handle",
    /// The board was restored from a backup and first takes back what it had signed since.
    Recovering = "recovering",
    /// The clock of this machine is not believed, and signs nothing.
    ClockDoubted = "clock-doubted",
}

impl Code {
    /// Whether the same may be done soon, with nothing changed by whoever asked.
    pub fn is_passing(self) -> bool {
        matches!(self, Code::Recovering | Code::ClockDoubted | Code::PicturesBusy)
    }
}

/// A decision against a command: which rule, and what its sentence needs to be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub struct Refusal {
    code: Code,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    args: BTreeMap<String, String>,
}

impl Refusal {
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Refusal {
        self.args.insert(name.to_string(), value.to_string());
        self
    }

    /// A text longer than it may be, with both numbers of characters.
    pub fn too_long(text: &str, chars_max: usize) -> Option<Refusal> {
        let given = text.chars().count();
        (given > chars_max).then(|| Refusal::from(Code::TextTooLong).with("max", chars_max).with("given", given))
    }

    pub fn code(&self) -> Code {
        self.code
    }

    pub fn args(&self) -> &BTreeMap<String, String> {
        &self.args
    }

    /// What counts as told when this was: whether one command was meant says nothing of another one.
    pub fn told_as(&self) -> String {
        match self.args.get("command") {
            Some(command) => format!("{} {command}", self.code.word()),
            None => self.code.word().to_string(),
        }
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Refusal {
        Refusal { code, args: BTreeMap::new() }
    }
}

/// For logs; people read the catalogue's sentence.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.word())?;
        for (name, value) in &self.args {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}
