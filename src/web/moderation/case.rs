//! One case as it is decided: the words that are meant in their place, both sides' words, the rule, the clock and the form.

use crate::domain::brand::BrandDomain;
use crate::domain::complaint::{CommentGround, Contest, Ground, Hearing, Label, State};
use crate::domain::ids::{AccountId, ActorId, CaseId, PostId};
use crate::domain::party::Party;
use crate::domain::reading::language;
use crate::http::problem::Problem;
use crate::markup::{self, SafeHtml};
use crate::services::cases::label_of;
use crate::services::look_up::place_of;
use crate::services::moderate::{Deed, Erasing, Moderator, UNDO_HOURS_MAX};
use crate::services::recusal;
use crate::storage::actors::{self, Actor};
use crate::storage::cases::{self, Case, CaseKind};
use crate::storage::complaints;
use crate::storage::posts::{self, PostKind, StoredPost};
use crate::storage::recusals::Part;
use crate::storage::reports::{self, LogLine, Report};
use crate::storage::restrictions::{self, Restriction, Severity};
use crate::storage::{StorageError, View, hidden_posts};
use crate::web::moderation::accounts::until_of;
use crate::web::moderation::{about, log};
use crate::web::parts::Choice;
use crate::web::resume::{Named, beginning};
use crate::web::submission::Fields;
use crate::web::thread::{self, Seen, grounds};
use crate::web::visit::Visit;

/// Posts of whoever filed that are shown beside what the brand says.
const ANSWERS_SHOWN: usize = 3;
/// Earlier decisions about the same complaint.
const DECISIONS_SHOWN: i64 = 5;
/// Reports of one thing that are read on its page.
const REPORTS_SHOWN: i64 = 20;

/// What somebody says in the case.
pub(super) struct Said {
    pub head: String,
    pub text: String,
    /// What the words seem to be written in, where they are somebody's.
    pub language: Option<&'static str>,
    pub by: String,
    pub link: Option<(String, String)>,
}

/// One possible decision.
pub(super) struct Card {
    pub value: &'static str,
    pub title: String,
    pub hint: String,
    pub checked: bool,
}

#[expect(clippy::struct_excessive_bools, reason = "each is one field of the form")]
pub(super) struct CasePane {
    pub id: String,
    pub kicker: String,
    pub title: String,
    pub title_language: Option<String>,
    pub link: String,
    pub clock: String,
    pub clock_more: String,
    pub words: Option<SafeHtml>,
    pub language: Option<String>,
    pub words_note: String,
    pub sides: Vec<Said>,
    pub before: Vec<Said>,
    pub cards: Vec<Card>,
    pub grounds: Vec<Choice>,
    pub dismisses: bool,
    pub moves: bool,
    pub restricts: bool,
    pub durations: Vec<Choice>,
    pub forwards: bool,
    pub form: Fields,
    pub log_will_read: String,
    pub undo_hint: String,
    pub recused: Option<String>,
    pub others: String,
    pub decided: Option<String>,
}

/// Everything that one case is shown and decided from.
#[expect(clippy::struct_excessive_bools, reason = "each is one answer about the case")]
pub(super) struct Context {
    case: Case,
    /// Everything that was reported in this case, the first one first.
    reports: Vec<Report>,
    seen: Option<Seen>,
    /// The words that are meant.
    post: Option<StoredPost>,
    post_hidden: bool,
    /// Whose account could be limited or suspended.
    author: Option<Actor>,
    restriction: Option<Restriction>,
    /// What was written with the event that brought it here.
    said: Option<String>,
    part: Option<Part>,
    /// Whoever looks decides nothing about that account.
    author_out: bool,
    /// Whether somebody else here can decide it.
    others: bool,
    /// Whoever looks decided something here, and leaves an appeal to somebody who did not.
    leaves_appeal: bool,
    decided_before: Vec<LogLine>,
    by: ActorId,
}

/// What is read about a case beside its thread.
#[expect(clippy::struct_excessive_bools, reason = "each is one answer about the case")]
struct Beside {
    /// Everything that was reported in this case, the first one first.
    reports: Vec<Report>,
    post: Option<StoredPost>,
    post_hidden: bool,
    author: Option<Actor>,
    restriction: Option<Restriction>,
    said: Option<String>,
    part: Option<Part>,
    author_out: bool,
    others: bool,
    leaves_appeal: bool,
    decided_before: Vec<LogLine>,
}

