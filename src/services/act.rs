//! Somebody does something in a thread that is at home here: one transaction and one order of events, whichever door they
//! came through.

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::domain::action::{Act, Action, Body, FollowUp, Kind, Mark, Reason, Signing, Title, check_text};
use crate::domain::complaint::{Command, Holder, ProofTier, Text};
use crate::domain::doings::Doing;
use crate::domain::ids::{ActorId, ComplaintId};
use crate::domain::party::Party;
use crate::domain::reading::{self, Written};
use crate::domain::refusal::{Code, Refusal};
use crate::markup;
use crate::services::file_complaint::{AGAIN_HOURS, Again};
use crate::services::own_words::{at_home, correct_within, erase};
use crate::services::said::is_machine_named;
use crate::services::scene::{self, Scene, Side, Words, called};
use crate::services::{ServiceError, change_comment, change_response, doings, notify_brand, room};
use crate::storage::complaints::{Attested, Held};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::{Cause, Once, Tx};

/// The name under which it stands beside an event that its rating was rounded.
pub const ROUNDED_TEXT: &str = "rounded";

/// Where an action happens, and by whom.
pub struct Context<'a> {
    pub scene: &'a Scene,
    pub held: &'a Held,
    pub side: &'a Side,
    /// The sequence that whoever acts had before them; an answer to an older view is refused.
    pub seen: Option<i64>,
    /// The post that its words are, where they are one already: its address, what it answers, when it was published.
    pub post: Words,
    /// It stands in public whatever comes of it, so that nothing is lost where its words find no place in the thread.
    pub stands: bool,
    pub attested: Attested,
}

/// What an action led to.
pub struct Done {
    /// The event that was asked for.
    pub sequence: i64,
    pub after: Held,
    /// Whether a human stands under an answer.
    pub signed: bool,
}

/// Does it, or says which rule refuses it. Whatever is decided is recorded by the caller's transaction, or nothing of it.
pub fn act(tx: &mut Tx<'_>, context: &Context<'_>, act: Act) -> Result<Done, ServiceError> {
    let (scene, held, side, attested) = (context.scene, context.held, context.side, &context.attested);
    held.complaint.still_as_seen(context.seen)?;
    if context.stands && act.along.as_ref().is_some_and(|it| !is_command_alone(it, context)) {
        room::refuse_words(tx, held, side)?;
    }
    let whole = |after: Held| Ok(Done { sequence: after.complaint.sequence, after, signed: true });
    let done = match act.action {
        Action::Respond { body, by, then } => return respond(tx, context, &body, &by, then),
        Action::Acknowledge { by, body } => acknowledge(tx, context, &by, body.as_ref())?,
        Action::Comment { body, answers } => {
            let command = answers.map_or(Command::Comment, |ground| Command::AnswerContest { ground });
            return whole(comment(tx, context, held, side, &body, command)?);
        }
        Action::Correct { title, body } => {
            let title = title.as_ref().map_or(held.title.as_str(), Title::as_str);
            let after = correct_within(tx, scene, held, side, title, body.html(), body.source(), attested)?;
            if let (Some(post), Some(language)) = (posts::of_event(&mut tx.view(), held.id, 1)?, body.language()) {
                posts::set_language(tx, post.id, language)?;
            }
            return whole(after);
        }
        Action::EditResponse { response, body } => {
            let (html, source) = (body.html(), body.source());
            return whole(change_response::edit_within(tx, scene, held, side, response, html, source, attested)?);
        }
        Action::DeleteResponse { response } => {
            return whole(change_response::delete_within(tx, scene, held, side, response, attested)?);
        }
        Action::EditComment { comment, body } => {
            let (post, html, source) = (comment_of(tx, held, comment)?, body.html(), body.source());
            return whole(change_comment::edit_within(tx, scene, held, side, &post, html, source, attested)?);
        }
        Action::DeleteComment { comment } => {
            let post = comment_of(tx, held, comment)?;
            return whole(change_comment::delete_within(tx, scene, held, side, &post, attested)?);
        }
        Action::Erase { targets } => return whole(erase(tx, scene, held, side, &targets, Vec::new())?),
        Action::Confirm { offer, mark, would_return, solved_by, got } => {
            let rating = mark.map(|it| it.value);
            let command = Command::Confirm { offer, rating, would_return, solved_by, got };
            plain(tx, context, command, rounded(mark))?
        }
        Action::GiveUp { mark, would_return } => {
            let command = Command::GiveUp { rating: mark.map(|it| it.value), would_return };
            plain(tx, context, command, rounded(mark))?
        }
        Action::Decline { offer } => plain(tx, context, Command::Decline { offer }, None)?,
        Action::Reopen => plain(tx, context, Command::Reopen, None)?,
        Action::Withdraw { settled, condition } => plain(tx, context, Command::Withdraw { settled, condition }, None)?,
        Action::Retract => plain(tx, context, Command::Retract, None)?,
        Action::Publish => plain(tx, context, Command::Publish, None)?,
        Action::Appeal { why } => plain(tx, context, Command::Appeal, Some(reason(&why)))?,
        // Who is there is known where it is decided.
        Action::Escalate { step } => plain(tx, context, Command::Escalate { step, reached: Holder::Somebody }, None)?,
        Action::Support => plain(tx, context, Command::Support, None)?,
        Action::TakeBackSupport => plain(tx, context, Command::TakeBackSupport, None)?,
        Action::Thank { response } => plain(tx, context, Command::Thank { response }, None)?,
        Action::MarkElsewhere { response } => plain(tx, context, Command::sent_elsewhere(response), None)?,
        Action::DisputeLabel { response, label, why } => {
            plain(tx, context, Command::DisputeLabel { response, label }, why.as_ref().map(reason))?
        }
        Action::HandOff { to } => {
            let to = Text { name: "reason", value: to.as_str().to_string() };
            plain(tx, context, Command::HandOff, Some(to))?
        }
        Action::Contest { ground, why } => plain(tx, context, Command::Contest { ground }, Some(reason(&why)))?,
        Action::KeepPromise { promise } => plain(tx, context, Command::KeepPromise { promise }, None)?,
        Action::ConfirmPromise { promise } => plain(tx, context, Command::ConfirmPromise { promise }, None)?,
        Action::RefutePromise { promise } => plain(tx, context, Command::RefutePromise { promise }, None)?,
        Action::ConfirmOrder => plain(tx, context, Command::Prove { tier: ProofTier::OrderConfirmed }, None)?,
    };
    match act.along {
        Some(body) => along(tx, context, done, &body),
        None => Ok(done),
    }
}

