//! `redress work`: the queue alone, for machines that serve nothing.

use anyhow::Context;
use tokio_util::sync::CancellationToken;

use crate::commands::{metrics, start, start_log, stop_signal};
use crate::config::{Config, Roles};
use crate::worker;

pub(super) fn run(config: Config) -> anyhow::Result<()> {
    let _log = start_log(&config);
    let roles = Roles { web: false, ..config.roles };
    let app = start(config)?;
    let _alone = app.db.serve_alone()?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    runtime.block_on(async {
        let stop = CancellationToken::new();
        metrics::serve(&app)?;
        let working = tokio::spawn(worker::work(app, roles, stop.clone()));
        stop_signal().await;
        stop.cancel();
        working.await?;
        tracing::info!("stopped");
        Ok(())
    })
}
