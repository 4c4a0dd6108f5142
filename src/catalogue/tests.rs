use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::{Duration, TimeZone, Utc};
use chrono_tz::Tz;
use fluent_bundle::FluentResource;

use super::{Language, Words, keys_of};

const TAKEN_OUT: &str = include_str!("../../locales/taken-out.txt");

#[test]
fn every_line_of_every_catalogue_is_readable_and_said_once() {
    for language in Language::ALL {
        if let Err((_, errors)) = FluentResource::try_new(language.source().to_string()) {
            panic!("{}: {errors:?}", language.code());
        }
        let mut seen = BTreeSet::new();
        let twice: Vec<&str> = keys_of(language.source()).filter(|key| !seen.insert(*key)).collect();
        assert!(twice.is_empty(), "{}: said twice: {twice:?}", language.code());
    }
}

#[test]
fn every_message_exists_in_every_language_with_the_same_arguments() {
    let english: BTreeSet<&str> = keys_of(Language::English.source()).collect();
    for language in Language::ALL {
        let theirs: BTreeSet<&str> = keys_of(language.source()).collect();
        let missing: Vec<_> = english.difference(&theirs).collect();
        let extra: Vec<_> = theirs.difference(&english).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{}: missing {missing:?}, extra {extra:?}", language.code());
        let theirs = arguments(language.source());
        for (key, known) in arguments(Language::English.source()) {
            assert_eq!(theirs.get(key), Some(&known), "{key} takes other arguments in {}", language.code());
        }
    }
}

/// A moment may read "yesterday, 19:39". What stands behind such a word is a date: its argument is called so.
#[test]
fn nothing_happens_on_yesterday() {
    for language in Language::ALL {
        let before: &[&str] = match language {
            Language::English => &["at", "on"],
            Language::German => &["am", "um", "vom", "zum"],
            // Arabic says such a moment behind a colon or without a word before it.
            Language::Arabic => continue,
        };
        for (key, text) in messages(language.source()) {
            // What somebody is told has its own pages, and dates.
            if key.starts_with("told-of-") {
                continue;
            }
            let text = text.replace("<b>", "");
            for argument in ["at", "until", "since", "edited"] {
                let wrong = before.iter().any(|it| text.contains(&format!(" {it} {{ ${argument} }}")));
                assert!(!wrong, "{}: {key}: {text}", language.code());
            }
        }
    }
}

/// Where a thread stands is said to whoever filed it with "you", and to others with a name.
#[test]
fn no_state_calls_whoever_filed_by_name_to_their_face() {
    let english = messages(Language::English.source());
    let of_state = |key: &str| ["banner-", "flag-", "legend-"].iter().any(|it| key.starts_with(it));
    for (key, text) in english.iter().filter(|(key, text)| of_state(key) && text.contains("{ $person }")) {
        let yours = english.iter().find(|(it, _)| *it == format!("{key}-yours"));
        assert!(yours.is_some_and(|(_, text)| !text.contains("{ $person }")), "{key}: {text}");
    }
}

/// What was not translated stands there in English: two words or more are never the same in both.
#[test]
fn no_message_is_left_in_english() {
    let english = messages(Language::English.source());
    for language in Language::ALL.into_iter().filter(|it| *it != Language::English) {
        let same = messages(language.source()).into_iter().filter(|it| words_of(&it.1) > 1 && english.contains(it));
        let left: Vec<&str> = same.map(|(key, _)| key).collect();
        assert!(left.is_empty(), "{}: {left:?}", language.code());
    }
}

