//! Found again: by words of any script, by names with a mistake in them, after an update of the program, and never an error.

use redress::app::Clock as _;
use redress::domain::brand::BrandDomain;
use redress::services::open_board::{self, open_board};
use redress::services::rule_mark::withdraw;
use redress::storage::accounts::Role;
use redress::storage::{actors, asked};

use crate::on_both_engines;
use crate::pages::{PASSWORD, file, member, representative, start};
use crate::support::browser::Browser;
use crate::support::{Engine, TestApp};

fn at(path: &str, query: &[(&str, &str)]) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
    format!("{path}?{query}")
}

/// A title, its text, and what finds it.
const WRITTEN: [(&str, &str, &[&str]); 11] = [
    ("One", "मेरी शिकायत का जवाब नहीं आया", &["शिकायत", "जवाब शिकायत"]),
    ("Two", "อาหารมาช้ามากและเย็น", &["อาหาร", "ช้ามาก"]),
    ("Three", "আমার অভিযোগের উত্তর নেই", &["অভিযোগের"]),
    ("Four", "என் புகாருக்கு பதில் இல்லை", &["புகாருக்கு", "பதில்"]),
    ("Five", "وَصَلَتِ الشِّكْوَى بعد شهر", &["الشكوى", "الشِّكْوَى"]),
    ("Six", "הַתְּלוּנָה לֹא נֶעֱנְתָה", &["התלונה", "הַתְּלוּנָה"]),
    ("Seven", "充電器が届かない。電話も出ない。", &["充電器", "電話", "器"]),
    (
        "Eight",
        "Two parcels never came, says the shop of Herr Müller.",
        &["parcel", "PARCELS never", "muller", "mueller shop"],
    ),
    ("Nine", "Die Lieferungen aus der Straße kamen nie an.", &["Lieferung", "STRASSE", "lieferungen strasse"]),
    ("Ten", "The McDonald’s burger was cold.", &["mcdonald's", "mcdonald’s", "mcdonalds burger"]),
    ("Eleven", "Mis reclamaciones siguen sin respuesta.", &["reclamación", "reclamaciones", "respuestas mis"]),
];

async fn words_of_any_script_find_what_was_written(engine: Engine) {
    let test = start(engine);
    write_all(&test).await;
    all_is_found(&test).await;
    let mut reader = Browser::at(&test);
    for nothing in ["शकयत", "器電", "%", "'", "\"*", "müsli", "\u{300}", "()", "a:b -c"] {
        let shown = reader.get(&at("/search", &[("q", nothing), ("in", "complaints")])).await.is(200);
        assert!(!shown.html.contains("/complaints/"), "{nothing}: {}", shown.text());
    }
}

async fn write_all(test: &TestApp) {
    let mut person = member(test, "c7", Role::Member).await;
    for (title, text, _) in WRITTEN {
        file(&mut person, &[("title", title), ("text", text)]).await.is(200);
        test.clock.advance(std::time::Duration::from_mins(10));
    }
}

async fn all_is_found(test: &TestApp) {
    let mut reader = Browser::at(test);
    for (title, _, queries) in WRITTEN {
        for query in queries {
            let shown = reader.get(&at("/search", &[("q", query), ("in", "complaints")])).await.is(200);
            let found = WRITTEN.iter().map(|it| it.0).filter(|it| shown.html.contains(&format!(">{it}</a>")));
            assert_eq!(found.collect::<Vec<_>>(), [title], "{query}");
        }
    }
}

async fn an_older_database_is_indexed_anew_by_itself(engine: Engine) {
    let test = start(engine);
    write_all(&test).await;
    open(&test, "skoda-auto.example", "Škoda Auto").await;
    // As before the step: what an update finds.
    let (down, up) = match engine {
        Engine::Sqlite => (
            include_str!("../../migrations/sqlite/2026-11-27-032101_words/down.sql"),
            include_str!("../../migrations/sqlite/2026-11-27-032101_words/up.sql"),
        ),
        Engine::Postgres => (
            include_str!("../../migrations/postgres/2026-11-27-032101_words/down.sql"),
            include_str!("../../migrations/postgres/2026-11-27-032101_words/up.sql"),
        ),
    };
    test.db.execute(down);
    test.db.execute(up);
    let mut reader = Browser::at(&test);
    assert!(!reader.get("/boards?q=skoda").await.is(200).html.contains("skoda-auto"), "not yet");
    test.drain().await;
    all_is_found(&test).await;
    assert!(reader.get("/boards?q=skoda").await.is(200).html.contains("href=\"/boards/skoda-auto.example\""));
}

