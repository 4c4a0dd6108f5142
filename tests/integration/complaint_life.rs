//! The life of a complaint through the deeds, on both engines: filed, answered, offered, confirmed, followed elsewhere.

use std::time::Duration;

use redress::app::{App, Clock};
use redress::domain::brand::BrandDomain;
use redress::domain::complaint::{Command, Complaint, Outcome, SolvedBy};
use redress::domain::ids::{ActorId, ComplaintId};
use redress::domain::log::{Hash, Line};
use redress::markup::SafeHtml;
use redress::services::ServiceError;
use redress::services::accounts::{self, Registration};
use redress::services::file_complaint::{Draft, FiledAs, Filer, file_complaint};
use redress::services::name_official::{NewRepresentative, name_official, name_remote_official};
use redress::services::open_board::open_board;
use redress::services::receive_change::{Edited, complainant_gone, receive_deletion, receive_edit};
use redress::services::receive_post::{IncomingPost, Received, receive_post};
use redress::services::receive_replica::{Because, Followup, Told, receive_replica};
use redress::services::run_clock::run_clock;
use redress::services::scene::Scene;
use redress::storage::accounts::Role;
use redress::storage::actors::{self, Actor, ActorKind};
use redress::storage::complaints::{self, Held};
use redress::storage::posts::{self, PostKind};
use redress::storage::{Cause, Door, Once, StorageError, replicas, settings};

use crate::on_both_engines;
use crate::support::acts::{Acted, Answer, By, Deed, WithDeed, act_on_complaint, comment, respond};
use crate::support::{Engine, TestApp};

const HOUR: Duration = Duration::from_hours(1);

pub(crate) fn cause(app: &App, id: &str) -> Cause {
    Cause::new(Door::Page, "a story", id, app.clock.now())
}

pub(crate) fn acme() -> BrandDomain {
    BrandDomain::parse("acme.example").unwrap()
}

/// A person of this instance, without an account: deeds ask for actors.
async fn person(app: &App, name: &str) -> Actor {
    let actor = Scene::of(app).new_actor(ActorKind::Person, name, name);
    let kept = actor.clone();
    app.db.write(move |tx| actors::insert_local(tx, &kept)).await.unwrap();
    actor
}

/// A person of another server, remembered as its document would have it.
pub(crate) async fn stranger(app: &App, uri: &str) -> Actor {
    let name = uri.rsplit('/').next().unwrap();
    let host = uri.split('/').nth(2).unwrap();
    let mut actor = Scene::of(app).new_actor(ActorKind::Person, name, name);
    actor.local = false;
    actor.uri = uri.to_string();
    actor.host = host.to_string();
    actor.inbox = format!("{uri}/inbox");
    actor.shared_inbox = None;
    let kept = actor.clone();
    app.db.write(move |tx| actors::upsert_remote(tx, &kept)).await.unwrap();
    actor
}

/// The brand's voice, with a desk that somebody reads.
async fn voice_of(app: &App) -> Actor {
    let jo =
        Registration { name: "jo".into(), password: "a long pass phrase".into(), language: None, role: Role::Member };
    let account = accounts::register(app, jo).await.unwrap();
    let first = NewRepresentative { account: account.id, name: "Jo Ott".into(), role: "refunds".into(), owner: true };
    name_official(app, acme(), "acme".into(), Some(first)).await.unwrap()
}

async fn filed(app: &App, by: ActorId, id: &str) -> ComplaintId {
    let (brand, _) = open_board(app, acme(), None).await.unwrap();
    let draft = Draft { text: "The kettle leaks. I called **four** times.".into(), ..Draft::default() };
    let filer = Filer { actor: by, account: None };
    file_complaint(app, cause(app, id), filer, brand.id, draft).await.unwrap().into_inner().id
}

async fn answer(
    app: &App,
    complaint: ComplaintId,
    official: ActorId,
    deed: Option<WithDeed>,
    id: &str,
) -> Result<Once<Acted>, ServiceError> {
    let answer = Answer {
        complaint,
        official,
        text: "I found it, and it was our fault.".into(),
        signature: Some(("Jo Ott".into(), "refunds".into())),
        deed,
        seen: None,
    };
    respond(app, cause(app, id), answer).await
}

