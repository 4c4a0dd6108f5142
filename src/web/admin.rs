//! The instance's settings, for administrators.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::catalogue::Language;
use crate::services::site::{self, NAME_CHARS_MAX, RESPONSE_TARGET_HOURS_MAX, Site};
use crate::web::page::Page;
use crate::web::submission::{Fields, Submission};
use crate::web::visit::{Answer, Visit};

#[derive(Template)]
#[template(path = "admin.html")]
struct AdminPage<'v> {
    page: Page<'v>,
    form: Fields,
    languages: Vec<(&'static str, &'static str)>,
}

pub(super) async fn form(visit: Visit) -> HttpResponse {
    let answer = visit.administrator().map(|_| ()).map(|()| show(&visit, fields_of(&visit.site), StatusCode::OK));
    visit.answer(answer)
}

fn fields_of(site: &Site) -> Fields {
    let mut pairs = vec![
        ("name", site.name.clone()),
        ("description", site.description.clone()),
        ("language", site.language.code().to_string()),
        ("rules", site.rules.clone()),
        ("response_target_hours", site.response_target_hours.to_string()),
        ("time_zone", site::zone_to_text(site.zone_minutes)),
        ("contact", site.contact.clone()),
    ];
    if site.registrations_open {
        pairs.push(("registrations", "open".to_string()));
    }
    Fields::from_pairs(pairs)
}

fn show(visit: &Visit, form: Fields, status: StatusCode) -> HttpResponse {
    let languages = Language::ALL.into_iter().map(|it| (it.code(), it.own_name())).collect();
    visit.show_as(status, &AdminPage { page: Page::new(visit, "admin", visit.say("nav-admin")), form, languages })
}

pub(super) async fn change(form: Submission) -> HttpResponse {
    let answer = change_site(&form).await;
    form.visit.answer(answer)
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
        None => Ok(show(visit, fields, StatusCode::UNPROCESSABLE_ENTITY)),
    }
}

fn understood(visit: &Visit, fields: &mut Fields) -> Option<Site> {
    if fields.get("name").is_empty() || fields.get("name").chars().count() > NAME_CHARS_MAX {
        fields.refuse("name", visit.say("admin-name-wrong"));
    }
    let hours = fields.get("response_target_hours").parse::<u32>().ok();
    let hours = hours.filter(|it| (1..=RESPONSE_TARGET_HOURS_MAX).contains(it));
    if hours.is_none() {
        fields.refuse("response_target_hours", visit.say("admin-target-wrong"));
    }
    let zone = site::zone_from_text(fields.get("time_zone"));
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
        zone_minutes: zone?,
        contact: crate::markup::one_line(fields.get("contact"), NAME_CHARS_MAX * 2),
    })
}
