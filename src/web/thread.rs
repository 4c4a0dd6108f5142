//! A thread as a page tells it: what was said, what happened, whose turn it is, and what whoever looks may do next.

mod deeds;
mod erasure;
mod history;
mod requests;
mod state;
mod window;

pub(super) use self::deeds::{CommentDeeds, Deeds, ResponseDeeds, grounds};
pub(super) use self::history::{EventView, event_text};
pub(super) use self::requests::RequestView;
pub(super) use self::state::{Banner, LegendLine, PromiseView, StripPart, effort_fact, facts, promise_text};
pub(super) use self::window::{Around, Window};

use std::collections::HashMap;

use chrono::TimeDelta;
use unicode_normalization::char::is_combining_mark;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::complaint::{Ground, Happening, Label, LabelState, OWN_MARK, State, Step, Waiting};
use crate::domain::handle::profile_path;
use crate::domain::ids::{AccountId, ActorId, ComplaintId, PostId};
use crate::domain::lookalike;
use crate::domain::party::Party;
use crate::domain::policy::Severity;
use crate::domain::visibility::Sight;
use crate::http::caller::{self, Caller};
use crate::http::problem::Problem;
use crate::markup::{self, SafeHtml};
use crate::services::ask_home;
use crate::services::claim_brand::{Reader, reader_of};
use crate::services::file_complaint::Contact;
use crate::services::notices::look_up_words;
use crate::services::own_brand::SEAT_DAYS;
use crate::services::pictures::SIZES;
use crate::services::scene::{Pause, pause};
use crate::services::{moderate, recusal};
use crate::storage::actors;
use crate::storage::board_keys::{self, OfferedKey};
use crate::storage::brands::{self, Brand, Official, Proof, Representative};
use crate::storage::cases;
use crate::storage::complaints::{self, Conflict, Held, Told};
use crate::storage::deliveries;
use crate::storage::erasures::{self, Progress};
use crate::storage::hidden_posts::{self, Scope, TakenOut};
use crate::storage::notices::{self, Notice};
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::recusals::{self, Part};
use crate::storage::reports::{self, LogLine};
use crate::storage::requests::{self as requests_of, Request};
use crate::storage::voices::Voices;
use crate::storage::{StorageError, View, accounts, decisions, notifications, policies, profiles, restrictions};
use crate::web::avatars;
use crate::web::parts::{self, NobodyReads, Piece, rich};
use crate::web::receipts;
use crate::web::told;
use crate::web::visit::Visit;

/// Characters of HTML of one post among others; the rest of a longer one is behind a link.
const POST_CHARS_SHOWN: usize = 8_000;
/// Other versions of a history that the page names at its top; the proof shows all.
const CONTRADICTIONS_NOTED: usize = 1;
/// Servers that did not hear everything yet: so many are looked for, and so many are named.
const UNDELIVERED_READ: i64 = 20;
const UNDELIVERED_NAMED: usize = 3;
/// Things that are new for whoever looks and stand at the top of the thread.
const NEWS_SHOWN: i64 = 3;

/// Decisions about a complaint that are looked through for the one that closed it.
const DECISIONS_READ: i64 = 20;

/// Everything that a thread's page reads, in one transaction.
pub(super) struct Seen {
    pub held: Held,
    pub brand: Brand,
    pub window: Window,
    pub posts: Vec<StoredPost>,
    /// Comments that moderators took out, with the reasons.
    hidden: HashMap<PostId, TakenOut>,
    /// Brands that accounts may sound like.
    voices: Voices,
    /// What the brand alone is shown, for those who may know of it.
    pub receipts: receipts::Found,
    /// What those that were edited said at first.
    first_versions: HashMap<PostId, String>,
    /// Where the page before these posts begins, and the page after them.
    earlier_posts: Option<PostId>,
    later_posts: Option<PostId>,
    /// The event that everything begins with; texts of the filing lie beside it.
    filed: Option<Told>,
    /// The event before the ones that are told, if any.
    pub before: Option<Told>,
    pub told: Vec<Told>,
    /// In a copy, of the events that are told and are posts: who says so, where it is not their author.
    said_by: HashMap<i64, Option<String>>,
    /// The events by which the brand contests, with its words.
    contests: Vec<Told>,
    /// The decision that closed it, and its number in the public log here.
    closed_by: Option<(LogLine, Option<i64>)>,
    pub officials: Vec<Official>,
    /// In a copy, the addresses of those who speak for the brand as far as was found out from here.
    voices_here: Vec<String>,
    /// This server's own, of which its addresses are.
    origin: String,
    /// Authors elsewhere who show a picture.
    pictured: Vec<ActorId>,
    /// Servers that have not heard everything yet.
    pub undelivered: Vec<String>,
    pub viewer: Viewer,
    /// The home is elsewhere and takes requests; other servers get a reply, as from anywhere.
    pub home_takes_requests: bool,
    /// What whoever looks asked the home for, the newest first.
    pub asked: Vec<Request>,
    /// Other versions of the history, as they were kept.
    pub contradictions: Vec<Conflict>,
    /// The board shows a new key that nobody vouches for.
    pub waiting_key: Option<OfferedKey>,
    /// This server was restored and takes no commands yet.
    pub pause: Option<Pause>,
    /// How far an erasure is, if words were erased.
    pub erasure: Option<Progress>,
    /// In a copy, whether a named human who answered stands behind that.
    answered_by_a_person: bool,
    /// Who reads for the brand.
    pub reader: Reader,
    /// What the brands are called that the complaint was moved away from, by their keys.
    former: HashMap<String, String>,
    /// What whoever looks was told about it and did not see yet.
    news: Vec<Notice>,
    /// The account of whoever looks, where they heard of it and did not read that yet.
    pub unread_by: Option<AccountId>,
    /// Somebody here mediates.
    pub has_mediators: bool,
    /// Those among the authors who mediate here, where the complaint was taken to them.
    mediators: Vec<ActorId>,
    /// Those who speak for the brand here, whatever they write under their own names.
    seated: Vec<ActorId>,
}

