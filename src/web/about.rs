//! What this instance is, its rules, and what the states mean.

use actix_web::HttpResponse;
use askama::Template;

use crate::domain::complaint::State;
use crate::markup::SafeHtml;
use crate::web::page::Page;
use crate::web::parts;
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage<'v> {
    page: Page<'v>,
    description: Option<SafeHtml>,
    rules: Option<SafeHtml>,
    states: Vec<(SafeHtml, String)>,
    contact: String,
    version: String,
}

pub(super) async fn about(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let markdown = |text: &str| (!text.trim().is_empty()).then(|| SafeHtml::from_markdown(text));
    let states = State::NAMES.into_iter().filter(|it| *it != "retracted");
    let contact = visit.site.contact.clone();
    let title = words.with("about-title", &[("name", (&visit.site.name).into())]);
    visit.show(&AboutPage {
        page: Page::new(&visit, "about", title),
        description: markdown(&visit.site.description),
        rules: markdown(&visit.site.rules),
        states: states.map(|it| (parts::badge(words, it), visit.say(&format!("state-{it}-means")))).collect(),
        contact: if contact.is_empty() { visit.say("about-no-contact") } else { contact },
        version: words.with("about-version", &[("version", env!("CARGO_PKG_VERSION").into())]),
    })
}
