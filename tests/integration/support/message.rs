//! Requests signed as RFC 9421 says, put together by hand: what a story spoils, it spoils in one place.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use redress::app::Clock;
use redress::crypto::keys::{KeyKind, SecretKey};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::TestApp;
use crate::support::peer::{ACTIVITY_JSON, PeerActor, Sealed};

#[derive(Clone)]
pub struct Message {
    pub method: &'static str,
    pub target: String,
    pub host: String,
    pub body: Vec<u8>,
    pub covered: Vec<String>,
    /// Parameters as they stand after the covered components, each with its semicolon.
    pub parameters: String,
    pub label: String,
    pub content_digest: Option<String>,
    pub key: SecretKey,
    /// Headers beside the usual ones.
    pub extra: Vec<(String, String)>,
}

pub fn content_digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(body)))
}

impl Message {
    /// A delivery to the shared inbox.
    pub fn new(test: &TestApp, actor: &PeerActor, activity: &Value) -> Message {
        let body = activity.to_string().into_bytes();
        let algorithm = match actor.key.kind() {
            KeyKind::Rsa => "rsa-v1_5-sha256",
            KeyKind::Ed25519 => "ed25519",
        };
        Message {
            method: "POST",
            target: "/inbox".into(),
            host: test.authority(),
            covered: ["@method", "@target-uri", "content-digest"].map(String::from).into(),
            parameters: format!(
                r#";created={};keyid="{}";alg="{algorithm}""#,
                test.clock.now().timestamp(),
                actor.key_id
            ),
            label: "sig1".into(),
            content_digest: Some(content_digest(&body)),
            body,
            key: actor.key.clone(),
            extra: Vec::new(),
        }
    }

    pub fn covering(mut self, covered: &[&str]) -> Message {
        self.covered = covered.iter().map(|it| (*it).to_string()).collect();
        self
    }

    pub fn with_parameters(mut self, parameters: String) -> Message {
        self.parameters = parameters;
        self
    }

    fn value(&self, name: &str) -> String {
        let (path, query) = self.target.split_once('?').unwrap_or((&self.target, ""));
        match name {
            "@method" => self.method.to_string(),
            "@target-uri" => format!("http://{}{}", self.host, self.target),
            "@authority" | "host" => self.host.clone(),
            "@request-target" => self.target.clone(),
            "@path" => path.to_string(),
            "@query" => format!("?{query}"),
            "content-digest" => self.content_digest.clone().unwrap_or_default(),
            "content-type" => ACTIVITY_JSON.to_string(),
            other => self.extra.iter().find(|(name, _)| name == other).map(|it| it.1.clone()).unwrap_or_default(),
        }
    }

    /// Input and signature, for a request that carries several.
    pub fn fields(&self) -> (String, String) {
        let list: Vec<String> = self.covered.iter().map(|name| format!("\"{name}\"")).collect();
        let parameters = format!("({}){}", list.join(" "), self.parameters);
        let mut base: Vec<String> =
            self.covered.iter().map(|name| format!("\"{name}\": {}", self.value(name))).collect();
        base.push(format!("\"@signature-params\": {parameters}"));
        let signature = STANDARD.encode(self.key.sign(base.join("\n").as_bytes()).unwrap());
        (format!("{}={parameters}", self.label), format!("{}=:{signature}:", self.label))
    }

    /// The request, signed as it stands now.
    pub fn sealed(&self) -> Sealed {
        let (input, signature) = self.fields();
        let mut headers = vec![("host".to_string(), self.host.clone())];
        headers.extend(self.content_digest.iter().map(|it| ("content-digest".to_string(), it.clone())));
        headers.push(("content-type".into(), ACTIVITY_JSON.into()));
        headers.push(("signature-input".into(), input));
        headers.push(("signature".into(), signature));
        headers.extend(self.extra.iter().cloned());
        Sealed { target: self.target.clone(), headers, body: self.body.clone(), length: Some(self.body.len()) }
    }

    pub async fn send(&self, test: &TestApp) -> u16 {
        self.sealed().send(test).await
    }
}
