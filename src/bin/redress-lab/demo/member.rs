//! A person with an account: signs up, files, answers, and reads how a thread stands, all through the pages.

use anyhow::{Context, ensure};
use serde::Serialize;
use url::Url;
use uuid::Uuid;

use crate::demo::visitor::{Page, Visitor};
use redress::crypto::random::{self, SystemRandomness};

const PASSWORD_BYTES: usize = 6;

/// Deeds that have a page of their own, which says what will happen.
const ASKED_FIRST: [&str; 3] = ["give-up", "withdraw", "retract"];

pub(super) fn new_password() -> String {
    hex::encode(random::bytes::<PASSWORD_BYTES>(&SystemRandomness))
}

pub(super) struct Member {
    pub(super) name: String,
    pub(super) password: String,
    visitor: Visitor,
}

/// How a complaint stands according to one server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Standing {
    pub(super) state: String,
    pub(super) sequence: String,
    pub(super) head: String,
}

/// What somebody files.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grievance<'a> {
    pub(super) brand: &'a str,
    /// Host and port of the instance whose board shall have it.
    pub(super) home: &'a str,
    pub(super) title: &'a str,
    pub(super) text: &'a str,
    pub(super) want: &'a str,
}

impl Member {
    pub(super) async fn register(base: &Url, name: &str) -> anyhow::Result<Member> {
        let password = new_password();
        let mut visitor = Visitor::new(base)?;
        let fields = [("name", name), ("password", password.as_str())];
        visitor.fill("/register", "/register", &fields).await.with_context(|| format!("{name} cannot register"))?;
        Ok(Member { name: name.to_owned(), password, visitor })
    }

    /// Somebody who has an account already.
    pub(super) async fn sign_in(base: &Url, name: &str, password: String) -> anyhow::Result<Member> {
        let mut member = Member { name: name.to_owned(), password, visitor: Visitor::new(base)? };
        member.sign_in_again().await?;
        Ok(member)
    }

    /// Files through the page; answers the page it leads to: the thread, or the author's own for another server's board.
    pub(super) async fn file(&mut self, what: Grievance<'_>) -> anyhow::Result<String> {
        let at_home = what.home == self.authority();
        self.sign_in_again().await?;
        // Where the brand reads is the server's business.
        let brand = what.brand.to_owned();
        let page = self.visitor.open("/file").await?;
        let mut form = page.form("/file")?;
        form.fill("brand", &brand);
        form.fill("step", "find");
        let page = self.visitor.submit(&page, &form).await?;
        let mut form = page.form("/file")?;
        let fields = [
            ("board", brand.as_str()),
            ("title", what.title),
            ("text", what.text),
            ("want", what.want),
            ("identity", "handle"),
            ("step", "file"),
        ];
        for (name, value) in fields {
            form.fill(name, value);
        }
        let page = self.visitor.submit(&page, &form).await?;
        let expected = if at_home { "/complaints/" } else { "/@" };
        ensure!(page.url.path().starts_with(expected), "filing leads to {}", page.url);
        Ok(page.url.path().to_owned())
    }

    /// Fills in one of the forms of a thread; what cannot be undone is asked on a page of its own.
    pub(super) async fn act(&mut self, thread: &str, deed: &str, fields: &[(&str, &str)]) -> anyhow::Result<Page> {
        self.sign_in_again().await?;
        let action = format!("{thread}/{deed}");
        let page = if ASKED_FIRST.contains(&deed) { action.as_str() } else { thread };
        let done = self.visitor.fill(page, &action, fields).await;
        done.with_context(|| format!("{} cannot {deed} in {}{thread}", self.name, self.authority()))
    }

    /// The thread of this title on a page that lists it, such as the desk: its path on every instance.
    pub(super) async fn thread_called(&mut self, title: &str, listed_at: &str) -> anyhow::Result<String> {
        self.sign_in_again().await?;
        let page = self.visitor.open(listed_at).await?;
        let before = page.html.split(title).next().filter(|it| it.len() < page.html.len());
        let link = before.and_then(|html| html.rsplit_once("href=\"")).and_then(|(_, rest)| rest.split('"').next());
        let link = link.with_context(|| format!("{} lists no \"{title}\"", page.url))?;
        let id =
            link.split(|it: char| it != '-' && !it.is_ascii_hexdigit()).find_map(|part| Uuid::try_parse(part).ok());
        Ok(format!("/complaints/{}", id.with_context(|| format!("{link} leads to no thread"))?))
    }

    pub(super) async fn standing(&mut self, thread: &str) -> anyhow::Result<Standing> {
        standing(&self.visitor.open(thread).await?)
    }

    /// A session does not outlast the weeks that pass in the demo's past.
    async fn sign_in_again(&mut self) -> anyhow::Result<()> {
        if self.visitor.open("/settings").await?.url.path() == "/login" {
            let fields = [("name", self.name.as_str()), ("password", self.password.as_str())];
            self.visitor.fill("/login", "/login", &fields).await?;
        }
        Ok(())
    }

    fn authority(&self) -> String {
        let base = self.visitor.base();
        format!("{}:{}", base.host_str().unwrap_or_default(), base.port_or_known_default().unwrap_or_default())
    }
}

fn standing(page: &Page) -> anyhow::Result<Standing> {
    let read = |name: &str| {
        let found = page.html.split_once(&format!(" data-{name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
        found.map(|(value, _)| value.to_owned()).with_context(|| format!("{} does not say its {name}", page.url))
    };
    Ok(Standing { state: read("state")?, sequence: read("sequence")?, head: read("head")? })
}