/// What whoever looks gets. What is not for them is not there at all.
pub(super) enum Found {
    Whole(Box<Seen>),
    /// It is there, and this is why it is not shown; without a reason of its own, its home is blocked.
    Outline {
        reason: Option<String>,
    },
}

/// What whoever looks is in this thread.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that some form asks for")]
pub(super) struct Viewer {
    pub complainant: Option<ActorId>,
    pub representative: Option<Representative>,
    pub party: Option<Party>,
    pub moderator: bool,
    /// A moderator who has a part in this thread decides nothing in it.
    pub recused: Option<Part>,
    /// Whoever they act as here was limited or suspended.
    pub held_back: Option<restrictions::Severity>,
    /// Somebody else could decide an appeal here.
    pub others_decide: bool,
    /// They decided something here, and leave an appeal to somebody who did not.
    pub leaves_appeal: bool,
    /// An appeal waits here.
    pub appeal_waits: bool,
    /// Words of whoever filed are here that could be erased by law.
    pub erasable: bool,
    /// They speak for the brand, or did of late: what its figures count is not theirs to say.
    pub of_the_brand: bool,
    /// A voice of theirs is the brand's, and does not speak for it at present.
    pub voice_is_silent: bool,
}

impl Viewer {
    /// The names under which whoever looks is told about this thread.
    pub(super) fn told_as(&self) -> Vec<ActorId> {
        let voice = self.representative.as_ref().map(|it| it.official);
        self.complainant.into_iter().chain(voice).collect()
    }
}

pub(super) fn read(
    view: &mut View<'_>,
    id: ComplaintId,
    who: Option<&Caller>,
    window: Window,
    now: Timestamp,
    origin: String,
) -> Result<Option<Found>, StorageError> {
    let Some(held) = complaints::find(view, id)? else { return Ok(None) };
    match caller::sight_of(view, who, &held)? {
        Sight::Whole => {}
        Sight::Outline => return Ok(Some(Found::Outline { reason: why_hidden(view, &held)? })),
        Sight::Nothing => return Ok(None),
    }
    let Some(brand) = brands::find(view, held.brand)? else {
        return Err(StorageError::inconsistent("complaints", "a complaint without its brand"));
    };
    let viewer = match who {
        None => Viewer::default(),
        Some(who) => viewer_of(view, who, &held, now)?,
    };
    let names = viewer.told_as();
    let mut news = if names.is_empty() { Vec::new() } else { notices::new_about(view, &names, id, NEWS_SHOWN)? };
    look_up_words(view, &mut news)?;
    let takes_requests = !held.at_home && ask_home::home_takes_requests(view, &held.board_uri)?;
    let asked = match who {
        Some(who) if !held.at_home => {
            let mut actors = vec![who.actor];
            actors.extend(viewer.complainant);
            actors.extend(viewer.representative.as_ref().map(|it| it.official));
            requests_of::of_thread(view, id, &actors)?
        }
        _ => Vec::new(),
    };
    let contradictions = match held.conflict_at {
        Some(_) => complaints::contradictions_of(view, id)?,
        None => Vec::new(),
    };
    let page = posts::page_of_complaint(view, id, window.posts)?;
    let edited: Vec<PostId> = page.posts.iter().filter(|it| it.edited_at.is_some()).map(|it| it.id).collect();
    let first_versions = if edited.is_empty() { HashMap::new() } else { posts::first_versions(view, &edited)? };
    let (before, told) = window::events(view, id, held.complaint.sequence, window)?;
    let filed = match &before {
        None => told.first().cloned(),
        Some(_) => complaints::history(view, id, 0, 1)?.pop(),
    };
    let mut elsewhere: Vec<ActorId> = page.posts.iter().filter(|it| !it.local).filter_map(|it| it.author).collect();
    elsewhere.sort_unstable();
    elsewhere.dedup();
    let in_mediation = held.at_home && held.complaint.step >= Some(Step::Mediator);
    let mediators = if in_mediation { accounts::mediators(view)? } else { Vec::new() };
    let talked = page.posts.iter().any(|it| it.local && it.kind == PostKind::Comment);
    let voices_here = if held.at_home { Vec::new() } else { brands::voice_addresses(view, held.brand)? };
    let seated = if talked { recusals::seated_at(view, held.brand)? } else { Vec::new() };
    Ok(Some(Found::Whole(Box::new(Seen {
        waiting_key: waiting_key(view, &held)?,
        said_by: if held.at_home { HashMap::new() } else { said_by(view, id, &told)? },
        answered_by_a_person: held.at_home || posts::is_answered_by_a_person(view, id, &voices_here)?,
        pause: if held.at_home { pause(view)? } else { None },
        erasure: erasures::progress(view, id)?,
        has_mediators: accounts::has_mediators(view)?,
        mediators,
        seated,
        contests: if held.complaint.contests().is_empty() { Vec::new() } else { complaints::contests_of(view, id)? },
        closed_by: closed_by(view, &held)?,
        contradictions,
        unread_by: match who.and_then(|it| it.account) {
            Some(account) => notifications::has_new_about(view, account, id)?.then_some(account),
            None => None,
        },
        news,
        home_takes_requests: takes_requests,
        asked,
        pictured: profiles::pictured(view, &elsewhere)?,
        window,
        hidden: hidden_posts::of_complaint(view, id)?,
        voices: Voices::heard(view, page.posts.iter().map(|it| (it.author_handle.as_str(), it.author_name.as_str())))?,
        receipts: receipts::find(view, &held, viewer.complainant.is_some(), viewer.representative.is_some())?,
        posts: page.posts,
        first_versions,
        earlier_posts: page.earlier,
        later_posts: page.later,
        filed,
        before,
        told,
        officials: brands::officials_of(view, held.brand)?,
        voices_here,
        origin,
        reader: reader_of(view, &brand, now)?,
        former: former_brands(view, &held)?,
        undelivered: deliveries::undelivered(view, id, UNDELIVERED_READ)?,
        brand,
        viewer,
        held,
    }))))
}

