use std::collections::BTreeSet;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

const ROW: &str = "2023-08-25,Mortgage,,\"Trouble, \"\"big\"\" trouble\",,,,\"ACME, INC.\",FL,33009,,,Web,2023-08-26,Closed with explanation,Yes,N/A,7523056\r\n";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn read(row: &str) -> Result<Record, Unreadable> {
    let mut fields = Fields::default();
    split(row.as_bytes(), true, &mut fields);
    Record::read(&fields, today())
}

#[test]
fn a_row_becomes_a_record() {
    let record = read(ROW).unwrap();
    assert_eq!(record.id.number(), 7_523_056);
    assert_eq!(record.subject.company, "ACME, INC.");
    assert_eq!(record.subject.issue, "Trouble, \"big\" trouble");
    assert_eq!(record.month().to_string(), "2023-08");
    assert_eq!((record.response, record.timely, record.disputed), (Response::Explanation, Said::Yes, Said::Nothing));
    assert_eq!(RecordId::from_stored(record.id.stored()), Some(record.id));
    assert!(record.id.source_url().ends_with("/detail/7523056"));
}

#[test]
fn what_cannot_be_read_is_named() {
    let cases = [
        ("7523056", "", Unreadable::Missing("Complaint ID")),
        ("7523056", "+752", Unreadable::Id),
        ("7523056", "99999999999999999999", Unreadable::Id),
        ("7523056", "36028797018963968", Unreadable::Id),
        ("2023-08-25", "25.08.2023", Unreadable::Date("Date received")),
        ("2023-08-25", "2023-02-30", Unreadable::Date("Date received")),
        ("2023-08-25", "1023-02-28", Unreadable::Date("Date received")),
        ("2023-08-25", "2023-0é-1", Unreadable::Date("Date received")),
        ("2023-08-25", "2027-01-01", Unreadable::Future("Date received")),
        ("2023-08-25", "", Unreadable::Missing("Date received")),
        ("2023-08-26", "soon", Unreadable::Date("Date sent to company")),
        ("\"ACME, INC.\"", " ", Unreadable::Missing("Company")),
        ("Mortgage", "", Unreadable::Missing("Product")),
        ("Mortgage", "Mort\u{0}gage", Unreadable::Control("Product")),
        (",Yes,", ",Perhaps,", Unreadable::YesOrNo("Timely response?")),
        (",FL,", ",", Unreadable::Columns(17)),
        (",FL,", ",F,L,", Unreadable::Columns(19)),
    ];
    for (from, to, reason) in cases {
        assert_eq!(read(&ROW.replacen(from, to, 1)), Err(reason), "{from} -> {to}");
    }
    let long = "x".repeat(TEXT_BYTES_MAX + 1);
    assert_eq!(read(&ROW.replacen("Mortgage", &long, 1)), Err(Unreadable::TextTooLong("Product")));

    let mut fields = Fields::default();
    split(&[ROW.as_bytes(), b"\xff"].concat().replace_first(b"FL", b"\xff\xfe"), true, &mut fields);
    assert_eq!(Record::read(&fields, today()), Err(Unreadable::NotUtf8("State")));
}

trait ReplaceFirst {
    fn replace_first(self, from: &[u8], to: &[u8]) -> Vec<u8>;
}

impl ReplaceFirst for Vec<u8> {
    fn replace_first(self, from: &[u8], to: &[u8]) -> Vec<u8> {
        let at = self.windows(from.len()).position(|it| it == from).unwrap();
        [&self[..at], to, &self[at + from.len()..]].concat()
    }
}

#[test]
fn an_open_quotation_mark_takes_no_more_than_the_longest_row() {
    let mut fields = Fields::default();
    let file = format!("a,\"{}", "b\n".repeat(ROW_BYTES_MAX));
    assert_eq!(split(file.as_bytes(), false, &mut fields), Split::OpenQuote);
    assert_eq!(split(b"a,\"b\n", true, &mut fields), Split::OpenQuote);
    assert_eq!(split("a".repeat(ROW_BYTES_MAX + 1).as_bytes(), false, &mut fields), Split::TooLong);
    assert_eq!(split(b"a,\"b\n", false, &mut fields), Split::Unfinished);
    assert_eq!(split(b"a,b\r", false, &mut fields), Split::Unfinished);
    assert_eq!(split(b"a,\"b\r\nc\"\r\nd", false, &mut fields), Split::Row { bytes: 10, lines: 2 });
}

#[test]
fn a_kind_of_response_has_one_name_and_one_number() {
    for response in Response::ALL {
        assert_eq!(Response::parse(response.name()), Some(response));
        assert_eq!(Response::from_stored(response as i32), Some(response));
    }
    assert_eq!(Response::published("Closed with a song"), Response::Other);
}

#[test]
fn names_that_differ_in_case_spacing_and_punctuation_are_one_company() {
    assert_eq!(company_key("JPMORGAN CHASE & CO."), "jpmorgan chase and co");
    assert_eq!(company_key("  JPMorgan  Chase and Co "), "jpmorgan chase and co");
    assert_eq!(company_key("Conn's, Inc."), "conns inc");
    assert_eq!(company_key("AT&T"), "at and t");
    assert_ne!(company_key("Acme Inc"), company_key("Acme LLC"));
    assert_eq!(company_key(" ,.- "), "");
}

