//! The forms of a thread: each is one deed, at an address of its own.

use actix_web::HttpResponse;
use actix_web::web::Path;

use crate::domain::asking::{Asking, COMMANDS};
use crate::domain::brand::BrandDomain;
use crate::domain::complaint::{
    Command, CommentGround, DeclineReason, Ground, Holder, Label, Outcome, ProofTier, SolvedBy, Step,
};
use crate::domain::day;
use crate::domain::ids::ActorId;
use crate::domain::party::Party;
use crate::domain::reading::{self, language};
use crate::domain::refusal::{Code, Refusal};
use crate::http::caller::Caller;
use crate::http::problem::{Problem, refusal_in_words};
use crate::services::ServiceError;
use crate::services::act_on_complaint::{By, Deed, act_with_words, answer_contest, check_text, comment_as, correct};
use crate::services::ask_home::{NewRequest, ask_home, take_own_back};
use crate::services::change_comment;
use crate::services::change_response::{Edit, edit_response};
use crate::services::file_complaint::Again;
use crate::services::moderate::{self, Decision, Erasing, NOTE_CHARS_MAX, NewReport, check_reason};
use crate::services::receipts::FACT_CHARS_MAX;
use crate::services::respond::{Answer as Response, SIGNATURE_CHARS_MAX, WithDeed, check_answer, respond};
use crate::services::title::TITLE_CHARS_MAX;
use crate::services::write_elsewhere::say_elsewhere;
use crate::storage::Cause;
use crate::web::complaints;
use crate::web::desk;
use crate::web::moderation::post_id;
use crate::web::receipts;
use crate::web::submission::{Fields, Submission};
use crate::web::thread::{self, Seen};
use crate::web::visit::{Answer, Visit};

pub(super) async fn deed(form: Submission, path: Path<(String, String)>) -> HttpResponse {
    let answer = act(&form, &path.0, &path.1).await;
    form.answer(answer).await
}

/// What only moderators may do.
pub(super) const MODERATORS: [&str; 10] = [
    "hide",
    "unhide",
    "hide-comment",
    "show-comment",
    "move",
    "erase-by-law",
    "dismiss",
    "reinstate",
    "decide-contest",
    "decide-label",
];
/// And of these what is about one post of it.
const ABOUT_A_POST: [&str; 3] = ["hide-comment", "show-comment", "decide-label"];

/// Whether it is a decision about the whole thread.
pub(super) fn decides_about_thread(deed: &str) -> bool {
    MODERATORS.contains(&deed) && !ABOUT_A_POST.contains(&deed)
}

/// How long the fields of a deed may be that are one line; of its text the deed itself says it.
fn limits_of(deed: &str) -> &'static [(&'static str, usize)] {
    match deed {
        "respond" => &[("name", SIGNATURE_CHARS_MAX), ("role", SIGNATURE_CHARS_MAX)],
        "acknowledge" => &[("name", SIGNATURE_CHARS_MAX)],
        "hand-off" => &[("to", SIGNATURE_CHARS_MAX)],
        "correct" => &[("title", TITLE_CHARS_MAX)],
        "report" => &[("note", NOTE_CHARS_MAX)],
        "receipt" => &[("order", FACT_CHARS_MAX), ("bought", FACT_CHARS_MAX), ("amount", FACT_CHARS_MAX)],
        _ => &[],
    }
}