/// A command that is one event.
fn plain(tx: &mut Tx<'_>, context: &Context<'_>, command: Command, text: Option<Text>) -> Result<Done, ServiceError> {
    let texts = text.into_iter().collect();
    let after = context.scene.act(tx, context.held, context.side, command, texts, &context.attested)?;
    // What the home adds stands after the event that was asked for.
    Ok(Done { sequence: context.held.complaint.sequence + 1, after, signed: true })
}

fn reason(why: &Reason) -> Text {
    Text { name: "reason", value: why.as_str().to_string() }
}

/// That a rating was rounded stands beside the event, so that the board can say so.
fn rounded(mark: Option<Mark>) -> Option<Text> {
    mark.filter(|it| it.rounded).map(|it| Text { name: ROUNDED_TEXT, value: it.value.to_string() })
}

/// The words beside an action: a comment after it. Where they find no place the action is refused with them and they are
/// given back, unless they stand in public anyway.
fn along(tx: &mut Tx<'_>, context: &Context<'_>, done: Done, body: &Body) -> Result<Done, ServiceError> {
    // The request asked for what is done already.
    let side = context.side.clone().without_request();
    match comment(tx, context, &done.after, &side, body, Command::Comment) {
        Ok(after) => Ok(Done { after, ..done }),
        Err(ServiceError::Refused(_)) if context.stands => Ok(done),
        Err(error) => Err(error),
    }
}

/// Whether a post says nothing beside its command: it is no loss where it finds no room.
fn is_command_alone(body: &Body, context: &Context<'_>) -> bool {
    // The day says what a promise means, which is none of theirs to make.
    let written = Written { today: NaiveDate::MIN, language: context.post.language.as_deref() };
    reading::is_command_alone(&reading::Post { text: &markup::own_words(body.html()), tags: &[], written })
}

/// The post that some words are or become.
fn words(context: &Context<'_>, body: &Body) -> Words {
    Words {
        html: body.html().to_string(),
        source: body.source().map(String::from),
        language: context.post.language.clone().or_else(|| body.language().map(String::from)),
        ..context.post.clone()
    }
}

fn comment(
    tx: &mut Tx<'_>,
    context: &Context<'_>,
    held: &Held,
    side: &Side,
    body: &Body,
    command: Command,
) -> Result<Held, ServiceError> {
    let Some(author) = &side.actor else { return Err(Code::NotAllowed.into()) };
    let post = context.scene.post(author, PostKind::Comment, &words(context, body));
    let texts = scene::texts_of(&post);
    let after = context.scene.act(tx, held, side, command, texts, &context.attested)?;
    context.scene.keep_post(tx, held, post, held.complaint.sequence + 1, None)?;
    Ok(after)
}

/// The comment that is the event of this number.
fn comment_of(tx: &mut Tx<'_>, held: &Held, comment: i64) -> Result<StoredPost, ServiceError> {
    posts::of_event(&mut tx.view(), held.id, comment)?.ok_or_else(|| Code::NoSuchComment.into())
}

