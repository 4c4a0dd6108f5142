//! The people of a brand's voice: invited, named and removed by its owners, and never left without one by oversight.

use std::time::Duration;

use redress::services::accounts::{self, AccountError};
use redress::services::people::INVITED_DAYS_MAX;
use redress::storage::accounts::Role;
use redress::storage::actors;

use crate::brands::{CLAIM, Town, begin_claim, press_check, read};
use crate::on_both_engines;
use crate::pages::{PASSWORD, file, member, representative, start};
use crate::support::Engine;
use crate::support::browser::{Browser, Shown};

pub(crate) const PEOPLE: &str = "/desk/people";
pub(crate) const INVITATIONS: &str = "/settings/invitations";

/// Sends the form of the page of people that has these fields, whichever of its forms that is.
pub(crate) async fn step(who: &mut Browser, step: &str, fields: &[(&str, &str)]) -> Shown {
    let shown = who.get(PEOPLE).await.is(200);
    let mut all = marks(who, &shown, PEOPLE);
    all.push(("step".into(), step.into()));
    all.extend(fields.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())));
    who.post(PEOPLE, &all).await
}

fn marks(who: &Browser, shown: &Shown, action: &str) -> Vec<(String, String)> {
    let fields = who.fields(shown, action);
    fields.into_iter().filter(|(name, _)| matches!(name.as_str(), "token" | "request" | "voice")).collect()
}

