//! What servers of other kinds show of us: who a board is and who is not, whose words they take, what is folded there.

use crate::support::acts::take_back_comment;
use redress::app::Clock;
use redress::catalogue::Language;
use redress::domain::brand::BrandDomain;
use redress::domain::ids::ComplaintId;
use redress::services::name_official::name_official;
use redress::services::site::{Site, change_site};
use redress::storage::actors::{self, Actor};
use redress::storage::posts::{self, PostKind, StoredPost};
use redress::storage::{Cause, Door};
use serde_json::{Value, json};

use crate::groups::Fair;
use crate::on_both_engines;
use crate::support::Engine;
use crate::support::acts::{Answer, WithDeed, comment, respond};
use crate::support::peer::PUBLIC;

const PIEFED: &str = "PieFed/1.6.0; +https://pie.test";
const LEMMY: &str = "Lemmy/0.19.12; +https://lemmy.test";
const GOTOSOCIAL: &str = "gotosocial/0.20.0 (+https://gts.test)";

impl Fair {
    /// A document of ours, as a server of this kind gets it.
    async fn fetch_as(&self, agent: &str, uri: &str) -> Value {
        let path = uri.strip_prefix(self.test.app.address.origin()).unwrap_or(uri);
        let request = reqwest::Client::new().get(self.test.local_url(path)).header("user-agent", agent);
        let answer = request.header("accept", "application/activity+json").send().await.unwrap();
        serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or_default()
    }

    async fn page(&self, path: &str) -> String {
        let request = reqwest::Client::new().get(self.test.local_url(path)).header("accept", "text/html");
        request.send().await.unwrap().text().await.unwrap()
    }

    fn because(&self, name: &str) -> Cause {
        Cause::new(Door::Page, "story", name, self.test.clock.now())
    }

    async fn acme_answers(&self, id: ComplaintId, text: &str) -> Actor {
        let domain = BrandDomain::parse("acme.com").unwrap();
        let voice = name_official(&self.test.app, domain, "acme".into(), None).await.unwrap();
        let answer = Answer {
            complaint: id,
            official: voice.id,
            text: text.into(),
            signature: Some(("Noor Bakker".into(), "customer care".into())),
            deed: Some(WithDeed::Ask),
            seen: None,
        };
        respond(&self.test.app, self.because("answer"), answer).await.unwrap();
        self.test.drain().await;
        voice
    }

    async fn of_kind(&self, id: ComplaintId, kind: PostKind) -> StoredPost {
        let all = self.read(move |view| posts::of_complaint(view, id, 0, 100)).await;
        all.into_iter().rfind(|it| it.kind == kind).expect("such a post")
    }

    /// PieFed's rule (`resolve_remote_post`, `actor_json_to_model`): the post of a boost is fetched, its author lies on
    /// the same host and is a `Person` or a `Service`. Gives that author's document.
    async fn piefed_takes(&self, post: &str) -> Option<Value> {
        let note = self.fetch_as(PIEFED, post).await;
        let author = note["attributedTo"].as_str()?;
        let origin = self.test.app.address.origin();
        let actor = self.fetch_as(PIEFED, author).await;
        let taken = author.starts_with(origin) && ["Person", "Service"].iter().any(|it| actor["type"] == *it);
        (taken && actor["publicKey"]["publicKeyPem"].is_string() && note["inReplyTo"].is_string()).then_some(actor)
    }
}

/// H10: the captured exchange with PieFed, where answers and notes were sent and neither was shown.
async fn piefed_takes_what_the_brand_and_the_board_say(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, _) = fair.filed().await;
    let voice = fair.acme_answers(id, "Which kettle is it?").await;
    let answer = fair.of_kind(id, PostKind::Response).await;
    let note = fair.of_kind(id, PostKind::Status).await;
    let boosted: Vec<Value> = fair.forum.delivered().into_iter().filter(|it| it["object"].is_string()).collect();
    for post in [&answer, &note] {
        assert!(boosted.iter().any(|it| it["object"] == json!(post.uri)), "{} is boosted", post.uri);
        assert!(fair.piefed_takes(&post.uri).await.is_some(), "{}", post.uri);
        assert!(fair.piefed_takes(&post.uri).await.is_some(), "and again, when the answer was kept");
    }
    let author = fair.piefed_takes(&answer.uri).await.unwrap();
    assert_eq!((&author["id"], &author["type"]), (&json!(voice.uri), &json!("Person")), "people write the answers");
    let clerk = fair.piefed_takes(&note.uri).await.unwrap();
    assert_eq!(clerk["type"], "Service", "nobody writes the board's notes");
    // Everybody else is told what they are, under the same addresses.
    for agent in [GOTOSOCIAL, LEMMY] {
        assert_eq!(fair.fetch_as(agent, &voice.uri).await["type"], "Organization");
        assert_eq!(fair.fetch_as(agent, clerk["id"].as_str().unwrap()).await["type"], "Application");
        let told = fair.fetch_as(agent, &note.uri).await;
        assert_eq!((&told["id"], &told["attributedTo"]), (&json!(note.uri), &json!(fair.board.uri)));
    }
    assert_eq!(fair.fetch_as(PIEFED, &note.uri).await["id"], json!(note.uri));
}

