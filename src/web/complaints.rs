//! One complaint: its thread, and the proof of its history.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;

use crate::domain::action::check_text;
use crate::domain::complaint::Event;
use crate::domain::ids::PostId;
use crate::domain::log::Hash;
use crate::domain::party::Party;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::visibility::{Sight, post_sight};
use crate::http::problem::{Problem, refusal_in_words};
use crate::markup::SafeHtml;
use crate::services::file_complaint::Contact;
use crate::storage::complaints::{Conflict, Told};
use crate::storage::posts;
use crate::storage::{View, visibility};
use crate::web::deeds;
use crate::web::page::Page;
use crate::web::parts::{self, rich};
use crate::web::receipts::{self, Receipts};
use crate::web::resume::{self, GivenBack};
use crate::web::submission::Fields;
use crate::web::thread::{self, Around, Banner, CommentDeeds, Deeds, EventView, PostView, Seen, event_text};
use crate::web::told;
use crate::web::visit::{Answer, Visit};

/// Sentences that say what will happen before it cannot be undone.
const SENTENCES_MAX: usize = 9;

/// One prior contact: what and when, and what came of it.
pub(super) struct ContactView {
    pub head: String,
    pub rest: String,
}

#[derive(Template)]
#[template(path = "thread.html")]
struct ThreadPage<'v> {
    page: Page<'v>,
    complaint: String,
    link: String,
    indexed: bool,
    state: &'static str,
    sequence: i64,
    head: String,
    kicker: SafeHtml,
    title: String,
    title_language: Option<String>,
    facts: Vec<SafeHtml>,
    notices: Vec<String>,
    /// What is wrong with a form on this page, each with the place where it is said again.
    wrong: Vec<(String, String)>,
    remarks: Vec<SafeHtml>,
    banner: Banner,
    receipts: Receipts,
    deeds: Deeds,
    posts: Vec<PostView>,
    posts_around: Around,
    history: Vec<EventView>,
    events_around: Around,
    strip: Vec<thread::StripPart>,
    legend: Vec<thread::LegendLine>,
    clocks: Vec<SafeHtml>,
    promises: Vec<thread::PromiseView>,
    contacts: Vec<ContactView>,
    supporters: String,
    follow: SafeHtml,
    proof: String,
    /// What was sent, and stands in no form of this page.
    kept: Vec<GivenBack>,
    /// A comment that was begun at another site.
    begun: String,
}

pub(super) async fn thread(visit: Visit, id: Path<String>) -> HttpResponse {
    let answer = match thread::find(&visit, &id).await {
        Ok(seen) => {
            let shown = show(&visit, &seen, "", Fields::default(), StatusCode::OK);
            told::saw_thread(&visit, &seen).await.map(|()| shown)
        }
        Err(problem) => Err(problem),
    };
    visit.answer(answer)
}

/// What cannot be taken back is said before it is done. Of everything else the thread has the form: somebody reloaded the
/// answer to one that was wrong, or came back from signing in.
pub(super) async fn back(visit: Visit, path: Path<(String, String)>) -> HttpResponse {
    let (id, deed) = path.into_inner();
    let answer = match Final::ALL.into_iter().find(|it| it.word() == deed) {
        Some(deed) => sure(&visit, &id, deed).await,
        None => Ok(visit.go(&format!("/complaints/{id}"), "")),
    };
    visit.answer(answer)
}

/// What takes words or an end that nobody gets back by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Final {
    Erase,
    Withdraw,
    Retract,
    GiveUp,
    DeleteResponse,
    DeleteComment,
    Contest,
}

impl Final {
    const ALL: [Final; 7] = [
        Final::Erase,
        Final::Withdraw,
        Final::Retract,
        Final::GiveUp,
        Final::DeleteResponse,
        Final::DeleteComment,
        Final::Contest,
    ];

    fn word(self) -> &'static str {
        match self {
            Final::Erase => "erase",
            Final::Withdraw => "withdraw",
            Final::Retract => "retract",
            Final::GiveUp => "give-up",
            Final::DeleteResponse => "delete-response",
            Final::DeleteComment => "delete-comment",
            Final::Contest => "contest",
        }
    }
}

