//! Filing a complaint: five short steps on one page, with a preview of what strangers will see.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use chrono::{Months, NaiveDate};

use crate::catalogue::WHOLE_CURRENCIES;
use crate::domain::Timestamp;
use crate::domain::address::Address;
use crate::domain::brand::BrandDomain;
use crate::domain::complaint::{Amount, Want};
use crate::domain::fold::fold;
use crate::domain::handle::profile_path;
use crate::domain::ids::ActorId;
use crate::domain::lookalike;
use crate::domain::reading::{TEXT_CHARS_MAX, amount, effort, language};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::slip::is_one_slip;
use crate::http::caller;
use crate::http::limits::Kind;
use crate::http::problem::{Problem, refusal_in_words};
use crate::http::sessions;
use crate::markup::SafeHtml;
use crate::services::ServiceError;
use crate::services::claim_brand::{Reader, reader_of};
use crate::services::file_complaint::{
    self, Again, CONTACT_CHARS_MAX, CONTACTS_MAX, Contact, Draft, Filer, PRODUCT_CHARS_MAX, file_complaint,
};
use crate::services::look_up;
use crate::services::open_board::open_board;
use crate::services::scene::{Pause, pause};
use crate::services::write_elsewhere::file_elsewhere;
use crate::storage::actors::ActorKind;
use crate::storage::brands::{self, Brand};
use crate::storage::search::{self, Named};
use crate::storage::{StorageError, View, actors, restrictions};
use crate::web::boards;
use crate::web::complaints::{ContactView, contacts_in_words};
use crate::web::page::Page;
use crate::web::parts::{self, Choice, NobodyReads, Piece, rich};
use crate::web::resume::{self, Late};
use crate::web::submission::{Fields, Submission};
use crate::web::thread;
use crate::web::visit::{Answer, Visit};

/// What a contact went through; `channel-<word>` in the catalogue.
const CHANNELS: [&str; 8] = ["phone", "email", "chat", "form", "shop", "letter", "social", "other"];
const CURRENCIES: [&str; 14] =
    ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "BRL", "INR", "JPY"];
/// How long ago a contact can have been; before that the year is a slip.
const CONTACT_YEARS_MAX: u32 = 20;
const EMBARGO_HOURS: [&str; 5] = ["1", "24", "48", "72", "168"];
const EMBARGO_HOURS_UNSAID: i64 = 24;

struct BrandChoice {
    value: String,
    name: String,
    note: String,
    chosen: bool,
}

struct ContactRow {
    n: usize,
    title: String,
    channel: String,
    date: String,
    date_field: String,
    minutes: String,
    minutes_field: String,
    reference: String,
    reference_field: String,
    demanded: String,
    demanded_field: String,
}

struct Preview {
    kicker: SafeHtml,
    title: String,
    facts: Vec<SafeHtml>,
    class: &'static str,
    headline: String,
    waiting: SafeHtml,
    /// Until when the brand alone sees it, where that was chosen.
    private: Option<SafeHtml>,
    tried: Vec<ContactView>,
    initial: String,
    author: String,
    when: String,
    language: String,
    html: SafeHtml,
}

#[derive(Template)]
#[template(path = "file.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the page shows or does not")]
struct FilePage<'v> {
    page: Page<'v>,
    form: Fields,
    preview: Option<Preview>,
    found: Vec<BrandChoice>,
    contacts: Vec<ContactRow>,
    /// The last day on which somebody can have been in touch.
    today: String,
    /// And the first one.
    first_day: String,
    can_add: bool,
    channels: Vec<Choice>,
    languages: Vec<(&'static str, &'static str)>,
    wants: Vec<(&'static str, String, bool)>,
    currencies: &'static [&'static str],
    member: bool,
    /// What was written before signing in is here still.
    kept: bool,
    embargo: bool,
    embargo_hours: Vec<Choice>,
    pause: Option<String>,
    /// That moderators let whoever looks file nothing now.
    limited: Option<String>,
    /// Who reads for the brand, and where the complaint goes.
    readers: Vec<SafeHtml>,
    /// What comes of filing, as far as it can be said before.
    after: String,
}

