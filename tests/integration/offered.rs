//! What a page offers is taken: every form of a thread, for whoever looks and wherever the complaint stands, is accepted as sent.

use std::collections::BTreeSet;
use std::time::Duration;

use redress::storage::accounts::Role;
use scraper::{Html, Selector};

use crate::on_both_engines;
use crate::pages::{file, member, representative, start};
use crate::support::browser::{Browser, Shown};
use crate::support::{Engine, TestApp};

/// Where complaints stand in this story, by the deeds that lead there.
const STANDS: [(&str, &[Step]); 12] = [
    ("open", &[]),
    ("acknowledged", &[Step::Brand("respond", &[("text", "We look.")])]),
    ("asked", &[Step::Brand("respond", &[("text", "Which one?"), ("and", "ask")])]),
    ("offered", &[OFFER]),
    ("resolved", &[OFFER, Step::Person("confirm", &[("rating", "8")])]),
    ("offered again", &[OFFER, GIVE_UP, OFFER]),
    (
        "commented",
        &[Step::Other("comment", &[("text", "Mine, too.")]), Step::Person("comment", &[("text", "Thanks.")])],
    ),
    ("marked", &[ANSWER, MARK]),
    ("mark disputed", &[ANSWER, MARK, Step::Brand("dispute-label", &[("text", "It names the part.")])]),
    ("contested", &[CONTEST]),
    ("decided", &[CONTEST, HEARD, Step::Moderator("decide-contest", &[("upheld", "no"), ("reason", "No")])]),
    ("dismissed", &[CONTEST, HEARD, Step::Moderator("dismiss", &[("ground", "abuse"), ("reason", "Rude")])]),
];

const OFFER: Step = Step::Brand("respond", &[("text", "It is on its way."), ("and", "offer"), ("outcome", "refund")]);
const ANSWER: Step = Step::Brand("respond", &[("text", "Please write to our other office.")]);
const MARK: Step = Step::Person("mark-elsewhere", &[]);
const CONTEST: Step = Step::Brand("contest", &[("ground", "duplicate"), ("text", "Twice.")]);
const HEARD: Step = Step::Person("answer-contest", &[("text", "Only once.")]);
const GIVE_UP: Step = Step::Person("give-up", &[]);

#[derive(Clone, Copy)]
enum Step {
    Person(&'static str, &'static [(&'static str, &'static str)]),
    Brand(&'static str, &'static [(&'static str, &'static str)]),
    Other(&'static str, &'static [(&'static str, &'static str)]),
    Moderator(&'static str, &'static [(&'static str, &'static str)]),
}

/// Everybody who looks.
struct Town {
    test: TestApp,
    people: Vec<(&'static str, Browser)>,
}

impl Town {
    async fn start(engine: Engine) -> Town {
        let test = start(engine);
        let acme = representative(&test).await;
        let mut people = vec![("brand", acme)];
        for (name, role) in [
            ("c7", Role::Member),
            ("reader", Role::Member),
            ("mo", Role::Moderator),
            ("bo", Role::Moderator),
            ("loud", Role::Member),
        ] {
            let browser = member(&test, name, role).await;
            people.push((name, browser));
        }
        let mut town = Town { test, people };
        let shown = town.who("bo").get("/moderation/accounts?who=loud").await.is(200);
        let fields = [("deed", "limited"), ("days", "30"), ("reason", "Loud")];
        town.who("bo").submit(&shown, "/moderation/accounts/restrict", &fields).await.is(200);
        town
    }

    fn who(&mut self, name: &str) -> &mut Browser {
        &mut self.people.iter_mut().find(|(it, _)| *it == name).unwrap().1
    }

