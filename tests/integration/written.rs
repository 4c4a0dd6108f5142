//! What people write in posts of other servers is read as they mean it, and what is not sure is asked.

use redress::catalogue::{Language, Words};
use redress::domain::brand::BrandDomain;
use redress::domain::complaint::{Complaint, PromiseState};
use redress::domain::ids::ComplaintId;
use redress::domain::refusal::{Code, Refusal};
use redress::federation::actor::fetch_actor;
use redress::services::name_official::name_remote_official;
use redress::services::open_board::open_board;
use redress::storage::actors::Actor;
use redress::storage::complaints::{self, Held};
use redress::storage::posts::{self, PostKind, StoredPost};
use redress::storage::{StorageError, View};
use serde_json::{Value, json};

use crate::on_both_engines;
use crate::support::peer::{FakePeer, PUBLIC, PeerActor};
use crate::support::{Engine, TestApp};

/// A board, somebody who complains and the brand's voice, both on another server.
pub(crate) struct Square {
    pub(crate) test: TestApp,
    pub(crate) peer: FakePeer,
    pub(crate) board: Actor,
    pub(crate) ada: PeerActor,
    pub(crate) voice: PeerActor,
}

/// A complaint, and the post that it is.
pub(crate) struct Filed {
    pub(crate) id: ComplaintId,
    pub(crate) post: String,
}

impl Square {
    pub(crate) async fn open(engine: Engine) -> Square {
        let peer = FakePeer::start("a.test");
        let mut test = TestApp::start_as(engine, "home.test", &[peer.authority()]);
        // A Friday.
        test.clock.set("2026-11-27T12:00:00Z".parse().unwrap());
        test.serve();
        let domain = BrandDomain::parse("acme.com").unwrap();
        let (_, board) = open_board(&test.app, domain.clone(), None).await.unwrap();
        let (ada, voice) = (peer.person("ada"), peer.actor("acme", "Organization"));
        let known = fetch_actor(&test.app, &voice.uri).await.unwrap();
        name_remote_official(&test.app, domain, known.id).await.unwrap();
        Square { test, peer, board, ada, voice }
    }

    pub(crate) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut View<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> T {
        self.test.app.db.read(read).await.unwrap()
    }

    /// Sends an activity about an object, and lets the worker finish.
    pub(crate) async fn send(&self, who: &PeerActor, kind: &str, name: &str, object: Value) {
        let id = self.peer.url(&format!("/{}/{name}", kind.to_lowercase()));
        let activity = json!({"type": kind, "id": id, "actor": who.uri, "object": object});
        assert_eq!(self.peer.send(&self.test, who, &activity).await, 202, "{name}");
        self.test.drain().await;
    }

    /// A note of somebody, with members of its own.
    pub(crate) fn note(&self, who: &PeerActor, name: &str, html: &str, more: &Value) -> Value {
        let mut note = json!({
            "type": "Note", "id": self.peer.url(&format!("/notes/{name}")), "attributedTo": who.uri, "to": [PUBLIC],
            "content": html,
        });
        for (name, value) in more.as_object().into_iter().flatten() {
            note[name] = value.clone();
        }
        note
    }

    /// Ada mentions the board.
    pub(crate) async fn file(&self, name: &str, html: &str, more: Value) -> Filed {
        let mut note = self.note(&self.ada, name, html, &more);
        let mention = json!({"type": "Mention", "href": self.board.uri, "name": "@acme.com"});
        match note.get_mut("tag").and_then(Value::as_array_mut) {
            Some(tags) => tags.push(mention),
            None => note["tag"] = json!([mention]),
        }
        let post = note["id"].as_str().unwrap().to_string();
        self.send(&self.ada, "Create", name, note).await;
        let id = self.stored(name).await.and_then(|it| it.complaint).expect("a complaint");
        Filed { id, post }
    }

