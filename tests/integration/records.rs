//! Open data becomes records: once each, counted exactly, whatever comes twice, changes, is cut or cannot be read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use redress::domain::brand::BrandDomain;
use redress::domain::finding::question;
use redress::domain::ids::BrandId;
use redress::domain::record::{COLUMNS, Companies, Month, Response, Said, company_key};
use redress::services::import_records::{ImportError, Order, Standing, import_records};
use redress::services::merge_brand::{MergeError, merge_brand};
use redress::storage::brands;
use redress::storage::records::{self, Filter, Page, Progress};

use crate::on_both_engines;
use crate::support::browser::Browser;
use crate::support::{Engine, TempDir, TestApp, TestDb};

/// What is in progress has not ended, and every figure says of which months it is.
async fn every_figure_of_records_names_its_months(engine: Engine) {
    let mut home = TestApp::start(engine);
    home.serve();
    let dir = TempDir::new();
    let relieved = Row { response: "Closed with monetary relief", ..ROW };
    let mut rows: Vec<String> = (1..=6).map(|id| Row { id, ..relieved }.text()).collect();
    rows.extend((7..=12).map(|id| Row { id, day: "2021-03-02", topic: "Old debts", ..ROW }.text()));
    rows.extend((13..=20).map(|id| Row { id, response: "In progress", ..ROW }.text()));
    let mapping = Companies::parse("ACME INC\tacme.com\n").unwrap();
    import_with(&home, &[file(&dir, "a.csv", &rows)], mapping).await;
    let figures = figures(&home).await.remove("acme.com").unwrap();
    assert_eq!((figures.in_time.part, figures.in_time.whole), (12, 12), "no answer yet is none in time");

    let mut reader = Browser::at(&home);
    let board = reader.get("/boards/acme.com").await.is(200);
    let text = board.text();
    assert!(text.contains("Closed with relief, of those that are closed"), "{text}");
    assert!(text.contains("50 %") && text.contains("6 of 12"), "{text}");
    for window in ["March 2021 to August 2023", "September 2022 to August 2023"] {
        assert!(text.contains(window), "{window}: {text}");
    }
    assert!(text.contains("What they are about, September 2022 to August 2023"), "{text}");
    assert!(!text.contains("Old debts"), "a topic of another time is not among them: {text}");

    // The topic leads to exactly the rows that it is counted from.
    let records = reader.get("/boards/acme.com/records").await.is(200);
    assert!(
        records.text().contains("All complaints to the regulator, March 2021 to August 2023"),
        "{}",
        records.text()
    );
    let link = board.html.split("href=\"").find(|it| it.contains("topic=")).unwrap().split('"').next().unwrap();
    let link = link.replace("&amp;", "&").replace("&#38;", "&");
    assert!(link.contains("since=2022-09"), "{link}");
    let rows = reader.get(&link).await.is(200).text();
    assert!(rows.contains("14 complaints to the regulator") && rows.contains("from September 2022 on"), "{rows}");

    // Under ten there is no share.
    let few: Vec<String> = (30..=34).map(|id| Row { id, company: "Few LLC", ..relieved }.text()).collect();
    import_with(&home, &[file(&dir, "b.csv", &few)], Companies::parse("Few LLC\tfew.com\n").unwrap()).await;
    let few = reader.get("/boards/few.com").await.is(200).text();
    assert!(few.contains("too few to say") && few.contains("5 of 5"), "{few}");
}

on_both_engines!(
    every_figure_of_records_names_its_months,
    the_samples_become_records,
    what_is_imported_twice_counts_once,
    a_changed_row_changes_its_counts,
    an_import_that_was_cut_goes_on_where_it_was,
    a_row_that_cannot_be_read_goes_to_the_rejects,
    a_file_with_another_header_is_refused,
    a_mapping_gives_provisional_brands_their_domain,
    a_merged_brand_keeps_every_id,
    the_rows_behind_a_figure_are_its_records,
    words_find_records,
    the_figures_equal_an_independent_count,
    a_killed_import_loses_and_repeats_nothing,
    dates_are_read_both_ways_and_a_file_of_rejects_is_an_error,
    the_program_says_what_a_brand_is_called,
);

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cfpb").join(name)
}