/// The number of somebody on the page of people.
pub(crate) fn person(shown: &Shown, name: &str) -> String {
    let of = shown.html.split("<li><h3><bdi>").find(|it| it.starts_with(name)).unwrap_or_else(|| panic!("no {name}"));
    of.split("name=\"person\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_string()
}

pub(crate) async fn accept(who: &mut Browser, signs: &str) -> Shown {
    let shown = who.get(INVITATIONS).await.is(200);
    let action = shown.attribute(&format!("main form[action^='{INVITATIONS}?id=']"), "action");
    who.submit(&shown, &action, &[("step", "accept"), ("signs", signs)]).await
}

async fn told(who: &mut Browser) -> String {
    who.get("/settings").await.is(200).text()
}

async fn owners_invite_and_nobody_speaks_unasked(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    let (mut mia, mut tom) = (member(&test, "mia", Role::Member).await, member(&test, "tom", Role::Member).await);
    let mut person_of_acme = member(&test, "c7", Role::Member).await;
    let path = file(&mut person_of_acme, &[]).await.is(200).path;
    assert!(jo.get("/desk").await.is(200).html.contains("href=\"/desk/people?voice="));
    assert_eq!(mia.get(PEOPLE).await.status, 403);
    let wrong = step(&mut jo, "invite", &[("handle", "@nobody_here")]).await.is(422);
    assert!(wrong.text().contains("There is no member called"), "{}", wrong.text());
    for name in ["@mia", "tom"] {
        let shown = step(&mut jo, "invite", &[("handle", name), ("role", "deliveries"), ("standing", "agent")]).await;
        assert!(shown.is(200).text().contains("The person can accept or decline on a page of their own"));
    }
    let twice = step(&mut jo, "invite", &[("handle", "mia")]).await.is(422).text();
    assert!(twice.contains("That person speaks for the brand already, or is invited."), "{twice}");
    assert_eq!(mia.get("/desk").await.status, 403, "asked is not agreed");
    let heard = mia.get("/settings").await.is(200);
    assert!(heard.text().contains("acme.com asks you to speak for it here"), "{}", heard.text());
    assert!(heard.html.contains(&format!("href=\"{INVITATIONS}\"")));

    // One declines, one signs with nothing, then with a name.
    let shown = tom.get(INVITATIONS).await.is(200);
    let action = shown.attribute(&format!("main form[action^='{INVITATIONS}?id=']"), "action");
    assert!(shown.text().contains("@jo asks you to speak for acme.com here, as agent"), "{}", shown.text());
    // Nobody takes what was for somebody else.
    let shown_mia = mia.get(INVITATIONS).await.is(200);
    let own = mia.fields(&shown_mia, &shown_mia.attribute("main form[action*='?id=']", "action"));
    let mut fields: Vec<_> = own.into_iter().filter(|(name, _)| name != "signs").collect();
    fields.extend([("step".to_string(), "accept".to_string()), ("signs".into(), "Mia Lang".into())]);
    mia.post(&action, &fields).await.is(422);
    tom.submit(&shown, &action, &[("step", "decline")]).await.is(200);
    assert_eq!(tom.get("/desk").await.status, 403);
    accept(&mut mia, "  ").await.is(422);
    let desk = accept(&mut mia, "Mia Lang").await.is(200);
    assert!(desk.text().contains("You speak for the brand now."), "{}", desk.text());
    let heard = told(&mut jo).await;
    assert!(heard.contains("declined your invitation: @tom") && heard.contains("accepted your invitation"), "{heard}");
    let thread = mia.get(&path).await.is(200);
    mia.submit(&thread, &format!("{path}/respond"), &[("text", "The parcel is on its way.")]).await.is(200);
    let thread = Browser::at(&test).get(&path).await.is(200);
    assert!(thread.text().contains("Mia Lang"), "{}", thread.text());

    // Who is no owner reads the list, and changes nothing.
    let list = mia.get(PEOPLE).await.is(200);
    assert!(list.text().contains("J. O., refunds") && list.text().contains("Mia Lang, deliveries"), "{}", list.text());
    assert!(!list.html.contains("value=\"invite\"") && !list.html.contains("value=\"remove\""));
    let jos = person(&jo.get(PEOPLE).await, "J. O.");
    for (deed, fields) in [
        ("remove", vec![("person", jos.as_str())]),
        ("invite", vec![("handle", "tom")]),
        ("change", vec![("person", jos.as_str()), ("standing", "agent")]),
    ] {
        let refused = step(&mut mia, deed, &fields).await.is(422).text();
        assert!(refused.contains("Only an owner of the brand’s account can do that."), "{deed}: {refused}");
    }
}

async fn who_is_removed_loses_the_desk_at_once(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    let mut mia = member(&test, "mia", Role::Member).await;
    let mut c7 = member(&test, "c7", Role::Member).await;
    let path = file(&mut c7, &[]).await.is(200).path;
    step(&mut jo, "invite", &[("handle", "mia"), ("standing", "executive"), ("role", "the board")]).await.is(200);
    accept(&mut mia, "Mia Lang").await.is(200);
    // What is taken to whoever decides is told to the executive, not to everybody.
    test.clock.advance(Duration::from_hours(1));
    for _ in 0..2 {
        let thread = c7.get(&path).await.is(200);
        let shown = c7.submit(&thread, &format!("{path}/escalate"), &[]).await;
        assert!(shown.status == 200, "{}", shown.text());
        test.clock.advance(Duration::from_hours(73));
    }
    assert!(told(&mut mia).await.contains("to the people who decide for acme.com. You are one of them"));
    assert!(!told(&mut jo).await.contains("You are one of them"));
    let thread = mia.get(&path).await.is(200);
    mia.submit(&thread, &format!("{path}/respond"), &[("text", "I look at it myself.")]).await.is(200);

    let mut elsewhere = mia.clone();
    let mias = person(&jo.get(PEOPLE).await, "Mia Lang");
    let shown = step(&mut jo, "remove", &[("person", &mias)]).await.is(200);
    assert!(shown.text().contains("Removed.") && !shown.text().contains("Mia Lang"), "{}", shown.text());
    for browser in [&mut mia, &mut elsewhere] {
        assert_eq!(browser.get("/desk").await.status, 403);
        assert_eq!(browser.get(&path.replace("/complaints/", "/desk/")).await.status, 403);
        assert!(!browser.get(&path).await.html.contains(&format!("{path}/respond")));
    }
    assert!(told(&mut mia).await.contains("You no longer speak for acme.com"));
    assert!(Browser::at(&test).get(&path).await.text().contains("Mia Lang"), "what she wrote stays hers");
    // And comes back only by a new invitation that she accepts.
    step(&mut jo, "invite", &[("handle", "mia")]).await.is(200);
    assert_eq!(mia.get("/desk").await.status, 403);
    accept(&mut mia, "Mia L.").await.is(200);
    mia.get("/desk").await.is(200);
    // She goes by herself, and the owner hears.
    step(&mut mia, "leave", &[]).await.is(422);
    let shown = step(&mut mia, "leave", &[("sure", "yes")]).await.is(200);
    assert!(shown.text().contains("You do not speak for the brand any more."), "{}", shown.text());
    assert_eq!(mia.get("/desk").await.status, 403);
    assert!(told(&mut jo).await.contains("has stopped speaking for the brand: Mia L."));
}

async fn a_link_is_for_one_person_and_a_named_time(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    let link = |shown: &Shown| {
        let address = shown.html.split("/invitations/").nth(1).unwrap().split('<').next().unwrap().to_string();
        format!("/invitations/{address}")
    };
    let path = link(&step(&mut jo, "link", &[("standing", "agent")]).await.is(200));
    let mut new = Browser::at(&test);
    let shown = new.get(&path).await.is(200);
    assert!(shown.text().contains("@jo asks you to speak for acme.com here"), "{}", shown.text());
    assert!(!shown.html.contains("value=\"accept\""), "not without signing in");
    let register = shown.attribute("a[href^='/register?next=']", "href");
    let form = new.get(&register).await.is(200);
    let back = new.submit(&form, "/register", &[("name", "nia"), ("password", PASSWORD)]).await.is(200);
    assert_eq!(back.path, path, "and back to the invitation");
    let (start_of, _) = path.rsplit_once('/').unwrap();
    Browser::at(&test).get(&format!("{start_of}/00000000000000000000000000000000")).await.is(404);
    new.submit(&back, &path, &[("step", "accept"), ("signs", "Nia Roe")]).await.is(200);
    new.get("/desk").await.is(200);
    let mut second = member(&test, "tom", Role::Member).await;
    let gone = second.get(&path).await.is(404);
    assert!(gone.text().contains("is no longer valid"), "{}", gone.text());
    let late = link(&step(&mut jo, "link", &[]).await.is(200));
    let form = second.get(&late).await.is(200);
    test.clock.advance(Duration::from_hours(24 * u64::try_from(INVITED_DAYS_MAX).unwrap() + 1));
    let refused = second.submit(&form, &late, &[("step", "accept"), ("signs", "Tom Ott")]).await;
    assert!(refused.status >= 400 && second.get("/desk").await.status == 403, "{}", refused.text());
    // One that was taken back holds no more either.
    let shown = step(&mut jo, "link", &[]).await.is(200);
    let taken = link(&shown);
    let id = taken.split('/').nth(2).unwrap().to_string();
    step(&mut jo, "take-back", &[("person", &id)]).await.is(200);
    second.get(&taken).await.is(404);
}

async fn the_last_owner_names_another_or_gives_the_voice_up(engine: Engine) {
    let town = Town::start(engine).await;
    let mut jo = member(&town.test, "jo", Role::Member).await;
    let begun = begin_claim(&mut jo, &[("through", "here"), ("signs", "Jo Ott")]).await.is(200);
    let uri = begun.html.split("v=1; actor=").nth(1).unwrap().split(['<', ' ', '&']).next().unwrap().to_string();
    town.put_file(&[&uri]);
    assert!(press_check(&town, &mut jo).await.text().contains("acme.test is verified"));
    let mut mia = member(&town.test, "mia", Role::Member).await;
    step(&mut jo, "invite", &[("handle", "mia"), ("standing", "agent")]).await.is(200);
    accept(&mut mia, "Mia Lang").await.is(200);
    let jos = person(&jo.get(PEOPLE).await, "Jo Ott");
    for (deed, fields) in [
        ("leave", vec![("sure", "yes")]),
        ("change", vec![("person", jos.as_str()), ("standing", "agent")]),
        ("remove", vec![("person", jos.as_str())]),
    ] {
        let refused = step(&mut jo, deed, &fields).await.is(422);
        assert!(refused.text().contains("You are the last owner"), "{deed}: {}", refused.text());
    }
    let sure = jo.get("/settings/delete-account").await.is(200);
    let refused = jo.submit(&sure, "/settings/delete-account", &[("password", PASSWORD)]).await.is(422);
    assert!(refused.text().contains("You are the last owner of acme.test’s account"), "{}", refused.text());
    // With another owner everything is possible.
    let mias = person(&jo.get(PEOPLE).await, "Mia Lang");
    step(&mut jo, "change", &[("person", &mias), ("standing", "owner")]).await.is(200);
    assert!(told(&mut mia).await.contains("You own acme.test’s account here"));
    step(&mut jo, "leave", &[("sure", "yes")]).await.is(200);
    assert_eq!(jo.get("/desk").await.status, 403);
    // She is the last one now, and gives it up in plain words.
    step(&mut mia, "invite", &[("handle", "jo")]).await.is(200);
    step(&mut mia, "give-up", &[]).await.is(422);
    let gone = step(&mut mia, "give-up", &[("sure", "yes")]).await.is(200);
    assert!(gone.text().contains("You gave the account up."), "{}", gone.text());
    assert_eq!(mia.get("/desk").await.status, 403);
    assert!(jo.get(INVITATIONS).await.is(200).text().contains("You have no invitations"), "nobody is left who invites");
    // The old proof stands and makes nobody its owner again: not even those who were.
    for (who, name) in [(&mut jo, "Jo Ott"), (&mut mia, "Mia Lang")] {
        let begun = begin_claim(who, &[("through", "here"), ("signs", name)]).await.is(200);
        assert!(begun.text().contains("had other owners"), "{}", begun.text());
        press_check(&town, who).await;
        assert_eq!(who.get("/desk").await.status, 403);
    }
    let number = jo.get(CLAIM).await.html.split("claim=").nth(1).unwrap()[..32].to_string();
    town.names.set("_redress.acme.test", &[&format!("v=1; actor={uri}; claim={number}")]).await;
    assert!(press_check(&town, &mut jo).await.text().contains("acme.test is verified"));
    jo.get("/desk").await.is(200);
    let wanted = uri.clone();
    assert!(read(&town.test, move |view| actors::find_by_uri(view, &wanted)).await.is_some());
}

async fn whoever_speaks_hears_what_becomes_of_their_part(engine: Engine) {
    let test = start(engine);
    let mut jo = representative(&test).await;
    let mut mia = member(&test, "mia", Role::Member).await;
    // What it means is read before it is accepted: of each part, and of no other.
    let means = [
        ("agent", "You would see what people told only the brand."),
        ("executive", "and be told when somebody escalates a complaint to the people who decide."),
        ("owner", "and invite, change and remove the people who speak for it."),
    ];
    for (name, (standing, _)) in ["mia", "eva", "olaf"].into_iter().zip(means) {
        let mut invited = if name == "mia" { mia.clone() } else { member(&test, name, Role::Member).await };
        step(&mut jo, "invite", &[("handle", name), ("standing", standing)]).await.is(200);
        let asked = invited.get(INVITATIONS).await.is(200).text();
        assert!(
            asked.contains("You would answer complaints about acme.com in its name, signed with your own"),
            "{asked}"
        );
        for (other, says) in means {
            assert_eq!(asked.contains(says), other == standing, "{standing}: {asked}");
        }
    }
    accept(&mut mia, "Mia Lang").await.is(200);
    let mias = person(&jo.get(PEOPLE).await, "Mia Lang");
    for (standing, says) in [
        ("executive", "You decide for acme.com here, and are told when people escalate a complaint."),
        ("agent", "You answer for acme.com here, under the name and role that the owners gave you."),
    ] {
        step(&mut jo, "change", &[("person", &mias), ("standing", standing)]).await.is(200);
        let heard = told(&mut mia).await;
        assert!(heard.contains(says), "{standing}: {heard}");
    }
    step(&mut jo, "give-up", &[("sure", "yes")]).await.is(200);
    let heard = told(&mut mia).await;
    assert!(heard.contains("The last owner gave up the account of acme.com."), "{heard}");
    assert_eq!(mia.get("/desk").await.status, 403);
}

async fn the_last_administrator_stays(engine: Engine) {
    let test = start(engine);
    let mut ada = member(&test, "ada", Role::Administrator).await;
    let refused = accounts::set_role(&test.app, "ada", Role::Member).await;
    assert!(matches!(refused, Err(AccountError::LastAdministrator)), "{refused:?}");
    let sure = ada.get("/settings/delete-account").await.is(200);
    let refused = ada.submit(&sure, "/settings/delete-account", &[("password", PASSWORD)]).await.is(422);
    assert!(refused.text().contains("You are the last administrator here"), "{}", refused.text());
    ada.get("/admin").await.is(200);
    member(&test, "bo", Role::Administrator).await;
    let sure = ada.get("/settings/delete-account").await.is(200);
    ada.submit(&sure, "/settings/delete-account", &[("password", PASSWORD)]).await.is(200);
    let refused = accounts::set_role(&test.app, "bo", Role::Moderator).await;
    assert!(matches!(refused, Err(AccountError::LastAdministrator)), "{refused:?}");
}

on_both_engines!(
    owners_invite_and_nobody_speaks_unasked,
    who_is_removed_loses_the_desk_at_once,
    a_link_is_for_one_person_and_a_named_time,
    the_last_owner_names_another_or_gives_the_voice_up,
    whoever_speaks_hears_what_becomes_of_their_part,
    the_last_administrator_stays,
);
