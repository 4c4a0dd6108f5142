//! Stories through the real doors, on real databases.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says so by panicking")]
#![allow(unreachable_pub, reason = "nothing in a test binary is reachable from outside")]

mod answers;
mod architecture;
mod backup;
mod between;
mod brands;
mod complaint_life;
mod deeds;
mod delivery;
mod discovery;
mod endings;
mod erasing;
mod exchanges;
mod fixtures;
mod groups;
mod hostile;
mod instance;
mod kept;
mod kill;
mod leaves;
mod leaving;
mod lists;
mod marks;
mod moderation;
mod neighbours;
mod operator;
mod pages;
mod peers;
mod policy;
mod processes;
mod promises;
mod quotes;
mod reading;
mod records;
mod reporting;
mod resuming;
mod shown;
mod signatures;
mod silence;
mod storage;
mod support;
mod sync;
mod told;
mod visibility;
mod way_out;