/// A role in letters alone: no mark stands in it that passes for ours.
fn without_signs(role: &str) -> String {
    let is_sign = |it: char| !it.is_alphanumeric() && !it.is_ascii() && !is_combining_mark(it) && !"–—’،".contains(it);
    role.chars().filter(|it| !is_sign(*it)).collect()
}

/// The posts of a thread have pages of their own: what an event says of its author stands on none of them in particular.
fn said_by(view: &mut View<'_>, id: ComplaintId, told: &[Told]) -> Result<HashMap<i64, Option<String>>, StorageError> {
    let sequences = told.iter().filter_map(|it| Some(it.line.read().ok()?.event.sequence));
    let ends = sequences.fold(None, |ends: Option<(i64, i64)>, it| {
        Some(ends.map_or((it, it), |(first, last)| (first.min(it), last.max(it))))
    });
    match ends {
        Some((first, last)) => posts::said_by(view, id, first, last),
        None => Ok(HashMap::new()),
    }
}

fn former_brands(view: &mut View<'_>, held: &Held) -> Result<HashMap<String, String>, StorageError> {
    let mut found = HashMap::new();
    for it in held.complaint.moves() {
        if !found.contains_key(&it.from) {
            let brand = brands::find_by_key(view, &it.from)?;
            found.insert(it.from.clone(), brand.map_or_else(|| it.from.clone(), |it| parts::brand_name(&it)));
        }
    }
    Ok(found)
}

fn viewer_of(view: &mut View<'_>, who: &Caller, held: &Held, now: Timestamp) -> Result<Viewer, StorageError> {
    let complainant = who.as_complainant(view, held)?;
    let representative = who.as_brand(view, held)?;
    let acting = complainant.or(representative.as_ref().map(|it| it.official)).unwrap_or(who.actor);
    let account = who.account.filter(|_| who.is_moderator());
    Ok(Viewer {
        party: complaints::party_of(view, held.id, who.actor)?,
        moderator: who.is_moderator(),
        recused: match account {
            Some(account) => recusals::part_of(view, account, held.id)?,
            None => None,
        },
        held_back: restrictions::holding(view, acting, now)?.map(|it| it.severity),
        others_decide: match account {
            Some(account) => recusal::has_others(view, account, Some(held.id), None, now)?,
            None => false,
        },
        leaves_appeal: match account {
            Some(account) => recusal::leaves_appeal(view, account, who.actor, held.id, now)?,
            None => false,
        },
        appeal_waits: (account.is_some() || complainant.is_some() || representative.is_some())
            && cases::appeal_waits(view, held.id)?,
        erasable: account.is_some() && held.at_home && !moderate::words_of_the_complaint(view, held.id)?.is_empty(),
        of_the_brand: recusals::has_stake(view, acting, held.brand, now - TimeDelta::days(SEAT_DAYS))?,
        voice_is_silent: representative.is_none() && is_silent_voice(view, who, held)?,
        complainant,
        representative,
    })
}