    pub(crate) async fn reply(&self, who: &PeerActor, to: &str, name: &str, html: &str, more: Value) {
        let mut note = self.note(who, name, html, &more);
        note["inReplyTo"] = json!(to);
        self.send(who, "Create", name, note).await;
    }

    pub(crate) async fn stored(&self, name: &str) -> Option<StoredPost> {
        let uri = self.peer.url(&format!("/notes/{name}"));
        self.read(move |view| posts::find_by_uri(view, &uri)).await
    }

    pub(crate) async fn held(&self, filed: &Filed) -> Held {
        let id = filed.id;
        self.read(move |view| complaints::find(view, id)).await.unwrap()
    }

    /// What the board said: to one of them alone, or for everybody.
    async fn said(&self, filed: &Filed, kind: PostKind) -> Vec<String> {
        let id = filed.id;
        let all = self.read(move |view| posts::of_complaint(view, id, 0, 100)).await;
        all.into_iter().filter(|it| it.kind == kind).map(|it| it.html).collect()
    }

    /// How many notes for one alone say why something did not count.
    fn told(&self, filed: &Filed, code: Code) -> usize {
        let words = Words::of(Language::English).refusal(&Refusal::from(code));
        let start = words.split('#').next().unwrap_or_default().trim().to_string();
        let direct = self.peer.delivered().into_iter().filter(|it| it["type"] == "Create");
        let here = |it: &Value| it["object"]["inReplyTo"] == json!(filed.post);
        direct.filter(|it| here(it) && plain(&it["object"]["content"]).contains(&start)).count()
    }

    /// Ada files, and the voice answers with these words.
    async fn answered(&self, name: &str, html: &str) -> Filed {
        let filed = self.file(&format!("{name}-filed"), "<p>@acme.com The lid broke</p>", json!({})).await;
        self.reply(&self.voice, &filed.post, name, html, json!({})).await;
        filed
    }

    /// Ada files, the brand answers and offers a refund, and Ada replies with these words.
    async fn replied(&self, name: &str, html: &str, more: Value) -> Filed {
        let filed =
            self.answered(&format!("{name}-offer"), "<p>It is paid. #resolved refund<br>— Jo Ott, care</p>").await;
        assert_eq!(self.held(&filed).await.complaint.state().name(), "offered", "{name}");
        self.reply(&self.ada, &filed.post, name, html, more).await;
        filed
    }
}

fn plain(html: &Value) -> String {
    redress::markup::plain_text(html.as_str().unwrap_or_default())
}

fn rating(complaint: &Complaint) -> Option<u8> {
    assert_eq!(complaint.state().name(), "resolved");
    complaint.standing_rating()
}

/// D1, D2.
async fn a_sign_off_names_a_human_or_nobody(engine: Engine) {
    let square = Square::open(engine).await;
    for (number, (html, named)) in [
        ("<p>Please try:<br>- plug it in again</p>", None),
        ("<p>We are here<br>– Monday to Friday</p>", None),
        ("<p>Bitte schick uns:<br>- Rechnung</p>", None),
        ("<p>Hello<br>— Acme Customer Care Team</p>", None),
        ("<p>Hello<br>— .</p>", None),
        ("<blockquote><p>It is broken<br>— Jo Ott, care</p></blockquote><p>Sorry to hear that</p>", None),
        ("<p>We found it.<br>— Jo Ott, customer care</p>", Some("Jo Ott")),
        ("<p>&nbsp;</p><p>— Jo Ott, customer care</p>", None),
        ("<p>.</p><p>— Jo Ott, customer care</p>", None),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("sign-{number}");
        let filed = square.answered(&name, html).await;
        let response = square.stored(&name).await.unwrap();
        assert_eq!((response.kind, response.representative.as_deref()), (PostKind::Response, named), "{html}");
        let state = if named.is_some() { "acknowledged" } else { "open" };
        assert_eq!(square.held(&filed).await.complaint.state().name(), state, "{html}");
    }
}

