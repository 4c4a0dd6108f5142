//! Inputs 14 to 25: who may say what of whom.

use redress::crypto::keys::SecretKey;
use redress::federation::actor::fetch_actor;
use redress::services::signing;
use redress::storage::reactions::{self, ReactionKind};
use redress::storage::{actors, follows, posts};
use serde_json::{Value, json};

use crate::hostile::ledger::Tally;
use crate::hostile::rig::{Rig, Street};
use crate::support::Engine;
use crate::support::TestApp;
use crate::support::peer::{ACTIVITY_JSON, FakePeer, Letter, PUBLIC, PeerActor, Sealed, exchange, status_of};

/// Spellings of an address on another host than this one, some of which a careless reader takes for this one.
fn elsewhere(url: &str) -> Vec<String> {
    let (_, rest) = url.split_once("://").unwrap();
    let (authority, path) = rest.split_once('/').unwrap();
    let (host, port) = authority.split_once(':').unwrap();
    vec![
        format!("http://b.test:1/{path}"),
        format!("https://{authority}/{path}"),
        format!("http://{host}/{path}"),
        format!("http://{host}:1/{path}"),
        format!("http://{host}.:{port}/{path}"),
        format!("http://x.{authority}/{path}"),
        format!("http://{host}.evil.test:{port}/{path}"),
        format!("http://evil{authority}/{path}"),
        format!("http://{authority}@b.test:1/{path}"),
        format!("http://b.test:1\\@{authority}/{path}"),
        format!("http://b.test:1#@{authority}/{path}"),
        format!("http://b.test:1?@{authority}/{path}"),
        format!("http://b.test:1/{authority}/{path}"),
        format!("http://127.0.0.1:{port}/{path}"),
    ]
}

/// Spellings of an address of ours.
fn ours(test: &TestApp, path: &str) -> Vec<String> {
    let origin = test.app.address.origin();
    let (host, port) =
        test.app.address.authority().split_once(':').map(|(h, p)| (h.to_string(), p.to_string())).unwrap();
    vec![
        format!("{origin}{path}"),
        format!("{}{path}", origin.to_uppercase().replace("HTTP", "http")),
        format!("{}{path}", origin.replace("http", "HTTP")),
        format!("http://{host}.:{port}{path}"),
        format!("http://%68ome.test:{port}{path}"),
        format!("http://\u{ff48}ome.test:{port}{path}"),
        format!("http://{host}:0{port}{path}"),
        format!("{origin}/./{path}"),
        format!("{origin}/x/..{path}"),
        format!("http://{host}:443{path}"),
        format!("https://{host}:443{path}"),
        format!("https://{host}{path}"),
        format!("http://{host}{path}"),
        format!("http:/{host}:{port}{path}"),
        format!("http:\\\\{host}:{port}{path}"),
        format!("http://a@{host}:{port}{path}"),
        format!(" {origin}{path}"),
        format!("{origin}\t{path}"),
    ]
}

async fn an_activity_is_from_its_actors_host(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let known = rig.peer.send(&rig.test, &rig.alice, &rig.like(0)).await;
    rig.tally.same(known, 202, "an activity of one's own");
    let census = rig.census();
    let kinds = ["Like", "Create", "Announce", "Undo", "Whatever"];
    for (number, id) in elsewhere(&rig.peer.url("/likes/1")).into_iter().enumerate() {
        let kind = kinds[number % kinds.len()];
        let mut activity = json!({"type": kind, "actor": rig.alice.uri, "id": id, "object": rig.peer.url("/1")});
        let letter = Letter::new(&rig.test, &rig.alice, &activity);
        rig.refused_letter(&letter, &[400, 403], &format!("{kind} {id}")).await;
        activity["id"] = json!({"id": id});
        let letter = Letter::new(&rig.test, &rig.alice, &activity);
        rig.refused_letter(&letter, &[400, 403], &format!("{kind} {}", activity["id"])).await;
    }
    for id in [
        json!(7),
        json!([]),
        json!([rig.peer.url("/likes/1")]),
        json!("likes/1"),
        json!(""),
        json!("urn:uuid:1"),
        json!(true),
    ] {
        let activity = json!({"type": "Like", "actor": rig.alice.uri, "id": id, "object": rig.peer.url("/1")});
        rig.refused_letter(&Letter::new(&rig.test, &rig.alice, &activity), &[400, 403], &format!("the id {id}")).await;
    }
    rig.untouched(&census, "an activity with somebody else's id");
    rig.tally
}

