//! A form that somebody sent: its fields, checked to come from a page that we showed to this very person.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::dev::{Payload, ServiceRequest};
use actix_web::error::{InternalError, PayloadError};
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, HttpResponse};
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use sha2::{Digest as _, Sha256};

use crate::catalogue::Words;
use crate::domain::action;
use crate::domain::complaint::DeclineReason;
use crate::domain::refusal::Refusal;
use crate::http::caller::Caller;
use crate::http::limits::{FILE_PATIENCE, FORM_BYTES_MAX, FORM_BYTES_READ_MAX, FORM_FIELDS_MAX, FORM_PATIENCE, Kind};
use crate::http::problem::{Problem, refusal_in_words};
use crate::services::moderate::REPORT_REASONS;
use crate::services::receipts::FILE_BYTES_MAX;
use crate::storage::{Cause, Door};
use crate::web::multipart;
use crate::web::problem::{self, NoVisit};
use crate::web::resume::{self, KEPT, Late};
use crate::web::visit::{Answer, Visit};

const REQUEST_ID_BYTES_MAX: usize = 64;
const FORM: &str = "application/x-www-form-urlencoded";

pub(super) struct Submission {
    pub visit: Visit,
    pub fields: Fields,
    /// The file that came with it, where the form takes one.
    pub file: Sent,
}

/// A file that comes with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sent {
    Nothing,
    File(Vec<u8>),
    /// One was chosen, and nothing is in it.
    Empty,
    /// Nothing of it was kept.
    TooLarge,
}

/// Forms that take a file end in this. The file is the last of their fields: those before it are kept, whatever it is.
const WITH_A_FILE: &str = "/receipt";
/// Bytes of such a form: its file, and what else a form has.
const FILE_FORM_BYTES_MAX: usize = FILE_BYTES_MAX + FORM_BYTES_MAX;
/// Bytes of a form that are read and thrown away, so that its browser gets to read the answer.
const DRAINED_BYTES_MAX: usize = 16 * FILE_BYTES_MAX;

/// Whether the form at this address takes a file.
pub(super) fn takes_a_file(path: &str) -> bool {
    path.ends_with(WITH_A_FILE)
}

impl FromRequest for Submission {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Submission, actix_web::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let visit = Visit::begin(request.clone()).await.map_err(NoVisit)?;
            match read(&request, payload, &visit).await {
                Ok((fields, file)) => Ok(Submission { visit, fields, file }),
                Err(unread) => Err(InternalError::from_response("form", unread.shown(&visit).await).into()),
            }
        })
    }
}

/// Why a form is not acted on.
enum Unread {
    Wrong(Problem),
    /// Nothing is wrong with what it says: it is given back, to be sent to this address.
    Late(String, Fields, Late),
}

impl From<Problem> for Unread {
    fn from(problem: Problem) -> Unread {
        Unread::Wrong(problem)
    }
}

impl Unread {
    async fn shown(&self, visit: &Visit) -> HttpResponse {
        match self {
            Unread::Wrong(problem) => problem::show(visit, problem),
            Unread::Late(action, fields, late) => resume::show(visit, action, fields, *late, "").await,
        }
    }

    /// As long as nothing in it is secret. Of a form that signs in, the one that waits for that.
    fn late(visit: &Visit, fields: Fields, late: Late) -> Unread {
        let waiting = fields.unkept();
        match late {
            _ if !waiting.is_empty() => Unread::Late(fields.get("next").to_string(), waiting, late),
            _ if resume::may_be_given_back(&fields) => Unread::Late(visit.path_and_query(), fields, late),
            Late::TooOften { seconds } => Unread::Wrong(Problem::TooOften { seconds }),
            Late::TooLarge => Unread::Wrong(Problem::TooLarge),
            Late::Unwell(trouble) => Unread::Wrong(Problem::Unwell(trouble)),
            Late::Mark | Late::SignedIn | Late::NotSignedIn | Late::Full => Unread::Wrong(Problem::Forbidden),
        }
    }
}

