//! Somebody does something to a complaint that is at home here: one deed for every command without a post of its own.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::domain::complaint::{Command, Ground, Happening, Target, Text};
use crate::domain::doings::Doing;
use crate::domain::fold::says_nothing;
use crate::domain::ids::{ActorId, ComplaintId};
use crate::domain::log::json_bytes;
use crate::domain::party::Party;
use crate::domain::reading::{OWN_HTML_BYTES_MAX, TEXT_CHARS_MAX, language};
use crate::domain::refusal::{Code, Refusal};
use crate::markup::{SafeHtml, plain_text};
use crate::services::change_response::delete_within;
use crate::services::file_complaint::{AGAIN_HOURS, Again};
use crate::services::scene::{self, Scene, Side, Words};
use crate::services::title::Untitled;
use crate::services::{ServiceError, doings, quote, site};
use crate::storage::complaints::{self, Attested, Held};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::{Cause, Once, StorageError, Tx, View, brands, erasures, inbox, notices};

/// Who acts. That a moderator is one was checked by whoever built this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Actor(ActorId),
    Moderator(ActorId),
    Home,
}

#[derive(Debug, Clone)]
pub struct Deed {
    pub complaint: ComplaintId,
    pub by: By,
    /// The sequence that the form showed; an answer to an older view is refused.
    pub seen: Option<i64>,
    pub command: Command,
    /// The reason a person gave, where one is asked for: public, under the name `reason`.
    pub reason: Option<String>,
}

/// Where the complaint stands after a deed.
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

pub async fn act_on_complaint(app: &App, cause: Cause, deed: Deed) -> Result<Once<Acted>, ServiceError> {
    act_with_words(app, cause, deed, None).await
}

/// A deed, and the words of whoever does it: a comment after it, in the same transaction. A deed that is refused leaves
/// no words either, and words that find no room hold their deed back, by every door; they are given back to whoever wrote
/// them.
pub async fn act_with_words(
    app: &App,
    cause: Cause,
    deed: Deed,
    text: Option<String>,
) -> Result<Once<Acted>, ServiceError> {
    let text = text.filter(|it| !it.trim().is_empty());
    if let Some(text) = &text {
        check_text(text)?;
    }
    if let Some(reason) = deed.reason.as_ref().filter(|it| !it.trim().is_empty()) {
        check_text(reason)?;
    }
    let scene = Scene::of(app);
    let bounded = !deed.command.takes_back();
    let work = move |tx: &mut Tx<'_>| -> Result<Acted, ServiceError> {
        let held = at_home(tx, deed.complaint)?;
        held.complaint.still_as_seen(deed.seen)?;
        let side = side(tx, &scene, &held, deed.by)?;
        refuse_wordless(&deed.command, deed.reason.as_deref().unwrap_or_default())?;
        let reason = deed.reason.filter(|it| !it.trim().is_empty());
        let texts = reason.map(|value| Text { name: "reason", value }).into_iter().collect();
        let after = match deed.command {
            Command::Erase { targets } => erase(tx, &scene, &held, &side, &targets, texts)?,
            Command::DeleteResponse { response } => {
                delete_within(tx, &scene, &held, &side, response, texts, &Attested::default())?
            }
            // These come with more than a reason.
            Command::ReassignBrand { .. } | Command::EditResponse { .. } => return Err(Code::NotAllowed.into()),
            Command::Acknowledge { .. } => acknowledge(tx, &scene, &held, &side, texts, &Attested::default())?,
            command => scene.act(tx, &held, &side, command, texts, &Attested::default())?,
        };
        let after = match text {
            Some(text) => comment_within(tx, &scene, &after, &side, &written(&held, text), &Attested::default())?,
            None => after,
        };
        Ok(Acted::of(&after))
    };
    if bounded { doings::within(app, cause, Doing::Post, work).await } else { app.db.write_once(cause, work).await }
}

