//! Floors, from the ground up. A module may use the floors below it, never those above:
//!
//! 1. `config`                       how this instance is set up
//!    `markup`                       strangers' text made safe
//! 2. `domain`                       what a complaint is and what may happen to it
//! 3. `catalogue`                    everything said to a person, by language
//!    `crypto`                       keys, signatures, proofs, sealing, randomness
//! 4. `storage`                      SQLite or PostgreSQL behind one door
//!    `egress`                       the one HTTP client that leaves the machine
//! 5. `app`                          what every door needs, built in one place
//! 6. `services`                     deeds: what happens when someone does something
//! 7. `http`                         what the doors share
//! 8. `web`                          the door for people
//!    `federation`                   the door for other servers
//! 9. `worker`                       what is done later
//! 10. `commands`                    the command line
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