/// What a guest wrote and took back is taken back by the actor that PieFed has it from.
async fn piefed_lets_go_of_what_a_guest_took_back(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, _) = fair.filed().await;
    let uri = fair.ada.uri.clone();
    let ada = fair.read(move |view| actors::find_by_uri(view, &uri)).await.unwrap();
    comment(&fair.test.app, fair.because("comment"), id, ada.id, "Written as a guest.".into()).await.unwrap();
    fair.test.drain().await;
    let written = fair.of_kind(id, PostKind::Comment).await;
    let clerk = fair.piefed_takes(&written.uri).await.expect("PieFed takes it");
    take_back_comment(&fair.test.app, fair.because("back"), id, ada.id, written.id).await.unwrap();
    fair.test.drain().await;
    let deleted: Vec<Value> = fair.forum.delivered().into_iter().filter(|it| it["type"] == "Delete").collect();
    let by = |actor: &Value| deleted.iter().any(|it| it["actor"] == *actor && it["object"]["id"] == json!(written.uri));
    assert!(by(&clerk["id"]) && by(&json!(fair.board.uri)), "{deleted:?}");
}

/// H11: nobody takes the board for the brand.
async fn a_board_says_that_it_is_not_the_brand(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, _) = fair.filed().await;
    let voice = fair.acme_answers(id, "Which kettle is it?").await;
    let board = fair.fetch_as(GOTOSOCIAL, &fair.board.uri).await;
    let brand = fair.fetch_as(GOTOSOCIAL, &voice.uri).await;
    assert_eq!(board["name"], "Complaints about acme.com");
    assert!(board["summary"].as_str().unwrap().contains("not run by acme.com"), "{board}");
    let field = |of: &Value, name: &str| {
        let fields = of["attachment"].as_array().unwrap();
        fields.iter().find(|it| it["name"] == name).map(|it| it["value"].as_str().unwrap().to_string())
    };
    assert_eq!(field(&board, "Domain").as_deref(), Some("acme.com"), "no link, for nothing is proven by it");
    let named = format!("nothing: added by the operators of {}", fair.test.authority());
    assert_eq!(field(&brand, "Verified by"), Some(named));
    assert!(brand["summary"].as_str().unwrap().contains("speaks for acme.com"));
    assert_ne!(board["icon"]["url"], brand["icon"]["url"]);
    for actor in [&board, &brand] {
        assert_eq!(actor["icon"]["mediaType"], "image/png");
        let path = actor["icon"]["url"].as_str().unwrap().strip_prefix(fair.test.app.address.origin()).unwrap();
        let answer = reqwest::get(fair.test.local_url(path)).await.unwrap();
        assert_eq!((answer.status().as_u16(), &answer.headers()["content-type"]), (200, &"image/png".parse().unwrap()));
        assert!(answer.bytes().await.unwrap().starts_with(b"\x89PNG\r\n\x1a\n"));
    }
    // In the instance's language, and its followers hear when that changes.
    let host = fair.board.host.clone();
    let site = fair.read(move |view| Site::read(view, &host)).await;
    fair.test.clock.advance(std::time::Duration::from_mins(1));
    change_site(&fair.test.app, Site { language: Language::German, ..site }).await.unwrap();
    fair.test.drain().await;
    let heard = fair.forum.delivered();
    let update = heard.iter().find(|it| it["type"] == "Update" && it["object"]["type"] == "Group").expect("an update");
    assert_eq!(update["object"]["name"], "Beschwerden über acme.com");
    assert_eq!(update["object"]["id"], json!(fair.board.uri));
    assert!(update["object"]["updated"].as_str() > board["updated"].as_str(), "newer than what they have");
}

