//! Floors, from the ground up. A module may use the floors below it, never those above:
//!
//! 1. `domain`                       what a complaint is and what may happen to it

pub mod domain;