async fn nobody_creates_what_is_somebody_elses(engine: Engine) -> Tally {
    let (mut street, other) = Street::start_between(engine).await;
    let (alice, here) = (street.rig.alice.uri.clone(), street.rig.peer.url("/notes/1"));
    let bob = other.person("bob");
    let known = street.rig.peer.send(&street.rig.test, &street.rig.alice.clone(), &street.rig.like(0)).await;
    street.rig.tally.same(known, 202, "an activity of one's own");
    street.rig.test.drain().await;
    let census = street.rig.census();
    let note = |id: &str, author: Value| json!({"type": "Note", "id": id, "attributedTo": author, "to": [PUBLIC], "inReplyTo": street.post, "content": "<p>#confirmed</p>"});
    let mut objects: Vec<Value> = elsewhere(&here).iter().map(|id| note(id, json!(alice))).collect();
    objects.extend(elsewhere(&alice).iter().map(|author| note(&here, json!(author))));
    objects.extend([
        note(&here, json!(bob.uri)),
        note(&here, json!([alice, bob.uri])),
        note(&here, json!([bob.uri, alice])),
        note(&here, json!({"id": bob.uri})),
        note(&here, json!([{"type": "Person", "id": bob.uri}, alice])),
        note(&here, json!({"type": "Link", "href": bob.uri})),
        note(&here, json!([7, alice])),
        note(&here, json!({})),
        note(&here, json!("")),
        json!([note(&here, json!(bob.uri))]),
        json!([note(&here, json!(alice)), note(&other.url("/notes/1"), json!(bob.uri))]),
        json!(other.url("/notes/1")),
        json!([other.url("/notes/1")]),
        json!({"type": "Note", "id": here, "actor": bob.uri, "content": "x"}),
    ]);
    for kind in ["Create", "Update"] {
        for object in &objects {
            let activity = json!({"type": kind, "id": street.rig.peer.url("/c/1"), "actor": alice, "object": object});
            let letter = Letter::new(&street.rig.test, &street.rig.alice, &activity);
            street.rig.refused_letter(&letter, &[400, 403], &format!("{kind} {object}")).await;
        }
    }
    // On one host only the database can tell.
    let mallory = street.rig.mallory.clone();
    let forged = note(&here, json!(mallory.uri));
    for (number, object) in [forged.clone(), json!([forged])].into_iter().enumerate() {
        let id = street.rig.peer.url(&format!("/c/same{number}"));
        let outcome = street.rig.say(&street.rig.alice, json!({"type": "Create", "id": id, "object": object})).await;
        street.rig.tally.row(
            outcome.starts_with("refused") || outcome.starts_with("ignored"),
            format_args!("the neighbour's note: {outcome}"),
        );
    }
    street.rig.no_effect(&census, "an object of somebody else's").await;
    let heard = other.heard().len();
    street.rig.tally.same(heard, 0, "requests to the other server");
    street.rig.tally
}

async fn a_document_speaks_for_its_own_address(engine: Engine) -> Tally {
    let (mut street, other) = Street::start_between(engine).await;
    let bob = other.person("bob");
    let real = json!({
        "type": "Note", "id": other.url("/notes/y"), "attributedTo": bob.uri, "to": [PUBLIC],
        "inReplyTo": street.post, "content": "<p>What bob said</p>"
    });
    other.serve("/notes/y", &real);
    let announce = |number: usize, object: &str| json!({"type": "Announce", "id": street.rig.peer.url(&format!("/b/{number}")), "to": [PUBLIC], "object": object});
    let stored = async |street: &Street| {
        let uri = other.url("/notes/y");
        street.rig.read(move |view| posts::find_by_uri(view, &uri)).await
    };
    let mut lie = real.clone();
    lie["content"] = json!("<p>What bob never said</p>");
    // Before the real one is known, and after.
    for round in 0..2 {
        for (number, (what, document)) in [
            ("the id of another host's", lie.clone()),
            ("its author elsewhere", {
                let mut it = lie.clone();
                it["id"] = json!(street.rig.peer.url("/evil"));
                it
            }),
            ("an id of ours", {
                let mut it = lie.clone();
                it["id"] = json!(street.post);
                it
            }),
            ("no id", {
                let mut it = lie.clone();
                it.as_object_mut().unwrap().remove("id");
                it
            }),
            ("two ids", {
                let mut it = lie.clone();
                it["id"] = json!([other.url("/notes/y"), street.rig.peer.url("/evil")]);
                it
            }),
            ("an id on this host that is not there", {
                let mut it = lie.clone();
                it["id"] = json!(street.rig.peer.url("/nothing"));
                it
            }),
        ]
        .into_iter()
        .enumerate()
        {
            street.rig.peer.serve("/evil", &document);
            street.rig.say(&street.rig.mallory, announce(round * 10 + number, &street.rig.peer.url("/evil"))).await;
            let kept = stored(&street).await;
            let clean = kept.is_none_or(|it| it.html.contains("What bob said") && it.author_uri == bob.uri);
            street.rig.tally.row(clean, format_args!("{what}, round {round}"));
            let uri = street.rig.peer.url("/evil");
            let under_its_own = street.rig.read(move |view| posts::find_by_uri(view, &uri)).await;
            street.rig.tally.row(under_its_own.is_none(), format_args!("{what}: kept as the liar's own"));
        }
        street.rig.say(&street.rig.mallory, announce(round * 10 + 9, &other.url("/notes/y"))).await;
        let known = stored(&street).await.is_some_and(|it| it.html.contains("What bob said"));
        street.rig.tally.row(known, "the real one, from its own server");
    }
    // The same for actors: a document that claims to be bob changes nothing of bob.
    let before = fetch_actor(&street.rig.test.app, &bob.uri).await.unwrap();
    let mut claims = other.document_of(&bob, "Person");
    claims["name"] = json!("Somebody else");
    claims["publicKey"]["publicKeyPem"] = json!(street.rig.mallory.key.public().unwrap().to_pem().unwrap());
    street.rig.peer.serve("/users/evil", &claims);
    let _ = fetch_actor(&street.rig.test.app, &street.rig.peer.url("/users/evil")).await;
    let uri = bob.uri.clone();
    let after = street.rig.read(move |view| actors::find_by_uri(view, &uri)).await.unwrap();
    street.rig.tally.row(after.name == before.name && after.public_key_pem == before.public_key_pem, "an actor's copy");
    street.rig.tally
}

