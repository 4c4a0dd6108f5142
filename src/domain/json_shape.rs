//! The shape of JSON from outside, checked in one pass before any parser allocates: depth, repeated names, odd text.

use std::borrow::Cow;

/// Real documents of the fediverse stay under ten.
pub const DEPTH_MAX: usize = 32;
const NAMES_PER_OBJECT_MAX: usize = 1_000;

/// Why a text is not JSON that we read. `code` names it in logs and answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    #[error("the text ends in the middle")]
    Cut,
    #[error("not JSON")]
    Malformed,
    #[error("nested too deeply")]
    TooDeep,
    #[error("a name stands twice in one object")]
    RepeatedName,
    #[error("too many names in one object")]
    TooManyNames,
    #[error("not UTF-8, or half a character")]
    NotText,
    #[error("text with a NUL character")]
    Nul,
}

impl Flaw {
    pub fn code(self) -> &'static str {
        match self {
            Flaw::Cut => "json-cut",
            Flaw::Malformed => "json-malformed",
            Flaw::TooDeep => "json-too-deep",
            Flaw::RepeatedName => "json-repeated-name",
            Flaw::TooManyNames => "json-too-many-names",
            Flaw::NotText => "json-not-text",
            Flaw::Nul => "json-nul",
        }
    }
}

/// Finds what a parser would let pass or choke on. Numbers and literals are left to the parser that comes after.
pub fn check(body: &[u8]) -> Result<(), Flaw> {
    let text = std::str::from_utf8(body).map_err(|error| match error.error_len() {
        None => Flaw::Cut,
        Some(_) => Flaw::NotText,
    })?;
    Scanner { text: text.as_bytes(), at: 0, open: Vec::with_capacity(DEPTH_MAX), names: Vec::new() }.run()
}

/// An object or array that is not closed yet.
struct Frame {
    is_object: bool,
    names_from: usize,
}

struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
    open: Vec<Frame>,
    names: Vec<Cow<'a, [u8]>>,
}

impl<'a> Scanner<'a> {
    fn run(mut self) -> Result<(), Flaw> {
        // Whether a string here would be a name: after `{`, and after `,` in an object.
        let mut name_next = false;
        let mut seen = false;
        loop {
            self.skip_blanks();
            let Some(byte) = self.text.get(self.at).copied() else { break };
            if seen && self.open.is_empty() {
                return Err(Flaw::Malformed);
            }
            seen = true;
            match byte {
                b'{' | b'[' => {
                    self.open(byte == b'{')?;
                    name_next = byte == b'{';
                }
                b'}' | b']' => {
                    self.close(byte == b'}')?;
                    name_next = false;
                }
                b',' => {
                    name_next = self.open.last().is_some_and(|frame| frame.is_object);
                    self.at += 1;
                }
                b':' => {
                    name_next = false;
                    self.at += 1;
                }
                b'"' => {
                    let string = self.string()?;
                    if name_next {
                        self.names.push(string);
                    }
                }
                b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => self.skip_word(),
                _ => return Err(Flaw::Malformed),
            }
        }
        if seen && self.open.is_empty() { Ok(()) } else { Err(Flaw::Cut) }
    }

    fn open(&mut self, is_object: bool) -> Result<(), Flaw> {
        if self.open.len() == DEPTH_MAX {
            return Err(Flaw::TooDeep);
        }
        self.open.push(Frame { is_object, names_from: self.names.len() });
        self.at += 1;
        Ok(())
    }

    fn close(&mut self, is_object: bool) -> Result<(), Flaw> {
        let frame = self.open.pop().filter(|frame| frame.is_object == is_object).ok_or(Flaw::Malformed)?;
        let names = &mut self.names[frame.names_from..];
        if names.len() > NAMES_PER_OBJECT_MAX {
            return Err(Flaw::TooManyNames);
        }
        names.sort_unstable();
        if names.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Flaw::RepeatedName);
        }
        self.names.truncate(frame.names_from);
        self.at += 1;
        Ok(())
    }

    /// Reads a string from its opening quote and gives its content with escapes undone.
    fn string(&mut self) -> Result<Cow<'a, [u8]>, Flaw> {
        let start = self.at + 1;
        let mut at = start;
        let mut escaped = false;
        loop {
            match self.text.get(at).copied() {
                // A text that swallows the end of its document lacks a quotation mark, not its end.
                None if self.text.trim_ascii_end().ends_with(b"}") => return Err(Flaw::Malformed),
                None => return Err(Flaw::Cut),
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    at = self.escape(at)?;
                }
                Some(0) => return Err(Flaw::Nul),
                Some(0x01..=0x1f) => return Err(Flaw::Malformed),
                Some(_) => at += 1,
            }
        }
        self.at = at + 1;
        if !escaped {
            return Ok(Cow::Borrowed(&self.text[start..at]));
        }
        let plain: String = serde_json::from_slice(&self.text[start - 1..=at]).map_err(|_| Flaw::Malformed)?;
        Ok(Cow::Owned(plain.into_bytes()))
    }

    /// Checks the escape at `at` and gives the place after it; a surrogate must come with its other half.
    fn escape(&self, at: usize) -> Result<usize, Flaw> {
        match self.text.get(at + 1).copied() {
            None => Err(Flaw::Cut),
            Some(b'u') => match self.hex(at + 2)? {
                0 => Err(Flaw::Nul),
                0xd800..=0xdbff => {
                    let second = self.text.get(at + 6..at + 8) == Some(b"\\u");
                    if second && (0xdc00..=0xdfff).contains(&self.hex(at + 8)?) {
                        Ok(at + 12)
                    } else {
                        Err(Flaw::NotText)
                    }
                }
                0xdc00..=0xdfff => Err(Flaw::NotText),
                _ => Ok(at + 6),
            },
            Some(_) => Ok(at + 2),
        }
    }

    fn hex(&self, at: usize) -> Result<u16, Flaw> {
        let digits = self.text.get(at..at + 4).ok_or(Flaw::Cut)?;
        let digits = std::str::from_utf8(digits).map_err(|_| Flaw::Malformed)?;
        u16::from_str_radix(digits, 16).map_err(|_| Flaw::Malformed)
    }

    fn skip_blanks(&mut self) {
        while self.text.get(self.at).is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn skip_word(&mut self) {
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.');
        while self.text.get(self.at).is_some_and(is_word) {
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests;
