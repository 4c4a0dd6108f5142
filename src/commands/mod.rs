//! The command line: one file per subcommand.

mod account;
mod actor;
mod backup;
mod board;
mod brand;
mod config;
mod deliveries;
mod doctor;
mod follow_board;
mod health;
mod import;
mod jobs;
pub mod metrics;
mod migrate;
mod outside;
mod policy;
mod records;
mod recover;
mod scrub;
pub mod serve;
mod work;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use clap::{Parser, Subcommand};
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::EnvFilter;

use crate::app::{App, SystemClock};
use crate::config::{Config, ConfigError, LogFormat};
use crate::crypto::random::SystemRandomness;

/// Lines of the log that wait to be written; beyond them new ones are lost.
const LOG_LINES_MAX: usize = 16_384;

/// After the signal to stop the process has ended by then, whatever is wrong with its log, its disk or its database.
const END_WITHIN: Duration = Duration::from_secs(23);
/// For the thread that writes the log.
const LAST_LINES: Duration = Duration::from_millis(200);
const STATUS_CUT_SHORT: i32 = 1;

/// Whether something could not be written to standard output.
static NOT_SAID: AtomicBool = AtomicBool::new(false);

#[derive(Parser)]
#[command(name = "redress", version, about = "Federated public brand accountability")]
struct CommandLine {
    /// The configuration file (TOML); REDRESS_* variables in the environment win over it.
    #[arg(long, global = true, env = "REDRESS_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages, the federation and the queue.
    Serve(serve::Arguments),
    /// Work off the queue without serving anything.
    Work,
    /// Show every configuration key with its meaning and its value.
    Config(config::Arguments),
    /// Check that this instance can run, and say how it is.
    Doctor(doctor::Arguments),
    /// Ask the process on this machine whether it can do its work.
    Health(health::Arguments),
    /// Carry the board of another server here.
    #[command(alias = "follow")]
    FollowBoard(follow_board::Arguments),
    /// Bring the database's schema up to this program's, as `serve` and `work` do at their start.
    Migrate,
    /// Write the whole database into one file, while the server runs.
    Backup(backup::BackUpArguments),
    /// Fill an empty database, of either engine, from such a file.
    Restore(backup::RestoreArguments),
    /// Show how a restored server comes back, or go on without those that have not answered.
    Recover(recover::Arguments),
    /// Write the whole database anew: once, where words were erased by a release that left them in freed pages.
    Scrub,
    /// Decide about boards of other servers: which new key is theirs.
    Board(board::Arguments),
    /// Read open data of others into records.
    Import(import::Arguments),
    /// Show what the records say.
    Records(records::Arguments),
    /// Make members, moderators and administrators; set a forgotten password.
    Account(account::Arguments),
    /// Give an actor of this instance new keys.
    Actor(actor::Arguments),
    /// Read what was not delivered, send it again, or drop it.
    Deliveries(deliveries::Arguments),
    /// Read which jobs were given up, start them again, or drop them.
    Jobs(jobs::Arguments),
    /// Say which servers this instance has to do with.
    Policy(policy::Arguments),
    /// Open boards, name those who speak for a brand, say which domain a brand is.
    Brand(brand::Arguments),
}

pub fn run() -> ExitCode {
    end_with(dispatch(CommandLine::parse()))
}