#[derive(Template)]
#[template(path = "sure.html")]
struct SurePage<'v> {
    page: Page<'v>,
    link: String,
    action: String,
    title: String,
    /// What will happen, a sentence each.
    lines: Vec<String>,
    sequence: i64,
    response: Option<u32>,
    comment: Option<CommentDeeds>,
    rates: bool,
    /// Whether it asks how the matter stands.
    settles: bool,
    /// Grounds that a brand may choose from, and what it sent.
    grounds: Vec<parts::Choice>,
    form: Fields,
    button: String,
}

/// One page that says what will happen, and a button. Where it is not possible any more the thread says why.
async fn sure(visit: &Visit, id: &str, deed: Final) -> Answer {
    let seen = thread::find(visit, id).await?;
    visit.signed_in()?;
    let deeds = seen.deeds(visit, "", Fields::default());
    let response: Option<u32> = visit.query("response").and_then(|it| it.parse().ok());
    let own_response = || {
        let posts = seen.posts.iter().filter(|it| it.response.and_then(|it| u32::try_from(it).ok()) == response);
        posts.filter(|_| response.is_some()).any(|it| seen.response_deeds(visit, it).delete)
    };
    // The address begins the page of the thread with this post, so that it is among those that were read.
    let post: Option<PostId> = visit.query("posts").and_then(|it| it.parse().ok());
    let post = seen.posts.iter().find(|it| Some(it.id) == post);
    let comment = post.map(|it| seen.comment_deeds(visit, it)).filter(|it| it.delete);
    let mut form = Fields::default();
    if visit.query("from").as_deref() == Some("desk") {
        form.set("from", "desk".to_string());
    }
    let possible = match deed {
        Final::Erase => deeds.erase,
        Final::Withdraw => deeds.withdraw,
        Final::Retract => deeds.retract,
        Final::GiveUp => deeds.give_up,
        Final::DeleteResponse => own_response(),
        Final::DeleteComment => comment.is_some(),
        Final::Contest => deeds.contest,
    };
    if !possible {
        return Ok(visit.go(&seen.link(), ""));
    }
    let page = SurePage {
        response: response.filter(|_| deed == Final::DeleteResponse),
        comment: comment.filter(|_| deed == Final::DeleteComment),
        ..sure_page(visit, &seen, deed, &deeds, form)
    };
    Ok(visit.show(&page))
}

/// What the brand sent as a contest lacks its ground or its words: the page again, with what there is.
pub(super) fn contest_again(visit: &Visit, seen: &Seen, mut form: Fields, refusal: Option<&Refusal>) -> HttpResponse {
    match refusal {
        Some(refusal) => form.refuse("text", refusal_in_words(visit.words, refusal)),
        None => {
            form.refuse("ground", visit.say("ground-missing"));
            if let Err(refusal) = check_text(form.get("text")) {
                form.refuse("text", refusal_in_words(visit.words, &refusal));
            }
        }
    }
    let deeds = seen.deeds(visit, "", Fields::default());
    // There is nothing to contest any more: the thread says why, and holds the words.
    if !deeds.contest {
        return show(visit, seen, "contest", form, StatusCode::CONFLICT);
    }
    visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &sure_page(visit, seen, Final::Contest, &deeds, form))
}

fn sure_page<'v>(visit: &'v Visit, seen: &Seen, deed: Final, deeds: &Deeds, form: Fields) -> SurePage<'v> {
    let word = deed.word();
    let key = |number: usize| format!("sure-{word}-{number}");
    let lines = (1..=SENTENCES_MAX).map(key).take_while(|it| visit.words.knows(it)).map(|it| visit.say(&it)).collect();
    SurePage {
        page: Page::new(visit, "", visit.say(&format!("sure-{word}"))),
        link: seen.link(),
        action: format!("{}/{word}", seen.link()),
        title: seen.title(visit),
        lines,
        sequence: seen.held.complaint.sequence,
        response: None,
        comment: None,
        grounds: if deed == Final::Contest { deeds.contest_grounds.clone() } else { Vec::new() },
        form,
        rates: deed == Final::GiveUp,
        // Of the brand's own people it would not count.
        settles: deed == Final::Withdraw && !seen.viewer.of_the_brand,
        button: visit.say(&format!("sure-{word}-do")),
    }
}

