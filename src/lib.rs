//! Floors, from the ground up. A module may use the floors below it, never those above:
//!
//! 1. `domain`                       what a complaint is and what may happen to it
//!    `catalogue`                    everything said to a person, by language
//!    `markup`                       strangers' text made safe
//! 2. `crypto`                       keys, signatures, proofs, sealing, randomness
//! 3. `egress`                       the one HTTP client that leaves the machine

pub mod catalogue;
pub mod domain;
pub mod markup;

pub mod crypto;

pub mod egress;
