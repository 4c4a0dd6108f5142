//! The roof: subcommands; reads the configuration, builds `App`, nothing else.

fn main() {}
