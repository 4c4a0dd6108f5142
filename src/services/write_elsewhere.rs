//! Somebody here writes to a board or into a thread of another server: a public post, as from any server.

use chrono::TimeDelta;

use crate::app::App;
use crate::catalogue::Words as CatalogueWords;
use crate::domain::action::check_text;
use crate::domain::brand::BrandDomain;
use crate::domain::doings::Doing;
use crate::domain::ids::{ActorId, ComplaintId, PostId};
use crate::domain::reading::{self, Reading, Tagged, Written, language};
use crate::domain::refusal::{Code, Refusal};
use crate::markup::{self, SafeHtml};
use crate::services::file_complaint::{Again, Draft, Facts, Filer, author_of, check, written_before};
use crate::services::own_brand::refuse_own_brand;
use crate::services::restrict::{Takes, refuse_restricted};
use crate::services::scene::{Scene, Words};
use crate::services::{ServiceError, doings, site};
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::complaints::{self, Held};
use crate::storage::jobs::{self, Task};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::{Cause, Once, StorageError, Tx, brands, sent_filings};

/// Files with a board of another server by mentioning it, with everything that the form says. That server decides what comes
/// of it. One that does not know our vocabulary gets what the form says beside the words as lines below them.
pub async fn file_elsewhere(
    app: &App,
    cause: Cause,
    filer: Filer,
    board: ActorId,
    draft: Draft,
    words: CatalogueWords,
) -> Result<Once<PostId>, ServiceError> {
    check(&draft)?;
    let scene = Scene::of(app);
    doings::within(app, cause, Doing::Post, move |tx| {
        refuse_restricted(tx, scene.now, filer.actor, Takes::Others)?;
        let board = find(tx, board)?;
        if board.local || !matches!(board.kind, ActorKind::Board | ActorKind::Group) {
            return Err(ServiceError::NotFound("board"));
        }
        let brand = match BrandDomain::parse(&board.username) {
            Ok(domain) => brands::find_by_domain(&mut tx.view(), &domain)?,
            Err(_) => None,
        };
        if let Some(brand) = &brand {
            refuse_own_brand(tx, scene.now, filer.actor, brand.id)?;
        }
        if draft.embargo_hours.is_some() {
            return Err(Code::EmbargoNotPossible.into());
        }
        if draft.again == Again::Unsaid {
            refuse_sent_before(tx, &scene, &filer, board.id, &draft.text)?;
        }
        let author = author_of(tx, &scene, &filer, draft.pseudonym)?;
        // As the preview calls it; a board's own name says that it is one.
        let about = brand.as_ref().map_or(board.shown_name(), |it| it.name.as_str());
        let title = draft.title_about(about, site::today(&mut tx.view(), scene.now)?);
        let facts = draft.facts();
        let mut html = SafeHtml::from_markdown(&draft.text).into_string();
        if !board.speaks_rd {
            html.push_str(&in_lines(words, &facts));
        }
        let words = Words {
            title: Some(title),
            html,
            source: Some(draft.text.clone()),
            language: draft.language.clone(),
            ..Words::default()
        };
        let post = scene.post(&author, PostKind::Complaint, &words);
        if board.speaks_rd {
            let facts = serde_json::to_string(&facts);
            sent_filings::keep(tx, post.id, &facts.map_err(|why| StorageError::inconsistent("sent_filings", why))?)?;
        }
        tell(tx, &scene, post, board.id)
    })
    .await
}

/// The same words to the same board within the hour.
fn refuse_sent_before(
    tx: &mut Tx<'_>,
    scene: &Scene,
    filer: &Filer,
    board: ActorId,
    text: &str,
) -> Result<(), ServiceError> {
    let before = written_before(tx, scene, filer, text)?.into_iter().find(|it| it.told == Some(board));
    let Some(post) = before else { return Ok(()) };
    let at = post.complaint.map_or_else(|| format!("/posts/{}", post.id), |it| format!("/complaints/{it}"));
    Err(Refusal::from(Code::WrittenBefore).with("at", at).into())
}