/// Whether whoever looks speaks through a voice that this brand has, and that does not speak for it now.
fn is_silent_voice(view: &mut View<'_>, who: &Caller, held: &Held) -> Result<bool, StorageError> {
    for it in &who.represents {
        if brands::official_for(view, held.brand, it.official)?.is_some_and(|it| !it.speaks(who.at)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The decision that closed a complaint which is closed by a moderator here.
fn closed_by(view: &mut View<'_>, held: &Held) -> Result<Option<(LogLine, Option<i64>)>, StorageError> {
    if !held.at_home || !matches!(held.complaint.state(), State::Dismissed { .. }) {
        return Ok(None);
    }
    let lines = reports::log_of_complaint(view, held.id, DECISIONS_READ)?;
    let closes = |it: &LogLine| it.undone_at.is_none() && moderate::CLOSING.contains(&it.deed.as_str());
    let Some(line) = lines.into_iter().find(closes) else { return Ok(None) };
    let number = decisions::numbers_of(view, &[line.id])?.first().map(|(_, number)| *number);
    Ok(Some((line, number)))
}

/// Whether whoever looks may see a thread; what they get instead where they may not.
pub(super) async fn check(visit: &Visit, id: ComplaintId) -> Result<(), Problem> {
    let who = visit.caller.clone();
    let read = move |view: &mut View<'_>| -> Result<Option<(Sight, Option<String>)>, StorageError> {
        let Some(held) = complaints::find(view, id)? else { return Ok(None) };
        Ok(Some((caller::sight_of(view, who.as_ref(), &held)?, why_hidden(view, &held)?)))
    };
    match visit.read(read).await? {
        Some((Sight::Whole, _)) => Ok(()),
        Some((Sight::Outline, reason)) => {
            Err(Problem::Hidden { reason: reason.unwrap_or_else(|| visit.say("policy-hidden")) })
        }
        Some((Sight::Nothing, _)) | None => Err(Problem::NotFound),
    }
}

/// Why a thread that is there is not shown: the moderators' reason, or that of the decision about its home.
fn why_hidden(view: &mut View<'_>, held: &Held) -> Result<Option<String>, StorageError> {
    if !held.at_home {
        let (severity, policy) = policies::of_host(view, &home_host(held))?;
        if severity == Severity::Block {
            return Ok(policy.map(|it| it.reason).filter(|it| !it.is_empty()));
        }
    }
    Ok(held.hidden_reason.clone())
}

fn waiting_key(view: &mut View<'_>, held: &Held) -> Result<Option<OfferedKey>, StorageError> {
    let board = if held.at_home { None } else { actors::find_by_uri(view, &held.board_uri)? };
    match board {
        Some(board) => Ok(board_keys::waiting_of(view, board.id)?.pop()),
        None => Ok(None),
    }
}

pub(super) async fn find(visit: &Visit, id: &str) -> Result<Seen, Problem> {
    let id = caller::complaint_id(id).ok_or(Problem::NotFound)?;
    let (who, window, now) = (visit.caller.clone(), Window::of(visit), visit.now);
    let origin = visit.app.address.origin().to_string();
    match visit.read(move |view| read(view, id, who.as_ref(), window, now, origin)).await?.ok_or(Problem::NotFound)? {
        Found::Whole(seen) => Ok(*seen),
        Found::Outline { reason } => {
            Err(Problem::Hidden { reason: reason.unwrap_or_else(|| visit.say("policy-hidden")) })
        }
    }
}

impl Seen {
    /// While its home comes back from a backup nothing is offered. A clock that is doubted is right again within minutes, most
    /// often, and whoever opened a form by then keeps it.
    fn is_recovering(&self) -> bool {
        matches!(self.pause, Some(Pause::Recovering(_)))
    }

    /// What is new for whoever looks and stands on the page: no more of it was seen.
    pub(super) fn shown_news(&self) -> Vec<Uuid> {
        self.news.iter().map(|it| it.id).collect()
    }

    pub(super) fn link(&self) -> String {
        format!("/complaints/{}", self.held.id)
    }

    pub(super) fn brand_name(&self) -> String {
        parts::brand_name(&self.brand)
    }

    /// The brand that this thread was about when an event happened.
    pub(super) fn brand_name_at(&self, sequence: i64) -> String {
        let then = self.held.complaint.brand_at(sequence);
        self.former
            .get(then)
            .filter(|_| then != self.held.complaint.brand)
            .cloned()
            .unwrap_or_else(|| self.brand_name())
    }

    /// What the brand says in its contest of a ground, if it said anything; erased words are there as that.
    pub(super) fn contest_words(&self, ground: Ground) -> Option<ContestWords> {
        let is_it =
            |told: &&Told| told.line.read().is_ok_and(|core| core.event.happening == Happening::Contested { ground });
        contest_words(self.contests.iter().rev().find(is_it)?)
    }

    /// The complainant as everybody sees them.
    pub(super) fn complainant(&self, visit: &Visit) -> String {
        // An erased name leaves no trace but that somebody was here.
        if self.held.is_nameless() { visit.say("person-erased") } else { format!("@{}", self.held.complainant_handle) }
    }

    /// Prior contacts as they were told, if they were told and not erased.
    pub(super) fn contacts(&self) -> Vec<Contact> {
        // Its home recorded something else than what was sent: these are not what they told.
        if self.held.said_by.is_some() && self.held.complainant.is_some() {
            return Vec::new();
        }
        let text = self.filed.as_ref().and_then(|told| history::disclosed(told, "contacts"));
        text.and_then(|it| serde_json::from_str(it).ok()).unwrap_or_default()
    }

    /// What was written when it was filed, as it stands now.
    pub(super) fn filed_words(&self) -> SafeHtml {
        let post = self.posts.iter().find(|it| it.kind == PostKind::Complaint && it.deleted_at.is_none());
        post.map_or_else(SafeHtml::default, |it| SafeHtml::from_html(&it.html))
    }

    pub(super) fn kicker(&self, visit: &Visit) -> SafeHtml {
        let name = self.brand_name();
        let brand = match parts::board_link(&self.brand) {
            Some(to) => parts::link(&to, &name),
            None => SafeHtml::from_text(&name),
        };
        let key = if self.held.facts.product.is_some() { "thread-kicker-product" } else { "thread-kicker" };
        let product = self.held.facts.product.clone().unwrap_or_default();
        rich(visit.words, key, vec![("brand", brand.into()), ("product", product.into())])
    }

    pub(super) fn title(&self, visit: &Visit) -> String {
        parts::shown_title(visit, &self.held.title)
    }

    /// The language of its title, where that is known: of the post that it heads.
    pub(super) fn title_language(&self) -> Option<String> {
        let post = self.posts.iter().find(|it| it.kind == PostKind::Complaint).and_then(|it| it.language.as_ref());
        parts::title_language(&self.held.title, post.or(self.held.facts.language.as_ref()))
    }

    /// What a reader must know before anything else.
    pub(super) fn notices(&self, visit: &Visit) -> Vec<String> {
        let words = visit.words;
        let mut notices = Vec::new();
        if !self.shows_what_was_recorded() {
            notices.push(visit.say("notice-not-recorded"));
        }
        if let Some(reason) = self.held.hidden_at.and(self.held.hidden_reason.as_ref()) {
            notices.push(words.with("notice-hidden", &[("reason", reason.into())]));
        }
        for told in self.contradictions.iter().take(CONTRADICTIONS_NOTED) {
            let said = [("home", home_host(&self.held).into()), ("source", host_of(&told.source).into())];
            notices.push(words.with("notice-conflict", &said));
        }
        if let Some(key) = &self.waiting_key {
            let said = [("home", home_host(&self.held).into()), ("at", visit.moment(key.seen_at).into())];
            notices.push(words.with("notice-new-key", &said));
        }
        notices.extend(parts::paused(visit, self.pause.as_ref()));
        if self.viewer.voice_is_silent {
            notices.push(words.with("desk-silent", &[("brand", self.brand_name().into())]));
        }
        if let Some(at) = self.held.frozen_at {
            let told = [("home", home_host(&self.held).into()), ("at", visit.moment(at).into())];
            notices.push(words.with("notice-frozen", &told));
        }
        notices
    }

    /// What whoever looks was told about this thread and did not see yet.
    pub(super) fn news(&self, visit: &Visit) -> Vec<SafeHtml> {
        told::about_thread(visit, &self.news, &self.held.title, &self.brand_name())
    }

    /// What is good to know and nothing to worry about.
    pub(super) fn remarks(&self, visit: &Visit) -> Vec<SafeHtml> {
        let lives_elsewhere = !self.held.at_home && self.held.frozen_at.is_none();
        let home = || visit.words.with("notice-replica", &[("home", home_host(&self.held).into())]);
        let erasure = self.erasure.as_ref().map(|it| erasure::told(visit, it, self.viewer.complainant.is_some()));
        let erasure = erasure.unwrap_or_default();
        let plain = lives_elsewhere.then(home).into_iter().chain(erasure).chain(self.undelivered_notice(visit));
        let told = self.news(visit).into_iter().chain(self.appealed(visit)).chain(self.untold(visit));
        told.chain(plain.map(|it| SafeHtml::from_text(&it))).collect()
    }

    /// To both sides: that an appeal is not decided yet.
    fn appealed(&self, visit: &Visit) -> Option<SafeHtml> {
        let side = self.viewer.complainant.is_some() || self.viewer.representative.is_some();
        (side && self.viewer.appeal_waits).then(|| SafeHtml::from_text(&visit.say("remark-appeal-waits")))
    }

    /// The brand was not told so far: why, what was done about it, and what can be done.
    fn untold(&self, visit: &Visit) -> Option<SafeHtml> {
        let complaint = &self.held.complaint;
        if !self.held.at_home {
            return None;
        }
        let brand = Piece::from(self.brand_name());
        if !complaint.is_untold() {
            // It was told, and whoever was told reads no more.
            let waits = complaint.waiting() == Waiting::Brand && !self.reader.is_somebody();
            return waits.then(|| rich(visit.words, "told-nobody-now", vec![("brand", brand)]));
        }
        let voice = match &self.reader {
            // Told in a moment, by a job that is on its way.
            Reader::Here => return None,
            Reader::Mentioned(voice) => Some(voice.handle()),
            Reader::Board(board) => Some(board.handle()),
            Reader::NobodyNow | Reader::Nobody => None,
        };
        if let Some(handle) = voice {
            let key = if complaint.is_public() { "untold-mentioned" } else { "untold-not-listed" };
            return Some(rich(visit.words, key, vec![("brand", brand), ("handle", handle.into())]));
        }
        let domain = self.brand.domain.as_ref().map(ToString::to_string).unwrap_or_default();
        // What is gone reaches nobody any more.
        if self.filed.as_ref().is_some_and(|told| history::disclosed(told, "content").is_none()) {
            let key = parts::nobody_reads(&self.reader, NobodyReads::Erased)?;
            return Some(rich(visit.words, key, vec![("brand", brand)]));
        }
        let claim = parts::link(&format!("/boards/{domain}/claim"), &visit.say("nobody-claim"));
        let own = self.viewer.complainant.is_some();
        let key = parts::nobody_reads(&self.reader, if own { NobodyReads::UntoldYours } else { NobodyReads::Untold })?;
        Some(rich(visit.words, key, vec![("brand", brand), ("claim", claim.into())]))
    }

    /// "Not yet delivered to": a few servers by name, the others by number.
    fn undelivered_notice(&self, visit: &Visit) -> Option<String> {
        let (named, more) = self.undelivered.split_at(self.undelivered.len().min(UNDELIVERED_NAMED));
        let mut hosts = visit.words.list(named);
        if !more.is_empty() {
            let count = i64::try_from(more.len()).unwrap_or(i64::MAX);
            hosts = visit.words.with("notice-undelivered-more", &[("hosts", hosts.into()), ("count", count.into())]);
        }
        (!hosts.is_empty()).then(|| visit.words.with("notice-undelivered", &[("hosts", hosts.into())]))
    }

    pub(super) fn posts(&self, visit: &Visit) -> Vec<PostView> {
        self.posts.iter().map(|it| self.post(visit, it)).collect()
    }

    fn post(&self, visit: &Visit, post: &StoredPost) -> PostView {
        let words = visit.words;
        let response = post.response.and_then(|it| u32::try_from(it).ok());
        let mut extras = Vec::new();
        if post.kind == PostKind::Response {
            // As everywhere, from when the brand was told.
            let complaint = &self.held.complaint;
            let from = complaint.notified_at.filter(|told| *told < post.received_at).unwrap_or(complaint.filed_at);
            let span = words.span(post.received_at - from);
            extras.push(words.with("post-after", &[("span", span.into())]));
        }
        let of_mediator = post.author.is_some_and(|it| self.mediators.contains(&it));
        if post.kind == PostKind::Comment && of_mediator && post.author != self.held.complainant {
            extras.push(visit.say("post-mediator"));
        }
        if post.kind == PostKind::Comment && post.author.is_some_and(|it| self.seated.contains(&it)) {
            let brand = parts::brand_name(&self.brand);
            extras.push(words.with("post-of-the-brand", &[("brand", brand.into())]));
        }
        if let Some(brand) = self.imitated(post) {
            extras.push(words.with("post-not-the-brand", &[("brand", brand.into())]));
        }
        if post.edited_at.is_some() {
            extras.push(visit.say("post-edited"));
        }
        let of_thread = response.and_then(|it| self.held.complaint.responses.get(&it));
        if of_thread.is_some_and(|it| it.deleted) {
            extras.push(visit.say("post-deleted"));
        }
        let (who, initial) = self.author(visit, post);
        if let Some(home) = self.claimed_post(post) {
            extras.push(words.with("post-said-by", &[("host", home.into())]));
        }
        let thankable = post.signer().is_some()
            && self.viewer.representative.is_none()
            && !self.viewer.of_the_brand
            && visit.caller.is_some()
            && self.silent(visit, self.acting_party()).is_none()
            && !self.is_recovering()
            && response.is_some_and(|it| {
                let party = self.acting_party();
                let command = crate::domain::complaint::Command::Thank { response: it };
                let reached = self.held.at_home || self.home_takes_requests;
                reached && self.held.complaint.decide(command, party, visit.now).is_ok()
            });
        let anchor = format!("post-{}", post.sequence.unwrap_or_default());
        let whole = self.window.whole == Some(post.id);
        let (html, folded) = beginning_of(self.without_title(post, &post.html), whole);
        let first = self.first_versions.get(&post.id).map(|it| beginning_of(self.without_title(post, it), whole));
        let folds = folded || first.as_ref().is_some_and(|(_, folded)| *folded);
        PostView {
            kind: post.kind.name(),
            whole: folds.then(|| self.whole_of(post.id, &anchor)),
            anchor,
            label: words.with("post-by", &[("name", self.named(visit, post).into())]),
            initial,
            picture: post.author.filter(|it| self.pictured.contains(it)).map(|it| avatars::address(it, SIZES[0])),
            who,
            at: visit.moment(post.received_at),
            at_iso: parts::iso(post.received_at),
            extras,
            gone: post.html.is_empty(),
            hidden: self.taken_out(visit, post),
            readable: !self.is_hidden(post) || self.viewer.moderator || self.is_own(visit, post),
            language: post.language.clone(),
            html,
            first: first.map(|(html, _)| html),
            signed: None,
            labels: response.map(|it| self.labels(visit, it, post)).unwrap_or_default(),
            thankable,
            response: response.unwrap_or_default(),
            deeds: self.response_deeds(visit, post),
            comment: self.comment_deeds(visit, post),
        }
    }

    /// Whom a post is by, for those who hear the page, and on paper: an answer is the brand's, by whoever signed it; a claim
    /// about somebody is by whoever claims it.
    pub(super) fn named(&self, visit: &Visit, post: &StoredPost) -> String {
        if post.kind != PostKind::Response {
            return match post.author_handle.as_str() {
                "" => visit.say("person-erased"),
                handle => handle.to_string(),
            };
        }
        if let Some(claimed) = self.claimed_post(post) {
            return claimed;
        }
        let brand = post.sequence.map_or_else(|| self.brand_name(), |it| self.brand_name_at(it));
        match post.signer() {
            Some(name) => visit.words.list(&[name.to_string(), brand]),
            None => brand,
        }
    }

    /// Who took it out: the moderators here, those of its home, or the home itself that erased it.
    fn taken_out(&self, visit: &Visit, post: &StoredPost) -> Option<String> {
        let taken = self.hidden.get(&post.id)?;
        let key = match taken.scope {
            Scope::Here => "post-hidden",
            Scope::Home if self.held.at_home => "post-hidden",
            Scope::Home => "post-hidden-home",
            Scope::Erased if taken.reason.is_empty() => "post-hidden-erased-why-not-said",
            Scope::Erased => "post-hidden-erased",
        };
        let told = [("reason", taken.reason.as_str().into()), ("home", home_host(&self.held).into())];
        Some(visit.words.with(key, &told))
    }

    pub(super) fn is_hidden(&self, post: &StoredPost) -> bool {
        self.hidden.contains_key(&post.id)
    }

    /// Whether whoever looks wrote it, under whichever of their names.
    pub(super) fn is_own(&self, visit: &Visit, post: &StoredPost) -> bool {
        let own = visit.caller.as_ref().map(|it| it.actor);
        post.author.is_some() && (post.author == own || post.author == self.viewer.complainant)
    }

    /// Servers that show no titles get them in bold at the beginning of the text; here the title stands above it already.
    fn without_title<'p>(&self, post: &StoredPost, html: &'p str) -> &'p str {
        let rest = || {
            let title = SafeHtml::from_text(&self.held.title);
            html.strip_prefix("<p><strong>")?.strip_prefix(title.as_str())?.strip_prefix("</strong></p>")
        };
        let own = post.kind == PostKind::Complaint && !self.held.title.is_empty();
        own.then(rest).flatten().map(str::trim_start).filter(|it| !it.is_empty()).unwrap_or(html)
    }

    fn author(&self, visit: &Visit, post: &StoredPost) -> (SafeHtml, String) {
        let brand = post.sequence.map_or_else(|| self.brand_name(), |it| self.brand_name_at(it));
        if post.kind != PostKind::Response {
            if post.author_handle.is_empty() {
                return (SafeHtml::from_text(&visit.say("person-erased")), parts::initial(""));
            }
            let (name, host) = post.author_handle.rsplit_once('@').unwrap_or((&post.author_handle, ""));
            let page = profile_path(name, (!post.local).then_some(host));
            let shown = format!("@{name}");
            // Whom we know by the word of a history alone has no page here.
            let shown = if post.author.is_some() { parts::link(&page, &shown) } else { SafeHtml::from_text(&shown) };
            let pieces = vec![("name", Piece::from(shown)), ("host", Piece::from(format!("@{host}")))];
            return (rich(visit.words, "post-person", pieces), parts::initial(name));
        }
        let proof = self.proof_mark(visit, post);
        let who = match (post.signer(), &post.representative_role) {
            (Some(name), Some(role)) => {
                let pieces = vec![
                    ("name", Piece::from(name)),
                    ("role", without_signs(role).into()),
                    ("brand", brand.as_str().into()),
                    ("proof", proof.into()),
                ];
                rich(visit.words, "post-representative-role", pieces)
            }
            (Some(name), None) => {
                let pieces =
                    vec![("name", Piece::from(name)), ("brand", brand.as_str().into()), ("proof", proof.into())];
                rich(visit.words, "post-representative", pieces)
            }
            _ => rich(visit.words, "post-brand", vec![("brand", Piece::from(brand.as_str())), ("proof", proof.into())]),
        };
        (who, parts::initial(&brand))
    }

    /// The home that alone says who wrote a post, or that its author speaks for the brand.
    fn claimed_post(&self, post: &StoredPost) -> Option<String> {
        let speaks = || self.voices_here.contains(&post.author_uri);
        let by_nobody = !self.held.at_home && !post.local && post.kind == PostKind::Response && !speaks();
        post.said_by.clone().or_else(|| by_nobody.then(|| home_host(&self.held)))
    }

    fn is_ours(&self, address: &str) -> bool {
        address.strip_prefix(&self.origin).is_some_and(|rest| rest.starts_with('/'))
    }

    fn proof_mark(&self, visit: &Visit, post: &StoredPost) -> SafeHtml {
        let domain = self.brand.domain.as_ref().map(ToString::to_string).unwrap_or_default();
        let official = self.officials.iter().find(|it| Some(it.actor) == post.author);
        match official {
            Some(official) if official.is_verified(visit.now) => {
                rich(visit.words, "proof-mark", vec![("domain", Piece::from(domain))])
            }
            Some(official) if matches!(official.proof, Proof::Domain(_)) => match official.proven_at {
                Some(at) => rich(visit.words, "proof-mark-until", vec![("at", Piece::from(visit.moment(at)))]),
                None => SafeHtml::default(),
            },
            Some(_) => rich(visit.words, "proof-mark-named", vec![]),
            None => SafeHtml::default(),
        }
    }

    /// Whether somebody who does not speak for the brand is called as if they did.
    /// The brand that whoever wrote a post passes for: the thread's own, where the bare name is enough, or another one.
    fn imitated(&self, post: &StoredPost) -> Option<String> {
        if self.passes_for_brand(post) {
            return Some(self.brand_name());
        }
        if !matches!(post.kind, PostKind::Comment | PostKind::Complaint) {
            return None;
        }
        self.voices.imitated(post.author, &post.author_handle, &post.author_name).map(str::to_string)
    }

    fn passes_for_brand(&self, post: &StoredPost) -> bool {
        let Some(domain) = &self.brand.domain else { return false };
        let name = post.author_handle.split('@').next().unwrap_or_default();
        let speaks = post.kind == PostKind::Response || self.officials.iter().any(|it| Some(it.actor) == post.author);
        !speaks && lookalike::passes_for(name, &post.author_name, domain, &self.brand_name())
    }

    fn labels(&self, visit: &Visit, number: u32, post: &StoredPost) -> Vec<LabelView> {
        let Some(response) = self.held.complaint.responses.get(&number) else { return Vec::new() };
        let mut labels: Vec<LabelView> = response
            .labels
            .iter()
            .filter(|(_, state)| **state != LabelState::Struck)
            .map(|(label, state)| {
                let text = visit.say(&format!("label-{}", label.word()));
                let theirs = response.marked && *label == Label::Deflected;
                let said = match state {
                    LabelState::Set if theirs => self.only_said_by(|it| is_own_mark(it, number)),
                    LabelState::Disputed => self.only_said_by(
                        |it| matches!(it, Happening::LabelDisputed { response, label: of } if *response == number && of == label),
                    ),
                    LabelState::Set | LabelState::Upheld | LabelState::Struck => None,
                };
                let text = match state {
                    LabelState::Set if theirs => {
                        let key = self.addressed(visit, "label-state-marked");
                        visit.words.with(&key, &[("label", text.into())])
                    },
                    LabelState::Disputed => visit.words.with("label-state-disputed", &[("label", text.into())]),
                    LabelState::Upheld => visit.words.with("label-state-upheld", &[("label", text.into())]),
                    LabelState::Set | LabelState::Struck => text,
                };
                let said = said.map(|home| visit.words.with("post-said-by", &[("host", home.into())]));
                let text: Vec<String> = std::iter::once(text).chain(said).collect();
                LabelView { class: "warn", text: visit.words.beside(&text) }
            })
            .collect();
        // Somebody here wrote it, and signed it or not; that a machine did, or nobody by name, is then its home's word.
        let told_otherwise =
            post.local && !self.held.at_home && (response.automated || response.named != post.representative.is_some());
        let own = |key: &str| {
            let home =
                told_otherwise.then(|| visit.words.with("post-said-by", &[("host", home_host(&self.held).into())]));
            let text: Vec<String> = std::iter::once(visit.say(key)).chain(home).collect();
            LabelView { class: "", text: visit.words.beside(&text) }
        };
        if response.automated {
            labels.push(own("label-automated"));
        } else if !response.named {
            labels.push(own("label-unnamed"));
        }
        labels
    }

    /// The side that the viewer would take in this thread.
    pub(super) fn acting_party(&self) -> Party {
        if self.viewer.complainant.is_some() {
            Party::Complainant
        } else if self.viewer.representative.is_some() {
            Party::Brand
        } else {
            match self.viewer.party {
                Some(party @ Party::Commenter(_)) => party,
                _ => self.held.complaint.next_commenter(),
            }
        }
    }
}

