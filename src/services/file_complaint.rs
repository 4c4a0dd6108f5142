//! Somebody files a complaint on a page of ours.

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::crypto::random;
use crate::domain::action::{TITLE_CHARS_MAX, check_html, check_text};
use crate::domain::complaint::{
    Amount, Complaint, Door, EMBARGO_DAYS_MAX, Effort, Filed, Filing, FollowerBand, Opening, ProofTier, Text, Want,
};
use crate::domain::doings::Doing;
use crate::domain::ids::{AccountId, ActorId, BrandId, ComplaintId};
use crate::domain::party::Party;
use crate::domain::reading::HTML_BYTES_MAX;
use crate::domain::reading::effort;
use crate::domain::refusal::{Code, Refusal};
use crate::markup::{self, SafeHtml};
use crate::services::notify_brand::told_at_filing;
use crate::services::open_board;
use crate::services::own_brand::refuse_own_brand;
use crate::services::restrict::{self, Takes};
use crate::services::scene::{self, Scene, Side, Words};
use crate::services::site;
use crate::services::tell::{self, Happened};
use crate::services::title::Untitled;
use crate::services::{ServiceError, doings};
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::brands::{self, Brand};
use crate::storage::complaints::{self, Attested, Held, NewRow};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::{Cause, Once, Tx};

/// Prior contacts that one complaint lists.
pub const CONTACTS_MAX: usize = 20;
/// Minutes of one prior contact.
pub const CONTACT_MINUTES_MAX: u32 = effort::MINUTES_MAX;
/// Characters of one field of a prior contact.
pub const CONTACT_CHARS_MAX: usize = 300;
pub const PRODUCT_CHARS_MAX: usize = 120;
/// Minor units at stake: a hundred million of a currency with two decimals.
pub const AMOUNT_MINOR_MAX: i64 = 10_000_000_000;

/// What was tried before: one line of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub channel: String,
    pub date: String,
    pub reference: String,
    pub minutes: u32,
    pub demanded: String,
}

/// Everything the form says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    pub title: String,
    /// Markdown, up to [`crate::domain::reading::TEXT_CHARS_MAX`] characters.
    pub text: String,
    pub language: Option<String>,
    pub product: Option<String>,
    pub wants: Vec<Want>,
    pub contacts: Vec<Contact>,
    pub amount: Option<Amount>,
    /// Brand first, for so many hours.
    pub embargo_hours: Option<i64>,
    /// Filed by a name made for this complaint alone.
    pub pseudonym: bool,
    pub again: Again,
}

/// Whether the same words by the same person are meant a second time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Again {
    #[default]
    Meant,
    /// Somebody may have come back to the form by mistake: they are asked.
    Unsaid,
}

/// For so long the same words in the same place are thought to be a slip.
pub const AGAIN_HOURS: i64 = 1;

/// What a form says beside title and words, as it goes along with a complaint to the server that keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wants: Vec<Want>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    pub pseudonym: bool,
}

impl Facts {
    /// Each within the limits that the form has; what another server sends may be anything.
    pub fn checked(mut self) -> Result<Facts, Refusal> {
        self.contacts.truncate(CONTACTS_MAX);
        for contact in &mut self.contacts {
            contact.minutes = contact.minutes.min(CONTACT_MINUTES_MAX);
            for field in [&mut contact.channel, &mut contact.date, &mut contact.reference, &mut contact.demanded] {
                *field = markup::one_line(field, CONTACT_CHARS_MAX);
            }
        }
        self.wants.sort_by_key(|it| it.word());
        self.wants.dedup();
        if self.amount.as_ref().is_some_and(|it| !is_sound(it)) {
            return Err(Code::AmountRange.into());
        }
        Ok(self)
    }

    pub fn effort(&self) -> Effort {
        effort(&self.contacts)
    }

    /// Product and contacts are texts beside the event.
    pub fn texts(&self) -> Vec<Text> {
        let mut texts = Vec::new();
        let product = self.product.as_deref().map(|it| markup::one_line(it, PRODUCT_CHARS_MAX));
        if let Some(product) = product.filter(|it| !it.is_empty()) {
            texts.push(Text { name: "product", value: product });
        }
        if !self.contacts.is_empty()
            && let Ok(contacts) = serde_json::to_string(&self.contacts)
        {
            texts.push(Text { name: "contacts", value: contacts });
        }
        texts
    }
}

impl Draft {
    /// The title that it has or gets, in a complaint about this brand that is filed on this day.
    pub fn title_about(&self, brand: &str, on: NaiveDate) -> String {
        let language = self.language.as_deref();
        Untitled { text: &self.text, picture: None, language, brand, on }.or_given(&self.title)
    }