async fn deed(
    app: &App,
    complaint: ComplaintId,
    by: By,
    command: Command,
    id: &str,
) -> Result<Once<Acted>, ServiceError> {
    act_on_complaint(app, cause(app, id), Deed { complaint, by, seen: None, command, reason: None }).await
}

pub(crate) async fn held(app: &App, id: ComplaintId) -> Held {
    app.db.read::<_, StorageError, _>(move |view| complaints::find(view, id)).await.unwrap().unwrap()
}

pub(crate) async fn lines(app: &App, id: ComplaintId) -> Vec<Line> {
    let told = app.db.read::<_, StorageError, _>(move |view| complaints::history(view, id, 0, 1000)).await.unwrap();
    told.into_iter().map(|it| it.line).collect()
}

pub(crate) fn names(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|it| it.read().unwrap().event.happening.name()).collect()
}

const OFFER: WithDeed = WithDeed::Offer { outcome: Outcome::Refund, reason: None };
const CONFIRM: Command =
    Command::Confirm { offer: None, rating: Some(9), would_return: Some(true), solved_by: None, got: None };

async fn from_filing_to_a_confirmed_resolution(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    let ada = person(app, "ada").await;
    let voice = voice_of(app).await;
    let id = filed(app, ada.id, "file").await;

    answer(app, id, voice.id, Some(OFFER), "offer").await.unwrap();
    deed(app, id, By::Actor(ada.id), Command::Decline { offer: None }, "decline").await.unwrap();
    answer(app, id, voice.id, Some(OFFER), "offer again").await.unwrap();
    let acted = deed(app, id, By::Actor(ada.id), CONFIRM, "confirm").await.unwrap().into_inner();
    assert_eq!(acted.state, "resolved");

    let lines = lines(app, id).await;
    assert_eq!(
        names(&lines),
        [
            "Filed",
            "BrandNotified",
            "Responded",
            "ResolutionOffered",
            "ResolutionDeclined",
            "Responded",
            "ResolutionOffered",
            "ResolutionConfirmed"
        ]
    );
    let held = held(app, id).await;
    let mut previous: Option<(i64, Hash)> = None;
    let mut events = Vec::new();
    for line in &lines {
        let core = line.verify(id, &held.home, previous).unwrap();
        previous = Some((core.event.sequence, line.hash));
        events.push(core.event);
    }
    assert_eq!(previous.map(|(_, hash)| hash), Some(held.head));
    assert_eq!(Complaint::replay(id, &events).unwrap().unwrap(), held.complaint, "the kept state is the replayed one");
}

async fn the_same_cause_answers_the_same(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    let ada = person(app, "ada").await;
    let id = filed(app, ada.id, "file").await;
    assert_eq!(filed(app, ada.id, "file").await, id);

    let early = deed(app, id, By::Actor(ada.id), Command::Decline { offer: None }, "too early").await.unwrap_err();
    let ServiceError::Refused(first) = early else { panic!("{early:?}") };
    let voice = voice_of(app).await;
    answer(app, id, voice.id, Some(OFFER), "offer").await.unwrap();
    let later = deed(app, id, By::Actor(ada.id), Command::Decline { offer: None }, "too early").await.unwrap_err();
    let ServiceError::Refused(second) = later else { panic!("{later:?}") };
    assert_eq!(first, second, "a redelivery cannot succeed later by chance");
    assert_eq!(held(app, id).await.complaint.state().name(), "offered");
}

async fn of_twenty_answers_at_once_one_counts(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    let ada = person(app, "ada").await;
    let voice = voice_of(app).await;
    let id = filed(app, ada.id, "file").await;
    answer(app, id, voice.id, Some(OFFER), "offer").await.unwrap();
    let at_once = (0..20).map(|number| {
        let app = app.clone();
        async move {
            deed(&app, id, By::Actor(ada.id), Command::Decline { offer: Some(1) }, &format!("d{number}")).await.is_ok()
        }
    });
    let counted = futures_util::future::join_all(at_once).await.into_iter().filter(|it| *it).count();
    assert_eq!(counted, 1);
    assert_eq!(names(&lines(app, id).await).iter().filter(|it| *it == "ResolutionDeclined").count(), 1);
}