async fn only_its_author_edits_a_post(engine: Engine) -> Tally {
    let (mut street, other) = Street::start_between(engine).await;
    let bob = other.person("bob");
    street.reply(&street.rig.alice, "1", "<p>Same for me</p>").await;
    let (alice, mallory) = (street.rig.alice.clone(), street.rig.mallory.clone());
    let warm =
        street.rig.say(&mallory, json!({"type": "Like", "id": street.rig.peer.url("/l/m"), "object": "x:y"})).await;
    street.rig.tally.same(warm.as_str(), "ignored: nothing-of-ours", "mallory is known");
    let before = street.stored("1").await.unwrap();
    let census = street.rig.census();
    let forged = street.note(&alice, "1", "<p>I was wrong</p>");
    let with = |name: &str, value: Value| {
        let mut it = forged.clone();
        it[name] = value;
        it
    };
    let objects = [
        forged.clone(),
        with("attributedTo", json!(mallory.uri)),
        with("attributedTo", json!([mallory.uri, alice.uri])),
        with("attributedTo", json!([alice.uri, mallory.uri])),
        with("attributedTo", Value::Null),
        with("attributedTo", json!([])),
        with("type", json!("Person")),
        with("type", json!("OrderedCollection")),
        with("type", json!(["Note", "Person"])),
        json!([forged]),
        rig_profile(&street, &alice),
    ];
    for (number, object) in objects.iter().enumerate() {
        let id = street.rig.peer.url(&format!("/u/{number}"));
        let outcome = street.rig.say(&mallory, json!({"type": "Update", "id": id, "object": object})).await;
        let refused = outcome.starts_with("refused") || outcome.starts_with("ignored") || outcome.starts_with('4');
        street.rig.tally.row(refused, format_args!("{object}: {outcome}"));
    }
    let now = street.stored("1").await.unwrap();
    street.rig.tally.row(now == before, "the post is another one");
    let abroad = json!({"type": "Update", "actor": bob.uri, "id": other.url("/u/1"), "object": forged});
    let status = other.send(&street.rig.test, &bob, &abroad).await;
    street.rig.tally.same(status, 403, "from another host");
    street.rig.no_effect(&census, "an update of somebody else's post").await;
    // That there was one is remembered, for the post may come yet; it makes none.
    let nothing = street.note(&mallory, "unseen", "<p>Out of nothing</p>");
    street
        .rig
        .say(&mallory, json!({"type": "Update", "id": street.rig.peer.url("/u/unseen"), "object": nothing}))
        .await;
    let unseen = street.stored("unseen").await;
    street.rig.tally.row(unseen.is_none(), "an update made a post");
    let own = street.note(&alice, "1", "<p>Same for me, twice</p>");
    let id = street.rig.peer.url("/u/own");
    let outcome = street.rig.say(&alice, json!({"type": "Update", "id": id, "object": own})).await;
    street.rig.tally.same(outcome.as_str(), "understood", "its author's own edit");
    street.rig.tally
}

/// Alice's profile as mallory would have it.
fn rig_profile(street: &Street, alice: &PeerActor) -> Value {
    let mut document = street.rig.peer.document_of(alice, "Person");
    document["name"] = json!("Not alice");
    document["publicKey"]["publicKeyPem"] = json!(street.rig.mallory.key.public().unwrap().to_pem().unwrap());
    document
}

