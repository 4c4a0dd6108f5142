//! File and environment become one checked `Config`, read once; every key is described in one table.

pub mod network;
pub mod patience;
pub mod place;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tracing_subscriber::EnvFilter;
use url::{Host, Url};

use crate::config::network::Network;
use crate::config::patience::Patience;

/// Environment variables with our prefix that are no keys of the configuration.
const ENVIRONMENT_ONLY: &[&str] = &["REDRESS_CONFIG", "REDRESS_FIXTURES"];
const PREFIX: &str = "REDRESS_";
const SECRET_KEY_DIGITS: usize = 64;
const DATABASE_CONNECTIONS_MAX: u32 = 1_000;
const TIMEOUT_SECONDS_MAX: u64 = 600;

/// One key: the documentation, `redress config` and the check of names all come from this.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    pub name: &'static str,
    /// What stands when nobody says anything; empty when the key must be given or derives from others.
    pub default: &'static str,
    pub allowed: &'static str,
    pub meaning: &'static str,
    pub secret: bool,
}

const fn key(name: &'static str, default: &'static str, allowed: &'static str, meaning: &'static str) -> Key {
    Key { name, default, allowed, meaning, secret: false }
}

pub const KEYS: &[Key] = &[
    key(
        "base_url",
        "",
        "https:// and a host name, nothing after it (http:// in development only)",
        "The address of this instance. It is part of every id it gives out and can never change.",
    ),
    key(
        "listen",
        "127.0.0.1:8080",
        "an IP address and a port",
        "Where the server listens; a proxy with TLS stands in front.",
    ),
    key(
        "trusted_proxies",
        "127.0.0.0/8,::1",
        "addresses or networks such as 10.0.0.7 or 172.16.0.0/12, separated by commas; none for no proxy at all",
        "The proxies in front, which say in X-Forwarded-For or Forwarded whom they answer. Nobody else is believed.",
    ),
    key(
        "metrics_listen",
        "",
        "an IP address and a port",
        "Where /metrics is served for Prometheus, apart from everything else; off when absent. Keep it from the public.",
    ),
    key("data_dir", "redress-data", "a folder", "Where the SQLite file, the secret key and uploads are kept."),
    Key {
        name: "database_url",
        default: "",
        allowed: "sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME",
        meaning: "The database; redress.sqlite in data_dir when absent. DATABASE_URL in the environment is read too.",
        secret: true,
    },
    key(
        "database_connect_timeout",
        "5",
        "seconds, from 1 to 600",
        "PostgreSQL: how long a connection may take to be made.",
    ),
    key(
        "database_statement_timeout",
        "20",
        "seconds, from 1 to 600",
        "PostgreSQL: how long one statement may take. Two seconds later whoever waits is told that the database does not answer.",
    ),
    key(
        "database_lock_timeout",
        "5",
        "seconds, from 1 to 600",
        "PostgreSQL: how long a statement waits for a lock that another one holds.",
    ),
    key(
        "database_keepalive",
        "10",
        "seconds, from 1 to 600",
        "PostgreSQL: after how much silence a connection is asked whether it is still there; fifteen seconds later it is lost.",
    ),
    key("database_connections", "8", "a number from 1 to 1000", "How many database connections are kept at most."),
    key(
        "secret_key_file",
        "",
        "a file",
        "Holds the key under which secrets in the database are encrypted; made at the first start. secret.key in data_dir when absent. Keep a copy apart from the database's.",
    ),
    Key {
        name: "secret_key",
        default: "",
        allowed: "64 hexadecimal digits, or what a file secret.key holds",
        meaning: "The same key itself, where files are no place for secrets.",
        secret: true,
    },
    key(
        "development",
        "false",
        "true or false",
        "Allows http and the peers below. Refused unless the host ends in .localhost or .test.",
    ),
    key(
        "development_peers",
        "",
        "host:port pairs, separated by commas",
        "In development: other instances on this machine that may be reached over http.",
    ),
    key(
        "resolver",
        "",
        "an IP address and a port, such as 127.0.0.1:53",
        "The name server that is asked for the TXT records of brands; the system's when absent.",
    ),
    key("log", "info", "a filter such as info or redress=debug,info", "What is logged."),
    key("log_format", "text", "text or json", "How a line of the log looks."),
    key(
        "roles",
        "web,inbox,deliver",
        "some of web, inbox, deliver, separated by commas",
        "What this process does; several may share one PostgreSQL.",
    ),
];