/// What the form says beside the words, for servers that know no other place for it.
fn in_lines(words: CatalogueWords, facts: &Facts) -> String {
    let mut lines: Vec<String> = Vec::new();
    if let Some(product) = &facts.product {
        lines.push(words.with("facts-product", &[("product", product.as_str().into())]));
    }
    if !facts.wants.is_empty() {
        let wants: Vec<String> =
            facts.wants.iter().map(|it| words.say(&format!("wants-{}", it.word())).to_string()).collect();
        lines.push(words.with("facts-wants", &[("wants", words.list(&wants).into())]));
    }
    if let Some(amount) = &facts.amount {
        lines.push(words.with("facts-amount", &[("amount", words.money(amount.minor, &amount.currency).into())]));
    }
    for contact in &facts.contacts {
        let channel = format!("channel-{}", contact.channel);
        let mut parts =
            vec![if words.knows(&channel) { words.say(&channel).to_string() } else { contact.channel.clone() }];
        parts.push(contact.date.clone());
        if contact.minutes > 0 {
            parts.push(words.span(TimeDelta::minutes(i64::from(contact.minutes))));
        }
        parts.extend([contact.reference.clone(), contact.demanded.clone()]);
        parts.retain(|it| !it.is_empty());
        lines.push(words.with("facts-contact", &[("contact", words.beside(&parts).into())]));
    }
    let mut html = String::new();
    for line in lines {
        html.push_str("<p>");
        html.push_str(SafeHtml::from_text(&line).as_str());
        html.push_str("</p>");
    }
    html
}

/// Writes into a thread whose home is another server. A command is a hashtag in the text, as from any server;
/// it answers the last thing that the brand said.
pub async fn say_elsewhere(
    app: &App,
    cause: Cause,
    author: ActorId,
    complaint: ComplaintId,
    text: &str,
) -> Result<Once<PostId>, ServiceError> {
    check_text(text)?;
    let text = text.to_string();
    let scene = Scene::of(app);
    doings::within(app, cause, Doing::Post, move |tx| {
        let author = find(tx, author)?;
        let held = complaints::find(&mut tx.view(), complaint)?.ok_or(ServiceError::NotFound("complaint"))?;
        if held.at_home {
            return Err(ServiceError::NotFound("replica"));
        }
        let takes = if held.complainant == Some(author.id) { Takes::Own } else { Takes::Others };
        refuse_restricted(tx, scene.now, author.id, takes)?;
        let html = SafeHtml::from_markdown(&text).into_string();
        let own = markup::own_words(&html);
        if may_count(tx, &scene, &own)? {
            refuse_own_brand(tx, scene.now, author.id, held.brand)?;
        }
        let board = actors::find_by_uri(&mut tx.view(), &held.board_uri)?.ok_or(ServiceError::NotFound("board"))?;
        let language = language::found(&own).map(String::from);
        let in_reply_to = answered(tx, &held)?;
        let words = Words { source: Some(text), html, language, in_reply_to, ..Words::default() };
        tell(tx, &scene, scene.post(&author, PostKind::Comment, &words), board.id)
    })
    .await
}

/// Whether its home may read a command in it that the brand's figures count. It reads what this becomes for everybody else and
/// not what was typed; and as the language that it takes it for decides only whether the command is sure, one that is not
/// sure here is none of its author's to give, either.
fn may_count(tx: &mut Tx<'_>, scene: &Scene, own: &str) -> Result<bool, StorageError> {
    let written = Written { today: site::today(&mut tx.view(), scene.now)?, language: None };
    let read = reading::read(&reading::Post { text: own, tags: &[], written });
    Ok(matches!(
        read,
        Reading::One(Tagged::Confirmed { .. } | Tagged::GiveUp { .. } | Tagged::SameHere)
            | Reading::Turned("confirmed" | "giveup" | "samehere")
    ))
}

fn tell(tx: &mut Tx<'_>, scene: &Scene, post: StoredPost, to: ActorId) -> Result<PostId, ServiceError> {
    // Later, what its board says of it is believed because of this, and not because it names an address of ours.
    let post = StoredPost { told: Some(to), ..post };
    posts::insert(tx, &post)?;
    jobs::enqueue(tx, &Task::Tell { post: post.id, to }, scene.now)?;
    Ok(post.id)
}

/// The brand's last response that stands, else the complaint itself.
fn answered(tx: &mut Tx<'_>, held: &Held) -> Result<Option<String>, StorageError> {
    let last = match held.complaint.last_response() {
        Some(response) => posts::of_response(&mut tx.view(), held.id, response)?,
        None => None,
    };
    Ok(last.map(|post| post.uri).or_else(|| held.filed_uri.clone()))
}

fn find(tx: &mut Tx<'_>, id: ActorId) -> Result<Actor, ServiceError> {
    actors::find(&mut tx.view(), id)?.ok_or(ServiceError::NotFound("actor"))
}
