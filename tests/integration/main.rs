//! Stories through the real doors, on real databases.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says so by panicking")]
#![allow(unreachable_pub, reason = "nothing in a test binary is reachable from outside")]

mod answers;
mod architecture;
mod backup;
mod between;
mod bounds;
mod brands;
mod carriers;
mod complaint_life;
mod deeds;
mod delivery;
mod discovery;
mod doors;
mod endings;
mod erasing;
mod exchanges;
mod fixtures;
mod groups;
mod hostile;
mod imitations;
mod instance;
mod kept;
mod kill;
mod lasting;
mod leaves;
mod leaving;
mod lists;
mod marks;
mod moderation;
mod neighbours;
mod offered;
mod operator;
mod pages;
mod peers;
mod people;
mod policy;
mod processes;
mod promises;
mod quotes;
mod reading;
mod receipts;
mod records;
mod reporting;
mod resuming;
mod shown;
mod signatures;
mod silence;
mod storage;
mod support;
mod sync;
mod visibility;
mod way_out;
