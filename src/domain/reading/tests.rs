use std::collections::HashMap;

use chrono::NaiveDate;

use super::*;

/// A Friday.
const TODAY: &str = "2026-11-27";
const ACME: [&str; 2] = ["Acme Parcel", "acme.com"];
const LANGUAGES: [&str; 6] = ["en", "de", "es", "pt", "fr", "ar"];

/// Each line of a table of examples: language, what is written (`\n` is a new line), what is right.
fn examples(file: &'static str) -> Vec<(&'static str, String, &'static str)> {
    let lines = file.lines().filter(|it| !it.starts_with("##") && !it.is_empty());
    let examples: Vec<_> = lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [language, text, right] = cells.as_slice() else { panic!("three cells: {line}") };
            (*language, text.replace("\\n", "\n"), *right)
        })
        .collect();
    examples
}

/// Compares a table with what is read, and lists everything that is off at once.
fn compare(name: &str, least: usize, file: &'static str, read: impl Fn(&str, &str) -> String) {
    let examples = examples(file);
    for language in LANGUAGES {
        let number = examples.iter().filter(|(it, ..)| *it == language).count();
        assert!(number >= least, "{number} {name} in {language}");
    }
    let off: Vec<String> = examples
        .iter()
        .filter_map(|(language, text, right)| {
            let found = read(language, text);
            (found != *right).then(|| format!("{language}: {text:?} is read as {found:?}, not {right:?}"))
        })
        .collect();
    assert!(off.is_empty(), "{} of {} {name} are off:\n{}", off.len(), examples.len(), off.join("\n"));
}

fn written(language: &str) -> Written<'_> {
    Written { today: TODAY.parse().unwrap(), language: Some(language) }
}

fn read_in(language: &str, text: &str) -> Reading {
    read(&Post { text, tags: &[], written: written(language) })
}

#[test]
fn one_word_means_one_thing() {
    for (name, file) in [
        ("commands", COMMAND_WORDS),
        ("outcomes", outcome::FILE),
        ("days", day::FILE),
        ("solvers", solver::FILE),
        ("titles", title::FILE),
        ("marks", rating::FILE),
        ("names", name::FILE),
        ("roles", name::ROLE_FILE),
        ("first names", name::GIVEN_FILE),
        ("words that turn a command", turning::FILE),
    ] {
        let mut seen: HashMap<String, &str> = HashMap::new();
        let mut twice = Vec::new();
        for (meaning, _, word) in lexicon::cells(file)
            .filter(|(it, ..)| !matches!(*it, "particle" | "ending" | "second" | "weak" | "pair" | "surname"))
        {
            match seen.insert(lexicon::key(word), meaning) {
                Some(other) if other != meaning => twice.push(format!("{word}: {other} and {meaning}")),
                Some(_) | None => {}
            }
        }
        assert!(twice.is_empty(), "words that mean two things in {name}: {}", twice.join(", "));
    }
    for (command, ..) in lexicon::cells(COMMAND_WORDS) {
        assert!(word_named(command).is_some(), "{command} has no meaning");
    }
    for language in LANGUAGES {
        let words: Vec<_> = lexicon::cells(COMMAND_WORDS).filter(|(_, it, _)| *it == language).collect();
        let commands: std::collections::HashSet<_> = words.iter().map(|(it, ..)| it).collect();
        assert_eq!(commands.len(), 15, "a command has no word in {language}");
    }
}

#[test]
fn commands_are_read_as_they_are_meant() {
    compare("commands", 25, include_str!("examples/commands.tsv"), |language, text| match read_in(language, text) {
        Reading::Plain => "none".to_string(),
        Reading::Several => "several".to_string(),
        Reading::Turned(_) => "unclear".to_string(),
        Reading::One(command) => {
            let debug = format!("{command:?}");
            debug.split([' ', '(']).next().unwrap().to_lowercase()
        }
    });
}

#[test]
fn marks_are_read_where_they_are_meant() {
    compare("marks", 40, include_str!("examples/ratings.tsv"), |language, text| match read_in(language, text) {
        Reading::One(Tagged::Confirmed { rating, .. } | Tagged::GiveUp { rating }) => match rating {
            Rating::None => "none".to_string(),
            Rating::Given { value, rounded } => format!("{value}{}", if rounded { " rounded" } else { "" }),
            Rating::Unclear => "unclear".to_string(),
        },
        Reading::Turned(_) => "turned".to_string(),
        other => format!("{other:?}"),
    });
}