/// D3, D4.
async fn a_rating_counts_beside_its_command(engine: Engine) {
    let square = Square::open(engine).await;
    for (number, (html, given, rounded)) in [
        ("<p>#confirmed, the parcel came on 3/10</p>", None, false),
        ("<p>#confirmed 9/10👍</p>", Some(9), false),
        ("<p>#confirmed 8,5/10</p>", Some(9), true),
        ("<p>#confirmed 9 / 10</p>", Some(9), false),
        ("<p>#confirmed ⭐10/10</p>", Some(10), false),
        ("<p>#confirmed. It took weeks. 7/10</p>", Some(7), false),
        ("<p>#confirmado 8/10</p>", Some(8), false),
        ("<p>#confirmed. Ten out of ten!</p>", Some(10), false),
        ("<p>★★★★★ #confirmed 10/10</p>", Some(10), false),
    ]
    .into_iter()
    .enumerate()
    {
        let filed = square.replied(&format!("rating-{number}"), html, json!({})).await;
        assert_eq!(rating(&square.held(&filed).await.complaint), given, "{html}");
        let notes = square.said(&filed, PostKind::Status).await;
        assert_eq!(notes.iter().any(|it| it.contains("rounded to 9")), rounded, "{html}: {notes:?}");
        assert_eq!(square.told(&filed, Code::RatingUnclear), 0, "{html}");
    }
    for (number, html) in [
        "<p>#confirmed 5/5</p>",
        "<p>#confirmed 9/10 or 8/10</p>",
        "<p>#confirmed 11/10</p>",
        "<p>#confirmed 90%</p>",
        "<p>#confirmed ★★★★★</p>",
        "<p>5 stars #confirmed</p>",
    ]
    .into_iter()
    .enumerate()
    {
        let filed = square.replied(&format!("unclear-{number}"), html, json!({})).await;
        assert_eq!(rating(&square.held(&filed).await.complaint), None, "{html}");
        assert_eq!(square.told(&filed, Code::RatingUnclear), 1, "{html}");
    }
    // Nobody could rate after the last word, so it waits.
    let filed = square.replied("last", "<p>#giveup 3/5</p>", json!({})).await;
    assert_eq!(square.held(&filed).await.complaint.state().name(), "offered");
    assert_eq!(square.told(&filed, Code::LastRatingUnclear), 1);
    square.reply(&square.ada, &filed.post, "last-again", "<p>#giveup 3/10</p>", json!({})).await;
    assert_eq!(square.held(&filed).await.complaint.state().name(), "unresolved");
}

/// D5, and its kind: whatever stands beside it, the hashtag is the command; what is quoted or code is none.
async fn a_command_is_read_wherever_its_author_wrote_it(engine: Engine) {
    let square = Square::open(engine).await;
    let hashtag = json!({"tag": [{"type": "Hashtag", "name": "#confirmed", "href": "https://a.test/tags/confirmed"}]});
    let quoted = "<blockquote><p>reply #confirmed if it is well</p></blockquote><p>What does that mean</p>";
    for (number, (html, more, state)) in [
        ("<p>(#confirmed)</p>", json!({}), "resolved"),
        ("<p>“#confirmed”</p>", json!({}), "resolved"),
        ("<p>#confirmed🎉</p>", json!({}), "resolved"),
        ("<p>#confirmed—thanks</p>", json!({}), "resolved"),
        ("<p>#besta\u{308}tigt</p>", json!({}), "resolved"),
        (
            "<p>Done! <a href=\"https://a.test/tags/confirmed\" class=\"hashtag\">#<span>confirmed</span></a></p>",
            hashtag.clone(),
            "resolved",
        ),
        ("<p>#confirmed and once more #Confirmed</p>", hashtag.clone(), "resolved"),
        ("<p>All is well now</p>", hashtag.clone(), "resolved"),
        ("<p>#تم_التأكيد</p>", json!({}), "resolved"),
        (quoted, hashtag.clone(), "offered"),
        ("<p>What is <code>#confirmed</code> for</p>", hashtag.clone(), "offered"),
        ("<pre>#confirmed</pre><p>is what the bot wants</p>", hashtag.clone(), "offered"),
        ("<p>&gt; #confirmed<br>is what they want to hear</p>", hashtag.clone(), "offered"),
        ("<p>the #confirmedkilling of my patience</p>", json!({}), "offered"),
        ("<p><del>#confirmed</del> no!</p>", hashtag.clone(), "offered"),
        ("<p><s>#confirmed</s> not yet</p>", hashtag.clone(), "offered"),
    ]
    .into_iter()
    .enumerate()
    {
        let filed = square.replied(&format!("command-{number}"), html, more).await;
        assert_eq!(square.held(&filed).await.complaint.state().name(), state, "{html}");
    }
    for (number, html) in
        ["<p>#confirmed? no</p>", "<p>it is not #confirmed</p>", "<p>Noch nicht #gelöst, also nicht #bestätigt</p>"]
            .into_iter()
            .enumerate()
    {
        let filed = square.replied(&format!("turned-{number}"), html, json!({})).await;
        assert_eq!(square.held(&filed).await.complaint.state().name(), "offered", "{html}");
        let told = square.told(&filed, Code::CommandTurned) + square.told(&filed, Code::SeveralCommands);
        assert_eq!(told, 1, "{html}");
        assert_eq!(
            square.stored(&format!("turned-{number}")).await.unwrap().kind,
            PostKind::Comment,
            "the words stand"
        );
    }
}

