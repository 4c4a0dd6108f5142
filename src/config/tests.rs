use super::*;

fn read(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
    Config::read(None, pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())))
}

fn read_file(text: &str) -> Result<Config, ConfigError> {
    let path = std::env::temp_dir()
        .join(format!("redress-config-{:x}.toml", text.len() * 31 + text.bytes().map(usize::from).sum::<usize>()));
    std::fs::write(&path, text).unwrap();
    let config = Config::read(Some(&path), []);
    std::fs::remove_file(&path).unwrap();
    config
}

const BASE: (&str, &str) = ("REDRESS_BASE_URL", "https://redress.example");

#[test]
fn a_base_url_is_enough() {
    let config = read(&[BASE]).unwrap();
    assert_eq!(config.database_url, "sqlite:redress-data/redress.sqlite");
    assert_eq!(config.secret_key, SecretKey::File("redress-data/secret.key".into()));
    assert_eq!(config.roles, Roles::ALL);
}

#[test]
fn the_environment_wins_over_the_file() {
    let text = "base_url = \"https://file.example\"\nlog_format = \"json\"\nroles = [\"web\", \"inbox\"]\n";
    let config = read_file(text).unwrap();
    assert_eq!(config.base_url.as_str(), "https://file.example/");
    assert_eq!(config.log_format, LogFormat::Json);
    assert!(!config.roles.deliver);
}

#[test]
fn an_unknown_key_is_named() {
    let error = read(&[BASE, ("REDRESS_LISTENN", "x")]).unwrap_err().to_string();
    assert!(error.contains("REDRESS_LISTENN") && error.contains("database_url"), "{error}");
    let error = read_file("base_url = \"https://a.example\"\nlissten = \"x\"").unwrap_err().to_string();
    assert!(error.contains("lissten"), "{error}");
}

#[test]
fn a_wrong_value_says_what_is_allowed() {
    for (name, value) in [
        ("REDRESS_LISTEN", "eighty"),
        ("REDRESS_LOG_FORMAT", "yaml"),
        ("REDRESS_ROLES", "web,cook"),
        ("REDRESS_DATABASE_LOCK_TIMEOUT", "0"),
        ("REDRESS_DATABASE_STATEMENT_TIMEOUT", "5s"),
        ("REDRESS_TRUSTED_PROXIES", "10.0.0.0/33"),
        ("REDRESS_TRUSTED_PROXIES", "10.0.0.1,,10.0.0.2"),
        ("REDRESS_TRUSTED_PROXIES", "proxy.example"),
        ("REDRESS_DATABASE_CONNECTIONS", "0"),
        ("REDRESS_DEVELOPMENT", "perhaps"),
        ("DATABASE_URL", "mysql://x"),
        ("REDRESS_SECRET_KEY", "abc"),
    ] {
        let error = read(&[BASE, (name, value)]).unwrap_err().to_string();
        assert!(error.contains("allowed is"), "{name}: {error}");
    }
}

#[test]
fn proxies_are_named_by_address() {
    let trusted = |value: &str| read(&[BASE, ("REDRESS_TRUSTED_PROXIES", value)]).unwrap();
    let shown = |config: &Config| {
        config.shown().into_iter().find(|(key, _)| key.name == "trusted_proxies").map(|(_, value)| value).unwrap()
    };
    assert_eq!(shown(&read(&[BASE]).unwrap()), "127.0.0.0/8,::1");
    assert_eq!(shown(&trusted("10.0.0.7, 2001:db8::/32")), "10.0.0.7,2001:db8::/32");
    assert_eq!(trusted("none").trusted_proxies, []);
    assert_eq!(shown(&trusted("none")), "none");
    let listed = read_file("base_url = \"https://a.example\"\ntrusted_proxies = [\"10.0.0.7\", \"::1\"]\n").unwrap();
    assert_eq!(listed.trusted_proxies.len(), 2);
}

#[test]
fn secrets_are_never_shown() {
    let error = read(&[BASE, ("DATABASE_URL", "mysql://me:hunter2@x")]).unwrap_err().to_string();
    assert!(!error.contains("hunter2"), "{error}");
    let config =
        read(&[BASE, ("DATABASE_URL", "postgres://me:hunter2@x/y"), ("REDRESS_SECRET_KEY", &"ab".repeat(32))]).unwrap();
    let shown = format!("{:?} {:?}", config.shown(), config.secret_key);
    assert!(!shown.contains("hunter2") && !shown.contains("abab"), "{shown}");
}

