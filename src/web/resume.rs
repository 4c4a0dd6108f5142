//! A form that came too late: its session is over, or the page it was on too old. What was typed is given back, on the page
//! alone, and can be sent from there. Nothing of it is kept on this machine.

mod meant;

pub(super) use self::meant::{Meant, Named, beginning, meant};
use self::meant::{answers_refusal, has_numbers_alone};

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use askama::Template;

use crate::catalogue::{Language, Words};
use crate::domain::reading::language;
use crate::storage::patience::Trouble;
use crate::web::deeds::MODERATORS;
use crate::web::log_in::inside;
use crate::web::page::Page;
use crate::web::submission::{Fields, takes_a_file};
use crate::web::visit::Visit;

/// Fields that nobody gets to see again.
const SECRETS: [&str; 3] = ["password", "old", "new"];
/// Fields that hold words of somebody's own, however short they are.
const WRITTEN: [&str; 7] = ["text", "title", "note", "objection", "reason", "role", "to"];
/// What a field of the form that waits is called in the form that signs in.
pub(super) const KEPT: &str = "kept.";
/// A line that is longer is shown as a text: it was too long for its field.
const LINE_CHARS_MAX: usize = 300;
/// From here on a field is shown as a text, and not only carried along.
const SHOWN_FROM_CHARS: usize = 60;

/// A field of the form that waits, as its page shows it.
pub(super) struct Typed {
    name: String,
    value: String,
    /// What its own form calls it; empty where it is carried along unseen.
    label: String,
    shape: Shape,
    /// What was chosen, in words.
    said: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Words that are shown, and can still be changed.
    Text,
    Line,
    Day,
    /// Chosen: said again, and changed on its own page.
    Chosen,
    Carried,
}

impl Typed {
    fn is(&self, shape: &str) -> bool {
        match self.shape {
            Shape::Text => shape == "text",
            Shape::Line => shape == "line",
            Shape::Day => shape == "day",
            Shape::Chosen => shape == "chosen",
            Shape::Carried => false,
        }
    }

    fn is_carried(&self) -> bool {
        self.shape == Shape::Carried
    }

    fn kind(&self) -> &'static str {
        if self.shape == Shape::Day { "date" } else { "text" }
    }
}