/// What ends a complaint, says that it is well or joins it counts where it is sure alone; what is not is asked, for each
/// command anew, and the words stand.
async fn a_command_that_is_refused_or_a_condition_is_asked_about(engine: Engine) {
    let square = Square::open(engine).await;
    for (number, html) in [
        "<p>I will not #withdraw</p>",
        "<p>#confirmed if the money comes</p>",
        "<p>What does “#nocomplaint” mean?</p>",
        "<p>nunca #me_rindo</p>",
        "<p>#bestätigt, wenn das Geld da ist</p>",
        "<p>لن أكتب #مؤكد</p>",
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("refused-{number}");
        let filed = square.replied(&name, html, json!({})).await;
        assert_eq!(square.held(&filed).await.complaint.state().name(), "offered", "{html}");
        assert_eq!(square.told(&filed, Code::CommandTurned), 1, "{html}");
        assert_eq!(square.stored(&name).await.unwrap().kind, PostKind::Comment, "{html}: the words stand");
    }
    // What was said of one reason or one command says nothing of another.
    let filed = square.replied("again", "<p>#confirmed #withdraw</p>", json!({})).await;
    assert_eq!(square.told(&filed, Code::SeveralCommands), 1);
    for (number, (html, told)) in [
        ("<p>Should I #withdraw?</p>", 1),
        ("<p>I could #withdraw but I do not</p>", 1),
        ("<p>They want to read #confirmed. No way.</p>", 2),
    ]
    .into_iter()
    .enumerate()
    {
        square.reply(&square.ada, &filed.post, &format!("again-{number}"), html, json!({})).await;
        assert_eq!(square.held(&filed).await.complaint.state().name(), "offered", "{html}");
        assert_eq!(square.told(&filed, Code::CommandTurned), told, "{html}");
    }
    square.reply(&square.ada, &filed.post, "meant", "<p>#withdraw, they paid</p>", json!({})).await;
    assert_eq!(square.held(&filed).await.complaint.state().name(), "withdrawn");
    for (number, (html, state)) in [
        ("<p>#giveup I am done</p>", "unresolved"),
        ("<p>#confirmed, thanks for the quick help</p>", "resolved"),
        ("<p>All is well, no problem any more #confirmed</p>", "resolved"),
    ]
    .into_iter()
    .enumerate()
    {
        let filed = square.replied(&format!("sure-{number}"), html, json!({})).await;
        assert_eq!(square.held(&filed).await.complaint.state().name(), state, "{html}");
    }
}