#[test]
fn outcomes_are_read_or_asked_for() {
    compare("outcomes", 40, include_str!("examples/outcomes.tsv"), |language, text| match read_in(language, text) {
        Reading::One(Tagged::Resolved(outcome::Spoken::Known { outcome, reason: None })) => outcome.word().to_string(),
        Reading::One(Tagged::Resolved(outcome::Spoken::Known { outcome, reason: Some(reason) })) => {
            format!("{} {}", outcome.word(), reason.word())
        }
        Reading::One(Tagged::Resolved(outcome::Spoken::Unclear)) | Reading::Turned(_) => "unclear".to_string(),
        other => format!("{other:?}"),
    });
}

#[test]
fn days_are_read_or_asked_for() {
    compare("days", 40, include_str!("examples/days.tsv"), |language, text| match read_in(language, text) {
        Reading::One(Tagged::Promise(day::Spoken::On(day))) => day.to_string(),
        Reading::One(Tagged::Promise(day::Spoken::Unclear)) | Reading::Turned(_) => "unclear".to_string(),
        other => format!("{other:?}"),
    });
}

#[test]
fn a_title_is_the_first_line_that_says_something() {
    compare("titles", 60, include_str!("examples/titles.tsv"), |_, text| title_from(text));
    let long = "word ".repeat(60);
    assert!(title_from(&long).chars().count() <= 100);
    assert!(title_from(&long).ends_with('…'));
}

#[test]
fn sums_are_read_or_asked_for() {
    for (currency, text, right) in examples(include_str!("examples/amounts.tsv")) {
        let whole = currency == "JPY";
        let found = match amount::read(&text, whole) {
            amount::Spoken::Of(sum) => sum.minor(!whole).map_or("wrong".to_string(), |it| {
                let names = ["EUR", "USD", "CAD", "AUD", "INR", "SEK", "NOK", "DKK", "JPY"].into_iter();
                let named: Vec<_> = names.filter(|it| sum.is_in(it) && !sum.is_in("none")).collect();
                format!("{it} {}", named.join(" ")).trim().to_string()
            }),
            amount::Spoken::Unclear { large, small } => format!("{large} or {small}"),
            amount::Spoken::TooFine => "fine".to_string(),
            amount::Spoken::TooLarge => "large".to_string(),
            amount::Spoken::Wrong => "wrong".to_string(),
        };
        assert_eq!(found, right, "{text} in {currency}");
    }
}

#[test]
fn a_sign_off_names_a_human_or_nobody() {
    compare("names", 60, include_str!("examples/names.tsv"), |_, text| match sign_off(text, &ACME) {
        Some((name, role)) if role.is_empty() => name,
        Some((name, role)) => format!("{name} | {role}"),
        None => "none".to_string(),
    });
}

#[test]
fn a_name_alone_is_no_answer() {
    compare("names alone", 4, include_str!("examples/names_alone.tsv"), |_, cell| {
        let parts: Vec<&str> = cell.splitn(3, " / ").collect();
        let [name, role, text] = parts.as_slice() else { panic!("name, role and text: {cell}") };
        if is_only_a_name(text, name, role, &ACME) { "a name" } else { "an answer" }.to_string()
    });
}

#[test]
fn a_name_given_in_a_field_names_a_human_too() {
    for (name, human) in [
        ("Mara", true),
        ("Mara Lindqvist", true),
        ("J. Ott", true),
        ("J. O.", true),
        ("Acme", false),
        ("acme.com", false),
        ("Team", false),
        ("support", false),
        (".", false),
        ("J", false),
        ("J.", false),
        ("we look into it", false),
        ("One Two Three Four Five", false),
        ("Agent 7", false),
    ] {
        assert_eq!(is_name(name, &ACME), human, "{name}");
    }
}

#[test]
fn a_command_with_words_beside_it_is_more_than_a_command() {
    let alone = |text: &str| is_command_alone(&Post { text, tags: &[], written: written("en") });
    for it in [
        "#file",
        "@acme.test@red.test #file",
        "#confirmed 9/10!",
        "#resolved refund",
        "#promise 2026-12-24",
        "#confirmed 🎉",
    ] {
        assert!(alone(it), "{it}");
    }
    for it in ["#file please", "thank you", "#confirmed #withdraw", "It works again #confirmed", ""] {
        assert!(!alone(it), "{it}");
    }
}

