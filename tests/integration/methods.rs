//! HEAD and OPTIONS of everything that other servers and pages of other sites read.

use redress::domain::ids::{ActorId, ComplaintId};
use redress::storage::accounts::Role;
use redress::storage::{StorageError, View, actors, posts};
use reqwest::Method;

use crate::on_both_engines;
use crate::pages::{file, member};
use crate::support::{Engine, TestApp};

/// What an answer is beside its words.
#[derive(Debug, PartialEq, Eq)]
struct Head {
    status: u16,
    kind: String,
    length: String,
    location: String,
    origins: String,
}

async fn ask(test: &TestApp, method: Method, path: &str, accept: &str) -> (Head, String) {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let request = client.request(method, test.local_url(path)).header("Host", test.authority());
    let answer = request.header("Accept", accept).send().await.unwrap();
    let text = |name: &str| answer.headers().get(name).map_or("", |it| it.to_str().unwrap()).to_string();
    let head = Head {
        status: answer.status().as_u16(),
        kind: text("content-type"),
        length: text("content-length"),
        location: text("location"),
        origins: text("access-control-allow-origin"),
    };
    (head, answer.text().await.unwrap())
}

async fn actor(test: &TestApp, name: &'static str) -> ActorId {
    let host = test.authority();
    let find = move |view: &mut View<'_>| actors::find_by_handle(view, name, &host);
    test.app.db.read::<_, StorageError, _>(find).await.unwrap().unwrap().id
}

async fn documents_are_asked_for_in_three_ways(engine: Engine) {
    let mut test = TestApp::start(engine);
    test.serve();
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let id: ComplaintId = path.rsplit('/').next().unwrap().parse().unwrap();
    let post =
        test.app.db.read::<_, StorageError, _>(move |view| posts::of_event(view, id, 1)).await.unwrap().unwrap().id;
    let (board, c7) = (actor(&test, "acme.com").await, actor(&test, "c7").await);
    let (authority, nobody) = (test.authority(), "00000000-0000-4000-8000-000000000000");
    let mut paths = vec![
        format!("/.well-known/webfinger?resource=acct:c7@{authority}"),
        format!("/.well-known/webfinger?resource=acct:nobody@{authority}"),
        "/.well-known/webfinger".to_string(),
        "/.well-known/host-meta".to_string(),
        "/.well-known/host-meta.json".to_string(),
        "/.well-known/nodeinfo".to_string(),
        "/nodeinfo/2.0".to_string(),
        "/nodeinfo/2.1".to_string(),
        "/nodeinfo/9".to_string(),
        "/heads".to_string(),
        "/moderation/log.json".to_string(),
        "/moderation/log.json?after=0".to_string(),
        format!("/actors/{c7}"),
        format!("/actors/{nobody}"),
        format!("/posts/{post}"),
        format!("/posts/{nobody}"),
        format!("/threads/{id}"),
    ];
    paths.extend(
        ["", "/keys", "/outbox", "/followers", "/following", "/moderators", "/featured", "/digest"]
            .map(|rest| format!("/actors/{board}{rest}")),
    );
    paths.extend(["", "/posts", "/replies", "/history"].map(|rest| format!("/complaints/{id}{rest}")));
    for path in paths {
        let (shown, body) = ask(&test, Method::GET, &path, "application/activity+json").await;
        let (asked, nothing) = ask(&test, Method::HEAD, &path, "application/activity+json").await;
        assert_eq!(asked, shown, "{path}");
        assert!(nothing.is_empty() && (!body.is_empty() || shown.status == 303), "{path}");
        assert!(shown.origins == "*" && shown.status < 500, "{path}: {shown:?}");
        let (allowed, _) = ask(&test, Method::OPTIONS, &path, "*/*").await;
        assert_eq!((allowed.status, allowed.origins.as_str()), (204, "*"), "{path}");
    }
}

/// Whatever is registered as a document answers whoever asks whether they may read it from another site.
async fn no_document_is_left_out(engine: Engine) {
    let mut test = TestApp::start(engine);
    test.serve();
    let source = include_str!("../../src/federation/documents/mod.rs");
    let registered: Vec<&str> = source.split("document(\"").skip(1).map(|it| it.split('"').next().unwrap()).collect();
    assert!(registered.len() > 15, "{registered:?}");
    for address in registered {
        let path = address.replace("{id}", "00000000-0000-4000-8000-000000000000");
        let (allowed, _) = ask(&test, Method::OPTIONS, &path, "*/*").await;
        assert_eq!((allowed.status, allowed.origins.as_str()), (204, "*"), "{address}");
    }
    // What nobody reads from elsewhere is allowed to nobody.
    for path in ["/login", "/inbox", "/file", "/settings"] {
        let (refused, _) = ask(&test, Method::OPTIONS, path, "*/*").await;
        assert!(refused.status >= 400 && refused.origins.is_empty(), "{path}: {refused:?}");
    }
}

on_both_engines!(documents_are_asked_for_in_three_ways, no_document_is_left_out);
