//! Filing a complaint: five short steps on one page, with a preview of what strangers will see.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::catalogue::WHOLE_CURRENCIES;
use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::complaint::{Amount, Want};
use crate::domain::ids::ActorId;
use crate::domain::reading::{TEXT_CHARS_MAX, language};
use crate::domain::refusal::{Code, Refusal};
use crate::http::caller;
use crate::http::problem::{Problem, refusal_in_words};
use crate::markup::SafeHtml;
use crate::services::ServiceError;
use crate::services::claim_brand::{Reader, reader_of};
use crate::services::file_complaint::{self, Again, CONTACTS_MAX, Contact, Draft, Filer, file_complaint};
use crate::services::open_board::open_board;
use crate::services::recover::recovering_since;
use crate::services::write_elsewhere::file_elsewhere;
use crate::storage::actors::ActorKind;
use crate::storage::brands::{self, Brand};
use crate::storage::{StorageError, View, actors};
use crate::web::boards;
use crate::web::page::Page;
use crate::web::parts::{self, Choice, Piece, rich};
use crate::web::submission::{Fields, Submission};
use crate::web::thread;
use crate::web::visit::{Answer, Visit};

/// Characters of a title or a text that another site begins for somebody.
const BEGUN_CHARS_MAX: usize = 10_000;
/// What a contact went through; `channel-<word>` in the catalogue.
const CHANNELS: [&str; 8] = ["phone", "email", "chat", "form", "shop", "letter", "social", "other"];
const CURRENCIES: [&str; 14] =
    ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "BRL", "INR", "JPY"];
/// Letters that a misspelt name and a brand's begin with alike.
const NEAR_LETTERS_MIN: usize = 3;
/// Brands that are offered for a misspelt name.
const NEAR_BRANDS_MAX: usize = 5;
const EMBARGO_HOURS: [&str; 5] = ["1", "24", "48", "72", "168"];

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
    minutes: String,
    reference: String,
    demanded: String,
}

struct Preview {
    kicker: SafeHtml,
    title: String,
    facts: Vec<SafeHtml>,
    class: &'static str,
    headline: String,
    waiting: String,
    initial: String,
    author: String,
    when: String,
    language: String,
    html: SafeHtml,
}

#[derive(Template)]
#[template(path = "file.html")]
struct FilePage<'v> {
    page: Page<'v>,
    form: Fields,
    preview: Option<Preview>,
    found: Vec<BrandChoice>,
    contacts: Vec<ContactRow>,
    can_add: bool,
    channels: Vec<Choice>,
    languages: Vec<(&'static str, &'static str)>,
    wants: Vec<(&'static str, String, bool)>,
    currencies: &'static [&'static str],
    member: bool,
    embargo: bool,
    embargo_hours: Vec<Choice>,
    recovering: Option<String>,
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
    /// Several fit; the person chooses.
    Several(Vec<Brand>),
    Unknown,
}

pub(super) async fn form(visit: Visit) -> HttpResponse {
    let answer = first(&visit).await;
    visit.answer(answer)
}

async fn first(visit: &Visit) -> Answer {
    let mut fields = match visit.caller.as_ref().and_then(|_| caller::take_draft(&visit.session)) {
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
            fields.set(name, begun.chars().take(BEGUN_CHARS_MAX).collect());
        }
    }
    let meant = meant(visit, &fields).await?;
    show(visit, fields, &meant, None, StatusCode::OK).await
}

pub(super) async fn file(form: Submission) -> HttpResponse {
    let answer = step(&form).await;
    form.visit.answer(answer)
}