#[derive(Clone, PartialEq, Eq)]
pub struct Config {
    pub base_url: Url,
    pub listen: SocketAddr,
    /// Who may say for whom they ask.
    pub trusted_proxies: Vec<Network>,
    pub metrics_listen: Option<SocketAddr>,
    pub data_dir: PathBuf,
    pub database_url: String,
    pub database_connections: u32,
    pub database_patience: Patience,
    pub secret_key: SecretKey,
    pub development: bool,
    /// Host and port as they stand in addresses, lower case.
    pub development_peers: Vec<String>,
    /// Asked for TXT records; the system's where none is named.
    pub resolver: Option<SocketAddr>,
    pub log: String,
    pub log_format: LogFormat,
    pub roles: Roles,
}

/// As `redress config` shows it, without what is secret.
impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.shown().into_iter().map(|(key, value)| (key.name, value))).finish()
    }
}

#[derive(Clone, PartialEq, Eq)]
pub enum SecretKey {
    File(PathBuf),
    /// 64 hexadecimal digits, or 32 bytes in base64.
    Given(String),
}

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            SecretKey::File(path) => write!(f, "File({})", path.display()),
            SecretKey::Given(_) => f.write_str("Given(…)"),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

/// What this process does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Roles {
    pub web: bool,
    pub inbox: bool,
    pub deliver: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    #[error("unknown configuration key {name} in {place}; known are: {}", known_names())]
    Unknown { name: String, place: String },
    #[error("{name} has the wrong value \"{value}\"; allowed is {allowed}")]
    Wrong { name: &'static str, value: String, allowed: &'static str },
    #[error("{name} is not set; it needs {allowed}")]
    Missing { name: &'static str, allowed: &'static str },
    #[error("the configuration file {path} cannot be read: {why}")]
    File { path: String, why: String },
    #[error("base_url has no host; it needs https:// and a host name")]
    NoHost,
    #[error(
        "base_url names {host}, which no other server can reach; it needs a public host name (for trying out on one \
         machine: a name that ends in .localhost or .test, with development on)"
    )]
    NotPublic { host: String },
    #[error("development is on but {host} is a public host name; it must end in .localhost or .test")]
    DevelopmentInPublic { host: String },
    #[error("development_peers is set but development is off; peers over http are for development only")]
    PeersInProduction,
    #[error("{0} is set; it turns off the protection of outgoing requests and is refused outside development")]
    Dangerous(&'static str),
}

fn known_names() -> String {
    KEYS.iter().map(|key| key.name).collect::<Vec<_>>().join(", ")
}

/// The federation library reads this one by itself, so its presence is ours to refuse.
const DANGEROUS: &str = "DANGER_FEDERATION_ALLOW_LOCAL_IP";

