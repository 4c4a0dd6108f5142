//! Single histories that reached for more, each told as it was told then: what was really written here is as it was written.

use std::collections::BTreeMap;

use redress::catalogue::{Language, Words};
use redress::crypto::integrity_proof;
use redress::crypto::keys::SecretKey;
use redress::domain::asking::Asking;
use redress::domain::complaint::{Ground, Happening, Opening, Target};
use redress::domain::ids::ComplaintId;
use redress::domain::party::Party;
use redress::markup::SafeHtml;
use redress::services::file_complaint::{Draft, Filer};
use redress::services::write_elsewhere::file_elsewhere;
use redress::storage::actors::{self, ActorKind};
use redress::storage::board_keys;
use redress::storage::complaints::Told as Kept;
use redress::storage::posts::PostKind;
use redress::storage::requests::{self, RequestState};
use redress::storage::{StorageError, complaints, follows, posts};
use serde_json::{Value, json};

use crate::hostile::histories::forge::{Forger, Told, honest};
use crate::hostile::histories::world::World;
use crate::hostile::ledger::Tally;
use crate::support::Engine;
use crate::support::browser::Browser;
use crate::support::peer::{FakePeer, PUBLIC};

fn words_at(sequence: i64) -> Target {
    Target { sequence, name: "content".into() }
}

const RESPONDED: Happening = Happening::Responded { response: 1, named: true, automated: false };