#[test]
fn the_tag_array_says_what_the_text_does_not() {
    let tags = ["Bestätigt".to_string()];
    let today: NaiveDate = TODAY.parse().unwrap();
    let post = Post { text: "danke", tags: &tags, written: Written { today, language: None } };
    assert_eq!(read(&post), Reading::One(Tagged::Confirmed { rating: Rating::None, solved_by: None }));
    let both = Post { text: "#bestätigt 9/10", ..post };
    assert_eq!(
        read(&both),
        Reading::One(Tagged::Confirmed { rating: Rating::Given { value: 9, rounded: false }, solved_by: None })
    );
}

/// Ten thousand characters of one kind: as cheap as any others, and never a panic.
#[test]
fn hostile_posts_are_cheap() {
    let started = std::time::Instant::now();
    for piece in [
        "9/10 ",
        "9/10",
        "#confirmed 9/10 ",
        "#confirmed ",
        "!",
        "! ",
        ".",
        ". ",
        "`",
        "``` ",
        "#",
        "##",
        "@",
        "-1",
        "- ",
        "—",
        "(",
        "monday ",
        "monday,",
        "24. ",
        "24. 12. ",
        "in 3 ",
        "in ",
        "refund ",
        "not ",
        "money ",
        "a.",
        "a. ",
        "a",
        "Hi, ",
        "Hi! ",
        "#a@b ",
        "É",
        "e\u{301}",
        "\u{200f}",
        "ـ",
        "😀",
        "\n",
        "> ",
        "— Kim Lee, ",
        "- Kim\n",
        "Kim ",
        "(Kim ",
        "de ",
        "«",
        "»",
        "1/",
        "1-",
        "1.",
        "و",
        "ال",
        "'",
        "l'",
        "dec. ",
        "between 3 ",
        "[",
        "](",
        "[a](b) ",
        "![](",
        "<b",
        "<b>",
        "&amp;",
        "&",
        "*a",
        "*a* ",
        "_",
        "re: ",
    ] {
        let many = piece.repeat(TEXT_CHARS_MAX / piece.chars().count());
        for command in ["#confirmed", "#resolved", "#promise"] {
            read_in("de", &format!("{command} {many}"));
        }
        title_from(&many);
        sign_off(&format!("Paid.\n— {many}"), &ACME);
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn who_solved_it_is_read_or_asked_for() {
    compare("solvers", 4, include_str!("examples/solvers.tsv"), |language, text| match read_in(language, text) {
        Reading::One(Tagged::Confirmed { solved_by: Some(solver), .. }) => solver.word().to_string(),
        Reading::One(Tagged::Confirmed { solved_by: None, .. }) | Reading::Turned("confirmed") => "none".to_string(),
        other => format!("{other:?}"),
    });
}

#[test]
fn a_sign_off_of_a_machine_says_so() {
    for (sign_off, machine) in [
        ("Ava, Virtual Assistant", true),
        ("Emma, AI assistant", true),
        ("Leo, your chatbot", true),
        ("Max, automated support", true),
        ("Cora (bot), Customer Care", true),
        ("Emma, KI-Assistentin", true),
        ("Lisa, digitale Assistentin im Kundenservice", true),
        ("Clara (virtuelle Beraterin)", true),
        ("Lola, bot de soporte", true),
        ("Júlia, atendente virtual", true),
        ("Louis, conseiller virtuel", true),
        ("سارة، المساعد الافتراضي", true),
        ("ليلى، مساعدة آلية", true),
        ("Kim Lee, Sales Assistant", false),
        ("Kim Lee, Head of AI", false),
        ("Jo Ott, Digital Care", false),
        ("رمضان كريم، فريق الدعم", false),
    ] {
        assert_eq!(is_signed_by_machine(&format!("It is paid.\n\n— {sign_off}"), &ACME), machine, "{sign_off}");
    }
    for text in [
        "Our chatbot was wrong, sorry",
        "Still missing:\n- Vacuum, robot",
        "Still missing.\n- Robot vacuum",
        "It is paid.\n- The automated refund is on its way",
        "It is paid.\n— The automated refund that our system made is on its way to your bank",
    ] {
        assert!(!is_signed_by_machine(text, &ACME), "{text}");
    }
    assert!(is_machine("Virtual assistant") && is_machine("chatbot") && !is_machine("Assistant manager"));
    assert!(!is_name("Ava Bot", &ACME) && !is_name("AI Emma", &ACME) && is_name("Ai Tanaka", &ACME));
}