impl Config {
    /// Reads the file, where one is named, and then the environment, which wins.
    pub fn read(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Config, ConfigError> {
        let mut values = match file {
            Some(path) => from_file(path)?,
            None => BTreeMap::new(),
        };
        let mut dangerous = false;
        for (name, value) in environment {
            dangerous |= name == DANGEROUS;
            if name == "DATABASE_URL" {
                values.insert("database_url", value);
            } else if let Some(rest) = name.strip_prefix(PREFIX).filter(|_| !ENVIRONMENT_ONLY.contains(&name.as_str()))
            {
                let unknown = ConfigError::Unknown { name: name.clone(), place: "the environment".into() };
                values.insert(known(&rest.to_ascii_lowercase()).ok_or(unknown)?.name, value);
            }
        }
        let config = Values(values).config()?;
        if dangerous && !config.development {
            return Err(ConfigError::Dangerous(DANGEROUS));
        }
        Ok(config)
    }

    /// Every key with its value, for `redress config`; secrets are only said to be set.
    pub fn shown(&self) -> Vec<(&'static Key, String)> {
        KEYS.iter().map(|key| (key, self.value_of(key.name))).collect()
    }

    fn value_of(&self, name: &str) -> String {
        match name {
            "base_url" => self.base_url.as_str().trim_end_matches('/').to_string(),
            "listen" => self.listen.to_string(),
            "trusted_proxies" => named(&self.trusted_proxies),
            "metrics_listen" => self.metrics_listen.map(|it| it.to_string()).unwrap_or_default(),
            "data_dir" => self.data_dir.display().to_string(),
            "database_url" => place::shown(&self.database_url),
            "database_connect_timeout" => self.database_patience.connect.as_secs().to_string(),
            "database_statement_timeout" => self.database_patience.statement.as_secs().to_string(),
            "database_lock_timeout" => self.database_patience.lock.as_secs().to_string(),
            "database_keepalive" => self.database_patience.keepalive.as_secs().to_string(),
            "database_connections" => self.database_connections.to_string(),
            "secret_key_file" => match &self.secret_key {
                SecretKey::File(path) => path.display().to_string(),
                SecretKey::Given(_) => String::new(),
            },
            "secret_key" => match &self.secret_key {
                SecretKey::File(_) => String::new(),
                SecretKey::Given(_) => "(set)".to_string(),
            },
            "development" => self.development.to_string(),
            "development_peers" => self.development_peers.join(","),
            "resolver" => self.resolver.map(|it| it.to_string()).unwrap_or_default(),
            "log" => self.log.clone(),
            "log_format" => if self.log_format == LogFormat::Json { "json" } else { "text" }.to_string(),
            "roles" => self.roles.names().join(","),
            _ => String::new(),
        }
    }
}

impl Roles {
    pub const ALL: Roles = Roles { web: true, inbox: true, deliver: true };

    pub fn read(text: &str) -> Option<Roles> {
        let mut roles = Roles { web: false, inbox: false, deliver: false };
        for name in text.split(',').map(str::trim) {
            match name {
                "web" => roles.web = true,
                "inbox" => roles.inbox = true,
                "deliver" => roles.deliver = true,
                _ => return None,
            }
        }
        Some(roles)
    }

    fn names(self) -> Vec<&'static str> {
        let all = [(self.web, "web"), (self.inbox, "inbox"), (self.deliver, "deliver")];
        all.into_iter().filter(|(on, _)| *on).map(|(_, name)| name).collect()
    }
}

fn known(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

fn from_file(path: &Path) -> Result<BTreeMap<&'static str, String>, ConfigError> {
    let place = path.display().to_string();
    let failed = |error: config::ConfigError| {
        // It shows the line that it could not read, in which a secret may stand.
        let said = error.to_string();
        let why: Vec<&str> = said.lines().filter(|it| !it.contains('|')).map(str::trim).collect();
        ConfigError::File { path: place.clone(), why: why.join(": ") }
    };
    let source = config::File::from(path).format(config::FileFormat::Toml);
    let read = config::Config::builder().add_source(source).build().map_err(failed)?;
    let table = read.cache.into_table().map_err(failed)?;
    let mut values = BTreeMap::new();
    for (name, value) in table {
        let unknown = ConfigError::Unknown { name: name.clone(), place: place.clone() };
        let key = known(&name).ok_or(unknown)?;
        let text = match value.kind {
            config::ValueKind::Array(items) => {
                items.into_iter().map(config::Value::into_string).collect::<Result<Vec<_>, _>>().map(|it| it.join(","))
            }
            config::ValueKind::Table(_) => Ok("a table".to_string()),
            kind => config::Value::new(None, kind).into_string(),
        };
        values.insert(key.name, text.map_err(failed)?);
    }
    Ok(values)
}