async fn open(test: &TestApp, domain: &str, name: &str) {
    open_board(&test.app, BrandDomain::parse(domain).unwrap(), Some(name.into())).await.unwrap();
}

const BRANDS: [(&str, &str); 7] = [
    ("skoda-auto.example", "Škoda Auto"),
    ("post.example", "Österreichische Post"),
    ("kestrel.example", "Kestrel Parcel"),
    ("mcd.example", "McDonald’s"),
    ("atnt.example", "AT&T"),
    ("kaffee.example", "100% Kaffee"),
    ("commerz.example", "Commerzbank AG"),
];

/// What is typed, and the domain of the brand that it means.
const TYPED: [(&str, &str); 22] = [
    ("Škoda Auto", "skoda-auto.example"),
    ("skoda", "skoda-auto.example"),
    ("ŠKODA", "skoda-auto.example"),
    ("s\u{30c}koda auto", "skoda-auto.example"),
    ("österreichische post", "post.example"),
    ("OSTERREICHISCHE", "post.example"),
    ("Oesterreichische Post", "post.example"),
    ("kestral", "kestrel.example"),
    ("kestrle", "kestrel.example"),
    ("kestrelparcel", "kestrel.example"),
    ("kestrel parcels", "kestrel.example"),
    ("KESTREL.EXAMPLE", "kestrel.example"),
    ("mcdonald's", "mcd.example"),
    ("mcdonald’s", "mcd.example"),
    ("McDonalds", "mcd.example"),
    ("at&t", "atnt.example"),
    ("att", "atnt.example"),
    ("%", "kaffee.example"),
    ("commerzbank", "commerz.example"),
    ("bank", "commerz.example"),
    ("Comerzbank", "commerz.example"),
    ("Kestrel Parcel GmbH & Co. KG", "kestrel.example"),
];

async fn brands_are_found_by_any_of_their_names(engine: Engine) {
    let test = start(engine);
    for (domain, name) in BRANDS {
        open(&test, domain, name).await;
    }
    let mut reader = Browser::at(&test);
    for (typed, domain) in TYPED {
        let link = format!("href=\"/boards/{domain}\"");
        for path in [at("/boards", &[("q", typed)]), at("/search", &[("q", typed), ("in", "boards")])] {
            let shown = reader.get(&path).await.is(200);
            let others = BRANDS.iter().filter(|it| it.0 != domain);
            let others = others.filter(|it| shown.html.contains(&format!("href=\"/boards/{}\"", it.0)));
            assert!(shown.html.contains(&link) && others.count() == 0, "{typed} at {path}: {}", shown.text());
        }
        let form = reader.get("/file").await;
        let shown = reader.submit(&form, "/file", &[("step", "find"), ("brand", typed)]).await.is(200);
        assert!(shown.html.contains(&format!("name=\"board\" value=\"{domain}\"")), "{typed}: {}", shown.text());
    }
    for nobody in ["kastral", "xyzzy", "_", "\\", "' OR 1=1 --"] {
        let shown = reader.get(&at("/boards", &[("q", nobody)])).await.is(200);
        assert!(shown.text().contains("There is no such board yet"), "{nobody}: {}", shown.text());
    }
}