async fn step(form: &Submission) -> Answer {
    let visit = &form.visit;
    let mut fields = form.fields.clone();
    let meant = meant(visit, &fields).await?;
    match fields.get("step") {
        "find" => {
            let (meant, near) = match meant {
                Meant::Unknown => near(visit, &fields).await?,
                meant => (meant, false),
            };
            match (&meant, near) {
                (Meant::Nothing, _) => fields.refuse("brand", visit.say("file-brand-empty")),
                (Meant::Unknown, _) => fields.refuse("brand", visit.say("file-brand-unknown")),
                (_, true) => fields.refuse("brand", visit.say("file-brand-near")),
                _ => {}
            }
            show(visit, fields, &meant, None, StatusCode::OK).await
        }
        "add" => {
            let rows = (rows_of(&fields) + 1).min(CONTACTS_MAX);
            fields.set("rows", rows.to_string());
            show(visit, fields, &meant, None, StatusCode::OK).await
        }
        "sign-in" => {
            caller::keep_draft(&visit.session, fields.kept());
            Ok(visit.go("/login?next=%2Ffile", "draft-kept"))
        }
        "file" | "file-anyway" => send(form, fields, meant).await,
        _ => {
            let draft = checked(visit, &mut fields, &meant);
            let status = if fields.has_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            let preview = (!fields.has_wrong()).then(|| preview(visit, &draft, &meant));
            show(visit, fields, &meant, preview, status).await
        }
    }
}

async fn send(form: &Submission, mut fields: Fields, meant: Meant) -> Answer {
    let visit = &form.visit;
    if visit.caller.is_none() {
        caller::keep_draft(&visit.session, fields.kept());
        return Ok(visit.go("/login?next=%2Ffile", "draft-kept"));
    }
    let draft = checked(visit, &mut fields, &meant);
    if let (Meant::Elsewhere { board, .. }, false) = (&meant, fields.has_wrong()) {
        let caller = visit.signed_in()?;
        let filer = Filer { actor: caller.actor, account: caller.account };
        let to = if caller.account.is_some() { format!("/@{}", caller.name) } else { "/settings".to_string() };
        return match file_elsewhere(&visit.app, form.cause()?, filer, *board, draft, visit.words).await {
            Ok(_) => Ok(visit.go(&to, "complaint-sent")),
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
        Ok(filed) => Ok(visit.go(&format!("/complaints/{}", filed.into_inner().id), "filed")),
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
    let now = visit.now;
    let read = move |view: &mut View<'_>| {
        let meant = find(view, &typed, &chosen)?;
        read_where(view, meant, now)
    };
    visit.read(read).await
}

/// The brands that a misspelt name comes nearest to, if any comes near.
async fn near(visit: &Visit, fields: &Fields) -> Result<(Meant, bool), Problem> {
    let typed = fields.get("brand").to_string();
    let found = visit.read(move |view| nearest(view, &typed)).await?;
    Ok(if found.is_empty() { (Meant::Unknown, false) } else { (Meant::Several(found), true) })
}

/// Brands that begin as the name does, those first that go on like it.
fn nearest(view: &mut View<'_>, typed: &str) -> Result<Vec<Brand>, StorageError> {
    let letters: Vec<char> = typed.trim().trim_start_matches('@').chars().collect();
    for count in (NEAR_LETTERS_MIN..letters.len()).rev() {
        let beginning: String = letters.iter().take(count).collect();
        let mut found = brands::search(view, &beginning)?;
        found.retain(|it| it.domain.is_some());
        if !found.is_empty() {
            found.truncate(NEAR_BRANDS_MAX);
            return Ok(found);
        }
    }
    Ok(Vec::new())
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
        Reader::Here | Reader::Mentioned(_) | Reader::Nobody => meant,
    })
}

fn find(view: &mut View<'_>, typed: &str, chosen: &str) -> Result<Meant, StorageError> {
    if let Some((user, host)) = typed.trim_start_matches('@').split_once('@') {
        let found = actors::find_by_handle(view, user, host)?.filter(|it| !it.local);
        let board = found.filter(|it| matches!(it.kind, ActorKind::Board | ActorKind::Group));
        return Ok(board.map_or(Meant::Unknown, |it| Meant::Elsewhere {
            board: it.id,
            name: it.shown_name().to_string(),
            handle: it.handle(),
            reads: None,
            speaks_rd: it.speaks_rd,
        }));
    }
    let found = if typed.is_empty() { Vec::new() } else { boards::find(view, typed)? };
    let found: Vec<Brand> = found.into_iter().filter(|it| it.domain.is_some()).collect();
    let domain = BrandDomain::parse(typed).ok();
    let is_choice =
        |it: &BrandDomain| domain.as_ref() == Some(it) || found.iter().any(|brand| brand.domain.as_ref() == Some(it));
    // A choice from an earlier search says nothing about what is typed now.
    let picked = BrandDomain::parse(chosen).ok().filter(is_choice).or(domain);
    if let Some(domain) = picked {
        return Ok(match brands::find_by_domain(view, &domain)? {
            Some(brand) => Meant::Brand { name: brand.name, domain: brand.domain.unwrap_or(domain), known: true },
            None => Meant::Brand { name: domain.to_string(), domain, known: false },
        });
    }
    let one = (found.len() == 1).then(|| found.first().cloned()).flatten();
    Ok(match one {
        Some(Brand { domain: Some(domain), name, .. }) => Meant::Brand { domain, name, known: true },
        _ if typed.is_empty() => Meant::Nothing,
        _ if found.is_empty() => Meant::Unknown,
        _ => Meant::Several(found),
    })
}