/// Markdown that somebody here writes into a thread.
fn written(held: &Held, text: String) -> Words {
    Words {
        html: SafeHtml::from_markdown(&text).into_string(),
        language: language::found(&text).map(String::from),
        source: Some(text),
        in_reply_to: held.filed_uri.clone(),
        ..Words::default()
    }
}

/// Who is accused has something to answer: a contest says what is wrong. So does an appeal, of which there is one; and a
/// hand-off says to whom.
pub fn refuse_wordless(command: &Command, words: &str) -> Result<(), Refusal> {
    match command {
        Command::Contest { .. } | Command::Appeal | Command::HandOff => check_text(words),
        _ => Ok(()),
    }
}

/// Whoever acknowledges signs with a name, and with nothing else: the reason of the event.
pub fn acknowledge(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    texts: Vec<Text>,
    attested: &Attested,
) -> Result<Held, ServiceError> {
    let named = match texts.iter().find(|it| it.name == "reason") {
        Some(name) => scene.is_name(tx, held, &name.value)?,
        None => false,
    };
    scene.act(tx, held, side, Command::Acknowledge { named }, texts, attested)
}

/// Somebody writes into a thread here: a comment, and an answer if the brand had asked.
pub async fn comment(
    app: &App,
    cause: Cause,
    complaint: ComplaintId,
    by: ActorId,
    text: String,
) -> Result<Once<Acted>, ServiceError> {
    comment_as(app, cause, complaint, by, text, Again::Meant).await
}

/// A comment that may be a slip: the same words by the same person in the same thread within the hour are refused, unless
/// they are meant.
pub async fn comment_as(
    app: &App,
    cause: Cause,
    complaint: ComplaintId,
    by: ActorId,
    text: String,
    again: Again,
) -> Result<Once<Acted>, ServiceError> {
    write(app, cause, complaint, by, text, again, None).await
}

/// Whoever filed says what they have to say to one ground on which the brand contests.
pub async fn answer_contest(
    app: &App,
    cause: Cause,
    complaint: ComplaintId,
    by: ActorId,
    ground: Ground,
    text: String,
) -> Result<Once<Acted>, ServiceError> {
    write(app, cause, complaint, by, text, Again::Meant, Some(ground)).await
}

async fn write(
    app: &App,
    cause: Cause,
    complaint: ComplaintId,
    by: ActorId,
    text: String,
    again: Again,
    answers: Option<Ground>,
) -> Result<Once<Acted>, ServiceError> {
    check_text(&text)?;
    let scene = Scene::of(app);
    doings::within(app, cause, Doing::Post, move |tx| {
        let held = at_home(tx, complaint)?;
        let side = side(tx, &scene, &held, By::Actor(by))?;
        if again == Again::Unsaid {
            refuse_written_before(tx, &scene, &held, by, &text)?;
        }
        let words = written(&held, text);
        let after = answer_within(tx, &scene, &held, &side, &words, answers, &Attested::default())?;
        Ok(Acted::of(&after))
    })
    .await
}

fn refuse_written_before(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    by: ActorId,
    text: &str,
) -> Result<(), ServiceError> {
    let since = scene.now - TimeDelta::hours(AGAIN_HOURS);
    let before = posts::written_since(&mut tx.view(), &[by], PostKind::Comment, text, since)?;
    let Some(post) = before.into_iter().find(|it| it.complaint == Some(held.id)) else { return Ok(()) };
    let anchor = post.sequence.unwrap_or_default();
    let at = format!("/complaints/{}?posts={}#post-{anchor}", held.id, post.id);
    Err(Refusal::from(Code::WrittenBefore).with("at", at).into())
}

/// A comment from any door.
pub fn comment_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    words: &Words,
    attested: &Attested,
) -> Result<Held, ServiceError> {
    answer_within(tx, scene, held, side, words, None, attested)
}

