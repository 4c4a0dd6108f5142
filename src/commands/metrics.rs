//! What is counted and measured, in the text format that Prometheus reads, on an address of its own.

use std::fmt::{Display, Write};
use std::net::SocketAddr;

use actix_web::http::header::CONTENT_TYPE;
use actix_web::{App as Site, HttpResponse, HttpServer, web};
use anyhow::Context;

use crate::app::App;
use crate::domain::Timestamp;
use crate::federation::outgoing::deliver;
use crate::federation::{Reason, tally};
use crate::storage::{StorageError, View, deliveries, inbox_lanes, jobs};

const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Starts the listener, if the configuration names one. It serves nothing else, and nobody but the operator should reach it.
pub(super) fn serve(app: &App) -> anyhow::Result<()> {
    let Some(listen) = app.config.metrics_listen else { return Ok(()) };
    let server = listener(app, listen).with_context(|| format!("cannot listen on {listen} for the metrics"))?;
    tokio::spawn(server);
    tracing::info!(%listen, "serving metrics");
    Ok(())
}

fn listener(app: &App, listen: SocketAddr) -> std::io::Result<actix_web::dev::Server> {
    let app = web::Data::new(app.clone());
    let site = move || Site::new().app_data(app.clone()).route("/metrics", web::get().to(answer));
    Ok(HttpServer::new(site).workers(1).disable_signals().bind(listen)?.run())
}

/// What a scrape is answered.
pub async fn answer(app: web::Data<App>) -> HttpResponse {
    match text(&app).await {
        Ok(text) => HttpResponse::Ok().insert_header((CONTENT_TYPE, TEXT)).body(text),
        Err(error) => {
            tracing::error!(%error, "the metrics could not be read");
            HttpResponse::ServiceUnavailable().finish()
        }
    }
}

/// What the database says of the queues.
struct Queues {
    deliveries: deliveries::Counts,
    jobs: jobs::Counts,
    inbox: i64,
}

async fn text(app: &App) -> Result<String, StorageError> {
    let read = |view: &mut View<'_>| -> Result<Queues, StorageError> {
        Ok(Queues {
            deliveries: deliveries::counts(view)?,
            jobs: jobs::counts(view)?,
            inbox: inbox_lanes::waiting(view)?,
        })
    };
    let queues = app.db.read(read).await?;
    let now = app.clock.now();
    let mut out = Lines::default();
    out.head("redress_inbox_refused_total", "counter", "Requests at the inbox that were refused, by reason.");
    for (reason, count) in Reason::counts() {
        out.line("redress_inbox_refused_total", &[("reason", reason)], count);
    }
    out.head("redress_inbox_handled_total", "counter", "Activities that were taken in, by what became of them.");
    for (outcome, reason, count) in tally::counts() {
        out.line("redress_inbox_handled_total", &[("outcome", outcome), ("reason", reason)], count);
    }
    out.head("redress_deliveries_total", "counter", "Attempts to deliver, by what became of them.");
    for (outcome, count) in deliver::counts() {
        out.line("redress_deliveries_total", &[("outcome", outcome)], count);
    }
    out.head("redress_keys_made_total", "counter", "Keys of our own actors that this process made.");
    out.line("redress_keys_made_total", &[], app.keys.made());
    let delivering = queues.deliveries;
    out.gauge("redress_deliveries_waiting", "Deliveries that have not arrived yet.", delivering.waiting);
    out.gauge("redress_deliveries_parked", "Deliveries refused for lack of a right.", delivering.parked);
    out.gauge("redress_deliveries_dead", "Deliveries given up.", delivering.dead);
    out.gauge("redress_deliveries_oldest_seconds", "Age of the oldest that waits.", age(delivering.oldest, now));
    out.gauge("redress_hosts_failing", "Servers that do not answer.", delivering.hosts_failing);
    out.gauge("redress_jobs_waiting", "Jobs that wait, activities included.", queues.jobs.waiting);
    out.gauge("redress_jobs_dead", "Jobs given up.", queues.jobs.dead);
    out.gauge("redress_jobs_oldest_seconds", "Age of the oldest that waits.", age(queues.jobs.oldest, now));
    out.gauge("redress_inbox_waiting", "Activities that wait to be acted on.", queues.inbox);
    Ok(out.0)
}

fn age(since: Option<Timestamp>, now: Timestamp) -> i64 {
    since.map_or(0, |since| (now - since).num_seconds().max(0))
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    /// Names and values of labels are words of ours and need no escaping.
    fn line(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        let labels: Vec<String> = labels.iter().map(|(name, value)| format!("{name}=\"{value}\"")).collect();
        let _ = writeln!(self.0, "{name}{{{}}} {value}", labels.join(","));
    }

    fn gauge(&mut self, name: &str, help: &str, value: i64) {
        self.head(name, "gauge", help);
        let _ = writeln!(self.0, "{name} {value}");
    }
}
