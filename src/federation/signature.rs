//! The signature that a request to us carries, whichever way it is written: RFC 9421 where `Signature-Input` is there,
//! draft-cavage-12 else.

use std::collections::HashMap;

use actix_web::HttpRequest;
use actix_web::http::header::HeaderMap;
use url::Url;

use crate::app::App;
use crate::crypto::http_signature::{Signature, SignatureError, SignedRequest};
use crate::crypto::keys::PublicKey;
use crate::crypto::threads::NotDone;
use crate::crypto::{cavage, rfc9421};
use crate::domain::Timestamp;
use crate::federation::refusal::Reason;
use crate::federation::wire::{same_host, web_address};
use crate::http::peer::Peer;

/// A request with the signatures that cover what they must, at the right time. Who made them is not known yet.
pub(super) struct Arrived<'a> {
    request: &'a HttpRequest,
    signatures: Vec<Signature>,
}

impl<'a> Arrived<'a> {
    pub(super) fn read(request: &'a HttpRequest, with_body: bool, now: Timestamp) -> Result<Arrived<'a>, Reason> {
        let headers = request.headers();
        let date = text(headers, "date");
        let target = target_of(request);
        let mut signatures = Vec::new();
        let mut refused = Reason::SignatureUnreadable;
        for signature in parse(headers)? {
            let checked = signature.check_coverage(&target, with_body);
            match checked.and_then(|()| signature.check_time(date, now)) {
                Ok(()) => signatures.push(signature),
                // The first is the author's; what is said of it helps most.
                Err(error) if refused == Reason::SignatureUnreadable => refused = reason_of(error),
                Err(_) => {}
            }
        }
        if signatures.is_empty() { Err(refused) } else { Ok(Arrived { request, signatures }) }
    }

    /// The first signature.
    pub(super) fn first(&self) -> Option<&Signature> {
        self.signatures.first()
    }

    /// The first signature by a key on the host of this address.
    pub(super) fn by_host_of(&self, url: &Url) -> Option<&Signature> {
        self.signatures.iter().find(|it| web_address(it.key_id()).is_some_and(|key| same_host(&key, url)))
    }

    /// The network that sent it, on whose account unknown keys are looked for.
    pub(super) fn peer(&self, app: &App) -> String {
        Peer::of(self.request, &app.config.trusted_proxies).owner()
    }

    pub(super) fn digest_matches(&self, body: &[u8]) -> bool {
        self.first().is_some_and(|signature| {
            let stated = text(self.request.headers(), signature.digest_header());
            stated.is_some_and(|stated| signature.digest_matches(stated, body))
        })
    }

    /// Whether `key` made the signature. `false` also where it is a key of another kind: a newer one may fit.
    pub(super) async fn is_by(&self, app: &App, signature: &Signature, key: PublicKey) -> Result<bool, Reason> {
        let headers = self.request.headers();
        let covered: HashMap<String, String> = signature
            .covered_headers()
            .into_iter()
            .filter_map(|name| Some((name.to_string(), joined(headers, name)?)))
            .collect();
        let signature = signature.clone();
        let (method, target) = (self.request.method().to_string(), target_of(self.request));
        let origin = app.address.origin().to_string();
        let work = move || {
            let header = |name: &str| covered.get(name).map(String::as_str);
            let request = SignedRequest { method: &method, origin: &origin, target: &target, header: &header };
            signature.verify(&request, &key)
        };
        match app.threads.try_run(work).await {
            Ok(Ok(())) => Ok(true),
            Ok(Err(SignatureError::Wrong | SignatureError::Algorithm)) => Ok(false),
            Ok(Err(_)) => Err(Reason::SignatureUnreadable),
            Err(NotDone::Full) => Err(Reason::Busy),
            Err(NotDone::Stopped) => Err(Reason::Unavailable),
        }
    }
}

pub(super) fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Path and query as they stood in the request line.
fn target_of(request: &HttpRequest) -> String {
    request.uri().path_and_query().map(ToString::to_string).unwrap_or_default()
}

/// All values of a header in one.
fn joined(headers: &HeaderMap, name: &str) -> Option<String> {
    let values: Vec<&str> = headers.get_all(name).map(|it| it.to_str().ok()).collect::<Option<_>>()?;
    let values: Vec<&str> = values.into_iter().map(str::trim).collect();
    if values.is_empty() { None } else { Some(values.join(", ")) }
}

fn parse(headers: &HeaderMap) -> Result<Vec<Signature>, Reason> {
    let (input, signature) = (headers.get("signature-input"), headers.get("signature"));
    let Some(signature) = signature else {
        return Err(if input.is_some() { Reason::SignatureUnreadable } else { Reason::Unsigned });
    };
    let signature = signature.to_str().map_err(|_| Reason::SignatureUnreadable)?;
    match input {
        Some(input) => {
            let input = input.to_str().map_err(|_| Reason::SignatureUnreadable)?;
            let found = rfc9421::Signature::parse_all(input, signature).map_err(reason_of)?;
            Ok(found.into_iter().map(Signature::Message).collect())
        }
        None => Ok(vec![Signature::Cavage(cavage::Signature::parse(signature).map_err(reason_of)?)]),
    }
}

fn reason_of(error: SignatureError) -> Reason {
    match error {
        SignatureError::NotCovered("digest") => Reason::Digest,
        SignatureError::NotCovered("date") | SignatureError::TimeUnreadable | SignatureError::TimeOutside => {
            Reason::Time
        }
        // Of the headers only the date is looked at before the signature itself is.
        SignatureError::MissingHeader => Reason::Time,
        SignatureError::NotCovered(_) => Reason::NotCovered,
        SignatureError::Unreadable | SignatureError::Algorithm | SignatureError::Wrong => Reason::SignatureUnreadable,
    }
}
