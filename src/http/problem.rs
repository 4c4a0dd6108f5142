//! What an error is called outside: one table from errors to statuses and messages of the catalogue.

use actix_web::http::StatusCode;

use crate::catalogue::Words;
use crate::domain::refusal::{Code, Refusal};
use crate::services::ServiceError;
use crate::services::accounts::{AccountError, BUSY_SECONDS};
use crate::storage::StorageError;
use crate::storage::patience::Trouble;

/// What went wrong, as much as a stranger may know.
#[derive(Debug)]
pub enum Problem {
    /// Not there, or not for this caller: the same answer.
    NotFound,
    /// Not there any more, or not here, with the reason that was given.
    Hidden {
        reason: String,
    },
    Forbidden,
    SignInFirst,
    TooOften {
        seconds: u64,
    },
    Refused(Refusal),
    BadRequest,
    TooLarge,
    /// It did not come to an end in time.
    TooSlow,
    /// The database or the disk does not do what it should; nothing that whoever asks did.
    Unwell(Trouble),
    /// Ours; it is in the log.
    Failed,
}

impl Problem {
    pub fn status(&self) -> StatusCode {
        match self {
            Problem::NotFound | Problem::Hidden { .. } => StatusCode::NOT_FOUND,
            Problem::Forbidden => StatusCode::FORBIDDEN,
            Problem::SignInFirst => StatusCode::UNAUTHORIZED,
            Problem::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
            Problem::Refused(refusal) => status_of(refusal.code()),
            Problem::BadRequest => StatusCode::BAD_REQUEST,
            Problem::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Problem::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Problem::Unwell(_) => StatusCode::SERVICE_UNAVAILABLE,
            Problem::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The message of the catalogue that says what to do now.
    pub fn what_next(&self) -> String {
        match self {
            // What may have been saved is not simply sent again.
            Problem::Unwell(Trouble::Unsure) => "problem-503-unsure-next".to_string(),
            other => format!("{}-next", other.message()),
        }
    }

    /// The message of the catalogue that heads the page; the same with `-what` and `-next` says more.
    pub fn message(&self) -> &'static str {
        match self {
            Problem::NotFound => "problem-404",
            Problem::Hidden { .. } => "problem-hidden",
            Problem::Forbidden => "problem-403",
            Problem::SignInFirst => "problem-401",
            Problem::TooOften { .. } => "problem-429",
            Problem::Refused(_) => "problem-refused",
            Problem::BadRequest => "problem-400",
            Problem::TooLarge => "problem-413",
            Problem::TooSlow => "problem-408",
            Problem::Unwell(_) => "problem-503",
            Problem::Failed => "problem-500",
        }
    }
}

fn status_of(code: Code) -> StatusCode {
    match code {
        Code::OnlyComplainant
        | Code::OnlyBrand
        | Code::OnlyModerator
        | Code::OnlyHome
        | Code::OnlyOwner
        | Code::NotAllowed
        | Code::Suspended
        | Code::Limited
        | Code::Recused
        | Code::OwnBrand
        | Code::DecidedHere => StatusCode::FORBIDDEN,
        Code::Recovering | Code::ClockDoubted | Code::PicturesBusy => StatusCode::SERVICE_UNAVAILABLE,
        Code::Overtaken
        | Code::SeenAhead
        | Code::FormUsed
        | Code::WrongState
        | Code::AlreadyDone
        | Code::AlreadyFiled
        | Code::WrittenBefore => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The rule in words that people before a form can act on.
pub fn refusal_in_words(words: Words, refusal: &Refusal) -> String {
    words.refusal_on_form(refusal)
}

impl From<StorageError> for Problem {
    fn from(error: StorageError) -> Problem {
        tracing::error!(%error, "a page could not be answered");
        error.trouble().map_or(Problem::Failed, Problem::Unwell)
    }
}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Problem {
        match error {
            ServiceError::Refused(refusal) => Problem::Refused(refusal),
            ServiceError::NotFound(_) => Problem::NotFound,
            ServiceError::Storage(error) => error.into(),
        }
    }
}

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Problem {
        match error {
            AccountError::Busy => {
                tracing::info!(%error, "refused: too many at once");
                Problem::TooOften { seconds: BUSY_SECONDS }
            }
            AccountError::Storage(error) => error.into(),
            error => {
                tracing::error!(%error, "an account could not be used");
                Problem::Failed
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Language;

    #[test]
    fn every_refusal_has_its_words_in_every_language() {
        for language in Language::ALL {
            let words = Words::of(language);
            let missing: Vec<&str> =
                Code::ALL.iter().map(|it| it.word()).filter(|it| !words.knows(&format!("refusal-{it}"))).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", language.code());
        }
    }

    #[test]
    fn every_problem_has_its_page() {
        let words = Words::of(Language::English);
        let all = [
            Problem::NotFound,
            Problem::Hidden { reason: String::new() },
            Problem::Forbidden,
            Problem::SignInFirst,
            Problem::TooOften { seconds: 1 },
            Problem::Refused(Code::TextEmpty.into()),
            Problem::BadRequest,
            Problem::TooLarge,
            Problem::TooSlow,
            Problem::Unwell(Trouble::DiskFull),
            Problem::Failed,
        ];
        for problem in all {
            for suffix in ["", "-what", "-next"] {
                let key = format!("{}{suffix}", problem.message());
                assert!(words.knows(&key), "{key}");
            }
        }
        for trouble in Trouble::ALL {
            for language in Language::ALL {
                let words = Words::of(language);
                assert!(words.knows(&format!("problem-503-{}", trouble.word())), "{trouble:?}");
                assert!(words.knows(&Problem::Unwell(trouble).what_next()), "{trouble:?}");
            }
        }
    }
}
