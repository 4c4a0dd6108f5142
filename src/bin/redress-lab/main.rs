//! The laboratory: the demonstration, the bench and the simulator. None of it is in the program that operators install; that one
//! lies beside this one and is started by it.
#![expect(unreachable_pub, reason = "nothing is outside a program; its parts say `pub` to each other")]

mod bench;
mod demo;
mod simulate;
mod simulation;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, ensure};
use clap::{Parser, Subcommand};

/// The program of an instance.
const PRODUCT: &str = "redress";

#[derive(Parser)]
#[command(name = "redress-lab", version, about = "Redress to look at, to measure and to try to break")]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start two federated instances on this machine, with people and threads to look at.
    Demo(demo::Arguments),
    /// Measure the program, started as a process of its own, from outside.
    Bench(bench::Arguments),
    /// Run the rules of federation in a simulated network, from seeds.
    Simulate(simulate::Arguments),
}

fn main() -> ExitCode {
    redress::commands::end_with(match CommandLine::parse().command {
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Bench(arguments) => bench::run(arguments),
        Command::Simulate(arguments) => simulate::run(&arguments),
    })
}

/// Where the program of an instance is: beside this one, made by the same build.
fn product() -> anyhow::Result<PathBuf> {
    let here = std::env::current_exe().context("this program cannot find itself")?;
    let product = here.with_file_name(PRODUCT);
    ensure!(product.exists(), "{} is missing: `cargo build` makes it beside this program", product.display());
    Ok(product)
}
