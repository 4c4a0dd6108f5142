//! The figures of a brand in words: one window, one function, one minimum, whichever page shows them.

use chrono::Datelike;

use crate::domain::Timestamp;
use crate::domain::day;
use crate::domain::figures::{Fate, Figures, Part, SAMPLE_MIN, Wait};
use crate::storage::pages::Counts;
use crate::web::visit::Visit;

/// Closed months that figures look back, beside the one that runs.
const WINDOW_MONTHS: u32 = 12;

pub(super) struct Figure {
    pub name: String,
    pub value: String,
    pub rest: String,
    /// What the figure was counted from.
    pub link: String,
}

/// When the window of every figure began.
pub(super) fn window(visit: &Visit) -> Timestamp {
    day::start_of_month(visit.now, WINDOW_MONTHS, visit.zone).unwrap_or(Timestamp::MIN_UTC)
}

/// `November 2025 to November 2026`.
pub(super) fn window_name(visit: &Visit) -> String {
    let month = |at: Timestamp| {
        let day = at.with_timezone(&visit.zone).date_naive();
        visit.words.month(day.month0(), day.year())
    };
    visit.words.with("figures-window", &[("from", month(window(visit)).into()), ("to", month(visit.now).into())])
}

/// What a board shows, each with its sample.
pub(super) fn of_board(visit: &Visit, board: &str, figures: &Figures) -> Vec<Figure> {
    let words = visit.words;
    let mut shown = Vec::new();
    let mut add = |name: &str, value: String, rest: String, of: &str| {
        shown.push(Figure { name: visit.say(name), value, rest, link: format!("{board}?{of}#threads") });
    };
    let told = figures.counted - figures.untold;
    let proven = figures.proven;
    // The share with a proof of purchase stands beside every figure.
    let beside =
        |rest: String, count: usize| words.with("figure-with-proof", &[("rest", rest.into()), ("count", count.into())]);
    for (name, wait) in [("figure-median", figures.median), ("figure-ninetieth", figures.ninetieth)] {
        add(
            name,
            wait_value(visit, wait),
            beside(sample(visit, "figure-wait-rest", told), proven.told),
            "answered=yes",
        );
    }
    let part = |part: Part| match part.percent() {
        Some(percent) => words.with("percent", &[("number", percent.into())]),
        None => visit.say("figure-too-few"),
    };
    let of = |key: &str, part: Part| words.with(key, &[("count", part.part.into()), ("all", part.whole.into())]);
    let answered = beside(of("figure-answered-rest", figures.answered), proven.answered);
    add("figure-answered", part(figures.answered), answered, "answered=yes");
    let solved = beside(decided(visit, figures), proven.decided);
    add("figure-solved", part(figures.solved), solved, "solved=brand");
    let mean = match figures.mean_tenths() {
        Some(tenths) => words.with("decimal", &[("whole", (tenths / 10).into()), ("tenth", (tenths % 10).into())]),
        None => visit.say("figure-too-few"),
    };
    let rated = beside(sample(visit, "figure-rating-rest", figures.ratings.1), proven.rated);
    add("figure-rating", mean, rated, "rated=yes");
    shown
}

/// What the resolution rate is made from: the whole, and the parts that it is the sum of.
fn decided(visit: &Visit, figures: &Figures) -> String {
    let words = visit.words;
    let solved = figures.solved;
    let rest = words.with("figure-solved-rest", &[("count", solved.part.into()), ("all", solved.whole.into())]);
    let parts = Fate::ALL.into_iter().filter(|it| it.is_decided()).map(|it| (it, figures.ended(&[it])));
    let part =
        |(fate, count): (Fate, usize)| words.with(&format!("figure-part-{}", fate.word()), &[("count", count.into())]);
    let parts: Vec<String> = parts.filter(|(_, count)| *count > 0).map(part).collect();
    if parts.is_empty() {
        return rest;
    }
    words.with("figure-solved-parts", &[("rest", rest.into()), ("parts", words.list(&parts).into())])
}

/// A sentence beside the figures, and the list of what it counts.
pub(super) struct BesideLine {
    pub text: String,
    pub link: Option<String>,
}

/// What stands beside the figures, in whole sentences.
pub(super) fn beside(visit: &Visit, board: &str, figures: &Figures, counts: Counts, elsewhere: i64) -> Vec<BesideLine> {
    let number = |it: i64| usize::try_from(it).unwrap_or_default();
    let ended = |word: &str| figures.ended(&Fate::group(word));
    let told = [
        ("figures-untold", figures.untold, "state=untold"),
        ("figures-repeated", figures.repeated, ""),
        ("figures-veiled", figures.veiled, ""),
        ("figures-erased", number(counts.erased), ""),
        ("figures-off-lists", number(counts.off_lists), ""),
        ("figures-solver-untold", ended("solved-untold"), "ended=solved-untold"),
        ("figures-unanswered", ended("unanswered"), "ended=unanswered"),
        ("figures-lapsed", ended("lapsed"), "ended=lapsed"),
        ("figures-withdrawn", ended("withdrawn-after"), "ended=withdrawn-after"),
        ("figures-withdrawn-settled", ended("withdrawn-settled"), "ended=withdrawn-settled"),
        ("figures-broken", figures.broken, "promise=broken"),
        ("figures-elsewhere", number(elsewhere), ""),
    ];
    let line = |(key, count, of): (&str, usize, &str)| BesideLine {
        text: sample(visit, key, count),
        link: (!of.is_empty()).then(|| format!("{board}?{of}#threads")),
    };
    told.into_iter().filter(|(_, count, _)| *count > 0).map(line).collect()
}

fn sample(visit: &Visit, key: &str, count: usize) -> String {
    visit.words.with(key, &[("count", count.into()), ("min", SAMPLE_MIN.into())])
}

fn wait_value(visit: &Visit, wait: Wait) -> String {
    match wait {
        Wait::TooFew => visit.say("figure-too-few"),
        Wait::Within(span) => visit.words.span_within(span),
        Wait::Longer(span) => visit.words.with("figure-longer", &[("span", visit.words.span(span).into())]),
    }
}