async fn only_the_complainant_says_that_it_is_resolved(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    let (ada, bob) = (person(app, "ada").await, person(app, "bob").await);
    let voice = voice_of(app).await;
    let id = filed(app, ada.id, "file").await;
    answer(app, id, voice.id, Some(OFFER), "offer").await.unwrap();
    for (by, name) in
        [(By::Actor(bob.id), "a stranger"), (By::Actor(voice.id), "the brand"), (By::Moderator(bob.id), "a moderator")]
    {
        let refused = deed(app, id, by, CONFIRM, name).await.unwrap_err();
        assert!(
            matches!(&refused, ServiceError::Refused(why) if why.code().word() == "only-complainant"),
            "{name}: {refused:?}"
        );
    }
}

async fn an_offer_lapses_when_nobody_answers(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    let ada = person(app, "ada").await;
    let voice = voice_of(app).await;
    let id = filed(app, ada.id, "file").await;
    answer(app, id, voice.id, Some(OFFER), "offer").await.unwrap();
    for _ in 0..15 {
        test.clock.advance(24 * HOUR);
        run_clock(app).await.unwrap();
    }
    let told = names(&lines(app, id).await);
    assert_eq!(told[4..], ["Reminded", "Reminded", "Reminded", "Lapsed"]);
    assert_eq!(run_clock(app).await.unwrap(), 0, "nothing is due twice");
}

async fn erasing_leaves_the_chain_and_takes_the_words(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    let ada = person(app, "ada").await;
    let id = filed(app, ada.id, "file").await;
    comment(app, cause(app, "comment"), id, ada.id, "And now it rusts.".into()).await.unwrap();
    deed(app, id, By::Actor(ada.id), Command::Erase { targets: Vec::new() }, "erase").await.unwrap();

    let held = held(app, id).await;
    let mut previous = None;
    for line in &lines(app, id).await {
        let core = line.verify(id, &held.home, previous).unwrap();
        previous = Some((core.event.sequence, line.hash));
        let erased = core.event.sequence < 3;
        assert!(!erased || line.disclosures.iter().all(|it| it.value.is_none() && it.salt.is_none()));
    }
    let thread = app.db.read::<_, StorageError, _>(move |view| posts::of_complaint(view, id, 0, 10)).await.unwrap();
    assert_eq!(thread.len(), 2, "that something was there stays");
    assert!(thread.iter().all(|it| it.html.is_empty() && it.source.is_none() && it.deleted_at.is_some()));
    assert_eq!(held.title, "");
}

async fn an_account_that_closes_takes_its_words_and_stops_the_timers(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    let ada = person(app, "ada").await;
    let voice = voice_of(app).await;
    let id = filed(app, ada.id, "file").await;
    answer(app, id, voice.id, Some(OFFER), "offer").await.unwrap();
    assert_eq!(complainant_gone(app, cause(app, "gone"), ada.id).await.unwrap().into_inner(), 1);
    test.clock.advance(40 * 24 * HOUR);
    assert_eq!(run_clock(app).await.unwrap(), 0);
    assert_eq!(held(app, id).await.complaint.state().name(), "offered");
}