/// A2 to A4: the address of what somebody really wrote in another thread, then other words for it, then its end; the same
/// with an official answer. After each line everything is looked at.
pub async fn in_another_thread(engine: Engine) -> Tally {
    let mut tally = Tally::default();
    let world = World::start(engine, true).await;
    let mut forger = Forger::new(7, world.foreign.clone(), world.home());
    let before = world.digest().await;
    let own = world.foreign.written.iter().filter(|it| it.post.starts_with(world.rig.test.app.address.origin()));
    let mia = own.clone().find(|it| it.author == world.mia.uri).unwrap().clone();
    let voice = own.clone().find(|it| it.author == world.foreign.actors[1]).unwrap().clone();
    for (number, word) in [mia, voice].into_iter().enumerate() {
        let id = honest(500 + number);
        let mut lines = Vec::new();
        let filed = vec![
            ("author", format!("{}/users/1", world.home().origin)),
            ("post", format!("{}/notes/{id}", world.home().origin)),
            ("content", "<p>It leaks.</p>".to_string()),
            ("title", "It leaks".to_string()),
        ];
        let filing = forger.filing(Opening::Public);
        forger.add(&mut lines, (Party::Complainant, filing, filed));
        let taken = vec![("author", word.author.clone()), ("post", word.post.clone()), ("content", "<p>x</p>".into())];
        let changed = vec![("author", word.author.clone()), ("content", "<p>I hate all of you.</p>".to_string())];
        let erased = Happening::Erased { targets: vec![words_at(2), words_at(3)] };
        let told: [(&str, Told<'_>); 3] = [
            ("A2", (Party::Brand, RESPONDED, taken)),
            ("A3", (Party::Brand, Happening::ResponseEdited { response: 1 }, changed)),
            ("A4", (Party::Complainant, erased, vec![("author", word.author.clone())])),
        ];
        for (case, line) in told {
            forger.add(&mut lines, line);
            let history = forger.sealed(id, &lines);
            tally.same(world.tell(&history).await, 202, case);
            world.rig.test.drain().await;
            let length = world.length(world.key_of(&history.uri).await).await;
            tally.same(length, history.sequence, format_args!("{case}: lines taken in"));
            let after = world.digest().await;
            let change = before.difference(&after);
            tally.row(change.is_none(), format_args!("{case} of {}: {change:?}", word.post));
            tally.histories += 1;
        }
    }
    tally
}

/// Somebody here writes into a thread of the hostile home, changes it, and changes it again. What they signed for the first
/// change is shown once more, and what they signed for the comment, too.
pub async fn once(engine: Engine) -> Tally {
    let mut tally = Tally::default();
    let mut world = World::start(engine, true).await;
    let mut forger = Forger::new(8, world.foreign.clone(), world.home());
    let mut shared = world.share(&mut forger, 1).await.remove(0);
    let bea = world.foreign_member("bea").await;
    let id = world.key_of(&shared.uri).await;
    let (author, said) = (bea.uri.clone(), shared.words[1].clone());
    world.looks_past_their_posts();
    let mut signed = Vec::new();
    for text in ["It leaks by day.", "It leaks all day."] {
        let asking = Asking { command: "edit-comment".into(), comment: Some(2), ..Asking::default() };
        let (request, _) = world.asks(id, &bea, asking, text).await;
        world.rig.test.drain().await;
        let request = world.rig.test.app.address.activity(request);
        let line = edit(&author, &request, text);
        signed.push((request.clone(), line.clone()));
        forger.add(&mut shared.lines, line);
        tally.same(world.tell(&forger.sealed(shared.id, &shared.lines)).await, 202, "an edit");
        world.rig.test.drain().await;
    }
    let now = world.words_of(&said.post).await;
    tally.row(now.contains("all day"), format_args!("her second change: {now}"));
    let before = world.digest().await;
    // Again, by its name; again, with what she signed; and the comment itself as another one.
    let (request, line) = signed.remove(0);
    forger.add(&mut shared.lines, line.clone());
    forger.add(&mut shared.lines, line);
    shared.lines.last_mut().unwrap().2 = world.signed(&request);
    let again = vec![
        ("author", author.clone()),
        ("post", said.post.clone()),
        ("content", SafeHtml::from_markdown("Mine leaks at night, too.").into_string()),
        ("request", said.request.clone()),
    ];
    forger.add(&mut shared.lines, (Party::Commenter(1), Happening::Commented { answers: None }, again));
    shared.lines.last_mut().unwrap().2 = world.signed(&said.request);
    tally.row(shared.lines.last().unwrap().2.is_some(), "what she signed was not kept");
    tally.same(world.tell(&forger.sealed(shared.id, &shared.lines)).await, 202, "told again");
    world.rig.test.drain().await;
    let count = i64::try_from(shared.lines.len()).unwrap();
    tally.same(world.length(id).await, count, "all of it is taken in");
    let now = world.words_of(&said.post).await;
    tally.row(now.contains("all day"), format_args!("put back: {now}"));
    let change = before.difference(&world.digest().await);
    tally.row(change.is_none(), format_args!("{change:?}"));
    tally.histories += 1;
    tally
}

/// Somebody here comments in a thread of the hostile home, which records that as the brand's answer, signed by a name of its
/// choice. What they wrote stays a comment of theirs.
pub async fn nobodys_voice(engine: Engine) -> Tally {
    let mut tally = Tally::default();
    let mut world = World::start(engine, true).await;
    let mut forger = Forger::new(11, world.foreign.clone(), world.home());
    let shared = world.share(&mut forger, 1).await.remove(0);
    let (id, bea) = (world.key_of(&shared.uri).await, world.foreign_member("bea").await);
    let asking = Asking { command: "comment".into(), ..Asking::default() };
    let (request, post) = world.asks(id, &bea, asking, "It drips by day, too.").await;
    let post = world.rig.read(move |view| posts::find(view, post.unwrap())).await.unwrap();
    world.rig.test.drain().await;
    let mut lines = shared.lines;
    let texts = vec![
        ("author", bea.uri.clone()),
        ("handle", bea.handle()),
        ("post", post.uri.clone()),
        ("content", post.html.clone()),
        ("representative", "Eve Vil".to_string()),
        ("request", world.rig.test.app.address.activity(request)),
    ];
    let answer = Happening::Responded { response: 2, named: true, automated: false };
    forger.add(&mut lines, (Party::Brand, answer, texts));
    tally.same(world.tell(&forger.sealed(shared.id, &lines)).await, 202, "told");
    world.rig.test.drain().await;
    tally.same(world.length(id).await, i64::try_from(lines.len()).unwrap(), "it is taken in");
    let (uri, thread) = (post.uri, id);
    let kept = world.rig.read(move |view| posts::find_by_uri(view, &uri)).await.unwrap();
    tally.row(kept.kind == PostKind::Comment && kept.complaint.is_none(), format_args!("{kept:?}"));
    let told = world.rig.read(move |view| posts::of_response(view, thread, 2)).await.unwrap();
    tally.row(told.author.is_none() && told.said_by.is_some(), format_args!("no claim: {told:?}"));
    tally.histories += 1;
    tally
}

/// A voice here really contests, twice. The home records the first in its own words under her signed request, and the second
/// in hers; an answer of hers as a machine's, signed by somebody else. What she did not say is said by that home.
pub async fn other_words(engine: Engine) -> Tally {
    let mut tally = Tally::default();
    let mut world = World::start(engine, true).await;
    let mut forger = Forger::new(12, world.foreign.clone(), world.home());
    let mut shared = world.share(&mut forger, 1).await.remove(0);
    let id = world.key_of(&shared.uri).await;
    let voice = world.foreign.actors[1].clone();
    let voice = world.rig.read(move |view| actors::find_by_uri(view, &voice)).await.unwrap();
    let evil = world.host();
    let mut visitor = Browser::at(&world.rig.test);
    let cases = [
        ("other words", Ground::Duplicate, "The customer is a liar.", false),
        ("her words", Ground::Advertising, "It was an advertisement.", true),
    ];
    for (case, ground, told, signed) in cases {
        let text = "It was an advertisement.".to_string();
        let asking = Asking { command: "contest".into(), ground: Some(ground), text, ..Asking::default() };
        let (request, _) = world.asks(id, &voice, asking, case).await;
        world.rig.test.drain().await;
        let address = world.rig.test.app.address.activity(request);
        let texts = vec![
            ("author", voice.uri.clone()),
            ("handle", voice.handle()),
            ("name", voice.shown_name().to_string()),
            ("request", address.clone()),
            ("reason", told.to_string()),
        ];
        forger.add(&mut shared.lines, (Party::Brand, Happening::Contested { ground }, texts));
        shared.lines.last_mut().unwrap().2 = world.signed(&address);
        tally.same(world.tell(&forger.sealed(shared.id, &shared.lines)).await, 202, case);
        world.rig.test.drain().await;
        tally.same(world.newest(id).await.signed, signed, format_args!("{case}: signed by her"));
        let state = world.rig.read(move |view| requests::find(view, request)).await.unwrap().state;
        tally.same(state == RequestState::Accepted, signed, format_args!("{case}: done as she asked"));
        let thread = visitor.get(&format!("/complaints/{id}")).await;
        let banner = thread.value(".banner");
        tally.same(banner.contains("said by the brand"), signed, format_args!("{case}: {banner}"));
        tally.row(banner.contains(&format!("said by {evil}")), format_args!("{case}: {banner}"));
        tally.histories += 1;
    }
    let asking = Asking { command: "respond".into(), name: "Jo Ott".into(), ..Asking::default() };
    let (request, post) = world.asks(id, &voice, asking, "We look at it again.").await;
    let post = world.rig.read(move |view| posts::find(view, post.unwrap())).await.unwrap();
    world.rig.test.drain().await;
    let address = world.rig.test.app.address.activity(request);
    let texts = vec![
        ("author", voice.uri.clone()),
        ("handle", voice.handle()),
        ("post", post.uri.clone()),
        ("content", post.html.clone()),
        ("representative", "Eve Vil".to_string()),
        ("request", address.clone()),
    ];
    let answer = Happening::Responded { response: 2, named: true, automated: true };
    forger.add(&mut shared.lines, (Party::Brand, answer, texts));
    shared.lines.last_mut().unwrap().2 = world.signed(&address);
    tally.same(world.tell(&forger.sealed(shared.id, &shared.lines)).await, 202, "a machine's answer");
    world.rig.test.drain().await;
    tally.row(!world.newest(id).await.signed, "an answer of a machine is signed by her");
    let thread = visitor.get(&format!("/complaints/{id}")).await;
    tally.row(thread.text().contains("We look at it again"), "her words are gone");
    tally.row(!thread.text().contains("Eve Vil"), format_args!("somebody else signs: {}", thread.text()));
    tally.histories += 1;
    tally
}

/// Mia files on the board of the home, which records another title, another product and another wish. Here it is called as she
/// called it, and the rest is said by that home.
pub async fn other_title(engine: Engine) -> Tally {
    let mut tally = Tally::default();
    let world = World::start(engine, true).await;
    let mut forger = Forger::new(13, world.foreign.clone(), world.home());
    let (board, mia, evil) = (world.evil_board().await, world.mia.clone(), world.host());
    let kettle = Draft { title: "A kettle".into(), text: "It leaks at night. #file".into(), ..Draft::default() };
    let (filer, words) = (Filer { actor: mia.id, account: None }, Words::of(Language::English));
    let filed = file_elsewhere(&world.rig.test.app, world.cause("title"), filer, board, kettle, words).await;
    let filed = filed.unwrap().into_inner();
    world.rig.test.drain().await;
    let post = world.rig.read(move |view| posts::find(view, filed)).await.unwrap();
    let texts = vec![
        ("author", mia.uri.clone()),
        ("handle", mia.handle()),
        ("post", post.uri.clone()),
        ("content", post.html.clone()),
        ("title", "I stole three kettles".to_string()),
        ("product", "Stolen goods".to_string()),
    ];
    let mut lines = Vec::new();
    let filing = forger.filing(Opening::Public);
    forger.add(&mut lines, (Party::Complainant, filing, texts));
    let history = forger.sealed(honest(602), &lines);
    tally.same(world.tell(&history).await, 202, "another title");
    world.rig.test.drain().await;
    let uri = history.uri.clone();
    let held = world.rig.read(move |view| complaints::find_by_uri(view, &uri)).await.unwrap();
    tally.same(held.complainant, Some(mia.id), "hers");
    tally.same(held.title.as_str(), "A kettle", "the title");
    tally.same(held.facts.product.clone(), None, "the product");
    tally.same(held.said_by.clone(), Some(evil.clone()), "who says the rest");
    let mut visitor = Browser::at(&world.rig.test);
    let thread = visitor.get(&format!("/complaints/{}", held.id)).await;
    let said = thread.text().contains(&format!("{evil} recorded this otherwise than it was sent"));
    tally.row(said, format_args!("{}", thread.text()));
    let board = format!("/boards/{}", world.home().brand);
    for path in [format!("/complaints/{}", held.id), "/@mia".to_string(), board, "/search?q=kettles".to_string()] {
        let page = visitor.get(&path).await.text();
        tally.row(!page.contains("I stole") && !page.contains("Stolen goods"), format_args!("{path}: {page}"));
    }
    tally.histories += 1;
    tally
}

/// Somebody of a third server signs a reply that has nothing to do with anybody here. A home claims what it answers as part of
/// its thread, and the reply with it: it is not theirs there. What names this very thread is.
pub async fn a_reply_moved(engine: Engine) -> Tally {
    let mut tally = Tally::default();
    let world = World::start(engine, true).await;
    let mut forger = Forger::new(14, world.foreign.clone(), world.home());
    let (peer, home, id) = (&world.rig.peer, world.home(), honest(603));
    let key = SecretKey::generate_ed25519().unwrap();
    let ann = peer.actor_at("/people/ann", "Person", &key);
    let method = format!("{}#ed25519-key", ann.uri);
    peer.serve("/people/ann", &FakePeer::with_multikey(peer.document_of(&ann, "Person"), &method, &key));
    let thread = format!("{}/complaints/{id}", home.origin);
    let answered = peer.url("/notes/elsewhere");
    let mut lines = Vec::new();
    let filed = vec![
        ("author", format!("{}/users/1", home.origin)),
        ("post", format!("{}/notes/{id}", home.origin)),
        ("content", "<p>It leaks.</p>".to_string()),
        ("title", "It leaks".to_string()),
    ];
    let filing = forger.filing(Opening::Public);
    forger.add(&mut lines, (Party::Complainant, filing, filed));
    let claimed = vec![
        ("author", peer.url("/people/bob")),
        ("post", answered.clone()),
        ("content", "<p>Is that one any good?</p>".to_string()),
    ];
    forger.add(&mut lines, (Party::Commenter(1), Happening::Commented { answers: None }, claimed));
    for (number, context) in [None, Some(&thread)].into_iter().enumerate() {
        let note = peer.url(&format!("/notes/moved-{number}"));
        let html = format!("<p>They cheated me {number} times.</p>");
        let mut object = json!({
            "type": "Note", "id": note, "attributedTo": ann.uri, "to": [PUBLIC], "inReplyTo": answered, "content": html
        });
        if let Some(thread) = context {
            object["context"] = json!(thread);
        }
        let create = json!({
            "@context": "https://www.w3.org/ns/activitystreams", "type": "Create", "to": [PUBLIC], "actor": ann.uri,
            "id": peer.url(&format!("/creates/moved-{number}")), "object": object
        });
        let create = integrity_proof::sign(&create, &key, &method, home.now).unwrap();
        let texts =
            vec![("author", ann.uri.clone()), ("post", note), ("content", html), ("in-reply-to", answered.clone())];
        let by = Party::Commenter(2);
        forger.add(&mut lines, (by, Happening::Commented { answers: None }, texts));
        lines.last_mut().unwrap().2 = Some(json!({"rd:statement": create}));
    }
    tally.same(world.tell(&forger.sealed(id, &lines)).await, 202, "a reply and another");
    world.rig.test.drain().await;
    let kept = world.key_of(&thread).await;
    let told = world.rig.read(move |view| complaints::history(view, kept, 0, 10)).await;
    let signed: Vec<bool> = told.iter().map(|it| it.signed).collect();
    tally.same(signed, vec![false, false, false, true], "signed by their authors");
    tally.histories += 1;
    tally
}

/// A home names many people of another server, each with a word as if they had signed it: their server is asked about a few,
/// and about none of those whose word has no proof.
pub async fn few_strangers(engine: Engine) -> Tally {
    const NAMED: usize = 150;
    const ASKED_MAX: usize = 12;
    let mut tally = Tally::default();
    let world = World::start(engine, true).await;
    let mut forger = Forger::new(15, world.foreign.clone(), world.home());
    let (peer, home) = (&world.rig.peer, world.home());
    let key = SecretKey::generate_ed25519().unwrap();
    for (number, proven) in [(604, false), (605, true)] {
        let id = honest(number);
        let thread = format!("{}/complaints/{id}", home.origin);
        let filed = vec![
            ("author", format!("{}/users/1", home.origin)),
            ("post", format!("{}/notes/{id}", home.origin)),
            ("content", "<p>It leaks.</p>".to_string()),
            ("title", "It leaks".to_string()),
        ];
        let mut lines = Vec::new();
        let filing = forger.filing(Opening::Public);
        forger.add(&mut lines, (Party::Complainant, filing, filed));
        for named in 1..=NAMED {
            let author = peer.url(&format!("/people/nobody-{number}-{named}"));
            let request = json!({
                "type": "rd:TransitionRequest", "id": peer.url(&format!("/requests/{number}-{named}")), "actor": author,
                "object": thread, "instrument": {"type": "rd:Command", "rd:command": "support"}
            });
            let method = format!("{author}#ed25519-key");
            let word = if proven { integrity_proof::sign(&request, &key, &method, home.now).unwrap() } else { request };
            let by = Party::Commenter(u32::try_from(named).unwrap());
            forger.add(&mut lines, (by, Happening::Supported {}, vec![("author", author)]));
            lines.last_mut().unwrap().2 = Some(json!({"rd:statement": word}));
        }
        let told = forger.sealed(id, &lines);
        tally.same(world.tell(&told).await, 202, "many names");
        world.rig.test.drain().await;
        tally.row(world.holds(&told.uri).await, "it is taken in");
        let heard = peer.heard();
        let asked = heard.iter().filter(|it| it.target.contains(&format!("/people/nobody-{number}-"))).count();
        let right = if proven { (1..=ASKED_MAX).contains(&asked) } else { asked == 0 };
        tally.row(right, format_args!("asked about {asked} of {NAMED}, proven: {proven}"));
        tally.histories += 1;
    }
    tally
}

/// A home tells of a promise that the brand's voice here never made. Wherever the page speaks of it, it says who says so.
pub async fn promised_by_hearsay(engine: Engine) -> Tally {
    let mut tally = Tally::default();
    let world = World::start(engine, true).await;
    let mut forger = Forger::new(16, world.foreign.clone(), world.home());
    let (home, evil, id) = (world.home(), world.host(), honest(606));
    let filed = vec![
        ("author", format!("{}/users/1", home.origin)),
        ("post", format!("{}/notes/{id}", home.origin)),
        ("content", "<p>It leaks.</p>".to_string()),
        ("title", "It leaks".to_string()),
    ];
    let answered = vec![
        ("author", world.foreign.actors[1].clone()),
        ("post", format!("{}/notes/{id}-2", home.origin)),
        ("content", "<p>We pay.</p>".to_string()),
    ];
    let due = home.now + chrono::TimeDelta::days(5);
    let filing = forger.filing(Opening::Public);
    let events = vec![
        (Party::Complainant, filing, filed),
        (Party::Brand, RESPONDED, answered),
        (Party::Brand, Happening::Promised { promise: 1, due }, Vec::new()),
    ];
    tally.same(world.tell(&forger.told(id, events)).await, 202, "a promise");
    world.rig.test.drain().await;
    let thread = Browser::at(&world.rig.test).get(&format!("/complaints/{id}")).await;
    let banner = thread.value(".banner");
    tally.row(banner.contains(&format!("{evil} says that")), format_args!("the banner: {banner}"));
    let list = thread.value(".promises");
    tally.row(list.contains(&format!("said by {evil}")), format_args!("the promises: {list}"));
    tally.histories += 1;
    tally
}

/// Whoever holds the server of a board has it be a person for a moment, and a board with another key again.
pub async fn another_kind(engine: Engine) -> Tally {
    let mut tally = Tally::default();
    let world = World::start(engine, true).await;
    let before = world.board_as_known().await;
    tally.row(before.0 == ActorKind::Board && before.1.is_some(), format_args!("{before:?}"));
    let key = SecretKey::generate_ed25519().unwrap();
    for (number, kind) in ["Person", "Service", "Group"].into_iter().enumerate() {
        tally.same(world.calls_itself(kind, &key, number).await, 202, kind);
        let after = world.board_as_known().await;
        tally.row(after == before, format_args!("{kind}: {after:?}"));
    }
    let waiting = world.rig.read(board_keys::waiting).await;
    tally.row(waiting.len() == 1, format_args!("a person is asked about it: {}", waiting.len()));
    tally.histories += 1;
    tally
}

fn edit(author: &str, request: &str, text: &str) -> Told<'static> {
    let texts = vec![
        ("author", author.to_string()),
        ("content", SafeHtml::from_markdown(text).into_string()),
        ("request", request.to_string()),
    ];
    (Party::Commenter(1), Happening::CommentEdited { comment: 2 }, texts)
}

