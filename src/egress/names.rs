//! What stands in the DNS beside addresses: the TXT records by which a brand's domain names its actor.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::RData;
use tokio::sync::OnceCell;

/// One question to one server; there is a second attempt.
const QUESTION_MAX: Duration = Duration::from_secs(4);
const ATTEMPTS: usize = 2;
/// Records of one answer that are read, and bytes of each.
const RECORDS_MAX: usize = 20;
const RECORD_BYTES_MAX: usize = 1_000;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoAnswer(pub String);

/// Made when it is first needed; all clones share it.
#[derive(Clone)]
pub(super) struct Names {
    /// The system's own where none is named.
    server: Option<SocketAddr>,
    resolver: Arc<OnceCell<TokioResolver>>,
}

impl Names {
    pub(super) fn new(server: Option<SocketAddr>) -> Names {
        Names { server, resolver: Arc::default() }
    }

    /// The TXT records of a name, each as one text; none when the name has none.
    pub(super) async fn texts(&self, name: &str) -> Result<Vec<String>, NoAnswer> {
        let made = self.resolver.get_or_try_init(|| async { resolver(self.server) }).await;
        let resolver = made.map_err(|error| NoAnswer(error.0))?;
        // The dot at the end: no search list of this machine is to find it somewhere else.
        match resolver.txt_lookup(format!("{name}.")).await {
            Ok(found) => Ok(found.answers().iter().filter_map(|it| text_of(&it.data)).take(RECORDS_MAX).collect()),
            Err(error) if error.is_no_records_found() => Ok(Vec::new()),
            Err(error) => Err(NoAnswer(error.to_string())),
        }
    }
}

/// A record may come in pieces of 255 bytes.
fn text_of(data: &RData) -> Option<String> {
    let RData::TXT(txt) = data else { return None };
    let whole: Vec<u8> = txt.txt_data.iter().flat_map(|it| it.iter().copied()).take(RECORD_BYTES_MAX).collect();
    Some(String::from_utf8_lossy(&whole).into_owned())
}

fn resolver(server: Option<SocketAddr>) -> Result<TokioResolver, NoAnswer> {
    let failed = |error: &dyn std::fmt::Display| NoAnswer(error.to_string());
    let mut builder = match server {
        None => TokioResolver::builder_tokio().map_err(|error| failed(&error))?,
        Some(server) => {
            let at = |mut connection: ConnectionConfig| {
                connection.port = server.port();
                connection
            };
            let connections = vec![at(ConnectionConfig::udp()), at(ConnectionConfig::tcp())];
            let servers = vec![NameServerConfig::new(server.ip(), true, connections)];
            let config = ResolverConfig::from_parts(None, Vec::new(), servers);
            TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
        }
    };
    let options = builder.options_mut();
    options.timeout = QUESTION_MAX;
    options.attempts = ATTEMPTS;
    // Whoever presses "check now" after a change is to see the change.
    options.cache_size = 0;
    builder.build().map_err(|error| failed(&error))
}