async fn a_replica_equals_its_home(engine: Engine) {
    let home = TestApp::start_as(engine, "north.test", &[]);
    let elsewhere = TestApp::start_as(engine, "south.test", &[]);
    let ada = person(&home.app, "ada").await;
    let voice = voice_of(&home.app).await;
    let id = filed(&home.app, ada.id, "file").await;
    follow(&home.app, &elsewhere.app, id, 0).await;
    answer(&home.app, id, voice.id, Some(OFFER), "offer").await.unwrap();
    deed(&home.app, id, By::Actor(ada.id), CONFIRM, "confirm").await.unwrap();

    let missed = told(&home.app, id, 4).await;
    assert_eq!(receive_replica(&elsewhere.app, missed).await.unwrap(), Followup::Missing { after: 2 });
    follow(&home.app, &elsewhere.app, id, 2).await;

    let (ours, theirs) = (held(&home.app, id).await, held(&elsewhere.app, id).await);
    assert_eq!(theirs.complaint, ours.complaint);
    assert_eq!(theirs.head, ours.head);
    assert!(!theirs.at_home);
    let thread =
        elsewhere.app.db.read::<_, StorageError, _>(move |view| posts::of_complaint(view, id, 0, 10)).await.unwrap();
    assert_eq!(thread.len(), 2);
    assert_eq!(thread[0].author_handle, ada.handle());
    assert_eq!(thread[1].representative.as_deref(), Some("Jo Ott"));
    let refused = deed(&elsewhere.app, id, By::Actor(ada.id), CONFIRM, "not here").await;
    assert!(refused.is_err(), "a replica never decides");

    deed(&home.app, id, By::Actor(ada.id), Command::Erase { targets: Vec::new() }, "erase").await.unwrap();
    follow(&home.app, &elsewhere.app, id, 5).await;
    let thread =
        elsewhere.app.db.read::<_, StorageError, _>(move |view| posts::of_complaint(view, id, 0, 10)).await.unwrap();
    assert_eq!(thread[0].html, "", "erasure reaches the replica");
    assert!(lines(&elsewhere.app, id).await[0].disclosures.iter().all(|it| it.value.is_none()));
}

async fn a_history_that_was_rewritten_is_refused_and_kept(engine: Engine) {
    let home = TestApp::start_as(engine, "north.test", &[]);
    let elsewhere = TestApp::start_as(engine, "south.test", &[]);
    let ada = person(&home.app, "ada").await;
    let id = filed(&home.app, ada.id, "file").await;
    comment(&home.app, cause(&home.app, "c"), id, ada.id, "It still leaks.".into()).await.unwrap();
    follow(&home.app, &elsewhere.app, id, 0).await;
    let before = held(&elsewhere.app, id).await;

    let mut forged = told(&home.app, id, 0).await;
    let other = String::from_utf8(forged.lines[1].core.clone()).unwrap().replace("Commented", "Withdrawn");
    forged.lines[1].hash = Hash::of(other.as_bytes());
    forged.lines[1].core = other.into_bytes();
    forged.head = forged.lines[1].hash;
    let answer = receive_replica(&elsewhere.app, forged).await.unwrap();
    assert!(matches!(answer, Followup::Conflict { .. }), "{answer:?}");

    let after = held(&elsewhere.app, id).await;
    assert_eq!((after.head, after.complaint), (before.head, before.complaint));
    assert!(after.conflict_at.is_some());
    let kept =
        elsewhere.app.db.read::<_, StorageError, _>(move |view| complaints::conflicts_of(view, id)).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].0, 2);
}

async fn told(home: &App, id: ComplaintId, after: i64) -> Told {
    let held = held(home, id).await;
    let lines = lines(home, id).await.into_iter().filter(|it| it.read().unwrap().event.sequence > after).collect();
    Told {
        id,
        uri: held.uri,
        home: held.home,
        board_uri: held.board_uri,
        sequence: held.complaint.sequence,
        head: held.head,
        lines,
        beside: std::collections::BTreeMap::new(),
        seal: None,
        source: "https://north.test".into(),
        because: Because::Asked,
    }
}

async fn follow(home: &App, elsewhere: &App, id: ComplaintId, after: i64) {
    let told = told(home, id, after).await;
    let uri = told.board_uri.clone();
    let board = home.db.read::<_, StorageError, _>(move |view| actors::find_by_uri(view, &uri)).await.unwrap().unwrap();
    let board = Actor { local: false, ..board };
    elsewhere.db.write::<_, StorageError, _>(move |tx| actors::upsert_remote(tx, &board)).await.unwrap();
    let sequence = told.sequence;
    assert_eq!(receive_replica(elsewhere, told).await.unwrap(), Followup::Followed { sequence });
    let copy = held(elsewhere, id).await;
    let replica =
        elsewhere.db.read::<_, StorageError, _>(move |view| replicas::find(view, &copy, 1, sequence)).await.unwrap();
    assert_eq!(replica.sequence(), sequence);
}

