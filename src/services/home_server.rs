//! A visitor's own server: what it says about following, replying and the like from there (FEP-3b86, and OStatus before it).

use serde_json::Value;
use url::Url;

use crate::app::App;
use crate::egress::{EgressError, Wanted};

/// The relation under which older servers say how to follow somebody from there.
const SUBSCRIBE: &str = "http://ostatus.org/schema/1.0/subscribe";
/// What stands before the name of an intent.
const INTENT: &str = "https://w3id.org/fep/3b86/";
const TEMPLATE_BYTES_MAX: usize = 2_048;
const LINKS_MAX: usize = 100;

/// What may be done from one's own server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Intent {
    Follow,
    /// A new post, or a reply.
    Create,
    Like,
    Announce,
    /// Just to see it there.
    Object,
}

impl Intent {
    pub const ALL: [Intent; 5] = [Intent::Follow, Intent::Create, Intent::Like, Intent::Announce, Intent::Object];

    /// As it stands in a relation.
    pub fn name(self) -> &'static str {
        match self {
            Intent::Follow => "Follow",
            Intent::Create => "Create",
            Intent::Like => "Like",
            Intent::Announce => "Announce",
            Intent::Object => "Object",
        }
    }

    pub fn relation(self) -> String {
        format!("{INTENT}{}", self.name())
    }

    /// As it stands in addresses of ours.
    pub fn word(self) -> &'static str {
        match self {
            Intent::Follow => "follow",
            Intent::Create => "create",
            Intent::Like => "like",
            Intent::Announce => "announce",
            Intent::Object => "object",
        }
    }

    pub fn from_word(word: &str) -> Option<Intent> {
        Intent::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// What a visitor's server offers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offered {
    templates: Vec<(Intent, String)>,
    subscribe: Option<String>,
}

impl Offered {
    pub fn is_empty(&self) -> bool {
        self.templates.is_empty() && self.subscribe.is_none()
    }

    /// The address at which a visitor does this to `object`. Following, and just looking, the older relation can do as well.
    pub fn address(&self, intent: Intent, object: &str) -> Option<Url> {
        let own = self.templates.iter().find(|(it, _)| *it == intent).map(|(_, template)| template);
        let older = self.subscribe.as_ref().filter(|_| matches!(intent, Intent::Follow | Intent::Object));
        let template = own.or(older)?;
        let names = if intent == Intent::Create { ["inReplyTo", "uri"] } else { ["object", "uri"] };
        expanded(template, |name| if names.contains(&name) { object } else { "" })
    }
}

/// Asks the server of `name@host` what can be done from there.
pub async fn offered_by(app: &App, name: &str, host: &str) -> Result<Offered, EgressError> {
    let scheme = if app.config.development_peers.iter().any(|peer| peer == host) { "http" } else { "https" };
    let address = format!("{scheme}://{host}/.well-known/webfinger");
    let mut url = Url::parse(&address).map_err(|_| EgressError::Forbidden("no-address"))?;
    url.query_pairs_mut().append_pair("resource", &format!("acct:{name}@{host}"));
    let fetched = app.egress.get_json(&url, Wanted::WebFinger, None).await?;
    let answer: Value = serde_json::from_slice(&fetched.body).unwrap_or_default();
    Ok(read(&answer, scheme))
}

/// Only templates of the web are taken: an address that a page of ours links to must be one.
fn read(answer: &Value, scheme: &str) -> Offered {
    let mut offered = Offered::default();
    let links = answer.get("links").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for link in links.iter().take(LINKS_MAX) {
        let text = |name: &str| link.get(name).and_then(Value::as_str).unwrap_or_default();
        let (relation, template) = (text("rel"), text("template"));
        let safe = template.len() <= TEMPLATE_BYTES_MAX
            && template.starts_with(&format!("{scheme}://"))
            && expanded(template, |_| "").is_some();
        if !safe {
            continue;
        }
        if relation == SUBSCRIBE {
            offered.subscribe = Some(template.to_string());
        } else if let Some(intent) = Intent::ALL.into_iter().find(|it| it.relation() == relation) {
            offered.templates.push((intent, template.to_string()));
        }
    }
    offered
}

/// Fills a template in: every value percent-encoded, what we do not know left empty.
fn expanded<'v>(template: &str, value: impl Fn(&str) -> &'v str) -> Option<Url> {
    let mut address = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        address.push_str(before);
        let encoded = url::form_urlencoded::byte_serialize(value(name).as_bytes()).collect::<String>();
        address.push_str(&encoded.replace('+', "%20"));
        rest = after;
    }
    address.push_str(rest);
    Url::parse(&address).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.username().is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn intents_are_read_and_filled_in() {
        let answer = json!({"links": [
            {"rel": SUBSCRIBE, "template": "https://m.example/authorize_interaction?uri={uri}"},
            {"rel": "https://w3id.org/fep/3b86/Create",
             "template": "https://m.example/share?text={content}&reply={inReplyTo}&x={on-success}"},
        ]});
        let offered = read(&answer, "https");
        let at = |intent, object| offered.address(intent, object).map(|it| it.to_string());
        assert_eq!(
            at(Intent::Follow, "acct:acme.com@n.example").unwrap(),
            "https://m.example/authorize_interaction?uri=acct%3Aacme.com%40n.example"
        );
        assert_eq!(
            at(Intent::Create, "https://n.example/posts/1?a=b&c").unwrap(),
            "https://m.example/share?text=&reply=https%3A%2F%2Fn.example%2Fposts%2F1%3Fa%3Db%26c&x="
        );
        assert_eq!(at(Intent::Like, "x"), None);
    }

    #[test]
    fn what_is_no_address_of_the_web_is_no_template() {
        for template in [
            "javascript:alert(1)//{uri}",
            "http://m.example/{uri}",
            "https://user@m.example/{uri}",
            "data:text/html,{uri}",
            "https://m.example/{uri",
            "//m.example/{uri}",
            "",
        ] {
            let answer = json!({"links": [{"rel": SUBSCRIBE, "template": template}]});
            assert!(read(&answer, "https").is_empty(), "{template}");
        }
    }
}