async fn only_its_author_deletes_a_thing(engine: Engine) -> Tally {
    let (mut street, other) = Street::start_between(engine).await;
    let bob = other.person("bob");
    street.reply(&street.rig.alice, "1", "<p>Same for me</p>").await;
    let (alice, mallory) = (street.rig.alice.clone(), street.rig.mallory.clone());
    let like = |peer: &FakePeer| json!({"type": "Like", "id": peer.url("/l/known"), "object": "x:y"});
    street.rig.say(&mallory, like(&street.rig.peer)).await;
    let mut warm = like(&other);
    warm["actor"] = json!(bob.uri);
    other.send(&street.rig.test, &bob, &warm).await;
    street.rig.test.drain().await;
    let census = street.rig.census();
    let (note, account) = (street.rig.peer.url("/notes/1"), alice.uri.clone());
    let objects = |id: &str| {
        [
            json!(id),
            json!({"type": "Tombstone", "id": id}),
            json!([id]),
            json!({"type": "Note", "id": id, "attributedTo": "somebody"}),
            json!({"type": "Link", "href": id}),
            json!([{"id": id}]),
        ]
    };
    for (number, object) in objects(&note).into_iter().chain(objects(&account)).enumerate() {
        let id = street.rig.peer.url(&format!("/d/{number}"));
        let outcome = street.rig.say(&mallory, json!({"type": "Delete", "id": id, "object": object})).await;
        let refused = outcome.starts_with("ignored") || outcome.starts_with("refused") || outcome.starts_with('4');
        street.rig.tally.row(refused, format_args!("the neighbour's {object}: {outcome}"));
        let abroad =
            json!({"type": "Delete", "actor": bob.uri, "id": other.url(&format!("/d/{number}")), "object": object});
        let status = other.send(&street.rig.test, &bob, &abroad).await;
        street.rig.tally.row(matches!(status, 400 | 403), format_args!("from another host, {object}: {status}"));
    }
    for object in [street.post.clone(), street.board.uri.clone(), street.rig.test.app.address.complaint(street.thread)]
    {
        let delete =
            json!({"type": "Delete", "actor": mallory.uri, "id": street.rig.peer.url("/d/ours"), "object": object});
        street.rig.refused_letter(&Letter::new(&street.rig.test, &mallory, &delete), &[403], "something of ours").await;
    }
    // A group that says it is gone is not believed while its own server has it.
    street.rig.peer.serve("/notes/1", &street.note(&alice, "1", "<p>Same for me</p>"));
    let group = other.actor("group", "Group");
    let inner = json!({"type": "Delete", "id": other.url("/x"), "actor": bob.uri, "object": note});
    let announce = json!({"type": "Announce", "actor": group.uri, "id": other.url("/ann/1"), "object": inner});
    other.send(&street.rig.test, &group, &announce).await;
    street.rig.no_effect(&census, "the deletion of somebody else's things").await;
    let shown = exchange_get(&street.rig.test, &format!("/complaints/{}", street.thread)).await;
    street.rig.tally.same(shown, 200, "the thread");
    let own = json!({"type": "Delete", "id": street.rig.peer.url("/d/own"), "object": note});
    let outcome = street.rig.say(&alice, own).await;
    street.rig.tally.same(outcome.as_str(), "understood", "its author's own deletion");
    street.rig.tally
}

async fn exchange_get(test: &TestApp, path: &str) -> u16 {
    let get =
        format!("GET {path} HTTP/1.1\r\nhost: {}\r\naccept: text/html\r\nconnection: close\r\n\r\n", test.authority());
    status_of(&exchange(test.listen, get.as_bytes()).await)
}

async fn only_its_actor_takes_an_activity_back(engine: Engine) -> Tally {
    let (mut street, other) = Street::start_between(engine).await;
    let bob = other.person("bob");
    let (alice, mallory) = (street.rig.alice.clone(), street.rig.mallory.clone());
    let like = json!({"type": "Like", "id": street.rig.peer.url("/likes/1"), "object": street.post});
    let follow = json!({"type": "Follow", "id": street.rig.peer.url("/follows/1"), "object": street.board.uri});
    for (activity, what) in [(&like, "a like"), (&follow, "a follow")] {
        let outcome = street.rig.say(&alice, activity.clone()).await;
        street.rig.tally.same(outcome.as_str(), "understood", what);
    }
    street.rig.say(&mallory, json!({"type": "Like", "id": street.rig.peer.url("/l/m"), "object": "x:y"})).await;
    let census = street.rig.census();
    let whole = |activity: &Value, actor: &str| {
        let mut it = activity.clone();
        it["actor"] = json!(actor);
        it
    };
    let mut objects = Vec::new();
    for activity in [&like, &follow] {
        objects.extend([
            activity["id"].clone(),
            json!([activity["id"]]),
            json!({"id": activity["id"], "type": activity["type"]}),
            activity.clone(),
            whole(activity, &alice.uri),
            whole(activity, &mallory.uri),
            json!([whole(activity, &alice.uri)]),
            json!({"type": "Follow", "actor": alice.uri, "object": street.board.uri}),
            json!({"type": "Follow", "object": street.board.uri}),
            json!({"type": "Follow", "actor": [mallory.uri, alice.uri], "object": street.board.uri}),
        ]);
    }
    for (number, object) in objects.into_iter().enumerate() {
        let id = street.rig.peer.url(&format!("/un/{number}"));
        let outcome = street.rig.say(&mallory, json!({"type": "Undo", "id": id, "object": object})).await;
        let refused = outcome.starts_with("ignored") || outcome.starts_with("refused") || outcome.starts_with('4');
        street.rig.tally.row(refused, format_args!("{object}: {outcome}"));
        let abroad =
            json!({"type": "Undo", "actor": bob.uri, "id": other.url(&format!("/un/{number}")), "object": object});
        let status = other.send(&street.rig.test, &bob, &abroad).await;
        let named =
            object.get("id").is_some() || object.is_string() || object.is_array() || object.get("actor").is_some();
        street
            .rig
            .tally
            .row(!named || matches!(status, 400 | 403), format_args!("from another host, {object}: {status}"));
    }
    let named = json!({"type": "Undo", "actor": mallory.uri, "id": street.rig.peer.url("/un/x"), "object": whole(&like, &alice.uri)});
    street.rig.refused_letter(&Letter::new(&street.rig.test, &mallory, &named), &[403], "another actor inside").await;
    street.rig.no_effect(&census, "the undo of somebody else's activity").await;
    let uri = street.post.clone();
    let likes = street.rig.read(move |view| reactions::count(view, &uri, ReactionKind::Like)).await;
    street.rig.tally.same(likes, 1, "likes");
    street.rig.tally
}