/// The collection's address, in a browser.
pub(super) async fn to_page(visit: Visit, id: Path<String>) -> HttpResponse {
    visit.go(&format!("/complaints/{id}"), "")
}

/// A post stands in its thread.
pub(super) async fn post(visit: Visit, id: Path<String>) -> HttpResponse {
    let answer = to_thread(&visit, &id).await;
    visit.answer(answer)
}

async fn to_thread(visit: &Visit, id: &str) -> Answer {
    let id: PostId = id.parse().map_err(|_| Problem::NotFound)?;
    let read = move |view: &mut View<'_>| {
        let Some(post) = posts::find(view, id)? else { return Ok(None) };
        let first_page = posts::is_on_first_page(view, &post)?;
        // A message to one person stands in no thread.
        let stands = post_sight(Sight::Whole, visibility::post_standing(&post)) > Sight::Nothing;
        Ok(Some((post, first_page)).filter(|_| stands))
    };
    let (post, first_page) = visit.read(read).await?.ok_or(Problem::NotFound)?;
    let complaint = post.complaint.ok_or(Problem::NotFound)?;
    // Who may not see the thread learns nothing of it by its posts.
    thread::check(visit, complaint).await?;
    let anchor = post.sequence.unwrap_or_default();
    let page = if first_page { String::new() } else { format!("?posts={id}") };
    Ok(visit.go(&format!("/complaints/{complaint}{page}#post-{anchor}"), ""))
}

/// The thread with a form that was wrong, filled in as it was sent, and why it was not taken.
pub(super) fn show_wrong(visit: &Visit, seen: &Seen, deed: &str, mut form: Fields, refusal: &Refusal) -> HttpResponse {
    let words = refusal_in_words(visit.words, refusal);
    match refusal.args().get("at").filter(|_| refusal.code() == Code::WrittenBefore) {
        Some(at) => {
            form.refuse("again", words);
            form.set("again", at.clone());
        }
        None => form.refuse(deeds::field_of(deed, refusal.code()), words),
    }
    let problem = Problem::Refused(refusal.clone());
    show(visit, seen, deed, form, problem.status())
}

/// The thread with a form of which it is said already what is wrong.
pub(super) fn show_again(visit: &Visit, seen: &Seen, deed: &str, form: Fields) -> HttpResponse {
    show(visit, seen, deed, form, StatusCode::UNPROCESSABLE_ENTITY)
}

fn show(visit: &Visit, seen: &Seen, open: &str, form: Fields, status: StatusCode) -> HttpResponse {
    let complaint = &seen.held.complaint;
    let strip = seen.strip(visit);
    let title = seen.title(visit);
    let written = resume::given_back(visit.words, None, &format!("/{open}"), &form);
    let written: Vec<GivenBack> = written.into_iter().filter(GivenBack::is_typed).collect();
    let notices = seen.notices(visit);
    let wrong: Vec<(String, String)> =
        form.all_wrong().into_iter().map(|(field, why)| (format!("{field}-wrong"), why.clone())).collect();
    let description =
        visit.words.with("thread-description", &[("brand", seen.brand_name().into()), ("title", (&title).into())]);
    let mut page = ThreadPage {
        page: Page::new(visit, "", title.clone()).described(description),
        complaint: seen.held.id.to_string(),
        link: seen.link(),
        indexed: complaint.is_public() && seen.held.hidden_at.is_none(),
        state: complaint.state().name(),
        sequence: complaint.sequence,
        head: seen.held.head.to_string(),
        kicker: seen.kicker(visit),
        title,
        title_language: seen.title_language(),
        facts: thread::facts(visit, seen),
        notices,
        wrong: Vec::new(),
        remarks: seen.remarks(visit),
        banner: seen.banner(visit),
        deeds: seen.deeds(visit, open, form),
        receipts: receipts::in_words(visit, &seen.receipts),
        posts: seen.posts(visit),
        posts_around: seen.posts_around(),
        history: seen.history(visit),
        events_around: seen.events_around(&seen.link(), "happened"),
        strip: strip.parts,
        legend: strip.legend,
        clocks: seen.clocks(visit),
        promises: seen.promises(visit),
        contacts: contacts_in_words(visit, seen.contacts()),
        supporters: visit.words.with("supporters", &[("count", complaint.supporters().into())]),
        follow: follow(visit, seen),
        proof: visit.words.with("thread-proof", &[("count", complaint.sequence.into())]),
        kept: Vec::new(),
        begun: visit.query("say").unwrap_or_default(),
    };
    page.kept = without_a_field(&page, written);
    if !wrong.is_empty() {
        // What is wrong with the form as a whole stands beside no field, and leads nowhere.
        let shown = page.render().unwrap_or_default();
        let stands = |place: &str| shown.contains(&format!("id=\"{place}\""));
        let (beside, whole): (Vec<_>, Vec<_>) = wrong.into_iter().partition(|(place, _)| stands(place));
        page.notices.extend(whole.into_iter().map(|(_, why)| why));
        page.wrong = beside;
    }
    visit.show_as(status, &page)
}