/// The beginning of a body, kept while it is read, and what is still to come: for the words in it, where no page can be made
/// that would give them back.
pub(super) struct Read {
    body: Rc<RefCell<Body>>,
    kind: String,
}

struct Body {
    rest: Payload,
    bytes: Vec<u8>,
}

/// The body for whoever acts on the form.
struct Along(Rc<RefCell<Body>>);

impl Stream for Along {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut body = self.0.borrow_mut();
        let next = Pin::new(&mut body.rest).poll_next(cx);
        if let Poll::Ready(Some(Ok(chunk))) = &next {
            let room = (FORM_BYTES_READ_MAX - body.bytes.len()).min(chunk.len());
            body.bytes.extend_from_slice(&chunk[..room]);
        }
        next
    }
}

impl Read {
    pub(super) fn along(request: &mut ServiceRequest) -> Read {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default().to_string();
        let body = Rc::new(RefCell::new(Body { rest: request.take_payload(), bytes: Vec::new() }));
        request.set_payload(Payload::Stream { payload: Box::pin(Along(Rc::clone(&body))) });
        Read { body, kind }
    }

    /// The fields of the form, those before a file where it has one, as far as they arrive in time.
    pub(super) async fn form(self) -> Fields {
        let mut rest = Along(Rc::clone(&self.body));
        let read = async { while self.is_wanted() && matches!(rest.next().await, Some(Ok(_))) {} };
        let _ = tokio::time::timeout(FORM_PATIENCE, read).await;
        let body = self.body.borrow();
        match multipart::boundary(&self.kind) {
            Some(boundary) => multipart::beginning(&body.bytes, boundary)
                .map_or_else(Fields::default, |it| Fields::of_parts(it.fields)),
            None if self.kind.starts_with(FORM) => Fields::parse(&body.bytes).resumed(),
            None => Fields::default(),
        }
    }

    fn is_wanted(&self) -> bool {
        self.body.borrow().bytes.len() < FORM_BYTES_READ_MAX
    }
}

type Form = (Fields, Sent);

async fn read(request: &HttpRequest, payload: Payload, visit: &Visit) -> Result<Form, Unread> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let (fields, file) = match multipart::boundary(kind) {
        Some(boundary) if takes_a_file(visit.path()) => {
            // Of whoever is nobody here no file is kept, so none is waited for.
            let patience = if visit.caller.is_some() { FILE_PATIENCE } else { FORM_PATIENCE };
            in_time(patience, with_a_file(payload, boundary, visit)).await?
        }
        _ if kind.starts_with(FORM) => {
            let bytes = in_time(FORM_PATIENCE, whole(payload, FORM_BYTES_READ_MAX)).await?;
            let fields = Fields::parse(&bytes).resumed();
            if bytes.len() > FORM_BYTES_MAX {
                return Err(Unread::late(visit, fields, Late::TooLarge));
            }
            (fields, Sent::Nothing)
        }
        _ => return Err(Problem::BadRequest.into()),
    };
    if !visit.is_own_mark(fields.get("token")) {
        tracing::info!(path = visit.path(), "refused: a form without our mark");
        return Err(Unread::late(visit, fields, Late::Mark));
    }
    if let Some(caller) = &visit.caller {
        match visit.take(Kind::Write, &caller.word()) {
            Ok(()) => {}
            Err(Problem::TooOften { seconds }) => return Err(Unread::late(visit, fields, Late::TooOften { seconds })),
            Err(other) => return Err(other.into()),
        }
    }
    Ok((fields, file))
}

async fn in_time<T>(patience: Duration, body: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
    tokio::time::timeout(patience, body).await.unwrap_or(Err(Problem::TooSlow))
}