/// Whether whoever filed marked this answer.
fn is_own_mark(happening: &Happening, number: u32) -> bool {
    matches!(happening, Happening::Labelled { response, signal_rules: OWN_MARK, .. } if *response == number)
}

/// The words of a post as they stand among others, and whether that is their beginning alone.
fn beginning_of(html: &str, whole: bool) -> (SafeHtml, bool) {
    match markup::beginning(html, POST_CHARS_SHOWN).filter(|_| !whole) {
        Some(beginning) => (SafeHtml::from_html(beginning), true),
        None => (SafeHtml::trusted(html.to_string()), false),
    }
}

/// The brand's words beside a contest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ContestWords {
    Said(String),
    Erased,
}

pub(super) fn contest_words(told: &Told) -> Option<ContestWords> {
    let reason = told.line.disclosures.iter().find(|it| it.name == "reason")?;
    match reason.value.as_deref().map(str::trim) {
        None => Some(ContestWords::Erased),
        Some("") => None,
        Some(words) => Some(ContestWords::Said(words.to_string())),
    }
}

/// The host in an address, to name it in a sentence.
pub(super) fn host_of(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest).to_string()
}

/// The host of a complaint's home, without the scheme.
pub(super) fn home_host(held: &Held) -> String {
    held.home.split("://").last().unwrap_or(&held.home).to_string()
}

pub(super) struct LabelView {
    pub class: &'static str,
    pub text: String,
}

pub(super) struct PostView {
    pub kind: &'static str,
    pub anchor: String,
    pub label: String,
    pub initial: String,
    pub picture: Option<String>,
    pub who: SafeHtml,
    pub at: String,
    pub at_iso: String,
    pub extras: Vec<String>,
    pub gone: bool,
    pub language: Option<String>,
    pub html: SafeHtml,
    /// Where it is to be read to its end, if only its beginning stands here.
    pub whole: Option<String>,
    pub signed: Option<String>,
    pub labels: Vec<LabelView>,
    pub thankable: bool,
    pub response: u32,
    /// What it said before it was edited.
    pub first: Option<SafeHtml>,
    /// That moderators took it out, and why.
    pub hidden: Option<String>,
    pub readable: bool,
    pub deeds: ResponseDeeds,
    pub comment: CommentDeeds,
}

impl PostView {
    pub(super) fn is_response(&self) -> bool {
        self.kind == PostKind::Response.name()
    }
}
