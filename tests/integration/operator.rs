//! What an operator's bad day brings: another address, an older schema, a second server, a log that nobody reads.

use std::io::Read as _;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::on_both_engines;
use crate::support::{Engine, TestDb};

const START_WITHIN: Duration = Duration::from_secs(30);
/// What the operator of a machine grants between the signal to stop and the one that kills.
const STOP_WITHIN: Duration = Duration::from_secs(25);

fn command(db: &TestDb, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command
        .env_clear()
        .env("REDRESS_BASE_URL", "http://home.test")
        .env("REDRESS_DEVELOPMENT", "true")
        .env("REDRESS_DATA_DIR", db.data_dir())
        .env("REDRESS_DATABASE_URL", db.url())
        .env("REDRESS_DATABASE_CONNECTIONS", "2")
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(db: &TestDb, words: &[&str]) -> Output {
    command(db, words).output().unwrap()
}

fn refusal(output: &Output) -> String {
    assert!(!output.status.success(), "it was done: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A server that is ended with the test, whatever becomes of it.
struct Server {
    child: Child,
    listen: SocketAddr,
}

impl Server {
    fn start(db: &TestDb, log: Stdio) -> Server {
        let listen = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
        let mut serve = command(db, &["serve"]);
        serve.env("REDRESS_LISTEN", listen.to_string()).stdout(Stdio::null()).stderr(log);
        let server = Server { child: serve.spawn().unwrap(), listen };
        server.answer("/health");
        server
    }

    /// The status line of the answer to a plain request, once the server listens.
    fn answer(&self, path: &str) -> String {
        use std::io::Write as _;
        let since = Instant::now();
        let mut stream = loop {
            match TcpStream::connect(self.listen) {
                Ok(stream) => break stream,
                Err(_) => assert!(since.elapsed() < START_WITHIN, "it does not start"),
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        stream.set_read_timeout(Some(START_WITHIN)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: home.test\r\nConnection: close\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text.lines().next().unwrap_or_default().to_string()
    }

    fn signal(&self, name: &str) {
        assert!(Command::new("kill").args([name, &self.child.id().to_string()]).status().unwrap().success());
    }

    fn stop(mut self) {
        self.signal("-TERM");
        let since = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                assert!(status.success(), "{status}");
                return;
            }
            assert!(since.elapsed() < STOP_WITHIN, "it does not stop");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn a_database_keeps_the_address_it_was_made_for(engine: Engine) {
    let db = TestDb::empty(engine);
    assert!(run(&db, &["doctor"]).status.success());
    let other = command(&db, &["doctor"]).env("REDRESS_BASE_URL", "http://other.test").output().unwrap();
    let said = refusal(&other);
    assert!(said.contains("http://home.test") && said.contains("http://other.test"), "{said}");
    assert!(run(&db, &["doctor"]).status.success());
}

async fn a_command_beside_an_older_program_leaves_its_schema_alone(engine: Engine) {
    let db = TestDb::empty(engine);
    assert!(run(&db, &["account", "create", "noor"]).status.success(), "somebody uses it");
    let newest = "(SELECT MAX(version) FROM __diesel_schema_migrations)";
    db.execute(&format!("DELETE FROM __diesel_schema_migrations WHERE version = {newest}"));
    let count = || db.counted("SELECT 'applied' AS name, COUNT(*) AS number FROM __diesel_schema_migrations");
    let before = count();
    for words in [&["doctor"][..], &["backup", "-"], &["account", "create", "ada"]] {
        let said = refusal(&run(&db, words));
        assert!(said.contains("1 newer changes") && said.contains("redress migrate"), "{words:?}: {said}");
    }
    assert_eq!(count(), before);
}

async fn commands_keep_the_rules_of_pages(engine: Engine) {
    let db = TestDb::empty(engine);
    let done = |words: &[&str]| {
        let output = run(&db, words);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    done(&["account", "create", "ada", "--role", "administrator"]);
    let said = refusal(&run(&db, &["account", "role", "ada", "member"]));
    assert!(said.contains("last administrator"), "{said}");
    done(&["account", "create", "jo"]);
    let first = ["--account", "jo", "--name", "Jo Ott", "--role", "refunds"];
    done(&[&["brand", "voice", "acme.com", "acme_care"][..], &first].concat());
    let people = done(&["brand", "people", "acme.com"]);
    assert!(people.contains("@acme_care@home.test") && people.contains("Jo Ott, refunds"), "{people}");
    let said = refusal(&run(&db, &["brand", "remove", "acme.com", "jo"]));
    assert!(said.contains("last owner"), "{said}");
    let said =
        refusal(&run(&db, &["brand", "voice", "acme.com", "acme_care", "--account", "ada", "--name", "Ada Byron"]));
    assert!(said.contains("they invite people at /desk/people"), "{said}");
    let voice = "acme_care@home.test";
    let said = done(&["brand", "withdraw", "acme.com", voice, "--reason", "It was sold."]);
    assert!(said.contains("speaks no more") && said.contains("redress brand return acme.com"), "{said}");
    refusal(&run(&db, &["brand", "people", "acme.com"]));
    assert!(done(&["brand", "return", "acme.com", voice]).contains("is asked again"));
    refusal(&run(&db, &["brand", "return", "acme.com", voice]));
    done(&["brand", "withdraw", "acme.com", voice]);
    done(&["brand", "voice", "acme.com", "acme_care"]);
    assert!(done(&["brand", "people", "acme.com"]).contains("Jo Ott, refunds"), "named anew");
}

async fn a_log_that_nobody_reads_stops_nothing(engine: Engine) {
    let db = TestDb::empty(engine);
    let (reader, writer) = std::io::pipe().unwrap();
    let server = Server::start(&db, writer.into());
    drop(reader);
    server.signal("-HUP");
    for path in ["/", "/boards", "/.well-known/webfinger?resource=acct:nobody@home.test"] {
        let answer = server.answer(path);
        assert!(answer.starts_with("HTTP/1.1 "), "{path}: {answer:?}");
    }
    server.stop();
}

async fn a_backup_is_written_to_standard_output(engine: Engine) {
    let db = TestDb::empty(engine);
    let done = run(&db, &["backup", "-"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let restored = TestDb::empty(engine);
    let file = restored.data_dir().join("copy");
    std::fs::write(&file, &done.stdout).unwrap();
    let restored = run(&restored, &["restore", file.to_str().unwrap(), "--nothing-since"]);
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
}

#[test]
fn one_process_serves_a_sqlite_file() {
    let db = TestDb::empty(Engine::Sqlite);
    let first = Server::start(&db, Stdio::null());
    for words in ["serve", "work"] {
        let said = refusal(&command(&db, &[words]).env("REDRESS_LISTEN", "127.0.0.1:0").output().unwrap());
        assert!(said.contains("stop it first"), "{said}");
    }
    // The command line works beside it, and a killed server leaves nothing that is in the way of the next.
    assert!(run(&db, &["account", "create", "ada"]).status.success());
    first.signal("-KILL");
    drop(first);
    Server::start(&db, Stdio::null()).stop();
}

#[test]
fn who_stops_listening_misses_the_rest_and_nothing_else() {
    let db = TestDb::empty(Engine::Sqlite);
    let mut child = command(&db, &["config"]).spawn().unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(done.stderr.is_empty(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn what_is_said_to_a_full_disk_is_an_error() {
    let db = TestDb::empty(Engine::Sqlite);
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let done = command(&db, &["config"]).stdout(full).output().unwrap();
    assert!(refusal(&done).contains("standard output cannot be written"));
}

/// Whoever has set nothing so far asks what there is to set.
#[test]
fn a_bare_machine_is_told_every_key() {
    let db = TestDb::empty(Engine::Sqlite);
    let asked = command(&db, &["config"]).env_remove("REDRESS_BASE_URL").output().unwrap();
    let said = String::from_utf8_lossy(&asked.stdout).to_string();
    assert!(said.contains("# base_url = ") && said.contains("# trusted_proxies = "), "{said}");
    assert!(refusal(&asked).contains("base_url is not set"));
}

#[test]
fn a_reserved_name_is_called_so() {
    let db = TestDb::empty(Engine::Sqlite);
    let said = refusal(&run(&db, &["account", "create", "admin"]));
    assert!(said.contains("reserved") && said.contains("moderator"), "{said}");
}

on_both_engines!(
    commands_keep_the_rules_of_pages,
    a_database_keeps_the_address_it_was_made_for,
    a_command_beside_an_older_program_leaves_its_schema_alone,
    a_log_that_nobody_reads_stops_nothing,
    a_backup_is_written_to_standard_output,
);