#[test]
fn a_secret_key_is_given_as_its_file_holds_it() {
    let in_base64 = format!("{}=", "A".repeat(43));
    let config = read(&[BASE, ("REDRESS_SECRET_KEY", in_base64.as_str())]).unwrap();
    assert_eq!(config.secret_key, SecretKey::Given(in_base64));
    for wrong in ["A".repeat(43), "ab".repeat(31), "x".repeat(64)] {
        assert!(read(&[BASE, ("REDRESS_SECRET_KEY", wrong.as_str())]).is_err(), "{wrong}");
    }
}

#[test]
fn a_base_url_needs_a_host() {
    assert_eq!(read(&[("REDRESS_BASE_URL", "https://")]).unwrap_err(), ConfigError::NoHost);
    assert_eq!(read(&[("REDRESS_BASE_URL", "unix:/run/x")]).unwrap_err(), ConfigError::NoHost);
    assert!(read(&[("REDRESS_BASE_URL", "https://a.example/path")]).is_err());
    assert!(read(&[("REDRESS_BASE_URL", "http://a.example")]).is_err());
    assert!(read(&[]).unwrap_err().to_string().contains("base_url is not set"));
}

#[test]
fn a_base_url_can_be_reached_by_others() {
    for private in [
        "https://10.0.0.1",
        "https://[::1]",
        "https://localhost",
        "https://redress.local",
        "https://a.test",
        "https://redress.home",
        "https://redress.corp",
        "https://abc.onion",
        "https://redress.example.",
        "https://a..b.net",
        "https://-x.net",
    ] {
        let error = read(&[("REDRESS_BASE_URL", private)]).unwrap_err();
        assert!(matches!(error, ConfigError::NotPublic { .. }), "{private}: {error}");
    }
    assert!(read(&[("REDRESS_BASE_URL", "https://local.example")]).is_ok());
    assert!(read(&[("REDRESS_BASE_URL", "https://redress.example:8443")]).is_err(), "nobody asks there");
}

#[test]
fn a_log_filter_is_one_or_refused() {
    for wrong in ["redress=[[", "=debug=", "redress=loud"] {
        let error = read(&[BASE, ("REDRESS_LOG", wrong)]).unwrap_err().to_string();
        assert!(error.contains("log") && error.contains("redress=debug,info"), "{wrong}: {error}");
    }
    assert!(read(&[BASE, ("REDRESS_LOG", "redress=debug,warn")]).is_ok());
}

#[test]
fn development_stays_off_public_names() {
    let on = ("REDRESS_DEVELOPMENT", "true");
    let error = read(&[("REDRESS_BASE_URL", "https://redress.example"), on]).unwrap_err();
    assert_eq!(error, ConfigError::DevelopmentInPublic { host: "redress.example".into() });
    assert!(read(&[("REDRESS_BASE_URL", "http://north.localhost:8080"), on]).is_ok());
    assert!(read(&[("REDRESS_BASE_URL", "http://a.test:8101"), on]).is_ok());
    assert!(read(&[BASE, ("REDRESS_DEVELOPMENT_PEERS", "b.test:8102")]).is_err());
    assert!(read(&[BASE, ("DANGER_FEDERATION_ALLOW_LOCAL_IP", "1")]).is_err());
}

#[test]
fn what_is_secret_is_neither_shown_nor_printed_nor_complained_of() {
    let key = "5ec2e7aa".repeat(8);
    let url = "postgres://me:hush@db/redress?password=hush";
    let config = read(&[BASE, ("REDRESS_DATABASE_URL", url), ("REDRESS_SECRET_KEY", &key)]).unwrap();
    let shown = format!("{:?} {config:?}", config.shown().into_iter().map(|(_, value)| value).collect::<Vec<_>>());
    assert!(shown.contains("postgres://db/redress"), "{shown}");
    assert!(!shown.contains("hush") && !shown.contains(&key), "{shown}");
    // A file that cannot be read as one is shown to nobody, either.
    let error =
        read_file("base_url = \"https://a.example\"\nsecret_key = \"hush\nlog = \"info\"").unwrap_err().to_string();
    assert!(error.contains("line 2") && !error.contains("hush"), "{error}");
}
