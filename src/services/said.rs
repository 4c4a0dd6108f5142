//! What an event is where it is what somebody said: each of its texts and fields follows from their own words, as this server
//! would have written it itself. Whatever else a line has is the word of the home that wrote it.

use chrono::TimeDelta;

use crate::domain::action::{SIGNATURE_CHARS_MAX, TITLE_CHARS_MAX};
use crate::domain::asking::Asking;
use crate::domain::complaint::{Door, Filed, Happening, Opening, ProofTier, Side};
use crate::domain::log::{Core, Line, wire_time};
use crate::domain::party::Party;
use crate::domain::reading;
use crate::domain::sync::request::REQUEST_TEXT;
use crate::markup::{self, SafeHtml};
use crate::services::file_complaint::Facts;
use crate::services::receive_post::IncomingPost;
use crate::storage::actors::{Actor, ActorKind};
use crate::storage::brands::Brand;
use crate::storage::posts::StoredPost;

/// What stands around a line, to read what its author said as its home had to read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// What the brand is called, and its domain: neither is the name of a person.
    pub brand: String,
    pub domain: String,
    /// Who filed the complaint, by its first line.
    pub filed_by: Option<String>,
    /// The title that stood before this line.
    pub title: Option<String>,
    /// The answer right before it, by the same word of the same author.
    pub response: Option<u32>,
}

impl Around {
    pub fn of_brand(brand: Option<&Brand>) -> Around {
        let domain = brand.and_then(|it| it.domain.as_ref()).map(ToString::to_string).unwrap_or_default();
        Around { brand: brand.map(|it| it.name.clone()).unwrap_or_default(), domain, ..Around::default() }
    }

    /// What stands around the lines after this one.
    pub fn follow(&mut self, happening: &Happening, line: &Line) {
        if let (Happening::Filed(_) | Happening::Corrected {}, Some(title)) = (happening, line.text("title")) {
            self.title = Some(title.to_string());
        }
    }

    fn called(&self) -> [&str; 2] {
        [&self.brand, &self.domain]
    }

    /// Whoever filed speaks as that and as nobody else, and nobody else as them.
    fn is_side_of(&self, core: &Core, line: &Line) -> bool {
        match (self.filed_by.as_deref(), line.text("author")) {
            (Some(filed_by), Some(author)) => (filed_by == author) == (core.event.by == Party::Complainant),
            _ => true,
        }
    }
}

/// A text that may stand beside an event.
struct Beside {
    name: &'static str,
    is: Is,
    /// Leaving it out would be saying something else, too.
    needed: bool,
}

enum Is {
    /// What its home knows of its author, or of the hour; no page shows it as their word.
    Noted,
    This(String),
    OneOf(Vec<String>),
    /// HTML, made safe by whoever reads it.
    Words(String),
}

impl Beside {
    fn may(name: &'static str, is: Is) -> Beside {
        Beside { name, is, needed: false }
    }

    fn must(name: &'static str, is: Is) -> Beside {
        Beside { name, is, needed: true }
    }
}

impl Is {
    fn said(&self, value: &str) -> bool {
        match self {
            Is::Noted => true,
            Is::This(text) => text == value,
            Is::OneOf(texts) => texts.iter().any(|it| it == value),
            Is::Words(html) => is_same_html(html, value),
        }
    }
}

fn is_same_html(one: &str, other: &str) -> bool {
    SafeHtml::from_html(one).into_string() == SafeHtml::from_html(other).into_string()
}

/// Whether a line has these texts and no others. An erased one was committed to all the same.
fn fits(expected: &[Beside], core: &Core, line: &Line) -> bool {
    let of = |name: &str| expected.iter().find(|it| it.name == name);
    let is_said =
        |name: &str, value: Option<&str>| of(name).is_some_and(|it| value.is_none_or(|told| it.is.said(told)));
    core.commitments.keys().all(|name| of(name).is_some())
        && expected.iter().filter(|it| it.needed).all(|it| core.commitments.contains_key(it.name))
        && line.disclosures.iter().all(|told| is_said(&told.name, told.value.as_deref()))
}

/// Who did it, and by which request.
fn who() -> Vec<Beside> {
    ["author", "handle", "name", REQUEST_TEXT].into_iter().map(|name| Beside::may(name, Is::Noted)).collect()
}

