use chrono::NaiveDate;
use proptest::prelude::*;

use super::rows::{Reject, Rows};
use crate::domain::record::{COLUMNS, ROW_BYTES_MAX, Record, Unreadable};

fn row(id: u64) -> String {
    format!("2023-08-25,Mortgage,,Trouble,,\"It\nwas, \"\"bad\"\"\",,Acme,FL,,,,Web,2023-08-26,Closed,Yes,N/A,{id}\n")
}

/// A row without a quotation mark.
fn plain(id: u64) -> String {
    row(id).replace("\"It\nwas, \"\"bad\"\"\"", "")
}

fn read(text: &[u8]) -> Vec<Result<Record, Reject>> {
    let latest = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let mut rows = Rows::new(text, 0, 0);
    rows.header().unwrap();
    let found = std::iter::from_fn(|| rows.next(latest).unwrap()).collect();
    assert_eq!(rows.bytes_read, text.len() as u64);
    found
}

fn with_header(rows: &str) -> Vec<u8> {
    format!("\u{feff}{}\r\n{rows}", COLUMNS.join(",")).into_bytes()
}

#[test]
fn every_row_is_read_and_every_line_counted() {
    let text = with_header(&format!("{}\r\n\n{}", row(1), row(2).trim_end()));
    let found = read(&text);
    assert_eq!(found.iter().map(|it| it.as_ref().unwrap().id.number()).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_stray_quotation_mark_costs_one_line() {
    let broken = plain(2).replacen("Mortgage", "\"Mortgage", 1);
    let text = with_header(&format!("{}{broken}{}{}", row(1), row(3), row(4)));
    let found = read(&text);
    let ids: Vec<i64> = found.iter().filter_map(|it| it.as_ref().ok()).map(|it| it.id.number()).collect();
    assert_eq!(ids, [1, 3, 4]);
    let rejects: Vec<&Reject> = found.iter().filter_map(|it| it.as_ref().err()).collect();
    assert_eq!((rejects.len(), rejects[0].line), (1, 4));
}

#[test]
fn a_quotation_mark_that_never_closes_costs_one_line() {
    let open = "2023-08-25,\"Mortgage\n";
    let found = read(&with_header(&format!("{open}{}", plain(3))));
    assert_eq!(found[0].as_ref().unwrap_err().reason, Unreadable::OpenQuote);
    assert_eq!(found[1].as_ref().unwrap().id.number(), 3);
}

#[test]
fn a_line_without_end_is_skipped_in_bounded_memory() {
    let long = "x".repeat(10 * ROW_BYTES_MAX);
    let found = read(&with_header(&format!("{long}\n{}", row(3))));
    let reject = found[0].as_ref().unwrap_err();
    assert_eq!((reject.reason, reject.line), (Unreadable::RowTooLong, 2));
    assert!(reject.row.len() < 5_000);
    assert_eq!(found[1].as_ref().unwrap().id.number(), 3);
}

proptest! {
    #[test]
    fn no_file_makes_the_reader_panic_or_stop(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let text = [with_header("").as_slice(), &bytes].concat();
        for reject in read(&text).into_iter().filter_map(Result::err) {
            prop_assert!(reject.line >= 2);
        }
    }
}