/// What somebody on another server posts; the text is what they typed.
pub(crate) fn post(uri: &str, text: &str, to: &[&str], in_reply_to: Option<&str>) -> IncomingPost {
    IncomingPost {
        uri: uri.into(),
        html: SafeHtml::from_html(&format!("<p>{text}</p>")).into_string(),
        text: text.into(),
        mentions: to.iter().map(|it| (*it).to_string()).collect(),
        in_reply_to: in_reply_to.map(str::to_string),
        public: true,
        direct: true,
        ..IncomingPost::default()
    }
}

pub(crate) async fn receive(app: &App, by: &Actor, post: IncomingPost) -> Received {
    let cause = Cause::new(Door::Mention, by.uri.clone(), post.uri.clone(), app.clock.now());
    receive_post(app, cause, by.id, post).await.unwrap().into_inner()
}

async fn a_mention_is_a_complaint_and_replies_are_its_life(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    let ada = stranger(app, "https://mastodon.example/users/ada").await;
    let brand = stranger(app, "https://social.example/users/acme").await;
    let eve = stranger(app, "https://mastodon.example/users/eve").await;
    name_remote_official(app, acme(), brand.id).await.unwrap();

    let first = "https://mastodon.example/notes/1";
    let filed = receive(app, &ada, post(first, "@acme.example The kettle leaks. Help", &[&board.uri], None)).await;
    let Received::Filed { complaint: id } = filed.clone() else { panic!("{filed:?}") };
    assert!(!held(app, id).await.complaint.is_public(), "for ten minutes it stands on its own page only");
    assert_eq!(held(app, id).await.title, "The kettle leaks. Help");

    let signed = "We look into it.\n— Jo Ott, care";
    let responded = receive(app, &brand, post("https://social.example/notes/1", signed, &[], Some(first))).await;
    assert!(matches!(responded, Received::Responded { .. }), "{responded:?}");
    assert!(held(app, id).await.complaint.is_public(), "the brand's answer ends the quiet minutes");

    let offer = "https://social.example/notes/2";
    let offered = receive(app, &brand, post(offer, "Paid back.\n— Jo Ott #resolved refund", &[], Some(first))).await;
    assert!(matches!(&offered, Received::Acted { state, .. } if state == "offered"), "{offered:?}");

    let forged =
        receive(app, &eve, post("https://mastodon.example/notes/9", "#confirmed 10/10", &[], Some(offer))).await;
    assert!(
        matches!(&forged, Received::Told { refusal, .. } if refusal.code().word() == "only-complainant"),
        "{forged:?}"
    );
    assert_eq!(held(app, id).await.complaint.state().name(), "offered");

    let confirmed =
        receive(app, &ada, post("https://mastodon.example/notes/2", "thanks #confirmed 9/10", &[], Some(offer))).await;
    assert!(matches!(&confirmed, Received::Acted { state, .. } if state == "resolved"), "{confirmed:?}");
    let complaint = held(app, id).await.complaint;
    assert_eq!((complaint.rating.rating, complaint.outcome), (Some(9), Some(Outcome::Refund)));
    assert_eq!(receive(app, &ada, post(first, "again", &[&board.uri], None)).await, filed, "a repeat answers the same");
    let another = Cause::new(Door::Mention, "another delivery", first, app.clock.now());
    let again =
        receive_post(app, another, ada.id, post(first, "again", &[&board.uri], None)).await.unwrap().into_inner();
    assert_eq!(again, Received::Ignored { why: "known already".into() });
}