    pub fn facts(&self) -> Facts {
        Facts {
            product: self.product.clone(),
            wants: self.wants.clone(),
            contacts: self.contacts.clone(),
            amount: self.amount.clone(),
            pseudonym: self.pseudonym,
        }
    }
}

fn is_sound(amount: &Amount) -> bool {
    (1..=AMOUNT_MINOR_MAX).contains(&amount.minor)
        && amount.currency.len() == 3
        && amount.currency.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Who files, about whom.
#[derive(Debug, Clone)]
pub struct Filer {
    pub actor: ActorId,
    /// `None` for a guest, who has no pseudonyms.
    pub account: Option<AccountId>,
}

/// A complaint that was filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledAs {
    pub id: ComplaintId,
    pub by: ActorId,
}

/// Files a complaint about a brand; a repeat of the same cause answers with the same complaint.
pub async fn file_complaint(
    app: &App,
    cause: Cause,
    filer: Filer,
    brand: BrandId,
    draft: Draft,
) -> Result<Once<FiledAs>, ServiceError> {
    check(&draft)?;
    let scene = Scene::of(app);
    doings::within(app, cause, Doing::Post, move |tx| {
        let brand = brands::find(&mut tx.view(), brand)?.ok_or(ServiceError::NotFound("brand"))?;
        if brand.domain.is_none() {
            return Err(Refusal::from(Code::NotABrandDomain).with("given", &brand.name).into());
        }
        restrict::refuse_restricted(tx, scene.now, filer.actor, Takes::Others)?;
        refuse_own_brand(tx, scene.now, filer.actor, brand.id)?;
        if draft.again == Again::Unsaid {
            refuse_filed_before(tx, &scene, &filer, brand.id, &draft.text)?;
        }
        let author = author_of(tx, &scene, &filer, draft.pseudonym)?;
        let held = file_within(tx, &scene, &author, &brand, &draft)?;
        Ok(FiledAs { id: held.id, by: author.id })
    })
    .await
}

/// The same words about the same brand within the hour, under whichever of their names.
fn refuse_filed_before(
    tx: &mut Tx<'_>,
    scene: &Scene,
    filer: &Filer,
    brand: BrandId,
    text: &str,
) -> Result<(), ServiceError> {
    for post in written_before(tx, scene, filer, text)? {
        let Some(id) = post.complaint else { continue };
        if complaints::find(&mut tx.view(), id)?.is_some_and(|it| it.brand == brand) {
            return Err(Refusal::from(Code::WrittenBefore).with("at", format!("/complaints/{id}")).into());
        }
    }
    Ok(())
}

pub(in crate::services) fn written_before(
    tx: &mut Tx<'_>,
    scene: &Scene,
    filer: &Filer,
    text: &str,
) -> Result<Vec<StoredPost>, ServiceError> {
    let mut authors = vec![filer.actor];
    if let Some(account) = filer.account {
        authors.extend(complaints::pseudonyms_of(&mut tx.view(), account)?);
    }
    let since = scene.now - TimeDelta::hours(AGAIN_HOURS);
    Ok(posts::written_since(&mut tx.view(), &authors, PostKind::Complaint, text, since)?)
}

/// What is wrong with a draft before anybody is asked; the form shows it beside the field.
pub fn check(draft: &Draft) -> Result<(), Refusal> {
    check_text(&draft.text)?;
    if let Some(long) = Refusal::too_long(&draft.title, TITLE_CHARS_MAX) {
        return Err(long);
    }
    if draft.contacts.len() > CONTACTS_MAX || draft.contacts.iter().any(|it| it.minutes > CONTACT_MINUTES_MAX) {
        return Err(Refusal::from(Code::TooManyContacts).with("max", CONTACTS_MAX));
    }
    if draft.amount.as_ref().is_some_and(|it| !is_sound(it)) {
        return Err(Code::AmountRange.into());
    }
    Ok(())
}

/// Who a complaint is by: the person, or a name that is made for it.
pub(in crate::services) fn author_of(
    tx: &mut Tx<'_>,
    scene: &Scene,
    filer: &Filer,
    pseudonym: bool,
) -> Result<Actor, ServiceError> {
    let own = actors::find(&mut tx.view(), filer.actor)?.ok_or(ServiceError::NotFound("actor"))?;
    if own.kind != ActorKind::Person {
        return Err(Code::NotAPerson.into());
    }
    let Some(account) = filer.account.filter(|_| pseudonym) else { return Ok(own) };
    let name = format!("c{}", hex::encode(random::bytes::<5>(scene.random.as_ref())));
    let made = scene.new_actor(ActorKind::Person, &name, "");
    actors::insert_local(tx, &made)?;
    complaints::keep_pseudonym(tx, made.id, account)?;
    Ok(made)
}

