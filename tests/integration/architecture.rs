//! The floors of `src/lib.rs`, checked: a module may import its own floor and those below.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// From the ground up; modules named together share a floor and must not import each other.
const FLOORS: &[&[&str]] = &[
    &["config", "markup"],
    &["domain"],
    &["catalogue", "crypto"],
    &["storage", "egress"],
    &["app"],
    &["services"],
    &["http"],
    &["web", "api", "federation"],
    &["worker"],
    &["commands"],
];

/// The laboratory is a program of its own, on top of them all.
const LAB: &str = "bin";
const SIMULATION: &str = "src/bin/redress-lab/simulation";

/// Words of a library that only some modules may say.
const WORDS: &[(&str, &[&str])] = &[
    ("diesel::", &["storage"]),
    ("actix_web::", &["web", "api", "federation", "http", "commands", LAB]),
    ("activitypub_federation::", &["federation"]),
];

#[test]
fn modules_import_only_downwards() {
    let mut broken = BTreeSet::new();
    for (file, text) in sources() {
        let module = module_of(&file);
        let Some(level) = FLOORS.iter().position(|floor| floor.contains(&module.as_str())) else { continue };
        for import in imports_of(&text) {
            let target = FLOORS.iter().position(|floor| floor.contains(&import.as_str()));
            if import != module && target.is_none_or(|target| target >= level) {
                broken.insert(format!("{file}: {module} must not use {import}"));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", Vec::from_iter(broken).join("\n"));
}

/// It tries the rules themselves: nothing of a database or a network may come between.
#[test]
fn the_simulator_stands_on_the_domain_alone() {
    let mut files = 0;
    for (file, text) in sources().into_iter().filter(|(file, _)| file.starts_with(SIMULATION)) {
        files += 1;
        for (named, allowed) in [("redress::", "domain"), ("crate::", "simulation")] {
            let used = named_after(named, &text);
            assert!(used.iter().all(|it| it == allowed), "{file} uses {used:?} of {named}");
        }
    }
    assert!(files > 5, "the simulator is looked for where it is not");
}

#[test]
fn every_module_has_a_floor() {
    let known: BTreeSet<&str> = FLOORS.iter().copied().flatten().copied().collect();
    for (file, _) in sources() {
        let module = module_of(&file);
        assert!(
            known.contains(module.as_str()) || ["lib", "main", LAB].contains(&module.as_str()),
            "{file} has no floor"
        );
    }
}

#[test]
fn library_words_stay_on_their_floor() {
    let mut broken = BTreeSet::new();
    for (file, text) in sources() {
        for (word, homes) in WORDS {
            if text.contains(word) && !homes.contains(&module_of(&file).as_str()) {
                broken.insert(format!("{file} must not say {word}"));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", Vec::from_iter(broken).join("\n"));
}

/// Doors that still write by themselves, and how often. A service does it for them: these numbers only shrink.
const WRITING_DOORS: &[(&str, usize)] = &[
    ("src/federation/carriers.rs", 2),
    ("src/federation/follow_board.rs", 4),
    ("src/federation/incoming/announce.rs", 2),
    ("src/federation/incoming/transition_request.rs", 2),
    ("src/federation/knock.rs", 1),
    ("src/federation/look_up.rs", 1),
    ("src/federation/outgoing/announce.rs", 6),
    ("src/federation/outgoing/approved.rs", 3),
    ("src/federation/outgoing/audience.rs", 1),
    ("src/federation/outgoing/deliver.rs", 3),
    ("src/federation/outgoing/direct.rs", 2),
    ("src/federation/outgoing/leave.rs", 1),
    ("src/federation/outgoing/profile.rs", 1),
    ("src/federation/outgoing/quotes.rs", 1),
    ("src/federation/outgoing/reports.rs", 1),
    ("src/federation/outgoing/request.rs", 1),
    ("src/federation/outgoing/say.rs", 1),
    ("src/federation/prove_brand.rs", 2),
    ("src/federation/statement.rs", 3),
];

/// What is written is decided in a service, whichever door asked for it.
#[test]
fn no_door_writes() {
    let mut found = Vec::new();
    for (file, text) in sources() {
        let text: String = text.split_whitespace().collect();
        let count = text.matches("db.write").count();
        if count > 0 && ["web", "api", "federation"].contains(&module_of(&file).as_str()) {
            found.push((file, count));
        }
    }
    found.sort();
    let allowed: Vec<(String, usize)> =
        WRITING_DOORS.iter().map(|(file, count)| ((*file).to_string(), *count)).collect();
    assert_eq!(found, allowed, "a service writes for a door; what writes less by now has a smaller number here");
}

#[test]
fn every_module_says_what_it_is() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|(file, text)| !text.starts_with("//!") && !file.ends_with("/tests.rs"))
        .map(|(file, _)| file)
        .collect();
    assert!(silent.is_empty(), "modules without a `//!` line: {silent:?}");
}

fn imports_of(text: &str) -> BTreeSet<String> {
    named_after("crate::", text)
}

/// A list in braces would hide what it names.
fn named_after(prefix: &str, text: &str) -> BTreeSet<String> {
    assert!(!text.contains(&format!("use {prefix}{{")), "name what is used of {prefix} one by one");
    text.split(prefix)
        .skip(1)
        .map(|rest| rest.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect())
        .filter(|name: &String| !name.is_empty())
        .collect()
}

fn module_of(file: &str) -> String {
    let path = file.strip_prefix("src/").unwrap_or(file);
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs").to_string()
}

fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    collect(root, &root.join("src"), &mut found);
    found
}

fn collect(root: &Path, dir: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_string();
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The map of the tables is whole, and leads to the files that write them.
#[test]
fn every_table_stands_on_the_map() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let schema = fs::read_to_string(root.join("src/storage/schema.rs")).unwrap();
    let tables: BTreeSet<&str> = schema
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
        .filter(|line| line.ends_with(") {") && line.starts_with(char::is_alphabetic))
        .filter_map(|line| line.split(' ').next())
        .collect();
    let map = fs::read_to_string(root.join("docs/TABLES.md")).unwrap();
    let rows: Vec<Vec<&str>> =
        map.lines().filter(|it| it.starts_with("| `")).map(|it| it.split('`').collect()).collect();
    let listed: BTreeSet<&str> = rows.iter().map(|row| row[1]).collect();
    assert_eq!(listed, tables);
    assert_eq!(rows.len(), listed.len(), "a table stands there twice");
    for row in rows {
        let file = root.join("src/storage").join(row[row.len() - 2]);
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert!(text.contains(&format!("{}::table", row[1])), "{} does not write {}", file.display(), row[1]);
    }
}

/// Every word of the glossary leads to a type where it says, and to a table.
#[test]
fn every_word_of_the_glossary_is_in_the_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let map = fs::read_to_string(root.join("docs/TABLES.md")).unwrap();
    let glossary = fs::read_to_string(root.join("docs/GLOSSARY.md")).unwrap();
    let rows: Vec<Vec<&str>> =
        glossary.lines().filter_map(|it| it.strip_prefix("| ")).map(|it| it.split(" | ").collect()).collect();
    let rows: Vec<Vec<&str>> = rows.into_iter().filter(|row| !matches!(row[0], "word" | "---")).collect();
    assert!(rows.len() > 80, "{} words", rows.len());
    for row in rows {
        let [word, _, types, tables] = row.as_slice() else { panic!("a row has four columns: {row:?}") };
        for path in types.split('`').filter(|it| it.contains("::")) {
            let (module, name) = path.rsplit_once("::").unwrap();
            let module = module.replace("::", "/");
            let files = [format!("src/{module}.rs"), format!("src/{module}/mod.rs")];
            let text: String = files.iter().filter_map(|it| fs::read_to_string(root.join(it)).ok()).collect();
            let named = text.split(|it: char| !it.is_alphanumeric() && it != '_').any(|it| it == name);
            assert!(named, "{word}: there is no {path}");
        }
        for table in tables.split('`').skip(1).step_by(2) {
            assert!(
                map.contains(&format!("| `{}` |", table.split('.').next().unwrap())),
                "{word}: there is no table {table}"
            );
        }
    }
}

#[test]
fn every_invariant_names_its_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = Vec::new();
    collect(root, &root.join("src"), &mut code);
    collect(root, &root.join("tests"), &mut code);
    let page = fs::read_to_string(root.join("docs/ARCHITECTURE.md")).unwrap();
    let invariants: Vec<&str> = page.lines().filter(|line| line.starts_with("Invariant:")).collect();
    assert!(!invariants.is_empty(), "docs/ARCHITECTURE.md states no invariant");
    for line in invariants {
        let names: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
        let exists = |name: &str| {
            let test = format!("fn {name}(");
            code.iter().any(|(_, text)| text.contains(&test))
        };
        assert!(names.iter().any(|name| exists(name)), "no such test: {line}");
    }
}

/// Commands that nobody gives yet, and why. Whoever builds their door takes them out here.
const WITHOUT_A_DOOR: [(&str, &str); 2] = [
    ("Label", "signals are computed by a later issue; whoever filed marks an answer by `Command::sent_elsewhere`"),
    ("Link", "problems that group complaints are a later issue"),
];

/// Where a command is only asked about, taken apart or tried, and not given.
const GIVES_NONE: [&str; 5] =
    ["src/bin/", "src/domain/complaint/", "src/web/", "src/services/own_brand.rs", "src/services/scene.rs"];

/// A rule that only tests ask for protects nobody: every command is given by something that runs.
#[test]
fn every_command_is_given_by_somebody() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("src/domain/complaint/command.rs")).unwrap();
    let body = text.split_once("pub enum Command {").unwrap().1.split_once("\n}").unwrap().0;
    let variants: BTreeSet<&str> = body
        .lines()
        .filter_map(|line| line.strip_prefix("    ").filter(|it| it.starts_with(char::is_uppercase)))
        .map(|line| line.trim_end_matches([',', ' ', '{']))
        .collect();
    assert!(variants.len() > 30, "the commands are looked for where they are not: {variants:?}");
    let mut given = BTreeSet::new();
    for (file, text) in sources() {
        if GIVES_NONE.iter().any(|it| file.starts_with(it)) || file.ends_with("/tests.rs") {
            continue;
        }
        let runs = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in runs.lines().filter(|it| it.contains("Command::") && !it.trim_start().starts_with("//")) {
            // What stands before an arrow, or within `matches!`, is taken apart and not given.
            let made = line.rsplit("=>").next().unwrap_or_default();
            let made = if line.trim_end().ends_with("=> {") || line.contains("matches!") { "" } else { made };
            given.extend(named_after("Command::", made));
        }
    }
    let excused: BTreeSet<&str> = WITHOUT_A_DOOR.iter().map(|it| it.0).collect();
    let missing: BTreeSet<&str> = variants.iter().copied().filter(|it| !given.contains(*it)).collect();
    assert_eq!(missing, excused, "only tests give these, or an excuse is not needed any more");
}
