//! The small pieces that many pages are made of: a state, a line in a list, a sentence with markup in it.

use askama::filters::HtmlSafe;

use crate::catalogue::{Argument, WHOLE_CURRENCIES, Words, runs_leftwards};
use crate::domain::Timestamp;
use crate::domain::figures::Fate;
use crate::domain::reading::amount;
use crate::markup::{self, SafeHtml};
use crate::services::claim_brand::Reader;
use crate::services::file_complaint::AMOUNT_MINOR_MAX;
use crate::services::scene::Pause;
use crate::storage::brands::Brand;
use crate::storage::pages::Listed;
use crate::web::visit::Visit;

impl HtmlSafe for SafeHtml {}

/// What stands in a sentence with markup: text is escaped, HTML of ours is not.
pub(super) enum Piece {
    Text(String),
    Number(i64),
    Html(SafeHtml),
}

impl From<&str> for Piece {
    fn from(text: &str) -> Piece {
        Piece::Text(text.to_string())
    }
}

impl From<String> for Piece {
    fn from(text: String) -> Piece {
        Piece::Text(text)
    }
}

impl From<SafeHtml> for Piece {
    fn from(html: SafeHtml) -> Piece {
        Piece::Html(html)
    }
}

impl From<i64> for Piece {
    fn from(number: i64) -> Piece {
        Piece::Number(number)
    }
}

/// A message of the catalogue that carries markup (`<b>`), with what stands in it made safe.
pub(super) fn rich(words: Words, key: &str, pieces: Vec<(&'static str, Piece)>) -> SafeHtml {
    let arguments: Vec<(&'static str, Argument<'static>)> = pieces
        .into_iter()
        .map(|(name, piece)| {
            let argument = match piece {
                Piece::Text(text) => Argument::from(isolated(&text)),
                Piece::Html(html) => Argument::from(html.into_string()),
                Piece::Number(number) => Argument::from(number),
            };
            (name, argument)
        })
        .collect();
    SafeHtml::trusted(words.with(key, &arguments))
}

/// What somebody is called, escaped; in a sentence of the other direction it stands apart.
fn isolated(text: &str) -> String {
    let safe = SafeHtml::from_text(text).into_string();
    if runs_leftwards(text) { format!("<bdi>{safe}</bdi>") } else { safe }
}

/// That this server takes nothing at present, and why, where it is so.
pub(super) fn paused(visit: &Visit, it: Option<&Pause>) -> Option<String> {
    let it = match it? {
        Pause::Recovering(it) => it,
        Pause::ClockDoubted => return Some(visit.say("refusal-clock-doubted")),
    };
    let said = visit.words.with("notice-recovering", &[("at", visit.moment(it.since).into())]);
    if it.waits_for.is_empty() {
        return Some(said);
    }
    let hosts = visit.words.list(&it.waits_for);
    Some(format!("{said} {}", visit.words.with("notice-recovering-waits", &[("hosts", hosts.into())])))
}

/// A link of ours; both parts are escaped.
pub(super) fn link(to: &str, text: &str) -> SafeHtml {
    let mut html = String::from("<a href=\"");
    markup::escape(to, &mut html);
    html.push_str("\">");
    markup::escape(text, &mut html);
    html.push_str("</a>");
    SafeHtml::trusted(html)
}

/// A state as word, shape and colour.
pub(super) fn badge(words: Words, state: &str) -> SafeHtml {
    let shape = shape_of(state);
    let mut html = format!(
        "<span class=\"state {shape}\"><svg aria-hidden=\"true\" focusable=\"false\"><use href=\"#{shape}\"/></svg>"
    );
    markup::escape(words.say(&format!("state-{shape}")), &mut html);
    html.push_str("</span>");
    SafeHtml::trusted(html)
}

/// The state, and beside it that the brand contests the complaint.
fn flagged(words: Words, state: SafeHtml, contested: bool) -> SafeHtml {
    if !contested {
        return state;
    }
    SafeHtml::trusted(format!("{} {}", state.as_str(), flag(words).as_str()))
}

/// That a complaint is contested, as word and shape.
pub(super) fn flag(words: Words) -> SafeHtml {
    let mut html = String::from(
        "<span class=\"state contested\"><svg aria-hidden=\"true\" focusable=\"false\"><use href=\"#contested\"/></svg>",
    );
    markup::escape(words.say("flag-contested"), &mut html);
    html.push_str("</span>");
    SafeHtml::trusted(html)
}

/// The name of a state that has a shape; what is newer than this program is shown as open.
pub(super) fn shape_of(state: &str) -> &'static str {
    crate::domain::complaint::State::NAMES.into_iter().find(|it| *it == state).unwrap_or("open")
}

