//! One row of a CSV file (RFC 4180), split where it lies, with a limit on its length: an open quotation mark cannot swallow the rest of a file.

/// The longest row, quotation marks and narrative included.
pub const ROW_BYTES_MAX: usize = 256 * 1024;

/// The columns of one row, unquoted; kept between rows so that reading a row allocates nothing.
#[derive(Debug, Default, Clone)]
pub struct Fields {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Fields {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The bytes of one column; empty where there is none.
    pub fn get(&self, column: usize) -> &[u8] {
        let Some(&end) = self.ends.get(column) else { return &[] };
        let start = column.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..end]
    }

    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len()).map(|column| self.get(column))
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    fn end_field(&mut self) {
        self.ends.push(self.bytes.len());
    }
}

/// What was found at the start of a buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// A row of so many bytes and so many line ends.
    Row {
        bytes: usize,
        lines: usize,
    },
    /// The buffer ends before the row does.
    Unfinished,
    /// A quotation mark opens and the file, or the longest row that we take, ends before it closes.
    OpenQuote,
    TooLong,
}

enum State {
    FieldStart,
    Plain,
    Quoted,
    /// A quotation mark inside a quoted field: the end of it, or the first half of a doubled one.
    QuoteInQuoted,
}

/// Splits the row at the start of `buffer`. `last` says that nothing follows the buffer.
pub fn split(buffer: &[u8], last: bool, fields: &mut Fields) -> Split {
    fields.clear();
    let mut state = State::FieldStart;
    let mut lines = 0;
    let mut at = 0;
    while at < buffer.len() {
        if at >= ROW_BYTES_MAX {
            return too_long(&state);
        }
        let byte = buffer[at];
        at += 1;
        let ends_line = byte == b'\n' || (byte == b'\r' && buffer.get(at) != Some(&b'\n'));
        lines += usize::from(ends_line);
        state = match (state, byte) {
            (State::Quoted, b'"') => State::QuoteInQuoted,
            (State::Quoted, _) => {
                fields.bytes.push(byte);
                State::Quoted
            }
            (State::QuoteInQuoted, b'"') => {
                fields.bytes.push(b'"');
                State::Quoted
            }
            (State::FieldStart, b'"') => State::Quoted,
            (_, b',') => {
                fields.end_field();
                State::FieldStart
            }
            (_, b'\r') if at == buffer.len() && !last => return Split::Unfinished,
            (_, b'\r' | b'\n') => {
                fields.end_field();
                if byte == b'\r' && buffer.get(at) == Some(&b'\n') {
                    return Split::Row { bytes: at + 1, lines: lines + 1 };
                }
                return Split::Row { bytes: at, lines };
            }
            (_, _) => {
                fields.bytes.push(byte);
                State::Plain
            }
        };
    }
    match state {
        _ if !last => Split::Unfinished,
        State::Quoted => Split::OpenQuote,
        _ => {
            fields.end_field();
            Split::Row { bytes: at, lines: lines + 1 }
        }
    }
}

fn too_long(state: &State) -> Split {
    match state {
        State::Quoted => Split::OpenQuote,
        State::FieldStart | State::Plain | State::QuoteInQuoted => Split::TooLong,
    }
}