struct Row {
    id: u64,
    day: &'static str,
    topic: &'static str,
    issue: &'static str,
    company: &'static str,
    response: &'static str,
    timely: &'static str,
    disputed: &'static str,
}

const ROW: Row = Row {
    id: 1,
    day: "2023-08-25",
    topic: "Mortgage",
    issue: "Trouble during payment process",
    company: "Acme, Inc.",
    response: "Closed with explanation",
    timely: "Yes",
    disputed: "N/A",
};

impl Row {
    fn text(&self) -> String {
        let Row { id, day, topic, issue, company, response, timely, disputed } = self;
        format!("{day},{topic},,{issue},,,,\"{company}\",FL,33009,,,Web,{day},{response},{timely},{disputed},{id}\n")
    }
}

fn file(dir: &TempDir, name: &str, rows: &[String]) -> PathBuf {
    let path = dir.0.join(name);
    fs::write(&path, format!("{}\n{}", COLUMNS.join(","), rows.concat())).unwrap();
    path
}

async fn import(home: &TestApp, files: &[PathBuf]) -> Progress {
    import_with(home, files, Companies::shipped().unwrap()).await
}

async fn import_with(home: &TestApp, files: &[PathBuf], companies: Companies) -> Progress {
    let order = Order { files: files.to_vec(), rejects: None, companies };
    import_records(&home.app, order, &mut |_: Standing<'_>| {}).await.unwrap()
}

async fn brand(home: &TestApp, company: &str) -> BrandId {
    let key = company_key(company);
    home.app.db.read(move |view| brands::find_by_name(view, &key)).await.unwrap().unwrap().id
}

async fn page(home: &TestApp, brand: BrandId, filter: Filter, number: u64) -> Page {
    home.app.db.read(move |view| records::page(view, brand, &filter, number)).await.unwrap()
}

async fn figures(home: &TestApp) -> std::collections::BTreeMap<String, redress::domain::record::Figures> {
    home.app.db.read(records::all_figures).await.unwrap()
}

async fn the_samples_become_records(engine: Engine) {
    let home = TestApp::start(engine);
    let progress = import(&home, &[sample("complaints-2023.csv"), sample("complaints-2019-2020.csv")]).await;
    assert_eq!((progress.added, progress.rejected), (2335, 0));

    let figures = figures(&home).await;
    assert_eq!(figures.values().map(|it| it.records).sum::<u64>(), 2335);
    assert_eq!(figures["transunion.com"].records, 653);
    // Two spellings of one company, mapped to one domain with a third.
    assert_eq!(figures["mrcooper.com"].records, 3 + 3 + 1);
    let late: u64 = figures.values().map(|it| it.in_time.whole - it.in_time.part).sum();
    assert_eq!(late, 6);

    let equifax = brand(&home, "EQUIFAX, INC.").await;
    let section = home.app.db.read(move |view| records::board_section(view, equifax)).await.unwrap().unwrap();
    assert_eq!(section.figures.records, 540);
    assert_eq!(section.months.len(), 12);
    assert_eq!(section.months.last().unwrap().0, section.latest);
    assert!(section.topics[0].1 >= section.topics[1].1);
}

async fn what_is_imported_twice_counts_once(engine: Engine) {
    let home = TestApp::start(engine);
    let files = [sample("complaints-2019-2020.csv"), sample("complaints-2019-2020.csv")];
    let first = import(&home, &files).await;
    assert_eq!((first.added, first.unchanged), (268, 268));
    let before = figures(&home).await;
    let second = import(&home, &files[..1]).await;
    assert_eq!((second.added, second.changed, second.unchanged), (0, 0, 268));
    assert_eq!(figures(&home).await, before);
}

async fn a_changed_row_changes_its_counts(engine: Engine) {
    let home = TestApp::start(engine);
    let dir = TempDir::new();
    let earlier = Row { response: "In progress", timely: "N/A", ..ROW };
    import(&home, &[file(&dir, "a.csv", &[earlier.text(), Row { id: 2, ..ROW }.text()])]).await;
    // The same id twice in one file: the last one holds.
    let later = Row { company: "Other LLC", response: "Closed with monetary relief", day: "2023-09-01", ..ROW };
    let progress = import(&home, &[file(&dir, "b.csv", &[earlier.text(), later.text()])]).await;
    assert_eq!((progress.added, progress.changed, progress.unchanged), (0, 2, 0));

    let figures = figures(&home).await;
    assert_eq!(figures["acme inc"].records, 1);
    assert_eq!(figures["other llc"].responses[&Response::MonetaryRelief], 1);
    assert_eq!(figures["other llc"].months.keys().map(Month::to_string).collect::<Vec<_>>(), ["2023-09"]);
    let acme = brand(&home, "Acme, Inc.").await;
    let page = page(&home, acme, Filter::default(), 0).await;
    assert_eq!(page.records.iter().map(|it| it.id.number()).collect::<Vec<_>>(), [2]);
}

/// The reader stops in the middle of a file, as when the process is killed between two turns.
async fn an_import_that_was_cut_goes_on_where_it_was(engine: Engine) {
    let home = TestApp::start(engine);
    let dir = TempDir::new();
    let rows: Vec<String> = (1..=9_000)
        .map(|id| if id % 1_000 == 0 { "nonsense\n".to_string() } else { Row { id, ..ROW }.text() })
        .collect();
    let path = file(&dir, "big.csv", &rows);
    let rejects = dir.0.join("rejects.csv");
    let order = || Order { files: vec![path.clone()], rejects: Some(rejects.clone()), companies: Companies::default() };

    let app = home.app.clone();
    let cut = tokio::spawn({
        let order = order();
        async move { import_records(&app, order, &mut |_: Standing<'_>| panic!("cut")).await }
    });
    assert!(cut.await.is_err());
    assert_eq!(figures(&home).await["acme inc"].records, 3_996);
    // A run that was cut may have written more rejects than it committed.
    let kept = fs::read_to_string(&rejects).unwrap();
    fs::write(&rejects, format!("{kept}big.csv,9001,half a li")).unwrap();

    let mut resumed_at = 0;
    let progress =
        import_records(&home.app, order(), &mut |it: Standing<'_>| resumed_at = it.resumed.lines_read).await.unwrap();
    assert_eq!(resumed_at, 4_001);
    assert_eq!((progress.added, progress.unchanged, progress.rejected), (8_991, 0, 9));
    assert_eq!(figures(&home).await["acme inc"].records, 8_991);
    let lines: Vec<String> = fs::read_to_string(&rejects)
        .unwrap()
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(1).unwrap().to_string())
        .collect();
    let expected: Vec<String> = (1..=9).map(|it| (it * 1_000 + 1).to_string()).collect();
    assert_eq!(lines, expected);

    let again = import_records(&home.app, order(), &mut |_: Standing<'_>| {}).await.unwrap();
    assert_eq!((again.added, again.unchanged, again.rejected), (0, 8_991, 9));
}

async fn a_row_that_cannot_be_read_goes_to_the_rejects(engine: Engine) {
    let home = TestApp::start(engine);
    let dir = TempDir::new();
    let rows = [
        ROW.text(),
        ROW.text().replace("2023-08-25,Mortgage", "25/08/2023,Mortgage"),
        ROW.text().replace(",FL,", ",F,L,"),
        ROW.text().replace(",1\n", ",\n"),
        Row { id: 2, ..ROW }.text(),
    ];
    let path = dir.0.join("a.csv");
    let mut bytes = format!("{}\n{}", COLUMNS.join(","), rows.concat()).into_bytes();
    bytes.extend_from_slice(
        &ROW.text().into_bytes().iter().map(|it| if *it == b'F' { 0xff } else { *it }).collect::<Vec<_>>(),
    );
    fs::write(&path, bytes).unwrap();

    let progress = import(&home, &[path]).await;
    assert_eq!((progress.added, progress.rejected), (2, 4));
    let mut rejects = csv::Reader::from_path(dir.0.join("a.csv.rejects.csv")).unwrap();
    let rejects: Vec<(String, String)> =
        rejects.records().map(|it| it.unwrap()).map(|it| (it[1].to_string(), it[2].to_string())).collect();
    let expected = [("3", "bad-date"), ("4", "column-count"), ("5", "missing"), ("7", "not-utf-8")];
    assert_eq!(rejects, expected.map(|(line, code)| (line.to_string(), code.to_string())));
}

async fn a_file_with_another_header_is_refused(engine: Engine) {
    let home = TestApp::start(engine);
    let dir = TempDir::new();
    let good = file(&dir, "good.csv", &[ROW.text()]);
    let bad = dir.0.join("bad.csv");
    fs::write(&bad, "Date,Product\n2023-08-25,Mortgage\n").unwrap();
    let order = Order { files: vec![good, bad], rejects: None, companies: Companies::default() };
    let refused = import_records(&home.app, order, &mut |_: Standing<'_>| {}).await.unwrap_err();
    assert!(matches!(refused, ImportError::Header(_)), "{refused}");
    assert!(figures(&home).await.is_empty());
}

async fn a_mapping_gives_provisional_brands_their_domain(engine: Engine) {
    let home = TestApp::start(engine);
    let dir = TempDir::new();
    let rows = [ROW.text(), Row { id: 2, company: "Other LLC", ..ROW }.text()];
    let path = file(&dir, "a.csv", &rows);
    import_with(&home, std::slice::from_ref(&path), Companies::default()).await;
    let acme = brand(&home, "Acme, Inc.").await;
    let found = home.app.db.read(move |view| brands::find(view, acme)).await.unwrap().unwrap();
    assert_eq!((found.domain, found.name.as_str()), (None, "Acme, Inc."));

    let mapping = Companies::parse("ACME INC\tacme.com\nOther LLC\tacme.com\n").unwrap();
    import_with(&home, &[path], mapping).await;
    let figures = figures(&home).await;
    assert_eq!(figures.keys().collect::<Vec<_>>(), ["acme.com"]);
    assert_eq!(figures["acme.com"].records, 2);
    assert_eq!(brand(&home, "acme inc").await, brand(&home, "other llc").await);
}

async fn a_merged_brand_keeps_every_id(engine: Engine) {
    let home = TestApp::start(engine);
    let dir = TempDir::new();
    let rows = [
        ROW.text(),
        Row { id: 2, company: "Acme Bank", ..ROW }.text(),
        Row { id: 3, company: "Acme Bank", issue: "Fees", disputed: "Yes", ..ROW }.text(),
    ];
    let path = file(&dir, "a.csv", &rows);
    import(&home, std::slice::from_ref(&path)).await;
    let (first, second) = (brand(&home, "Acme, Inc.").await, brand(&home, "Acme Bank").await);
    let domain = BrandDomain::parse("acme.com").unwrap();

    let merged = merge_brand(&home.app, "ACME INC", domain.clone()).await.unwrap();
    assert_eq!((merged.brand, merged.into_another), (first, false));
    let merged = merge_brand(&home.app, "Acme Bank", domain.clone()).await.unwrap();
    assert_eq!((merged.brand, merged.into_another), (first, true));

    let old = home.app.db.read(move |view| brands::find(view, second)).await.unwrap().unwrap();
    assert_eq!(old.id, first, "the old id leads to the brand it was merged into");
    assert_eq!(brand(&home, "Acme Bank").await, first);
    let page = page(&home, first, Filter::default(), 0).await;
    assert_eq!(page.records.iter().map(|it| it.id.number()).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!(page.total, Some(3));
    let figures = figures(&home).await;
    assert_eq!(figures.len(), 1);
    assert_eq!(figures["acme.com"].disputed.part, 1);

    // What is imported from now on lands on the right brand, and the counts still fit.
    let again = import(&home, &[path]).await;
    assert_eq!(again.unchanged, 3);
    let more = file(&dir, "b.csv", &[Row { id: 4, company: "Acme Bank", ..ROW }.text()]);
    import(&home, &[more]).await;
    assert_eq!(self::figures(&home).await["acme.com"].records, 4);

    let refused = merge_brand(&home.app, "Acme Bank", domain.clone()).await.unwrap_err();
    assert!(matches!(refused, MergeError::NotProvisional { .. }), "{refused}");
    let refused = merge_brand(&home.app, "Nobody", domain).await.unwrap_err();
    assert!(matches!(refused, MergeError::UnknownName(_)), "{refused}");
}

async fn the_rows_behind_a_figure_are_its_records(engine: Engine) {
    let home = TestApp::start(engine);
    import(&home, &[sample("complaints-2023.csv"), sample("complaints-2019-2020.csv")]).await;
    let brand = brand(&home, "EQUIFAX, INC.").await;
    let figures = figures(&home).await.remove("equifax.com").unwrap();
    for (response, count) in &figures.responses {
        let filter = Filter { responses: vec![*response], ..Filter::default() };
        assert_eq!(walk(&home, brand, filter, *count).await, *count);
    }
    for (month, topics) in &figures.months {
        for (topic, count) in topics {
            let filter = Filter { month: Some(*month), topic: Some(topic.clone()), ..Filter::default() };
            assert_eq!(walk(&home, brand, filter, *count).await, *count);
        }
    }
    let late = Filter { timely: Some(Said::No), ..Filter::default() };
    assert_eq!(walk(&home, brand, late, 0).await, figures.in_time.whole - figures.in_time.part);
    assert_eq!(walk(&home, brand, Filter::default(), 540).await, 540);
    let nothing = Filter { topic: Some("No such topic".into()), ..Filter::default() };
    assert_eq!(page(&home, brand, nothing, 0).await.total, Some(0));
}

/// Reads page after page: each record once, newest first, as many as the page says there are.
async fn walk(home: &TestApp, brand: BrandId, filter: Filter, total: u64) -> u64 {
    let mut seen = Vec::new();
    for number in 0.. {
        let page = page(home, brand, filter.clone(), number).await;
        if filter.words.is_empty() && total > 0 {
            assert_eq!(page.total, Some(total));
        }
        seen.extend(page.records.iter().map(|it| (it.received, it.id.number())));
        if !page.has_next {
            break;
        }
    }
    assert!(seen.windows(2).all(|it| it[0] > it[1]), "{filter:?}");
    seen.len() as u64
}

async fn words_find_records(engine: Engine) {
    let home = TestApp::start(engine);
    import(&home, &[sample("complaints-2023.csv")]).await;
    let brand = brand(&home, "EQUIFAX, INC.").await;
    let all = page_of_words(&home, brand, "").await;
    for (text, expected) in [
        ("investigation", Some(0)),
        ("INVESTIGATION status", Some(0)),
        ("belongs to someone el", Some(0)),
        ("equifax", Some(all)),
        ("Equifax, Inc.", Some(all)),
        ("nothing of the kind", None),
        ("'; drop table records; --", None),
        ("\"*", Some(all)),
    ] {
        let found = page_of_words(&home, brand, text).await;
        match expected {
            Some(0) => assert!(found > 0 && found < all, "{text}: {found} of {all}"),
            Some(count) => assert_eq!(found, count, "{text}"),
            None => assert_eq!(found, 0, "{text}"),
        }
        let filter = Filter { words: question(text), ..Filter::default() };
        assert_eq!(walk(&home, brand, filter, 0).await, found, "{text}");
    }
    let both =
        Filter { words: question("investigation"), responses: vec![Response::NonMonetaryRelief], ..Filter::default() };
    let page = page(&home, brand, both, 0).await;
    assert_eq!(page.total, None);
    assert!(!page.records.is_empty());
    assert!(page.records.iter().all(|it| it.response == Response::NonMonetaryRelief));
}

async fn page_of_words(home: &TestApp, brand: BrandId, text: &str) -> u64 {
    let filter = Filter { words: question(text), ..Filter::default() };
    page(home, brand, filter, 0).await.total.unwrap()
}

/// The program itself, as an administrator runs it.
fn redress(db: &TestDb, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command
        .args(arguments)
        .env("REDRESS_BASE_URL", "https://north.example")
        .env("REDRESS_DATA_DIR", db.data_dir())
        .env("REDRESS_DATABASE_URL", db.url());
    command
}

fn succeeds(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

async fn the_figures_equal_an_independent_count(engine: Engine) {
    let db = TestDb::new(engine);
    let samples = ["complaints-2023.csv", "complaints-2019-2020.csv"].map(|it| sample(it).display().to_string());
    succeeds(&mut redress(&db, &["import", "cfpb", &samples[0], &samples[1]]));
    let figures = succeeds(&mut redress(&db, &["records", "figures", "--json"])).stdout;
    let path = db.data_dir().join("figures.json");
    fs::write(&path, figures).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/cfpb_figures.py");
    succeeds(Command::new("python3").arg(script).arg("--compare").arg(path).args(&samples));
}

async fn dates_are_read_both_ways_and_a_file_of_rejects_is_an_error(engine: Engine) {
    let db = TestDb::new(engine);
    let dir = TempDir::new();
    let dated = |id: u64, date: &str| Row { id, ..ROW }.text().replace("2023-08-25", date);
    let rows = [dated(1, "08/25/2023"), dated(2, "8/5/2023"), dated(3, "2023-08-25T00:00:00"), dated(4, "09/12/16")];
    let good = file(&dir, "good.csv", &rows).display().to_string();
    let done = succeeds(&mut redress(&db, &["import", "cfpb", &good])).stdout;
    assert!(String::from_utf8_lossy(&done).contains("4 added, 0 changed, 0 unchanged, 0 rejected"), "{done:?}");
    let bad = file(&dir, "bad.csv", &[dated(5, "25/08/2023"), dated(6, "soon")]).display().to_string();
    let output = redress(&db, &["import", "cfpb", &bad]).output().unwrap();
    assert!(!output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("not one of 2 rows could be read"), "{output:?}");
    succeeds(&mut redress(&db, &["import", "cfpb", &good, &bad]));
}

async fn the_program_says_what_a_brand_is_called(engine: Engine) {
    let db = TestDb::new(engine);
    let says = |arguments: &[&str]| {
        let output = redress(&db, arguments).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&said).into_owned())
    };
    for (arguments, success, said) in [
        (vec!["brand", "add", "acme.com", "Acme"], true, "Acme has its board at"),
        (vec!["brand", "add", "acme.com", "Acme"], true, "already"),
        (vec!["brand", "add", "acme.com", "Acme Tools"], true, "it is called Acme Tools now"),
        (vec!["brand", "rename", "acme.com", "Acme Works"], true, "Acme Tools is called Acme Works now"),
        (vec!["brand", "rename", "nobody.com", "Nobody"], false, "has no board here"),
        (vec!["brand", "alias", "acme.com", "acme.de"], true, "acme.de"),
        (vec!["brand", "alias", "acme.com"], true, "acme.de"),
        (vec!["brand", "add", "globex.com", "Globex"], true, "Globex has its board"),
        (vec!["brand", "alias", "acme.com", "globex.com"], false, "has a board of its own"),
        (vec!["brand", "merge", "globex.com", "acme.com"], true, "globex.com is part of acme.com"),
        (vec!["brand", "alias", "acme.com", "acme.de", "--remove"], true, "none"),
    ] {
        let (ok, words) = says(&arguments);
        assert!(ok == success && words.contains(said), "{arguments:?}: {words}");
    }
}

async fn a_killed_import_loses_and_repeats_nothing(engine: Engine) {
    const ROWS: u64 = 60_000;
    let db = TestDb::empty(engine);
    let dir = TempDir::new();
    let rows: Vec<String> = (1..=ROWS).map(|id| Row { id, ..ROW }.text()).collect();
    let path = file(&dir, "big.csv", &rows).display().to_string();
    for _ in 0..3 {
        let mut import = redress(&db, &["import", "cfpb", &path]).spawn().unwrap();
        tokio::time::sleep(Duration::from_millis(400)).await;
        import.kill().unwrap();
        import.wait().unwrap();
    }
    succeeds(&mut redress(&db, &["import", "cfpb", &path]));
    let figures = succeeds(&mut redress(&db, &["records", "figures", "--json"])).stdout;
    let figures: serde_json::Value = serde_json::from_slice(&figures).unwrap();
    assert_eq!(figures["brands"][0]["records"], ROWS);
    assert_eq!(figures["brands"].as_array().unwrap().len(), 1);
}