fn of_post(post: &IncomingPost) -> Vec<Beside> {
    let mut texts = who();
    texts.push(Beside::must("post", Is::This(post.uri.clone())));
    texts.push(Beside::must("content", Is::Words(post.html.clone())));
    texts.push(Beside::may("published", post.published_at.map_or(Is::Noted, |at| Is::This(wire_time(at)))));
    if let Some(url) = &post.url {
        texts.push(Beside::may("url", Is::This(url.clone())));
    }
    if let Some(answered) = &post.in_reply_to {
        texts.push(Beside::may("in-reply-to", Is::This(answered.clone())));
    }
    texts
}

fn signed_by(name: &str, role: &str) -> Vec<Beside> {
    let mut texts = vec![Beside::must("representative", Is::This(name.to_string()))];
    if !role.is_empty() {
        texts.push(Beside::must("representative-role", Is::This(role.to_string())));
    }
    texts
}

/// Commands whose text is the reason of their event. The words of all others stand in a post, or are the event's content.
fn gives_reason(command: &str) -> bool {
    !matches!(
        command,
        "decline"
            | "reopen"
            | "respond"
            | "comment"
            | "correct"
            | "edit-response"
            | "edit-comment"
            | "delete-response"
            | "delete-comment"
            | "erase"
    )
}

/// Whether a line is what a request asked for, in the words that it carried and in no others. `post`: the one that went with it.
pub fn as_asked(asking: &Asking, post: Option<&IncomingPost>, around: &Around, core: &Core, line: &Line) -> bool {
    let happening = &core.event.happening;
    if !asking.says(happening) || !around.is_side_of(core, line) {
        return false;
    }
    let expected = match happening {
        Happening::Responded { named, automated, .. } => {
            post.and_then(|post| response_asked(asking, post, around, (*named, *automated)))
        }
        Happening::Commented { .. } => post.map(of_post),
        Happening::Corrected {} => {
            let title = markup::one_line(&asking.title, TITLE_CHARS_MAX);
            let title = if title.is_empty() { around.title.clone() } else { Some(title) };
            title.map(|title| {
                let mut texts = with_content(asking);
                texts.push(Beside::must("title", Is::This(title)));
                texts
            })
        }
        Happening::ResponseEdited { .. } | Happening::CommentEdited { .. } => Some(with_content(asking)),
        Happening::ResolutionOffered { response, .. } => {
            around.response.is_none_or(|it| it == *response).then(|| with_reason(asking))
        }
        Happening::Appealed { side } => (*side == side_of(core.event.by)).then(|| with_reason(asking)),
        _ => Some(with_reason(asking)),
    };
    expected.is_some_and(|texts| fits(&texts, core, line))
}

fn side_of(by: Party) -> Side {
    if by == Party::Brand { Side::Brand } else { Side::Complainant }
}

/// A request says who signs: as a human, if that is a name and the role is no machine's.
fn response_asked(
    asking: &Asking,
    post: &IncomingPost,
    around: &Around,
    (named, automated): (bool, bool),
) -> Option<Vec<Beside>> {
    let line = |text: &str| markup::one_line(text, SIGNATURE_CHARS_MAX);
    let (name, role) = (line(&asking.name), line(&asking.role));
    let is_machine = !name.is_empty() && is_machine_named(&name, &role);
    let is_name = !is_machine && !name.is_empty() && reading::is_name(&name, &around.called());
    if (named, automated) != (is_name, is_machine) {
        return None;
    }
    let mut texts = of_post(post);
    if is_name {
        texts.extend(signed_by(&name, &role));
    }
    Some(texts)
}

fn with_content(asking: &Asking) -> Vec<Beside> {
    let mut texts = who();
    texts.push(Beside::must("content", Is::Words(asking.content.clone())));
    texts
}

fn with_reason(asking: &Asking) -> Vec<Beside> {
    let mut texts = who();
    let reason = markup::one_line(&asking.text, reading::TEXT_CHARS_MAX);
    if gives_reason(&asking.command) && !reason.is_empty() {
        texts.push(Beside::must("reason", Is::This(reason)));
    }
    texts
}