/// Which brand the form means, as far as that can be said.
enum Meant {
    Nothing,
    /// Known here, or a domain that nobody complained about yet.
    Brand {
        domain: BrandDomain,
        name: String,
        known: bool,
    },
    /// A board of another server, named by its handle: the complaint goes there as a mention.
    Elsewhere {
        board: ActorId,
        name: String,
        handle: String,
        /// The host where the brand's proven voice reads, if that is why.
        reads: Option<String>,
        /// Whether its server takes everything that the form says as what it is.
        speaks_rd: bool,
    },
    /// Several fit, or something comes near; the person chooses.
    Choice(Why, Vec<Offer>),
    /// A name that nobody knows, or an address that says nothing about a brand.
    Unknown,
    Address,
}

/// Why the person has to choose.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    Several,
    /// Nobody knows the name as it was written.
    Near,
    /// Nobody complained about the domain so far, and one that comes near is known.
    NearDomain,
    /// An e-mail address or a page is no brand, but its domain may be.
    Address,
}

/// A brand to choose.
#[derive(Clone, PartialEq, Eq)]
struct Offer {
    domain: BrandDomain,
    name: String,
    known: bool,
}

/// Where people have mail who work for somebody else: nobody who writes such an address means them.
const MAIL_HOSTS: [&str; 22] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "msn.com",
    "yahoo.com",
    "icloud.com",
    "me.com",
    "aol.com",
    "gmx.de",
    "gmx.net",
    "gmx.com",
    "web.de",
    "t-online.de",
    "proton.me",
    "protonmail.com",
    "posteo.de",
    "mailbox.org",
    "freenet.de",
    "orange.fr",
    "mail.ru",
];

pub(super) async fn form(visit: Visit) -> HttpResponse {
    let answer = first(&visit).await;
    visit.answer(answer)
}

async fn first(visit: &Visit) -> Answer {
    let mut fields = match caller::draft(&visit.session) {
        Some(draft) => Fields::from_kept(&draft),
        None => Fields::default(),
    };
    if let Some(domain) = visit.query("board") {
        fields.set("brand", domain.clone());
        fields.set("board", domain);
    } else if let Some(brand) = visit.query("brand") {
        fields.set("brand", brand);
    }
    // Begun at another site, which sent the person here to go on.
    for name in ["title", "text"] {
        if let Some(begun) = visit.query(name).filter(|_| fields.get(name).is_empty()) {
            fields.set(name, begun);
        }
    }
    let meant = meant(visit, &fields).await?;
    // Whoever came with a name from another page is told what became of it.
    if !fields.get("brand").is_empty() {
        refuse_unfound(visit, &mut fields, &meant);
    }
    show(visit, fields, &meant, None, StatusCode::OK).await
}

/// Says beside the brand's field why no brand is found by what stands in it, or which are.
fn refuse_unfound(visit: &Visit, fields: &mut Fields, meant: &Meant) {
    let key = match meant {
        Meant::Nothing => "file-brand-empty",
        Meant::Unknown => "file-brand-unknown",
        Meant::Address => "file-brand-address",
        Meant::Choice(Why::Near, _) => "file-brand-near",
        Meant::Choice(Why::NearDomain, _) => "file-brand-near-domain",
        Meant::Choice(Why::Address, _) => "file-brand-by-address",
        Meant::Choice(Why::Several, _) | Meant::Brand { .. } | Meant::Elsewhere { .. } => return,
    };
    fields.refuse("brand", visit.say(key));
}

pub(super) async fn file(form: Submission) -> HttpResponse {
    let answer = step(&form).await;
    form.answer(answer).await
}

async fn step(form: &Submission) -> Answer {
    let visit = &form.visit;
    let mut fields = form.fields.clone();
    if fields.get("step") == "throw-away" {
        caller::take_draft(&visit.session);
        return Ok(visit.go("/file", ""));
    }
    // What was written before signing in stays, as it is now, until it is sent.
    if visit.caller.is_some() && caller::draft(&visit.session).is_some() {
        caller::keep_draft(&visit.session, fields.kept());
    }
    let meant = meant(visit, &fields).await?;
    // Enter sends the first button, and whoever has named no more than the brand so far looks for that.
    let step = match fields.get("step") {
        "enter" if fields.get("text").is_empty() => "find",
        step => step,
    };
    match step {
        "find" => {
            refuse_unfound(visit, &mut fields, &meant);
            show(visit, fields, &meant, None, StatusCode::OK).await
        }
        "add" => {
            let rows = (rows_of(&fields) + 1).min(CONTACTS_MAX);
            fields.set("rows", rows.to_string());
            show(visit, fields, &meant, None, StatusCode::OK).await
        }
        "sign-in" => keep_until_signed_in(visit, &fields).await,
        "file" | "file-anyway" => send(form, fields, meant).await,
        _ => {
            let draft = checked(visit, &mut fields, &meant);
            let status = if fields.has_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            let preview = (!fields.has_wrong()).then(|| preview(visit, &draft, &meant));
            show(visit, fields, &meant, preview, status).await
        }
    }
}

