use super::*;
use crate::domain::Timestamp;
use crate::domain::complaint::{Effort, Event, FollowerBand, Ground, RULES, Text, Want};
use crate::domain::ids::{ActorId, ComplaintId};
use crate::domain::log::seal;

const AUTHOR: &str = "https://north.example/actors/1";

fn at() -> Timestamp {
    "2026-11-27T10:00:00Z".parse().unwrap()
}

fn told(by: Party, happening: Happening, texts: &[(&'static str, &str)]) -> (Core, Line) {
    let id: ComplaintId = "0198f3a0-0000-7000-8000-000000000001".parse().unwrap();
    let event = Event { sequence: 3, rules: RULES, by, at: at(), happening };
    let texts: Vec<Text> = texts.iter().map(|(name, value)| Text { name, value: (*value).to_string() }).collect();
    let line = seal(id, "https://home.example", &event, &texts, &vec![[7; 32]; texts.len()], None).unwrap();
    (line.read().unwrap(), line)
}

fn asked(asking: &Asking, by: Party, happening: Happening, texts: &[(&'static str, &str)]) -> bool {
    let (core, line) = told(by, happening, texts);
    as_asked(asking, None, &Around::default(), &core, &line)
}

fn asking(command: &str, text: &str) -> Asking {
    Asking { command: command.into(), text: text.into(), ..Asking::default() }
}

#[test]
fn a_reason_is_the_one_that_was_given() {
    let contest = Asking { ground: Some(Ground::WrongBrand), ..asking("contest", "Another  parcel company.") };
    let contested = || Happening::Contested { ground: Ground::WrongBrand };
    let said = |texts: &[(&'static str, &str)]| asked(&contest, Party::Brand, contested(), texts);
    assert!(said(&[("author", AUTHOR), ("name", "Acme"), ("reason", "Another parcel company.")]));
    assert!(!said(&[("author", AUTHOR), ("reason", "The customer is a liar.")]), "other words");
    assert!(!said(&[("author", AUTHOR)]), "none of the words");
    assert!(!said(&[("reason", "Another parcel company."), ("representative", "Eve Liar")]), "a name more");
    assert!(!asked(
        &asking("acknowledge", "Noor Haddad"),
        Party::Brand,
        Happening::Acknowledged {},
        &[("reason", "Eve Liar")]
    ));
    assert!(!asked(
        &asking("hand-off", "The parcels team"),
        Party::Brand,
        Happening::HandedOff {},
        &[("reason", "The parcels team"), ("handed-to", "the bin"),]
    ));
    let appealed = |side| Happening::Appealed { side };
    assert!(asked(&asking("appeal", "No."), Party::Brand, appealed(Side::Brand), &[("reason", "No.")]));
    assert!(!asked(&asking("appeal", "No."), Party::Brand, appealed(Side::Complainant), &[("reason", "No.")]));
    assert!(asked(&asking("support", ""), Party::Commenter(1), Happening::Supported {}, &[("author", AUTHOR)]));
    assert!(!asked(&asking("support", ""), Party::Commenter(1), Happening::Supported {}, &[("reason", "All of it.")]));
}

#[test]
fn an_answer_is_signed_as_it_was_asked_for() {
    let post = IncomingPost {
        uri: "https://north.example/posts/1".into(),
        html: "<p>We pay you back.</p>".into(),
        ..IncomingPost::default()
    };
    let respond = Asking { name: "Noor Haddad".into(), role: "care".into(), ..asking("respond", "") };
    let said = |named, automated, more: &[(&'static str, &str)]| {
        let mut texts = vec![("post", "https://north.example/posts/1"), ("content", "<p>We pay you back.</p>")];
        texts.extend_from_slice(more);
        let (core, line) = told(Party::Brand, Happening::Responded { response: 1, named, automated }, &texts);
        let around = Around { brand: "Acme".into(), domain: "acme.example".into(), ..Around::default() };
        as_asked(&respond, Some(&post), &around, &core, &line)
    };
    let signed = [("representative", "Noor Haddad"), ("representative-role", "care")];
    assert!(said(true, false, &signed));
    assert!(!said(true, true, &signed), "no machine wrote it");
    assert!(!said(false, false, &[]), "somebody signed it");
    assert!(!said(true, false, &[("representative", "Eve Liar"), ("representative-role", "care")]));
    assert!(!said(true, false, &[("representative", "Noor Haddad"), ("representative-role", "Head of Theft")]));
    assert!(!said(true, false, &[signed[0], signed[1], ("title", "We give up")]));
}

/// Whoever signs as a machine is recorded as one, and as no human: asked for, or written below the words.
#[test]
fn a_machine_is_recorded_as_one() {
    let html = "<p>We pay you back.</p><p>— Ava, virtual assistant</p>";
    let post = IncomingPost {
        uri: "https://north.example/posts/1".into(),
        html: html.into(),
        text: markup::own_words(html),
        ..IncomingPost::default()
    };
    let around = Around { brand: "Acme".into(), domain: "acme.example".into(), ..Around::default() };
    let line = |happening, more: &[(&'static str, &str)]| {
        let mut texts = vec![("post", "https://north.example/posts/1"), ("content", html)];
        texts.extend_from_slice(more);
        told(Party::Brand, happening, &texts)
    };
    let answered = |named, automated| Happening::Responded { response: 1, named, automated };
    let human = [("representative", "Ava"), ("representative-role", "virtual assistant")];
    let own = [("representative", "Ann Lind")];
    let respond = Asking { name: "Ava".into(), role: "virtual assistant".into(), ..asking("respond", "") };
    let ann = Actor { name: "Ann Lind".into(), ..ann() };
    for (happening, more, honest) in [
        (answered(false, true), &[][..], true),
        (answered(false, false), &[], false),
        (answered(true, false), &human, false),
        (answered(true, true), &human, false),
        (answered(true, false), &own, false),
    ] {
        let (core, line) = line(happening.clone(), more);
        assert_eq!(as_written(&post, &ann, &around, &core, &line), honest, "{happening:?} {more:?}");
        assert_eq!(as_asked(&respond, Some(&post), &around, &core, &line), honest, "{happening:?} {more:?}");
    }
    let (core, line) = line(Happening::Acknowledged {}, &[human[0], human[1], ("reason", "Ava")]);
    assert!(!as_written(&post, &ann, &around, &core, &line), "nobody has it");
}

#[test]
fn nobody_stands_on_another_side_than_their_own() {
    let around = Around { filed_by: Some(AUTHOR.into()), ..Around::default() };
    let said = |by, author: &str| {
        let (core, line) = told(by, Happening::Reopened {}, &[("author", author)]);
        as_asked(&asking("reopen", ""), None, &around, &core, &line)
    };
    assert!(said(Party::Complainant, AUTHOR));
    assert!(!said(Party::Complainant, "https://north.example/actors/2"));
    assert!(!said(Party::Commenter(1), AUTHOR));
}

fn ann() -> Actor {
    Actor {
        id: ActorId(uuid::Uuid::nil()),
        uri: AUTHOR.into(),
        kind: ActorKind::Person,
        local: false,
        username: "ann".into(),
        host: "north.example".into(),
        name: "Ann".into(),
        summary_html: String::new(),
        url: None,
        inbox: String::new(),
        shared_inbox: None,
        followers_uri: None,
        key_id: None,
        public_key_pem: None,
        ed25519_key: None,
        fields: Vec::new(),
        language: None,
        speaks_rd: false,
        moved_to: None,
        deleted_at: None,
        fetched_at: at(),
        created_at: at(),
    }
}

fn filed() -> Filed {
    Filed {
        brand: "acme.example".into(),
        door: Door::Mention,
        followers: FollowerBand::More,
        proof: ProofTier::None,
        opening: Opening::Public,
        wants: Vec::new(),
        effort: Effort::default(),
        amount: None,
        language: Some("en".into()),
        pseudonym: false,
    }
}

/// A post of the fediverse has a title by our own grammar, and wants what its own server's form says: nothing.
#[test]
fn a_complaint_is_what_its_post_says() {
    let html = "<p>My kettle from Acme broke after two days.</p>";
    let post = IncomingPost {
        uri: "https://north.example/notes/1".into(),
        html: html.into(),
        text: markup::own_words(html),
        language: Some("en".into()),
        ..IncomingPost::default()
    };
    let title = reading::title_from(&post.text);
    let said = |filed: Filed, more: &[(&'static str, &str)]| {
        let mut texts = vec![("post", "https://north.example/notes/1"), ("content", html)];
        texts.extend_from_slice(more);
        let (core, line) = told(Party::Complainant, Happening::Filed(Box::new(filed)), &texts);
        as_written(&post, &ann(), &Around::default(), &core, &line)
    };
    let own = [("title", title.as_str())];
    assert!(said(filed(), &own));
    assert!(!said(filed(), &[("title", "I stole a kettle")]));
    assert!(!said(filed(), &[own[0], ("product", "stolen kettle")]));
    assert!(!said(Filed { wants: vec![Want::Apology], ..filed() }, &own));
    assert!(!said(Filed { language: Some("de".into()), ..filed() }, &own));
    assert!(!said(Filed { proof: ProofTier::Receipt, ..filed() }, &own));
    let (core, line) = told(
        Party::Commenter(1),
        Happening::Commented { answers: Some(Ground::Duplicate) },
        &[("post", "https://north.example/notes/1"), ("content", html)],
    );
    assert!(!as_written(&post, &ann(), &Around::default(), &core, &line), "it answers no contest by its own word");
}
