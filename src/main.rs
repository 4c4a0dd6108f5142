//! The roof: hands the command line to its command, nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    redress::commands::run()
}