/// The texts, before they are understood.
struct Values(BTreeMap<&'static str, String>);

impl Values {
    fn config(&self) -> Result<Config, ConfigError> {
        let data_dir = PathBuf::from(self.text("data_dir"));
        let development = self.understood("development", |text| text.parse().ok())?;
        let development_peers = self.understood("development_peers", peers)?;
        let base_url = self.base_url(development)?;
        if !development && !development_peers.is_empty() {
            return Err(ConfigError::PeersInProduction);
        }
        let roles = self.understood("roles", Roles::read)?;
        Ok(Config {
            base_url,
            listen: self.understood("listen", |text| text.parse().ok())?,
            trusted_proxies: self.understood("trusted_proxies", networks)?,
            metrics_listen: self.understood("metrics_listen", |text| match text {
                "" => Some(None),
                text => text.parse().ok().map(Some),
            })?,
            database_url: self.database_url(&data_dir)?,
            database_connections: self.understood("database_connections", |text| {
                text.parse().ok().filter(|it| (1..=DATABASE_CONNECTIONS_MAX).contains(it))
            })?,
            database_patience: Patience {
                connect: self.understood("database_connect_timeout", timeout)?,
                statement: self.understood("database_statement_timeout", timeout)?,
                lock: self.understood("database_lock_timeout", timeout)?,
                keepalive: self.understood("database_keepalive", timeout)?,
            },
            secret_key: self.secret_key(&data_dir)?,
            development,
            development_peers,
            resolver: self.understood("resolver", |text| match text {
                "" => Some(None),
                text => text.parse().ok().map(Some),
            })?,
            log: self.understood("log", |text| EnvFilter::try_new(text).is_ok().then(|| text.to_string()))?,
            log_format: self.understood("log_format", log_format)?,
            roles,
            data_dir,
        })
    }

    fn text(&self, name: &str) -> &str {
        let default = known(name).map_or("", |key| key.default);
        self.0.get(name).map_or(default, String::as_str).trim()
    }

    fn understood<T>(&self, name: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<T, ConfigError> {
        read(self.text(name)).ok_or_else(|| self.wrong(name))
    }

    fn wrong(&self, name: &'static str) -> ConfigError {
        let key = known(name);
        let secret = key.is_some_and(|key| key.secret);
        let value = if secret { "(not shown)" } else { self.text(name) };
        ConfigError::Wrong { name, value: value.to_string(), allowed: key.map_or("", |key| key.allowed) }
    }

    fn base_url(&self, development: bool) -> Result<Url, ConfigError> {
        let text = self.text("base_url");
        if text.is_empty() {
            return Err(ConfigError::Missing {
                name: "base_url",
                allowed: known("base_url").map_or("", |it| it.allowed),
            });
        }
        let url = match Url::parse(text) {
            Ok(url) => url,
            Err(url::ParseError::EmptyHost) => return Err(ConfigError::NoHost),
            Err(_) => return Err(self.wrong("base_url")),
        };
        let Some(host) = url.host() else { return Err(ConfigError::NoHost) };
        if development && !is_development_host(&host) {
            return Err(ConfigError::DevelopmentInPublic { host: host.to_string() });
        }
        if !development && !is_public_host(&host) {
            return Err(ConfigError::NotPublic { host: host.to_string() });
        }
        let scheme_fits = url.scheme() == "https" || (url.scheme() == "http" && development);
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        // Servers like this one reach no others at ports of their own.
        let bare = bare && (development || url.port().is_none());
        if scheme_fits && bare { Ok(url) } else { Err(self.wrong("base_url")) }
    }

    fn database_url(&self, data_dir: &Path) -> Result<String, ConfigError> {
        let text = self.text("database_url");
        let known_scheme = ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
        match text {
            "" => Ok(format!("sqlite:{}", data_dir.join("redress.sqlite").display())),
            text if known_scheme => Ok(text.to_string()),
            _ => Err(self.wrong("database_url")),
        }
    }

    fn secret_key(&self, data_dir: &Path) -> Result<SecretKey, ConfigError> {
        let given = self.text("secret_key");
        if !given.is_empty() {
            let is_hex = given.len() == SECRET_KEY_DIGITS && given.bytes().all(|digit| digit.is_ascii_hexdigit());
            // As the program writes it itself.
            let fits = is_hex || STANDARD.decode(given.trim()).is_ok_and(|it| it.len() == SECRET_KEY_DIGITS / 2);
            return if fits { Ok(SecretKey::Given(given.to_string())) } else { Err(self.wrong("secret_key")) };
        }
        Ok(SecretKey::File(match self.text("secret_key_file") {
            "" => data_dir.join("secret.key"),
            path => PathBuf::from(path),
        }))
    }
}

fn log_format(text: &str) -> Option<LogFormat> {
    match text {
        "text" => Some(LogFormat::Text),
        "json" => Some(LogFormat::Json),
        _ => None,
    }
}

fn timeout(text: &str) -> Option<Duration> {
    text.parse().ok().filter(|it| (1..=TIMEOUT_SECONDS_MAX).contains(it)).map(Duration::from_secs)
}

/// `none` says that there is no proxy, for absent means the default.
const NO_PROXY: &str = "none";

fn networks(text: &str) -> Option<Vec<Network>> {
    if text == NO_PROXY {
        return Some(Vec::new());
    }
    text.split(',').map(str::trim).map(|it| it.parse().ok()).collect()
}

fn named(networks: &[Network]) -> String {
    let all: Vec<String> = networks.iter().map(Network::to_string).collect();
    if all.is_empty() { NO_PROXY.to_string() } else { all.join(",") }
}

fn peers(text: &str) -> Option<Vec<String>> {
    let named = text.split(',').map(str::trim).filter(|peer| !peer.is_empty());
    named
        .map(|peer| {
            let (host, port) = peer.rsplit_once(':')?;
            port.parse::<u16>().ok()?;
            (!host.is_empty()).then(|| peer.to_ascii_lowercase())
        })
        .collect()
}

/// Names that are answered on one machine, in one house, or by nobody whom others could ask (RFC 6761, RFC 6762, RFC 7686,
/// RFC 8375, and those that stay out of the root zone).
pub const CLOSED_SUFFIXES: [&str; 13] = [
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "localdomain",
    "home.arpa",
    "onion",
    "test",
    "invalid",
];
const NAME_CHARS_MAX: usize = 253;
const LABEL_CHARS_MAX: usize = 63;

/// A name of the public internet in its full form, without a dot at its end (RFC 1035, section 2.3.1).
pub fn is_public_name(name: &str) -> bool {
    let is_label = |it: &str| (1..=LABEL_CHARS_MAX).contains(&it.len()) && !it.starts_with('-') && !it.ends_with('-');
    let is_closed = |end: &&str| name.strip_suffix(*end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    name.len() <= NAME_CHARS_MAX
        && name.contains('.')
        && name.split('.').all(is_label)
        && !CLOSED_SUFFIXES.iter().any(is_closed)
}

/// A name that the world can look up. An address is none: certificates, handles and ids need a name.
fn is_public_host(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => is_public_name(name),
        Host::Ipv4(_) | Host::Ipv6(_) => false,
    }
}

fn is_development_host(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => [".localhost", ".test"].iter().any(|end| name.trim_end_matches('.').ends_with(end)),
        Host::Ipv4(_) | Host::Ipv6(_) => false,
    }
}

#[cfg(test)]
mod tests;
