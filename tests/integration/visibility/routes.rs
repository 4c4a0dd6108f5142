//! Every route there is, and what it shows of a thread: the rows of the matrix.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use actix_web::middleware::from_fn;
use redress::app::App;
use redress::commands::serve::doors;

use super::world::{Thread, World};

/// What a route is asked for.
#[derive(Clone, Copy)]
pub enum Row {
    /// A page of this thread: whoever sees it whole gets its title, everybody else what an unknown id gets.
    Page(fn(&Thread) -> String),
    /// A page of this thread that few may open at all: what an unknown id gets where it is not seen.
    Guarded(fn(&Thread) -> String),
    /// A document of this thread or of one thing in it.
    Document(fn(&Thread) -> Vec<String>),
    /// A list that shows the title where the thread is listed.
    List(fn(&World, &Thread) -> String),
    /// A page or document that may hold nothing of a thread that is not seen: asked, and looked through.
    Other(fn(&World, &Thread) -> Vec<String>),
    /// It takes forms or activities only; what it answers to those has stories of its own.
    Takes,
}

fn post_of(thread: &Thread) -> String {
    format!("/posts/{}", thread.post)
}

fn of(thread: &Thread, rest: &str) -> String {
    format!("/complaints/{}{rest}", thread.id)
}

/// What is searched for stands on the page in any case: so it is spelt otherwise than the title.
fn words(thread: &Thread) -> String {
    format!("canarytitle{}", thread.name)
}

fn ways_to(world: &World, thread: &Thread) -> Vec<String> {
    let origin = world.test.app.address.origin();
    let addresses =
        [format!("{origin}{}", of(thread, "")), format!("{origin}{}", post_of(thread)), post_uri(world, thread)];
    addresses.iter().map(|it| url::form_urlencoded::byte_serialize(it.as_bytes()).collect()).collect()
}

/// Where the post lies that filed it: here, or with its author.
fn post_uri(world: &World, thread: &Thread) -> String {
    match thread.name {
        "provisional" => world.peer.url("/notes/provisional"),
        _ => format!("{}{}", world.test.app.address.origin(), post_of(thread)),
    }
}

fn actor_of(world: &World, thread: &Thread, rest: &str) -> Vec<String> {
    [thread.author, world.board.id, world.voice.id].iter().map(|it| format!("/actors/{it}{rest}")).collect()
}