/// A text as it stands in a form: in an area, or in a line.
#[derive(Template)]
#[template(source = ">{{ words }}</textarea>", ext = "html")]
struct InArea<'w> {
    words: &'w str,
}

#[derive(Template)]
#[template(source = "value=\"{{ words }}\"", ext = "html")]
struct InLine<'w> {
    words: &'w str,
}

/// Which of these words no form of the page holds. A form stands there only while its deed is possible, and that can have
/// changed while somebody wrote: the page itself is asked, so that no form has to be thought of here.
fn without_a_field(page: &ThreadPage<'_>, mut written: Vec<GivenBack>) -> Vec<GivenBack> {
    if written.is_empty() {
        return written;
    }
    let shown = page.render().unwrap_or_default();
    let stands = |it: askama::Result<String>| it.is_ok_and(|field| shown.contains(&field));
    written.retain(|it| {
        let words = it.words.trim();
        !stands(InArea { words }.render()) && !stands(InLine { words }.render())
    });
    written
}

/// What was tried before, as everybody reads it.
pub(super) fn contacts_in_words(visit: &Visit, contacts: Vec<Contact>) -> Vec<ContactView> {
    let words = visit.words;
    let view = |it: Contact| {
        let channel = format!("channel-{}", it.channel);
        let mut head = if words.knows(&channel) { visit.say(&channel) } else { it.channel.clone() };
        if let Ok(date) = it.date.parse::<chrono::NaiveDate>() {
            let today = visit.now.with_timezone(&visit.zone).date_naive();
            head = words.with("contact-on", &[("channel", head.into()), ("day", words.day(date, today).into())]);
        }
        let mut rest = Vec::new();
        if it.minutes > 0 {
            rest.push(words.span(chrono::TimeDelta::minutes(i64::from(it.minutes))));
        }
        if !it.reference.is_empty() {
            rest.push(words.with("contact-reference-is", &[("reference", (&it.reference).into())]));
        }
        if !it.demanded.is_empty() {
            rest.push(it.demanded);
        }
        ContactView { head, rest: words.beside(&rest) }
    };
    contacts.into_iter().map(view).collect()
}

fn follow(visit: &Visit, seen: &Seen) -> SafeHtml {
    let thread = format!("/follow?complaint={}", seen.held.id);
    let reply = parts::link(&thread, &visit.say("follow-reply-own-server"));
    match &seen.brand.domain {
        Some(domain) => {
            let board = parts::link(&format!("/follow?board={domain}"), &visit.say("follow-own-server"));
            rich(visit.words, "thread-follow-how", vec![("reply", reply.into()), ("board", board.into())])
        }
        None => reply,
    }
}

#[derive(Template)]
#[template(path = "proof.html")]
struct ProofPage<'v> {
    page: Page<'v>,
    link: String,
    title: String,
    notices: Vec<String>,
    remarks: Vec<SafeHtml>,
    home: String,
    count: i64,
    head: String,
    chain: String,
    events: Vec<ProvenEvent>,
    around: Around,
    versions: Vec<Version>,
}

