//! How a domain names the actor that speaks for its brand, and how the actor names the domain: read from what was found.

use serde_json::Value;

/// Records below one name that are read.
const RECORDS_MAX: usize = 20;
/// Actors that one file may name.
const ACTORS_MAX: usize = 50;
/// Subdomains beside the domain itself where somebody may be named: those that its own file, or an administrator, lists.
pub const SUBDOMAINS_MAX: usize = 3;
/// Links of a front page that are looked at.
const LINKS_MAX: usize = 2_000;
/// Bytes of a host's name (RFC 1035).
const HOST_BYTES_MAX: usize = 253;
/// Characters of what was seen that are kept to show it.
pub const SAW_CHARS_MAX: usize = 300;

/// Where a domain may name an actor. The first three make it official; a link shows only that they know each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// TXT `_redress.acme.com`.
    Dns,
    /// WebFinger on the domain leads from the domain's own name, `acct:acme.com@acme.com`, to an actor of another server.
    WebFinger,
    /// `https://acme.com/.well-known/redress.json`.
    WellKnown,
    /// `rel="me"` on the front page.
    Link,
}

impl Way {
    pub const ALL: [Way; 4] = [Way::Dns, Way::WebFinger, Way::WellKnown, Way::Link];

    pub fn word(self) -> &'static str {
        match self {
            Way::Dns => "dns",
            Way::WebFinger => "webfinger",
            Way::WellKnown => "well-known",
            Way::Link => "link",
        }
    }

    pub fn makes_official(self) -> bool {
        self != Way::Link
    }
}

/// What a look at one place came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Found,
    /// Something stands there, and it names somebody else.
    Other,
    /// Almost: something of the right kind that does not count.
    Nearly,
    Missing,
    /// Something stands there that cannot be read.
    Unreadable,
    /// Nobody could be asked.
    Unreachable,
}

impl Verdict {
    const ALL: [Verdict; 6] =
        [Verdict::Found, Verdict::Other, Verdict::Nearly, Verdict::Missing, Verdict::Unreadable, Verdict::Unreachable];

    pub fn word(self) -> &'static str {
        match self {
            Verdict::Found => "found",
            Verdict::Other => "other",
            Verdict::Nearly => "nearly",
            Verdict::Missing => "missing",
            Verdict::Unreadable => "unreadable",
            Verdict::Unreachable => "unreachable",
        }
    }

    pub fn from_word(word: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// A verdict with what was seen, as it is shown to whoever has to put it right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub verdict: Verdict,
    pub saw: String,
}

impl Look {
    pub fn new(verdict: Verdict, saw: &str) -> Look {
        let plain: String = saw.chars().map(|it| if it.is_control() { ' ' } else { it }).take(SAW_CHARS_MAX).collect();
        Look { verdict, saw: plain.trim().to_string() }
    }
}

/// Before a word of ours where otherwise stands what was seen.
const WHY: &str = "why:";

/// Why nothing counts at a place. Kept as a word, and said in the language of whoever reads it: `look-<word>` in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    Status(u16),
    OtherType,
    TooLarge,
    TooMany,
    TooSlow,
    Redirects,
    NotAllowed,
    NoConnection,
    /// The name servers of the domain gave no answer, or said that they cannot.
    NoNameServer,
    NotReadable,
    /// Where the address leads.
    LeadsTo(String),
    /// The actor is one of this server and names the domain by itself.
    Ours,
    /// The address is the account's own name on its own server, as every account of a server has one.
    OwnHandle,
    /// Nobody of that name or address was found.
    NoAccount,
}

impl Why {
    pub const WORDS: [&str; 14] = [
        "status",
        "other-type",
        "too-large",
        "too-many",
        "too-slow",
        "redirects",
        "not-allowed",
        "no-connection",
        "no-name-server",
        "not-readable",
        "leads-to",
        "ours",
        "own-handle",
        "no-account",
    ];

