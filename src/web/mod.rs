//! The door for people: every page and every form, and which function answers it.

mod about;
mod admin;
mod assets;
mod avatars;
mod boards;
mod brands;
mod claim;
mod complaints;
mod deeds;
mod deliveries;
mod desk;
mod figures;
mod file;
mod follow;
mod front;
mod intents;
mod leave;
mod log_in;
mod mediation;
mod moderation;
mod multipart;
mod notifications;
mod page;
mod parts;
mod people;
mod policy;
mod problem;
mod profile;
mod quotes;
mod receipts;
mod records;
mod resume;
mod search;
mod settings;
mod submission;
mod thread;
mod told;
mod visit;

use std::sync::{Arc, Mutex};

use actix_session::SessionMiddleware;
use actix_session::config::{CookieContentSecurity, PersistentSession, TtlExtensionPolicy};
use actix_web::cookie::{Key, SameSite, time};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{Data, ServiceConfig, post, resource, scope};
use actix_web::{FromRequest, Handler, Resource, Responder, Route, guard};

use crate::app::App;
use crate::domain::Timestamp;
use crate::http::kept;
use crate::http::limits::Limits;
use crate::http::security::{self, FormMarks, KnownBrowsers, SaidMarks};
use crate::http::sessions::KeptSessions;
use crate::http::waiting;
use crate::services::site::Site;
use crate::web::visit::Visit;

pub use crate::web::problem::unreadable;

const SESSION_DAYS: i64 = 30;

/// What all pages of one process share.
pub struct Pages {
    limits: Limits,
    marks: FormMarks,
    known: KnownBrowsers,
    said: SaidMarks,
    site: Mutex<Option<(Timestamp, Arc<Site>)>>,
}

impl Pages {
    pub fn new(app: &App) -> Pages {
        Pages {
            limits: Limits::new(app),
            marks: FormMarks::new(app),
            known: KnownBrowsers::new(app),
            said: SaidMarks::new(app),
            site: Mutex::new(None),
        }
    }
}

/// Everything that people see. It takes every address that is left, so it comes after the other doors.
pub fn routes(app: &App, pages: Data<Pages>) -> impl FnOnce(&mut ServiceConfig) + use<> {
    let sessions = sessions(app);
    move |site| {
        site.app_data(pages);
        site.service(
            scope("")
                .wrap(from_fn(security::refuse_other_origins))
                .wrap(sessions)
                .wrap(from_fn(kept::keep_pages))
                .wrap(security::headers())
                .wrap(Compress::default())
                .wrap(from_fn(problem::nothing_blank))
                .wrap(from_fn(waiting::wait_once))
                .configure(reading)
                .configure(accounts)
                .configure(threads)
                .configure(moderating)
                .default_service(actix_web::web::to(problem::no_such_address)),
        );
    }
}

fn reading(site: &mut ServiceConfig) {
    site.route("/", page().to(front::front))
        .route("/waiting", page().to(front::waiting))
        .route("/waiting/untold", page().to(front::untold))
        .route("/resolved", page().to(front::resolved))
        .route("/boards", page().to(boards::boards))
        .route("/boards/{domain}", page().to(boards::board))
        .service(resource("/boards/{domain}/claim").route(page().to(claim::show)).route(post().to(claim::act)))
        .route("/boards/{domain}/records", page().to(records::records))
        .route("/search", page().to(search::search))
        .service(form_only("/search/ask", search::ask, "/search"))
        .route("/follow", page().to(follow::follow))
        .service(resource("/intents/{intent}").route(page().to(intents::page)).route(post().to(intents::act)))
        .route("/avatars/{actor}/{size}", page().to(avatars::avatar))
        .route("/about", page().to(about::about))
        .route("/@{name}", page().to(profile::profile))
        .route("/assets/{file}", page().to(assets::asset));
}