/// The voice offers and promises only where its words do.
async fn a_deed_of_the_brand_that_is_not_sure_is_asked_about(engine: Engine) {
    let square = Square::open(engine).await;
    for (number, (words, code)) in [
        ("Nobody here can #promise 4 December", Code::CommandTurned),
        ("#promise 4 December? We can't.", Code::CommandTurned),
        ("We hope to have this #resolved refund soon", Code::CommandTurned),
        ("Sobald gezahlt ist, ist es #gelöst Erstattung", Code::CommandTurned),
        ("#promise 24 December at the earliest", Code::DayUnclear),
        ("#gelöst Erstattung kaum möglich", Code::OutcomeUnclear),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("voice-{number}");
        let filed = square.answered(&name, &format!("<p>{words}<br>— Jo Ott, care</p>")).await;
        let held = square.held(&filed).await;
        assert_eq!(held.complaint.state().name(), "acknowledged", "{words}");
        assert!(held.complaint.promises.is_empty() && held.complaint.standing_offer().is_none(), "{words}");
        assert_eq!(square.stored(&name).await.unwrap().kind, PostKind::Response, "{words}: the answer stands");
        assert_eq!(square.told(&filed, code), 1, "{words}");
    }
}

/// No machine and no greeting is a human who answered.
async fn a_machine_that_signs_is_no_human(engine: Engine) {
    let square = Square::open(engine).await;
    for (number, (sign_off, named, automated)) in [
        ("Ava, Virtual Assistant", None, true),
        ("Emma, AI assistant", None, true),
        ("Lola, bot de soporte", None, true),
        ("رمضان كريم، فريق الدعم", None, false),
        ("أمل أن نلتقي، الدعم", None, false),
        ("Mark Down, sales", None, false),
        ("Nkechi Obi, Support", Some("Nkechi Obi"), false),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("machine-{number}");
        let filed = square.answered(&name, &format!("<p>The money left us today.<br>— {sign_off}</p>")).await;
        let response = square.stored(&name).await.unwrap();
        assert_eq!((response.kind, response.representative.as_deref()), (PostKind::Response, named), "{sign_off}");
        let held = square.held(&filed).await;
        assert_eq!(
            held.complaint.responses.values().map(|it| it.automated).collect::<Vec<_>>(),
            [automated],
            "{sign_off}"
        );
        let state = if named.is_some() { "acknowledged" } else { "open" };
        assert_eq!(held.complaint.state().name(), state, "{sign_off}");
    }
}

/// D6.
async fn a_private_command_is_told_that_it_does_not_count(engine: Engine) {
    let square = Square::open(engine).await;
    let followers = json!({"to": [format!("{}/followers", square.ada.uri)]});
    let filed = square.replied("followers", "<p>#confirmed 9/10</p>", followers).await;
    assert_eq!(square.held(&filed).await.complaint.state().name(), "offered");
    assert_eq!(square.told(&filed, Code::PrivateReply), 1);
    // A direct reply to somebody else's post in the thread.
    let filed = square.replied("words", "<p>Thank you, I will look</p>", json!({})).await;
    let offer = square.peer.url("/notes/words-offer");
    let direct = json!({"to": [square.voice.uri]});
    square.reply(&square.ada, &offer, "direct", "<p>#confirmed</p>", direct).await;
    assert_eq!(square.held(&filed).await.complaint.state().name(), "offered");
    assert_eq!(square.told(&filed, Code::PrivateReply), 1);
}