/// A form with a file. Of a file that is too large, or comes from nobody here, the fields before it are kept alone.
async fn with_a_file(mut payload: Payload, boundary: &str, visit: &Visit) -> Result<Form, Problem> {
    let bytes_max = if visit.caller.is_some() { FILE_FORM_BYTES_MAX } else { FORM_BYTES_MAX };
    let (mut bytes, mut dropped) = (Vec::new(), 0);
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::BadRequest)?;
        let room = (bytes_max - bytes.len()).min(chunk.len());
        bytes.extend_from_slice(&chunk[..room]);
        dropped += chunk.len() - room;
        if dropped > DRAINED_BYTES_MAX {
            return Err(Problem::TooLarge);
        }
    }
    let parts = if dropped > 0 { multipart::beginning(&bytes, boundary) } else { multipart::parse(&bytes, boundary) };
    let parts = parts.ok_or(Problem::BadRequest)?;
    let file = match parts.file {
        _ if parts.cut => Sent::TooLarge,
        Some(file) => Sent::File(file),
        None if parts.empty => Sent::Empty,
        None => Sent::Nothing,
    };
    Ok((Fields::of_parts(parts.fields), file))
}

/// The whole body. One that is longer is read to its end, so that its browser gets to read the answer.
async fn whole(mut payload: Payload, bytes_max: usize) -> Result<Vec<u8>, Problem> {
    let (mut bytes, mut dropped) = (Vec::new(), 0);
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::BadRequest)?;
        if dropped > 0 || bytes.len() + chunk.len() > bytes_max {
            bytes = Vec::new();
            dropped += chunk.len();
        } else {
            bytes.extend_from_slice(&chunk);
        }
        if dropped > DRAINED_BYTES_MAX {
            break;
        }
    }
    if dropped > 0 { Err(Problem::TooLarge) } else { Ok(bytes) }
}

impl Submission {
    /// Every form ends here: what went wrong becomes a page that still holds what was written.
    pub(super) async fn answer(&self, answer: Answer) -> HttpResponse {
        match answer {
            Ok(response) => response,
            Err(problem) => problem::show_form(&self.visit, &problem, &self.fields).await,
        }
    }

    /// Who sends it, and the id of this form: the same form sent twice does one thing. With other words, or by another of its
    /// buttons, it is not the same any more.
    pub(super) fn cause(&self) -> Result<Cause, Problem> {
        let id = self.fields.get("request");
        if id.is_empty() || id.len() > REQUEST_ID_BYTES_MAX {
            return Err(Problem::BadRequest);
        }
        let caller = self.visit.caller.as_ref().map_or_else(|| "visitor".to_string(), Caller::word);
        // With the id in it, which is kept nowhere, nobody can try words against the digest.
        let said = Sha256::new().chain_update(id).chain_update(self.fields.kept()).finalize();
        let what = format!("{} {}", self.visit.path(), hex::encode(said));
        Ok(Cause::new(Door::Page, caller, id, self.visit.now).for_what(&what))
    }

    /// The sequence that the form showed.
    pub(super) fn seen(&self) -> Option<i64> {
        self.fields.get("seen").parse().ok()
    }
}

impl action::form::Fields for Fields {
    fn get(&self, name: &str) -> &str {
        Fields::get(self, name)
    }
}

/// The fields of a form, line ends made one kind, and what is wrong with them.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    values: Vec<(String, String)>,
    wrong: BTreeMap<String, String>,
}

impl Fields {
    fn parse(bytes: &[u8]) -> Fields {
        let tidy = |it: &str| it.replace("\r\n", "\n").replace('\0', "");
        let pairs = url::form_urlencoded::parse(bytes).take(FORM_FIELDS_MAX);
        Fields { values: pairs.map(|(name, value)| (name.into_owned(), tidy(&value))).collect(), ..Fields::default() }
    }

    fn of_parts(parts: Vec<(String, String)>) -> Fields {
        let tidy = |it: String| it.replace("\r\n", "\n").replace('\0', "");
        let pairs = parts.into_iter().take(FORM_FIELDS_MAX);
        Fields { values: pairs.map(|(name, value)| (name, tidy(value))).collect(), ..Fields::default() }
    }