fn accounts(site: &mut ServiceConfig) {
    site.service(resource("/login").route(page().to(log_in::form)).route(post().to(log_in::log_in)))
        .service(form_only("/login/guest", log_in::ask_for_link, "/login"))
        .service(
            resource("/login/link/{id}/{secret}").route(page().to(log_in::link)).route(post().to(log_in::use_link)),
        )
        .service(resource("/register").route(page().to(log_in::register_form)).route(post().to(log_in::register)))
        .service(form_only("/logout", log_in::log_out, "/"))
        .route("/settings", page().to(settings::settings))
        .service(
            resource("/notifications").route(page().to(notifications::list)).route(post().to(notifications::read_all)),
        )
        .route("/settings/quotes", page().to(quotes::quotes))
        .service(form_only("/settings/quotes/{id}", quotes::revoke, "/settings/quotes"))
        .service(form_only("/settings/told/{id}", told::remove, "/settings"))
        .service(form_only("/settings/object", settings::object, "/settings"))
        .service(resource("/settings/delete-account").route(page().to(leave::page)).route(post().to(leave::leave)))
        .service(resource("/settings/invitations").route(page().to(people::mine)).route(post().to(people::reply)))
        .service(
            resource("/invitations/{id}/{secret}")
                .route(page().to(people::by_link))
                .route(post().to(people::reply_by_link)),
        )
        .service(form_only("/settings/language", settings::language, "/settings"))
        .service(form_only("/settings/password", settings::password, "/settings"));
}

fn threads(site: &mut ServiceConfig) {
    site.service(resource("/file").route(page().to(file::form)).route(post().to(file::file)))
        .route("/desk", page().to(desk::desk))
        .service(resource("/desk/people").route(page().to(people::show)).route(post().to(people::act)))
        .route("/desk/{id}", page().to(desk::open))
        .route("/receipts/{id}", page().to(receipts::read))
        .route("/receipts/{id}/file", page().to(receipts::file))
        .route("/posts/{id}", page().to(complaints::post))
        .route("/complaints/{id}", page().to(complaints::thread))
        .route("/threads/{id}", page().to(complaints::to_page))
        .route("/complaints/{id}/proof", page().to(complaints::proof))
        .route("/complaints/{id}/summary", page().to(mediation::summary))
        .service(resource("/complaints/{id}/{deed}").route(post().to(deeds::deed)).route(page().to(complaints::back)));
}

fn moderating(site: &mut ServiceConfig) {
    site.route("/mediation", page().to(mediation::queue))
        .route("/moderation", page().to(moderation::queue))
        .route("/moderation/log", page().to(moderation::log))
        .service(
            resource("/moderation/cases/{id}").route(page().to(moderation::case)).route(post().to(moderation::decide)),
        )
        .service(form_only("/moderation/undo/{id}", moderation::undo, "/moderation"))
        .route("/moderation/accounts", page().to(moderation::account))
        .service(form_only("/moderation/accounts/restrict", moderation::restrict, "/moderation/accounts"))
        .service(form_only("/admin/trust-key", admin::trust_key, "/admin"))
        .service(resource("/admin/deliveries").route(page().to(deliveries::list)).route(post().to(deliveries::decide)))
        .service(resource("/admin/policy").route(page().to(policy::list)).route(post().to(policy::decide)))
        .service(resource("/admin/brands").route(page().to(brands::form)).route(post().to(brands::change)))
        .route("/admin/policy.csv", page().to(policy::export))
        .service(resource("/admin").route(page().to(admin::form)).route(post().to(admin::change)));
}

/// An address that only takes a form. Whoever just goes there, from the foot of an answer to one that was wrong or after
/// signing in, comes to the page that has the form.
fn form_only<F, Args>(path: &str, handler: F, home: &'static str) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let lead = move |visit: Visit| async move { visit.go(home, "") };
    resource(path)
        .route(post().to(handler))
        .route(page().to(lead))
        .default_service(actix_web::web::to(problem::not_found))
}

/// Reading: GET, and HEAD for those who only ask whether it is there.
fn page() -> Route {
    Route::new().guard(guard::Any(guard::Get()).or(guard::Head()))
}

fn sessions(app: &App) -> SessionMiddleware<KeptSessions> {
    let secure = app.address.is_https();
    let key = [security::key_for(app, "sessions 1"), security::key_for(app, "sessions 2")].concat();
    let lifecycle = PersistentSession::default()
        .session_ttl(time::Duration::days(SESSION_DAYS))
        .session_ttl_extension_policy(TtlExtensionPolicy::OnStateChanges);
    SessionMiddleware::builder(KeptSessions::new(app), Key::from(&key))
        .cookie_name(if secure { "__Host-session" } else { "session" }.to_string())
        .cookie_secure(secure)
        .cookie_http_only(true)
        .cookie_same_site(SameSite::Lax)
        .cookie_path("/".to_string())
        .cookie_content_security(CookieContentSecurity::Signed)
        .session_lifecycle(lifecycle)
        .build()
}
