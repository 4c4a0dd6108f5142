//! `redress records`: what the records say.

use std::collections::BTreeMap;

use anyhow::Context;
use serde_json::{Value, json};

use crate::commands::{build, say};
use crate::config::Config;
use crate::domain::record::{Figures, Response};
use crate::storage::records;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// The figures of every brand that has records.
    Figures {
        /// As JSON, with topics by month: what `tests/python/cfpb_figures.py` compares.
        #[arg(long)]
        json: bool,
    },
}

pub(super) fn run(config: Config, arguments: &Arguments) -> anyhow::Result<()> {
    let What::Figures { json } = arguments.what;
    let app = build(config)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    let figures = runtime.block_on(app.db.read(records::all_figures))?;
    if json {
        let brands: Vec<Value> = figures.iter().map(|(brand, figures)| as_json(brand, figures)).collect();
        say(format_args!("{:#}", json!({ "brands": brands })));
        return Ok(());
    }
    say(format_args!("{:>9}  {:>8}  {:>8}  brand", "records", "in time", "relief"));
    for (brand, it) in &figures {
        let percent = |percent: Option<u64>| percent.map_or_else(|| "–".to_string(), |it| format!("{it} %"));
        let (in_time, relief) = (percent(it.in_time.percent()), percent(it.share_of(&Response::RELIEF).percent()));
        say(format_args!("{:>9}  {in_time:>8}  {relief:>8}  {brand}", it.records));
    }
    Ok(())
}

fn as_json(brand: &str, figures: &Figures) -> Value {
    let responses: BTreeMap<&str, u64> = figures.responses.iter().map(|(kind, count)| (kind.name(), *count)).collect();
    let topics: Vec<Value> = figures
        .months
        .iter()
        .flat_map(|(month, topics)| topics.iter().map(move |(topic, count)| (month, topic, count)))
        .map(|(month, topic, count)| json!({ "month": month.to_string(), "topic": topic, "records": count }))
        .collect();
    json!({
        "brand": brand,
        "records": figures.records,
        "in_time": figures.in_time.part,
        "in_time_of": figures.in_time.whole,
        "disputed": figures.disputed.part,
        "disputed_of": figures.disputed.whole,
        "responses": responses,
        "topics": topics,
    })
}