/// The home erases what people here wrote into its thread: it is shown there no more, and stays theirs. Whoever asks for it
/// themselves loses their own words, and nobody else's.
pub async fn erased_by_home(engine: Engine) -> Tally {
    let mut tally = Tally::default();
    let mut world = World::start(engine, true).await;
    let mut forger = Forger::new(9, world.foreign.clone(), world.home());
    let mut shared = world.share(&mut forger, 1).await.remove(0);
    let bea = world.foreign_member("bea").await;
    let id = world.key_of(&shared.uri).await;
    let [mia, said] = [shared.words[0].post.clone(), shared.words[1].post.clone()];
    let before = world.activities();
    let all = Happening::Erased { targets: (1..=3).map(words_at).collect() };
    forger.add(&mut shared.lines, (Party::Moderator(1), all.clone(), vec![]));
    tally.same(world.tell(&forger.sealed(shared.id, &shared.lines)).await, 202, "an erasure by its home");
    world.rig.test.drain().await;
    for post in [&mia, &said, &shared.words[2].post] {
        let kept = !world.words_of(post).await.is_empty();
        tally.row(kept, format_args!("{post} lost its words"));
    }
    tally.same(world.activities(), before, "what we say");
    let thread = Browser::at(&world.rig.test).get(&format!("/complaints/{id}")).await;
    for word in ["leaks at night", "a new one"] {
        tally.row(!thread.text().contains(word), format_args!("the thread still shows {word:?}"));
    }
    // Bea asks for hers, and its home takes the opportunity.
    let (request, _) = world.asks(id, &bea, Asking { command: "erase".into(), ..Asking::default() }, "").await;
    world.rig.test.drain().await;
    let request = world.rig.test.app.address.activity(request);
    forger.add(&mut shared.lines, (Party::Complainant, all, vec![("request", request)]));
    tally.same(world.tell(&forger.sealed(shared.id, &shared.lines)).await, 202, "an erasure that was asked for");
    world.rig.test.drain().await;
    tally.same(world.words_of(&said).await.as_str(), "", "the words of whoever asked");
    let kept = !world.words_of(&mia).await.is_empty();
    tally.row(kept, "somebody else's words went with them");
    tally.histories += 2;
    tally
}