/// Says everything that is wrong with a form and can be seen before it is acted on, each beside its field: nobody mends one
/// thing after the other.
fn refuse_at_once(form: &Submission, seen: &Seen, deed: &str, fields: &mut Fields) {
    let visit = &form.visit;
    fields.refuse_long(visit.words, limits_of(deed));
    let refuse = |fields: &mut Fields, said: Result<(), Refusal>| {
        if let Err(refusal) = said {
            fields.refuse(field_of(deed, refusal.code()), refusal_in_words(visit.words, &refusal));
        }
    };
    match deed {
        "receipt" => {
            receipts::refuse(visit, &form.file, fields);
        }
        "report" if fields.get("reason").is_empty() => {
            fields.refuse("reason", visit.say("report-reason-missing"));
        }
        "respond" if seen.held.at_home && seen.viewer.representative.is_some() => {
            let domain = seen.brand.domain.as_ref().map(ToString::to_string).unwrap_or_default();
            let called = [seen.brand.name.as_str(), &domain];
            let said = check_answer(fields.get("text"), fields.get("name"), fields.get("role"), &called);
            refuse(fields, said);
            let name = fields.get("name");
            if !name.is_empty() && !reading::is_name(name, &called) {
                refuse(fields, Err(Code::NameNeeded.into()));
            }
            let with = with_deed(visit, fields).and_then(|it| as_answered(visit, seen, it));
            refuse(fields, with);
        }
        "correct" if seen.held.at_home && seen.viewer.complainant.is_some() => {
            let said = check_text(fields.get("text"));
            refuse(fields, said);
        }
        _ if MODERATORS.contains(&deed) && visit.moderator().is_ok() => {
            let to = if deed == "move" { BrandDomain::parse(fields.get("to")).map(drop) } else { Ok(()) };
            refuse(fields, to);
            let said = check_reason(fields.get("reason"));
            refuse(fields, said);
        }
        _ => {}
    }
}

/// What the rules say of an offer or a promise, of its own fields alone: what else is in its way is said when it is made.
fn as_answered(visit: &Visit, seen: &Seen, with: Option<WithDeed>) -> Result<(), Refusal> {
    let said = match with {
        Some(WithDeed::Offer { outcome, reason }) if (outcome == Outcome::Declined) != reason.is_some() => {
            Err(Code::OutcomeReason.into())
        }
        Some(WithDeed::Promise { due }) => {
            seen.held.complaint.decide(Command::Promise { due }, Party::Brand, visit.now).map(drop)
        }
        _ => Ok(()),
    };
    match said {
        Err(refusal) if field_of("respond", refusal.code()) != "form" => Err(refusal),
        _ => Ok(()),
    }
}

/// What was done, as the page after it says: `said-<word>` in the catalogue.
type Done = Result<&'static str, ServiceError>;

