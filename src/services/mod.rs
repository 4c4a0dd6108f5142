//! Deeds: one file for each thing that somebody does here, one transaction for each deed.

pub mod accept_activity;
pub mod accounts;
pub mod login_link;
pub mod moderate;
pub mod remember_actor;
pub mod signing;
pub mod site;