/// H16: GoToSocial takes a `name` for a warning and folds the words under it; Lemmy, PieFed and Mbin show it as the title.
async fn a_title_goes_to_those_who_show_it(engine: Engine) {
    let fair = Fair::open(engine).await;
    let follow = json!({"type": "Follow", "id": fair.writers.url("/follows/1"), "actor": fair.ada.uri, "object": fair.board.uri});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &follow).await, "understood");
    let (_, post, _) = fair.filed_here().await;
    let heard = fair.forum.delivered();
    let of_post = |it: &&Value, object: &Value| object["id"] == json!(post.uri) && it["id"].is_string();
    let create = heard.iter().find(|it| it["type"] == "Create" && of_post(it, &it["object"]));
    assert!(create.is_none_or(|it| it["object"].get("name").is_none()));
    let announce = heard.iter().find(|it| it["type"] == "Announce" && of_post(it, &it["object"]["object"])).unwrap();
    assert_eq!(announce["object"]["object"]["name"], "The lid broke");
    for agent in [LEMMY, PIEFED, "Mbin/1.8.4 (+https://mbin.test/agent)"] {
        assert_eq!(fair.fetch_as(agent, &post.uri).await["name"], "The lid broke", "{agent}");
    }
    for agent in [GOTOSOCIAL, "Mastodon/4.5.0 (http.rb/5.3.1; +https://masto.test/)"] {
        let note = fair.fetch_as(agent, &post.uri).await;
        assert!(note.get("name").is_none(), "{agent}: {note}");
        assert!(note["content"].as_str().unwrap().starts_with("<p><strong>The lid broke</strong></p>"));
    }
}

/// H16: a content warning folds the words, is no title, and travels with the post.
async fn a_warning_folds_the_words(engine: Engine) {
    let fair = Fair::open(engine).await;
    let mut note = fair.note("warned", "<p>Mould grew all over the lid. #file</p>");
    note["summary"] = json!("Spoiled food");
    note["sensitive"] = json!(true);
    note["contentMap"] = json!({"en": note["content"]});
    note["tag"] = json!([{"type": "Mention", "href": fair.board.uri}]);
    let create = json!({"type": "Create", "id": fair.writers.url("/creates/w"), "actor": fair.ada.uri, "to": [PUBLIC], "object": note});
    assert_eq!(fair.tell(&fair.writers, &fair.ada, &create).await, "understood");
    let id = fair.post(note["id"].as_str().unwrap()).await.unwrap().complaint.unwrap();
    assert_eq!(fair.held(id).await.title, "Complaint with a content warning");
    let page = fair.page(&format!("/complaints/{id}")).await;
    assert!(page.contains("<details><summary>Spoiled food</summary><p>Mould grew"), "{page}");
    assert_eq!(page.matches("Mould grew").count(), 1, "it stands open nowhere");
    for list in ["/", "/boards/acme.com"] {
        assert!(!fair.page(list).await.contains("Mould grew"), "{list}");
    }
    let passed = fair.forum.delivered().into_iter().find(|it| it["object"]["id"] == create["id"]).expect("passed on");
    assert_eq!(
        (&passed["object"]["object"]["summary"], &passed["object"]["object"]["sensitive"]),
        (&json!("Spoiled food"), &json!(true))
    );
}

/// H16: an address that somebody writes out is a link, and every text says its language.
async fn addresses_are_links_and_words_say_their_language(engine: Engine) {
    let fair = Fair::open(engine).await;
    let (id, _) = fair.filed().await;
    fair.acme_answers(id, "Please see https://acme.com/help_me/now_please, and then write to us (https://acme.com/a).")
        .await;
    let answer = fair.fetch_as(GOTOSOCIAL, &fair.of_kind(id, PostKind::Response).await.uri).await;
    let content = answer["content"].as_str().unwrap();
    for address in ["https://acme.com/help_me/now_please", "https://acme.com/a"] {
        assert!(content.contains(&format!("<a href=\"{address}\" rel=\"nofollow noopener")), "{content}");
        assert!(content.contains(&format!(">{address}</a>")), "{content}");
    }
    assert_eq!(answer["contentMap"]["en"], answer["content"]);
    let receipt = fair.writers.delivered().into_iter().find(|it| it["type"] == "Create").expect("the receipt");
    let page = fair.test.app.address.complaint_page(id);
    let told = receipt["object"]["content"].as_str().unwrap();
    assert!(told.contains(&format!("<a href=\"{page}\" rel=\"nofollow noopener\">{page}</a>")), "{told}");
}

on_both_engines!(
    piefed_takes_what_the_brand_and_the_board_say,
    piefed_lets_go_of_what_a_guest_took_back,
    a_board_says_that_it_is_not_the_brand,
    a_title_goes_to_those_who_show_it,
    a_warning_folds_the_words,
    addresses_are_links_and_words_say_their_language,
);
