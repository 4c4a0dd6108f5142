//! Which company is which brand: a list of names with the domains they answer for, and the one rule for when two names are the same.

use std::collections::HashMap;

/// The names that come with the program.
const SHIPPED: &str = include_str!("companies.tsv");

/// Two names that differ only in case, spacing and punctuation are one company. The legal form stays:
/// "Acme Inc" and "Acme LLC" may well be two companies.
pub fn company_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            '.' | '\'' | '\u{2019}' => {}
            '&' => push_word(&mut key, "and "),
            letter if letter.is_alphanumeric() => key.push(letter),
            _ => push_word(&mut key, ""),
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// Ends the word before, if there is one, and begins another.
fn push_word(key: &mut String, word: &str) {
    if !key.is_empty() && !key.ends_with(' ') {
        key.push(' ');
    }
    key.push_str(word);
}

/// A mapping from companies to registrable domains.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Companies {
    domains: HashMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    #[error("line {0} of the mapping is not a company's name, a tab and a domain")]
    Line(usize),
    #[error("line {0} of the mapping: {1} is not a registrable domain such as example.com")]
    Domain(usize, String),
    #[error("line {0} of the mapping gives {1} a second domain")]
    Twice(usize, String),
}

impl Companies {
    /// The mapping that comes with the program.
    pub fn shipped() -> Result<Companies, MappingError> {
        Companies::parse(SHIPPED)
    }

    /// One company a line: its name, a tab, its domain. Empty lines and those that begin with `#` say nothing.
    pub fn parse(text: &str) -> Result<Companies, MappingError> {
        let mut companies = Companies::default();
        for (index, line) in text.lines().enumerate() {
            let number = index + 1;
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, domain) = line.split_once('\t').ok_or(MappingError::Line(number))?;
            let (key, domain) = (company_key(name), domain.trim());
            if key.is_empty() {
                return Err(MappingError::Line(number));
            }
            if psl::domain_str(domain) != Some(domain) || !domain.bytes().all(is_label_byte) {
                return Err(MappingError::Domain(number, domain.to_string()));
            }
            if companies.domains.insert(key, domain.to_string()).is_some_and(|before| before != domain) {
                return Err(MappingError::Twice(number, name.to_string()));
            }
        }
        Ok(companies)
    }

    /// Adds another mapping, which wins where both name a company.
    pub fn extend(&mut self, other: Companies) {
        self.domains.extend(other.domains);
    }

    /// The domain of the company with this key (see [`company_key`]).
    pub fn domain(&self, key: &str) -> Option<&str> {
        self.domains.get(key).map(String::as_str)
    }

    /// Every key with its domain, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.domains.iter().map(|(key, domain)| (key.as_str(), domain.as_str()))
    }
}

/// A-labels only: what stands in addresses.
fn is_label_byte(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.')
}
