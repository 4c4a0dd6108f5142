//! The figures of a brand in words: one window, one function, one minimum, whichever page shows them.

use chrono::Datelike;

use crate::domain::Timestamp;
use crate::domain::day;
use crate::domain::figures::{Figures, Part, SAMPLE_MIN, Wait};
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
    let solved = beside(of("figure-solved-rest", figures.solved), proven.decided);
    add("figure-solved", part(figures.solved), solved, "state=resolved");
    let mean = match figures.mean_tenths() {
        Some(tenths) => words.with("decimal", &[("whole", (tenths / 10).into()), ("tenth", (tenths % 10).into())]),
        None => visit.say("figure-too-few"),
    };
    let rated = beside(sample(visit, "figure-rating-rest", figures.ratings.1), proven.rated);
    add("figure-rating", mean, rated, "rated=yes");
    shown
}

/// What stands beside the figures, in whole sentences.
pub(super) fn beside(visit: &Visit, figures: &Figures, counts: Counts, elsewhere: i64) -> Vec<String> {
    let number = |it: i64| usize::try_from(it).unwrap_or_default();
    let told = [
        ("figures-untold", figures.untold),
        ("figures-repeated", figures.repeated),
        ("figures-veiled", figures.veiled),
        ("figures-solver-untold", figures.solver_untold),
        ("figures-unanswered", figures.unanswered),
        ("figures-withdrawn", figures.withdrawn_after),
        ("figures-erased", number(counts.erased)),
        ("figures-off-lists", number(counts.off_lists)),
        ("figures-elsewhere", number(elsewhere)),
    ];
    told.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| sample(visit, key, count)).collect()
}

fn sample(visit: &Visit, key: &str, count: usize) -> String {
    visit.words.with(key, &[("count", count.into()), ("min", SAMPLE_MIN.into())])
}

fn wait_value(visit: &Visit, wait: Wait) -> String {
    match wait {
        Wait::TooFew => visit.say("figure-too-few"),
        Wait::Within(span) => visit.words.span(span),
        Wait::Longer(span) => visit.words.with("figure-longer", &[("span", visit.words.span(span).into())]),
    }
}
