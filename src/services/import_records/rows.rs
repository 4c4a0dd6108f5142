//! Rows of a file of any size, read through a buffer of fixed size; after a row that cannot be read the next line is tried.

use std::io::{self, Read};

use chrono::NaiveDate;

use crate::domain::record::{Fields, ROW_BYTES_MAX, Record, Split, Unreadable, split};

/// Holds the longest row and a good part of the next.
const BUFFER_BYTES: usize = 4 * ROW_BYTES_MAX;
/// How much of a row the rejects file shows.
const SHOWN_BYTES_MAX: usize = 4_096;

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reject {
    pub(super) line: u64,
    pub(super) reason: Unreadable,
    pub(super) row: Vec<u8>,
}

pub(super) struct Rows<R> {
    input: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    input_ended: bool,
    fields: Fields,
    /// Bytes and lines of the file before `start`.
    pub(super) bytes_read: u64,
    pub(super) lines_read: u64,
}

impl<R: Read> Rows<R> {
    /// `input` stands `bytes_read` bytes and `lines_read` lines into its file.
    pub(super) fn new(input: R, bytes_read: u64, lines_read: u64) -> Rows<R> {
        Rows {
            input,
            buffer: vec![0; BUFFER_BYTES],
            start: 0,
            end: 0,
            input_ended: false,
            fields: Fields::default(),
            bytes_read,
            lines_read,
        }
    }

    /// The column names; `None` when the file does not begin with a row.
    pub(super) fn header(&mut self) -> io::Result<Option<&Fields>> {
        const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
        self.fill()?;
        if self.buffer[..self.end].starts_with(BYTE_ORDER_MARK) {
            self.advance(BYTE_ORDER_MARK.len(), 0);
        }
        match split(&self.buffer[self.start..self.end], self.input_ended, &mut self.fields) {
            Split::Row { bytes, lines } => {
                self.advance(bytes, lines);
                Ok(Some(&self.fields))
            }
            Split::Unfinished | Split::OpenQuote | Split::TooLong => Ok(None),
        }
    }

    /// The next record, or the next row that is none; `None` at the end of the file.
    pub(super) fn next(&mut self, latest: NaiveDate) -> io::Result<Option<Result<Record, Reject>>> {
        loop {
            if self.start == self.end && self.input_ended {
                return Ok(None);
            }
            match split(&self.buffer[self.start..self.end], self.input_ended, &mut self.fields) {
                Split::Unfinished => self.fill()?,
                Split::OpenQuote => return self.reject_line(Unreadable::OpenQuote).map(Some),
                Split::TooLong => return self.reject_line(Unreadable::RowTooLong).map(Some),
                Split::Row { bytes, lines } => {
                    if self.fields.len() == 1 && self.fields.get(0).is_empty() {
                        self.advance(bytes, lines);
                        continue;
                    }
                    return self.row(bytes, lines, latest).map(Some);
                }
            }
        }
    }

    fn row(&mut self, bytes: usize, lines: usize, latest: NaiveDate) -> io::Result<Result<Record, Reject>> {
        match Record::read(&self.fields, latest) {
            Ok(record) => {
                self.advance(bytes, lines);
                Ok(Ok(record))
            }
            // A stray quotation mark has joined lines that do not belong together: only the first one is given up.
            Err(reason @ Unreadable::Columns(_)) if lines > 1 => self.reject_line(reason),
            Err(reason) => {
                let line = self.lines_read + 1;
                let row = shown(&self.buffer[self.start..self.start + bytes]);
                self.advance(bytes, lines);
                Ok(Err(Reject { line, reason, row }))
            }
        }
    }

    /// Gives up what stands before the next line end, however far that is.
    fn reject_line(&mut self, reason: Unreadable) -> io::Result<Result<Record, Reject>> {
        let line = self.lines_read + 1;
        let mut row = Vec::new();
        loop {
            let rest = &self.buffer[self.start..self.end];
            let line_end = rest.iter().position(|byte| *byte == b'\n');
            let taken = line_end.map_or(rest.len(), |at| at + 1);
            if row.is_empty() {
                row = shown(&rest[..taken]);
            }
            self.advance(taken, usize::from(line_end.is_some()));
            if line_end.is_some() || self.input_ended {
                return Ok(Err(Reject { line, reason, row }));
            }
            self.fill()?;
        }
    }

    fn advance(&mut self, bytes: usize, lines: usize) {
        self.start += bytes;
        self.bytes_read += bytes as u64;
        self.lines_read += lines as u64;
    }

    /// Moves what is left to the front and fills the rest of the buffer.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        while self.end < self.buffer.len() && !self.input_ended {
            match self.input.read(&mut self.buffer[self.end..]) {
                Ok(0) => self.input_ended = true,
                Ok(count) => self.end += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

fn shown(row: &[u8]) -> Vec<u8> {
    let row = row.trim_ascii_end();
    row[..row.len().min(SHOWN_BYTES_MAX)].to_vec()
}