    /// A complaint that stands so.
    async fn stand(&mut self, steps: &[Step]) -> String {
        self.test.clock.advance(Duration::from_mins(10));
        let path = file(self.who("c7"), &[("step", "file-anyway")]).await.is(200).path;
        for step in steps {
            let (name, deed, fields) = match *step {
                Step::Person(deed, fields) => ("c7", deed, fields),
                Step::Brand(deed, fields) => ("brand", deed, fields),
                Step::Other(deed, fields) => ("reader", deed, fields),
                Step::Moderator(deed, fields) => ("mo", deed, fields),
            };
            // These are asked on pages of their own.
            let apart = matches!(deed, "give-up" | "contest");
            let page = if apart { format!("{path}/{deed}") } else { path.clone() };
            let shown = self.who(name).get(&page).await.is(200);
            self.who(name).submit(&shown, &format!("{path}/{deed}"), fields).await.is(200);
        }
        path
    }
}

/// The deeds whose forms a thread shows.
fn offered(shown: &Shown, path: &str) -> BTreeSet<String> {
    let page = Html::parse_document(&shown.html);
    let forms = Selector::parse("form").unwrap();
    let actions = page.select(&forms).filter_map(|it| it.value().attr("action"));
    let deeds = actions.filter_map(|it| it.strip_prefix(&format!("{path}/")).map(str::to_string));
    // A receipt comes with a file: it has stories of its own.
    deeds.filter(|it| it != "receipt").collect()
}

/// What somebody writes into the form of a deed.
fn written(deed: &str) -> Vec<(&'static str, &'static str)> {
    match deed {
        "comment" | "respond" | "edit-comment" | "edit-response" | "correct" | "appeal" | "answer-contest" => {
            vec![("text", "My words.")]
        }
        "decline" | "reopen" => vec![("text", "It is not.")],
        "report" => vec![("reason", "other"), ("note", "Look.")],
        "confirm" => vec![("solved_by", "brand")],
        "hand-off" => vec![("to", "Warm Limited")],
        "move" => vec![("to", "warm.example"), ("reason", "Theirs")],
        "dispute-label" => vec![("text", "It does not fit.")],
        "decide-contest" | "decide-label" => vec![("upheld", "yes"), ("reason", "So it is")],
        "hide" | "unhide" | "dismiss" | "reinstate" | "erase-by-law" | "hide-comment" | "show-comment" => {
            vec![("reason", "So it is")]
        }
        _ => Vec::new(),
    }
}

/// Who looks at a thread that stands so. Whoever may not write, and a moderator who decided nothing here, look at one.
fn viewers(stands: &str) -> &'static [&'static str] {
    if stands == "commented" {
        &["brand", "c7", "reader", "mo", "bo", "loud"]
    } else {
        &["brand", "c7", "reader", "mo"]
    }
}

async fn every_form_is_taken(engine: Engine, stands: &str) {
    let steps = STANDS.iter().find(|it| it.0 == stands).unwrap().1;
    let mut town = Town::start(engine).await;
    let mut tried = 0;
    let seen = town.stand(steps).await;
    for name in viewers(stands) {
        let shown = town.who(name).get(&seen).await.is(200);
        for deed in offered(&shown, &seen) {
            let path = town.stand(steps).await;
            let shown = town.who(name).get(&path).await.is(200);
            let sent = town.who(name).submit(&shown, &format!("{path}/{deed}"), &written(&deed)).await;
            // Whoever hid it sees it no more than others do.
            let gone = deed == "hide" && sent.status == 404;
            assert!(sent.status == 200 || gone, "{stands}, {name}, {deed}: {} {}", sent.status, sent.text());
            tried += 1;
        }
    }
    assert!(tried > 5, "{stands}: {tried}");
}

macro_rules! stands {
    ($($name:ident: $stands:literal),* $(,)?) => {
        $(async fn $name(engine: Engine) {
            every_form_is_taken(engine, $stands).await;
        }
        on_both_engines!($name);)*

        #[test]
        fn every_stand_has_its_test() {
            let tested = [$($stands),*];
            assert!(STANDS.iter().all(|it| tested.contains(&it.0)));
        }
    };
}

stands! {
    where_it_is_open: "open",
    where_it_is_acknowledged: "acknowledged",
    where_the_brand_asked: "asked",
    where_something_is_offered: "offered",
    where_it_is_resolved: "resolved",
    where_something_is_offered_again: "offered again",
    where_people_wrote: "commented",
    where_an_answer_is_marked: "marked",
    where_the_mark_is_disputed: "mark disputed",
    where_the_brand_contests_it: "contested",
    where_a_contest_was_decided: "decided",
    where_it_is_dismissed: "dismissed",
}