impl Context {
    pub(super) async fn read(visit: &Visit, by: &Moderator, id: CaseId) -> Result<Option<Context>, Problem> {
        let Some(case) = visit.read(move |view| cases::find(view, id)).await? else { return Ok(None) };
        let seen = match case.complaint {
            Some(complaint) => match thread::find(visit, &complaint.to_string()).await {
                Ok(seen) => Some(seen),
                // Its thread may not be for this moderator either.
                Err(Problem::NotFound | Problem::Hidden { .. }) => None,
                Err(problem) => return Err(problem),
            },
            None => None,
        };
        let (asked, by_whom, now) = (case.clone(), (by.account, by.actor), visit.now);
        let beside = visit.read(move |view| read_beside(view, &asked, by_whom, now)).await?;
        Ok(Some(Context {
            case,
            seen,
            reports: beside.reports,
            post: beside.post,
            post_hidden: beside.post_hidden,
            author: beside.author,
            restriction: beside.restriction,
            said: beside.said,
            part: beside.part,
            author_out: beside.author_out,
            others: beside.others,
            leaves_appeal: beside.leaves_appeal,
            decided_before: beside.decided_before,
            by: by.actor,
        }))
    }

    /// The report that opened it.
    fn report(&self) -> Option<&Report> {
        self.reports.first()
    }

    fn at_home(&self) -> bool {
        self.seen.as_ref().is_some_and(|it| it.held.at_home)
    }

