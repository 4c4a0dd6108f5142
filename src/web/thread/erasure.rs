//! How far an erasure is, in sentences that say what was confirmed and nothing beyond.

use chrono::TimeDelta;

use crate::storage::erasures::Progress;
use crate::web::visit::Visit;

/// A server that has not answered for so long is named.
const NAMED_AFTER_HOURS: i64 = 24;

/// Everybody reads it while it is on its way; whoever erased reads how it ended, too.
pub(super) fn told(visit: &Visit, progress: &Progress, own: bool) -> Vec<String> {
    if progress.is_over() && !own {
        return Vec::new();
    }
    let words = visit.words;
    let counted = [("confirmed", progress.confirmed.into()), ("hosts", progress.hosts.into())];
    let mut told = vec![visit.say(if progress.scrubbed { "erasure-here-done" } else { "erasure-here" })];
    if progress.telling {
        told.push(visit.say("erasure-telling"));
    } else if progress.hosts == 0 {
        told.push(visit.say("erasure-nowhere"));
    } else {
        told.push(words.with("erasure-confirmed", &counted));
    }
    let late = |it| visit.now - it >= TimeDelta::hours(NAMED_AFTER_HOURS);
    if progress.silent_since.is_some_and(late) {
        told.push(words.with("erasure-silent", &[("hosts", words.list(&progress.silent).into())]));
    }
    if !progress.refused.is_empty() {
        told.push(words.with("erasure-refused", &[("hosts", words.list(&progress.refused).into())]));
    }
    vec![told.join(" ")]
}
