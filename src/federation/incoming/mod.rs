//! One file for each activity that we accept: what it looks like, who may say it, which deed it means.

mod ancestors;
pub(super) mod announce;
pub(super) mod answer;
pub(super) mod block;
pub(super) mod complaint;
pub(super) mod create;
pub(super) mod delete;
pub(super) mod flag;
pub(super) mod follow;
pub(super) mod move_account;
pub(super) mod post;
mod proven;
pub(super) mod quote;
pub(super) mod react;
pub(super) mod transition_request;
pub(super) mod undo;
pub(super) mod update;