/// Nobody here follows the board any more. What it erases is erased in the copy that is still held, and nothing new comes in.
pub async fn erased_unfollowed(engine: Engine) -> Tally {
    const SECRET: &str = "xylophone";
    let mut tally = Tally::default();
    let world = World::start(engine, true).await;
    let mut forger = Forger::new(10, world.foreign.clone(), world.home());
    let filed = vec![
        ("author", format!("{}/users/1", world.home().origin)),
        ("post", format!("{}/notes/erased", world.home().origin)),
        ("content", format!("<p>My {SECRET} leaks.</p>")),
        ("title", format!("A {SECRET}")),
    ];
    let mut lines = Vec::new();
    let filing = forger.filing(Opening::Public);
    forger.add(&mut lines, (Party::Complainant, filing, filed));
    let id = honest(600);
    tally.same(world.tell(&forger.sealed(id, &lines)).await, 202, "a filing");
    world.rig.test.drain().await;
    tally.row(world.words_in_tables(SECRET) > 0, "the copy has the words");
    world.unfollow().await;
    let targets = vec![words_at(1), Target { sequence: 1, name: "title".into() }];
    forger.add(&mut lines, (Party::Complainant, Happening::Erased { targets }, vec![]));
    tally.same(world.tell(&forger.sealed(id, &lines)).await, 202, "an erasure");
    world.rig.test.drain().await;
    tally.same(world.words_in_tables(SECRET), 0, "words that are left");
    let other = forger.plain(honest(601), &[]);
    tally.same(world.tell(&other).await, 202, "another one");
    world.rig.test.drain().await;
    let held = world.holds(&other.uri).await;
    tally.row(!held, "what nobody follows came in");
    tally.histories += 2;
    tally
}