fn rows_of(fields: &Fields) -> usize {
    fields.get("rows").parse().unwrap_or(1).clamp(1, CONTACTS_MAX)
}

/// Reads the form into a draft and says beside each field what is wrong with it.
fn checked(visit: &Visit, fields: &mut Fields, meant: &Meant) -> Draft {
    let say = |key: &str| visit.say(key);
    match meant {
        Meant::Brand { .. } | Meant::Elsewhere { .. } => {}
        Meant::Nothing => fields.refuse("brand", say("file-brand-missing")),
        Meant::Several(_) => fields.refuse("brand", say("file-brand-several")),
        Meant::Unknown => fields.refuse("brand", say("file-brand-unknown")),
    }
    let currency = fields.get("currency").to_string();
    let amount = match fields.get("amount") {
        "" => None,
        text => match minor_units(text, &currency).filter(|_| CURRENCIES.contains(&currency.as_str())) {
            Some(minor) => Some(Amount { minor, currency }),
            None => {
                fields.refuse("amount", say("file-amount-wrong"));
                None
            }
        },
    };
    let given = |it: &str| (!it.is_empty()).then(|| it.to_string());
    let text = fields.get("text").to_string();
    // What the person says, else what the words say, else what the page is in.
    let language = language::named(fields.get("language")).or_else(|| language::found(&text));
    let draft = Draft {
        title: fields.get("title").to_string(),
        text,
        language: Some(language.unwrap_or(visit.words.language().code()).to_string()),
        product: given(fields.get("product")),
        wants: Want::ALL.iter().copied().filter(|it| fields.all("want").any(|word| word == it.word())).collect(),
        contacts: contacts(fields),
        amount,
        embargo_hours: (fields.get("opening") == "brand-first").then(|| fields.get("hours").parse().unwrap_or(24)),
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

fn contacts(fields: &Fields) -> Vec<Contact> {
    let field = |name: &str, n: usize| fields.get(&format!("{name}-{n}")).to_string();
    let contact = |n: usize| Contact {
        channel: field("channel", n),
        date: field("date", n),
        reference: field("reference", n),
        minutes: field("minutes", n).parse().unwrap_or(0),
        demanded: field("demanded", n),
    };
    (1..=rows_of(fields)).map(contact).filter(|it| *it != Contact::default()).collect()
}

/// `189`, `189.50`, `1.234,50` and `1,234.50`: the last mark with one or two digits after it is the decimal one.
fn minor_units(text: &str, currency: &str) -> Option<i64> {
    let text: String = text.chars().filter(|it| !it.is_whitespace() && *it != '\'').collect();
    let (whole, rest) = match text.rfind(['.', ',']) {
        Some(at) if (1..=2).contains(&(text.len() - at - 1)) => (&text[..at], &text[at + 1..]),
        _ => (text.as_str(), ""),
    };
    let digits: String = whole.chars().filter(|it| !matches!(it, '.' | ',')).collect();
    let all_digits = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
    if digits.is_empty() || !all_digits(&digits) || !all_digits(rest) {
        return None;
    }
    let whole: i64 = digits.parse().ok()?;
    if WHOLE_CURRENCIES.contains(&currency) {
        return rest.is_empty().then_some(whole);
    }
    let hundredths: i64 = format!("{rest:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(hundredths)
}

fn preview(visit: &Visit, draft: &Draft, meant: &Meant) -> Preview {
    let words = visit.words;
    let brand = match meant {
        Meant::Brand { name, .. } | Meant::Elsewhere { name, .. } => name.clone(),
        _ => String::new(),
    };
    let author = match &visit.caller {
        Some(caller) if !draft.pseudonym => format!("@{}", caller.handle),
        _ => visit.say("file-preview-pseudonym"),
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
        waiting: words.with("banner-open-line", &[("brand", (&brand).into()), ("person", (&author).into())]),
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
    let now = visit.now;
    let read = move |view: &mut View<'_>| -> Result<(bool, Option<Reader>, Option<Timestamp>), StorageError> {
        let brand = match &known {
            Some(domain) => brands::find_by_domain(view, domain)?,
            None => None,
        };
        let (embargo, reader) = match &brand {
            Some(brand) => (may_embargo(view, brand, now)?, Some(reader_of(view, brand, now)?)),
            None => (false, None),
        };
        Ok((embargo, reader, recovering_since(view)?))
    };
    let (embargo, reader, recovering) = visit.read(read).await?;
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
    let page = FilePage {
        page: Page::new(visit, "file", visit.say("file-heading")),
        preview,
        found: found(visit, meant),
        contacts: (1..=rows).map(|n| contact_row(visit, &form, n)).collect(),
        can_add: rows < CONTACTS_MAX,
        channels: parts::choices(visit, "channel", CHANNELS),
        languages: language::all().collect(),
        wants: Want::ALL.iter().map(wanted).collect(),
        currencies: &CURRENCIES,
        member: visit.caller.as_ref().is_some_and(|it| it.account.is_some()),
        recovering: parts::recovering(visit, recovering),
        readers,
        after: visit.say(if matches!(meant, Meant::Elsewhere { .. }) { "file-after-elsewhere" } else { "file-after" }),
        embargo,
        embargo_hours: EMBARGO_HOURS.iter().map(|it| (*it, hour(it))).collect(),
        form,
    };
    Ok(visit.show_as(status, &page))
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
        (Meant::Brand { name, domain, .. }, _) => {
            let claim = parts::link(&format!("/boards/{domain}/claim"), &visit.say("nobody-claim"));
            vec![say("file-reads-nobody", vec![("brand", Piece::from(name.as_str())), ("claim", claim.into())])]
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
        Meant::Nothing | Meant::Unknown => Vec::new(),
        Meant::Brand { domain, name, known } => vec![BrandChoice {
            value: domain.to_string(),
            name: name.clone(),
            note: if *known { domain.to_string() } else { visit.say("file-brand-new") },
            chosen: true,
        }],
        Meant::Elsewhere { name, handle, .. } => vec![BrandChoice {
            value: handle.clone(),
            name: name.clone(),
            note: visit.words.with("file-brand-elsewhere", &[("handle", handle.into())]),
            chosen: true,
        }],
        Meant::Several(brands) => brands
            .iter()
            .filter_map(|brand| {
                let domain = brand.domain.as_ref()?.to_string();
                Some(BrandChoice { value: domain.clone(), name: brand.name.clone(), note: domain, chosen: false })
            })
            .collect(),
    }
}

fn contact_row(visit: &Visit, form: &Fields, n: usize) -> ContactRow {
    let field = |name: &str| form.get(&format!("{name}-{n}")).to_string();
    ContactRow {
        n,
        title: visit.words.with("contact-number", &[("number", n.into())]),
        channel: field("channel"),
        date: field("date"),
        minutes: field("minutes"),
        reference: field("reference"),
        demanded: field("demanded"),
    }
}

#[cfg(test)]
mod tests {
    use super::minor_units;

    #[test]
    fn sums_are_read_the_way_people_write_them() {
        for (text, minor) in [
            ("189", 18_900),
            ("189.5", 18_950),
            ("189,50", 18_950),
            ("1.234,50", 123_450),
            ("1,234.50", 123_450),
            ("1 234", 123_400),
            ("12'000", 1_200_000),
            ("1.234", 123_400),
        ] {
            assert_eq!(minor_units(text, "EUR"), Some(minor), "{text}");
        }
        assert_eq!(minor_units("5000", "JPY"), Some(5_000));
        for wrong in ["", "-5", "abc", "1e9", "5.-", "99999999999999999999"] {
            assert_eq!(minor_units(wrong, "EUR"), None, "{wrong}");
        }
    }
}