pub const ROWS: &[(&str, Row)] = &[
    ("/health", Row::Other(|_, _| vec!["/health".into()])),
    ("/health/seen", Row::Other(|_, _| vec!["/health/seen".into()])),
    ("/health/ready", Row::Other(|_, _| vec!["/health/ready".into()])),
    ("/inbox", Row::Takes),
    ("/actors/{id}/inbox", Row::Takes),
    (
        "/.well-known/webfinger",
        Row::Other(|world, thread| {
            let authority = world.test.authority();
            vec![
                format!("/.well-known/webfinger?resource=acct:{}@{authority}", thread.complainant),
                format!("/.well-known/webfinger?resource={}", ways_to(world, thread)[0]),
                format!("/.well-known/webfinger?resource=acct:acme.test@{authority}"),
            ]
        }),
    ),
    ("/.well-known/host-meta", Row::Other(|_, _| vec!["/.well-known/host-meta".into()])),
    ("/.well-known/host-meta.json", Row::Other(|_, _| vec!["/.well-known/host-meta.json".into()])),
    ("/.well-known/nodeinfo", Row::Other(|_, _| vec!["/.well-known/nodeinfo".into()])),
    ("/nodeinfo/{version}", Row::Other(|_, _| vec!["/nodeinfo/2.1".into(), "/nodeinfo/2.0".into()])),
    ("/actors/{id}", Row::Other(|world, thread| actor_of(world, thread, ""))),
    ("/actors/{id}/keys", Row::Other(|world, thread| actor_of(world, thread, "/keys"))),
    (
        "/actors/{id}/outbox",
        Row::Other(|world, thread| {
            let mut all = actor_of(world, thread, "/outbox");
            all.extend(actor_of(world, thread, "/outbox?page=true"));
            all
        }),
    ),
    ("/actors/{id}/followers", Row::Other(|world, thread| actor_of(world, thread, "/followers"))),
    ("/actors/{id}/following", Row::Other(|world, thread| actor_of(world, thread, "/following"))),
    ("/actors/{id}/moderators", Row::Other(|world, thread| actor_of(world, thread, "/moderators"))),
    ("/actors/{id}/featured", Row::Other(|world, thread| actor_of(world, thread, "/featured"))),
    ("/actors/{id}/digest", Row::Other(|world, thread| actor_of(world, thread, "/digest"))),
    ("/quotes/{id}", Row::Document(|thread| thread.quote.iter().map(|it| format!("/quotes/{it}")).collect())),
    ("/heads", Row::Other(|world, _| vec![format!("/heads?board={}", world.board.uri)])),
    ("/copies/{id}", Row::Other(|_, thread| vec![format!("/copies/{}", thread.id)])),
    ("/copies/{id}/history", Row::Other(|_, thread| vec![format!("/copies/{}/history?after=0", thread.id)])),
    (
        "/moderation/log.json",
        Row::Other(|_, _| vec!["/moderation/log.json".into(), "/moderation/log.json?after=0".into()]),
    ),
    (
        "/activities/{id}",
        Row::Document(|thread| thread.activities.iter().map(|it| format!("/activities/{it}")).collect()),
    ),
    ("/posts/{id}", Row::Document(|thread| vec![post_of(thread)])),
    ("/complaints/{id}", Row::Page(|thread| of(thread, ""))),
    ("/threads/{id}", Row::Document(|thread| vec![format!("/threads/{}", thread.id)])),
    ("/complaints/{id}/posts", Row::Document(|thread| vec![of(thread, "/posts")])),
    ("/complaints/{id}/replies", Row::Document(|thread| vec![of(thread, "/replies")])),
    ("/complaints/{id}/history", Row::Document(|thread| vec![of(thread, "/history"), of(thread, "/history?after=0")])),
    ("/", Row::List(|_, _| "/".into())),
    ("/waiting", Row::List(|_, _| "/waiting".into())),
    ("/waiting/untold", Row::List(|_, _| "/waiting/untold".into())),
    ("/resolved", Row::Other(|_, _| vec!["/resolved".into()])),
    ("/boards", Row::Other(|_, _| vec!["/boards".into()])),
    ("/boards/{domain}", Row::List(|_, _| "/boards/acme.test".into())),
    ("/boards/{domain}/claim", Row::Other(|_, _| vec!["/boards/acme.test/claim".into()])),
    ("/boards/{domain}/records", Row::Other(|_, _| vec!["/boards/acme.test/records".into()])),
    ("/search", Row::List(|_, thread| format!("/search?q={}", words(thread)))),
    ("/search/ask", Row::Takes),
    ("/follow", Row::Page(|thread| format!("/follow?complaint={}", thread.id))),
    (
        "/intents/{intent}",
        Row::Other(|world, thread| {
            let objects = ways_to(world, thread);
            let ways = ["object", "like", "announce"].iter();
            ways.flat_map(|way| objects.iter().map(move |it| format!("/intents/{way}?object={it}"))).collect()
        }),
    ),
    ("/avatars/{actor}/{size}", Row::Other(|_, thread| vec![format!("/avatars/{}/96", thread.author)])),
    ("/about", Row::Other(|_, _| vec!["/about".into()])),
    ("/@{name}", Row::List(|_, thread| format!("/@{}", thread.complainant))),
    ("/assets/{file}", Row::Other(|_, _| vec!["/assets/nothing".into()])),
    ("/login", Row::Other(|_, thread| vec![format!("/login?next=/complaints/{}", thread.id)])),
    ("/login/guest", Row::Takes),
    ("/login/link/{id}/{secret}", Row::Other(|_, thread| vec![format!("/login/link/{}/x", thread.id)])),
    ("/register", Row::Other(|_, _| vec!["/register".into()])),
    ("/logout", Row::Takes),
    ("/settings", Row::Other(|_, _| vec!["/settings".into()])),
    ("/notifications", Row::Other(|_, _| vec!["/notifications".into()])),
    ("/settings/quotes", Row::Other(|_, _| vec!["/settings/quotes".into()])),
    ("/settings/quotes/{id}", Row::Takes),
    ("/receipts/{id}", Row::Other(|_, thread| vec![format!("/receipts/{}", thread.id)])),
    ("/receipts/{id}/file", Row::Other(|_, thread| vec![format!("/receipts/{}/file", thread.id)])),
    ("/settings/invitations", Row::Other(|_, _| vec!["/settings/invitations".into()])),
    ("/invitations/{id}/{secret}", Row::Other(|_, thread| vec![format!("/invitations/{}/x", thread.id)])),
    ("/settings/told/{id}", Row::Takes),
    ("/settings/object", Row::Takes),
    ("/settings/delete-account", Row::Other(|_, _| vec!["/settings/delete-account".into()])),
    ("/settings/language", Row::Takes),
    ("/settings/password", Row::Takes),
    ("/file", Row::Other(|_, _| vec!["/file?brand=acme.test".into()])),
    ("/desk", Row::Other(|_, _| vec!["/desk".into(), "/desk?brand=acme.test".into()])),
    ("/desk/people", Row::Other(|_, _| vec!["/desk/people".into()])),
    ("/desk/{id}", Row::Guarded(|thread| format!("/desk/{}", thread.id))),
    ("/complaints/{id}/proof", Row::Page(|thread| of(thread, "/proof"))),
    ("/complaints/{id}/summary", Row::Page(|thread| of(thread, "/summary"))),
    ("/mediation", Row::Other(|_, _| vec!["/mediation".into()])),
    ("/complaints/{id}/{deed}", Row::Other(|_, thread| vec![of(thread, "/comment"), of(thread, "/hide")])),
    ("/moderation", Row::Other(|_, _| vec!["/moderation".into()])),
    ("/moderation/log", Row::Other(|_, _| vec!["/moderation/log".into()])),
    ("/moderation/cases/{id}", Row::Other(|_, thread| vec![format!("/moderation/cases/{}", thread.id)])),
    ("/moderation/undo/{id}", Row::Takes),
    ("/moderation/accounts", Row::Other(|_, _| vec!["/moderation/accounts".into()])),
    ("/moderation/accounts/restrict", Row::Takes),
    ("/admin/trust-key", Row::Takes),
    ("/admin/deliveries", Row::Other(|_, _| vec!["/admin/deliveries".into()])),
    ("/admin/policy", Row::Other(|_, _| vec!["/admin/policy".into()])),
    ("/admin/brands", Row::Other(|_, _| vec!["/admin/brands".into()])),
    ("/admin/policy.csv", Row::Other(|_, _| vec!["/admin/policy.csv".into()])),
    ("/admin", Row::Other(|_, _| vec!["/admin".into()])),
];