impl World {
    /// The host of the home that tells.
    fn host(&self) -> String {
        self.home().origin.rsplit("//").next().unwrap_or_default().to_string()
    }

    async fn newest(&self, id: ComplaintId) -> Kept {
        let last = self.length(id).await;
        self.rig.read(move |view| complaints::history(view, id, last - 1, 1)).await.pop().unwrap()
    }

    async fn foreign_member(&self, name: &str) -> redress::storage::actors::Actor {
        let name = name.to_string();
        let read = move |view: &mut redress::storage::View<'_>| {
            let account = redress::storage::accounts::find_by_name(view, &name)?.unwrap();
            redress::storage::actors::find(view, account.actor)
        };
        self.rig.read(read).await.unwrap()
    }

    async fn words_of(&self, uri: &str) -> String {
        let uri = uri.to_string();
        self.rig.read(move |view| posts::find_by_uri(view, &uri)).await.map(|it| it.html).unwrap_or_default()
    }

    async fn length(&self, id: ComplaintId) -> i64 {
        self.rig.read(move |view| complaints::find(view, id)).await.unwrap().complaint.sequence
    }

    /// What we said, by its address, with whether it still says something.
    fn activities(&self) -> BTreeMap<String, bool> {
        let sql = "SELECT body AS name, CAST(0 AS BIGINT) AS number FROM activities";
        self.rig.test.db.counted(sql).into_iter().map(|(body, _)| (body.clone(), body != "{}")).collect()
    }

    /// The signed word of somebody here with this address, as it stands beside a line.
    pub fn signed(&self, address: &str) -> Option<Value> {
        let bodies = self.activities().into_keys().filter_map(|it| serde_json::from_str::<Value>(&it).ok());
        let found = bodies.filter(|it| it.get("proof").is_some()).find(|it| it["id"] == address)?;
        Some(serde_json::json!({"rd:statement": found}))
    }

    async fn unfollow(&self) {
        let (app, board) = (&self.rig.test.app, self.evil_board().await);
        let instance = redress::services::signing::instance_actor(app).await.unwrap().id;
        app.db.write::<_, StorageError, _>(move |tx| follows::remove(tx, instance, board)).await.unwrap();
    }

    /// Rows of words that have this one.
    fn words_in_tables(&self, word: &str) -> usize {
        let tables = [("posts", "html"), ("posts", "title"), ("disclosures", "value"), ("complaints", "title")];
        let sql = |(table, column): (&str, &str)| {
            format!("SELECT {column} AS name, CAST(0 AS BIGINT) AS number FROM {table} WHERE {column} LIKE '%{word}%'")
        };
        tables.into_iter().map(|it| self.rig.test.db.counted(&sql(it)).len()).sum()
    }
}
