//! Deeds: one file for each thing that somebody does here, one transaction for each deed.

pub mod accept_activity;
pub mod accounts;
pub mod act;
pub mod ask_home;
pub mod board_keys;
pub mod cases;
pub mod change_comment;
pub mod change_response;
pub mod claim_brand;
pub mod claims;
pub mod dead_letters;
pub mod decide_request;
mod doings;
pub mod doubt_clock;
pub mod erase;
pub mod file_complaint;
pub mod follow_actor;
pub mod health;
pub mod hear_board;
pub mod hear_note;
pub mod home_server;
pub mod import_records;
pub mod intend;
pub mod leave;
pub mod login_link;
pub mod look_up;
pub mod merge_brand;
pub mod moderate;
pub mod name_brand;
pub mod name_official;
pub mod notices;
pub mod notify_brand;
pub mod open_board;
pub mod own_brand;
pub mod own_words;
pub mod people;
pub mod pictures;
pub mod policy;
pub mod quote;
pub mod react;
pub mod receipts;
pub mod receive_change;
pub mod receive_post;
pub mod receive_replica;
pub mod recover;
pub mod recusal;
pub mod remember_actor;
pub mod restrict;
mod room;
pub mod rotate_keys;
pub mod rule_mark;
pub mod run_clock;
pub mod said;
pub mod scene;
pub mod signing;
pub mod site;
pub mod steps;
pub mod tell;
pub mod tell_change;
pub mod tell_profile;
pub mod tell_why;
pub mod title;
pub mod undo_decision;
pub mod verify_brand;
pub mod write_elsewhere;

use serde_json::Value;

use crate::domain::refusal::{Code, Refusal};
use crate::storage::{Refusable, StorageError};

/// Why a deed was not done. A refusal is said to the person; a failure of ours is logged and only admitted.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    #[error("no such {0}")]
    NotFound(&'static str),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<Code> for ServiceError {
    fn from(code: Code) -> ServiceError {
        ServiceError::Refused(code.into())
    }
}

impl Refusable for ServiceError {
    fn as_refusal(&self) -> Option<Value> {
        match self {
            // Soon the same may be done.
            ServiceError::Refused(refusal) if refusal.code().is_passing() => None,
            ServiceError::Refused(refusal) => serde_json::to_value(refusal).ok(),
            // What is not there may come to be: asking again later is no repeat.
            ServiceError::NotFound(_) | ServiceError::Storage(_) => None,
        }
    }

    fn from_refusal(refusal: Value) -> ServiceError {
        match serde_json::from_value(refusal) {
            Ok(refusal) => ServiceError::Refused(refusal),
            Err(why) => ServiceError::Storage(StorageError::inconsistent("causes", why)),
        }
    }

    fn of_another_deed() -> ServiceError {
        Code::FormUsed.into()
    }
}