async fn act(form: &Submission, id: &str, deed: &str) -> Answer {
    let visit = &form.visit;
    let seen = thread::find(visit, id).await?;
    let caller = visit.signed_in()?.clone();
    let cause = form.cause()?;
    if deed == "contest" && Ground::from_word(form.fields.get("ground")).is_none() {
        return Ok(complaints::contest_again(visit, &seen, form.fields.clone(), None));
    }
    let mut fields = form.fields.clone();
    refuse_at_once(form, &seen, deed, &mut fields);
    if fields.has_wrong() {
        return Ok(complaints::show_again(visit, &seen, deed, fields));
    }
    let done = match deed {
        "confirm" if lacks_solver(form, &seen) => Err(Refusal::from(Code::SolverNeeded).into()),
        "report" => report(form, &seen, &caller, cause).await,
        _ if MODERATORS.contains(&deed) => {
            visit.moderator()?;
            moderated(form, &seen, &caller, cause, deed).await
        }
        "receipt" => receipts::show(form, &seen, &caller, cause).await.map(|()| "receipt-shown"),
        "take-back-receipt" => receipts::take_back(form, &seen, &caller, cause).await.map(|()| "receipt-taken-back"),
        "delete-comment" if takes_own_back(form, &seen, visit) => own_taken_back(form, &seen, &caller, cause).await,
        _ if !seen.held.at_home => sent(form, &seen, &caller, cause, deed).await,
        "correct" => corrected(form, &seen, &caller, cause).await,
        "respond" => answered(form, &seen, &caller, cause).await,
        "edit-response" => edited(form, &seen, &caller, cause).await,
        "comment" => commented(form, &seen, &caller, cause).await,
        "answer-contest" => contest_answered(form, &seen, &caller, cause).await,
        "edit-comment" => comment_edited(form, &seen, &caller, cause).await,
        "delete-comment" => comment_taken_back(form, &seen, &caller, cause).await,
        _ => {
            let command = command(&form.fields, deed).ok_or(Problem::NotFound)?;
            acted(form, &seen, &caller, cause, deed, command).await
        }
    };
    let seen = match &done {
        // Where two do something at one moment, whoever came second sees what the first one did.
        Err(ServiceError::Refused(_)) => thread::find(visit, id).await?,
        _ => seen,
    };
    match done {
        Ok(said) if form.fields.get("from") == "desk" => Ok(visit.go(&desk::desk_of(&seen.brand), said)),
        Ok(said) => Ok(visit.go(&seen.link(), said)),
        Err(ServiceError::Refused(refusal)) if deed == "contest" && field_of(deed, refusal.code()) == "text" => {
            Ok(complaints::contest_again(visit, &seen, form.fields.clone(), Some(&refusal)))
        }
        Err(ServiceError::Refused(refusal)) => {
            Ok(complaints::show_wrong(visit, &seen, deed, form.fields.clone(), &refusal))
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether it is a post of their own in a thread elsewhere that its home has as something else, or cannot be asked about.
fn takes_own_back(form: &Submission, seen: &Seen, visit: &Visit) -> bool {
    let id = post_id(&form.fields);
    let post = seen.posts.iter().find(|it| Some(it.id) == id);
    post.is_some_and(|it| seen.is_lost_on_home(visit, it))
}

async fn own_taken_back(form: &Submission, seen: &Seen, caller: &Caller, cause: Cause) -> Done {
    let post = post_id(&form.fields).ok_or(ServiceError::NotFound("post"))?;
    let by = actor_for(seen, caller, "delete-comment");
    take_own_back(&form.visit.app, cause, seen.held.id, by, post).await?;
    Ok("comment-deleted")
}

/// Whoever confirms says who solved it, unless that is said: by them before, or by accepting what the brand offered.
fn lacks_solver(form: &Submission, seen: &Seen) -> bool {
    let complaint = &seen.held.complaint;
    let said = complaint.offers_solution() || (complaint.ever_resolved && complaint.solver().is_some());
    !said && SolvedBy::from_word(form.fields.get("solved_by")).is_none()
}

/// The complaint's home is elsewhere: the deed goes there as what it would be from any server, a reply with a hashtag.
async fn sent(form: &Submission, seen: &Seen, caller: &Caller, cause: Cause, deed: &str) -> Done {
    let fields = &form.fields;
    // Words alone are a reply, as from any server.
    if seen.home_takes_requests && deed != "comment" {
        return asked(form, seen, caller, cause, deed).await;
    }
    let text = fields.get("text");
    let rating = match fields.get("rating") {
        "" => String::new(),
        rating => format!(" {rating}/10"),
    };
    let post = match deed {
        "comment" => text.to_string(),
        "confirm" => match SolvedBy::from_word(fields.get("solved_by")) {
            Some(SolvedBy::Brand) => format!("#confirmed{rating} brand"),
            Some(SolvedBy::Myself) => format!("#confirmed{rating} myself"),
            Some(SolvedBy::SomebodyElse) => format!("#confirmed{rating} somebody"),
            None => format!("#confirmed{rating}"),
        },
        "give-up" => format!("#giveup{rating}"),
        "decline" => format!("{text}\n\n#notresolved"),
        "reopen" => format!("{text}\n\n#reopen"),
        "withdraw" => "#withdraw".to_string(),
        "support" => "#samehere".to_string(),
        _ => return Err(ServiceError::NotFound("deed")),
    };
    let by = actor_for(seen, caller, deed);
    say_elsewhere(&form.visit.app, cause, by, seen.held.id, &post).await?;
    Ok("sent-elsewhere")
}

/// The home is asked, with the signature of whoever asks, and answers with the event or with the rule that refused it.
async fn asked(form: &Submission, seen: &Seen, caller: &Caller, cause: Cause, deed: &str) -> Done {
    let fields = &form.fields;
    let asking = asking(form, deed)?.ok_or(ServiceError::NotFound("deed"))?;
    let text = match deed {
        "respond" | "decline" | "reopen" | "correct" | "edit-response" | "edit-comment" | "answer-contest" => {
            fields.get("text").to_string()
        }
        _ => String::new(),
    };
    let new = NewRequest { complaint: seen.held.id, by: actor_for(seen, caller, deed), asking, text };
    ask_home(&form.visit.app, cause, new).await?;
    Ok("asked-home")
}

fn asking(form: &Submission, deed: &str) -> Result<Option<Asking>, Refusal> {
    let fields = &form.fields;
    // What answers a contest is a comment that says so.
    let word = if deed == "answer-contest" { "comment" } else { deed };
    let Some(command) = COMMANDS.into_iter().find(|it| *it == word) else { return Ok(None) };
    let with = if deed == "respond" { with_deed(&form.visit, fields)? } else { None };
    let text = match deed {
        "acknowledge" => "name",
        "hand-off" => "to",
        "appeal" | "dispute-label" | "contest" => "text",
        _ => "",
    };
    let mut asking = Asking {
        command: command.to_string(),
        seen: form.seen(),
        offer: fields.get("offer").parse().ok(),
        rating: fields.get("rating").parse().ok(),
        would_return: yes_or_no(fields, "would_return"),
        solved_by: SolvedBy::from_word(fields.get("solved_by")),
        got: Outcome::from_word(fields.get("got")),
        settled: yes_or_no(fields, "settled"),
        condition: yes_or_no(fields, "condition"),
        promise: fields.get("promise").parse().ok(),
        response: fields.get("response").parse().ok(),
        comment: fields.get("comment").parse().ok(),
        label: Label::from_word(fields.get("label")),
        ground: Ground::from_word(fields.get("ground")),
        step: Step::from_word(fields.get("step")),
        text: fields.get(text).to_string(),
        ..Asking::default()
    };
    match deed {
        "respond" => {
            asking.name = fields.get("name").to_string();
            asking.role = fields.get("role").to_string();
        }
        "correct" => asking.title = fields.get("title").to_string(),
        _ => {}
    }
    match with {
        Some(WithDeed::Offer { outcome, reason }) => {
            asking = Asking { and: "offer".into(), outcome: Some(outcome), reason, ..asking };
        }
        Some(WithDeed::Promise { due }) => asking = Asking { and: "promise".into(), due: Some(due), ..asking },
        Some(WithDeed::Ask) => asking.and = "ask".into(),
        _ => {}
    }
    Ok(Some(asking))
}

fn yes_or_no(fields: &Fields, name: &str) -> Option<bool> {
    match fields.get(name) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// Which field of a deed's form a refusal belongs to; `form` where it belongs to none.
pub(super) fn field_of(deed: &str, code: Code) -> &'static str {
    match code {
        Code::TextEmpty | Code::TextTooLong if MODERATORS.contains(&deed) => "reason",
        Code::TextTooLong if deed == "report" => "note",
        Code::TextEmpty if deed == "hand-off" => "to",
        Code::NameNeeded if deed == "respond" => "name",
        Code::EscalateHigher | Code::EscalateNext => "step",
        Code::SolverNeeded => "solved_by",
        Code::NoSuchLabel if deed == "dispute-label" => "label",
        Code::TextEmpty | Code::NameAlone | Code::TextTooLong | Code::PostTooLong => "text",
        Code::PromiseTooFar | Code::PromiseInPast => "due",
        Code::OutcomeReason => "reason",
        Code::RatingRange => "rating",
        Code::ReceiptTooLarge | Code::ReceiptFile => "file",
        _ => "form",
    }
}

/// The commands that carry no post of their own.
fn command(fields: &Fields, deed: &str) -> Option<Command> {
    let rating = fields.get("rating").parse().ok();
    let would_return = yes_or_no(fields, "would_return");
    let offer = fields.get("offer").parse().ok();
    let promise = || fields.get("promise").parse::<u32>().ok();
    Some(match deed {
        "confirm" => {
            let (solved_by, got) =
                (SolvedBy::from_word(fields.get("solved_by")), Outcome::from_word(fields.get("got")));
            Command::Confirm { offer, rating, would_return, solved_by, got }
        }
        "decline" => Command::Decline { offer },
        "give-up" => Command::GiveUp { rating, would_return },
        "reopen" => Command::Reopen,
        "withdraw" => {
            Command::Withdraw { settled: yes_or_no(fields, "settled"), condition: yes_or_no(fields, "condition") }
        }
        "retract" => Command::Retract,
        "publish" => Command::Publish,
        "appeal" => Command::Appeal,
        // Who is there is known where it is decided.
        "escalate" => Command::Escalate { step: Step::from_word(fields.get("step"))?, reached: Holder::Somebody },
        "confirm-order" => Command::Prove { tier: ProofTier::OrderConfirmed },
        // Without naming any: everything that the person wrote here.
        "erase" => Command::Erase { targets: Vec::new() },
        "support" => Command::Support,
        "unsupport" => Command::TakeBackSupport,
        "thank" => Command::Thank { response: response_of(fields)? },
        "mark-elsewhere" => Command::sent_elsewhere(response_of(fields)?),
        "delete-response" => Command::DeleteResponse { response: response_of(fields)? },
        "dispute-label" => {
            Command::DisputeLabel { response: response_of(fields)?, label: Label::from_word(fields.get("label"))? }
        }
        "acknowledge" => Command::Acknowledge { named: !fields.get("name").is_empty() },
        "hand-off" => Command::HandOff,
        "contest" => Command::Contest { ground: Ground::from_word(fields.get("ground"))? },
        "keep-promise" => Command::KeepPromise { promise: promise()? },
        "confirm-promise" => Command::ConfirmPromise { promise: promise()? },
        "refute-promise" => Command::RefutePromise { promise: promise()? },
        _ => return None,
    })
}

/// The number of the response that a form is about.
fn response_of(fields: &Fields) -> Option<u32> {
    fields.get("response").parse().ok()
}

/// As whom somebody does something: the brand's deeds through its official actor, the rest as themselves.
fn actor_for(seen: &Seen, caller: &Caller, deed: &str) -> ActorId {
    let brand = matches!(
        deed,
        "acknowledge"
            | "hand-off"
            | "contest"
            | "keep-promise"
            | "confirm-order"
            | "respond"
            | "edit-response"
            | "delete-response"
            | "dispute-label"
    );
    let official = seen.viewer.representative.as_ref().map(|it| it.official);
    match (seen.viewer.complainant, official) {
        (_, Some(official)) if brand => official,
        (None, Some(official)) if deed == "appeal" => official,
        (Some(complainant), _) => complainant,
        _ => caller.actor,
    }
}

async fn acted(form: &Submission, seen: &Seen, caller: &Caller, cause: Cause, deed: &str, command: Command) -> Done {
    let (app, fields) = (&form.visit.app, &form.fields);
    let by = actor_for(seen, caller, deed);
    // With these the text is the reason of the event itself; with the others it is a post after it.
    let reason = match deed {
        "acknowledge" => Some(fields.get("name").to_string()),
        "hand-off" => Some(fields.get("to").to_string()),
        "appeal" | "dispute-label" | "contest" => Some(fields.get("text").to_string()),
        _ => None,
    };
    let said = Deed { complaint: seen.held.id, by: By::Actor(by), seen: form.seen(), command, reason };
    let words = matches!(deed, "decline" | "reopen").then(|| fields.get("text").to_string());
    act_with_words(app, cause, said, words).await?;
    Ok(said_after(seen, deed))
}

fn said_after(seen: &Seen, deed: &str) -> &'static str {
    match deed {
        "confirm" if seen.refuses() => "accepted",
        "confirm" => "confirmed",
        "decline" => "declined",
        "give-up" => "given-up",
        "reopen" => "reopened",
        "withdraw" => "withdrawn",
        "retract" => "retracted",
        "publish" => "published",
        "appeal" => "appealed",
        "escalate" => "escalated",
        "delete-response" => "response-deleted",
        "dispute-label" => "label-disputed",
        "erase" => "erased",
        "support" => "supported",
        "unsupport" => "unsupported",
        "thank" => "thanked",
        "mark-elsewhere" => "marked-elsewhere",
        "acknowledge" => "acknowledged",
        "hand-off" => "handed-off",
        "confirm-order" => "order-confirmed",
        "contest" => "contested",
        _ => "promise-marked",
    }
}

async fn commented(form: &Submission, seen: &Seen, caller: &Caller, cause: Cause) -> Done {
    let by = seen.viewer.complainant.unwrap_or(caller.actor);
    let again = if form.fields.get("anyway") == "yes" { Again::Meant } else { Again::Unsaid };
    let answers = seen.viewer.complainant.is_some() && seen.held.complaint.has_asked();
    comment_as(&form.visit.app, cause, seen.held.id, by, form.fields.get("text").to_string(), again).await?;
    Ok(if answers { "question-answered" } else { "commented" })
}

async fn contest_answered(form: &Submission, seen: &Seen, caller: &Caller, cause: Cause) -> Done {
    let by = seen.viewer.complainant.unwrap_or(caller.actor);
    let ground = Ground::from_word(form.fields.get("ground")).ok_or(ServiceError::NotFound("ground"))?;
    answer_contest(&form.visit.app, cause, seen.held.id, by, ground, form.fields.get("text").to_string()).await?;
    Ok("contest-answered")
}

async fn comment_edited(form: &Submission, seen: &Seen, caller: &Caller, cause: Cause) -> Done {
    let edit = change_comment::Edit {
        complaint: seen.held.id,
        by: actor_for(seen, caller, "edit-comment"),
        post: post_id(&form.fields).ok_or(ServiceError::NotFound("post"))?,
        text: form.fields.get("text").to_string(),
    };
    change_comment::edit_comment(&form.visit.app, cause, edit).await?;
    Ok("comment-edited")
}

async fn comment_taken_back(form: &Submission, seen: &Seen, caller: &Caller, cause: Cause) -> Done {
    let by = actor_for(seen, caller, "delete-comment");
    let post = post_id(&form.fields).ok_or(ServiceError::NotFound("post"))?;
    change_comment::take_back_comment(&form.visit.app, cause, seen.held.id, by, post).await?;
    Ok("comment-deleted")
}

async fn corrected(form: &Submission, seen: &Seen, caller: &Caller, cause: Cause) -> Done {
    let by = actor_for(seen, caller, "correct");
    let (title, text) = (form.fields.get("title"), form.fields.get("text"));
    let language = language::named(form.fields.get("language")).or_else(|| language::found(text)).map(String::from);
    correct(&form.visit.app, cause, seen.held.id, by, title.to_string(), text.to_string(), language).await?;
    Ok("corrected")
}

async fn edited(form: &Submission, seen: &Seen, caller: &Caller, cause: Cause) -> Done {
    let edit = Edit {
        complaint: seen.held.id,
        official: actor_for(seen, caller, "edit-response"),
        response: response_of(&form.fields).ok_or(ServiceError::NotFound("response"))?,
        text: form.fields.get("text").to_string(),
    };
    edit_response(&form.visit.app, cause, edit).await?;
    Ok("response-edited")
}

async fn answered(form: &Submission, seen: &Seen, caller: &Caller, cause: Cause) -> Done {
    let (visit, fields) = (&form.visit, &form.fields);
    let deed = with_deed(visit, fields)?;
    let said = match &deed {
        Some(WithDeed::Offer { outcome: Outcome::Declined, .. }) => "refused",
        Some(WithDeed::Offer { .. }) => "offered",
        Some(WithDeed::Promise { .. }) => "promised",
        Some(WithDeed::Ask) => "asked",
        _ => "answered",
    };
    let signature = (fields.get("name").to_string(), fields.get("role").to_string());
    let response = Response {
        complaint: seen.held.id,
        official: actor_for(seen, caller, "respond"),
        text: fields.get("text").to_string(),
        signature: (!signature.0.is_empty()).then_some(signature),
        automated: false,
        deed,
        seen: form.seen(),
    };
    respond(&visit.app, cause, response).await?;
    Ok(said)
}

fn with_deed(visit: &Visit, fields: &Fields) -> Result<Option<WithDeed>, Refusal> {
    Ok(match fields.get("and") {
        "offer" => {
            let outcome = Outcome::from_word(fields.get("outcome")).unwrap_or(Outcome::Explanation);
            Some(WithDeed::Offer { outcome, reason: DeclineReason::from_word(fields.get("reason")) })
        }
        "promise" => {
            let due = fields.get("due").parse().ok().and_then(|day| day::end_of_day(day, visit.zone));
            Some(WithDeed::Promise { due: due.ok_or(Code::PromiseInPast)? })
        }
        "ask" => Some(WithDeed::Ask),
        _ => None,
    })
}

/// What a report is about: one post of the thread, or the complaint.
fn reported(form: &Submission, seen: &Seen) -> String {
    let post = post_id(&form.fields).and_then(|id| seen.posts.iter().find(|it| it.id == id));
    post.map_or_else(|| seen.held.reported_as(), |it| &it.uri).to_string()
}

async fn report(form: &Submission, seen: &Seen, caller: &Caller, cause: Cause) -> Done {
    let new = NewReport {
        activity: None,
        complaint: Some(seen.held.id),
        subject: reported(form, seen),
        reporter: Some(caller.actor),
        reporter_handle: caller.handle.clone(),
        reason: form.fields.get("reason").to_string(),
        note: form.fields.get("note").to_string(),
    };
    moderate::report(&form.visit.app, cause, new).await?;
    Ok("reported")
}

async fn moderated(form: &Submission, seen: &Seen, caller: &Caller, cause: Cause, deed: &str) -> Done {
    let fields = &form.fields;
    let ground = || Ground::from_word(fields.get("ground")).ok_or(ServiceError::NotFound("ground"));
    let post = || post_id(fields).ok_or(ServiceError::NotFound("post"));
    let deed = match deed {
        "hide" => moderate::Deed::Hide,
        "unhide" => moderate::Deed::Unhide,
        "hide-comment" => {
            let ground = CommentGround::from_word(fields.get("ground")).unwrap_or(CommentGround::Other);
            moderate::Deed::HideComment(post()?, ground)
        }
        "show-comment" => moderate::Deed::ShowComment(post()?),
        "move" => moderate::Deed::Move(BrandDomain::parse(fields.get("to"))?),
        "erase-by-law" => moderate::Deed::Erase(match post_id(fields) {
            Some(post) => Erasing::Post(post),
            None => Erasing::Complaint,
        }),
        "dismiss" => moderate::Deed::Dismiss(ground()?),
        "reinstate" => moderate::Deed::Reinstate,
        "decide-label" => moderate::Deed::DecideLabel {
            response: response_of(fields).ok_or(ServiceError::NotFound("response"))?,
            label: Label::from_word(fields.get("label")).ok_or(ServiceError::NotFound("label"))?,
            upheld: fields.get("upheld") == "yes",
        },
        _ => moderate::Deed::DecideContest { ground: ground()?, upheld: fields.get("upheld") == "yes" },
    };
    let decision = Decision {
        forward: false,
        complaint: Some(seen.held.id),
        case: None,
        by: caller.as_moderator().ok_or(Code::OnlyModerator)?,
        deed,
        reason: fields.get("reason").to_string(),
    };
    moderate::decide(&form.visit.app, cause, decision).await?;
    Ok("moderated")
}