async fn what_is_typed_for_a_brand_is_answered(engine: Engine) {
    let test = start(engine);
    for (domain, name) in BRANDS {
        open(&test, domain, name).await;
    }
    let mut reader = Browser::at(&test);
    let ours = test.authority();
    let (handle, underscored) = (format!("@kestrel.example@{ours}"), format!("kestrel_example@{ours}"));
    let page = format!("http://{ours}/boards/kestrel.example");
    for (typed, domain, says) in [
        ("kestral", Some("kestrel.example"), "Is it one of these?"),
        ("Kestrel Inc.", Some("kestrel.example"), "Is it one of these?"),
        ("Kestrel S.A.", Some("kestrel.example"), "Is it one of these?"),
        ("help@kestrel.example", Some("kestrel.example"), "That is an e-mail address."),
        ("help@new.example", Some("new.example"), "That is an e-mail address."),
        ("ann@gmail.com", None, "or its website, such as acme.com"),
        (handle.as_str(), Some("kestrel.example"), ""),
        (underscored.as_str(), Some("kestrel.example"), ""),
        (page.as_str(), Some("kestrel.example"), ""),
        ("xyzzy", None, "Write the brand’s website instead"),
        ("xyzzy..com", None, "Write the brand’s website instead"),
        ("-xyzzy-.com", None, "Write the brand’s website instead"),
        ("kestrl.example", Some("kestrel.example"), "Did you mean one of these?"),
        ("kestrl.example", Some("kestrl.example"), "Did you mean one of these?"),
        ("kestrle.example", Some("kestrel.example"), "Did you mean one of these?"),
        ("müller.example", Some("xn--mller-kva.example"), "müller.example"),
        ("аррӏе.example", Some("xn--80ak6aa92e.example"), "xn--80ak6aa92e.example"),
        ("", None, "Write the name of the brand"),
    ] {
        let form = reader.get("/file").await;
        let shown = reader.submit(&form, "/file", &[("step", "find"), ("brand", typed)]).await.is(200);
        assert!(shown.text().contains(says), "{typed}: {}", shown.text());
        match domain {
            Some(domain) => {
                assert!(
                    shown.html.contains(&format!("name=\"board\" value=\"{domain}\"")),
                    "{typed}: {}",
                    shown.text()
                );
                // Chosen, it is taken, whatever stands in the field.
                let fields =
                    [("step", "preview"), ("brand", typed), ("board", domain), ("text", "It never came at all.")];
                let shown = reader.submit(&shown, "/file", &fields).await.is(200);
                assert!(shown.html.contains("id=\"preview\""), "{typed}: {}", shown.text());
            }
            None => assert!(!shown.html.contains("name=\"board\""), "{typed}: {}", shown.text()),
        }
    }
}

async fn minutes_are_read_and_days_to_come_refused(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Member).await;
    let thread = file(&mut person, &[("minutes-1", "1,5 h"), ("date-1", "2026-01-30")]).await.is(200);
    assert!(thread.text().contains("1 hour 30 minutes"), "{}", thread.text());
    let wrong = file(&mut person, &[("minutes-1", "ages"), ("date-1", "2027-01-30")]).await.is(422);
    assert!(
        wrong.html.contains("id=\"minutes-1-wrong\"") && wrong.html.contains("id=\"date-1-wrong\""),
        "{}",
        wrong.text()
    );
    let wrong = file(&mut person, &[("text", "Another one."), ("date-1", "30.01.2026")]).await.is(422);
    assert!(wrong.text().contains("Write the day as"), "{}", wrong.text());
    for (field, value, says) in [
        ("date-1", "1899-01-01", "Is the year right?"),
        ("date-1", "0001-01-01", "Is the year right?"),
        ("minutes-1", "½", "Say how long it took"),
        ("amount", "0.001", "There are more than two digits behind the mark"),
        ("amount", "99999999999", "This is more than fits here: at most 100,000,000."),
        ("amount", "99999999999999999999", "This is more than fits here"),
        ("currency", "", "Choose the currency of the amount"),
    ] {
        let wrong = file(&mut person, &[("text", "One more of them."), (field, value)]).await.is(422);
        assert!(wrong.text().contains(says), "{field} {value}: {}", wrong.text());
    }
    let read = [("text", "Uma cadeira."), ("minutes-1", "uma hora e meia"), ("amount", "١٨٩٫٥٠")];
    let thread = file(&mut person, &read).await.is(200);
    assert!(thread.text().contains("1 hour 30 minutes") && thread.text().contains("189.50"), "{}", thread.text());
    file(&mut person, &[("text", "And another."), ("date-1", "2026-02-01"), ("minutes-1", "45 min")]).await.is(200);
    let yen = |amount| [("text", "In Kyoto."), ("currency", "JPY"), ("amount", amount), ("language", "ja")];
    let wrong = file(&mut person, &yen("49.50")).await.is(422);
    assert!(wrong.text().contains("JPY has no decimals. Write a whole number, such as 189."), "{}", wrong.text());
    let thread = file(&mut person, &yen("49.00")).await.is(200);
    // A title is read aloud in the language of its post, wherever it stands.
    assert_eq!(thread.attribute("h1", "lang"), "ja");
    let board = person.get("/boards/acme.com").await.is(200);
    assert_eq!(board.attribute(&format!(".list a[href='{}']", thread.path), "lang"), "ja");
}