/// D7.
async fn an_outcome_is_read_in_the_brands_words_or_asked_for(engine: Engine) {
    let square = Square::open(engine).await;
    for (number, (words, outcome)) in [
        ("#resolved refund", "refund"),
        ("#resolved with a refund", "refund"),
        ("#resolved refunded", "refund"),
        ("#gelöst erstattung", "refund"),
        ("#gelöst abgelehnt, nicht zuständig", "declined"),
        ("#resolved", "explanation"),
        ("#resuelto con un reembolso", "refund"),
        ("#résolu par un remplacement", "replacement"),
        ("#resolvido com estorno", "refund"),
        ("#resolved. Refunded in full this morning.", "refund"),
    ]
    .into_iter()
    .enumerate()
    {
        let filed = square.answered(&format!("outcome-{number}"), &format!("<p>{words}<br>— Jo Ott, care</p>")).await;
        let held = square.held(&filed).await;
        assert_eq!(held.complaint.state().name(), "offered", "{words}");
        let offered = held.complaint.standing_offer().map(|it| it.outcome.word());
        assert_eq!(offered, Some(outcome), "{words}");
        let path = held.uri.strip_prefix(square.test.app.address.origin()).unwrap();
        let asked =
            reqwest::Client::new().get(square.test.local_url(path)).header("accept", "application/activity+json");
        let document = asked.send().await.unwrap().bytes().await.unwrap();
        let document: Value = serde_json::from_slice(&document).unwrap();
        assert_eq!((&document["rd:state"], &document["rd:outcome"]), (&json!("offered"), &json!(outcome)), "{words}");
    }
    for (number, words) in
        ["#resolved voucher", "#resolved no refund", "#gelöst irgendwie", "#resolved. Your refund will follow."]
            .into_iter()
            .enumerate()
    {
        let name = format!("unknown-{number}");
        let filed = square.answered(&name, &format!("<p>{words}<br>— Jo Ott, care</p>")).await;
        assert_eq!(square.held(&filed).await.complaint.state().name(), "acknowledged", "{words}");
        assert_eq!(square.stored(&name).await.unwrap().kind, PostKind::Response, "the answer stands");
        assert_eq!(square.told(&filed, Code::OutcomeUnclear), 1, "{words}");
    }
    // Why it is declined nobody says for the brand.
    for (number, words) in ["#gelöst: abgelehnt", "#resolved declined, out of warranty"].into_iter().enumerate() {
        let name = format!("no-reason-{number}");
        let filed = square.answered(&name, &format!("<p>{words}<br>— Jo Ott, care</p>")).await;
        assert_eq!(square.held(&filed).await.complaint.state().name(), "acknowledged", "{words}");
        assert_eq!(square.stored(&name).await.unwrap().kind, PostKind::Response, "the answer stands");
        assert_eq!(square.told(&filed, Code::OutcomeReason), 1, "{words}");
    }
}

/// D8.
async fn a_day_is_read_by_the_language_or_asked_for(engine: Engine) {
    let square = Square::open(engine).await;
    for (number, (words, language, due)) in [
        ("#promise 2026-12-24", "en", "2026-12-24"),
        ("#promise 24.12.2026", "en", "2026-12-24"),
        ("#promise tomorrow", "en", "2026-11-28"),
        ("#promise 12/24/2026", "en", "2026-12-24"),
        ("#promise 4/12/2026", "fr", "2026-12-04"),
        ("#versprochen bis 24.12.", "de", "2026-12-24"),
        ("#versprochen morgen", "de", "2026-11-28"),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("day-{number}");
        let html = format!("<p>{words}<br>— Jo Ott, care</p>");
        let filed = square.file(&format!("{name}-filed"), "<p>@acme.com The lid broke</p>", json!({})).await;
        let more = json!({"contentMap": {language: html}});
        square.reply(&square.voice, &filed.post, &name, &html, more).await;
        let promises = square.held(&filed).await.complaint.promises;
        let promise = promises.values().next().unwrap_or_else(|| panic!("{words}"));
        assert!(matches!(promise.state, PromiseState::Pending), "{words}");
        assert_eq!(promise.due.date_naive().to_string(), due, "{words}");
    }
    for (number, words) in ["#promise 4/12/2026", "#promise soon", "#promise next week"].into_iter().enumerate() {
        let name = format!("unclear-{number}");
        let filed = square.answered(&name, &format!("<p>{words}<br>— Jo Ott, care</p>")).await;
        let held = square.held(&filed).await;
        assert!(held.complaint.promises.is_empty(), "{words}");
        assert_eq!(square.stored(&name).await.unwrap().kind, PostKind::Response, "the answer stands");
        assert_eq!(square.told(&filed, Code::DayUnclear), 1, "{words}");
    }
}