fn file_within(
    tx: &mut Tx<'_>,
    scene: &Scene,
    author: &Actor,
    brand: &Brand,
    draft: &Draft,
) -> Result<Held, ServiceError> {
    let board = open_board::board_of(tx, scene, brand)?;
    let title = draft.title_about(&brand.name, site::today(&mut tx.view(), scene.now)?);
    let html = SafeHtml::from_markdown(&draft.text).into_string();
    let words = Words {
        title: Some(title),
        source: Some(draft.text.clone()),
        html,
        language: draft.language.clone(),
        ..Words::default()
    };
    let post = scene.post(author, PostKind::Complaint, &words);
    let opening = opening(tx, scene, brand, draft.embargo_hours)?;
    let filed = Filed {
        brand: brand.key(),
        door: Door::Page,
        followers: FollowerBand::Unknown,
        proof: ProofTier::None,
        opening,
        wants: draft.wants.clone(),
        effort: effort(&draft.contacts),
        amount: draft.amount.clone(),
        language: draft.language.clone(),
        pseudonym: draft.pseudonym,
    };
    record_filing(tx, scene, author, brand, &board, filed, post, draft.facts().texts())
}

fn effort(contacts: &[Contact]) -> Effort {
    Effort {
        contacts: u32::try_from(contacts.len()).unwrap_or(u32::MAX),
        minutes: contacts.iter().map(|it| it.minutes).sum(),
    }
}

/// Brand first is only for brands whose official actor lives where an embargo is understood.
fn opening(tx: &mut Tx<'_>, scene: &Scene, brand: &Brand, embargo_hours: Option<i64>) -> Result<Opening, ServiceError> {
    let Some(hours) = embargo_hours else { return Ok(Opening::Public) };
    if !can_embargo(tx, scene, brand)? {
        return Err(Code::EmbargoNotPossible.into());
    }
    // What no calendar holds is longer than any embargo, and refused as such.
    let until = TimeDelta::try_hours(hours).and_then(|it| scene.now.checked_add_signed(it));
    let until = until.ok_or_else(|| Refusal::from(Code::EmbargoLength).with("days", EMBARGO_DAYS_MAX))?;
    Ok(Opening::Embargoed { until })
}

fn can_embargo(tx: &mut Tx<'_>, scene: &Scene, brand: &Brand) -> Result<bool, ServiceError> {
    for official in brands::officials_of(&mut tx.view(), brand.id)? {
        let speaks = actors::find(&mut tx.view(), official.actor)?.is_some_and(|it| it.speaks_rd);
        if speaks && official.is_verified(scene.now) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Records a filing that came through any door: the complaint, its post, its parties, and that the brand can see it.
#[expect(clippy::too_many_arguments, reason = "the one place where everything that makes a complaint comes together")]
pub fn record_filing(
    tx: &mut Tx<'_>,
    scene: &Scene,
    author: &Actor,
    brand: &Brand,
    board: &Actor,
    filed: Filed,
    post: StoredPost,
    extra: Vec<Text>,
) -> Result<Held, ServiceError> {
    scene::refuse_while_recovering(tx, scene)?;
    check_html(&post.html, HTML_BYTES_MAX)?;
    restrict::refuse_restricted(tx, scene.now, author.id, Takes::Others)?;
    refuse_own_brand(tx, scene.now, author.id, brand.id)?;
    let id = scene.new_complaint_id();
    let side = Side { party: Party::Complainant, actor: Some(author.clone()), request: None };
    let mut texts = side.texts();
    texts.extend(scene::texts_of(&post));
    let product = extra.iter().find(|it| it.name == "product").map(|it| it.value.clone());
    texts.extend(extra);
    let change = Complaint::file(Filing { id, filed, texts }, scene.now)?;
    let change = told_at_filing(tx, scene, brand, change)?;
    let new = NewRow {
        uri: scene.address.complaint(id),
        home: scene.address.origin().to_string(),
        at_home: true,
        brand: brand.id,
        board_uri: board.uri.clone(),
        complainant: Some(author.id),
        complainant_handle: author.handle(),
        filed_uri: Some(post.uri.clone()),
        title: post.title.clone().unwrap_or_default(),
        product,
        elsewhere: None,
    };
    let attested = Attested((!post.local).then(|| post.uri.clone()));
    let held = complaints::record_new(tx, scene.random.as_ref(), &new, &change, &attested)?;
    scene.keep_post(tx, &held, post, 1, None)?;
    tell::those_who_must_hear(tx, scene, &held, change.decided().iter().map(Happened::here))?;
    Ok(held)
}