const ADDRESSES: [&str; 26] = [
    "/search?q=%00",
    "/search?q=a%00b&in=boards",
    "/search?q=a&brand=%00",
    "/search?q=a&state=%00",
    "/boards?q=%00",
    "/boards?after=%00",
    "/boards/%00",
    "/boards/acme.com%00",
    "/boards/acme.com?state=%00",
    "/boards/acme.com/records?q=%00",
    "/boards/acme.com/records?topic=%00",
    "/@c%00",
    "/%00",
    "/file?brand=%00",
    "/file?board=%00",
    "/follow?handle=%00",
    "/intents/follow?object=%00",
    "/login?next=%00",
    "/complaints/%00",
    "/posts/%00",
    "/avatars/%00/48",
    "/assets/%00",
    "/.well-known/webfinger?resource=acct:%00@home.test",
    "/.well-known/webfinger?resource=%00",
    "/actors/%00",
    "/nodeinfo/%00",
];

async fn a_sign_that_no_text_has_is_no_error_of_ours(engine: Engine) {
    let test = start(engine);
    let mut person = member(&test, "c7", Role::Administrator).await;
    file(&mut person, &[]).await.is(200);
    for address in ADDRESSES {
        let status = person.get(address).await.status;
        assert_eq!(status, 400, "{address}");
        for other in ["%01", "%0B", "%1F", "%7F", "%C2%85", "%EF%BF%BE", "%FF", "%ED%A0%80"] {
            let address = address.replace("%00", other);
            let status = person.get(&address).await.status;
            assert!(status < 500, "{address}: {status}");
        }
    }
    let form = person.get("/file").await;
    let names = person.fields(&form, "/file");
    for (name, _) in names.iter().filter(|(name, _)| !matches!(name.as_str(), "token" | "request" | "step")) {
        let shown = person.submit(&form, "/file", &[("step", "preview"), (name.as_str(), "a\0b\u{1}\u{fffe}")]).await;
        assert!(shown.status < 500, "{name}: {}", shown.status);
    }
    let shown =
        file(&mut person, &[("title", "a\0\u{1}b"), ("text", "c\0\u{2}d \u{fffe} is long enough"), ("brand", "\0")])
            .await;
    assert!(shown.status < 500, "{}", shown.status);
    let shown = person.get("/login").await;
    assert!(person.submit(&shown, "/login", &[("name", "\0"), ("password", "\0")]).await.status < 500);
}

async fn a_draft_stays_until_it_is_sent_or_thrown_away(engine: Engine) {
    let test = start(engine);
    member(&test, "mia", Role::Member).await;
    for thrown_away in [true, false] {
        let mut mia = Browser::at(&test);
        let form = mia.get("/file?brand=acme.com").await;
        let fields = [("step", "sign-in"), ("text", "It broke on the very first day.")];
        let shown = mia.submit(&form, "/file", &fields).await;
        let shown = mia.submit(&shown, "/login", &[("name", "mia"), ("password", PASSWORD)]).await.is(200);
        assert!(shown.text().contains("on the very first day"), "{}", shown.text());
        let again = mia.get("/file").await.is(200);
        assert!(again.text().contains("on the very first day"), "after a reload: {}", again.text());
        let changed = [("step", "preview"), ("text", "It broke on the second day.")];
        mia.submit(&again, "/file", &changed).await.is(200);
        let again = mia.get("/file").await.is(200);
        assert!(again.text().contains("on the second day"), "as it is now: {}", again.text());
        let step = if thrown_away { "throw-away" } else { "file" };
        mia.submit(&again, "/file", &[("step", step)]).await.is(200);
        assert!(!mia.get("/file").await.is(200).text().contains("on the second day"), "{step}");
    }
}