/// An event of which somebody holds another version than we.
struct Version {
    head: String,
    ours: String,
    theirs: String,
    core: String,
}

struct ProvenEvent {
    sequence: i64,
    text: String,
    party: String,
    at: String,
    at_iso: String,
    trust: String,
    erased: bool,
    hash: String,
    core: String,
}

pub(super) async fn proof(visit: Visit, id: Path<String>) -> HttpResponse {
    let answer = proof_page(&visit, &id).await;
    visit.answer(answer)
}

async fn proof_page(visit: &Visit, id: &str) -> Answer {
    let seen = thread::find(visit, id).await?;
    let intact = is_intact(&seen);
    let events = seen.told.iter().filter_map(|told| proven(visit, &seen, told)).collect();
    Ok(visit.show(&ProofPage {
        page: Page::new(visit, "", visit.say("proof-title")),
        link: seen.link(),
        title: seen.title(visit),
        notices: seen.notices(visit),
        remarks: seen.remarks(visit),
        home: thread::home_host(&seen.held),
        count: seen.held.complaint.sequence,
        head: seen.held.head.to_string(),
        chain: visit.say(if intact && seen.shows_what_was_recorded() {
            "proof-chain-intact"
        } else {
            "proof-chain-broken"
        }),
        around: seen.events_around(&format!("{}/proof", seen.link()), "events"),
        events,
        versions: seen.contradictions.iter().map(|it| version(visit, &seen, it)).collect(),
    }))
}

/// Both versions of an event, and who said which.
fn version(visit: &Visit, seen: &Seen, told: &Conflict) -> Version {
    let is_it = |it: &&Told| it.line.read().is_ok_and(|core| core.event.sequence == told.sequence);
    let at = seen.told.iter().find(is_it);
    let source = thread::host_of(&told.source);
    let said = [("number", told.sequence.into()), ("source", source.into()), ("at", visit.moment(told.seen_at).into())];
    let key = if told.sealed { "proof-version-signed" } else { "proof-version" };
    Version {
        head: visit.words.with(key, &said),
        ours: at.map(|it| it.line.hash.to_string()).unwrap_or_default(),
        theirs: told.hash.to_string(),
        core: String::from_utf8_lossy(&told.core).into_owned(),
    }
}

/// Whether every line that is shown follows the one before it, with the texts that it committed to.
fn is_intact(seen: &Seen) -> bool {
    let before = seen.before.as_ref().and_then(|told| Some((told.line.read().ok()?.event.sequence, told.line.hash)));
    let mut previous: Option<(i64, Hash)> = before;
    seen.told.iter().all(|told| match told.line.verify(seen.held.wire_id, &seen.held.home, previous) {
        Ok(core) => {
            previous = Some((core.event.sequence, told.line.hash));
            true
        }
        Err(_) => false,
    })
}

fn proven(visit: &Visit, seen: &Seen, told: &Told) -> Option<ProvenEvent> {
    let event = told.line.read().ok()?.event;
    let trust = match &told.attested.0 {
        _ if told.signed => visit.say("trust-signed"),
        Some(address) => visit.words.with("trust-refetchable", &[("address", address.into())]),
        None => visit.say("trust-home"),
    };
    Some(ProvenEvent {
        sequence: event.sequence,
        text: event_text(visit, seen, told, &event),
        party: party_in_words(visit, seen, &event),
        at: visit.moment(event.at),
        at_iso: parts::iso(event.at),
        trust,
        erased: told.line.disclosures.iter().any(|it| it.value.is_none()),
        hash: told.line.hash.to_string(),
        core: String::from_utf8_lossy(&told.line.core).into_owned(),
    })
}

fn party_in_words(visit: &Visit, seen: &Seen, event: &Event) -> String {
    match event.by {
        Party::Complainant => seen.complainant(visit),
        Party::Brand => seen.brand_name_at(event.sequence),
        Party::Commenter(number) => visit.words.with("party-commenter", &[("number", number.into())]),
        Party::Moderator(number) => visit.words.with("party-moderator", &[("number", number.into())]),
        Party::Home => visit.say("party-home"),
    }
}
