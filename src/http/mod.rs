//! What the doors share: who is asking, what an error is called, how much is allowed, and what keeps strangers out.

pub mod caller;
pub mod emblems;
pub mod health;
pub mod kept;
pub mod limits;
pub mod peer;
pub mod problem;
pub mod reader;
pub mod security;
pub mod sessions;
pub mod signs;
pub mod waiting;
