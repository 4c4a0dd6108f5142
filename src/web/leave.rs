//! Deleting one's account, and, for guests, what they left here: a page that says what will happen, and the button.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::http::caller;
use crate::http::limits::Kind;
use crate::services::accounts::AccountError;
use crate::services::leave;
use crate::web::page::Page;
use crate::web::submission::{Fields, Submission};
use crate::web::visit::{Answer, Visit};

#[derive(Template)]
#[template(path = "leave.html")]
struct LeavePage<'v> {
    page: Page<'v>,
    form: Fields,
    name: String,
    member: bool,
    lines: Vec<String>,
}

pub(super) async fn page(visit: Visit) -> HttpResponse {
    let answer = show(&visit, Fields::default(), StatusCode::OK);
    visit.answer(answer)
}

fn show(visit: &Visit, form: Fields, status: StatusCode) -> Answer {
    let caller = visit.signed_in()?;
    let member = caller.account.is_some();
    let keys: &[&str] = if member {
        &["leave-words", "leave-states", "leave-servers", "leave-names", "leave-handle", "leave-for-good"]
    } else {
        &["leave-words", "leave-states", "leave-servers", "leave-guest", "leave-for-good"]
    };
    let handle = format!("@{}", caller.handle);
    let lines = keys.iter().map(|key| visit.words.with(key, &[("handle", handle.as_str().into())])).collect();
    let title = if member { "leave-title" } else { "leave-title-guest" };
    let page = Page::new(visit, "me", visit.say(title));
    Ok(visit.show_as(status, &LeavePage { page, form, name: caller.name.clone(), member, lines }))
}

pub(super) async fn leave(form: Submission) -> HttpResponse {
    let answer = take_leave(&form).await;
    form.answer(answer).await
}

async fn take_leave(form: &Submission) -> Answer {
    let visit = &form.visit;
    let caller = visit.signed_in()?;
    let Some(account) = caller.account else {
        leave::forget_guest(&visit.app, caller.actor).await?;
        caller::sign_out(&visit.session);
        return Ok(visit.go("/", "left-guest"));
    };
    visit.take(Kind::OwnPassword, &caller.word())?;
    match leave::delete_account(&visit.app, account, form.fields.get("password")).await {
        Ok(()) => {
            caller::sign_out(&visit.session);
            Ok(visit.go("/", "left"))
        }
        Err(error) => {
            let Some(message) = error.message() else { return Err(error.into()) };
            let mut fields = Fields::default();
            let brand = match &error {
                AccountError::LastOwner(brand) => brand.clone(),
                _ => String::new(),
            };
            fields.refuse("password", visit.words.with(message, &[("brand", brand.into())]));
            show(visit, fields, StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}