/// Whether a line is what its author's post comes to when it is read here: its words, its title, who signs it, and what its
/// own server's form said.
pub fn as_written(post: &IncomingPost, author: &Actor, around: &Around, core: &Core, line: &Line) -> bool {
    if !around.is_side_of(core, line) {
        return false;
    }
    let expected = match &core.event.happening {
        Happening::Filed(filed) => filing(filed, post, around, core),
        Happening::Responded { named, automated, .. } => {
            let signature = match signed(&post.text, author, &around.called()) {
                Signed::ByMachine => (*automated && !named).then_some(None),
                _ if *automated => None,
                Signed::Below(name, role) => named.then_some(Some((name, role))),
                // Whether they are the brand's own, its home knows.
                Signed::ByAuthor(name) => Some(named.then_some((name, String::new()))),
                Signed::ByNobody => (!named).then_some(None),
            };
            signature.map(|signature| {
                let mut texts = of_post(post);
                texts.push(Beside::may("handed-to", Is::This(String::new())));
                texts.extend(signature.iter().flat_map(|(name, role)| signed_by(name, role)));
                texts
            })
        }
        Happening::Acknowledged {} => {
            let signature = match signed(&post.text, author, &around.called()) {
                Signed::Below(name, role) => Some((name, role)),
                Signed::ByAuthor(name) => Some((name, String::new())),
                Signed::ByMachine | Signed::ByNobody => None,
            };
            signature.map(|(name, role)| {
                let mut texts = of_post(post);
                texts.extend(signed_by(&name, &role));
                texts.push(Beside::must("reason", Is::This(name)));
                texts
            })
        }
        Happening::Commented { answers: None } => Some(of_post(post)),
        _ => None,
    };
    expected.is_some_and(|texts| fits(&texts, core, line))
}

/// Who stands under a post of the brand, by its words and by who wrote it: read alike by the home that records it and by
/// whoever looks at what that home recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signed {
    /// Its last line says that no human wrote it.
    ByMachine,
    /// Its last line says who did, and as what.
    Below(String, String),
    /// It does not say; but its author is a person with such a name, who may be the brand's own.
    ByAuthor(String),
    ByNobody,
}

/// `called`: the brand's own names, which are those of no human.
pub fn signed(text: &str, author: &Actor, called: &[&str]) -> Signed {
    if reading::is_signed_by_machine(text, called) {
        return Signed::ByMachine;
    }
    if let Some((name, role)) = reading::sign_off(text, called) {
        return Signed::Below(name, role);
    }
    let name = author.shown_name();
    if author.kind == ActorKind::Person && reading::is_name(name, called) {
        Signed::ByAuthor(name.to_string())
    } else {
        Signed::ByNobody
    }
}

/// "Ava, virtual assistant" is no human, by whatever door she writes.
pub fn is_machine_named(name: &str, role: &str) -> bool {
    reading::is_machine(name) || reading::is_machine(role)
}

/// What the home measures itself, such as how many follow its author, it may say; what the complaint is about it may not.
fn filing(filed: &Filed, post: &IncomingPost, around: &Around, core: &Core) -> Option<Vec<Beside>> {
    let facts = post.facts.clone().unwrap_or_default().checked().ok()?;
    let by_post = filed.door != Door::Page && filed.proof == ProofTier::None;
    let soon = !matches!(filed.opening, Opening::Embargoed { .. });
    if !by_post || !soon || filed.language != post.language || !has_facts(filed, &facts) {
        return None;
    }
    let mut texts = of_post(post);
    texts.push(Beside::must("title", Is::OneOf(titles(post, around, core))));
    texts.extend(facts.texts().into_iter().map(|it| Beside::must(it.name, Is::This(it.value))));
    Some(texts)
}

fn has_facts(filed: &Filed, facts: &Facts) -> bool {
    filed.wants == facts.wants
        && filed.effort == facts.effort()
        && filed.amount == facts.amount
        && filed.pseudonym == facts.pseudonym
}

/// The title that a post gets: one that says nothing is called by the day on which it was filed, where its home is.
fn titles(post: &IncomingPost, around: &Around, core: &Core) -> Vec<String> {
    let on = |days: i64| (core.event.at + TimeDelta::days(days)).date_naive();
    [-1, 0, 1].into_iter().map(|days| post.title_on(&around.brand, on(days))).collect()
}

/// Whether a home recorded what somebody here filed as it was sent. `facts`: what the form said beside title and words.
pub fn as_sent(post: &StoredPost, facts: &Facts, filed: &Filed, line: &Line) -> bool {
    let texts = facts.texts();
    let of = |name: &str| texts.iter().find(|it| it.name == name).map(|it| it.value.as_str());
    let is_same = |name: &str| line.text(name).is_none_or(|told| of(name) == Some(told));
    let title = markup::one_line(post.title.as_deref().unwrap_or_default(), TITLE_CHARS_MAX);
    let in_language = filed.language.is_none() || post.language.is_none() || filed.language == post.language;
    line.text("title").is_none_or(|told| markup::one_line(told, TITLE_CHARS_MAX) == title)
        && is_same("product")
        && is_same("contacts")
        && in_language
        && has_facts(filed, facts)
}

#[cfg(test)]
mod tests;
