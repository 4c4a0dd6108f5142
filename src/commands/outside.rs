//! The instance as others reach it: asked for itself at its own address, through whatever stands in front.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use serde_json::Value;

use crate::config::Config;

const PATIENCE: Duration = Duration::from_secs(10);

/// What the way to this instance is like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// Everything arrives as it should.
    Whole { peer: String },
    /// Nothing runs here that could be reached.
    None { why: String },
    /// It does not arrive, or not as it was sent.
    Wrong { why: String },
}

pub(super) async fn look(config: &Config) -> Way {
    let here = tokio::time::timeout(PATIENCE, tokio::net::TcpStream::connect(config.listen)).await;
    if !matches!(here, Ok(Ok(_))) {
        return Way::None { why: format!("not looked at: nothing runs at {}", config.listen) };
    }
    match ask(config).await {
        Err(why) => Way::Wrong { why },
        Ok((status, _)) if status != 200 => {
            Way::Wrong { why: format!("{} answers {status} where this program would answer 200", origin(config)) }
        }
        Ok((_, seen)) => judge(config, &seen),
    }
}

fn origin(config: &Config) -> &str {
    config.base_url.as_str().trim_end_matches('/')
}

async fn ask(config: &Config) -> Result<(u16, Value), String> {
    let mut client = reqwest::Client::builder().timeout(PATIENCE).redirect(reqwest::redirect::Policy::none());
    // Names that end in .test lead nowhere; there the port is the instance's own.
    if let (true, Some(host)) = (config.development, config.base_url.host_str()) {
        client = client.resolve(host, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    }
    let client = client.build().map_err(|error| error.to_string())?;
    let answer = client.get(format!("{}/health/seen", origin(config))).send().await;
    let answer =
        answer.map_err(|error| format!("{} cannot be reached from here: {}", origin(config), causes(&error)))?;
    let status = answer.status().as_u16();
    let text = answer.text().await.map_err(|error| error.to_string())?;
    Ok((status, serde_json::from_str(&text).unwrap_or(Value::Null)))
}

/// What went wrong, down to what went wrong first: a name that nobody knows, a certificate, a port where nobody listens.
fn causes(error: &dyn std::error::Error) -> String {
    let mut all = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        all.push(cause.to_string());
        next = cause.source();
    }
    all.dedup();
    if all.is_empty() { error.to_string() } else { all.join(": ") }
}

fn judge(config: &Config, seen: &Value) -> Way {
    let text = |name: &str| seen.get(name).and_then(Value::as_str).unwrap_or_default();
    let is = |name: &str| seen.get(name).and_then(Value::as_bool).unwrap_or(false);
    let authority = origin(config).split_once("://").map_or("", |(_, rest)| rest);
    if seen.is_null() {
        return Way::Wrong { why: format!("something else answers at {}", origin(config)) };
    }
    if !text("host").eq_ignore_ascii_case(authority) {
        return Way::Wrong {
            why: format!(
                "the proxy does not pass the header Host on: it arrives as \"{}\", so other servers get 421",
                text("host")
            ),
        };
    }
    if is("named") && !is("trusted") {
        return Way::Wrong {
            why: format!(
                "requests come from {}, which is not in trusted_proxies, so what it says of visitors is not believed",
                text("connected")
            ),
        };
    }
    if !is("named") && is("trusted") && !config.development {
        return Way::Wrong {
            why: "the proxy does not say whom it answers (X-Forwarded-For), so all visitors are one".to_string(),
        };
    }
    Way::Whole { peer: text("peer").to_string() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn judged(seen: &Value) -> Way {
        let base = ("REDRESS_BASE_URL".to_string(), "https://redress.example".to_string());
        judge(&Config::read(None, [base]).unwrap(), seen)
    }

    #[test]
    fn what_a_proxy_leaves_out_is_named() {
        let seen = |host: &str, trusted: bool, named: bool| {
            judged(
                &json!({"host": host, "peer": "192.0.2.1", "connected": "172.18.0.1", "trusted": trusted, "named": named}),
            )
        };
        assert_eq!(seen("redress.example", true, true), Way::Whole { peer: "192.0.2.1".into() });
        assert_eq!(seen("Redress.Example", false, false), Way::Whole { peer: "192.0.2.1".into() });
        for (wrong, words) in [
            (seen("127.0.0.1:8080", true, true), "the header Host"),
            (seen("redress.example", true, false), "X-Forwarded-For"),
            (seen("redress.example", false, true), "172.18.0.1, which is not in trusted_proxies"),
            (judged(&Value::Null), "something else"),
        ] {
            assert!(matches!(&wrong, Way::Wrong { why } if why.contains(words)), "{wrong:?}");
        }
    }
}