/// A comment, and the contest that it is the answer to, if its author says that.
pub fn answer_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    words: &Words,
    answers: Option<Ground>,
    attested: &Attested,
) -> Result<Held, ServiceError> {
    let Some(author) = &side.actor else { return Err(Code::NotAllowed.into()) };
    let post = scene.post(author, PostKind::Comment, words);
    let command = answers.map_or(Command::Comment, |ground| Command::AnswerContest { ground });
    let after = scene.act(tx, held, side, command, scene::texts_of(&post), attested)?;
    scene.keep_post(tx, held, post, held.complaint.sequence + 1, None)?;
    Ok(after)
}

/// The complainant writes the complaint anew; the text before stays readable unless it is erased.
pub async fn correct(
    app: &App,
    cause: Cause,
    complaint: ComplaintId,
    by: ActorId,
    title: String,
    text: String,
    language: Option<String>,
) -> Result<Once<Acted>, ServiceError> {
    check_text(&text)?;
    let scene = Scene::of(app);
    doings::within(app, cause, Doing::Edit, move |tx| {
        let held = at_home(tx, complaint)?;
        let side = side(tx, &scene, &held, By::Actor(by))?;
        let html = SafeHtml::from_markdown(&text).into_string();
        let brand = brands::find(&mut tx.view(), held.brand)?.map(|it| it.name).unwrap_or_default();
        let on = site::today(&mut tx.view(), scene.now)?;
        let untitled = Untitled { text: &text, picture: None, language: language.as_deref(), brand: &brand, on };
        let title = untitled.or_given(&title);
        let after = correct_within(tx, &scene, &held, &side, &title, &html, Some(&text), &Attested::default())?;
        if let (Some(post), Some(language)) = (posts::of_event(&mut tx.view(), held.id, 1)?, &language) {
            posts::set_language(tx, post.id, language)?;
        }
        Ok(Acted::of(&after))
    })
    .await
}

#[expect(clippy::too_many_arguments, reason = "a correction is its title, its text and where they came from")]
pub fn correct_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    title: &str,
    html: &str,
    source: Option<&str>,
    attested: &Attested,
) -> Result<Held, ServiceError> {
    let texts =
        vec![Text { name: "title", value: title.to_string() }, Text { name: "content", value: html.to_string() }];
    let after = scene.act(tx, held, side, Command::Correct, texts, attested)?;
    if let Some(post) = posts::of_event(&mut tx.view(), held.id, 1)? {
        posts::edit(tx, post.id, Some(title), html, source, scene.now)?;
    }
    complaints::set_title(tx, held.id, title)?;
    Ok(after)
}

/// Deletes texts here and, as an event, everywhere. Without targets: everything that this side wrote.
pub fn erase(
    tx: &mut Tx<'_>,
    scene: &Scene,
    held: &Held,
    side: &Side,
    targets: &[Target],
    texts: Vec<Text>,
) -> Result<Held, ServiceError> {
    let targets = match (targets.is_empty(), side.party) {
        (true, _) => complaints::texts_of(&mut tx.view(), held.id, Party::Complainant)?,
        (false, Party::Moderator(_) | Party::Home) => targets.to_vec(),
        (false, party) => {
            let own = complaints::texts_of(&mut tx.view(), held.id, party)?;
            targets.iter().filter(|it| own.contains(it)).cloned().collect()
        }
    };
    let after = scene.act(tx, held, side, Command::Erase { targets: targets.clone() }, texts, &Attested::default())?;
    erase_posts(tx, scene, held, &targets)?;
    Ok(after)
}

/// Everything that whoever filed it wrote in a thread goes, by the home's own decision.
pub fn erase_everything_of_complainant(tx: &mut Tx<'_>, scene: &Scene, held: &Held) -> Result<Held, ServiceError> {
    let targets = complaints::texts_of(&mut tx.view(), held.id, Party::Complainant)?;
    if targets.is_empty() {
        return Ok(held.clone());
    }
    let erase = Command::Erase { targets: targets.clone() };
    let after = scene.act(tx, held, &scene.home_side(), erase, Vec::new(), &Attested::default())?;
    erase_posts(tx, scene, &after, &targets)?;
    Ok(after)
}