/// How a value of a field is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Line,
    Day,
    /// As it stands.
    Plain,
    /// `<prefix>-<value>` in the catalogue.
    Choice(&'static str),
    /// These values, and the messages that say them.
    Of(&'static [(&'static str, &'static str)]),
    Language,
    /// A language of these pages, or the one that the browser asks for.
    OwnLanguage,
    Hours,
}

const YES_OR_NO: Kind = Kind::Of(&[("yes", "yes"), ("no", "no")]);
/// A box that was ticked.
const TICKED: Kind = Kind::Of(&[("yes", "yes"), ("open", "yes"), ("on", "yes")]);

/// What somebody types or chooses in a form: the deeds whose form it is ([`deed_of`]), its name, what its form calls it, and
/// how its value is said. A field with a number at its end is called so without it.
const FIELDS: &[(&[&str], &str, &str, Kind)] = &[
    (&["file"], "text", "file-text", Kind::Text),
    (&["file"], "title", "file-title", Kind::Line),
    (&["file"], "amount", "file-amount", Kind::Line),
    (&["decline"], "text", "decline-why", Kind::Text),
    (&["reopen"], "text", "reopen-why", Kind::Text),
    (&["appeal"], "text", "appeal-why", Kind::Text),
    (&["correct"], "text", "correct-text", Kind::Text),
    (&["respond", "edit-response"], "text", "answer-text", Kind::Text),
    (&["contest"], "text", "contest-why", Kind::Text),
    (&["dispute-label"], "text", "dispute-label-why", Kind::Text),
    (&["answer-contest"], "text", "answer-contest-text", Kind::Text),
    (&["comment", "edit-comment"], "text", "comment-text", Kind::Text),
    (&["correct"], "title", "correct-title", Kind::Line),
    (&["respond", "acknowledge"], "name", "answer-name", Kind::Line),
    (&["respond"], "role", "answer-role", Kind::Line),
    (
        &["respond"],
        "and",
        "answer-and",
        Kind::Of(&[
            ("answer", "answer-only"),
            ("ask", "answer-ask"),
            ("offer", "answer-offer"),
            ("promise", "answer-promise"),
        ]),
    ),
    (&["respond"], "outcome", "answer-outcome", Kind::Choice("outcome")),
    (&["respond"], "reason", "answer-reason", Kind::Choice("reason")),
    (&["respond"], "due", "answer-promise-day", Kind::Day),
    (&["hand-off"], "to", "handoff-to", Kind::Line),
    (&["move"], "to", "deed-move-to", Kind::Line),
    (&["confirm", "give-up"], "rating", "rate-how", Kind::Plain),
    (&["confirm", "give-up"], "would_return", "rate-return", YES_OR_NO),
    (&["confirm"], "solved_by", "confirm-solved-by", Kind::Choice("solved-by")),
    (&["confirm"], "got", "confirm-got", Kind::Choice("outcome")),
    (&["withdraw"], "settled", "withdraw-settled", YES_OR_NO),
    (&["withdraw"], "condition", "withdraw-condition", YES_OR_NO),
    (&["escalate"], "step", "escalate-step", Kind::Choice("step")),
    (&["contest", "decide-contest", "answer-contest"], "ground", "contest-which", Kind::Choice("ground")),
    (&["dismiss"], "ground", "contest-ground", Kind::Choice("ground")),
    (&["hide-comment"], "ground", "contest-ground", Kind::Choice("comment-ground")),
    (&["dispute-label", "decide-label"], "label", "dispute-label-which", Kind::Choice("label")),
    (&["report"], "reason", "report-why", Kind::Choice("report-reason")),
    (&["report"], "note", "report-note", Kind::Text),
    (&["receipt"], "order", "receipt-order", Kind::Line),
    (&["receipt"], "bought", "receipt-bought", Kind::Day),
    (&["receipt"], "amount", "receipt-amount", Kind::Line),
    (&["decide-label"], "upheld", "deed-decide-label", Kind::Of(&[("yes", "label-uphold"), ("no", "label-strike")])),
    (&["decide-contest"], "upheld", "deed-contest", Kind::Of(&[("yes", "contest-uphold"), ("no", "contest-reject")])),
    (&MODERATORS, "reason", "moderate-reason", Kind::Line),
    (&["file"], "brand", "file-brand", Kind::Line),
    (&["file"], "board", "file-found", Kind::Plain),
    (&["file"], "product", "file-product", Kind::Line),
    (&["file"], "currency", "file-currency", Kind::Plain),
    (&["file"], "channel", "contact-channel", Kind::Choice("channel")),
    (&["file"], "date", "contact-date", Kind::Day),
    (&["file"], "minutes", "contact-minutes", Kind::Line),
    (&["file"], "reference", "contact-reference", Kind::Line),
    (&["file"], "demanded", "contact-demanded", Kind::Line),
    (&["file"], "want", "file-wants", Kind::Choice("want")),
    (
        &["file"],
        "identity",
        "file-identity",
        Kind::Of(&[("handle", "resume-own-name"), ("pseudonym", "file-pseudonym")]),
    ),
    (&["file"], "opening", "file-opening", Kind::Of(&[("now", "file-now"), ("brand-first", "file-brand-first")])),
    (&["file"], "hours", "file-embargo-hours", Kind::Hours),
    (&["file", "correct"], "language", "file-language", Kind::Language),
    (&["object", "link"], "objection", "suspended-why", Kind::Text),
    (&["language"], "language", "settings-language-which", Kind::OwnLanguage),
    (&["guest"], "handle", "login-handle", Kind::Line),
    (
        &["case"],
        "deed",
        "decide-what",
        Kind::Of(&[
            ("nothing", "decide-nothing"),
            ("hide", "decide-hide"),
            ("unhide", "decide-unhide"),
            ("hide-comment", "decide-hide-comment"),
            ("show-comment", "decide-show-comment"),
            ("dismiss", "decide-dismiss"),
            ("move", "decide-move"),
            ("erase", "decide-erase"),
            ("erase-comment", "decide-erase-comment"),
            ("erase-contest", "decide-erase-contest"),
            ("limit", "restrict-limit"),
            ("suspend", "restrict-suspend"),
            ("lift", "decide-lift"),
            ("keep", "decide-keep"),
            ("reinstate", "decide-reinstate"),
            ("uphold", "decide-uphold"),
            ("reject", "decide-reject"),
            ("label-uphold", "decide-label-uphold"),
            ("label-strike", "decide-label-strike"),
        ]),
    ),
    (&["case"], "ground", "decide-ground", Kind::Choice("ground")),
    (&["case"], "to", "decide-to", Kind::Line),
    (&["case"], "days", "decide-days", Kind::Choice("duration")),
    (&["case"], "forward", "moderation-forward", TICKED),
    (&["restrict"], "who", "restrict-who", Kind::Plain),
    (
        &["restrict"],
        "deed",
        "decide-what",
        Kind::Of(&[("limited", "restrict-limit"), ("suspended", "restrict-suspend"), ("lift", "decide-lift")]),
    ),
    (&["restrict"], "days", "restrict-days", Kind::Choice("duration")),
    (&["case", "restrict"], "reason", "moderate-reason", Kind::Text),
    (&["undo", "claim"], "reason", "moderate-reason", Kind::Line),
    (&["people"], "handle", "people-handle", Kind::Line),
    (&["people"], "standing", "people-standing", Kind::Choice("standing")),
    (&["people"], "name", "people-name", Kind::Line),
    (&["people"], "role", "people-role", Kind::Line),
    (&["people"], "sure", "people-give-up-sure", TICKED),
    (&["claim"], "through", "claim-through", Kind::Of(&[("here", "claim-here"), ("elsewhere", "claim-elsewhere")])),
    (&["claim"], "handle", "claim-handle", Kind::Line),
    (&["claim", "invitation"], "signs", "claim-signs", Kind::Line),
    (&["claim"], "role", "claim-role", Kind::Line),
    (&["admin"], "name", "admin-name", Kind::Line),
    (&["admin"], "description", "admin-description", Kind::Text),
    (&["admin"], "language", "admin-language", Kind::Language),
    (&["admin"], "registrations", "admin-registrations", TICKED),
    (&["admin"], "authorized_fetch", "admin-authorized-fetch", TICKED),
    (&["admin"], "rules", "admin-rules", Kind::Text),
    (&["admin"], "time_zone", "admin-zone", Kind::Line),
    (&["admin"], "response_target_hours", "admin-target", Kind::Line),
    (&["admin"], "contact", "admin-contact", Kind::Line),
    (&["policy"], "mode", "policy-mode", Kind::Of(&[("open", "policy-mode-open"), ("allowed", "policy-mode-allowed")])),
    (&["policy"], "domain", "policy-domain", Kind::Line),
    (&["policy"], "severity", "policy-severity", Kind::Choice("policy-severity")),
    (&["policy"], "reject_media", "policy-reject-media", TICKED),
    (&["policy"], "reject_reports", "policy-reject-reports", TICKED),
    (&["policy"], "obfuscate", "policy-obfuscate", TICKED),
    (&["policy"], "reason", "policy-reason", Kind::Line),
    (&["policy"], "note", "policy-note", Kind::Text),
    (&["policy"], "lines", "policy-import", Kind::Text),
    (&["brands"], "domain", "brands-domain", Kind::Plain),
    (&["brands"], "name", "brands-name", Kind::Line),
    (&["brands"], "other", "brands-other", Kind::Line),
    (&["deliveries"], "host", "resume-server", Kind::Plain),
];

/// The parts of an address of a form, without what is asked behind it.
fn parts_of(action: &str) -> Vec<&str> {
    path_of(action).split('/').skip(1).collect()
}

fn path_of(action: &str) -> &str {
    action.split('?').next().unwrap_or_default()
}

/// What is done with a form at this address, by a name of its own.
fn deed_of(action: &str) -> &str {
    match parts_of(action).as_slice() {
        ["moderation", "cases", _] => "case",
        ["moderation", "undo", _] => "undo",
        ["settings", "quotes", _] => "quote",
        ["settings", "told", _] => "told",
        ["settings", "invitations"] | ["invitations", ..] => "invitation",
        ["login", "link", ..] => "link",
        ["intents", _] => "intent",
        [.., last] => last,
        [] => "",
    }
}

#[derive(Template)]
#[template(path = "resume.html")]
struct ResumePage<'v> {
    page: Page<'v>,
    what: String,
    action: String,
    /// What the form does, and to whom or what.
    deed: Option<String>,
    meant: Vec<Meant>,
    typed: Vec<Typed>,
    /// The form takes a file, of which nothing is left.
    file: Option<String>,
    /// Asks to sign in first; the name that was tried, where it was.
    signs_in: bool,
    name: String,
    /// Who is signed in now.
    signed_in_as: Option<String>,
    wrong: Option<String>,
}