async fn a_hashtag_says_who_solved_it_or_the_board_asks(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    let ada = stranger(app, "https://mastodon.example/users/ada").await;
    let first = "https://mastodon.example/notes/1";
    let filed = receive(app, &ada, post(first, "@acme.example It leaks. #file", &[&board.uri], None)).await;
    let Received::Filed { complaint: id } = filed else { panic!("{filed:?}") };
    let confirm = |number: u8, text: &'static str| {
        post(&format!("https://mastodon.example/notes/{number}"), text, &[], Some(first))
    };
    // Nothing was offered and nothing said: it is resolved, and counts for nobody.
    receive(app, &ada, confirm(2, "#confirmed")).await;
    let complaint = held(app, id).await.complaint;
    assert_eq!((complaint.state().name(), complaint.solver()), ("resolved", None));
    test.drain().await;
    let said = app.db.read::<_, StorageError, _>(move |view| posts::of_complaint(view, id, 0, 100)).await.unwrap();
    let notes: String = said.into_iter().filter(|it| it.kind == PostKind::Status).map(|it| it.html).collect();
    assert!(notes.contains("Who solved it?") && notes.contains("#confirmed myself"), "{notes}");
    // The answer takes no rating's place.
    receive(app, &ada, confirm(3, "#confirmed by the company")).await;
    receive(app, &ada, confirm(4, "#confirmed 7/10")).await;
    let complaint = held(app, id).await.complaint;
    assert_eq!((complaint.solver(), complaint.standing_rating()), (Some(SolvedBy::Brand), Some(7)));
}

async fn a_day_promised_by_hashtag_ends_where_the_instance_is(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    test.clock.set("2026-03-20T12:00:00Z".parse().unwrap());
    let now = test.clock.now();
    let zone = serde_json::Value::from("America/New_York");
    app.db.write::<_, StorageError, _>(move |tx| settings::set(tx, "time_zone", &zone, now)).await.unwrap();
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    let ada = stranger(app, "https://mastodon.example/users/ada").await;
    let brand = stranger(app, "https://social.example/users/acme").await;
    name_remote_official(app, acme(), brand.id).await.unwrap();
    let first = "https://mastodon.example/notes/1";
    let filed = receive(app, &ada, post(first, "@acme.example It leaks. #file", &[&board.uri], None)).await;
    let Received::Filed { complaint: id } = filed else { panic!("{filed:?}") };

    let signed = "A new lid is on its way.\n— Jo Ott, care #promise 2026-03-24";
    let promised = receive(app, &brand, post("https://social.example/notes/1", signed, &[], Some(first))).await;
    assert!(matches!(&promised, Received::Acted { .. }), "{promised:?}");
    let due = held(app, id).await.complaint.promises[&1].due;
    assert_eq!(due.to_rfc3339(), "2026-03-25T03:59:59.999+00:00", "summer time there since 8 March");
    let never = "Some day.\n— Jo Ott, care #promise 9999-12-31";
    let told = receive(app, &brand, post("https://social.example/notes/2", never, &[], Some(first))).await;
    assert!(matches!(&told, Received::Told { refusal, .. } if refusal.code().word() == "promise-too-far"), "{told:?}");
}

async fn a_command_counts_only_from_its_author(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    let ada = stranger(app, "https://mastodon.example/users/ada").await;
    let first = "https://mastodon.example/notes/1";
    let filed = receive(app, &ada, post(first, "@acme.example It leaks. #file", &[&board.uri], None)).await;
    let Received::Filed { complaint: id } = filed else { panic!("{filed:?}") };

    let command = || post("https://mastodon.example/notes/2", "#withdraw", &[], Some(first));
    let relayed = Cause::new(Door::Mention, "somebody who boosts", "relayed", app.clock.now());
    let copy = IncomingPost { direct: false, ..command() };
    let boosted = receive_post(app, relayed, ada.id, copy).await.unwrap().into_inner();
    assert!(matches!(boosted, Received::Ignored { .. }), "{boosted:?}");
    assert_eq!(held(app, id).await.complaint.state().name(), "open");
    receive(app, &ada, command()).await;
    assert_eq!(held(app, id).await.complaint.state().name(), "withdrawn", "a boost that came first takes nothing away");
}

