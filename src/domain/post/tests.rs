use super::*;

#[test]
fn one_word_means_one_command() {
    let mut seen = HashMap::new();
    for line in COMMAND_WORDS.lines().filter(|it| !it.starts_with('#')) {
        let mut cells = line.split('\t');
        let command = cells.next().unwrap();
        assert!(word_named(command).is_some(), "{command} has no meaning");
        for cell in cells {
            let (_, word) = cell.split_once(':').expect("language:word");
            assert_eq!(word.to_lowercase(), word, "words are kept in lower case");
            if let Some(other) = seen.insert(word, command) {
                panic!("#{word} means both {other} and {command}");
            }
        }
    }
}

#[test]
fn commands_are_read_from_ordinary_posts() {
    for (text, reading) in [
        ("thanks! #confirmed 9/10", Reading::One(Tagged::Confirmed { rating: Some(9), solved_by: None })),
        ("@acme.com@north.example #Confirmed.", Reading::One(Tagged::Confirmed { rating: None, solved_by: None })),
        (
            "#confirmed 8/10 by the company.",
            Reading::One(Tagged::Confirmed { rating: Some(8), solved_by: Some(SolvedBy::Brand) }),
        ),
        ("#bestaetigt selbst", Reading::One(Tagged::Confirmed { rating: None, solved_by: Some(SolvedBy::Myself) })),
        (
            "#confirmed someone else did",
            Reading::One(Tagged::Confirmed { rating: None, solved_by: Some(SolvedBy::SomebodyElse) }),
        ),
        ("#confirmed me too", Reading::One(Tagged::Confirmed { rating: None, solved_by: None })),
        ("#confirmed 11/10", Reading::One(Tagged::Confirmed { rating: None, solved_by: None })),
        ("no. #stillbroken", Reading::One(Tagged::NotResolved)),
        ("we paid #resolved refund — J. O.", Reading::One(Tagged::Resolved { outcome: Outcome::Refund, reason: None })),
        ("#resolved", Reading::One(Tagged::Resolved { outcome: Outcome::Explanation, reason: None })),
        (
            "#resolved declined no-authority",
            Reading::One(Tagged::Resolved { outcome: Outcome::Declined, reason: Some(DeclineReason::NoAuthority) }),
        ),
        ("#promise 2026-12-24", Reading::One(Tagged::Promise { day: NaiveDate::from_ymd_opt(2026, 12, 24) })),
        ("#promise soon", Reading::One(Tagged::Promise { day: None })),
        ("#confirmed or #withdraw?", Reading::Several),
        ("> #confirmed\nis what they want to hear", Reading::Plain),
        ("the #confirmedkilling of my patience", Reading::Plain),
        ("das ist #gelöst erstattung", Reading::One(Tagged::Resolved { outcome: Outcome::Explanation, reason: None })),
    ] {
        assert_eq!(read(text), reading, "{text}");
    }
}

#[test]
fn a_title_is_the_first_sentence() {
    assert_eq!(title_from("@acme.com@north.example The kettle leaks. Again."), "The kettle leaks");
    assert_eq!(title_from("Why? I paid."), "Why?");
    assert_eq!(title_from("version 2.1 is broken #acme"), "version 2.1 is broken");
    let long = "word ".repeat(60);
    assert!(title_from(&long).chars().count() <= TITLE_CHARS_MAX);
    assert!(title_from(&long).ends_with('…'));
}

#[test]
fn a_command_with_words_beside_it_is_more_than_a_command() {
    for alone in ["#file", "@acme.test@red.test #file", "#confirmed 9/10!", "#resolved refund", "#promise 2026-12-24"] {
        assert!(is_command_alone(alone), "{alone}");
    }
    for more in ["#file please", "thank you", "#confirmed #withdraw", "It works again #confirmed", ""] {
        assert!(!is_command_alone(more), "{more}");
    }
}