    fn word(&self) -> &'static str {
        match self {
            Why::Status(_) => "status",
            Why::OtherType => "other-type",
            Why::TooLarge => "too-large",
            Why::TooMany => "too-many",
            Why::TooSlow => "too-slow",
            Why::Redirects => "redirects",
            Why::NotAllowed => "not-allowed",
            Why::NoConnection => "no-connection",
            Why::NoNameServer => "no-name-server",
            Why::NotReadable => "not-readable",
            Why::LeadsTo(_) => "leads-to",
            Why::Ours => "ours",
            Why::OwnHandle => "own-handle",
            Why::NoAccount => "no-account",
        }
    }

    /// As it is kept in the place of what was seen.
    pub fn look(&self, verdict: Verdict) -> Look {
        let detail = match self {
            Why::Status(status) => status.to_string(),
            Why::LeadsTo(host) => host.clone(),
            _ => String::new(),
        };
        Look::new(verdict, &format!("{WHY}{} {detail}", self.word()))
    }

    /// The word and its detail, where what was kept is one of these.
    pub fn read(saw: &str) -> Option<(&'static str, &str)> {
        let (word, detail) = saw.strip_prefix(WHY)?.split_once(' ').unwrap_or((saw.strip_prefix(WHY)?, ""));
        Why::WORDS.into_iter().find(|it| *it == word).map(|word| (word, detail))
    }
}

/// What an actor's document says that may name a domain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// The host of its id. What stands on the domain itself needs no further word.
    pub host: String,
    /// Its name on its own server.
    pub username: String,
    /// FEP-2c59.
    pub webfinger: Option<String>,
    pub also_known_as: Vec<String>,
    /// Names and values of the profile's fields, values as HTML.
    pub fields: Vec<(String, String)>,
}

/// The record that names an actor; with the number of a claim it was written for that claim.
pub fn dns_record(actor: &str, claim: Option<&str>) -> String {
    match claim {
        Some(claim) => format!("v=1; actor={actor}; claim={claim}"),
        None => format!("v=1; actor={actor}"),
    }
}

/// Whether a record that names the actor was written for this claim.
pub fn dns_answers(records: &[String], actor: &str, claim: &str) -> bool {
    let answers = |record: &&String| {
        record
            .split(';')
            .filter_map(|it| it.split_once('='))
            .any(|(name, it)| name.trim() == "claim" && it.trim() == claim)
    };
    records.iter().take(RECORDS_MAX).filter(answers).any(|it| actor_of_record(it) == Some(actor))
}

/// Reads the TXT records. One record names one actor; several records name several.
pub fn read_dns(records: &[String], actor: &str) -> Look {
    let named: Vec<Option<&str>> = records.iter().take(RECORDS_MAX).map(|it| actor_of_record(it)).collect();
    let saw = records.iter().take(RECORDS_MAX).map(|it| format!("\"{it}\"")).collect::<Vec<_>>().join(" ");
    let verdict = if named.contains(&Some(actor)) {
        return Look::new(Verdict::Found, &format!("\"{}\"", dns_record(actor, None)));
    } else if named.iter().any(Option::is_some) {
        Verdict::Other
    } else if records.is_empty() {
        Verdict::Missing
    } else {
        Verdict::Unreadable
    };
    Look::new(verdict, &saw)
}

/// A record with two actors names nobody: which one is meant?
fn actor_of_record(record: &str) -> Option<&str> {
    let mut parts = record.split(';').map(str::trim).filter(|it| !it.is_empty());
    if parts.next()?.split_once('=').is_none_or(|(name, value)| name.trim() != "v" || value.trim() != "1") {
        return None;
    }
    let mut actors = parts.filter_map(|it| it.split_once('=')).filter(|(name, _)| name.trim() == "actor");
    let (_, actor) = actors.next()?;
    actors.next().is_none().then_some(actor.trim()).filter(|it| !it.is_empty())
}

/// `{"actors": ["https://…"]}`.
pub fn read_file(body: &[u8], actor: &str) -> Look {
    let parsed: Option<Value> = serde_json::from_slice(body).ok();
    let Some(actors) = parsed.as_ref().and_then(|it| it.get("actors")).and_then(Value::as_array) else {
        return Look::new(Verdict::Unreadable, &String::from_utf8_lossy(&body[..body.len().min(SAW_CHARS_MAX)]));
    };
    let named: Vec<&str> = actors.iter().take(ACTORS_MAX).filter_map(Value::as_str).collect();
    named_among(&named, actor)
}

fn texts_of<'b>(parsed: Option<&'b Value>, member: &str) -> Vec<&'b str> {
    let many = parsed.and_then(|it| it.get(member)).and_then(Value::as_array);
    many.map(|it| it.iter().take(ACTORS_MAX).filter_map(Value::as_str).collect()).unwrap_or_default()
}