/// The words with who signs them.
fn signed(
    tx: &mut Tx<'_>,
    context: &Context<'_>,
    words: Words,
    body: &Body,
    by: &Signing,
) -> Result<Words, ServiceError> {
    Ok(match (by, &context.side.actor) {
        (Signing::Named(signature), _) => {
            Words { signature: Some((signature.name().to_string(), signature.role().to_string())), ..words }
        }
        (Signing::InWords { command }, Some(author)) => {
            context.scene.signed(tx, context.held, author, body.text(), words, *command)?
        }
        (Signing::InWords { .. }, None) | (Signing::Nobody, _) => words,
    })
}

/// Whoever acknowledges signs with a name, and with nothing else: the reason of the event. Where it was said by a post, that
/// stands in the thread as the words of this step.
fn acknowledge(
    tx: &mut Tx<'_>,
    context: &Context<'_>,
    by: &Signing,
    body: Option<&Body>,
) -> Result<Done, ServiceError> {
    let (scene, held, side) = (context.scene, context.held, context.side);
    let Some(author) = &side.actor else { return Err(Code::NotAllowed.into()) };
    let post = match body {
        Some(body) => {
            let words = signed(tx, context, words(context, body), body, by)?;
            Some(scene.post(author, PostKind::Comment, &words))
        }
        None => None,
    };
    let name = match (by, &post) {
        (Signing::Named(signature), _) => Some(signature.name().to_string()),
        (_, Some(post)) => post.representative.clone(),
        (_, None) => None,
    };
    let named = match (by, &name) {
        (Signing::Named(_), Some(name)) => scene.is_name(tx, held, name)?,
        // Words are signed with names alone.
        (_, name) => name.is_some(),
    };
    let is_signed = name.is_some();
    let mut texts: Vec<Text> = name.into_iter().map(|value| Text { name: "reason", value }).collect();
    texts.extend(post.iter().flat_map(scene::texts_of));
    let after = scene.act(tx, held, side, Command::Acknowledge { named }, texts, &context.attested)?;
    let Some(post) = post else {
        return Ok(Done { sequence: held.complaint.sequence + 1, after, signed: is_signed });
    };
    let sequence = after.complaint.sequence;
    scene.keep_post(tx, held, post, sequence, None)?;
    Ok(Done { sequence, after, signed: is_signed })
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

/// What whoever writes an answer reads before it is sent. A post that stands in public is taken for what it is.
fn refuse_answer(tx: &mut Tx<'_>, context: &Context<'_>, body: &Body, by: &Signing) -> Result<(), ServiceError> {
    let held = context.held;
    let (name, role) = match by {
        Signing::Named(signature) => (signature.name(), signature.role()),
        Signing::InWords { .. } | Signing::Nobody => ("", ""),
    };
    let called = called(tx, held)?;
    let called: Vec<&str> = called.iter().map(String::as_str).collect();
    check_answer(body.text(), name, role, &called)?;
    // A colleague answered while this was written, or the other side said more: whoever sends it reads that first.
    if let Some(seen) = context.seen
        && posts::a_side_spoke_after(&mut tx.view(), held.id, held.complainant, seen)?
    {
        return Err(Refusal::from(Code::Overtaken).with("seen", seen).with("now", held.complaint.sequence).into());
    }
    // Whoever signs means a name; who means none leaves it empty.
    if !name.is_empty() && !reading::is_name(name, &called) && !is_machine_named(name, role) {
        return Err(Code::NameNeeded.into());
    }
    Ok(())
}

/// An answer, and what it does; both are recorded, or neither.
fn respond(
    tx: &mut Tx<'_>,
    context: &Context<'_>,
    body: &Body,
    by: &Signing,
    then: Option<FollowUp>,
) -> Result<Done, ServiceError> {
    let (scene, held, side) = (context.scene, context.held, context.side);
    if !context.stands {
        refuse_answer(tx, context, body, by)?;
    }
    let Some(author) = side.actor.as_ref().filter(|_| side.party == Party::Brand) else {
        return Err(Code::OnlyBrand.into());
    };
    let words = signed(tx, context, words(context, body), body, by)?;
    let is_machine = |(name, role): &(String, String)| is_machine_named(name, role);
    let automated = words.automated || words.signature.as_ref().is_some_and(is_machine);
    let is_signed = words.signature.is_some();
    let named = match words.signature.as_ref().filter(|it| !is_machine(it)) {
        Some((name, _)) => scene.is_name(tx, held, name)?,
        None => false,
    };
    // What is no name of a human stands nowhere as one.
    let words = Words { signature: words.signature.filter(|_| named), ..words };
    let post = scene.post(author, PostKind::Response, &words);
    let number = held.complaint.next_response();
    let command = Command::Respond { named, automated };
    let mut texts = side.texts();
    texts.extend(scene::texts_of(&post));
    if let Some(FollowUp::HandOff { to }) = &then {
        let value = to.as_ref().map(|it| it.as_str().to_string()).unwrap_or_default();
        texts.push(Text { name: "handed-to", value });
    }
    let change = match notify_brand::answering(held, side.party, scene.now)? {
        Some(told) => told.and(command, side.party, scene.now)?,
        None => held.complaint.decide(command, side.party, scene.now)?,
    };
    let mut change = change.with_texts(texts);
    // Publishing may come first when the brand ends the quiet minutes of a mention.
    let sequence = change.decided().iter().find(|it| it.event.by == Party::Brand).map_or(0, |it| it.event.sequence);
    if let Some(then) = then {
        change = change.and(command_of(then, number), side.party, scene.now)?;
    }
    let after = scene.record(tx, held, side, change, &context.attested)?;
    scene.keep_post(tx, held, post, sequence, Some(number))?;
    Ok(Done { sequence: after.complaint.sequence, after, signed: is_signed })
}

/// What an answer does beside being one.
fn command_of(then: FollowUp, response: u32) -> Command {
    match then {
        FollowUp::Offer { outcome, reason } => Command::Offer { response: Some(response), outcome, reason },
        FollowUp::Promise { due } => Command::Promise { due },
        FollowUp::KeepPromise { promise } => Command::KeepPromise { promise },
        FollowUp::HandOff { .. } => Command::HandOff,
        FollowUp::Ask => Command::Ask,
    }
}

/// The side from which somebody acts. One's own words are taken back from it, whatever moderators decided.
pub fn side_for(tx: &mut Tx<'_>, scene: &Scene, held: &Held, by: ActorId, kind: Kind) -> Result<Side, ServiceError> {
    if kind == Kind::DeleteComment { scene.side_taken(tx, held, by) } else { scene.side_of(tx, held, by) }
}

/// An action by a form of ours.
#[derive(Debug, Clone)]
pub struct Acting {
    pub complaint: ComplaintId,
    pub by: ActorId,
    /// The sequence that the form showed.
    pub seen: Option<i64>,
    /// Whether a comment that repeats another one is meant.
    pub again: Again,
    pub act: Act,
}

/// Where the complaint stands after an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acted {
    pub complaint: ComplaintId,
    pub sequence: i64,
    pub state: String,
}