async fn a_copy_inside_a_boost_is_not_believed(engine: Engine) -> Tally {
    let (mut street, other) = Street::start_between(engine).await;
    let bob = other.person("bob");
    let real = json!({
        "type": "Note", "id": other.url("/notes/1"), "attributedTo": bob.uri, "to": [PUBLIC],
        "inReplyTo": street.post, "content": "<p>What he said</p>"
    });
    let lie = {
        let mut it = real.clone();
        it["content"] = json!("<p>What he never said</p>");
        it
    };
    let invented = {
        let mut it = lie.clone();
        it["id"] = json!(other.url("/notes/invented"));
        it
    };
    other.serve("/notes/1", &real);
    let wrap = |kind: &str, object: &Value| json!({"type": kind, "id": other.url(&format!("/wrapped/{kind}")), "actor": bob.uri, "object": object});
    let shapes = [
        lie.clone(),
        json!([lie]),
        wrap("Create", &lie),
        wrap("Update", &lie),
        invented.clone(),
        wrap("Create", &invented),
        wrap("Update", &invented),
        wrap("Announce", &lie),
        wrap("Create", &wrap("Create", &lie)),
        json!([invented, lie]),
    ];
    for (number, object) in shapes.into_iter().enumerate() {
        let id = street.rig.peer.url(&format!("/b/{number}"));
        street
            .rig
            .say(&street.rig.mallory, json!({"type": "Announce", "id": id, "to": [PUBLIC], "object": object}))
            .await;
        let never = other.url("/notes/invented");
        let made_up = street.rig.read(move |view| posts::find_by_uri(view, &never)).await;
        street.rig.tally.row(made_up.is_none(), format_args!("{object}: kept"));
        let uri = other.url("/notes/1");
        let kept = street.rig.read(move |view| posts::find_by_uri(view, &uri)).await;
        let clean = kept.is_none_or(|it| it.html.contains("What he said") && it.author_uri == bob.uri);
        street.rig.tally.row(clean, format_args!("{object}: believed"));
    }
    street.rig.tally
}

async fn an_object_on_our_domain_is_ours_alone(engine: Engine) -> Tally {
    let mut street = Street::start(engine).await;
    let alice = street.rig.alice.uri.clone();
    let known = street.rig.peer.send(&street.rig.test, &street.rig.alice.clone(), &street.rig.like(0)).await;
    street.rig.tally.same(known, 202, "an activity of one's own");
    street.rig.test.drain().await;
    let census = street.rig.census();
    let path = street.post[street.rig.test.app.address.origin().len()..].to_string();
    let here = street.rig.peer.url("/x");
    let mut targets = ours(&street.rig.test, &path);
    targets.extend(ours(&street.rig.test, "/posts/invented"));
    for id in &targets {
        let note = |id: &str, author: &str| json!({"type": "Note", "id": id, "attributedTo": author, "to": [PUBLIC], "content": "<p>x</p>"});
        let rows = [
            json!({"type": "Create", "id": here, "object": note(id, &alice)}),
            json!({"type": "Create", "id": here, "object": note(&here, id)}),
            json!({"type": "Create", "id": here, "object": id}),
            json!({"type": "Update", "id": here, "object": note(id, &alice)}),
            json!({"type": "Delete", "id": here, "object": id}),
            json!({"type": "Delete", "id": here, "object": {"type": "Tombstone", "id": id}}),
            json!({"type": "Undo", "id": here, "object": id}),
            json!({"type": "Like", "id": id, "object": here}),
        ];
        for mut activity in rows {
            activity["actor"] = json!(alice);
            let letter = Letter::new(&street.rig.test, &street.rig.alice, &activity);
            street.rig.refused_letter(&letter, &[400, 403], &activity.to_string()).await;
        }
    }
    for actor in ours(&street.rig.test, "/actors/x") {
        let activity = json!({"type": "Like", "actor": actor, "id": here, "object": here});
        let letter = Letter::new(&street.rig.test, &street.rig.alice, &activity);
        street.rig.refused_letter(&letter, &[400, 401, 403], &format!("the actor {actor}")).await;
    }
    street.rig.untouched(&census, "an object on our domain");
    let heard = street.rig.peer.fetches();
    street.rig.tally.same(heard, 1, "documents fetched");
    street.rig.tally
}

/// The peer serves an actor in some odd way; what that actor signs is believed or not.
struct Served<'a> {
    rig: &'a mut Rig,
    key: SecretKey,
    number: usize,
}

