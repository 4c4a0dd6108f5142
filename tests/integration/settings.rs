//! What settings promise: a changed password ends every other session, and what an administrator decides holds for visitors.

use redress::storage::accounts::Role;

use crate::on_both_engines;
use crate::pages::{PASSWORD, member, start};
use crate::promised::{says, sign_in};
use crate::support::Engine;
use crate::support::browser::Browser;

async fn a_changed_password_signs_out_everywhere_else(engine: Engine) {
    let test = start(engine);
    let mut here = member(&test, "c7", Role::Member).await;
    let mut there = sign_in(&test, "c7").await;
    assert_eq!(there.get("/settings").await.is(200).path, "/settings");
    let shown = here.get("/settings").await.is(200);
    says(&shown.text(), &["Everywhere else you are signed out then."]);
    let new = "another horse battery";
    let said = here.submit(&shown, "/settings/password", &[("old", PASSWORD), ("new", new)]).await.is(200);
    says(&said.text(), &["Your password is changed. Everywhere else you are signed out."]);
    assert!(there.get("/settings").await.path.starts_with("/login"), "at once");
    assert_eq!(here.get("/settings").await.is(200).path, "/settings", "and here one goes on");
    let login = there.get("/login").await.is(200);
    there.submit(&login, "/login", &[("name", "c7"), ("password", PASSWORD)]).await.is(422);
    there.submit(&login, "/login", &[("name", "c7"), ("password", new)]).await.is(200);
    assert_eq!(there.get("/settings").await.is(200).path, "/settings");
}

async fn what_an_administrator_decides_holds_for_visitors(engine: Engine) {
    let test = start(engine);
    let mut admin = member(&test, "ilse", Role::Administrator).await;
    let mut visitor = Browser::at(&test);
    let open = visitor.get("/register").await.is(200);
    assert!(open.html.contains("action=\"/register\""), "{}", open.html);
    let page = admin.get("/admin").await.is(200);
    let mut fields = admin.fields(&page, "/admin");
    fields.retain(|(name, _)| !matches!(name.as_str(), "registrations" | "rules" | "description"));
    for (name, value) in [("rules", "Be **kind** here."), ("description", "For the *north*.")] {
        fields.push((name.to_string(), value.to_string()));
    }
    admin.post("/admin", &fields).await.is(200);
    let about = visitor.get("/about").await.is(200).text();
    says(&about, &["Be kind here.", "For the north."]);
    let closed = visitor.get("/register").await.is(200);
    says(&closed.text(), &["This server takes no new members now."]);
    assert!(!closed.html.contains("action=\"/register\""), "{}", closed.html);

    // A form of before makes nobody a member.
    let late = visitor.submit(&open, "/register", &[("name", "d8"), ("password", PASSWORD)]).await;
    assert_eq!(late.status, 403, "{}", late.text());
    let login = visitor.get("/login").await.is(200);
    visitor.submit(&login, "/login", &[("name", "d8"), ("password", PASSWORD)]).await.is(422);
}

on_both_engines!(a_changed_password_signs_out_everywhere_else, what_an_administrator_decides_holds_for_visitors);