/// What was written waits here for its author to sign in, for a day. Whoever keeps too much, and whoever comes while too much
/// is kept for others, gets it back on the page.
async fn keep_until_signed_in(visit: &Visit, fields: &Fields) -> Answer {
    let back = async |late| Ok(resume::show(visit, visit.path(), fields, late, "").await);
    match visit.take_by_peer(Kind::DraftByPeer) {
        Ok(()) => {}
        Err(Problem::TooOften { seconds }) => return back(Late::TooOften { seconds }).await,
        Err(other) => return Err(other),
    }
    let from = visit.peer().owner_mark(&visit.app).map_err(|error| {
        tracing::error!(%error, "no mark can be made for what is kept");
        Problem::Failed
    })?;
    if caller::draft(&visit.session).is_none() && !sessions::has_room(&visit.app, from).await? {
        return back(Late::Full).await;
    }
    caller::keep_nobodys_draft(&visit.session, fields.kept(), from);
    Ok(visit.go("/login?next=%2Ffile", "draft-kept"))
}

async fn send(form: &Submission, mut fields: Fields, meant: Meant) -> Answer {
    let visit = &form.visit;
    if visit.caller.is_none() {
        return keep_until_signed_in(visit, &fields).await;
    }
    let draft = checked(visit, &mut fields, &meant);
    if let (Meant::Elsewhere { board, .. }, false) = (&meant, fields.has_wrong()) {
        let caller = visit.signed_in()?;
        let filer = Filer { actor: caller.actor, account: caller.account };
        let to = if caller.account.is_some() { profile_path(&caller.name, None) } else { "/settings".to_string() };
        return match file_elsewhere(&visit.app, form.cause()?, filer, *board, draft, visit.words).await {
            Ok(_) => {
                caller::take_draft(&visit.session);
                Ok(visit.go(&to, "complaint-sent"))
            }
            Err(ServiceError::Refused(refusal)) if refusal.code() == Code::WrittenBefore => {
                filed_before(visit, fields, &meant, &refusal).await
            }
            Err(ServiceError::Refused(refusal)) => {
                fields.refuse("step-how", refusal_in_words(visit.words, &refusal));
                show(visit, fields, &meant, None, StatusCode::UNPROCESSABLE_ENTITY).await
            }
            Err(error) => Err(error.into()),
        };
    }
    let Meant::Brand { domain, name, known } = &meant else {
        return show(visit, fields, &meant, None, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    if fields.has_wrong() {
        return show(visit, fields, &meant, None, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let caller = visit.signed_in()?;
    let filer = Filer { actor: caller.actor, account: caller.account };
    let name = (!*known).then(|| name.clone());
    let (brand, _) = open_board(&visit.app, domain.clone(), name).await?;
    match file_complaint(&visit.app, form.cause()?, filer, brand.id, draft).await {
        Ok(filed) => {
            caller::take_draft(&visit.session);
            Ok(visit.go(&format!("/complaints/{}", filed.into_inner().id), "filed"))
        }
        Err(ServiceError::Refused(refusal)) if refusal.code() == Code::WrittenBefore => {
            filed_before(visit, fields, &meant, &refusal).await
        }
        Err(ServiceError::Refused(refusal)) => {
            let field = match refusal.code() {
                Code::NotABrandDomain => "brand",
                Code::TextEmpty | Code::TextTooLong | Code::PostTooLong => "text",
                Code::TooManyContacts => "contacts",
                Code::AmountRange => "amount",
                _ => "step-how",
            };
            fields.refuse(field, refusal_in_words(visit.words, &refusal));
            show(visit, fields, &meant, None, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Somebody came back to the form and sent it again: they see what they filed, and choose.
async fn filed_before(visit: &Visit, mut fields: Fields, meant: &Meant, refusal: &Refusal) -> Answer {
    fields.refuse("again", visit.say("file-again"));
    fields.set("again", refusal.args().get("at").cloned().unwrap_or_default());
    show(visit, fields, meant, None, StatusCode::CONFLICT).await
}

/// What was chosen counts; else what was typed: a domain, a name that one brand has, or a search.
async fn meant(visit: &Visit, fields: &Fields) -> Result<Meant, Problem> {
    let (typed, chosen) = (fields.get("brand").to_string(), fields.get("board").to_string());
    let (now, address) = (visit.now, visit.app.address.clone());
    let read = move |view: &mut View<'_>| {
        let meant = find(view, &address, &typed, &chosen)?;
        read_where(view, meant, now)
    };
    visit.read(read).await
}

/// A complaint belongs where the brand reads: on another server's board, if its proven voice lives there.
fn read_where(view: &mut View<'_>, meant: Meant, now: Timestamp) -> Result<Meant, StorageError> {
    let Meant::Brand { domain, known: true, .. } = &meant else { return Ok(meant) };
    let Some(brand) = brands::find_by_domain(view, domain)? else { return Ok(meant) };
    Ok(match reader_of(view, &brand, now)? {
        Reader::Board(board) => Meant::Elsewhere {
            board: board.id,
            name: brand.name,
            handle: board.handle(),
            reads: Some(board.host.clone()),
            speaks_rd: board.speaks_rd,
        },
        Reader::Here | Reader::Mentioned(_) | Reader::NobodyNow | Reader::Nobody => meant,
    })
}

fn find(view: &mut View<'_>, address: &Address, typed: &str, chosen: &str) -> Result<Meant, StorageError> {
    if let Some((user, host)) = typed.trim_start_matches('@').rsplit_once('@').filter(|(_, host)| !host.contains(' ')) {
        if host.eq_ignore_ascii_case(address.authority()) {
            // The handle of a board here, as it stands on its page, or as software writes it that takes no dots in names.
            let domain = BrandDomain::parse(user).or_else(|_| BrandDomain::parse(&user.replace('_', ".")));
            return domain.map_or(Ok(Meant::Unknown), |it| of_domain(view, it));
        }
        let found = actors::find_by_handle(view, user, host)?.filter(|it| !it.local);
        if let Some(it) = found.filter(|it| matches!(it.kind, ActorKind::Board | ActorKind::Group)) {
            return Ok(Meant::Elsewhere {
                board: it.id,
                name: it.shown_name().to_string(),
                handle: it.handle(),
                reads: None,
                speaks_rd: it.speaks_rd,
            });
        }
        let Ok(domain) = BrandDomain::parse(host) else { return Ok(Meant::Address) };
        if MAIL_HOSTS.contains(&domain.as_str()) {
            return Ok(Meant::Address);
        }
        let offers = vec![offer(view, domain)?];
        return picked(view, &offers, chosen)?.map_or(Ok(Meant::Choice(Why::Address, offers)), Ok);
    }
    if let Some(domain) = board_here(address, typed) {
        return of_domain(view, domain);
    }
    let domain = BrandDomain::parse(typed).ok();
    let found = if typed.is_empty() { Named::default() } else { boards::find(view, typed)? };
    let known = |brand: Brand| Some(Offer { domain: brand.domain?, name: brand.name, known: true });
    let mut offers: Vec<Offer> = found.brands.into_iter().filter_map(known).collect();
    let mut slips = Vec::new();
    if let Some(domain) = &domain
        && offers.iter().all(|it| it.domain != *domain)
    {
        let typed = offer(view, domain.clone())?;
        if !typed.known {
            slips = near(view, domain)?;
            let more: Vec<Offer> = slips.iter().filter(|it| !offers.contains(it)).cloned().collect();
            offers.extend(more);
        }
        offers.push(typed);
    }
    // A choice from an earlier search says nothing about what is typed now.
    if let Some(picked) = picked(view, &offers, chosen)? {
        return Ok(picked);
    }
    if let Some(domain) = domain {
        if !slips.is_empty() {
            slips.push(offer(view, domain)?);
            return Ok(Meant::Choice(Why::NearDomain, slips));
        }
        return of_domain(view, domain);
    }
    Ok(match offers.as_slice() {
        [] if typed.is_empty() => Meant::Nothing,
        [] => Meant::Unknown,
        [Offer { domain, name, known }] if !found.near && is_called(domain, name, typed) => {
            Meant::Brand { domain: domain.clone(), name: name.clone(), known: *known }
        }
        [_] => Meant::Choice(Why::Near, offers),
        _ => Meant::Choice(if found.near { Why::Near } else { Why::Several }, offers),
    })
}

/// Whether a brand is called just so. A part of its name, or of its domain, may be another one's, too: that is asked.
fn is_called(domain: &BrandDomain, name: &str, typed: &str) -> bool {
    let whole = |text: &str| fold(text).split_whitespace().collect::<Vec<_>>().join(" ");
    whole(name) == whole(typed) || lookalike::spells(domain, typed)
}

/// Brands whose domains are one slip away from one that nobody complained about so far.
fn near(view: &mut View<'_>, domain: &BrandDomain) -> Result<Vec<Offer>, StorageError> {
    let label_of = |it: &BrandDomain| {
        let shown = lookalike::shown(it.as_str());
        shown.split('.').next().unwrap_or_default().to_string()
    };
    let label = label_of(domain);
    let found = search::named(view, &label)?;
    let is_near = |it: &Brand| it.domain.as_ref().is_some_and(|it| is_one_slip(&label_of(it), &label));
    let known = |brand: Brand| Some(Offer { domain: brand.domain?, name: brand.name, known: true });
    Ok(found.brands.into_iter().filter(is_near).filter_map(known).collect())
}

/// What was chosen among these.
fn picked(view: &mut View<'_>, offers: &[Offer], chosen: &str) -> Result<Option<Meant>, StorageError> {
    let chosen = BrandDomain::parse(chosen).ok().filter(|it| offers.iter().any(|offer| offer.domain == *it));
    chosen.map(|it| of_domain(view, it)).transpose()
}

fn offer(view: &mut View<'_>, domain: BrandDomain) -> Result<Offer, StorageError> {
    Ok(match brands::find_by_domain(view, &domain)? {
        Some(brand) => Offer { name: brand.name, domain: brand.domain.unwrap_or(domain), known: true },
        None => Offer { name: lookalike::readable(&domain), domain, known: false },
    })
}

fn of_domain(view: &mut View<'_>, domain: BrandDomain) -> Result<Meant, StorageError> {
    let Offer { domain, name, known } = offer(view, domain)?;
    Ok(Meant::Brand { domain, name, known })
}

/// The brand of a board's page here, whose address somebody pasted.
fn board_here(address: &Address, typed: &str) -> Option<BrandDomain> {
    let look_up::Named::Url(url) = look_up::named(typed)? else { return None };
    if !address.is_ours(&url) {
        return None;
    }
    let name = url.path().strip_prefix("/boards/").or_else(|| url.path().strip_prefix("/@"))?;
    BrandDomain::parse(name.split('/').next().unwrap_or_default()).ok()
}

fn rows_of(fields: &Fields) -> usize {
    fields.get("rows").parse().unwrap_or(1).clamp(1, CONTACTS_MAX)
}

/// Reads the form into a draft and says beside each field what is wrong with it.
fn checked(visit: &Visit, fields: &mut Fields, meant: &Meant) -> Draft {
    let say = |key: &str| visit.say(key);
    match meant {
        Meant::Nothing => fields.refuse("brand", say("file-brand-missing")),
        Meant::Choice(Why::Several, _) => fields.refuse("brand", say("file-brand-several")),
        _ => refuse_unfound(visit, fields, meant),
    }
    let currency = fields.get("currency").to_string();
    let amount = match fields.get("amount") {
        "" => None,
        _ if !CURRENCIES.contains(&currency.as_str()) => {
            fields.refuse("currency", say("file-currency-wrong"));
            None
        }
        text => {
            let is_whole = WHOLE_CURRENCIES.contains(&currency.as_str());
            match amount::read(text, is_whole) {
                amount::Spoken::Of(sum) if !sum.is_in(&currency) => {
                    fields.refuse("currency", say("file-currency-other"));
                    None
                }
                spoken => {
                    let sum = parts::sum(visit, &spoken, &currency);
                    sum.map_err(|why| fields.refuse("amount", why)).ok().map(|minor| Amount { minor, currency })
                }
            }
        }
    };
    fields.refuse_long(visit.words, &[("product", PRODUCT_CHARS_MAX)]);
    let given = |it: &str| (!it.is_empty()).then(|| it.to_string());
    let text = fields.get("text").to_string();
    // What the person says, else what the words say.
    let language = language::named(fields.get("language"))
        .or_else(|| language::found_on(&text, visit.words.language().code()))
        .map(String::from);
    let draft = Draft {
        title: fields.get("title").to_string(),
        text,
        language,
        product: given(fields.get("product")),
        wants: Want::ALL.iter().copied().filter(|it| fields.all("want").any(|word| word == it.word())).collect(),
        contacts: contacts(visit, fields),
        amount,
        embargo_hours: chosen_hours(fields),
        pseudonym: fields.get("identity") == "pseudonym",
        again: if fields.get("step") == "file-anyway" { Again::Meant } else { Again::Unsaid },
    };
    if let Err(refusal) = file_complaint::check(&draft) {
        let field = match refusal.code() {
            Code::TextTooLong if draft.text.chars().count() <= TEXT_CHARS_MAX => "title",
            Code::TextEmpty | Code::TextTooLong | Code::PostTooLong => "text",
            Code::TooManyContacts => "contacts",
            _ => "amount",
        };
        fields.refuse(field, refusal_in_words(visit.words, &refusal));
    }
    draft
}

fn contacts(visit: &Visit, fields: &mut Fields) -> Vec<Contact> {
    let today = visit.now.with_timezone(&visit.zone).date_naive();
    let first = first_day_of_contact(today);
    let mut contacts = Vec::new();
    for n in 1..=rows_of(fields) {
        for name in ["channel", "reference", "demanded"] {
            fields.refuse_long(visit.words, &[(&format!("{name}-{n}"), CONTACT_CHARS_MAX)]);
        }
        let field = |name: &str| fields.get(&format!("{name}-{n}")).to_string();
        let (date, minutes) = (field("date"), field("minutes"));
        let spent = effort::minutes(&minutes);
        let contact = Contact {
            channel: field("channel"),
            date: date.clone(),
            reference: field("reference"),
            minutes: spent.unwrap_or(0),
            demanded: field("demanded"),
        };
        if spent.is_none() {
            fields.refuse(&format!("minutes-{n}"), visit.say("contact-minutes-wrong"));
        }
        match date.parse::<NaiveDate>() {
            _ if date.is_empty() => {}
            Ok(day) if day > today => fields.refuse(&format!("date-{n}"), visit.say("contact-date-future")),
            Ok(day) if day < first => {
                let past = visit.words.with("contact-date-past", &[("years", CONTACT_YEARS_MAX.into())]);
                fields.refuse(&format!("date-{n}"), past);
            }
            Ok(_) => {}
            Err(_) => fields.refuse(&format!("date-{n}"), visit.say("contact-date-wrong")),
        }
        if contact != Contact::default() {
            contacts.push(contact);
        }
    }
    contacts
}

fn first_day_of_contact(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(Months::new(12 * CONTACT_YEARS_MAX)).unwrap_or(NaiveDate::MIN)
}

fn preview(visit: &Visit, draft: &Draft, meant: &Meant) -> Preview {
    let words = visit.words;
    let brand = match meant {
        Meant::Brand { name, .. } | Meant::Elsewhere { name, .. } => name.clone(),
        _ => String::new(),
    };
    let author = match &visit.caller {
        Some(caller) if !draft.pseudonym => format!("@{}", caller.handle),
        Some(_) => visit.say("file-preview-pseudonym"),
        // Under which name is asked only of whoever is signed in.
        None => visit.say("file-preview-later"),
    };
    let (contacts, minutes) =
        (draft.contacts.len(), draft.contacts.iter().map(|it| it.minutes).fold(0_u32, u32::saturating_add));
    let mut facts: Vec<SafeHtml> = Vec::new();
    facts.push(thread::effort_fact(visit, u32::try_from(contacts).unwrap_or(u32::MAX), minutes));
    if let Some(amount) = &draft.amount {
        facts.push(rich(words, "fact-amount", vec![("amount", words.money(amount.minor, &amount.currency).into())]));
    }
    if !draft.wants.is_empty() {
        let wants: Vec<String> = draft.wants.iter().map(|it| visit.say(&format!("wants-{}", it.word()))).collect();
        facts.push(rich(words, "fact-wants", vec![("wants", words.list(&wants).into())]));
    }
    let key = if draft.product.is_some() { "thread-kicker-product" } else { "thread-kicker" };
    let pieces = vec![
        ("brand", Piece::from(brand.as_str())),
        ("product", Piece::from(draft.product.clone().unwrap_or_default())),
    ];
    Preview {
        kicker: rich(words, key, pieces),
        title: draft.title_about(&brand, visit.now.with_timezone(&visit.zone).date_naive()),
        facts,
        class: "open",
        headline: words.with("banner-open-just", &[("brand", (&brand).into())]),
        waiting: rich(words, "banner-open-line", vec![("brand", Piece::from(&*brand)), ("person", (&*author).into())]),
        private: None,
        tried: contacts_in_words(visit, draft.contacts.clone()),
        initial: parts::initial(&author),
        author,
        when: visit.moment(visit.now),
        language: draft.language.clone().unwrap_or_default(),
        html: SafeHtml::from_markdown(&draft.text),
    }
}

async fn show(visit: &Visit, form: Fields, meant: &Meant, preview: Option<Preview>, status: StatusCode) -> Answer {
    let known = match meant {
        Meant::Brand { domain, known: true, .. } => Some(domain.clone()),
        _ => None,
    };
    let (now, who) = (visit.now, visit.caller.as_ref().map(|it| it.actor));
    let read = move |view: &mut View<'_>| -> Result<(bool, Option<Reader>, Option<Pause>, bool), StorageError> {
        let limited = who.map_or(Ok(None), |it| restrictions::holding(view, it, now))?.is_some();
        let brand = match &known {
            Some(domain) => brands::find_by_domain(view, domain)?,
            None => None,
        };
        let (embargo, reader) = match &brand {
            Some(brand) => (may_embargo(view, brand, now)?, Some(reader_of(view, brand, now)?)),
            None => (false, None),
        };
        Ok((embargo, reader, pause(view)?, limited))
    };
    let (embargo, reader, pause, limited) = visit.read(read).await?;
    let private = embargo.then(|| private_until(visit, &form)).flatten();
    let said = private.as_ref().map(|day| rich(visit.words, "banner-embargoed", vec![("date", Piece::from(&**day))]));
    let preview = preview.map(|it| Preview { private: said, ..unread(visit, meant, reader.as_ref(), it) });
    let after = match (meant, private) {
        (Meant::Elsewhere { .. }, _) => visit.say("file-after-elsewhere"),
        (_, Some(day)) => visit.words.with("file-after-private", &[("day", day.into())]),
        (_, None) if embargo => visit.say("file-after-embargo"),
        (_, None) => visit.say("file-after"),
    };
    let readers = readers(visit, meant, reader.as_ref());
    let wanted = |it: &Want| {
        let word = it.word();
        (word, visit.say(&format!("want-{word}")), form.all("want").any(|given| given == word))
    };
    let rows = rows_of(&form);
    let hour = |it: &str| {
        let hours = it.parse().unwrap_or(0);
        visit.words.span(chrono::TimeDelta::hours(hours))
    };
    let today = visit.now.with_timezone(&visit.zone).date_naive();
    let page = FilePage {
        page: Page::new(visit, "file", visit.say("file-heading")),
        preview,
        found: found(visit, meant),
        contacts: (1..=rows).map(|n| contact_row(visit, &form, n)).collect(),
        today: today.to_string(),
        first_day: first_day_of_contact(today).to_string(),
        can_add: rows < CONTACTS_MAX,
        channels: parts::choices(visit, "channel", CHANNELS),
        languages: language::all().collect(),
        wants: Want::ALL.iter().map(wanted).collect(),
        currencies: &CURRENCIES,
        kept: caller::draft(&visit.session).is_some(),
        member: visit.caller.as_ref().is_some_and(|it| it.account.is_some()),
        pause: parts::paused(visit, pause.as_ref()),
        limited: limited.then(|| visit.words.refusal(&Code::Limited.into())),
        readers,
        after,
        embargo,
        embargo_hours: EMBARGO_HOURS.iter().map(|it| (*it, hour(it))).collect(),
        form,
    };
    Ok(visit.show_as(status, &page))
}

/// For how many hours the brand alone sees it, where that was chosen.
fn chosen_hours(fields: &Fields) -> Option<i64> {
    (fields.get("opening") == "brand-first").then(|| fields.get("hours").parse().unwrap_or(EMBARGO_HOURS_UNSAID))
}

/// Until when that is, if it is filed now.
fn private_until(visit: &Visit, fields: &Fields) -> Option<String> {
    let kept = chrono::TimeDelta::try_hours(chosen_hours(fields)?)?;
    Some(visit.date(visit.now.checked_add_signed(kept)?))
}

/// The complaint of a brand for which nobody reads waits for nobody, and its page says so.
fn unread(visit: &Visit, meant: &Meant, reader: Option<&Reader>, preview: Preview) -> Preview {
    let Meant::Brand { name, .. } = meant else { return preview };
    let Some(key) = parts::nobody_reads(reader.unwrap_or(&Reader::Nobody), NobodyReads::Banner) else { return preview };
    let pieces = vec![("brand", Piece::from(name.as_str())), ("span", visit.since(visit.now).into())];
    Preview {
        headline: visit.words.with(key, &[("brand", name.into())]),
        waiting: rich(visit.words, "banner-untold-line", pieces),
        ..preview
    }
}

/// The truth about who will read it, before anybody files.
fn readers(visit: &Visit, meant: &Meant, reader: Option<&Reader>) -> Vec<SafeHtml> {
    let words = visit.words;
    let say = |key: &str, pieces: Vec<(&'static str, Piece)>| rich(words, key, pieces);
    match (meant, reader) {
        (Meant::Elsewhere { name, handle, reads, speaks_rd, .. }, _) => {
            let host = handle.rsplit_once('@').map_or("", |(_, host)| host);
            let pieces = || {
                vec![("brand", Piece::from(name.as_str())), ("host", host.into()), ("handle", handle.as_str().into())]
            };
            let first = if reads.is_some() { "file-reads-there" } else { "file-goes-there" };
            let whole = if *speaks_rd { "file-goes-whole" } else { "file-goes-as-lines" };
            vec![say(first, pieces()), say(whole, pieces()), say("file-no-embargo-there", pieces())]
        }
        (Meant::Brand { name, .. }, Some(Reader::Here)) => {
            vec![say("file-reads-here", vec![("brand", Piece::from(name.as_str()))])]
        }
        (Meant::Brand { name, .. }, Some(Reader::Mentioned(voice))) => {
            let pieces = vec![("brand", Piece::from(name.as_str())), ("handle", voice.handle().into())];
            vec![say("file-reads-mention", pieces)]
        }
        (Meant::Brand { name, domain, .. }, reader) => {
            let claim = parts::link(&format!("/boards/{domain}/claim"), &visit.say("nobody-claim"));
            let key = parts::nobody_reads(reader.unwrap_or(&Reader::Nobody), NobodyReads::Filing);
            let pieces = vec![("brand", Piece::from(name.as_str())), ("claim", claim.into())];
            key.map(|key| say(key, pieces)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Brand first is offered only where the brand's voice lives on a server that keeps it.
fn may_embargo(view: &mut View<'_>, brand: &Brand, now: Timestamp) -> Result<bool, StorageError> {
    let officials: Vec<_> =
        brands::officials_of(view, brand.id)?.into_iter().filter(|it| it.is_verified(now)).map(|it| it.actor).collect();
    Ok(actors::find_many(view, &officials)?.iter().any(|it| it.speaks_rd))
}

fn found(visit: &Visit, meant: &Meant) -> Vec<BrandChoice> {
    match meant {
        Meant::Nothing | Meant::Unknown | Meant::Address => Vec::new(),
        Meant::Brand { domain, name, known } => {
            vec![choice(visit, &Offer { domain: domain.clone(), name: name.clone(), known: *known }, true)]
        }
        Meant::Elsewhere { name, handle, .. } => vec![BrandChoice {
            value: handle.clone(),
            name: name.clone(),
            note: visit.words.with("file-brand-elsewhere", &[("handle", handle.into())]),
            chosen: true,
        }],
        Meant::Choice(_, offers) => offers.iter().map(|it| choice(visit, it, false)).collect(),
    }
}

fn choice(visit: &Visit, it: &Offer, chosen: bool) -> BrandChoice {
    BrandChoice {
        value: it.domain.to_string(),
        name: it.name.clone(),
        note: if it.known { it.domain.to_string() } else { visit.say("file-brand-new") },
        chosen,
    }
}

fn contact_row(visit: &Visit, form: &Fields, n: usize) -> ContactRow {
    let field = |name: &str| form.get(&format!("{name}-{n}")).to_string();
    ContactRow {
        n,
        title: visit.words.with("contact-number", &[("number", n.into())]),
        channel: field("channel"),
        date: field("date"),
        date_field: format!("date-{n}"),
        minutes: field("minutes"),
        minutes_field: format!("minutes-{n}"),
        reference: field("reference"),
        reference_field: format!("reference-{n}"),
        demanded: field("demanded"),
        demanded_field: format!("demanded-{n}"),
    }
}