async fn the_second_answer_of_a_brand_sees_the_first(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let path = file(&mut person, &[]).await.is(200).path;
    let case = acme.get(&path.replace("/complaints/", "/desk/")).await.is(200);
    let mut other = acme.clone();
    let other_case = other.get(&path.replace("/complaints/", "/desk/")).await.is(200);
    let respond = format!("{path}/respond");
    acme.submit(&case, &respond, &[("text", "We look into the heater today."), ("from", "")]).await.is(200);
    let refused = other.submit(&other_case, &respond, &[("text", "Which heater was it?"), ("from", "")]).await.is(409);
    let text = refused.text();
    assert!(text.contains("We look into the heater today.") && text.contains("Which heater was it?"), "{text}");
    let sent = other.submit(&refused, &respond, &[]).await.is(200);
    assert!(sent.text().contains("Which heater was it?"), "{}", sent.text());

    // What the other side says meanwhile is read before an answer goes out, too; what others say is not waited for.
    let case = acme.get(&path.replace("/complaints/", "/desk/")).await.is(200);
    let shown = person.get(&path).await.is(200);
    let found = [("text", "I found the heater in the cellar.")];
    person.submit(&shown, &format!("{path}/comment"), &found).await.is(200);
    let refused = acme.submit(&case, &respond, &[("text", "A new one is on its way."), ("from", "")]).await.is(409);
    let text = refused.text();
    assert!(text.contains("in the cellar") && text.contains("A new one is on its way."), "{text}");
    let mut visitor = member(&test, "c8", Role::Member).await;
    let shown = visitor.get(&path).await.is(200);
    visitor.submit(&shown, &format!("{path}/comment"), &[("text", "Mine broke, too.")]).await.is(200);
    acme.submit(&refused, &respond, &[]).await.is(200);
}

async fn an_administrator_names_brands(engine: Engine) {
    let test = start(engine);
    let mut admin = member(&test, "root7", Role::Administrator).await;
    for (domain, name) in [("kestrel.example", "kestrel.example"), ("old.example", "Old"), ("told.example", "Told")] {
        open(&test, domain, name).await;
    }
    file(&mut admin, &[("brand", "told.example")]).await.is(200);
    let page = admin.get("/admin/brands?domain=kestrel.example").await.is(200);
    let fields = |deed, other| [("deed", deed), ("other", other), ("domain", "kestrel.example")];
    let renamed = [("deed", "rename"), ("name", "Kestrel Parcel"), ("domain", "kestrel.example")];
    let page = admin.submit(&page, "/admin/brands", &renamed).await.is(200);
    assert!(page.text().contains("Kestrel Parcel"), "{}", page.text());
    let page = admin.submit(&page, "/admin/brands", &fields("alias", "kestrel.test")).await.is(200);
    let wrong = admin.submit(&page, "/admin/brands", &fields("alias", "old.example")).await.is(422);
    assert!(wrong.text().contains("has a board of its own"), "{}", wrong.text());
    let mut reader = Browser::at(&test);
    assert_eq!(reader.get("/boards/kestrel.test").await.is(200).path, "/boards/kestrel.example");
    assert!(reader.get("/boards?q=kestrel+parcel").await.html.contains("href=\"/boards/kestrel.example\""));
    let merge = |from, into| [("deed", "merge"), ("domain", from), ("other", into)];
    let page = admin.get("/admin/brands?domain=old.example").await.is(200);
    admin.submit(&page, "/admin/brands", &merge("old.example", "kestrel.example")).await.is(200);
    assert_eq!(reader.get("/boards/old.example").await.is(200).path, "/boards/kestrel.example");
    assert!(!reader.get("/boards").await.html.contains("/old.example"));
    let page = admin.get("/admin/brands?domain=told.example").await.is(200);
    let wrong = admin.submit(&page, "/admin/brands", &merge("told.example", "kestrel.example")).await.is(422);
    assert!(wrong.text().contains("People complained about told.example"), "{}", wrong.text());
}