/// Where a page says that nobody reads for a brand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NobodyReads {
    Board,
    Filing,
    Banner,
    Untold,
    UntoldYours,
    Erased,
    Step,
    Receipt,
    ReceiptLeft,
}

/// What a page says there: that nobody reads yet, or nobody any more. `None` where somebody reads.
pub(super) fn nobody_reads(reader: &Reader, at: NobodyReads) -> Option<&'static str> {
    let (yet, now) = match at {
        NobodyReads::Board => ("board-nobody-reads", "board-nobody-reads-now"),
        NobodyReads::Filing => ("file-reads-nobody", "file-reads-nobody-now"),
        NobodyReads::Banner => ("banner-nobody-reads", "banner-nobody-reads-now"),
        NobodyReads::Untold => ("untold-nobody", "untold-nobody-now"),
        NobodyReads::UntoldYours => ("untold-nobody-yours", "untold-nobody-yours-now"),
        NobodyReads::Erased => ("untold-nobody-erased", "untold-nobody-erased-now"),
        NobodyReads::Step => ("escalate-to-nobody-reads", "escalate-to-nobody-reads-now"),
        NobodyReads::Receipt => ("receipt-lead-nobody", "receipt-lead-nobody-now"),
        NobodyReads::ReceiptLeft => ("fact-receipt-left", "fact-receipt-left-now"),
    };
    match reader {
        Reader::Nobody => Some(yet),
        Reader::NobodyNow => Some(now),
        Reader::Here | Reader::Board(_) | Reader::Mentioned(_) => None,
    }
}

pub(super) struct Fact {
    pub text: String,
    pub late: bool,
}

impl Fact {
    pub(super) fn new(text: String) -> Fact {
        Fact { text, late: false }
    }
}

/// A complaint in a list.
pub(super) struct Card {
    pub link: String,
    pub title: String,
    /// Of the title, where it is known.
    pub language: Option<String>,
    pub badge: SafeHtml,
    pub facts: Vec<Fact>,
}

/// What a list says of each complaint, beside its title.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    /// Everything, with the brand.
    Full,
    /// On the brand's own pages.
    WithoutBrand,
}

pub(super) fn card(visit: &Visit, it: &Listed, telling: Telling) -> Card {
    let words = visit.words;
    let mut facts = Vec::new();
    // Who waits for a brand names it anyway.
    if telling == Telling::Full && it.waiting_on != "brand" {
        facts.push(Fact::new(it.brand_name.clone()));
    }
    facts.extend(standing(visit, it, &it.brand_name));
    if let Some(step) = it.step.as_ref().filter(|_| it.resolved_at.is_none()) {
        let step = visit.say(&format!("step-{step}"));
        facts.push(Fact { text: words.with("card-step", &[("step", step.into())]), late: true });
    }
    if let Some(home) = &it.home {
        let host = home.split("://").last().unwrap_or(home);
        facts.push(Fact::new(words.with("card-elsewhere", &[("host", host.into())])));
    }
    if let Some(brand) = &it.imitates {
        let told = [("handle", format!("@{}", it.complainant_handle).into()), ("brand", brand.as_str().into())];
        facts.push(Fact { text: words.with("card-not-the-brand", &told), late: true });
    }
    if it.supporters > 0 {
        facts.push(Fact::new(words.with("card-supporters", &[("count", it.supporters.into())])));
    }
    if it.facts.effort.contacts > 0 {
        facts.push(Fact::new(words.with("card-contacts", &[("count", it.facts.effort.contacts.into())])));
    }
    if it.is_repeat {
        facts.push(Fact::new(visit.say("card-repeated")));
    }
    Card {
        link: format!("/complaints/{}", it.id),
        title: shown_title(visit, &it.title),
        language: title_language(&it.title, it.facts.language.as_ref()),
        badge: flagged(words, badge(words, &it.state), it.contested.is_some()),
        facts,
    }
}

