//! A browser without scripts: it keeps cookies, fills in forms as they were shown, and follows where they lead.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Selector};

use crate::support::TestApp;

#[derive(Clone)]
pub struct Browser {
    client: reqwest::Client,
    at: String,
    host: String,
    cookies: BTreeMap<String, String>,
    /// What an `Origin` header says; our own if absent.
    pub origin: Option<String>,
    pub extra: Vec<(String, String)>,
    /// Every `Set-Cookie` so far.
    pub set_cookies: Vec<String>,
}

/// A page as it came.
pub struct Shown {
    pub status: u16,
    pub path: String,
    pub html: String,
    headers: reqwest::header::HeaderMap,
}

impl Browser {
    /// Each request has a connection of its own: on a busy machine a server may hang up an idle one just as it is used again.
    pub fn at(test: &TestApp) -> Browser {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(0)
            .build()
            .unwrap();
        Browser {
            client,
            at: test.local_url(""),
            host: test.authority(),
            cookies: BTreeMap::new(),
            origin: None,
            extra: Vec::new(),
            set_cookies: Vec::new(),
        }
    }

    /// The same at a process that serves the test's database on a port of its own.
    pub fn at_process(test: &TestApp, listen: std::net::SocketAddr) -> Browser {
        Browser { at: format!("http://{listen}"), ..Browser::at(test) }
    }

    pub async fn get(&mut self, path: &str) -> Shown {
        let request = self.client.get(format!("{}{path}", self.at));
        self.go(request, path).await
    }

    /// Sends a form of a page: what it holds already, changed by these fields.
    pub async fn submit(&mut self, shown: &Shown, action: &str, changes: &[(&str, &str)]) -> Shown {
        let mut fields = self.fields(shown, action);
        for (name, _) in changes {
            fields.retain(|(it, _)| it != name);
        }
        fields.extend(changes.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())));
        self.post(action, &fields).await
    }

    pub async fn post(&mut self, action: &str, fields: &[(String, String)]) -> Shown {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let origin = self.origin.clone().unwrap_or_else(|| format!("http://{}", self.host));
        let request = self
            .client
            .post(format!("{}{action}", self.at))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin)
            .body(body);
        self.go(request, action).await
    }

    /// Sends a form of a page with a file in it, as a browser does; one without a name where none was chosen.
    pub async fn send_file(&mut self, shown: &Shown, action: &str, changes: &[(&str, &str)], file: &[u8]) -> Shown {
        let called = if file.is_empty() { "" } else { "receipt" };
        self.send_file_called(shown, action, changes, called, file).await
    }

    pub async fn send_file_called(
        &mut self,
        shown: &Shown,
        action: &str,
        changes: &[(&str, &str)],
        called: &str,
        file: &[u8],
    ) -> Shown {
        const BOUNDARY: &str = "----browser7MA4YWxkTrZu0gW";
        let mut fields = self.fields(shown, action);
        for (name, _) in changes {
            fields.retain(|(it, _)| it != name);
        }
        fields.retain(|(name, _)| name != "file");
        fields.extend(changes.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())));
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "Content-Disposition: form-data; name=\"file\"; filename=\"{called}\"\r\nContent-Type: application/octet-stream"
        );
        body.extend_from_slice(format!("--{BOUNDARY}\r\n{head}\r\n\r\n").as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let origin = self.origin.clone().unwrap_or_else(|| format!("http://{}", self.host));
        let request = self
            .client
            .post(format!("{}{action}", self.at))
            .header("Content-Type", format!("multipart/form-data; boundary={BOUNDARY}"))
            .header("Origin", origin)
            .body(body);
        self.go(request, action).await
    }

    async fn go(&mut self, request: reqwest::RequestBuilder, path: &str) -> Shown {
        let mut shown = self.once(request, path).await;
        for _ in 0..3 {
            if shown.status != 303 {
                break;
            }
            let to = shown.header("location");
            let path = to.split('#').next().unwrap_or(&to).to_string();
            let next = self.client.get(format!("{}{path}", self.at));
            shown = self.once(next, &path).await;
        }
        shown
    }

    async fn once(&mut self, request: reqwest::RequestBuilder, path: &str) -> Shown {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = request.header("Host", &self.host);
        if !cookies.is_empty() {
            request = request.header("Cookie", cookies.join("; "));
        }
        for (name, value) in &self.extra {
            request = request.header(name, value);
        }
        let response = request.send().await.unwrap();
        for cookie in response.headers().get_all("set-cookie") {
            let text = cookie.to_str().unwrap().to_string();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_string(), value.to_string());
            }
            self.set_cookies.push(text);
        }
        Shown {
            status: response.status().as_u16(),
            path: path.split('?').next().unwrap().to_string(),
            headers: response.headers().clone(),
            html: response.text().await.unwrap(),
        }
    }

    pub fn forget_cookies(&mut self) {
        self.cookies.clear();
    }

    /// A cookie that the server did not set.
    pub fn plant_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_string(), value.to_string());
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.get(name).cloned()
    }

    /// What a form would send if nobody touched it.
    #[expect(clippy::unused_self, reason = "the form is filled in by this browser")]
    pub fn fields(&self, shown: &Shown, action: &str) -> Vec<(String, String)> {
        let page = Html::parse_document(&shown.html);
        let form = page.select(&selector(&format!("form[action='{action}']"))).next();
        let form = form.unwrap_or_else(|| panic!("no form to {action} on {}:\n{}", shown.path, shown.html));
        form.select(&selector("input, textarea, select")).filter_map(field).collect()
    }
}

fn field(element: ElementRef<'_>) -> Option<(String, String)> {
    let it = element.value();
    let name = it.attr("name")?.to_string();
    match (it.name(), it.attr("type").unwrap_or("text")) {
        ("textarea", _) => Some((name, element.text().collect())),
        ("select", _) => {
            let options = selector("option");
            let chosen =
                element.select(&selector("option[selected]")).next().or_else(|| element.select(&options).next())?;
            let text: String = chosen.text().collect();
            Some((name, chosen.value().attr("value").map_or(text, str::to_string)))
        }
        (_, "radio" | "checkbox") => {
            it.attr("checked")?;
            Some((name, it.attr("value").unwrap_or("on").to_string()))
        }
        _ => Some((name, it.attr("value").unwrap_or_default().to_string())),
    }
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

impl Shown {
    /// The page, if it has this status.
    pub fn is(self, status: u16) -> Shown {
        assert_eq!(self.status, status, "{}:\n{}", self.path, self.text());
        self
    }

    pub fn header(&self, name: &str) -> String {
        self.headers.get(name).map(|it| it.to_str().unwrap().to_string()).unwrap_or_default()
    }

    /// The words of the page, blanks made one.
    pub fn text(&self) -> String {
        let page = Html::parse_document(&self.html);
        let text: String = page.root_element().text().collect::<Vec<_>>().join("");
        text.split([' ', '\n', '\t']).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
    }

    pub fn attribute(&self, which: &str, name: &str) -> String {
        let page = Html::parse_document(&self.html);
        let found = page.select(&selector(which)).next().and_then(|it| it.value().attr(name).map(str::to_string));
        found.unwrap_or_else(|| panic!("no {which} with {name} on {}", self.path))
    }

    pub fn value(&self, which: &str) -> String {
        let page = Html::parse_document(&self.html);
        page.select(&selector(which)).next().map(|it| it.text().collect::<String>()).unwrap_or_default()
    }
}