/// A voice of one domain is none of another: it is not left behind at a brand that nothing leads to. Who sounds like what
/// became part of a brand sounds like that brand.
async fn a_brand_with_a_voice_becomes_part_of_none(engine: Engine) {
    let test = start(engine);
    let mut acme = representative(&test).await;
    let mut admin = member(&test, "root7", Role::Administrator).await;
    open(&test, "kestrel.example", "Kestrel Parcel").await;
    open(&test, "oldlamps.example", "Old Lamps").await;
    let merge = |from, into| [("deed", "merge"), ("domain", from), ("other", into)];
    let page = admin.get("/admin/brands?domain=acme.com").await.is(200);
    let refused = admin.submit(&page, "/admin/brands", &merge("acme.com", "kestrel.example")).await.is(422);
    assert!(refused.text().contains("Somebody speaks for acme.com here"), "{}", refused.text());
    assert!(refused.text().contains("redress brand withdraw"), "it says what to do first");
    acme.get("/desk").await.is(200);

    // When they speak for it no more, it can.
    let host = test.authority();
    let voice = test.app.db.read(move |view| actors::find_by_handle(view, "acme_care", &host)).await.unwrap().unwrap();
    let domain = BrandDomain::parse("acme.com").unwrap();
    assert!(withdraw(&test.app, domain, voice, "It is Kestrel now".into()).await.unwrap());
    let page = admin.get("/admin/brands?domain=acme.com").await.is(200);
    admin.submit(&page, "/admin/brands", &merge("acme.com", "kestrel.example")).await.is(200);
    let page = admin.get("/admin/brands?domain=oldlamps.example").await.is(200);
    admin.submit(&page, "/admin/brands", &merge("oldlamps.example", "kestrel.example")).await.is(200);
    let mut stranger = Browser::at(&test);
    let shown = stranger.get("/register").await.is(200);
    let wanted = [("name", "oldlamps_support"), ("password", PASSWORD)];
    let refused = stranger.submit(&shown, "/register", &wanted).await.is(422);
    assert!(refused.text().contains("sounds like a company"), "{}", refused.text());
}

async fn the_other_handle_of_a_board_is_nobodys(engine: Engine) {
    let test = start(engine);
    let mut stranger = Browser::at(&test);
    for (name, status) in [("globex_test", 422), ("shop_co_uk", 422), ("acme_com", 422), ("ann_of_kent", 200)] {
        let mut stranger_to = stranger.clone();
        let shown = stranger_to.get("/register").await;
        let shown = stranger_to.submit(&shown, "/register", &[("name", name), ("password", PASSWORD)]).await;
        assert_eq!(shown.status, status, "{name}: {}", shown.text());
    }
    stranger.get("/").await.is(200);
}

async fn looking_for_boards_lists_none_and_makes_few(engine: Engine) {
    let test = start(engine);
    let ours = test.authority();
    let mut reader = Browser::at(&test);
    let from = |address: String| {
        let mut one = Browser::at(&test);
        one.extra = vec![("X-Forwarded-For".into(), address)];
        one
    };
    let mut answered = 0;
    for n in 0..30 {
        let resource = format!("acct:looked{n}.example@{ours}");
        let mut one = from(format!("203.0.113.{n}"));
        let shown = one.get(&at("/.well-known/webfinger", &[("resource", &resource)])).await;
        assert!(matches!(shown.status, 200 | 429), "{}", shown.status);
        answered += i32::from(shown.status == 200);
    }
    assert_eq!(answered, 20, "for one network within an hour");
    // Whoever tries many names shuts nobody else out, not even with others.
    for n in 30..160 {
        let resource = format!("acct:looked{n}.example@{ours}");
        from(format!("203.0.{}.9", n % 6)).get(&at("/.well-known/webfinger", &[("resource", &resource)])).await;
    }
    let wanted = at("/.well-known/webfinger", &[("resource", &format!("acct:looked-for.example@{ours}"))]);
    assert_eq!(from("203.0.1.10".into()).get(&wanted).await.status, 429);
    from("198.51.100.1".into()).get(&wanted).await.is(200);
    for path in ["/boards", "/boards?q=looked1", "/search?q=looked1&in=boards"] {
        assert!(!reader.get(path).await.is(200).html.contains("href=\"/boards/looked"), "{path}");
    }
    // What was made before is answered still, and listed once somebody complains.
    let resource = format!("acct:looked1.example@{ours}");
    reader.get(&at("/.well-known/webfinger", &[("resource", &resource)])).await.is(200);
    let mut person = member(&test, "c7", Role::Member).await;
    file(&mut person, &[("brand", "looked1.example")]).await.is(200);
    assert!(reader.get("/boards").await.is(200).html.contains("href=\"/boards/looked1.example\""));
    test.clock.advance(std::time::Duration::from_hours(2));
    let resource = format!("acct:looked99.example@{ours}");
    reader.get(&at("/.well-known/webfinger", &[("resource", &resource)])).await.is(200);

    // A day later the others are forgotten, but for the one whose document somebody read: their server knows its address.
    let found =
        reader.get(&at("/.well-known/webfinger", &[("resource", &format!("acct:looked2.example@{ours}"))])).await;
    let jrd: serde_json::Value = serde_json::from_str(&found.is(200).html).unwrap();
    let actor = jrd["links"][0]["href"].as_str().unwrap().parse::<url::Url>().unwrap();
    reader.extra.push(("Accept".into(), "application/activity+json".into()));
    reader.get(actor.path()).await.is(200);
    reader.extra.pop();
    test.clock.advance(std::time::Duration::from_hours(25));
    assert!(open_board::forget_asked(&test.app).await.unwrap() > 100);
    assert_eq!(open_board::forget_asked(&test.app).await.unwrap(), 0);
    let left = test.db.counted("SELECT domain AS name, COUNT(*) AS number FROM brands GROUP BY domain ORDER BY domain");
    let left: Vec<&str> = left.iter().map(|(domain, _)| domain.as_str()).collect();
    assert_eq!(left, ["looked1.example", "looked2.example"]);
    // Whoever looks for one of them again has it made again.
    reader.get(&at("/.well-known/webfinger", &[("resource", &format!("acct:looked3.example@{ours}"))])).await.is(200);
}