/// Posts whose words were among the erased texts lose them too.
pub fn erase_posts(tx: &mut Tx<'_>, scene: &Scene, held: &Held, targets: &[Target]) -> Result<(), ServiceError> {
    // What was given up here names the thread; nobody will work it off, and it may hold the words.
    let elsewhere = (!held.at_home).then(|| held.home.rsplit("://").next().unwrap_or(&held.home));
    inbox::forget_given_up(tx, &held.uri, elsewhere)?;
    erasures::schedule_scrub(tx, scene.now)?;
    if elsewhere.is_some() {
        // What came with the same lines was no part of the thread when its texts went.
        complaints::forget_copies(tx, held.id, targets, scene.now)?;
    }
    for target in targets.iter().filter(|it| it.name == "content") {
        if let Some(post) = post_with(&mut tx.view(), held.id, target.sequence)? {
            posts::erase(tx, post.id, scene.now)?;
            quote::revoke_all_of(tx, post.id, scene.now)?;
        }
    }
    if targets.iter().any(|it| it.name == "title") {
        complaints::set_title(tx, held.id, "")?;
        // What its home wrote about it to people here names it by its title.
        notices::forget_said_about(tx, held.id)?;
    }
    Ok(())
}

/// The post that has the words of an event. A correction changed the first post and an edit a response or a comment, so
/// erasing their words erases that one.
pub(in crate::services) fn post_with(
    view: &mut View<'_>,
    id: ComplaintId,
    sequence: i64,
) -> Result<Option<StoredPost>, StorageError> {
    if let Some(post) = posts::of_event(view, id, sequence)? {
        return Ok(Some(post));
    }
    let told = complaints::history(view, id, sequence - 1, 1)?.pop();
    match told.and_then(|it| it.line.read().ok()).map(|core| core.event.happening) {
        Some(Happening::ResponseEdited { response }) => posts::of_response(view, id, response),
        Some(Happening::CommentEdited { comment }) => posts::of_event(view, id, comment),
        Some(Happening::Corrected {}) => posts::of_event(view, id, 1),
        _ => Ok(None),
    }
}

/// The complaint, locked, if this is its home: nobody else decides.
pub fn at_home(tx: &mut Tx<'_>, id: ComplaintId) -> Result<Held, ServiceError> {
    let held = complaints::lock(tx, id)?.ok_or(ServiceError::NotFound("complaint"))?;
    if held.at_home { Ok(held) } else { Err(Refusal::from(Code::NotHere).with("home", &held.home).into()) }
}

fn side(tx: &mut Tx<'_>, scene: &Scene, held: &Held, by: By) -> Result<Side, ServiceError> {
    match by {
        By::Actor(actor) => scene.side_of(tx, held, actor),
        By::Moderator(actor) => scene.moderator_side(tx, held, actor),
        By::Home => Ok(scene.home_side()),
    }
}

pub fn check_text(text: &str) -> Result<(), Refusal> {
    if let Some(long) = Refusal::too_long(text, TEXT_CHARS_MAX) {
        return Err(long);
    }
    // What is seen of it, not what was typed: `&nbsp;`, `---` and a link without words leave nothing.
    let html = SafeHtml::from_markdown(text);
    if says_nothing(&plain_text(html.as_str())) {
        return Err(Code::TextEmpty.into());
    }
    check_html(html.as_str(), OWN_HTML_BYTES_MAX)
}

/// What a text has become with its formatting goes to others as it is: it fits into their messages, and into a page.
pub fn check_html(html: &str, bytes_max: usize) -> Result<(), Refusal> {
    if json_bytes(html) > bytes_max {
        return Err(Refusal::from(Code::PostTooLong).with("max", bytes_max / 1024));
    }
    Ok(())
}