/// `{"actors": [...], "claims": ["…"]}`: whether the file that names the actor was written for this claim.
pub fn file_answers(body: &[u8], actor: &str, claim: &str) -> bool {
    let parsed: Option<Value> = serde_json::from_slice(body).ok();
    texts_of(parsed.as_ref(), "actors").contains(&actor) && texts_of(parsed.as_ref(), "claims").contains(&claim)
}

/// `{"subdomains": ["help.acme.com"]}`: where else the domain says that it may be spoken for.
pub fn subdomains_in(body: &[u8], domain: &str) -> Vec<String> {
    let parsed: Option<Value> = serde_json::from_slice(body).ok();
    let named = texts_of(parsed.as_ref(), "subdomains");
    named.into_iter().map(str::to_lowercase).filter(|it| is_subdomain(it, domain)).take(SUBDOMAINS_MAX).collect()
}

/// Whether a host is plainly below a domain.
pub fn is_subdomain(host: &str, domain: &str) -> bool {
    let letter = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    let labels = host.strip_suffix(domain).and_then(|it| it.strip_suffix('.'));
    host.len() <= HOST_BYTES_MAX
        && labels.is_some_and(|it| it.split('.').all(|label| !label.is_empty() && label.bytes().all(letter)))
}

/// Whether the domain's own name is simply how an account of that domain is called: every account of an open server has
/// such an address, and it proves nothing.
pub fn is_own_handle(card: &Card, host: &str) -> bool {
    // Without the port that an actor of a development peer has.
    let plain = |it: &str| it.split(':').next().unwrap_or_default().to_string();
    let on_host = |it: &str| plain(it) == host || is_subdomain(&plain(it), host);
    let handle = card.webfinger.as_deref().and_then(|it| it.rsplit_once('@')).map(|(_, at)| at.to_lowercase());
    on_host(&card.host) || handle.is_some_and(|it| on_host(&it)) || card.username.eq_ignore_ascii_case(host)
}

fn named_among(named: &[&str], actor: &str) -> Look {
    if named.contains(&actor) {
        Look::new(Verdict::Found, actor)
    } else if named.is_empty() {
        Look::new(Verdict::Missing, "")
    } else {
        Look::new(Verdict::Other, &named.join(" "))
    }
}

/// A WebFinger answer on the domain: its links of the kind that leads to an actor.
pub fn read_webfinger(body: &[u8], actor: &str, is_activity_type: impl Fn(&str) -> bool) -> Look {
    let Ok(answer) = serde_json::from_slice::<Value>(body) else {
        return Look::new(Verdict::Unreadable, &String::from_utf8_lossy(&body[..body.len().min(SAW_CHARS_MAX)]));
    };
    let text = |it: &Value, name: &str| it.get(name).and_then(Value::as_str).map(str::to_string);
    let links = answer.get("links").and_then(Value::as_array).cloned().unwrap_or_default();
    let leads = |it: &&Value| {
        text(it, "rel").as_deref() == Some("self") && text(it, "type").is_some_and(|kind| is_activity_type(&kind))
    };
    let hrefs: Vec<String> = links.iter().take(ACTORS_MAX).filter(leads).filter_map(|it| text(it, "href")).collect();
    // The first one is what every server follows.
    let first: Vec<&str> = hrefs.iter().take(1).map(String::as_str).collect();
    named_among(&first, actor)
}

/// The front page: does a link with `rel="me"` lead to one of the actor's addresses?
pub fn read_page(html: &str, addresses: &[&str]) -> Look {
    let links = links_to_me(html);
    let meant = links.iter().find(|it| addresses.contains(&it.as_str()));
    match meant {
        Some(link) => Look::new(Verdict::Found, &format!("rel=\"me\" href=\"{link}\"")),
        None if links.is_empty() => Look::new(Verdict::Missing, ""),
        None => Look::new(Verdict::Other, &links.join(" ")),
    }
}

/// Addresses of `<a>` and `<link>` with `rel="me"`, where a browser would see them.
fn links_to_me(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    let mut looked = 0;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let Some(end) = tag_end(rest) else { break };
        let (tag, after) = rest.split_at(end + 1);
        rest = after;
        let name: String =
            tag[1..].chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        match name.as_str() {
            // What stands inside these is no page.
            "script" | "style" | "textarea" | "template" | "noscript" | "title" | "iframe" | "xmp" => {
                rest = after_closing(rest, &name);
            }
            "a" | "link" => {
                looked += 1;
                if looked > LINKS_MAX {
                    break;
                }
                let attributes = attributes(&tag[1 + name.len()..tag.len() - 1]);
                let value =
                    |wanted: &str| attributes.iter().find(|(it, _)| it == wanted).map(|(_, value)| value.clone());
                let is_me =
                    value("rel").is_some_and(|it| it.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case("me")));
                found.extend(value("href").filter(|_| is_me));
            }
            _ => {}
        }
    }
    found
}