/// Why a form was not taken although nothing is wrong with what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Late {
    /// It does not come from a page that was shown to this person.
    Mark,
    TooOften {
        seconds: u64,
    },
    /// Whoever sent it has just signed in.
    SignedIn,
    /// Name or password were wrong.
    NotSignedIn,
    /// So much is kept for others that this cannot be.
    Full,
    /// It is more than is taken at once.
    TooLarge,
    /// Whoever it was cannot be looked up now.
    Unwell(Trouble),
}

/// Whether the fields may be shown again at all.
pub(super) fn may_be_given_back(fields: &Fields) -> bool {
    !SECRETS.iter().any(|it| fields.has(it))
}

pub(super) async fn show(visit: &Visit, action: &str, fields: &Fields, late: Late, name: &str) -> HttpResponse {
    let signs_in = visit.caller.is_none();
    let (title, what) = match late {
        Late::Mark if signs_in && visit.has_no_cookies() => ("problem-cookies", "resume-no-cookies"),
        Late::TooOften { .. } => ("problem-429", "resume-slow"),
        Late::Full => ("resume-full", "resume-full-what"),
        Late::Unwell(_) => ("problem-503", "resume-unwell"),
        Late::TooLarge => ("problem-413", "resume-long"),
        Late::SignedIn => ("resume-ready", "resume-ready-what"),
        Late::Mark | Late::NotSignedIn if signs_in => ("resume-out", "resume-out-what"),
        Late::Mark | Late::NotSignedIn => ("resume-old", "resume-old-what"),
    };
    let wait = match late {
        Late::TooOften { seconds } => {
            visit.words.span(chrono::TimeDelta::seconds(i64::try_from(seconds).unwrap_or_default()))
        }
        Late::Mark | Late::SignedIn | Late::NotSignedIn | Late::Full | Late::TooLarge | Late::Unwell(_) => {
            String::new()
        }
    };
    let status = match late {
        Late::SignedIn => StatusCode::OK,
        Late::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
        Late::Mark => StatusCode::FORBIDDEN,
        Late::Full | Late::Unwell(_) => StatusCode::SERVICE_UNAVAILABLE,
        Late::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Late::NotSignedIn => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let own = visit.caller.as_ref().map(|it| format!("@{}", it.handle));
    let page = ResumePage {
        page: Page::new(visit, "", visit.say(title)),
        what: visit.words.with(what, &[("wait", wait.into())]),
        action: inside(action).to_string(),
        deed: answers_refusal(visit, action, fields).await.or_else(|| deed_in_words(visit.words, action, fields)),
        meant: meant(visit, action, fields).await,
        typed: typed(visit.words, own.as_deref(), deed_of(action), fields),
        file: takes_a_file(path_of(action))
            .then(|| visit.say(if signs_in { "resume-file-out" } else { "resume-file" })),
        signs_in,
        name: name.to_string(),
        signed_in_as: own.as_deref().map(|it| visit.words.with("resume-as", &[("who", it.into())])),
        wrong: matches!(late, Late::NotSignedIn).then(|| visit.say("login-wrong")),
    };
    let mut response = visit.show_as(status, &page);
    if let Late::TooOften { seconds } = late {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}

/// Nobody gets to see it again.
pub(super) fn is_secret(name: &str) -> bool {
    SECRETS.contains(&name)
}

/// Whether a field holds words of somebody's own: by its name, or because no choice and no number looks like this.
pub(super) fn is_written(name: &str, value: &str) -> bool {
    // And names and what is looked for, which the form knows by itself or anybody writes again.
    let carried = matches!(name, "token" | "request" | "again" | "next" | "from" | "seen" | "name" | "signs" | "q");
    let named = WRITTEN.contains(&name);
    let looks = value.trim().contains([' ', '\n']) || value.chars().count() >= SHOWN_FROM_CHARS;
    !carried && (named || looks)
}

/// What the form does, as its button or the page that it is on says it.
fn deed_in_words(words: Words, action: &str, fields: &Fields) -> Option<String> {
    let parts = parts_of(action);
    let key = match (deed_of(action), fields.get("step"), fields.get("deed")) {
        ("file", ..) => "file-heading",
        ("report", ..) => "report-send",
        ("take-back-receipt", ..) => "receipt-take-back",
        ("case", ..) => "decide-send",
        ("restrict", ..) => "moderation-decide",
        ("people", "invite", _) => "people-invite-member",
        ("people", "link", _) => "people-make-link",
        ("people", "take-back", _) => "people-take-back",
        ("people", "change", _) => "people-change",
        ("people", "remove", _) => "people-remove",
        ("people", "leave", _) => "people-leave",
        ("people", "give-up", _) => "resume-give-up",
        ("invitation", "accept", _) => "invitation-accept",
        ("invitation", ..) => "invitation-decline",
        ("claim", "check", _) => "claim-check",
        ("claim", "withdraw", _) => "claim-withdraw",
        ("claim", "withhold", _) => "resume-withhold",
        ("claim", "return", _) => "resume-return",
        ("claim", "allow", _) => "claim-decide-allow",
        ("claim", "refuse", _) => "claim-decide-refuse",
        ("claim", ..) => "claim-kicker",
        ("language", ..) => "settings-language",
        ("object", ..) => "suspended-send",
        ("quote", ..) => "quotes-revoke",
        ("told", ..) => "told-remove",
        ("delete-account", ..) => "leave-title-guest",
        ("logout", ..) => "nav-sign-out",
        ("notifications", ..) => "notifications-read-all",
        ("guest", ..) => "login-send-link",
        ("link", ..) => "nav-sign-in",
        ("ask", ..) => "search-ask",
        ("admin", ..) => "nav-admin",
        ("trust-key", ..) => "admin-trust-key",
        ("deliveries", _, "drop") if fields.has("id") => "deliveries-drop",
        ("deliveries", _, "drop") => "deliveries-drop-host",
        ("deliveries", ..) if fields.has("id") => "deliveries-retry",
        ("deliveries", ..) => "deliveries-retry-host",
        ("policy", _, "mode") => "policy-mode",
        ("policy", _, "remove") | ("brands", _, "unalias") => "policy-remove",
        ("policy", _, "import") => "policy-import-do",
        ("policy", ..) => "policy-new",
        ("brands", _, "alias") => "brands-alias",
        ("brands", _, "merge") => "brands-merge",
        ("brands", ..) => "brands-name",
        ("intent", ..) if parts.last() == Some(&"unfollow") => "settings-unfollow",
        _ => "",
    };
    let key = match deed_of(action) {
        "intent" if key.is_empty() => format!("intent-{}", parts.last().unwrap_or(&"")),
        deed if key.is_empty() => format!("deed-{deed}"),
        _ => key.to_string(),
    };
    let domain = parts.get(1).copied().unwrap_or_default();
    words.knows(&key).then(|| words.with(&key, &[("domain", domain.into())]))
}

fn typed(words: Words, own: Option<&str>, deed: &str, fields: &Fields) -> Vec<Typed> {
    let lasting = fields.pairs().filter(|(name, _)| *name != "token" && !is_secret(name));
    lasting.map(|(name, value)| shaped(words, own, deed, fields, (name, value))).collect()
}

fn shaped(words: Words, own: Option<&str>, deed: &str, fields: &Fields, (name, value): (&str, &str)) -> Typed {
    let say = |key: &str| words.say(key).to_string();
    let typed = |label: String, shape: Shape, said: String| Typed {
        name: name.to_string(),
        value: value.to_string(),
        label,
        shape,
        said,
    };
    // What the form has for another choice than the one that was made counts for nothing.
    let is_void = match name {
        "outcome" | "reason" if deed == "respond" => fields.get("and") != "offer",
        "due" => fields.get("and") != "promise",
        "ground" if deed == "case" => fields.get("deed") != "dismiss",
        "to" if deed == "case" => fields.get("deed") != "move",
        "days" if deed == "case" => !matches!(fields.get("deed"), "limit" | "suspend"),
        "days" => fields.get("deed") == "lift",
        "handle" if deed == "claim" => fields.get("through") != "elsewhere",
        "handle" => fields.get("step") == "link",
        "hours" => fields.get("opening") != "brand-first",
        "currency" => fields.get("amount").is_empty(),
        _ => false,
    };
    // That nothing is chosen says something there.
    let is_said = deed == "language" || !value.trim().is_empty();
    if !is_said || is_void {
        return typed(String::new(), Shape::Carried, String::new());
    }
    let (bare, number) = match name.rsplit_once('-') {
        Some((bare, number)) if number.bytes().all(|it| it.is_ascii_digit()) => (bare, Some(number)),
        _ => (name, None),
    };
    let known = FIELDS.iter().find(|(deeds, it, ..)| *it == bare && deeds.contains(&deed));
    let Some((_, _, label, kind)) = known else {
        let shape = match value {
            _ if value.contains('\n') || value.chars().count() >= SHOWN_FROM_CHARS || WRITTEN.contains(&name) => {
                Shape::Text
            }
            _ if is_written(name, value) => Shape::Line,
            _ => Shape::Carried,
        };
        return typed(say("resume-yours"), shape, String::new());
    };
    // The same tick stands in two forms.
    let label = match (bare, fields.get("step")) {
        ("sure", "leave") => "people-leave-sure",
        _ => label,
    };
    let label = number.map_or_else(|| say(label), |it| format!("{} ({it})", say(label)));
    let key = match kind {
        Kind::Text => return typed(label, Shape::Text, String::new()),
        // Longer than a line is, or broken into some.
        Kind::Line if value.contains('\n') || value.chars().count() > LINE_CHARS_MAX => {
            return typed(label, Shape::Text, String::new());
        }
        Kind::Day if value.parse::<chrono::NaiveDate>().is_ok() => return typed(label, Shape::Day, String::new()),
        Kind::Line | Kind::Day => return typed(label, Shape::Line, String::new()),
        Kind::Plain => String::new(),
        Kind::Choice("outcome") if value == "nothing" => "confirm-got-none".to_string(),
        Kind::Choice(prefix) => format!("{prefix}-{value}"),
        Kind::Of(all) => all.iter().find(|(it, _)| *it == value).map_or("", |(_, key)| key).to_string(),
        Kind::OwnLanguage if value.is_empty() => "settings-language-browser".to_string(),
        Kind::OwnLanguage => {
            let own = Language::from_code(value).map_or_else(|| value.to_string(), |it| it.own_name().to_string());
            return typed(label, Shape::Chosen, own);
        }
        Kind::Language => {
            let own = language::all().find(|(code, _)| *code == value);
            return typed(label, Shape::Chosen, own.map_or(value, |(_, name)| name).to_string());
        }
        Kind::Hours => {
            let hours = chrono::TimeDelta::hours(value.parse::<u16>().unwrap_or_default().into());
            return typed(label, Shape::Chosen, words.span(hours));
        }
    };
    let said = match own {
        Some(own) if name == "identity" && value == "handle" => own.to_string(),
        _ if words.knows(&key) => say(&key),
        _ => value.to_string(),
    };
    typed(label, Shape::Chosen, said)
}

/// What somebody put into a form that was not taken, and what its form calls it.
pub(super) struct GivenBack {
    pub name: String,
    pub label: String,
    pub words: String,
    /// More than a line.
    pub long: bool,
    /// Chosen, and not typed.
    pub chosen: bool,
}

impl GivenBack {
    /// Whether somebody wrote it: what was chosen is chosen again where the form stands, and who signs is known there.
    pub(super) fn is_typed(&self) -> bool {
        !self.chosen && !matches!(self.name.as_str(), "name" | "role" | "signs")
    }
}

/// All that somebody typed into the form of this address or chose there; of what nobody gets to see again, nothing.
pub(super) fn given_back(words: Words, own: Option<&str>, action: &str, fields: &Fields) -> Vec<GivenBack> {
    if !may_be_given_back(fields) {
        return Vec::new();
    }
    let shown = typed(words, own, deed_of(action), fields).into_iter().filter(|it| !it.is_carried());
    let shown = shown.filter(|it| !it.value.trim().is_empty()).map(|it| GivenBack {
        name: it.name,
        long: it.shape == Shape::Text,
        chosen: it.shape == Shape::Chosen,
        label: it.label,
        words: if it.shape == Shape::Chosen { it.said } else { it.value },
    });
    shown.collect()
}

/// The same form once more, for when time helps: it has the number that makes it one deed, however often it is sent.
pub(super) struct SendAgain {
    pub action: String,
    /// What it does, and to whom or what.
    pub deed: Option<String>,
    pub meant: Vec<Meant>,
    pub fields: Vec<(String, String)>,
    pub file: bool,
}

pub(super) fn send_again(words: Words, action: &str, fields: &Fields, meant: Vec<Meant>) -> Option<SendAgain> {
    let pairs = || fields.pairs().map(|(name, value)| (name.to_string(), value.to_string()));
    // Nothing can be looked up where the database is what does not work.
    let unread = || Meant { label: String::new(), said: words.say("meant-unread").to_string() };
    let is_unread = meant.is_empty() && has_numbers_alone(action);
    (may_be_given_back(fields) && !fields.is_empty()).then(|| SendAgain {
        action: inside(action).to_string(),
        deed: deed_in_words(words, action, fields),
        meant: if is_unread { vec![unread()] } else { meant },
        fields: pairs().collect(),
        file: takes_a_file(path_of(action)),
    })
}

#[cfg(test)]
mod tests {
    use super::is_written;

    #[test]
    fn one_word_is_somebodys_own_where_it_was_written() {
        for name in ["text", "title", "note", "objection", "reason", "role", "to"] {
            assert!(is_written(name, "Spam"), "{name}");
        }
        assert!(is_written("demanded-1", "My money back"));
        for (name, value) in
            [("rating", "7"), ("next", "/file?brand=a b"), ("q", "the blue kettle"), ("name", "Jo Ott")]
        {
            assert!(!is_written(name, value), "{name}");
        }
    }
}
