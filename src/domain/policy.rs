//! Which servers this instance has to do with: a decision for a domain holds for everything under it.

use std::collections::HashMap;

use url::Host;

pub const DOMAIN_BYTES_MAX: usize = 253;
pub const REASON_CHARS_MAX: usize = 500;
pub const NOTE_CHARS_MAX: usize = 2_000;
/// How a domain that is partly hidden shows what is hidden.
const HIDDEN: char = '*';

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// As if nothing were decided, or, where only allowed domains may federate, the right to.
    Allow,
    /// It counts and shows where one opens it; no list shows it and no board announces it.
    Silence,
    /// Nothing comes in, nothing goes out, nothing is fetched.
    Block,
}

impl Severity {
    pub const ALL: [Severity; 3] = [Severity::Allow, Severity::Silence, Severity::Block];

    pub fn word(self) -> &'static str {
        match self {
            Severity::Allow => "allow",
            Severity::Silence => "silence",
            Severity::Block => "block",
        }
    }

    pub fn from_word(word: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|it| it.word() == word)
    }

    /// The word that Mastodon's files use.
    pub fn mastodon_word(self) -> &'static str {
        match self {
            Severity::Allow => "noop",
            Severity::Silence => "silence",
            Severity::Block => "suspend",
        }
    }

    /// Reads the words of Mastodon's files, and ours. A file of domains alone means to block them.
    pub fn from_mastodon(word: &str) -> Option<Severity> {
        match word.trim().to_ascii_lowercase().as_str() {
            "noop" | "none" => Some(Severity::Allow),
            "limit" => Some(Severity::Silence),
            "suspend" | "" => Some(Severity::Block),
            other => Severity::from_word(other),
        }
    }
}

/// What is decided about one domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Lower case, as it stands in DNS.
    pub domain: String,
    pub severity: Severity,
    pub reject_media: bool,
    pub reject_reports: bool,
    /// Part of the name is hidden in public.
    pub obfuscate: bool,
    /// Everybody reads it.
    pub reason: String,
    /// Only administrators read it.
    pub note: String,
}

impl Policy {
    /// The domain as the public list shows it.
    pub fn shown_domain(&self) -> String {
        if !self.obfuscate {
            return self.domain.clone();
        }
        let letters = self.domain.chars().count();
        let hidden = letters / 3..letters - letters / 3;
        let cover = |(place, letter): (usize, char)| {
            if letter != '.' && hidden.contains(&place) { HIDDEN } else { letter }
        };
        self.domain.chars().enumerate().map(cover).collect()
    }
}

/// A domain as it was typed or pasted: with a scheme, capitals, a leading `*.` or `@`, letters of any script.
pub fn read_domain(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("https://").trim_start_matches("http://");
    let text = text.trim_start_matches('@').trim_start_matches("*.").trim_end_matches(['.', '/']);
    match Host::parse(text).ok()? {
        Host::Domain(name) if name.contains('.') && name.len() <= DOMAIN_BYTES_MAX && !name.contains(HIDDEN) => {
            Some(name)
        }
        _ => None,
    }
}

/// All that is decided, to be asked about a host.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PolicyList {
    policies: HashMap<String, Policy>,
    /// Only domains that are allowed, and this instance itself, federate.
    only_allowed: bool,
}

impl PolicyList {
    pub fn new(policies: impl IntoIterator<Item = Policy>, only_allowed: bool) -> PolicyList {
        PolicyList { policies: policies.into_iter().map(|it| (it.domain.clone(), it)).collect(), only_allowed }
    }

    pub fn only_allowed(&self) -> bool {
        self.only_allowed
    }

    /// What is decided about a host, with or without a port: the nearest domain above it has the word.
    pub fn of(&self, host: &str) -> Option<&Policy> {
        let host = host.split(':').next().unwrap_or(host).trim_end_matches('.').to_ascii_lowercase();
        let mut name = host.as_str();
        loop {
            if let Some(found) = self.policies.get(name) {
                return Some(found);
            }
            name = name.split_once('.')?.1;
        }
    }

    pub fn severity(&self, host: &str) -> Severity {
        match self.of(host) {
            Some(policy) => policy.severity,
            None if self.only_allowed => Severity::Block,
            None => Severity::Allow,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(domain: &str, severity: Severity) -> Policy {
        Policy {
            domain: domain.into(),
            severity,
            reject_media: false,
            reject_reports: false,
            obfuscate: false,
            reason: String::new(),
            note: String::new(),
        }
    }

    #[test]
    fn the_nearest_domain_above_a_host_has_the_word() {
        let list =
            PolicyList::new([policy("bad.test", Severity::Block), policy("good.bad.test", Severity::Allow)], false);
        for (host, severity) in [
            ("bad.test", Severity::Block),
            ("BAD.test.", Severity::Block),
            ("a.b.bad.test:8443", Severity::Block),
            ("good.bad.test", Severity::Allow),
            ("x.good.bad.test", Severity::Allow),
            ("notbad.test", Severity::Allow),
            ("test", Severity::Allow),
        ] {
            assert_eq!(list.severity(host), severity, "{host}");
        }
        let only = PolicyList::new([policy("good.test", Severity::Allow)], true);
        assert_eq!((only.severity("good.test"), only.severity("else.test")), (Severity::Allow, Severity::Block));
    }

    #[test]
    fn domains_are_read_as_people_write_them() {
        for (text, domain) in [
            (" https://Bad.Example/ ", Some("bad.example")),
            ("*.bad.example", Some("bad.example")),
            ("@bad.example", Some("bad.example")),
            ("müller.example", Some("xn--mller-kva.example")),
            ("b*d.example", None),
            ("example", None),
            ("10.0.0.1", None),
            ("two words.example", None),
            ("", None),
        ] {
            assert_eq!(read_domain(text).as_deref(), domain, "{text}");
        }
    }

    #[test]
    fn a_hidden_domain_shows_its_ends() {
        let shown = Policy { obfuscate: true, ..policy("bad-place.example", Severity::Block) }.shown_domain();
        assert_eq!(shown, "bad-p****.**ample");
    }
}