/// Where a tag ends: a `>` inside quotes does not end it.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn after_closing<'a>(html: &'a str, name: &str) -> &'a str {
    let closing = format!("</{name}");
    let found = html.as_bytes().windows(closing.len()).position(|it| it.eq_ignore_ascii_case(closing.as_bytes()));
    found.and_then(|at| html.get(at..)).unwrap_or("")
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches(|it: char| it.is_ascii_whitespace() || it == '/');
    while !rest.is_empty() {
        let end = rest.find(|it: char| it.is_ascii_whitespace() || matches!(it, '=' | '/')).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|it| matches!(it, '"' | '\''));
            let (start, closed) = match quote {
                Some(quote) => (&after[1..], after[1..].find(quote)),
                None => (after, after.find(|it: char| it.is_ascii_whitespace())),
            };
            let end = closed.unwrap_or(start.len());
            value = &start[..end];
            rest = start.get(end + usize::from(quote.is_some())..).unwrap_or("");
        } else if end == 0 {
            // A stray mark: go on behind it.
            rest = rest.get(1..).unwrap_or("");
        }
        if !name.is_empty() {
            found.push((name, unescaped(value)));
        }
        rest = rest.trim_start_matches(|it: char| it.is_ascii_whitespace() || it == '/');
    }
    found
}

fn unescaped(value: &str) -> String {
    value.replace("&amp;", "&").replace("&#38;", "&").trim().to_string()
}

/// Whether an actor names the domain or a subdomain that it lists, and what it says instead.
pub fn names_one_of(card: &Card, hosts: &[&str]) -> Look {
    let looks: Vec<Look> = hosts.iter().map(|host| names_domain(card, host)).collect();
    let found = looks.iter().find(|it| it.verdict == Verdict::Found).or(looks.first());
    found.cloned().unwrap_or_else(|| Look::new(Verdict::Missing, ""))
}

/// Whether an actor names this host, and what it says instead.
pub fn names_domain(card: &Card, domain: &str) -> Look {
    let page = format!("https://{domain}");
    let is_page = |it: &str| it.trim().trim_end_matches('/') == page;
    if card.host == domain {
        return Look::new(Verdict::Found, &card.host);
    }
    let own = format!("@{domain}");
    let is_handle = |it: &str| it.trim().trim_start_matches("acct:").to_lowercase().ends_with(&own);
    if let Some(handle) = card.webfinger.as_deref().filter(|it| is_handle(it)) {
        return Look::new(Verdict::Found, &format!("webfinger: {handle}"));
    }
    let is_on_domain = |it: &&String| is_page(it) || it.starts_with(&format!("{page}/")) || is_handle(it);
    if let Some(known) = card.also_known_as.iter().find(is_on_domain) {
        return Look::new(Verdict::Found, &format!("alsoKnownAs: {known}"));
    }
    let links: Vec<(&str, String)> = card
        .fields
        .iter()
        .flat_map(|(name, value)| links_of(value).into_iter().map(move |it| (name.as_str(), it)))
        .collect();
    if let Some((name, link)) = links.iter().find(|(_, link)| is_page(link)) {
        return Look::new(Verdict::Found, &format!("{name}: {link}"));
    }
    let shown = links.iter().map(|(name, link)| format!("{name}: {link}")).collect::<Vec<_>>().join(" · ");
    let nearly = links
        .iter()
        .any(|(_, link)| host_in(link).is_some_and(|it| it == domain || it.ends_with(&format!(".{domain}"))));
    Look::new(if nearly { Verdict::Nearly } else { Verdict::Missing }, &shown)
}

/// Addresses in the HTML of a field's value: where its links lead, else its plain words.
fn links_of(value: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut rest = value;
    while let Some((_, after)) = rest.split_once("href=\"") {
        let (link, behind) = after.split_once('"').unwrap_or((after, ""));
        links.push(unescaped(link));
        rest = behind;
    }
    if links.is_empty() && !value.contains('<') {
        links.extend(value.split_whitespace().filter(|it| it.contains('.')).map(str::to_string));
    }
    links
}

fn host_in(link: &str) -> Option<&str> {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next().filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests;