/// The routes whose answers are documents for other servers, which may say who they are.
pub const DOCUMENTS: &[&str] = &[
    "/actors/{id}",
    "/actors/{id}/outbox",
    "/actors/{id}/followers",
    "/actors/{id}/following",
    "/actors/{id}/moderators",
    "/actors/{id}/featured",
    "/actors/{id}/digest",
    "/quotes/{id}",
    "/heads",
    "/copies/{id}",
    "/copies/{id}/history",
    "/activities/{id}",
    "/posts/{id}",
    "/threads/{id}",
    "/complaints/{id}",
    "/complaints/{id}/posts",
    "/complaints/{id}/replies",
    "/complaints/{id}/history",
];

/// The patterns that the running server knows, read from its own table of routes. A site stays on the thread that made it,
/// so it gets one: whoever asks may move between threads.
pub async fn patterns(app: &App) -> BTreeSet<String> {
    let (app, runtime) = (app.clone(), tokio::runtime::Handle::current());
    tokio::task::spawn_blocking(move || runtime.block_on(read_patterns(&app))).await.unwrap()
}

async fn read_patterns(app: &App) -> BTreeSet<String> {
    let table = Arc::new(Mutex::new(String::new()));
    let seen = Arc::clone(&table);
    let site = actix_web::App::new().configure(doors(app)).wrap(from_fn(
        move |request: actix_web::dev::ServiceRequest, next: actix_web::middleware::Next<_>| {
            *seen.lock().unwrap() = format!("{:?}", request.resource_map());
            next.call(request)
        },
    ));
    let service = actix_web::test::init_service(site).await;
    let _ =
        actix_web::test::try_call_service(&service, actix_web::test::TestRequest::get().uri("/health").to_request())
            .await;
    let text = table.lock().unwrap().clone();
    let mut found = BTreeSet::new();
    for part in text.split("patterns: Single(\"").skip(1) {
        let pattern = part.split('"').next().unwrap_or_default();
        if !pattern.is_empty() {
            found.insert(pattern.to_string());
        }
    }
    for part in text.split("patterns: List([").skip(1) {
        let list = part.split(']').next().unwrap_or_default();
        found.extend(list.split('"').filter(|it| it.starts_with('/')).map(str::to_string));
    }
    found
}