/// D9.
async fn an_acknowledgement_keeps_its_words(engine: Engine) {
    let square = Square::open(engine).await;
    let html = "<p>#acknowledged We have your parcel here. We look into it today.<br>— Jo Ott, care</p>";
    let filed = square.answered("seen", html).await;
    let held = square.held(&filed).await;
    assert_eq!(held.complaint.state().name(), "acknowledged");
    assert!(held.complaint.responses.is_empty(), "that somebody has it is no answer");
    let post = square.stored("seen").await.expect("the words stand");
    assert!(post.html.contains("We look into it today") && post.complaint == Some(filed.id));
    let page = reqwest::get(square.test.local_url(&format!("/complaints/{}", filed.id))).await.unwrap();
    assert!(page.text().await.unwrap().contains("We have your parcel here"));
    square.reply(&square.ada, &post.uri, "thanks", "<p>Good to know</p>", json!({})).await;
    assert_eq!(square.stored("thanks").await.and_then(|it| it.complaint), Some(filed.id), "and what answers them");
    // The voice takes its words back like anything of its own.
    square.send(&square.voice, "Delete", "seen", json!(post.uri)).await;
    let gone = square.stored("seen").await.unwrap();
    assert!(gone.deleted_at.is_some() && gone.html.is_empty(), "{gone:?}");
    assert_eq!(square.held(&filed).await.complaint.state().name(), "acknowledged");
}

/// D10, D11.
async fn a_title_says_something(engine: Engine) {
    let square = Square::open(engine).await;
    let picture =
        json!({"attachment": [{"type": "Image", "url": "https://a.test/1.jpg", "name": "A kettle in two halves"}]});
    let german = json!({"contentMap": {"de": "<p>@acme.com</p>"}});
    for (number, (html, more, title)) in [
        ("<p>@acme.com Hi. My lamp broke</p>", json!({}), "My lamp broke"),
        ("<p>Dr. Miller never came</p>", json!({}), "Dr. Miller never came"),
        ("<p>Acme Inc. refuses to pay me back. Since May.</p>", json!({}), "Acme Inc. refuses to pay me back"),
        (
            "<p>Am 3. November bestellte ich eine Lampe. Sie kam nie.</p>",
            json!({}),
            "Am 3. November bestellte ich eine Lampe",
        ),
        ("<p>I paid 49. 90 for a broken lamp. Help!</p>", json!({}), "I paid 49. 90 for a broken lamp"),
        ("<p>@acme.com</p>", json!({}), "Complaint about acme.com, 27 November"),
        ("<p>@acme.com #acme #fail</p>", json!({}), "Complaint about acme.com, 27 November"),
        ("<p>@acme.com</p>", german, "Beschwerde über acme.com, 27. November"),
        ("<p>@acme.com</p>", picture, "A kettle in two halves"),
    ]
    .into_iter()
    .enumerate()
    {
        let filed = square.file(&format!("title-{number}"), html, more).await;
        assert_eq!(square.held(&filed).await.title, title, "{html}");
    }
}

on_both_engines!(
    a_sign_off_names_a_human_or_nobody,
    a_rating_counts_beside_its_command,
    a_command_is_read_wherever_its_author_wrote_it,
    a_command_that_is_refused_or_a_condition_is_asked_about,
    a_deed_of_the_brand_that_is_not_sure_is_asked_about,
    a_machine_that_signs_is_no_human,
    a_private_command_is_told_that_it_does_not_count,
    an_outcome_is_read_in_the_brands_words_or_asked_for,
    a_day_is_read_by_the_language_or_asked_for,
    an_acknowledgement_keeps_its_words,
    a_title_says_something,
);