async fn a_mention_that_was_never_meant_is_taken_back(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    let ada = stranger(app, "https://mastodon.example/users/ada").await;
    for (number, deleted) in [(1, false), (2, true)] {
        let uri = format!("https://mastodon.example/notes/{number}");
        let filed = receive(app, &ada, post(&uri, "@acme.example nice shop", &[&board.uri], None)).await;
        let Received::Filed { complaint: id } = filed else { panic!("{filed:?}") };
        if deleted {
            receive_deletion(app, cause(app, "delete"), ada.id, uri, None).await.unwrap();
        } else {
            let reply = format!("https://mastodon.example/notes/{number}0");
            receive(app, &ada, post(&reply, "#nocomplaint", &[], Some(&uri))).await;
        }
        let held = held(app, id).await;
        assert_eq!(held.complaint.state().name(), "retracted");
        assert!(!held.complaint.is_public());
    }
    test.clock.advance(24 * HOUR);
    assert_eq!(run_clock(app).await.unwrap(), 0, "what was taken back is never published");
}

async fn an_edit_corrects_and_never_commands(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    let (_, board) = open_board(app, acme(), None).await.unwrap();
    let ada = stranger(app, "https://mastodon.example/users/ada").await;
    let eve = stranger(app, "https://mastodon.example/users/eve").await;
    let uri = "https://mastodon.example/notes/1";
    let filed = receive(app, &ada, post(uri, "@acme.example The kettle leaks. #file", &[&board.uri], None)).await;
    let Received::Filed { complaint: id } = filed else { panic!("{filed:?}") };
    assert!(held(app, id).await.complaint.is_public(), "#file needs no waiting");

    let edited = |html: &str| Edited { uri: uri.into(), html: html.into(), ..Edited::default() };
    let by_another = receive_edit(app, cause(app, "e1"), eve.id, edited("<p>all fine</p>")).await.unwrap();
    assert!(!by_another.into_inner(), "nobody edits another's post");
    receive_edit(app, cause(app, "e2"), ada.id, edited("<p>It leaks a lot #withdraw</p>")).await.unwrap();
    assert_eq!(held(app, id).await.complaint.state().name(), "open");
    assert_eq!(names(&lines(app, id).await).last().map(String::as_str), Some("Corrected"));
}

async fn a_pseudonym_is_an_actor_of_its_own(engine: Engine) {
    let test = TestApp::start(engine);
    let app = &test.app;
    let ada = person(app, "adelheid").await;
    let account = redress::domain::ids::AccountId(uuid::Uuid::from_u128(5));
    let (brand, _) = open_board(app, acme(), None).await.unwrap();
    let draft = Draft { text: "It leaks.".into(), pseudonym: true, ..Draft::default() };
    let filer = Filer { actor: ada.id, account: Some(account) };
    let FiledAs { id, by } =
        file_complaint(app, cause(app, "file"), filer, brand.id, draft).await.unwrap().into_inner();
    assert_ne!(by, ada.id);
    let told = lines(app, id).await;
    let shown = format!("{:?}", told[0].disclosures);
    assert!(!shown.contains("adelheid") && !shown.contains(&ada.id.to_string()), "{shown}");
    deed(app, id, By::Actor(by), Command::Withdraw { settled: None, condition: None }, "withdraw").await.unwrap();
}

on_both_engines!(
    from_filing_to_a_confirmed_resolution,
    a_hashtag_says_who_solved_it_or_the_board_asks,
    a_day_promised_by_hashtag_ends_where_the_instance_is,
    the_same_cause_answers_the_same,
    of_twenty_answers_at_once_one_counts,
    only_the_complainant_says_that_it_is_resolved,
    an_offer_lapses_when_nobody_answers,
    erasing_leaves_the_chain_and_takes_the_words,
    an_account_that_closes_takes_its_words_and_stops_the_timers,
    a_replica_equals_its_home,
    a_history_that_was_rewritten_is_refused_and_kept,
    a_mention_is_a_complaint_and_replies_are_its_life,
    a_command_counts_only_from_its_author,
    a_mention_that_was_never_meant_is_taken_back,
    an_edit_corrects_and_never_commands,
    a_pseudonym_is_an_actor_of_its_own,
);
