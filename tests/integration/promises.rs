//! docs/PROMISES.md names only sentences that stand in the catalogue and tests that stand in the tree.

use std::collections::BTreeSet;
use std::path::Path;

const PROMISES: &str = include_str!("../../docs/PROMISES.md");
const ENGLISH: &str = include_str!("../../locales/en.ftl");

/// The cells of each row of the table, without its head.
fn rows() -> Vec<Vec<&'static str>> {
    let lines = PROMISES.lines().filter(|it| it.starts_with('|'));
    lines.skip(2).map(|it| it.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// What stands between backticks and has this sign in it.
fn named(cell: &str, sign: char) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).filter(|it| it.contains(sign) && !it.contains([' ', '#', '/'])).collect()
}

fn functions(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            functions(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let names = text.split("fn ").skip(1).filter_map(|it| it.split('(').next());
            found.extend(names.map(str::to_string));
        }
    }
}

#[test]
fn every_promise_names_a_test_that_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut known = BTreeSet::new();
    for folder in ["tests/integration", "src"] {
        functions(&root.join(folder), &mut known);
    }
    let mut missing = Vec::new();
    for row in rows() {
        assert_eq!(row.len(), 3, "a sentence, who must see it, what watched it: {row:?}");
        let tests = named(row[2], '_');
        if tests.is_empty() {
            missing.push(format!("no test: {}", row[0]));
        }
        missing.extend(tests.iter().filter(|it| !known.contains(**it)).map(|it| format!("no such test: {it}")));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_promise_is_a_sentence_of_the_catalogue() {
    let keys: BTreeSet<&str> =
        ENGLISH.lines().filter_map(|it| it.split_once(" =")).map(|(key, _)| key.trim()).collect();
    let mut missing = Vec::new();
    for row in rows() {
        let named: Vec<&str> = row[0].split('`').skip(1).step_by(2).collect();
        if named.is_empty() {
            missing.push(format!("no key: {}", row[0]));
        }
        missing.extend(named.iter().filter(|it| !keys.contains(**it)).map(|it| format!("no such sentence: {it}")));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