impl Served<'_> {
    fn next(&mut self) -> (PeerActor, String, Vec<u8>) {
        self.number += 1;
        let path = format!("/users/eve{}", self.number);
        let eve = self.rig.peer.actor_at(&path, "Person", &self.key);
        let document = self.rig.peer.document_of(&eve, "Person").to_string().into_bytes();
        (eve, path, document)
    }

    async fn like(&self, eve: &PeerActor) -> u16 {
        let like = json!({"type": "Like", "actor": eve.uri, "id": format!("{}/like", eve.uri), "object": eve.uri});
        self.rig.peer.send(&self.rig.test, eve, &like).await
    }

    async fn with(&mut self, status: u16, content_type: &str, accepted: bool) {
        let (eve, path, document) = self.next();
        self.rig.peer.serve_as(&path, status, content_type, &document);
        let answer = self.like(&eve).await;
        let expected = if accepted { 202 } else { 401 };
        self.rig.tally.same(answer, expected, format_args!("{status} {content_type:?}"));
    }
}

async fn only_activity_json_is_a_document(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let census = rig.census();
    let mut served = Served { key: SecretKey::generate_rsa().unwrap(), number: 0, rig: &mut rig };
    for media_type in [
        "text/html",
        "text/plain",
        "application/json",
        "application/ld+json",
        "application/ld+json; profile=\"https://example.com/other\"",
        "application/ld+json; profile=https://www.w3.org/ns/activitystreams/evil",
        "application/ld+json; charset=utf-8",
        "application/ld+json; x-profile=\"https://www.w3.org/ns/activitystreams\"",
        "image/png",
        "application/octet-stream",
        "application/activity+xml",
        "application/activity+json+x",
        "x-application/activity+json",
        "application/activity+json, text/html",
        "text/html, application/activity+json",
        "text/html; a=application/activity+json",
        "text/html;application/activity+json",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "",
    ] {
        served.with(200, media_type, false).await;
    }
    rig.untouched(&census, "a document of another type");
    let mut served = Served { key: SecretKey::generate_rsa().unwrap(), number: 100, rig: &mut rig };
    for media_type in [
        "application/activity+json",
        "Application/Activity+JSON",
        "application/activity+json; charset=utf-8",
        "application/activity+json;charset=UTF-8",
        "application/activity+json ; charset=\"utf-8\"",
        "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
        "application/ld+json;profile=\"https://www.w3.org/ns/activitystreams\"; charset=utf-8",
        "APPLICATION/LD+JSON ;  PROFILE=\"https://www.w3.org/ns/activitystreams\"",
        "application/ld+json; charset=utf-8; profile=\"https://www.w3.org/ns/activitystreams\"",
    ] {
        served.with(200, media_type, true).await;
    }
    let census = rig.census();
    for media_type in [
        "text/html",
        "application/json",
        "application/ld+json",
        "multipart/form-data",
        "text/plain",
        "image/png",
        "application/activity+json, text/html",
        "application/x-www-form-urlencoded",
        "",
    ] {
        let mut letter = rig.letter();
        letter.content_type = media_type.into();
        rig.refused_letter(&letter, &[415], &format!("{media_type} at the inbox")).await;
    }
    let bare = rig.letter().sealed().without("content-type");
    rig.refused(&bare, &[415], "no type at the inbox").await;
    rig.untouched(&census, "another type at the inbox");
    rig.tally
}

async fn only_a_200_is_a_document(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let census = rig.census();
    let mut served = Served { key: SecretKey::generate_rsa().unwrap(), number: 0, rig: &mut rig };
    for status in [
        201, 202, 203, 204, 205, 206, 207, 226, 300, 304, 305, 400, 401, 402, 403, 404, 405, 410, 418, 429, 451, 500,
        501, 502, 503, 504, 599,
    ] {
        served.with(status, ACTIVITY_JSON, false).await;
    }
    rig.untouched(&census, "an error page");
    only_gone_is_gone(rig).await
}

/// Only 410 says that a known thing is gone.
async fn only_gone_is_gone(rig: Rig) -> Tally {
    let mut street = Street::around(rig).await;
    let alice = street.rig.alice.clone();
    street.reply(&alice, "1", "<p>Same for me</p>").await;
    let note = street.rig.peer.url("/notes/1");
    let whole = street.note(&alice, "1", "<p>Same for me</p>").to_string().into_bytes();
    for (number, status) in [200, 401, 403, 404, 404, 500, 503, 204, 202, 410].into_iter().enumerate() {
        street.rig.peer.serve_as("/notes/1", status, ACTIVITY_JSON, &whole);
        let group = street.rig.peer.actor(&format!("group{number}"), "Group");
        let inner = json!({"type": "Delete", "id": street.rig.peer.url(&format!("/gone/{number}")), "actor": alice.uri, "object": note});
        let announce =
            json!({"type": "Announce", "id": street.rig.peer.url(&format!("/ann/{number}")), "object": inner});
        street.rig.say(&group, announce).await;
        let gone = street.stored("1").await.unwrap().deleted_at.is_some();
        street.rig.tally.same(gone, status == 410, format_args!("gone after {status}"));
    }
    only_the_missing_are_gone(street).await
}

