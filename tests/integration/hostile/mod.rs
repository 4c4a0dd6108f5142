//! Hostile inputs, each a test through the whole server on both engines: refused, logged, counted, without effect.
//! `docs/SECURITY.md` says which test holds which input.

#[macro_use]
mod ledger;
mod addresses;
mod authority;
mod histories;
mod messages;
mod outgoing;
mod parsers;
mod rig;
mod signatures;
mod state;
mod ways;
mod web;

use std::collections::BTreeSet;
use std::io::Write as _;

use crate::hostile::ledger::{ENGINES, Item};

/// The inputs of the list that this suite holds.
fn numbers() -> BTreeSet<u8> {
    (1..=41).chain([42, 45, 46]).collect()
}

fn all() -> impl Iterator<Item = &'static Item> {
    [
        signatures::ITEMS,
        messages::ITEMS,
        authority::ITEMS,
        outgoing::ITEMS,
        parsers::ITEMS,
        state::ITEMS,
        web::ITEMS,
        histories::ITEMS,
    ]
    .into_iter()
    .flatten()
}

#[test]
fn every_input_has_its_tests() {
    let held: BTreeSet<u8> = all().map(|item| item.number).collect();
    assert_eq!(held, numbers());
    let page = include_str!("../../../docs/SECURITY.md");
    for item in all() {
        let line = page.lines().find(|line| line.starts_with(&format!("| {} |", item.number)));
        let named = line.is_some_and(|line| line.contains(&format!("`{}`", item.name)));
        assert!(named, "docs/SECURITY.md does not name {} at input {}", item.name, item.number);
    }
}

/// Forged histories that are applied on both engines together, at least.
const HISTORIES_MIN: usize = 20_000;

/// Counts what was really refused: every test of the table has run by then, each in a process of its own, on both engines.
#[test]
fn hostile_inputs_are_refused() {
    let verdicts = ledger::run_all(all());
    let (mut tried, mut refused, mut histories, mut wrong) = (0, 0, 0, Vec::new());
    for (test, tally) in verdicts {
        tried += tally.tried;
        histories += tally.histories;
        refused += tally.tried - tally.wrong.len();
        wrong.extend(tally.wrong.into_iter().map(|what| format!("{test}: {what}")));
    }
    let items: BTreeSet<u8> = all().map(|item| item.number).collect();
    let line = format!(
        "hostile inputs refused: {refused}/{tried} ({} inputs, {} engines), forged histories applied: {histories}\n",
        items.len(),
        ENGINES.len()
    );
    // Past the harness, which keeps what a passing test prints to itself.
    std::io::stderr().write_all(line.as_bytes()).unwrap();
    // Whoever asks for fewer has a first look.
    let enough = histories >= HISTORIES_MIN || std::env::var_os("HISTORIES").is_some();
    assert!(enough, "{histories} forged histories were applied, {HISTORIES_MIN} are to be");
    assert!(wrong.is_empty(), "{} let in:\n{}", wrong.len(), wrong.join("\n"));
}
