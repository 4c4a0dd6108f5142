//! The forms of a thread: each is one deed, at an address of its own.

use actix_web::HttpResponse;
use actix_web::web::Path;

use crate::domain::action::{Act, Action, FollowUp, Kind, Who, check_text, form as spelled, hashtag};
use crate::domain::brand::BrandDomain;
use crate::domain::complaint::{Command, CommentGround, Ground, Label, Outcome, SolvedBy};
use crate::domain::ids::ActorId;
use crate::domain::party::Party;
use crate::domain::reading;
use crate::domain::refusal::{Code, Refusal};
use crate::http::caller::Caller;
use crate::http::problem::{Problem, refusal_in_words};
use crate::services::ServiceError;
use crate::services::act::{Acting, act_here, check_answer};
use crate::services::ask_home::{NewRequest, ask_home, take_own_back};
use crate::services::file_complaint::Again;
use crate::services::moderate::{self, Decision, Erasing, NOTE_CHARS_MAX, NewReport, check_reason};
use crate::services::receipts::FACT_CHARS_MAX;
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
        "report" => &[("note", NOTE_CHARS_MAX)],
        "receipt" => &[("order", FACT_CHARS_MAX), ("bought", FACT_CHARS_MAX), ("amount", FACT_CHARS_MAX)],
        action => spelled::kind(action).map_or(&[], |it| it.row().lines),
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
            let with = spelled::follow_up(fields, visit.zone).and_then(|it| as_answered(visit, seen, it));
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
fn as_answered(visit: &Visit, seen: &Seen, with: Option<FollowUp>) -> Result<(), Refusal> {
    let said = match with {
        Some(FollowUp::Offer { outcome, reason }) if (outcome == Outcome::Declined) != reason.is_some() => {
            Err(Code::OutcomeReason.into())
        }
        Some(FollowUp::Promise { due }) => {
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
        action => acted(form, &seen, &caller, cause, action).await?,
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
    let by = actor_for(seen, caller, Kind::DeleteComment);
    take_own_back(&form.visit.app, cause, seen.held.id, by, post).await?;
    Ok("comment-deleted")
}

/// Whoever confirms says who solved it, unless that is said: by them before, or by accepting what the brand offered.
fn lacks_solver(form: &Submission, seen: &Seen) -> bool {
    let complaint = &seen.held.complaint;
    let said = complaint.offers_solution() || (complaint.ever_resolved && complaint.solver().is_some());
    !said && SolvedBy::from_word(form.fields.get("solved_by")).is_none()
}

/// What is no decision: read as the action that it is, and done here or asked of its home.
async fn acted(form: &Submission, seen: &Seen, caller: &Caller, cause: Cause, word: &str) -> Result<Done, Problem> {
    let act = match spelled::read(word, &form.fields, form.visit.zone) {
        Ok(act) => act.ok_or(Problem::NotFound)?,
        Err(refusal) => return Ok(Err(refusal.into())),
    };
    let by = actor_for(seen, caller, act.action.kind());
    // Words alone are a reply, as from any server.
    let is_reply = matches!(act.action, Action::Comment { answers: None, .. }) || !seen.home_takes_requests;
    Ok(if seen.held.at_home {
        done_here(form, seen, by, cause, act).await
    } else if is_reply {
        replied(form, seen, by, cause, &act).await
    } else {
        asked(form, seen, by, cause, act).await
    })
}

/// The complaint's home is elsewhere and takes no requests: it gets a reply, with a hashtag where that is a command.
async fn replied(form: &Submission, seen: &Seen, by: ActorId, cause: Cause, act: &Act) -> Done {
    let post = hashtag::write(act).ok_or(ServiceError::NotFound("deed"))?;
    say_elsewhere(&form.visit.app, cause, by, seen.held.id, &post).await?;
    Ok("sent-elsewhere")
}

/// The home is asked, with the signature of whoever asks, and answers with the event or with the rule that refused it.
async fn asked(form: &Submission, seen: &Seen, by: ActorId, cause: Cause, act: Act) -> Done {
    let new = NewRequest { complaint: seen.held.id, by, act, seen: form.seen() };
    ask_home(&form.visit.app, cause, new).await?;
    Ok("asked-home")
}

async fn done_here(form: &Submission, seen: &Seen, by: ActorId, cause: Cause, act: Act) -> Done {
    let said = said_after(seen, &act.action);
    let again = if form.fields.get("anyway") == "yes" { Again::Meant } else { Again::Unsaid };
    let acting = Acting { complaint: seen.held.id, by, seen: form.seen(), again, act };
    act_here(&form.visit.app, cause, acting).await?;
    Ok(said)
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
        Code::OutcomeUnclear => "outcome",
        Code::RatingRange => "rating",
        Code::ReceiptTooLarge | Code::ReceiptFile => "file",
        _ => "form",
    }
}

/// The number of the response that a form is about.
fn response_of(fields: &Fields) -> Option<u32> {
    fields.get("response").parse().ok()
}

/// As whom somebody does something: the brand's actions through its official actor, the rest as themselves.
fn actor_for(seen: &Seen, caller: &Caller, kind: Kind) -> ActorId {
    let official = seen.viewer.representative.as_ref().map(|it| it.official);
    match (kind.row().who, seen.viewer.complainant, official) {
        (Who::Brand, _, Some(official)) | (Who::EitherSide, None, Some(official)) => official,
        (_, Some(complainant), _) => complainant,
        (_, None, _) => caller.actor,
    }
}

fn said_after(seen: &Seen, action: &Action) -> &'static str {
    match action {
        Action::Confirm { .. } if seen.refuses() => "accepted",
        Action::Comment { answers: Some(_), .. } => "contest-answered",
        Action::Comment { .. } if seen.viewer.complainant.is_some() && seen.held.complaint.has_asked() => {
            "question-answered"
        }
        Action::Respond { then: Some(FollowUp::Offer { outcome: Outcome::Declined, .. }), .. } => "refused",
        Action::Respond { then: Some(FollowUp::Offer { .. }), .. } => "offered",
        Action::Respond { then: Some(FollowUp::Promise { .. }), .. } => "promised",
        Action::Respond { then: Some(FollowUp::Ask), .. } => "asked",
        action => action.kind().row().said,
    }
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
