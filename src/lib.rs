//! Floors, from the ground up. A module may use the floors below it, never those above:
//!
//! 1. `domain`                       what a complaint is and what may happen to it
//!    `config`                       how this instance is set up
//!    `catalogue`                    everything said to a person, by language
//!    `markup`                       strangers' text made safe
//! 2. `crypto`                       keys, signatures, proofs, sealing, randomness
//! 3. `storage`                      SQLite or PostgreSQL behind one door
//!    `egress`                       the one HTTP client that leaves the machine
//! 4. `app`                          what every door needs, built in one place
//! 5. `services`                     deeds: what happens when someone does something
//! 6. `http`                         what the doors share
//! 7. `web`                          the door for people
//!    `federation`                   the door for other servers
//! 8. `worker`                       what is done later
//! 9. `commands`                     the command line
//!
//! `src/bin/redress-lab`, a program of its own, stands on all of them.

pub mod catalogue;
pub mod config;
pub mod domain;
pub mod markup;

pub mod crypto;

pub mod egress;
pub mod storage;

pub mod app;

pub mod services;

pub mod http;

pub mod federation;
pub mod web;

pub mod worker;

pub mod commands;
