//! The frame around every page, as the templates ask for it.

use crate::catalogue::Language;
use crate::domain::handle::profile_path;
use crate::storage::notifications::COUNTED_MAX;
use crate::web::assets;
use crate::web::visit::Visit;

pub(super) struct Page<'v> {
    visit: &'v Visit,
    title: String,
    description: String,
    place: &'static str,
    /// What was done just now: `said-<word>` in the catalogue.
    said: Option<String>,
    pub stylesheet: &'static str,
    pub icon: &'static str,
}

impl<'v> Page<'v> {
    /// `place` is the entry of the navigation that this page belongs to.
    pub(super) fn new(visit: &'v Visit, place: &'static str, title: String) -> Page<'v> {
        let description = visit.say("site-description");
        let said = visit.take_said().filter(|it| visit.words.knows(&format!("said-{it}")));
        Page { visit, title, description, place, said, stylesheet: assets::stylesheet(), icon: assets::icon() }
    }

    pub(super) fn described(mut self, description: String) -> Page<'v> {
        self.description = description;
        self
    }

    pub(super) fn say<'k>(&self, key: &'k str) -> &'k str {
        self.visit.words.say(key)
    }

    pub(super) fn title(&self) -> &str {
        &self.title
    }

    pub(super) fn description(&self) -> &str {
        &self.description
    }

    pub(super) fn lang(&self) -> &'static str {
        self.visit.words.language().code()
    }

    pub(super) fn dir(&self) -> &'static str {
        self.visit.words.language().dir()
    }

    pub(super) fn site_name(&self) -> &str {
        &self.visit.site.name
    }

    pub(super) fn is_at(&self, place: &str) -> bool {
        self.place == place
    }

    pub(super) fn has_desk(&self) -> bool {
        self.visit.caller.as_ref().is_some_and(|it| !it.represents.is_empty())
    }

    pub(super) fn is_mediator(&self) -> bool {
        self.visit.caller.as_ref().is_some_and(crate::http::caller::Caller::is_mediator)
    }

    /// Complaints that were taken to the mediators and are not over.
    pub(super) fn mediation_waits(&self) -> i64 {
        self.visit.waits.mediation
    }

    /// Cases that nobody has decided yet.
    pub(super) fn moderation_waits(&self) -> i64 {
        self.visit.waits.moderation
    }

    /// How much they were told and heard, and did not see yet: nothing where there is nothing.
    pub(super) fn told_new(&self) -> Option<String> {
        let count = self.visit.waits.told + self.visit.waits.heard;
        let shown = if count >= COUNTED_MAX { format!("{}+", COUNTED_MAX - 1) } else { count.to_string() };
        (count > 0).then_some(shown)
    }

    /// What the voices were told through which they speak, and nobody of theirs saw yet.
    pub(super) fn desk_new(&self) -> i64 {
        self.visit.waits.desk
    }

    pub(super) fn is_moderator(&self) -> bool {
        self.visit.caller.as_ref().is_some_and(crate::http::caller::Caller::is_moderator)
    }

    pub(super) fn is_administrator(&self) -> bool {
        self.visit.caller.as_ref().is_some_and(crate::http::caller::Caller::is_administrator)
    }

    pub(super) fn caller_name(&self) -> Option<&str> {
        self.visit.caller.as_ref().map(|it| it.name.as_str())
    }

    pub(super) fn caller_handle(&self) -> Option<String> {
        self.visit.caller.as_ref().map(|it| format!("@{}", it.handle))
    }

    /// Members have a page of their own; guests have theirs at home, and settings here.
    pub(super) fn caller_page(&self) -> String {
        match &self.visit.caller {
            Some(caller) if caller.account.is_some() => profile_path(&caller.name, None),
            _ => "/settings".to_string(),
        }
    }

    /// Signing in leads back to this page.
    pub(super) fn login_link(&self) -> String {
        match self.visit.place() {
            "/" | "/login" | "/register" => "/login".to_string(),
            path => {
                let next: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
                format!("/login?next={next}")
            }
        }
    }

    /// How many characters a field takes.
    pub(super) fn at_most(&self, chars_max: usize) -> String {
        self.visit.words.with("limit-chars", &[("max", chars_max.into())])
    }

    pub(super) fn said(&self) -> Option<String> {
        Some(self.visit.say(&format!("said-{}", self.said.as_deref()?)))
    }

    /// Says another thing of what was done just now, because it is over already.
    pub(super) fn saying(mut self, just: &str, instead: &str) -> Page<'v> {
        if self.just(just) {
            self.said = Some(instead.to_string());
        }
        self
    }

    /// Whether this was done just now.
    pub(super) fn just(&self, what: &str) -> bool {
        self.said.as_deref() == Some(what)
    }

    pub(super) fn other_languages(&self) -> Vec<(&'static str, &'static str)> {
        let own = self.visit.words.language();
        Language::ALL.into_iter().filter(|it| *it != own).map(|it| (it.code(), it.own_name())).collect()
    }

    pub(super) fn in_language(&self, code: &str) -> String {
        format!("{}?language={code}", self.visit.place())
    }

    pub(super) fn token(&self) -> String {
        self.visit.mark()
    }

    pub(super) fn request(&self) -> String {
        self.visit.new_request_id()
    }
}
