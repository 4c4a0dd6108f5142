//! An account that sounds like a brand is called what it is wherever it acts, and the brand's own voice never.

use crate::on_both_engines;
use crate::pages::{member, representative, start};
use crate::support::Engine;
use crate::support::browser::{Browser, Shown};

use redress::storage::accounts::Role;

async fn file(who: &mut Browser, brand: &str) -> Shown {
    let shown = who.get(&format!("/file?brand={brand}")).await.is(200);
    let fields = [("step", "file"), ("text", "The heater leaks. I called twice.")];
    who.submit(&shown, "/file", &fields).await.is(200)
}

async fn who_sounds_like_a_brand_is_flagged_wherever_they_act(engine: Engine) {
    let test = start(engine);
    // They were here before the brand was.
    let mut fake = member(&test, "acme_help", Role::Member).await;
    let mut acme = representative(&test).await;
    let mut person = member(&test, "c7", Role::Member).await;
    let other = file(&mut person, "globex.com").await.path;
    let thread = fake.get(&other).await.is(200);
    fake.submit(&thread, &format!("{other}/comment"), &[("text", "Write to us directly.")]).await.is(200);
    let filed = file(&mut fake, "globex.com").await.path;
    test.clock.advance(std::time::Duration::from_hours(2));
    test.drain().await;
    let mut reader = Browser::at(&test);
    for thread in [&other, &filed] {
        let shown = reader.get(thread).await.is(200).text();
        assert_eq!(shown.matches("not an account of acme.com").count(), 1, "{thread}: {shown}");
    }
    let profile = reader.get("/@acme_help").await.is(200).text();
    assert!(profile.contains("This account sounds like acme.com, but it is not an account of acme.com."), "{profile}");
    for list in ["/boards/globex.com", "/waiting/untold", "/@acme_help"] {
        let shown = reader.get(list).await.is(200).text();
        let flag = format!("filed by @acme_help@{}, not an account of acme.com", test.authority());
        assert_eq!(shown.matches(&flag).count(), 1, "{list}: {shown}");
    }
    // Nobody else is.
    let own = file(&mut person, "acme.com").await.path;
    let thread = acme.get(&own).await.is(200);
    acme.submit(&thread, &format!("{own}/respond"), &[("text", "A new one is on its way.")]).await.is(200);
    for page in [own.as_str(), "/@acme_care", "/@c7", "/boards/acme.com"] {
        let shown = reader.get(page).await.is(200).text();
        assert!(!shown.contains("not an account of"), "{page}: {shown}");
    }
}

/// A database from before names were kept as they sound: they are folded when the program starts.
async fn brands_from_before_are_known_by_ear_after_a_start(engine: Engine) {
    let test = start(engine);
    let mut fake = member(&test, "acme_help", Role::Member).await;
    let _acme = representative(&test).await;
    let mut reader = Browser::at(&test);
    let filed = file(&mut fake, "globex.com").await.path;
    let mut flagged = async || {
        let shown = reader.get(&filed).await.is(200).text();
        shown.contains("not an account of acme.com")
    };
    assert!(flagged().await);
    test.db.execute("DELETE FROM brand_sounds");
    assert!(!flagged().await, "what is not kept is not known");
    drop(test.db.open());
    assert!(flagged().await);
    // Folded otherwise, they are folded anew.
    test.db.execute("UPDATE brand_sounds SET folding = 0, sound = 'x' || sound");
    assert!(!flagged().await);
    drop(test.db.open());
    assert!(flagged().await);
}

on_both_engines!(
    brands_from_before_are_known_by_ear_after_a_start,
    who_sounds_like_a_brand_is_flagged_wherever_they_act
);