#[test]
fn the_shipped_mapping_is_sound() {
    let companies = Companies::shipped().unwrap();
    assert_eq!(companies.domain("equifax inc"), Some("equifax.com"));
    assert_eq!(companies.domain("self financial inc"), Some("self.inc"));
    assert_eq!(companies.domain("nobody"), None);
}

#[test]
fn a_mapping_that_is_wrong_says_where() {
    assert_eq!(Companies::parse("# x\n\nAcme acme.com"), Err(MappingError::Line(3)));
    for domain in ["www.acme.com", "co.uk", "ACME.com", "bücher.de", "http://acme.com", ""] {
        assert_eq!(
            Companies::parse(&format!("Acme\t{domain}")),
            Err(MappingError::Domain(1, domain.to_string())),
            "{domain}"
        );
    }
    assert!(matches!(Companies::parse("Acme\tacme.com\nACME\tacme.org"), Err(MappingError::Twice(2, _))));
}

#[test]
fn a_figure_is_a_function_of_counts() {
    let tally = |month: &str, topic: &str, response, timely, disputed, count| Tally {
        month: Month::parse(month).unwrap(),
        topic: topic.to_string(),
        response,
        timely,
        disputed,
        count,
    };
    let figures: Figures = [
        tally("2023-01", "Mortgage", Response::Explanation, Said::Yes, Said::Nothing, 5),
        tally("2023-02", "Mortgage", Response::MonetaryRelief, Said::No, Said::Yes, 1),
        tally("2023-02", "Debt", Response::MonetaryRelief, Said::Nothing, Said::No, 2),
        tally("2023-02", "Nothing", Response::Closed, Said::Nothing, Said::No, 0),
        // In progress is no timely answer, whatever the source says.
        tally("2023-02", "Debt", Response::InProgress, Said::Yes, Said::Nothing, 7),
    ]
    .iter()
    .collect();
    assert_eq!(figures.records, 15);
    assert_eq!(figures.in_time, Share { part: 5, whole: 6 });
    assert_eq!(figures.disputed, Share { part: 1, whole: 3 });
    assert_eq!(figures.share_of(&[Response::MonetaryRelief]), Share { part: 3, whole: 8 });
    assert_eq!(figures.topics.len(), 2);
    assert_eq!(figures.months[&Month::parse("2023-02").unwrap()].values().sum::<u64>(), 10);
    assert_eq!(Share { part: 2, whole: 16 }.percent(), Some(13));
    assert_eq!(Share { part: 1, whole: 9 }.percent(), None, "too few to say");
    assert_eq!(Share { part: 0, whole: 0 }.percent(), None);
}

#[test]
fn every_company_of_the_samples_has_one_key() {
    for sample in ["complaints-2023.csv", "complaints-2019-2020.csv"] {
        let file = std::fs::read(format!("{}/tests/data/cfpb/{sample}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let (mut rest, mut fields, mut ids) = (file.as_slice(), Fields::default(), BTreeSet::new());
        let Split::Row { bytes, .. } = split(rest, true, &mut fields) else { panic!("no header") };
        assert!(is_header(&fields));
        rest = &rest[bytes..];
        while !rest.is_empty() {
            let Split::Row { bytes, .. } = split(rest, true, &mut fields) else { panic!("no row") };
            let record = Record::read(&fields, today()).unwrap();
            assert!(!company_key(&record.subject.company).is_empty());
            assert!(ids.insert(record.id));
            rest = &rest[bytes..];
        }
        assert!(ids.len() > 200, "{}", ids.len());
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), last: bool) {
        let mut fields = Fields::default();
        split(&bytes, last, &mut fields);
        let _ = Record::read(&fields, today());
    }

    #[test]
    fn no_text_in_any_column_makes_the_parser_panic(column in 0usize..18, text in "\\PC{0,40}") {
        let mut row: Vec<String> = ROW.trim_end().split(',').map(str::to_string).collect();
        row.truncate(18);
        row[column] = format!("\"{}\"", text.replace('"', "\"\""));
        let _ = read(&row.join(","));
    }

    #[test]
    fn rows_are_split_as_the_csv_library_splits_them(text in "[ab,\"\r\n]{0,60}") {
        let mut expected = Vec::new();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        for row in reader.byte_records() {
            expected.push(row.unwrap().iter().map(<[u8]>::to_vec).collect::<Vec<_>>());
        }
        let (mut found, mut rest, mut fields) = (Vec::new(), text.as_bytes(), Fields::default());
        while !rest.is_empty() {
            match split(rest, true, &mut fields) {
                Split::Row { bytes, .. } => {
                    // The library skips empty lines.
                    if !rest[..bytes].iter().all(|it| matches!(it, b'\r' | b'\n')) {
                        found.push(fields.iter().map(<[u8]>::to_vec).collect::<Vec<_>>());
                    }
                    rest = &rest[bytes..];
                }
                _ => return Ok(()),
            }
        }
        prop_assert_eq!(found, expected);
    }
}