/// Sentences that people misread, and second words for things that have one, do not come back.
#[test]
fn nothing_that_was_taken_out_is_said_again() {
    let mut found = Vec::new();
    for language in Language::ALL {
        let of_it = format!("{}: ", language.code());
        let taken: Vec<String> =
            TAKEN_OUT.lines().filter_map(|it| it.strip_prefix(&of_it)).map(str::to_lowercase).collect();
        for (key, text) in messages(language.source()) {
            let text = text.to_lowercase();
            let again = taken.iter().filter(|it| places(&text, it).next().is_some());
            found.extend(again.map(|it| format!("{} {key} says “{it}” (see locales/taken-out.txt)", language.code())));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// German speaks to everybody as "du": "Sie" and "Ihr" begin a sentence about somebody else, and stand nowhere else.
#[test]
fn german_speaks_to_everybody_as_du() {
    const POLITE: [&str; 8] = ["Sie", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer", "Ihres", "Ihnen"];
    const SPEAKS_TO: [&str; 8] = [
        "Sie haben",
        "Sie hatten",
        "Sie können",
        "Sie müssen",
        "Sie dürfen",
        "Sie sollten",
        "Sie möchten",
        "Sie wollen",
    ];
    let mut found = Vec::new();
    for (key, text) in messages(Language::German.source()) {
        for word in POLITE {
            for at in places(&text, word) {
                let before = text[..at].trim_end();
                let begins = before.is_empty() || before.ends_with(['.', ':', '?', '!', ']', '}']);
                if word == "Ihnen" || !begins || SPEAKS_TO.iter().any(|it| text[at..].starts_with(it)) {
                    found.push(format!("{key}: {text}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Marks of direction that stay open would turn round whatever stands behind the sentence.
#[test]
fn marks_of_direction_are_closed_in_every_line() {
    for language in Language::ALL {
        for line in language.source().lines() {
            let mut open = 0_i32;
            for letter in line.chars() {
                open += match letter {
                    '\u{2066}'..='\u{2068}' => 1,
                    '\u{2069}' => -1,
                    _ => 0,
                };
                assert!((0..=1).contains(&open), "{}: {line}", language.code());
            }
            assert_eq!(open, 0, "{}: {line}", language.code());
        }
    }
}

/// Keys written in the sources as literals must be in the catalogue; keys put together at run time have tests of their own.
#[test]
fn every_message_that_is_said_exists() {
    let known: BTreeSet<&str> = keys_of(Language::English.source()).collect();
    let (mut unknown, mut said) = (BTreeSet::new(), 0);
    let calls = ["say(\"", "words.with(\"", "rich(words, \"", "rich(visit.words, \"", "message(\""];
    // What the command line says to operators is no page, nor is what the laboratory says.
    let pages = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    for (file, text) in
        pages.into_iter().filter(|(file, _)| ["/src/commands", "/src/bin"].iter().all(|it| !file.contains(it)))
    {
        for call in calls {
            for rest in text.split(call).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                said += usize::from(known.contains(key));
                if !key.contains(['{', '\\']) && !known.contains(key) {
                    unknown.insert(format!("{file}: {key}"));
                }
            }
        }
    }
    assert!(unknown.is_empty(), "not in the catalogue:\n{}", Vec::from_iter(unknown).join("\n"));
    assert!(said > 300, "the sources are where this looks: {said}");
}

/// Who is named on a page and what people wrote runs in a direction of its own: on a page from right to left a handle would
/// read `mira@` otherwise. Sentences of the catalogue see to it themselves; what a template prints alone stands in `<bdi>`, or
/// in an element with `dir="auto"`.
#[test]
fn names_and_words_of_people_stand_apart_in_every_template() {
    const OF_PEOPLE: &str = "name brand alias handle host home contact words answer description rules it.handle it.domain \
                             it.reason it.note it.role it.shown line.reason line.1 side.text brand.name choice.name \
                             exact.name about.0 narrowed.0 target.title target.address preview.author letter.host \
                             letter.inbox quote.quoting topic.name body.name field.name event.party";
    let (mut found, mut looked_at) = (Vec::new(), 0);
    for (file, text) in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/templates")) {
        let shown = without_steps(&text);
        for (at, _) in shown.match_indices("{{ ") {
            let expression = shown[at + 3..].split(" }}").next().unwrap_or_default();
            let before = shown[..at].trim_end_matches('@');
            let of_people = before.len() < at || OF_PEOPLE.split_whitespace().any(|it| it == expression);
            let tag = before.rfind('<').map_or("", |it| &before[it..]);
            // An attribute has no direction: its tag is still open.
            let apart = tag.ends_with('>') && (tag.starts_with("<bdi") || tag.contains("dir=\"auto\""));
            looked_at += usize::from(of_people && apart);
            if of_people && tag.contains('>') && !apart {
                found.push(format!("{file}: {expression}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    assert!(looked_at > 20, "the templates are where this looks: {looked_at}");
}

/// A template without its steps (`{% if … %}`): what it may show.
fn without_steps(template: &str) -> String {
    let (first, rest) = template.split_once("{%").unwrap_or((template, ""));
    let rest = rest.split("{%").map(|it| it.split_once("%}").map_or("", |(_, shown)| shown));
    std::iter::once(first).chain(rest).collect()
}

#[test]
fn the_best_accepted_language_wins() {
    assert_eq!(Language::from_accept_language("de-AT,de;q=0.9,en;q=0.5"), Some(Language::German));
    assert_eq!(Language::from_accept_language("fr,en;q=0.3,de;q=0.2"), Some(Language::English));
    assert_eq!(Language::from_accept_language("en;q=0,de;q=0.1"), Some(Language::German));
    assert_eq!(Language::from_accept_language("ar-EG,ar;q=0.9,en;q=0.5"), Some(Language::Arabic));
    assert_eq!(Language::from_accept_language("fr, *"), None);
    assert_eq!(Language::from_accept_language(""), None);
}

#[test]
fn spans_moments_and_sums_read_naturally() {
    let (english, german) = (Words::of(Language::English), Words::of(Language::German));
    let span = Duration::hours(76);
    assert_eq!(english.span(span), "3 days 4 hours");
    assert_eq!(german.span(span), "3 Tage 4 Stunden");
    let filed = |span| german.with("card-filed", &[("span", german.span(span).into())]);
    assert_eq!(filed(span), "eingereicht vor 3 Tagen 4 Stunden");
    assert_eq!(filed(Duration::days(1)), "eingereicht vor 1 Tag");
    assert_eq!(filed(Duration::seconds(3)), "eingereicht vor einem Augenblick");
    assert_eq!(english.span(Duration::days(41)), "41 days");
    assert_eq!(english.span(Duration::minutes(17)), "17 minutes");
    assert_eq!(english.span(Duration::minutes(130)), "2 hours 10 minutes");
    assert_eq!(english.span(Duration::minutes(61)), "1 hour 1 minute");
    let closed = |span| german.with("problem-429-what", &[("wait", german.span(span).into())]);
    assert!(closed(Duration::seconds(3)).contains("in einem Augenblick noch einmal"));
    assert!(closed(Duration::hours(1)).contains("in 1 Stunde noch einmal"));
    assert_eq!(english.span(Duration::seconds(3)), "a moment");
    // "Within" is never said of less than it took.
    for (millis, said) in [
        (3_000, "a moment"),
        (60_000, "1 minute"),
        (60_001, "2 minutes"),
        (21_599_000, "6 hours"),
        (21_600_000, "6 hours"),
        (21_601_000, "7 hours"),
        (86_399_000, "1 day"),
        (273_660_000, "3 days 5 hours"),
        (1_209_599_000, "14 days"),
        (1_209_600_001, "15 days"),
        (2_894_400_000, "34 days"),
    ] {
        assert_eq!(english.span_within(Duration::milliseconds(millis)), said);
    }

    let zone = Tz::Europe__Berlin;
    let now = Utc.with_ymd_and_hms(2026, 11, 22, 9, 0, 0).unwrap();
    let at = Utc.with_ymd_and_hms(2026, 11, 10, 8, 14, 0).unwrap();
    assert_eq!(english.moment(at, now, zone), "10 November, 09:14");
    assert_eq!(german.moment(at, now, zone), "10. November, 09:14");
    assert_eq!(english.moment(now, now, zone), "today, 10:00");
    // A moment in summer is told by the clock of that summer.
    let summer = Utc.with_ymd_and_hms(2026, 7, 10, 8, 14, 0).unwrap();
    assert_eq!(english.moment(summer, now, zone), "10 July, 10:14");

    assert_eq!(english.money(18_900, "EUR"), "€\u{a0}189");
    assert_eq!(german.money(123_450, "EUR"), "1.234,50\u{a0}€");
}

/// No page shows a raw `{$brand}`: a message that lacks an argument is found by whatever story comes by it.
#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "banner-open lacks an argument")]
fn a_message_that_lacks_an_argument_is_no_message() {
    Words::of(Language::English).with("banner-open", &[("brand", "Acme".into())]);
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "banner-open is said without its arguments")]
fn a_message_with_arguments_is_not_said_without_them() {
    Words::of(Language::English).say("banner-open");
}

/// Every message as it is written: its key, and its text in all its lines.
fn messages(source: &str) -> Vec<(&str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    for line in source.lines().filter(|it| !it.starts_with('#')) {
        match (line.starts_with([' ', '}', '\t']), line.split_once('=')) {
            (false, Some((key, text))) => found.push((key.trim_end(), text.trim().to_string())),
            _ => {
                if let Some((_, text)) = found.last_mut() {
                    text.push('\n');
                    text.push_str(line);
                }
            }
        }
    }
    found
}

/// Where these words stand in a text as whole words. The name of an argument is none.
fn places(text: &str, words: &str) -> impl Iterator<Item = usize> {
    text.match_indices(words).map(|(at, _)| at).filter(move |at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !before.is_some_and(|it| it.is_alphabetic() || it == '$') && !after.is_some_and(char::is_alphabetic)
    })
}

/// How many words a message has beside its arguments and marks.
fn words_of(text: &str) -> usize {
    let (mut inside, mut bare) = (0_usize, String::new());
    for sign in text.chars() {
        match sign {
            '{' | '<' => inside += 1,
            '}' | '>' => inside = inside.saturating_sub(1),
            _ if inside == 0 => bare.push(sign),
            _ => {}
        }
    }
    bare.split_whitespace().filter(|it| it.chars().filter(|it| it.is_alphabetic()).count() > 1).count()
}

#[test]
fn arabic_counts_in_its_own_forms_and_keeps_sums_in_one_piece() {
    let arabic = Words::of(Language::Arabic);
    let counted = [
        (76, "3 أيام و4 ساعات"),
        (49, "يومين وساعة واحدة"),
        (26, "يوم واحد وساعتين"),
        (11 * 24 + 12, "11 يومًا و12 ساعة"),
        (41 * 24, "41 يومًا"),
        (100 * 24, "100 يوم"),
    ];
    for (hours, said) in counted {
        assert_eq!(arabic.span(Duration::hours(hours)), said);
    }
    let (zone, now) = (Tz::Europe__Berlin, Utc.with_ymd_and_hms(2026, 11, 22, 9, 0, 0).unwrap());
    let at = Utc.with_ymd_and_hms(2026, 11, 10, 8, 14, 0).unwrap();
    assert_eq!(arabic.moment(at, now, zone), "10 نوفمبر، 09:14");
    assert_eq!(arabic.money(123_450, "EUR"), "\u{2068}1,234.50\u{a0}€\u{2069}");
    assert_eq!(arabic.with("board-waiting", &[("count", 0_i64.into())]), "لا أحد ينتظر");
    assert_eq!(arabic.list(&["استبدال".into(), "اعتذار".into()]), "استبدال، اعتذار");
    assert_eq!(arabic.list(&["a.example".into(), "اعتذار".into()]), "\u{2068}a.example\u{2069}، اعتذار");
    assert_eq!(Words::of(Language::English).beside(&["a.example".into(), "اعتذار".into()]), "a.example · اعتذار");
    assert_eq!(Language::Arabic.dir(), "rtl");
}

/// What every message takes.
fn arguments(source: &str) -> BTreeMap<&str, BTreeSet<String>> {
    let of = |text: &str| {
        let names = text.split('$').skip(1);
        names.map(|it| it.chars().take_while(|it| it.is_ascii_alphanumeric() || *it == '_').collect()).collect()
    };
    messages(source).into_iter().map(|(key, text)| (key, of(&text))).collect()
}

fn sources(dir: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs" || it == "html" || it == "txt") {
            found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
    found
}
