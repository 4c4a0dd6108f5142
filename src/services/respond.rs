//! The brand answers in a thread: a post by its official actor, signed by a named human, perhaps with a deed in it.

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::complaint::{Command, DeclineReason, Outcome, Text};
use crate::domain::doings::Doing;
use crate::domain::ids::{ActorId, ComplaintId};
use crate::domain::party::Party;
use crate::domain::reading::{self, language};
use crate::domain::refusal::{Code, Refusal};
use crate::markup::{self, SafeHtml};
use crate::services::act_on_complaint::{Acted, at_home, check_text};
use crate::services::said::is_machine_named;
use crate::services::scene::{self, Scene, Side, Words, called};
use crate::services::{ServiceError, doings, notify_brand};
use crate::storage::complaints::{Attested, Held};
use crate::storage::posts::PostKind;
use crate::storage::{Cause, Once, Tx, posts};

/// Characters of a representative's name or role.
pub const SIGNATURE_CHARS_MAX: usize = 60;

/// What a response does beside being an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WithDeed {
    Offer {
        outcome: Outcome,
        reason: Option<DeclineReason>,
    },
    /// `due` is the end of the promised day in the instance's time zone.
    Promise {
        due: Timestamp,
    },
    KeepPromise {
        promise: u32,
    },
    HandOff {
        to: String,
    },
    Ask,
}

#[derive(Debug, Clone)]
pub struct Answer {
    pub complaint: ComplaintId,
    pub official: ActorId,
    /// Markdown.
    pub text: String,
    /// Name and role of the representative.
    pub signature: Option<(String, String)>,
    pub automated: bool,
    pub deed: Option<WithDeed>,
    pub seen: Option<i64>,
}

/// Why these words are no answer, whoever gives it. `brand`: what the brand is called.
pub fn check_answer(text: &str, name: &str, role: &str, brand: &[&str]) -> Result<(), Refusal> {
    check_text(text)?;
    if reading::is_only_a_name(text, name, role, brand) {
        let code = if text.contains(char::is_alphanumeric) { Code::NameAlone } else { Code::TextEmpty };
        return Err(code.into());
    }
    Ok(())
}

pub async fn respond(app: &App, cause: Cause, answer: Answer) -> Result<Once<Acted>, ServiceError> {
    check_text(&answer.text)?;
    let scene = Scene::of(app);
    doings::within(app, cause, Doing::Post, move |tx| {
        let held = at_home(tx, answer.complaint)?;
        let (name, role) = answer.signature.as_ref().map_or(("", ""), |(name, role)| (name, role));
        let called = called(tx, &held)?;
        check_answer(&answer.text, name, role, &called.iter().map(String::as_str).collect::<Vec<_>>())?;
        held.complaint.still_as_seen(answer.seen)?;
        // A colleague answered while this was written, or the other side said more: whoever sends it reads that first.
        if let Some(seen) = answer.seen
            && posts::a_side_spoke_after(&mut tx.view(), held.id, held.complainant, seen)?
        {
            return Err(Refusal::from(Code::Overtaken).with("seen", seen).with("now", held.complaint.sequence).into());
        }
        let side = scene.side_of(tx, &held, answer.official)?;
        let signature = answer.signature.map(|(name, role)| {
            (markup::one_line(&name, SIGNATURE_CHARS_MAX), markup::one_line(&role, SIGNATURE_CHARS_MAX))
        });
        let signature = signature.filter(|(name, _)| !name.is_empty());
        // Whoever signs means a name; who means none leaves it empty, and reads before sending what that counts as.
        if let Some((name, _)) = &signature
            && !scene.is_name(tx, &held, name)?
        {
            return Err(Code::NameNeeded.into());
        }
        let words = Words {
            html: SafeHtml::from_markdown(&answer.text).into_string(),
            language: language::found(&answer.text).map(String::from),
            source: Some(answer.text.clone()),
            in_reply_to: held.filed_uri.clone(),
            signature,
            ..Words::default()
        };
        let words = match &side.actor {
            // Whoever signs below their words need not say it in a field as well; as in an answer from elsewhere.
            Some(author) if words.signature.is_none() && !answer.automated => {
                scene.signed(tx, &held, author, &answer.text, words, false)?
            }
            _ => words,
        };
        let after =
            respond_within(tx, &scene, &held, &side, &words, answer.automated, answer.deed, &Attested::default())?;
        Ok(Acted::of(&after))
    })
    .await
}

/// A response from any door, and what it does; both are recorded, or neither.
#[expect(clippy::too_many_arguments, reason = "a response is its words, its signature and its deed")]
pub fn respond_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    words: &Words,
    automated: bool,
    deed: Option<WithDeed>,
    attested: &Attested,
) -> Result<Held, ServiceError> {
    let Some(author) = side.actor.as_ref().filter(|_| side.party == Party::Brand) else {
        return Err(Code::OnlyBrand.into());
    };
    let is_machine = |(name, role): &(String, String)| is_machine_named(name, role);
    let automated = automated || words.automated || words.signature.as_ref().is_some_and(is_machine);
    let named = match words.signature.as_ref().filter(|it| !is_machine(it)) {
        Some((name, _)) => scene.is_name(tx, held, name)?,
        None => false,
    };
    // What is no name of a human stands nowhere as one.
    let words = &Words { signature: words.signature.clone().filter(|_| named), ..words.clone() };
    let post = scene.post(author, PostKind::Response, words);
    let number = held.complaint.next_response();
    let command = Command::Respond { named, automated };
    let mut texts = side.texts();
    texts.extend(scene::texts_of(&post));
    if let Some(WithDeed::HandOff { to }) = &deed {
        texts.push(Text { name: "handed-to", value: markup::one_line(to, SIGNATURE_CHARS_MAX) });
    }
    let change = match notify_brand::answering(held, side.party, scene.now)? {
        Some(told) => told.and(command, side.party, scene.now)?,
        None => held.complaint.decide(command, side.party, scene.now)?,
    };
    let mut change = change.with_texts(texts);
    // Publishing may come first when the brand ends the quiet minutes of a mention.
    let sequence = change.decided().iter().find(|it| it.event.by == Party::Brand).map_or(0, |it| it.event.sequence);
    if let Some(deed) = deed {
        change = change.and(deed.command(number), side.party, scene.now)?;
    }
    let after = scene.record(tx, held, side, change, attested)?;
    scene.keep_post(tx, held, post, sequence, Some(number))?;
    Ok(after)
}

impl WithDeed {
    fn command(self, response: u32) -> Command {
        match self {
            WithDeed::Offer { outcome, reason } => Command::Offer { response: Some(response), outcome, reason },
            WithDeed::Promise { due } => Command::Promise { due },
            WithDeed::KeepPromise { promise } => Command::KeepPromise { promise },
            WithDeed::HandOff { .. } => Command::HandOff,
            WithDeed::Ask => Command::Ask,
        }
    }
}