    /// The decisions that this case may end in, or that are possible meanwhile.
    fn possible(&self) -> Vec<&'static str> {
        let mut possible = match self.case.kind {
            CaseKind::Report => vec!["nothing"],
            CaseKind::Contest => vec!["reject", "uphold"],
            CaseKind::Appeal => vec![if self.is_dismissed() { "reinstate" } else { "uphold" }, "keep"],
            CaseKind::Label => vec!["label-strike", "label-uphold"],
            CaseKind::Objection => vec!["lift", "keep"],
        };
        if !matches!(self.case.kind, CaseKind::Report | CaseKind::Contest) {
            return possible;
        }
        let comment = self.post.as_ref().is_some_and(|it| it.kind == PostKind::Comment && it.deleted_at.is_none());
        if comment {
            possible.push(if self.post_hidden { "show-comment" } else { "hide-comment" });
        }
        if let Some(seen) = &self.seen {
            possible.push(if seen.held.hidden_at.is_some() { "unhide" } else { "hide" });
        }
        if self.at_home() {
            if self.case.kind == CaseKind::Report && !self.is_over() {
                possible.push("dismiss");
            }
            possible.push("move");
            possible.push(if comment { "erase-comment" } else { "erase" });
            if self.case.kind == CaseKind::Contest && self.said.is_some() {
                possible.push("erase-contest");
            }
        }
        if self.author.is_some() && !self.author_out && self.case.kind == CaseKind::Report {
            possible.extend(["limit", "suspend"]);
        }
        possible
    }

    /// Those of them that the rules take now: nothing is decided about a contest before whoever filed was heard.
    fn possible_now(&self, visit: &Visit) -> Vec<&'static str> {
        let held = self.seen.as_ref().map(|it| &it.held.complaint);
        let unheard = held.is_some_and(|it| it.unheard(visit.now).is_some());
        let own = Ground::from_word(&self.case.about).filter(|_| self.case.kind == CaseKind::Contest);
        let own_unheard = own.zip(held).is_some_and(|(ground, it)| !it.is_heard(ground, visit.now));
        let wrong_brand = held.is_some_and(|it| it.is_unheard(Ground::WrongBrand, visit.now));
        let waits = |deed: &str| match deed {
            "dismiss" => unheard,
            "uphold" | "reject" => own_unheard,
            "move" => wrong_brand,
            _ => false,
        };
        self.possible().into_iter().filter(|it| !waits(it)).collect()
    }

    /// Whether what is appealed here, or objected to, was decided by whoever looks.
    fn decided_first(&self) -> bool {
        let own = self.seen.as_ref().and_then(|it| it.viewer.party).filter(|it| matches!(it, Party::Moderator(_)));
        match self.case.kind {
            CaseKind::Appeal if self.leaves_appeal => true,
            CaseKind::Appeal => match (self.state(), self.contested()) {
                (Some(State::Dismissed { by, .. }), _) => own == Some(*by),
                (_, Some(ground)) => self.seen.as_ref().is_some_and(|seen| {
                    let contest = seen.held.complaint.contests().get(&ground);
                    own.is_some_and(|by| contest == Some(&Contest::Appealed { by }))
                }),
                (_, None) => false,
            },
            CaseKind::Objection => self.restriction.as_ref().is_some_and(|it| it.moderator == self.by),
            CaseKind::Report | CaseKind::Contest | CaseKind::Label => false,
        }
    }

    /// Whether nobody undoes this: what the history says was decided, what is gone, and the end of an appeal.
    fn is_final(&self, deed: &str) -> bool {
        match deed {
            "reject" | "reinstate" | "erase" | "erase-comment" | "erase-contest" | "label-uphold" | "label-strike" => {
                true
            }
            "keep" => self.case.kind == CaseKind::Appeal && !self.is_dismissed(),
            "uphold" => self.case.kind == CaseKind::Appeal,
            _ => false,
        }
    }

    fn undo_hint(&self, visit: &Visit, possible: &[&'static str]) -> String {
        let hours = [("hours", UNDO_HOURS_MAX.into())];
        let stays: Vec<String> = possible
            .iter()
            .filter(|it| self.is_final(it))
            .map(|it| self.card(visit, it, false, &Fields::default()).title)
            .collect();
        if stays.is_empty() {
            return visit.words.with("undo-hint", &hours);
        }
        let stays = stays.iter().map(|it| visit.words.with("undo-quoted", &[("title", it.into())])).collect::<Vec<_>>();
        let stays = visit.words.with("undo-never", &[("titles", visit.words.list(&stays).into())]);
        if possible.iter().all(|it| self.is_final(it)) {
            return stays;
        }
        format!("{} {stays}", visit.words.with("undo-hint", &hours))
    }

    fn state(&self) -> Option<&State> {
        self.seen.as_ref().map(|it| it.held.complaint.state())
    }

    fn is_dismissed(&self) -> bool {
        matches!(self.state(), Some(State::Dismissed { .. }))
    }

    fn is_over(&self) -> bool {
        matches!(self.state(), Some(State::Dismissed { .. } | State::Retracted))
    }

    /// Whether somebody decided it before.
    pub(super) fn is_decided(&self) -> bool {
        self.case.decided_at.is_some()
    }

    /// The decision that a form means; or which field is wrong, and the message that says so.
    pub(super) fn deed(&self, visit: &Visit, fields: &Fields) -> Result<Option<Deed>, (&'static str, &'static str)> {
        let chosen = fields.get("deed");
        if chosen.is_empty() {
            return Err(("deed", "decide-missing"));
        }
        if !self.possible().contains(&chosen) {
            return Ok(None);
        }
        let post = self.post.as_ref().map(|it| it.id);
        let author = self.author.as_ref().map(|it| it.id);
        let contested = self.contested().map(|ground| move |upheld| Deed::DecideContest { ground, upheld });
        let label = |upheld| {
            let (response, label) = label_of(&self.case.about)?;
            Some(Deed::DecideLabel { response, label: Label::from_word(label)?, upheld })
        };
        let restrict = |severity| Some(Deed::Restrict { actor: author?, severity, until: until_of(visit, fields) });
        Ok(match chosen {
            "nothing" => Some(Deed::Nothing),
            "hide" => Some(Deed::Hide),
            "unhide" => Some(Deed::Unhide),
            "keep" => Some(Deed::KeepDecision),
            "reinstate" => Some(Deed::Reinstate),
            "uphold" => contested.map(|decide| decide(true)),
            "reject" => contested.map(|decide| decide(false)),
            "label-uphold" => label(true),
            "label-strike" => label(false),
            "hide-comment" => post.map(|it| Deed::HideComment(it, self.comment_ground())),
            "show-comment" => post.map(Deed::ShowComment),
            "erase" => Some(Deed::Erase(Erasing::Complaint)),
            "erase-contest" => self.contested().map(|it| Deed::Erase(Erasing::Contest(it))),
            "erase-comment" => post.map(|it| Deed::Erase(Erasing::Post(it))),
            "limit" => restrict(Severity::Limited),
            "suspend" => restrict(Severity::Suspended),
            "lift" => self.case.actor.map(Deed::Lift),
            "dismiss" => {
                let ground = Ground::from_word(fields.get("ground")).ok_or(("ground", "ground-missing"))?;
                Some(Deed::Dismiss(ground))
            }
            "move" => {
                let domain = BrandDomain::parse(fields.get("to")).map_err(|_| ("to", "move-to-wrong"))?;
                Some(Deed::Move(domain))
            }
            _ => None,
        })
    }

    /// What a report says is wrong with a comment, as the history names it.
    fn comment_ground(&self) -> CommentGround {
        match self.report().map_or("", |it| it.reason.as_str()) {
            "abuse" => CommentGround::Abuse,
            "private" => CommentGround::PersonalData,
            "advertising" => CommentGround::Advertising,
            "wrong-brand" => CommentGround::OffTopic,
            _ => CommentGround::Other,
        }
    }

    /// The ground that is contested: of a contest its own, of an appeal the one whose rejection is appealed.
    fn contested(&self) -> Option<Ground> {
        if self.case.kind == CaseKind::Contest {
            return Ground::from_word(&self.case.about);
        }
        let contests = self.seen.as_ref()?.held.complaint.contests();
        contests.iter().find(|(_, it)| matches!(it, Contest::Appealed { .. })).map(|(ground, _)| *ground)
    }

    pub(super) fn pane(&self, visit: &Visit, form: Fields) -> CasePane {
        let possible = self.possible_now(visit);
        let marked = marked(&possible);
        let has = |deed: &str| possible.contains(&deed);
        let elsewhere = self.author.as_ref().is_some_and(|it| !it.local);
        CasePane {
            id: self.case.id.to_string(),
            kicker: self.kicker(visit),
            title: self.title(visit),
            title_language: self.seen.as_ref().and_then(Seen::title_language),
            link: self.link(),
            clock: self.clock(visit),
            clock_more: self.clock_more(visit),
            words: self.post.as_ref().filter(|it| !it.html.is_empty()).map(|it| SafeHtml::trusted(it.html.clone())),
            language: self.post.as_ref().and_then(|it| it.language.clone()),
            words_note: self.words_note(visit),
            sides: self.sides(visit),
            before: self.decided_before.iter().map(|it| decided_before(visit, it)).collect(),
            cards: possible.iter().map(|deed| self.card(visit, deed, marked == Some(deed), &form)).collect(),
            grounds: grounds(visit),
            dismisses: has("dismiss"),
            moves: has("move"),
            restricts: has("limit"),
            durations: super::accounts::durations(visit),
            forwards: self.case.kind == CaseKind::Report && elsewhere,
            form,
            log_will_read: self.log_will_read(visit),
            undo_hint: self.undo_hint(visit, &possible),
            recused: match self.part {
                Some(part) => Some(visit.say(&format!("recused-{}-long", part.word()))),
                None if self.decided_first() && self.others => Some(visit.say("decided-first-long")),
                None => None,
            },
            others: visit.say(if self.others { "recused-others" } else { "recused-nobody" }),
            decided: self.decided(visit),
        }
    }

    /// When it was decided, and how; and why, where that is in the log.
    fn decided(&self, visit: &Visit) -> Option<String> {
        let at = visit.moment(self.case.decided_at?);
        let Some(word) = self.case.decision.as_deref().filter(|_| !self.is_closed_to_them()) else {
            return Some(visit.words.with("case-decided", &[("at", at.into())]));
        };
        let of_complaint = self.case.complaint.is_some();
        let line = self.decided_before.iter().find(|it| it.case == Some(self.case.id) && it.undone_at.is_none());
        let said =
            line.map_or_else(|| log::word_in_words(visit, word, of_complaint), |it| log::deed_in_words(visit, it));
        let why = line.map(|it| it.reason.clone());
        let decision = visit.words.beside(&std::iter::once(said).chain(why).collect::<Vec<_>>());
        Some(visit.words.with("case-decided-so", &[("at", at.into()), ("decision", decision.into())]))
    }

    /// What a decision hits: the complaint, words in it, an account.
    pub(super) fn meant(&self, visit: &Visit, deed: &str) -> Vec<Named> {
        if self.is_closed_to_them() {
            return vec![("meant-what", self.title(visit))];
        }
        let mut meant = Vec::new();
        if let Some(seen) = &self.seen {
            meant.push(("meant-complaint", seen.title(visit)));
        }
        if let Some(post) = self.post.as_ref().filter(|it| it.kind != PostKind::Complaint) {
            let label = if post.kind == PostKind::Response { "meant-answer" } else { "meant-comment" };
            meant.push((label, beginning(visit, &format!("@{}", post.author_handle), &post.html)));
        }
        let of_account = matches!(deed, "limit" | "suspend") || self.case.kind == CaseKind::Objection;
        if let Some(author) = self.author.as_ref().filter(|_| of_account) {
            meant.push(("meant-account", format!("@{}", author.handle())));
        }
        if meant.is_empty() {
            meant.push(("meant-what", self.title(visit)));
        }
        meant
    }

    fn kicker(&self, visit: &Visit) -> String {
        if self.is_closed_to_them() {
            return visit.say(&format!("case-{}", self.case.kind.word()));
        }
        let brand = self.seen.as_ref().map(Seen::brand_name).unwrap_or_default();
        let which = about(visit, &self.case, self.report());
        let reporter = self.report().map(|it| reporter_of(visit, it)).unwrap_or_default();
        let told = [("brand", brand.into()), ("about", which.into()), ("handle", reporter.into())];
        let kicker = visit.words.with(&format!("case-{}-by", self.case.kind.word()), &told);
        match self.reports.len() {
            0 | 1 => kicker,
            count => {
                let is_all = i64::try_from(count).is_ok_and(|it| it < REPORTS_SHOWN);
                let all = if is_all { "case-reports" } else { "case-reports-many" };
                visit.words.beside(&[kicker, visit.words.with(all, &[("count", count.into())])])
            }
        }
    }

    fn title(&self, visit: &Visit) -> String {
        match (&self.seen, &self.author, self.report()) {
            (Some(seen), ..) => seen.title(visit),
            (None, Some(author), _) => format!("@{}", author.handle()),
            (None, None, Some(report)) => report.subject.clone(),
            (None, None, None) => visit.say("log-a-complaint"),
        }
    }

    fn link(&self) -> String {
        match (&self.seen, &self.author) {
            (Some(seen), _) => seen.link(),
            (None, Some(author)) => place_of(author),
            (None, None) => "/moderation".to_string(),
        }
    }

    fn clock(&self, visit: &Visit) -> String {
        visit.words.with("case-waits", &[("span", visit.since(self.case.opened_at).into())])
    }

    /// Until when who may be heard, and what happens otherwise.
    fn clock_more(&self, visit: &Visit) -> String {
        let hearing = self.hearing();
        let until = hearing.map(|it| it.until()).or(self.case.heard_until);
        let still = until.is_some_and(|it| it > visit.now);
        let answered = hearing.is_some_and(|it| it.answered.is_some());
        let until = until.map(|it| visit.moment(it)).unwrap_or_default();
        let key = match self.case.kind {
            CaseKind::Contest if still && answered => "case-clock-answered",
            CaseKind::Contest if still => "case-clock-heard",
            CaseKind::Contest => "case-clock-contest",
            CaseKind::Report => "case-clock-report",
            CaseKind::Appeal => "case-clock-appeal",
            CaseKind::Label => "case-clock-label",
            CaseKind::Objection => "case-clock-objection",
        };
        visit.words.with(key, &[("until", until.into())])
    }

    /// How the contest that this is about was heard so far.
    fn hearing(&self) -> Option<Hearing> {
        let ground = Ground::from_word(&self.case.about).filter(|_| self.case.kind == CaseKind::Contest)?;
        self.seen.as_ref()?.held.complaint.hearing(ground)
    }

    fn words_note(&self, visit: &Visit) -> String {
        let Some(post) = &self.post else { return String::new() };
        let at = visit.moment(post.received_at);
        let by =
            if post.author_handle.is_empty() { visit.say("person-erased") } else { format!("@{}", post.author_handle) };
        match post.edited_at {
            Some(edited) => {
                let told = [("by", by.into()), ("at", at.into()), ("edited", visit.moment(edited).into())];
                visit.words.with("case-words-edited", &told)
            }
            None => visit.words.with("case-words-unchanged", &[("by", by.into()), ("at", at.into())]),
        }
    }

    fn sides(&self, visit: &Visit) -> Vec<Said> {
        if self.is_closed_to_them() {
            return Vec::new();
        }
        let at = visit.moment(self.case.opened_at);
        let side = |head: &str, text: Option<String>, by: String| {
            let text = text.filter(|it| !it.is_empty());
            Said {
                head: visit.say(head),
                language: text.as_deref().and_then(language::found),
                text: text.unwrap_or_else(|| visit.say("case-said-nothing")),
                by,
                link: None,
            }
        };
        let mut sides = Vec::new();
        match self.case.kind {
            CaseKind::Report => {
                for report in &self.reports {
                    let reason = visit.say(&format!("report-reason-{}", report.reason));
                    let by = [reason, reporter_of(visit, report), visit.moment(report.made_at)];
                    sides.push(side("case-report-says", Some(report.note.clone()), visit.words.list(&by)));
                }
            }
            CaseKind::Contest | CaseKind::Label => {
                sides.push(side("case-brand-says", self.said.clone(), at));
                let answered = self.hearing().and_then(|it| it.answered);
                let answered = answered.map(|at| visit.words.with("case-answered", &[("at", visit.moment(at).into())]));
                sides.push(side("case-person-says", self.answers(), answered.unwrap_or_default()));
                if let Some(since) = self.brand_since().filter(|it| !it.is_empty()) {
                    sides.push(side("case-brand-since", Some(since), String::new()));
                }
            }
            CaseKind::Appeal => {
                let by_brand = self.case.about == "brand";
                let head = if by_brand { "case-brand-says" } else { "case-person-says" };
                sides.push(side(head, self.said.clone(), at));
            }
            CaseKind::Objection => {
                let reason = self.restriction.as_ref().map(|it| it.reason.clone());
                let since = self.restriction.as_ref().map(|it| visit.moment(it.at)).unwrap_or_default();
                sides.push(side("case-restricted-for", reason, since));
                sides.push(side("case-account-says", Some(self.case.note.clone()), at));
            }
        }
        sides.push(Said {
            head: visit.say("case-rule"),
            text: visit.say(&format!("rule-{}", self.rule())),
            language: None,
            by: String::new(),
            link: Some(("/about#rules".to_string(), visit.say("foot-rules"))),
        });
        sides
    }

    /// What whoever filed wrote in the thread since.
    fn answers(&self) -> Option<String> {
        let complainant = self.seen.as_ref()?.held.complainant;
        self.written_since(|it| it.author == complainant && it.kind != PostKind::Response)
    }

    /// What the brand wrote since: it may not stand by its contest any more.
    fn brand_since(&self) -> Option<String> {
        self.written_since(|it| it.kind == PostKind::Response)
    }

    fn written_since(&self, whose: impl Fn(&StoredPost) -> bool) -> Option<String> {
        let seen = self.seen.as_ref()?;
        let since = |it: &&StoredPost| whose(it) && it.sequence > self.case.sequence;
        let texts = seen.posts.iter().filter(since).take(ANSWERS_SHOWN);
        Some(texts.map(|it| markup::plain_text(&it.html).trim().to_string()).collect::<Vec<_>>().join(" … "))
    }

    /// The word of the rule that matters: `rule-<word>` in the catalogue.
    fn rule(&self) -> String {
        match self.case.kind {
            CaseKind::Contest => self.case.about.clone(),
            CaseKind::Report => format!("report-{}", self.report().map_or("other", |it| it.reason.as_str())),
            CaseKind::Appeal | CaseKind::Label | CaseKind::Objection => self.case.kind.word().to_string(),
        }
    }

    fn card(&self, visit: &Visit, deed: &'static str, first: bool, form: &Fields) -> Card {
        let subject = self.author.as_ref().map(|it| format!("@{}", it.handle())).unwrap_or_default();
        let told = [("handle", subject.into())];
        // The same word says another thing of another kind.
        let key = match (self.case.kind, deed) {
            (CaseKind::Objection, "keep") => "decide-keep-restriction".to_string(),
            _ => format!("decide-{deed}"),
        };
        Card {
            value: deed,
            title: visit.words.with(&key, &told),
            hint: visit.say(&format!("{key}-hint")),
            checked: form.is_or("deed", deed, first),
        }
    }

    fn log_will_read(&self, visit: &Visit) -> String {
        let name = visit.caller.as_ref().map(|it| it.name.clone()).unwrap_or_default();
        let day = visit.day(visit.now);
        match &self.seen {
            Some(seen) => {
                let named = seen.held.complaint.is_public() && seen.held.hidden_at.is_none();
                let title = if named { seen.title(visit) } else { visit.say("log-a-complaint") };
                let told = [("day", day.into()), ("name", name.into()), ("title", title.into())];
                visit.words.with("case-log-complaint", &told)
            }
            None => visit.words.with("case-log-account", &[("day", day.into()), ("name", name.into())]),
        }
    }

    /// Whoever has a part in it reads nothing of what somebody told the moderators alone: not who, not why, not how many.
    fn is_closed_to_them(&self) -> bool {
        self.part.is_some() && matches!(self.case.kind, CaseKind::Report | CaseKind::Objection)
    }
}