async fn nobody_hears_no_because_others_looked_for_much(engine: Engine) {
    let test = start(engine);
    let ours = test.authority();
    let looks = async |address: &str, name: &str| {
        let mut one = Browser::at(&test);
        one.extra = vec![("X-Forwarded-For".into(), address.into())];
        one.get(&at("/.well-known/webfinger", &[("resource", &format!("acct:{name}@{ours}"))])).await
    };
    let makes_room = async || {
        let before = test.clock.now() - chrono::TimeDelta::hours(48);
        test.app.db.write(move |tx| asked::make_room(tx, before)).await.unwrap()
    };
    let kept = || {
        let sql = "SELECT domain AS name, COUNT(*) AS number FROM brands GROUP BY domain ORDER BY domain";
        test.db.counted(sql).into_iter().map(|it| it.0).collect::<Vec<_>>()
    };
    // What goes where there are too many: the oldest that nobody read, and one that was read when it served for nothing.
    let found = looks("192.0.2.1", "read.example").await.is(200);
    let jrd: serde_json::Value = serde_json::from_str(&found.html).unwrap();
    let mut reader = Browser::at(&test);
    reader.extra.push(("Accept".into(), "application/activity+json".into()));
    reader.get(jrd["links"][0]["href"].as_str().unwrap().parse::<url::Url>().unwrap().path()).await.is(200);
    assert!(!makes_room().await, "its server may be about to write");
    test.clock.advance(std::time::Duration::from_mins(1));
    looks("192.0.2.1", "unread.example").await.is(200);
    assert!(makes_room().await);
    assert_eq!(kept(), ["read.example"]);
    test.clock.advance(std::time::Duration::from_hours(49));
    assert!(makes_room().await);
    assert!(kept().is_empty());
    // A few names from each of many networks make nobody wait.
    for network in 0..80 {
        for name in 0..3 {
            looks(&format!("2001:db8:{network:x}::1"), &format!("few{network}x{name}.example")).await.is(200);
        }
    }
    looks("198.51.100.1", "honest.example").await.is(200);
}

on_both_engines!(
    nobody_hears_no_because_others_looked_for_much,
    looking_for_boards_lists_none_and_makes_few,
    words_of_any_script_find_what_was_written,
    an_older_database_is_indexed_anew_by_itself,
    brands_are_found_by_any_of_their_names,
    what_is_typed_for_a_brand_is_answered,
    minutes_are_read_and_days_to_come_refused,
    a_sign_that_no_text_has_is_no_error_of_ours,
    a_draft_stays_until_it_is_sent_or_thrown_away,
    the_second_answer_of_a_brand_sees_the_first,
    an_administrator_names_brands,
    a_brand_with_a_voice_becomes_part_of_none,
    the_other_handle_of_a_board_is_nobodys,
);
