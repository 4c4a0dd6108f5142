//! `redress serve`: the doors and, unless told otherwise, the queue behind them.

use std::time::Duration;

use actix_web::web::ServiceConfig;
use actix_web::{App as Site, HttpServer, web};
use anyhow::Context;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::commands::{metrics, start, start_log, stop_signal};
use crate::config::{Config, Roles};
use crate::federation;
use crate::http::kept::Kept;
use crate::http::{health, signs};
use crate::web::{self as pages, Pages};
use crate::worker;

/// How long requests may take after the signal to stop. Jobs have their own patience beside it.
const REQUESTS_FINISH_SECONDS: u64 = 20;

/// How long the head of a request may take to arrive, and how long a connection may stand without a request.
const HEAD_PATIENCE: Duration = Duration::from_secs(5);
const IDLE_PATIENCE: Duration = Duration::from_secs(15);
/// Connections that one thread holds; others wait in the system's line until one of them ends.
const CONNECTIONS_PER_THREAD_MAX: usize = 2_000;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// What this process does: some of web, inbox, deliver, separated by commas.
    #[arg(long)]
    roles: Option<String>,
}

pub(super) fn run(mut config: Config, arguments: &Arguments) -> anyhow::Result<()> {
    if let Some(roles) = &arguments.roles {
        config.roles = Roles::read(roles).context("--roles takes some of web, inbox, deliver, separated by commas")?;
    }
    let _log = start_log(&config);
    let app = start(config)?;
    let _alone = app.db.serve_alone()?;
    actix_web::rt::System::new().block_on(serve(app))
}

async fn serve(app: App) -> anyhow::Result<()> {
    let listen = app.config.listen;
    let stop = CancellationToken::new();
    let roles = app.config.roles;
    metrics::serve(&app)?;
    let working = tokio::spawn(worker::work(app.clone(), roles, stop.clone()));
    let doors = doors(&app);
    let server = HttpServer::new(move || Site::new().configure(doors.clone()))
        .bind(listen)
        .with_context(|| format!("cannot listen on {listen}"))?
        .disable_signals()
        .client_request_timeout(HEAD_PATIENCE)
        .keep_alive(IDLE_PATIENCE)
        .max_connections(CONNECTIONS_PER_THREAD_MAX)
        .shutdown_timeout(REQUESTS_FINISH_SECONDS);
    let server = server.run();
    app.egress.warm_up();
    let handle = server.handle();
    let told = stop.clone();
    tokio::spawn(async move {
        stop_signal().await;
        told.cancel();
        handle.stop(true).await;
    });
    tracing::info!(%listen, base_url = %app.config.base_url, database = app.db.place(), "serving");
    server.await?;
    stop.cancel();
    working.await?;
    tracing::info!("stopped");
    Ok(())
}

/// Every route there is, the same in main and in tests.
pub fn doors(app: &App) -> impl FnOnce(&mut ServiceConfig) + Clone + Send + use<> {
    let data = web::Data::new(app.clone());
    // Made once: what is counted is counted for all threads together.
    let shared = web::Data::new(Pages::new(app));
    let kept = web::Data::new(Kept::default());
    let looked = web::Data::new(health::Last::default());
    move |site| {
        let federation = federation::configure(&data);
        let pages = pages::routes(&data, shared);
        site.app_data(data)
            .app_data(kept)
            .configure(signs::refuse(pages::unreadable))
            .configure(|site| health::configure(site, looked))
            .configure(federation)
            .configure(pages);
    }
}
