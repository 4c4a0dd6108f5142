//! A person with a browser without scripts: opens pages, fills forms in, keeps cookies.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use reqwest::header::{ACCEPT, CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE};
use reqwest::{Client, Method, redirect};
use url::Url;

use crate::demo::form::{self, Form};

const REDIRECTS_MAX: usize = 5;
const ANSWER_SECONDS_MAX: u64 = 20;

pub(super) struct Visitor {
    base: Url,
    client: Client,
    cookies: BTreeMap<String, String>,
}

pub(super) struct Page {
    pub(super) url: Url,
    pub(super) html: String,
}

impl Page {
    /// The first form whose address ends so.
    pub(super) fn form(&self, action_end: &str) -> anyhow::Result<Form> {
        form::forms(&self.html)
            .into_iter()
            .find(|form| form.action.split('?').next().is_some_and(|action| action.ends_with(action_end)))
            .with_context(|| format!("{} has no form for {action_end}", self.url))
    }
}

impl Visitor {
    /// A person who visits the instance at `base`, whose name is this machine.
    pub(super) fn new(base: &Url) -> anyhow::Result<Visitor> {
        Ok(Visitor { base: base.clone(), client: client(base)?, cookies: BTreeMap::new() })
    }

    pub(super) fn base(&self) -> &Url {
        &self.base
    }

    pub(super) async fn open(&mut self, path: &str) -> anyhow::Result<Page> {
        let url = self.base.join(path)?;
        self.walk(Method::GET, url, None).await
    }

    pub(super) async fn submit(&mut self, page: &Page, form: &Form) -> anyhow::Result<Page> {
        let url = page.url.join(&form.action)?;
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&form.fields).finish();
        self.walk(Method::POST, url, Some(body)).await
    }

    /// Opens a page, fills its form in and sends it.
    pub(super) async fn fill(&mut self, path: &str, action: &str, fields: &[(&str, &str)]) -> anyhow::Result<Page> {
        let page = self.open(path).await?;
        let mut form = page.form(action)?;
        for (name, value) in fields {
            form.fill(name, value);
        }
        self.submit(&page, &form).await
    }

    async fn walk(&mut self, method: Method, url: Url, body: Option<String>) -> anyhow::Result<Page> {
        let (mut method, mut url, mut body) = (method, url, body);
        for _ in 0..=REDIRECTS_MAX {
            let origin = self.base.origin().ascii_serialization();
            let mut request =
                self.client.request(method, url.clone()).header(ACCEPT, "text/html").header(ORIGIN, origin);
            if !self.cookies.is_empty() {
                let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
                request = request.header(COOKIE, cookies.join("; "));
            }
            if let Some(body) = body.take() {
                request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
            }
            let answer = request.send().await.with_context(|| format!("{url} does not answer"))?;
            for cookie in answer.headers().get_all(SET_COOKIE) {
                self.keep(cookie.to_str()?);
            }
            let status = answer.status();
            if !status.is_redirection() {
                let html = answer.text().await?;
                ensure!(status.is_success(), "{url} answers {status}: {}", said(&html));
                return Ok(Page { url, html });
            }
            let target = answer.headers().get(LOCATION).context("a redirect without a target")?.to_str()?.to_owned();
            url = url.join(&target)?;
            method = Method::GET;
        }
        bail!("{url} leads in circles")
    }

    fn keep(&mut self, cookie: &str) {
        let Some((name, value)) = cookie.split(';').next().and_then(|pair| pair.split_once('=')) else { return };
        if value.is_empty() {
            self.cookies.remove(name.trim());
        } else {
            self.cookies.insert(name.trim().to_owned(), value.trim().to_owned());
        }
    }
}

/// Names below `.localhost` are this machine, whatever the resolver says.
pub(super) fn client(base: &Url) -> anyhow::Result<Client> {
    let host = base.host_str().context("an instance has a host")?;
    let port = base.port_or_known_default().unwrap_or_default();
    Ok(Client::builder()
        .redirect(redirect::Policy::none())
        .timeout(Duration::from_secs(ANSWER_SECONDS_MAX))
        .no_proxy()
        .resolve(host, SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
        .build()?)
}

/// The error that a page shows, without its markup, for the terminal.
fn said(html: &str) -> String {
    const SHOWN_CHARS_MAX: usize = 300;
    let main = html.split_once("<main").map_or(html, |(_, rest)| rest);
    let text: Vec<&str> =
        main.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text.trim()).collect();
    form::unescape(&text.join(" "))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(SHOWN_CHARS_MAX)
        .collect()
}