/// Looks at an actor's document again, as a signature that does not fit has us do.
async fn look_at(street: &Street, who: &PeerActor, other_key: &SecretKey) {
    let like = json!({"type": "Like", "actor": who.uri, "id": format!("{}/forged", who.uri), "object": street.post});
    let forged = PeerActor { key: other_key.clone(), ..who.clone() };
    assert_eq!(street.rig.peer.send(&street.rig.test, &forged, &like).await, 401);
}

async fn is_gone(street: &Street, who: &PeerActor) -> bool {
    let uri = who.uri.clone();
    street.rig.read(move |view| actors::find_by_uri(view, &uri)).await.unwrap().deleted_at.is_some()
}

/// An actor is gone when its server says 410, or twice 404, a day apart; then its key is worth nothing but its deletion.
async fn only_the_missing_are_gone(mut street: Street) -> Tally {
    /// An answer, hours until the next one, that answer, and whether the actor is gone then.
    const STORIES: [(u16, u64, u16, bool); 14] = [
        (200, 25, 404, false),
        (404, 0, 404, false),
        (404, 1, 404, false),
        (404, 23, 404, false),
        (404, 25, 404, true),
        (404, 25, 200, false),
        (404, 25, 403, false),
        (404, 25, 500, false),
        (401, 25, 401, false),
        (403, 25, 403, false),
        (500, 25, 404, false),
        (503, 25, 503, false),
        (204, 25, 202, false),
        (200, 0, 410, true),
    ];
    let (key, other_key) = (SecretKey::generate_rsa().unwrap(), SecretKey::generate_rsa().unwrap());
    let mut left = None;
    for (number, (first, hours, second, gone)) in STORIES.into_iter().enumerate() {
        let (name, path) = (format!("gone{number}"), format!("/users/gone{number}"));
        let who = street.rig.peer.actor_at(&path, "Person", &key);
        assert_eq!(street.reply(&who, &name, "<p>Same for me</p>").await, "understood");
        let document = street.rig.peer.document_of(&who, "Person").to_string().into_bytes();
        for (status, pause) in [(first, hours), (second, 0)] {
            street.rig.peer.serve_as(&path, status, ACTIVITY_JSON, &document);
            look_at(&street, &who, &other_key).await;
            street.rig.test.clock.advance(std::time::Duration::from_secs(pause * 3_600 + 301));
        }
        let what = format!("{first}, and {second} after {hours} hours");
        street.rig.tally.same(is_gone(&street, &who).await, gone, format_args!("gone after {what}"));
        let like = json!({"type": "Like", "actor": who.uri, "id": format!("{}/like", who.uri), "object": street.post});
        let status = street.rig.peer.send(&street.rig.test, &who, &like).await;
        street.rig.tally.same(status, if gone { 401 } else { 202 }, format_args!("a like after {what}"));
        if gone {
            left = Some((who, name, path, document));
        }
    }
    let (who, name, path, document) = left.unwrap();
    // A look that failed is not repeated at once.
    street.rig.test.clock.advance(std::time::Duration::from_secs(301));
    street
        .rig
        .tally
        .row(street.stored(&name).await.unwrap().deleted_at.is_none(), "the words of one who is missed stay");
    let delete = |id: &str| json!({"type": "Delete", "id": format!("{}#{id}", who.uri), "object": who.uri});
    let forged = PeerActor { key: other_key.clone(), ..who.clone() };
    let outcome = street.rig.say(&forged, delete("forged")).await;
    street.rig.tally.same(outcome.as_str(), "401", "somebody else deletes one who is gone");
    let outcome = street.rig.say(&who, delete("delete")).await;
    street.rig.tally.same(outcome.as_str(), "understood", "one who is gone says so");
    street.rig.tally.row(street.stored(&name).await.unwrap().deleted_at.is_some(), "its words go then");
    street.rig.peer.serve_as(&path, 200, ACTIVITY_JSON, &document);
    street.rig.test.clock.advance(std::time::Duration::from_secs(301));
    let like = json!({"type": "Like", "id": format!("{}/again", who.uri), "object": street.post});
    street.rig.say(&who, like).await;
    street.rig.tally.same(is_gone(&street, &who).await, false, "one whose document is there again");
    street.rig.tally
}