impl Acted {
    pub fn of(held: &Held) -> Acted {
        Acted {
            complaint: held.id,
            sequence: held.complaint.sequence,
            state: held.complaint.state().name().to_string(),
        }
    }
}

/// Somebody here acts in a thread that is at home here.
pub async fn act_here(app: &App, cause: Cause, acting: Acting) -> Result<Once<Acted>, ServiceError> {
    let scene = Scene::of(app);
    let kind = acting.act.action.kind();
    let work = move |tx: &mut Tx<'_>| -> Result<Acted, ServiceError> {
        let held = at_home(tx, acting.complaint)?;
        held.complaint.still_as_seen(acting.seen)?;
        let side = side_for(tx, &scene, &held, acting.by, kind)?;
        if acting.again == Again::Unsaid {
            refuse_written_before(tx, &scene, &held, acting.by, &acting.act.action)?;
        }
        let post = Words { in_reply_to: held.filed_uri.clone(), ..Words::default() };
        let (seen, attested) = (acting.seen, Attested::default());
        let context = Context { scene: &scene, held: &held, side: &side, seen, post, stands: false, attested };
        Ok(Acted::of(&act(tx, &context, acting.act)?.after))
    };
    if kind.takes_back() {
        return app.db.write_once(cause, work).await;
    }
    let doing = if kind.edits() { Doing::Edit } else { Doing::Post };
    doings::within(app, cause, doing, work).await
}

/// A comment may be a slip: the same words by the same person in the same thread within the hour are refused, unless they
/// are meant.
fn refuse_written_before(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    by: ActorId,
    action: &Action,
) -> Result<(), ServiceError> {
    let Action::Comment { body, answers: None } = action else { return Ok(()) };
    let since = scene.now - TimeDelta::hours(AGAIN_HOURS);
    let before = posts::written_since(&mut tx.view(), &[by], PostKind::Comment, body.text(), since)?;
    let Some(post) = before.into_iter().find(|it| it.complaint == Some(held.id)) else { return Ok(()) };
    let anchor = post.sequence.unwrap_or_default();
    let at = format!("/complaints/{}?posts={}#post-{anchor}", held.id, post.id);
    Err(Refusal::from(Code::WrittenBefore).with("at", at).into())
}