/// Says why something failed, or that what it said was not heard; how the process ends.
pub fn end_with(done: anyhow::Result<()>) -> ExitCode {
    match done.and_then(|()| said()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(line: CommandLine) -> anyhow::Result<()> {
    let file = line.config.as_deref();
    match line.command {
        Command::Serve(arguments) => serve::run(read_config(file)?, &arguments),
        Command::Work => work::run(read_config(file)?),
        Command::Config(arguments) => config::run(|| read_config(file), &arguments),
        Command::Doctor(arguments) => doctor::run(read_config(file)?, &arguments),
        Command::Health(arguments) => health::run(read_config(file)?, &arguments),
        Command::FollowBoard(arguments) => follow_board::run(read_config(file)?, &arguments),
        Command::Migrate => migrate::run(read_config(file)?),
        Command::Backup(arguments) => backup::back_up(read_config(file)?, &arguments),
        Command::Restore(arguments) => backup::restore(&read_config(file)?, &arguments),
        Command::Recover(arguments) => recover::run(read_config(file)?, &arguments),
        Command::Scrub => scrub::run(read_config(file)?),
        Command::Board(arguments) => board::run(read_config(file)?, &arguments),
        Command::Import(arguments) => import::run(read_config(file)?, arguments),
        Command::Records(arguments) => records::run(read_config(file)?, &arguments),
        Command::Account(arguments) => account::run(read_config(file)?, arguments),
        Command::Actor(arguments) => actor::run(read_config(file)?, arguments),
        Command::Deliveries(arguments) => deliveries::run(read_config(file)?, arguments),
        Command::Jobs(arguments) => jobs::run(read_config(file)?, arguments),
        Command::Policy(arguments) => policy::run(read_config(file)?, arguments),
        Command::Brand(arguments) => brand::run(read_config(file)?, arguments),
    }
}

fn read_config(file: Option<&Path>) -> Result<Config, ConfigError> {
    Config::read(file, std::env::vars())
}

/// Puts the program together as it runs for real, and brings the schema up to date.
fn start(config: Config) -> anyhow::Result<App> {
    Ok(App::build(config, Arc::new(SystemClock), Arc::new(SystemRandomness))?)
}

/// The same for a command beside a program that may be running, and may be older: the schema stays as it is.
fn build(config: Config) -> anyhow::Result<App> {
    Ok(App::build_beside(config, Arc::new(SystemClock), Arc::new(SystemRandomness))?)
}

/// Lines go to standard error, so that what a command prints stays clean. They are written by a thread of their own:
/// whoever reads them may be slow, gone, or a full disk, and then lines are lost and requests are not. What is returned
/// writes the last ones when it is dropped.
#[must_use = "the last lines are written when this is dropped"]
fn start_log(config: &Config) -> WorkerGuard {
    // The configuration was read with this filter in it, so it is one.
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let (writer, guard) = NonBlockingBuilder::default().buffered_lines_limit(LOG_LINES_MAX).finish(std::io::stderr());
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(stderr_is_a_terminal())
        .log_internal_errors(false)
        .with_writer(writer);
    let started = match config.log_format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().try_init(),
    };
    if started.is_err() {
        tracing::warn!("the log was set up before");
    }
    guard
}

/// SIGTERM, or SIGINT from a keyboard. SIGHUP, which a closed terminal and a rotated log send, ends nothing: lines go to
/// standard error, and there is no file to open anew.
async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let _hung_up = signal(SignalKind::hangup());
    let (Ok(mut terminated), Ok(mut interrupted)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::error!("signals cannot be waited for; this process ends only when it is killed");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminated.recv() => {}
        _ = interrupted.recv() => {}
    }
    tracing::info!("stopping: what was started is finished");
    end_in_time();
}

/// A database that hangs holds threads that nothing can wake, and whoever told us to stop waits for no one: then the process
/// ends with what it has. What was under way is taken up again by its lease, as after a kill.
fn end_in_time() {
    let watch = std::thread::Builder::new().name("end-in-time".into()).spawn(|| {
        std::thread::sleep(END_WITHIN);
        tracing::error!("not everything came to an end; this process ends now");
        std::thread::sleep(LAST_LINES);
        std::process::exit(STATUS_CUT_SHORT);
    });
    if let Err(error) = watch {
        tracing::error!(%error, "nothing watches over the end of this process");
    }
}

/// Colours are for people; a file or a journal gets plain lines.
fn stderr_is_a_terminal() -> bool {
    use std::io::IsTerminal;
    std::io::stderr().is_terminal()
}

/// The one way a command speaks to the person who ran it. Whoever stopped listening, as `head` does, misses the rest and
/// nothing else happens.
pub fn say(text: impl std::fmt::Display) {
    let written = writeln!(std::io::stdout(), "{text}");
    if written.is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe) {
        NOT_SAID.store(true, Ordering::Relaxed);
    }
}

/// An error where something that was said could not be written, as on a full disk.
fn said() -> anyhow::Result<()> {
    let flushed = std::io::stdout().flush();
    let lost = flushed.is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe);
    anyhow::ensure!(!lost && !NOT_SAID.load(Ordering::Relaxed), "standard output cannot be written");
    Ok(())
}

fn complain(error: &anyhow::Error) {
    complain_of(format_args!("redress: {error:#}"));
}

/// For what is no result. That nobody reads it is no reason to stop.
fn complain_of(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
