//! What brands are called here, for administrators: a name, other domains, two brands that are one.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::domain::brand::BrandDomain;
use crate::http::problem::Problem;
use crate::services::name_brand::{self, NAME_CHARS_MAX, NamingError};
use crate::storage::brands::{self, Brand};
use crate::storage::{StorageError, View};
use crate::web::page::Page;
use crate::web::submission::{Fields, Submission};
use crate::web::visit::{Answer, Visit};

/// Other domains of one brand that are shown.
const ALIASES_SHOWN: i64 = 50;

#[derive(Template)]
#[template(path = "brands.html")]
struct BrandsPage<'v> {
    page: Page<'v>,
    form: Fields,
    brand: Option<BrandView>,
}

struct BrandView {
    name: String,
    domain: String,
    aliases: Vec<String>,
}

pub(super) async fn form(visit: Visit) -> HttpResponse {
    let fields = Fields::from_pairs([("domain", visit.query("domain").unwrap_or_default())]);
    let answer = show(&visit, fields, StatusCode::OK).await;
    visit.answer(answer)
}

async fn show(visit: &Visit, mut form: Fields, status: StatusCode) -> Answer {
    visit.administrator()?;
    let domain = BrandDomain::parse(form.get("domain")).ok();
    let read = move |view: &mut View<'_>| -> Result<Option<(Brand, Vec<String>)>, StorageError> {
        let Some(domain) = domain else { return Ok(None) };
        let Some(brand) = brands::find_by_domain(view, &domain)? else { return Ok(None) };
        let aliases = brands::aliases(view, brand.id, ALIASES_SHOWN)?;
        Ok(Some((brand, aliases)))
    };
    let found = visit.read(read).await?;
    if found.is_none() && !form.get("domain").is_empty() {
        form.refuse("domain", visit.say("brands-unknown"));
    }
    let brand = found.map(|(brand, aliases)| BrandView {
        domain: brand.domain.as_ref().map(ToString::to_string).unwrap_or_default(),
        name: brand.name,
        aliases,
    });
    Ok(visit.show_as(status, &BrandsPage { page: Page::new(visit, "admin", visit.say("brands-title")), form, brand }))
}

pub(super) async fn change(form: Submission) -> HttpResponse {
    let answer = try_change(&form).await;
    form.answer(answer).await
}

async fn try_change(form: &Submission) -> Answer {
    let visit = &form.visit;
    visit.administrator()?;
    let (app, fields) = (&visit.app, &form.fields);
    let domain = BrandDomain::parse(fields.get("domain")).map_err(|_| Problem::BadRequest)?;
    let other = BrandDomain::parse(fields.get("other"));
    let mut again = fields.clone();
    if fields.get("deed") == "rename" && again.refuse_long(visit.words, &[("name", NAME_CHARS_MAX)]) {
        return show(visit, again, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let done = match (fields.get("deed"), other) {
        ("rename", _) => name_brand::rename_brand(app, domain.clone(), fields.get("name")).await.map(|_| domain),
        ("alias", Ok(other)) => name_brand::alias_brand(app, domain.clone(), other).await.map(|()| domain),
        ("unalias", Ok(other)) => name_brand::remove_alias(app, domain.clone(), other).await.map(|_| domain),
        ("merge", Ok(other)) => name_brand::merge_boards(app, domain, other.clone()).await.map(|_| other),
        ("alias" | "unalias" | "merge", Err(refusal)) => {
            return wrong(form, "other", crate::http::problem::refusal_in_words(visit.words, &refusal)).await;
        }
        _ => return Err(Problem::BadRequest),
    };
    match done {
        Ok(domain) => Ok(visit.go(&format!("/admin/brands?domain={domain}"), "saved")),
        Err(NamingError::Storage(error)) => Err(error.into()),
        Err(error) => {
            let (field, why) = said(visit, &error);
            wrong(form, field, why).await
        }
    }
}

/// Beside which field, and in what words.
fn said(visit: &Visit, error: &NamingError) -> (&'static str, String) {
    let with = |key: &str, domain: &BrandDomain| visit.words.with(key, &[("domain", domain.to_string().into())]);
    match error {
        NamingError::Name => ("name", visit.say("brands-name-wrong")),
        NamingError::Unknown(domain) => ("other", with("brands-not-here", domain)),
        NamingError::Taken(domain) => ("other", with("brands-taken", domain)),
        NamingError::LeadsElsewhere(domain, _) => ("other", with("brands-elsewhere", domain)),
        NamingError::Itself(domain) => ("other", with("brands-itself", domain)),
        NamingError::HasComplaints(domain) => ("other", with("brands-complaints", domain)),
        NamingError::HasVoices(domain) => ("other", with("brands-voices", domain)),
        NamingError::Storage(_) => ("other", visit.say("problem-500")),
    }
}

async fn wrong(form: &Submission, field: &str, why: String) -> Answer {
    let mut fields = form.fields.clone();
    fields.refuse(field, why);
    show(&form.visit, fields, StatusCode::UNPROCESSABLE_ENTITY).await
}
