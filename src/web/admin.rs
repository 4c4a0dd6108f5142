//! The instance's settings, for administrators.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::catalogue::Language;
use crate::domain::day;
use crate::http::problem::Problem;
use crate::services::site::{self, NAME_CHARS_MAX, RESPONSE_TARGET_HOURS_MAX, Site};
use crate::storage::board_keys::{self, OfferedKey};
use crate::storage::complaints;
use crate::web::page::Page;
use crate::web::submission::{Fields, Submission};
use crate::web::thread;
use crate::web::visit::{Answer, Visit};

/// What whoever runs a server says of it, and where they are reached.
const DESCRIPTION_CHARS_MAX: usize = 2_000;
const RULES_CHARS_MAX: usize = 20_000;
const CONTACT_CHARS_MAX: usize = 200;

#[derive(Template)]
#[template(path = "admin.html")]
struct AdminPage<'v> {
    page: Page<'v>,
    form: Fields,
    languages: Vec<(&'static str, &'static str)>,
    zones: Vec<&'static str>,
    keys: Vec<WaitingKey>,
    contradictions: Vec<String>,
}

/// A new key of a board elsewhere, for a person to decide.
struct WaitingKey {
    text: String,
    board: String,
    key: String,
}

/// What other servers did that an administrator must know.
#[derive(Default)]
struct Watch {
    keys: Vec<OfferedKey>,
    /// Homes that told a history in two versions, with how many complaints.
    contradictions: Vec<(String, i64)>,
}

async fn watch(visit: &Visit) -> Result<Watch, Problem> {
    visit
        .read(|view| {
            let keys = board_keys::waiting(view)?;
            Ok(Watch { keys, contradictions: complaints::homes_that_contradict(view)? })
        })
        .await
}

pub(super) async fn form(visit: Visit) -> HttpResponse {
    let answer = settings_page(&visit).await;
    visit.answer(answer)
}

async fn settings_page(visit: &Visit) -> Answer {
    visit.administrator()?;
    Ok(show(visit, fields_of(&visit.site), &watch(visit).await?, StatusCode::OK))
}

/// A person decided that a board's new key is its own.
pub(super) async fn trust_key(form: Submission) -> HttpResponse {
    let answer = trust(&form).await;
    form.answer(answer).await
}

async fn trust(form: &Submission) -> Answer {
    let visit = &form.visit;
    visit.administrator()?;
    let (board, key) = (form.fields.get("board").to_string(), form.fields.get("key").to_string());
    crate::services::board_keys::trust_key(&visit.app, board, key).await?;
    Ok(visit.go("/admin", "saved"))
}

fn fields_of(site: &Site) -> Fields {
    let mut pairs = vec![
        ("name", site.name.clone()),
        ("description", site.description.clone()),
        ("language", site.language.code().to_string()),
        ("rules", site.rules.clone()),
        ("response_target_hours", site.response_target_hours.to_string()),
        ("time_zone", site.time_zone.name().to_string()),
        ("contact", site.contact.clone()),
    ];
    if site.registrations_open {
        pairs.push(("registrations", "open".to_string()));
    }
    if site.authorized_fetch {
        pairs.push(("authorized_fetch", "on".to_string()));
    }
    Fields::from_pairs(pairs)
}

fn show(visit: &Visit, form: Fields, watch: &Watch, status: StatusCode) -> HttpResponse {
    let languages = Language::ALL.into_iter().map(|it| (it.code(), it.own_name())).collect();
    let key = |it: &OfferedKey| {
        let said = [
            ("board", format!("@{}", it.handle).into()),
            ("at", visit.moment(it.seen_at).into()),
            ("count", it.refused.into()),
        ];
        WaitingKey { text: visit.words.with("admin-key", &said), board: it.board_uri.clone(), key: it.key.clone() }
    };
    let contradiction = |(home, count): &(String, i64)| {
        let said = [("home", thread::host_of(home).into()), ("count", (*count).into())];
        visit.words.with("admin-contradiction", &said)
    };
    let page = AdminPage {
        page: Page::new(visit, "admin", visit.say("nav-admin")),
        form,
        languages,
        zones: day::zone_names().collect(),
        keys: watch.keys.iter().map(key).collect(),
        contradictions: watch.contradictions.iter().map(contradiction).collect(),
    };
    visit.show_as(status, &page)
}

pub(super) async fn change(form: Submission) -> HttpResponse {
    let answer = change_site(&form).await;
    form.answer(answer).await
}

async fn change_site(form: &Submission) -> Answer {
    let visit = &form.visit;
    visit.administrator()?;
    let mut fields = form.fields.clone();
    match understood(visit, &mut fields) {
        Some(site) => {
            site::change_site(&visit.app, site).await?;
            if let Ok(mut kept) = visit.pages.site.lock() {
                *kept = None;
            }
            Ok(visit.go("/admin", "saved"))
        }
        None => Ok(show(visit, fields, &watch(visit).await?, StatusCode::UNPROCESSABLE_ENTITY)),
    }
}

fn understood(visit: &Visit, fields: &mut Fields) -> Option<Site> {
    if fields.get("name").is_empty() || fields.get("name").chars().count() > NAME_CHARS_MAX {
        fields.refuse("name", visit.say("admin-name-wrong"));
    }
    let texts = [("description", DESCRIPTION_CHARS_MAX), ("rules", RULES_CHARS_MAX), ("contact", CONTACT_CHARS_MAX)];
    fields.refuse_long(visit.words, &texts);
    let hours = fields.get("response_target_hours").parse::<u32>().ok();
    let hours = hours.filter(|it| (1..=RESPONSE_TARGET_HOURS_MAX).contains(it));
    if hours.is_none() {
        fields.refuse("response_target_hours", visit.say("admin-target-wrong"));
    }
    let zone = day::zone_named(fields.get("time_zone"));
    if zone.is_none() {
        fields.refuse("time_zone", visit.say("admin-zone-wrong"));
    }
    if fields.has_wrong() {
        return None;
    }
    Some(Site {
        name: crate::markup::one_line(fields.get("name"), NAME_CHARS_MAX),
        description: fields.get("description").to_string(),
        language: Language::from_code(fields.get("language"))?,
        registrations_open: fields.get("registrations") == "open",
        rules: fields.get("rules").to_string(),
        response_target_hours: hours?,
        time_zone: zone?,
        authorized_fetch: fields.get("authorized_fetch") == "on",
        contact: crate::markup::one_line(fields.get("contact"), CONTACT_CHARS_MAX),
    })
}