/// Where it stands, in words: who it waits for and how long, or how it ended.
fn standing(visit: &Visit, it: &Listed, brand: &str) -> Vec<Fact> {
    let words = visit.words;
    let since = visit.since(it.waiting_since);
    match (it.waiting_on.as_str(), it.state.as_str()) {
        ("brand", _) if it.is_untold() => {
            let filed = words.with("card-filed", &[("span", visit.since(it.filed_at).into())]);
            vec![Fact::new(words.with("card-not-told", &[("brand", brand.into())])), Fact::new(filed)]
        }
        ("brand", _) => {
            let late = it.first_human_at.is_none()
                && it.told_at.is_some_and(|told| visit.now - told > visit.site.response_target());
            vec![Fact {
                text: words.with("card-waits-brand", &[("brand", brand.into()), ("span", since.into())]),
                late,
            }]
        }
        ("complainant", _) => vec![Fact::new(words.with("card-waits-person", &[("span", since.into())]))],
        (_, "resolved") if it.resolved_at.is_none() => vec![Fact::new(visit.say("card-ended-elsewhere"))],
        (_, "resolved") => {
            let mut facts = Vec::new();
            if let Some(outcome) = &it.outcome {
                facts.push(Fact::new(visit.say(&format!("outcome-{outcome}"))));
            }
            // Of a copy it is the word of whoever keeps the original.
            let host = it.home.as_deref().and_then(|it| it.split("://").last());
            let said = |text: String| match host {
                Some(host) => Fact::new(words.with("card-said-of", &[("said", text.into()), ("host", host.into())])),
                None => Fact::new(text),
            };
            facts.extend(match it.fate {
                Some(Fate::SolvedOtherwise) => Some(said(visit.say("card-solved-otherwise"))),
                Some(Fate::SolvedUntold) => Some(said(visit.say("solved-by-untold-said"))),
                _ => None,
            });
            if let Some(rating) = it.rating {
                facts.push(said(rating_text(words, rating, it.first_rating)));
            }
            if it.answer_is_claim {
                let home = it.home.as_deref().and_then(|it| it.split("://").last()).unwrap_or_default();
                facts.push(Fact::new(words.with("card-first-human-said", &[("host", home.into())])));
            } else if let Some(human) = it.first_human_at {
                let span = words.span(human - it.told_at.filter(|told| *told < human).unwrap_or(it.filed_at));
                facts.push(Fact::new(words.with("card-first-human", &[("span", span.into())])));
            }
            facts
        }
        _ => {
            let mut facts = vec![Fact::new(words.with("card-filed", &[("span", visit.since(it.filed_at).into())]))];
            // Nobody is waited for where somebody would be: whoever filed it is gone.
            if matches!(it.state.as_str(), "open" | "acknowledged" | "offered") {
                facts.push(Fact::new(visit.say("card-gone")));
            }
            facts
        }
    }
}

/// The rating that stands, with the one before beside it.
pub(super) fn rating_text(words: Words, rating: i32, first: Option<i32>) -> String {
    match first {
        Some(first) => words.with("card-rating-second", &[("rating", rating.into()), ("first", first.into())]),
        None => words.with("card-rating", &[("rating", rating.into())]),
    }
}