/// Which decision stands marked at first: leaving what was reported as it is, and none where a side waits for one: nobody
/// decides by leaving a form as it is.
fn marked(possible: &[&'static str]) -> Option<&'static str> {
    possible.first().copied().filter(|it| *it == "nothing")
}

fn decided_before(visit: &Visit, line: &LogLine) -> Said {
    Said {
        head: log::deed_in_words(visit, line),
        language: language::found(&line.reason),
        text: line.reason.clone(),
        by: visit.words.list(&[line.moderator.clone(), visit.moment(line.at)]),
        link: None,
    }
}

fn read_beside(
    view: &mut View<'_>,
    case: &Case,
    (account, actor): (AccountId, ActorId),
    now: crate::domain::Timestamp,
) -> Result<Beside, StorageError> {
    let reports = match case.report {
        Some(_) => reports::of_case(view, case.id, REPORTS_SHOWN)?,
        None => Vec::new(),
    };
    let post = concerned(view, case, reports.first())?;
    let author = match (post.as_ref().and_then(|it| it.author), case.actor) {
        (Some(author), _) | (None, Some(author)) => actors::find(view, author)?,
        (None, None) => None,
    };
    let author = author.filter(|it| it.deleted_at.is_none());
    let restriction = match &author {
        Some(author) => restrictions::of_actor(view, author.id, now)?,
        None => None,
    };
    let said = match (case.complaint, case.sequence) {
        (Some(id), Some(sequence)) => {
            let told = complaints::history(view, id, sequence - 1, 1)?.pop();
            told.and_then(|it| it.line.text("reason").map(str::to_string))
        }
        _ => None,
    };
    let meant = recusal::account_meant(case);
    let part = recusal::part_in(view, account, case.complaint, meant)?;
    let author_out = match &author {
        Some(author) => recusal::part_in(view, account, None, Some(author.id))?.is_some(),
        None => false,
    };
    let post_hidden = match &post {
        Some(post) => hidden_posts::reason_of(view, post.id)?.is_some(),
        None => false,
    };
    Ok(Beside {
        others: recusal::has_others(view, account, case.complaint, meant, now)?,
        leaves_appeal: match case.complaint.filter(|_| case.kind == CaseKind::Appeal) {
            Some(id) => recusal::leaves_appeal(view, account, actor, id, now)?,
            None => false,
        },
        decided_before: match case.complaint {
            Some(id) => reports::log_of_complaint(view, id, DECISIONS_SHOWN)?,
            None => Vec::new(),
        },
        reports,
        post,
        post_hidden,
        author,
        restriction,
        said,
        part,
        author_out,
    })
}

/// The words that are meant: the post that was reported, the answer whose label is disputed, else the complaint itself.
fn concerned(view: &mut View<'_>, case: &Case, report: Option<&Report>) -> Result<Option<StoredPost>, StorageError> {
    if let Some(report) = report
        && let Some(post) = posts::find_by_uri(view, &report.subject)?
    {
        return Ok(Some(post));
    }
    let Some(complaint) = case.complaint else { return Ok(None) };
    if let (CaseKind::Label, Some((response, _))) = (case.kind, label_of(&case.about)) {
        return posts::of_response(view, complaint, response);
    }
    posts::of_event(view, complaint, 1)
}

/// The id of a post in a form.
pub(in crate::web) fn post_id(fields: &Fields) -> Option<PostId> {
    fields.get("post").parse().ok()
}

/// Whoever reported it, as long as they are here.
fn reporter_of(visit: &Visit, report: &Report) -> String {
    match report.reporter_handle.as_str() {
        "" => visit.say("case-reporter-gone"),
        handle => format!("@{handle}"),
    }
}