async fn an_answer_that_was_never_asked_for_means_nothing(engine: Engine) -> Tally {
    let (mut rig, other) = Rig::start_between(engine).await;
    let bob = other.person("bob");
    // We follow bob; alice and mallory were never asked.
    let instance = signing::instance_actor(&rig.test.app).await.unwrap();
    let follow_uri = rig.test.app.address.origin().to_string() + "/activities/0198f3a0-0000-7000-8000-000000000001";
    let followed = fetch_actor(&rig.test.app, &bob.uri).await.unwrap();
    let (follower, uri, at) = (instance.id, follow_uri.clone(), followed.created_at);
    let asked = follows::Follow { follower, followed: followed.id, uri, accepted: false, at };
    rig.test.app.db.write::<_, redress::storage::StorageError, _>(move |tx| follows::save(tx, &asked)).await.unwrap();
    let known = rig.peer.send(&rig.test, &rig.alice.clone(), &rig.like(0)).await;
    rig.tally.same(known, 202, "alice is known");
    rig.test.drain().await;
    let census = rig.census();
    let never = rig.test.app.address.origin().to_string() + "/activities/0198f3a0-0000-7000-8000-000000000000";
    let (alice, ours) = (rig.alice.clone(), instance.uri.clone());
    let objects = [
        json!(never),
        json!(follow_uri),
        json!([follow_uri]),
        json!({"type": "Follow", "id": never, "actor": ours, "object": alice.uri}),
        json!({"type": "Follow", "id": follow_uri, "actor": ours, "object": alice.uri}),
        json!({"type": "Follow", "id": follow_uri, "actor": ours, "object": bob.uri}),
        json!({"type": "Follow", "actor": ours, "object": bob.uri}),
        json!({"type": "Follow", "actor": ours, "object": alice.uri}),
        json!({"type": "Follow", "actor": bob.uri, "object": alice.uri}),
        json!({"type": "Like", "id": follow_uri}),
        json!(ours),
        json!(""),
        json!(7),
        json!(null),
    ];
    for kind in ["Accept", "Reject", "TentativeAccept", "TentativeReject"] {
        for (number, object) in objects.iter().enumerate() {
            let activity = json!({"type": kind, "id": rig.peer.url(&format!("/a/{kind}/{number}")), "object": object});
            let outcome = rig.say(&alice, activity).await;
            // Of a type that nobody understands nothing is kept, nor what became of it.
            let unknown = kind.starts_with("Tentative") && outcome == "202";
            let refused = outcome.starts_with("refused") || outcome.starts_with("ignored") || outcome.starts_with('4');
            rig.tally.row(refused || unknown, format_args!("{kind} {object}: {outcome}"));
        }
    }
    rig.no_effect(&census, "an answer that was never asked for").await;
    let id = followed.id;
    let still = rig.read(move |view| follows::find(view, follower, id)).await;
    rig.tally.row(still.is_some_and(|it| !it.accepted), "somebody else answered for bob");
    rig.tally
}

const STORM: usize = 10_000;
const AT_ONCE: usize = 50;

async fn a_storm_of_deletions_writes_nothing(engine: Engine) -> Tally {
    let mut rig = Rig::start(engine).await;
    let key = SecretKey::generate_ed25519().unwrap();
    let ghost = rig.peer.actor_at("/users/ghost", "Person", &key);
    rig.peer.serve_as("/users/ghost", 410, "text/plain", b"");
    let known = rig.letter().send(&rig.test).await;
    rig.tally.same(known, 202, "somebody who is known");
    rig.test.drain().await;
    let (census, fetched) = (rig.census(), rig.peer.fetches());
    let delete = |number: usize| {
        let uri = rig.peer.url(&format!("/users/gone-{number}"));
        let gone = PeerActor { key_id: format!("{uri}#main-key"), uri, ..ghost.clone() };
        // Accounts, their posts, and accounts as objects.
        let object = match number % 4 {
            0 => json!({"type": "Person", "id": gone.uri}),
            1 => json!({"type": "Tombstone", "id": format!("{}/notes/1", gone.uri)}),
            _ => json!(gone.uri),
        };
        let delete = json!({"type": "Delete", "actor": gone.uri, "id": format!("{}#delete", gone.uri), "object": object, "to": [PUBLIC]});
        Letter::new(&rig.test, &gone, &delete).sealed()
    };
    let mut answers = 0;
    for round in 0..STORM / AT_ONCE {
        let letters: Vec<Sealed> = (0..AT_ONCE).map(|number| delete(round * AT_ONCE + number)).collect();
        let sent = letters.iter().map(|it| it.send(&rig.test));
        answers += futures_util::future::join_all(sent).await.into_iter().filter(|it| *it == 202).count();
    }
    for number in 0..STORM {
        rig.tally.row(number < answers, "a deletion was not answered with 202");
    }
    rig.untouched(&census, "a storm of deletions");
    let fetches = rig.peer.fetches() - fetched;
    rig.tally.row(fetches <= 1, format_args!("{fetches} requests left"));
    let others = Letter::new(&rig.test, &rig.alice, &rig.like(2)).send(&rig.test).await;
    rig.tally.same(others, 202, "others, meanwhile");
    let page = exchange_get(&rig.test, "/").await;
    rig.tally.same(page, 200, "a page, meanwhile");
    rig.tally
}

hostile! { "authority":
    14 an_activity_is_from_its_actors_host,
    15 nobody_creates_what_is_somebody_elses,
    16 a_document_speaks_for_its_own_address,
    17 only_its_author_edits_a_post,
    18 only_its_author_deletes_a_thing,
    19 only_its_actor_takes_an_activity_back,
    20 a_copy_inside_a_boost_is_not_believed,
    21 an_object_on_our_domain_is_ours_alone,
    22 only_activity_json_is_a_document,
    23 only_a_200_is_a_document,
    24 an_answer_that_was_never_asked_for_means_nothing,
    25 a_storm_of_deletions_writes_nothing,
}