pub(super) fn cards(visit: &Visit, listed: &[Listed], telling: Telling) -> Vec<Card> {
    listed.iter().map(|it| card(visit, it, telling)).collect()
}

/// A title that was erased still needs words to click on.
pub(super) fn shown_title(visit: &Visit, title: &str) -> String {
    if title.trim().is_empty() { visit.say("title-erased") } else { title.to_string() }
}

/// The language of a title: that of the post that it heads. What stands in place of one that was erased is in the page's.
pub(super) fn title_language(title: &str, of_post: Option<&String>) -> Option<String> {
    of_post.filter(|_| !title.trim().is_empty()).cloned()
}

pub(super) fn initial(name: &str) -> String {
    let first = name.chars().find(|it| it.is_alphanumeric());
    first.map_or_else(|| "·".to_string(), |it| it.to_uppercase().collect())
}

/// What a brand is called in a sentence: its name, or the domain where nobody gave it another.
pub(super) fn brand_name(brand: &Brand) -> String {
    brand.name.clone()
}

pub(super) fn board_link(brand: &Brand) -> Option<String> {
    brand.domain.as_ref().map(|it| format!("/boards/{it}"))
}

/// A word of the rules at the beginning of a sentence.
pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// For `<time datetime>`.
pub(super) fn iso(at: Timestamp) -> String {
    crate::domain::log::wire_time(at)
}

/// A choice of a form: its value and its words.
pub(super) type Choice = (&'static str, String);

pub(super) fn choices(visit: &Visit, prefix: &str, values: impl IntoIterator<Item = &'static str>) -> Vec<Choice> {
    values.into_iter().map(|it| (it, visit.say(&format!("{prefix}-{it}")))).collect()
}

/// A sum in the smallest unit of its currency, or why it is none: what can be read in two ways is shown back in both.
pub(super) fn sum(visit: &Visit, spoken: &amount::Spoken, currency: &str) -> Result<i64, String> {
    let is_whole = WHOLE_CURRENCIES.contains(&currency);
    let max = if is_whole { AMOUNT_MINOR_MAX } else { AMOUNT_MINOR_MAX / 100 };
    let whole = || visit.words.with("file-amount-whole", &[("currency", currency.into())]);
    let large = || visit.words.with("file-amount-large", &[("max", max.into())]);
    match spoken {
        amount::Spoken::Of(sum) => match sum.minor(!is_whole) {
            Some(minor) if minor > AMOUNT_MINOR_MAX => Err(large()),
            minor => minor.ok_or_else(whole),
        },
        amount::Spoken::Unclear { large, small } => {
            let both = [("large", large.as_str().into()), ("small", small.as_str().into())];
            Err(visit.words.with("file-amount-unclear", &both))
        }
        amount::Spoken::TooFine | amount::Spoken::Wrong if is_whole => Err(whole()),
        amount::Spoken::TooFine => Err(visit.say("file-amount-fine")),
        amount::Spoken::TooLarge => Err(large()),
        amount::Spoken::Wrong => Err(visit.say("file-amount-wrong")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Language;

    #[test]
    fn that_nobody_reads_is_said_wherever_it_is_said() {
        let words = Words::of(Language::English);
        for at in [
            NobodyReads::Board,
            NobodyReads::Filing,
            NobodyReads::Banner,
            NobodyReads::Untold,
            NobodyReads::UntoldYours,
            NobodyReads::Erased,
            NobodyReads::Step,
            NobodyReads::Receipt,
            NobodyReads::ReceiptLeft,
        ] {
            assert_eq!(nobody_reads(&Reader::Here, at), None);
            for (reader, said) in [(Reader::Nobody, " yet"), (Reader::NobodyNow, " at present")] {
                let key = nobody_reads(&reader, at).unwrap();
                let text = words.with(key, &[("brand", "Acme".into()), ("claim", "prove it".into())]);
                assert!(text.contains(said), "{key}: {text}");
            }
        }
    }
}
