//! No statement reads a whole table that grows. Every story asks both engines for the plans of what it ran (`support/plans.rs`); here is the check of that check.

use diesel::{Connection, PgConnection, SqliteConnection};

use crate::on_both_engines;
use crate::support::plans::{WholeRead, whole_reads};
use crate::support::{Engine, TestApp};

async fn a_statement_that_reads_a_whole_table_is_found(engine: Engine) {
    let test = TestApp::start(engine);
    let asked = [
        "SELECT id FROM actors WHERE summary_html = 'x'".to_string(),
        "SELECT id FROM actors WHERE uri = 'x'".to_string(),
    ];
    let url = test.db.url();
    let found: Vec<WholeRead> = match engine {
        Engine::Sqlite => {
            whole_reads(&mut SqliteConnection::establish(url.trim_start_matches("sqlite:")).unwrap(), &asked)
        }
        Engine::Postgres => whole_reads(&mut PgConnection::establish(&url).unwrap(), &asked),
    }
    .unwrap();
    let [one] = &found[..] else { panic!("{found:?}") };
    assert!(one.statement == asked[0] && one.line.contains("actors"), "{one:?}");
}

on_both_engines!(a_statement_that_reads_a_whole_table_is_found);
