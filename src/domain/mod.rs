//! What a complaint is and what may happen to it. Pure: no I/O, no clock, no framework.

pub mod action;
pub mod address;
pub mod asking;
pub mod brand;
pub mod clock;
pub mod complaint;
pub mod day;
pub mod decisions;
pub mod doings;
pub mod figures;
pub mod finding;
pub mod fold;
pub mod handle;
pub mod hearing;
pub mod ids;
pub mod json_shape;
pub mod log;
pub mod lookalike;
pub mod pace;
pub mod party;
pub mod policy;
pub mod proving;
pub mod reading;
pub mod record;
pub mod refusal;
pub mod replica;
pub mod room;
pub mod slip;
pub mod sync;
pub mod visibility;

/// A moment in UTC, always whole milliseconds: what is stored equals what goes over the wire.
pub type Timestamp = chrono::DateTime<chrono::Utc>;
