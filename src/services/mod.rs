//! Deeds: one file for each thing that somebody does here, one transaction for each deed.

pub mod accept_activity;
pub mod remember_actor;
pub mod signing;
