//! A receipt as the brand's people read it, each reading noted; and as whoever showed it sees what they showed, and who read.

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::Path;
use askama::Template;
use chrono::NaiveDate;
use uuid::Uuid;

use crate::catalogue::WHOLE_CURRENCIES;
use crate::domain::ids::AccountId;
use crate::domain::reading::amount;
use crate::domain::visibility::Sight;
use crate::http::caller::{self, Caller};
use crate::http::problem::Problem;
use crate::http::security;
use crate::services::ServiceError;
use crate::services::receipts::{self, Facts, NewReceipt, PICTURE_MEDIA};
use crate::storage::brands::Representative;
use crate::storage::complaints::{self, Held};
use crate::storage::receipts::{self as kept, Receipt};
use crate::storage::{Cause, StorageError, View};
use crate::web::page::Page;
use crate::web::parts;
use crate::web::submission::{Fields, Sent, Submission};
use crate::web::thread::Seen;
use crate::web::visit::{Answer, Visit};

/// What a file may do that somebody else sent: nothing.
const POLICY: (&str, &str) = ("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
/// Readings that the complainant sees.
const READINGS_LISTED: i64 = 50;

/// One receipt on the page of the thread.
pub(super) struct ReceiptView {
    pub id: String,
    pub text: String,
    pub link: String,
}

/// What the thread's page says of receipts, for those who may know of them.
#[derive(Default)]
pub(super) struct Receipts {
    pub shown: Vec<ReceiptView>,
    /// For whoever showed them: who read which, and when.
    pub readings: Vec<String>,
    pub mine: bool,
}

/// What is read of them with the thread.
#[derive(Default)]
pub(super) struct Found {
    pub receipts: Vec<Receipt>,
    pub readings: Vec<kept::Reading>,
    pub mine: bool,
}

/// For the complainant all of theirs, for the brand's people those that are for them, for everybody else none.
pub(super) fn find(
    view: &mut View<'_>,
    held: &Held,
    complainant: bool,
    representative: bool,
) -> Result<Found, StorageError> {
    if !held.at_home || !(complainant || representative) {
        return Ok(Found::default());
    }
    if complainant {
        let receipts = kept::of_complaint(view, held.id)?;
        let readings = kept::readings_of(view, held.id, READINGS_LISTED)?;
        return Ok(Found { receipts, readings, mine: true });
    }
    Ok(Found { receipts: receipts::for_brand(view, held)?, readings: Vec::new(), mine: false })
}

pub(super) fn in_words(visit: &Visit, found: &Found) -> Receipts {
    let numbered = found.receipts.len() > 1;
    let one = |(number, it): (usize, &Receipt)| {
        let key = match it.media.as_str() {
            "" => "receipt-facts-only",
            PICTURE_MEDIA => "receipt-picture",
            _ => "receipt-pdf",
        };
        let key = if numbered { format!("{key}-numbered") } else { key.to_string() };
        let told = [("at", visit.moment(it.shown_at).into()), ("number", (number + 1).into())];
        ReceiptView { id: it.id.to_string(), text: visit.words.with(&key, &told), link: format!("/receipts/{}", it.id) }
    };
    let reading = |it: &kept::Reading| {
        let number = found.receipts.iter().position(|receipt| receipt.id == it.receipt).map(|at| at + 1);
        let which = number.filter(|_| numbered);
        let told = [
            ("name", it.name.as_str().into()),
            ("at", visit.moment(it.at).into()),
            ("number", which.unwrap_or_default().into()),
        ];
        visit.words.with(if which.is_some() { "receipt-read-by-numbered" } else { "receipt-read-by" }, &told)
    };
    Receipts {
        shown: found.receipts.iter().enumerate().map(one).collect(),
        readings: found.readings.iter().map(reading).collect(),
        mine: found.mine,
    }
}

/// Says beside each field of the form what is wrong with it. Whether anything is.
pub(super) fn refuse(visit: &Visit, file: &Sent, fields: &mut Fields) -> bool {
    if matches!(file, Sent::Empty) {
        fields.refuse("file", visit.say("receipt-file-empty"));
    }
    let bought = fields.get("bought").to_string();
    match bought.parse::<NaiveDate>() {
        _ if bought.is_empty() => {}
        Ok(day) if day > visit.now.with_timezone(&visit.zone).date_naive() => {
            fields.refuse("bought", visit.say("contact-date-future"));
        }
        Ok(_) => {}
        Err(_) => fields.refuse("bought", visit.say("contact-date-wrong")),
    }
    let sum = fields.get("amount").to_string();
    let spoken = amount::read(&sum, false);
    let currency = if let amount::Spoken::Of(sum) = &spoken { sum.currency() } else { None };
    if !sum.is_empty()
        && let Err(why) = parts::sum(visit, &spoken, currency.unwrap_or_default())
    {
        fields.refuse("amount", why);
    }
    fields.has_wrong()
}

/// The complainant shows one.
pub(super) async fn show(form: &Submission, seen: &Seen, by: &Caller, cause: Cause) -> Result<(), ServiceError> {
    let fields = &form.fields;
    let fact = |name: &str| fields.get(name).to_string();
    let new = NewReceipt {
        complaint: seen.held.id,
        by: seen.viewer.complainant.unwrap_or(by.actor),
        facts: Facts { order: fact("order"), bought: fact("bought"), amount: fact("amount") },
        file: match &form.file {
            Sent::File(bytes) => Some(bytes.clone()),
            Sent::Nothing | Sent::Empty => None,
            Sent::TooLarge => return Err(receipts::too_large().into()),
        },
    };
    receipts::show(&form.visit.app, cause, new).await.map(drop)
}

pub(super) async fn take_back(form: &Submission, seen: &Seen, by: &Caller, cause: Cause) -> Result<(), ServiceError> {
    let id: Uuid = form.fields.get("receipt").parse().map_err(|_| ServiceError::NotFound("receipt"))?;
    let by = seen.viewer.complainant.unwrap_or(by.actor);
    receipts::take_back(&form.visit.app, cause, seen.held.id, by, id).await.map(drop)
}

#[derive(Template)]
#[template(path = "receipt.html")]
struct ReceiptPage<'v> {
    page: Page<'v>,
    thread: String,
    facts: Vec<(String, String)>,
    picture: Option<String>,
    pdf: Option<String>,
    note: String,
}