    pub(super) fn from_pairs(pairs: impl IntoIterator<Item = (&'static str, String)>) -> Fields {
        Fields {
            values: pairs.into_iter().map(|(name, value)| (name.to_string(), value)).collect(),
            ..Fields::default()
        }
    }

    /// The way back from [`Fields::kept`].
    pub(super) fn from_kept(kept: &str) -> Fields {
        Fields::parse(kept.as_bytes())
    }

    /// The fields as one text, without what belongs to the one form only.
    pub(super) fn kept(&self) -> String {
        let lasting = self.values.iter().filter(|(name, _)| !matches!(name.as_str(), "token" | "request" | "step"));
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(lasting).finish()
    }

    /// Back from the page that gave them back, without signing in there: as they were.
    fn resumed(self) -> Fields {
        if self.has("resumed") { self.unkept() } else { self }
    }

    /// The fields that a form carries along for another one.
    pub(super) fn unkept(&self) -> Fields {
        let kept = |(name, value): &(String, String)| Some((name.strip_prefix(KEPT)?.to_string(), value.clone()));
        Fields { values: self.values.iter().filter_map(kept).collect(), ..Fields::default() }
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(super) fn get(&self, name: &str) -> &str {
        self.values.iter().find(|(it, _)| it == name).map_or("", |(_, value)| value.trim())
    }

    pub(super) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.values.iter().filter(move |(it, _)| it == name).map(|(_, value)| value.trim())
    }

    /// What somebody wrote, in contrast to what they chose and what the form carries along.
    pub(super) fn written(&self) -> Vec<String> {
        let mut written: Vec<String> = Vec::new();
        for (name, value) in self.pairs().filter(|(name, value)| resume::is_written(name, value)) {
            if name == "reason" && self.is_chosen_reason(value) {
                continue;
            }
            let value = value.trim().to_string();
            if !value.is_empty() && !resume::is_secret(name) && !written.contains(&value) {
                written.push(value);
            }
        }
        written
    }

    /// Forms that report or offer something have their reasons to choose from; in others they are somebody's own words.
    fn is_chosen_reason(&self, value: &str) -> bool {
        (self.has("note") && REPORT_REASONS.contains(&value))
            || (self.has("and") && DeclineReason::from_word(value).is_some())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.values.iter().any(|(it, _)| it == name)
    }

    pub(super) fn set(&mut self, name: &str, value: String) {
        self.values.retain(|(it, _)| it != name);
        self.values.push((name.to_string(), value));
    }

    /// Says what is wrong with a field; the form shows it beside it.
    pub(super) fn refuse(&mut self, name: &str, why: impl Into<String>) {
        self.wrong.entry(name.to_string()).or_insert(why.into());
    }

    /// Says of each of these fields that is too long how long it may be. Whether there is one: nothing that somebody wrote
    /// is cut.
    pub(super) fn refuse_long(&mut self, words: Words, limits: &[(&str, usize)]) -> bool {
        let mut any = false;
        for (name, chars_max) in limits {
            if let Some(long) = Refusal::too_long(self.get(name), *chars_max) {
                self.refuse(name, refusal_in_words(words, &long));
                any = true;
            }
        }
        any
    }

    // What templates ask.

    pub(super) fn value(&self, name: &str) -> &str {
        self.get(name)
    }

    pub(super) fn value_or<'f>(&'f self, name: &str, otherwise: &'f str) -> &'f str {
        if self.has(name) { self.get(name) } else { otherwise }
    }

    /// Whether a choice is made; `otherwise` stands where nothing was sent.
    pub(super) fn is_or(&self, name: &str, value: &str, otherwise: bool) -> bool {
        if self.has(name) { self.all(name).any(|it| it == value) } else { otherwise }
    }

    pub(super) fn wrong(&self, name: &str) -> Option<&str> {
        self.wrong.get(name).map(String::as_str)
    }

    pub(super) fn has_wrong(&self) -> bool {
        !self.wrong.is_empty()
    }

    /// What is wrong, in the order of the form; what belongs to no field of it comes last.
    pub(super) fn all_wrong(&self) -> Vec<(&String, &String)> {
        let place = |name: &str| self.values.iter().position(|(it, _)| it == name).unwrap_or(usize::MAX);
        let mut wrong: Vec<(&String, &String)> = self.wrong.iter().collect();
        wrong.sort_by_key(|(name, _)| place(name));
        wrong
    }
}
