//! What whoever looks asked the home of this thread for: asked and waiting, or refused and by which rule.

use chrono::TimeDelta;

use crate::http::problem::refusal_in_words;
use crate::markup;
use crate::services::ask_home;
use crate::storage::requests::{Request, RequestState};
use crate::web::thread::{Seen, home_host};
use crate::web::visit::Visit;

/// After this time without an answer the page says that the home is silent.
const QUIET_HOURS: i64 = 1;
/// Requests are sent again for this long.
const ASKED_DAYS_MAX: i64 = 30;
/// How long a refusal stays on the page.
const REFUSED_SHOWN_DAYS: i64 = 7;

pub(in crate::web) struct RequestView {
    /// Beside `said`: what went wrong looks like it.
    pub class: &'static str,
    pub text: String,
    /// What was written and not taken, so that it is not lost.
    pub words: Option<String>,
}

impl Seen {
    pub(in crate::web) fn requests(&self, visit: &Visit) -> Vec<RequestView> {
        self.asked.iter().filter_map(|it| self.request(visit, it)).collect()
    }

    fn request(&self, visit: &Visit, it: &Request) -> Option<RequestView> {
        let words = visit.words;
        let home = home_host(&self.held);
        let refusal = self.held.complaint.standing_offer().filter(|_| self.refuses()).map(|it| it.number);
        let deed = match it.asking.command.as_str() {
            "confirm" if refusal.is_some() && it.asking.offer == refusal => visit.say("deed-accept-refusal"),
            "decline" if refusal.is_some() && it.asking.offer == refusal => visit.say("deed-reject-refusal"),
            command => visit.say(&format!("deed-{command}")),
        };
        let waited = visit.now - it.asked_at;
        let told = |key: &str| {
            let until = visit.moment(it.asked_at + TimeDelta::days(ASKED_DAYS_MAX));
            let span = visit.since(it.asked_at);
            let told =
                [("home", (&home).into()), ("deed", (&deed).into()), ("span", span.into()), ("until", until.into())];
            words.with(key, &told)
        };
        let (class, text) = match it.state {
            RequestState::Waiting if waited > TimeDelta::days(ASKED_DAYS_MAX) => ("bad", told("request-given-up")),
            RequestState::Waiting if waited > TimeDelta::hours(QUIET_HOURS) => ("", told("request-quiet")),
            RequestState::Waiting => ("", told("request-waiting")),
            RequestState::Accepted if it.sequence > Some(self.held.complaint.sequence) => {
                ("", told("request-accepted"))
            }
            RequestState::Accepted => return None,
            RequestState::Refused
                if it.answered_at.is_none_or(|at| visit.now - at > TimeDelta::days(REFUSED_SHOWN_DAYS)) =>
            {
                return None;
            }
            RequestState::Refused => {
                let rule = match ask_home::refusal_of(it) {
                    (Some(refusal), _) => refusal_in_words(words, &refusal),
                    (None, summary) if summary.is_empty() => visit.say("request-no-reason"),
                    (None, summary) => summary,
                };
                let told = [("home", (&home).into()), ("deed", (&deed).into()), ("rule", rule.into())];
                ("bad", words.with("request-refused", &told))
            }
        };
        let kept = match it.asking.text.as_str() {
            // A correction or an edit carries its words itself.
            "" => markup::plain_text(&it.asking.content).trim().to_string(),
            text => text.to_string(),
        };
        let words = Some(kept).filter(|it| !it.is_empty());
        Some(RequestView { class, text, words: words.filter(|_| it.state == RequestState::Refused) })
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::{Language, Words};
    use crate::domain::action::Kind;

    /// The key is put together at run time.
    #[test]
    fn every_command_has_a_name_in_every_language() {
        for language in Language::ALL {
            let words = Words::of(language);
            let missing: Vec<&str> =
                Kind::ALL.iter().map(|it| it.word()).filter(|it| !words.knows(&format!("deed-{it}"))).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", language.code());
        }
    }
}