/// As whom somebody opens a receipt.
enum Opener {
    Owner,
    Brand(Box<Representative>),
}

pub(super) async fn read(visit: Visit, id: Path<String>) -> HttpResponse {
    let answer = show_page(&visit, &id).await;
    visit.answer(answer)
}

/// The receipt, if whoever asks may read it; what they read is noted before they get anything.
async fn opened(visit: &Visit, id: &str) -> Result<(Receipt, Opener), Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::NotFound)?;
    let who = visit.signed_in()?.clone();
    let found = visit.read(move |view| opener(view, id, &who)).await?;
    let (receipt, opener) = found.ok_or(Problem::NotFound)?;
    if let Opener::Brand(reader) = &opener {
        receipts::note_reading(&visit.app, receipt.id, reader).await?;
    }
    Ok((receipt, opener))
}

fn opener(view: &mut View<'_>, id: Uuid, who: &Caller) -> Result<Option<(Receipt, Opener)>, StorageError> {
    let Some(receipt) = kept::find(view, id)? else { return Ok(None) };
    let Some(held) = complaints::find(view, receipt.complaint)?.filter(|it| it.at_home) else { return Ok(None) };
    if caller::sight_of(view, Some(who), &held)? != Sight::Whole {
        return Ok(None);
    }
    if who.as_complainant(view, &held)?.is_some() {
        return Ok(Some((receipt, Opener::Owner)));
    }
    let account: Option<AccountId> = who.account;
    let reader = who.as_brand(view, &held)?.filter(|it| Some(it.account) == account);
    let readable = receipts::for_brand(view, &held)?.iter().any(|it| it.id == id);
    Ok(reader.filter(|_| readable).map(|it| (receipt, Opener::Brand(Box::new(it)))))
}

async fn show_page(visit: &Visit, id: &str) -> Answer {
    let (receipt, opener) = opened(visit, id).await?;
    let facts = receipts::facts(&visit.app, receipt.id).await?.ok_or(Problem::NotFound)?;
    let today = visit.now.with_timezone(&visit.zone).date_naive();
    let bought = facts.bought.parse::<NaiveDate>().map_or(facts.bought, |day| visit.words.day(day, today));
    let all = [
        ("receipt-order", facts.order),
        ("receipt-bought", bought),
        ("receipt-amount", understood(visit, facts.amount)),
    ];
    let said = all.into_iter().filter(|(_, value)| !value.is_empty());
    let file = format!("/receipts/{}/file", receipt.id);
    let picture = receipt.media == PICTURE_MEDIA;
    let note = match opener {
        Opener::Owner => "receipt-note-owner",
        Opener::Brand(_) => "receipt-note-brand",
    };
    Ok(visit.show(&ReceiptPage {
        page: Page::new(visit, "desk", visit.say("receipt-title")),
        thread: format!("/complaints/{}", receipt.complaint),
        facts: said.map(|(key, value)| (visit.say(key), value)).collect(),
        picture: picture.then(|| file.clone()),
        pdf: (!picture && !receipt.media.is_empty()).then_some(file),
        note: visit.say(note),
    }))
}

/// A sum of a currency that it names, as this page writes sums; any other as it was typed.
fn understood(visit: &Visit, typed: String) -> String {
    let amount::Spoken::Of(sum) = amount::read(&typed, false) else { return typed };
    let Some(currency) = sum.currency() else { return typed };
    let minor = sum.minor(!WHOLE_CURRENCIES.contains(&currency));
    minor.map_or(typed, |it| visit.words.money(it, currency))
}

pub(super) async fn file(visit: Visit, id: Path<String>) -> HttpResponse {
    let answer = give_file(&visit, &id).await;
    visit.answer(answer)
}

async fn give_file(visit: &Visit, id: &str) -> Answer {
    let (receipt, _) = opened(visit, id).await?;
    let bytes = receipts::file(&visit.app, receipt.id).await?.ok_or(Problem::NotFound)?;
    let how = if receipt.media == PICTURE_MEDIA { "inline" } else { "attachment; filename=\"receipt.pdf\"" };
    let mut response = HttpResponse::Ok();
    response.insert_header((CONTENT_TYPE, receipt.media)).insert_header((CONTENT_DISPOSITION, how));
    response.insert_header(POLICY).insert_header(("X-Content-Type-Options", "nosniff"));
    response.insert_header(security::PRIVATE);
    Ok(response.body(bytes))
}
