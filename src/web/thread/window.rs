//! Which part of a long thread is shown: some of its posts, some of its events, and the way to those before and after.

use crate::domain::ids::{ComplaintId, PostId};
use crate::storage::complaints::{self, Told};
use crate::storage::{StorageError, View};
use crate::web::thread::Seen;
use crate::web::visit::Visit;

/// Events that one page tells.
pub(super) const EVENTS_MAX: i64 = 300;

/// What the address asks for; nothing asks for the first posts and the latest events.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::web) struct Window {
    /// The post that the page begins with.
    pub posts: Option<PostId>,
    /// The last event that is told.
    pub events: Option<i64>,
    /// The long post that is shown to its end.
    pub whole: Option<PostId>,
}

/// The addresses of what comes before and after, where there is any.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::web) struct Around {
    pub earlier: Option<String>,
    pub later: Option<String>,
}

impl Around {
    pub(in crate::web) fn any(&self) -> bool {
        self.earlier.is_some() || self.later.is_some()
    }
}

impl Window {
    pub(in crate::web) fn of(visit: &Visit) -> Window {
        Window {
            posts: visit.query("posts").and_then(|it| it.parse().ok()),
            events: visit.query("events").and_then(|it| it.parse().ok()).filter(|it| *it > 0),
            whole: visit.query("whole").and_then(|it| it.parse().ok()),
        }
    }

    fn address(self, path: &str, fragment: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if let Some(post) = self.posts {
            query.append_pair("posts", &post.to_string());
        }
        if let Some(event) = self.events {
            query.append_pair("events", &event.to_string());
        }
        if let Some(post) = self.whole {
            query.append_pair("whole", &post.to_string());
        }
        match query.finish().as_str() {
            "" => format!("{path}#{fragment}"),
            query => format!("{path}?{query}#{fragment}"),
        }
    }
}

/// The events up to the one asked for, and the one before them, to which the first of them must fit.
pub(super) fn events(
    view: &mut View<'_>,
    id: ComplaintId,
    sequence: i64,
    window: Window,
) -> Result<(Option<Told>, Vec<Told>), StorageError> {
    let last = window.events.unwrap_or(sequence).min(sequence);
    let first = (last - EVENTS_MAX).max(0);
    let told = complaints::history(view, id, first, last - first)?;
    let before = if first > 0 { complaints::history(view, id, first - 1, 1)?.pop() } else { None };
    Ok((before, told))
}

impl Seen {
    /// Whether every event is before us.
    pub(super) fn tells_everything(&self) -> bool {
        self.before.is_none() && i64::try_from(self.told.len()) == Ok(self.held.complaint.sequence)
    }

    pub(in crate::web) fn posts_around(&self) -> Around {
        let path = self.link();
        let to = |post: PostId| Window { posts: Some(post), whole: None, ..self.window }.address(&path, "posts");
        Around { earlier: self.earlier_posts.map(to), later: self.later_posts.map(to) }
    }

    /// Where a post stands to its end, at the head of a page of its own.
    pub(super) fn whole_of(&self, post: PostId, anchor: &str) -> String {
        Window { posts: Some(post), whole: Some(post), ..self.window }.address(&self.link(), anchor)
    }

    pub(in crate::web) fn events_around(&self, path: &str, fragment: &str) -> Around {
        let newest = self.held.complaint.sequence;
        let last = self.window.events.unwrap_or(newest).min(newest);
        let to = |events: Option<i64>| Window { events, ..self.window }.address(path, fragment);
        let earlier = last - EVENTS_MAX;
        let later = last + EVENTS_MAX;
        Around {
            earlier: (earlier > 0).then(|| to(Some(earlier))),
            later: (last < newest).then(|| to(Some(later).filter(|it| *it < newest))),
        }
    }
}
