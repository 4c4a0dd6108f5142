//! What concerns somebody, on a page of their own: what moderators decided, who asks them; in their settings and on the desk.

use std::collections::HashMap;

use crate::domain::ids::{AccountId, ActorId, ComplaintId};
use crate::services::notices::{self, TellOf};
use crate::storage::notices::{self as kept, Notice};
use crate::storage::pages::{self, Listed};
use crate::storage::{StorageError, View, restrictions};
use crate::web::parts;
use crate::web::visit::Visit;

const TOLD_LISTED: i64 = 20;

/// Where somebody finds what they were told of.
pub(super) struct Link {
    pub to: String,
    pub text: String,
}

pub(super) struct ToldLine {
    pub text: String,
    pub link: Option<Link>,
    pub at: String,
    pub at_iso: String,
}

/// Notices, and the complaints that they are about.
pub(super) type Told = (Vec<Notice>, HashMap<ComplaintId, Listed>);

/// What a person was told under any of their names.
pub(super) fn of_person(view: &mut View<'_>, actor: ActorId, account: Option<AccountId>) -> Result<Told, StorageError> {
    let names = match account {
        Some(account) => restrictions::names_of(view, account)?,
        None => vec![actor],
    };
    of_actors(view, &names)
}

pub(super) fn of_actors(view: &mut View<'_>, names: &[ActorId]) -> Result<Told, StorageError> {
    let mut told = kept::of(view, names, TOLD_LISTED)?;
    notices::look_up_words(view, &mut told)?;
    let ids: Vec<ComplaintId> = told.iter().filter_map(|it| it.complaint).collect();
    let about = if ids.is_empty() { HashMap::new() } else { pages::by_ids(view, &ids)? };
    Ok((told, about))
}

pub(super) fn lines(visit: &Visit, (told, about): &Told) -> Vec<ToldLine> {
    told.iter().map(|it| line(visit, it, it.complaint.and_then(|id| about.get(&id)))).collect()
}

fn line(visit: &Visit, notice: &Notice, listed: Option<&Listed>) -> ToldLine {
    let title = listed.map(|it| parts::shown_title(visit, &it.title));
    let brand = listed.map(|it| it.brand_name.clone()).unwrap_or_default();
    let title = title.unwrap_or_else(|| visit.say("log-a-complaint"));
    let until = notice.until.map(|at| visit.moment(at));
    ToldLine {
        text: notices::in_words(visit.words, notice, &title, &brand, until),
        link: match notice.complaint {
            Some(id) => Some(Link { to: format!("/complaints/{id}"), text: visit.say("case-whole") }),
            None if notice.kind == TellOf::Invited.word() => {
                Some(Link { to: "/settings/invitations".into(), text: visit.say("invitations-title") })
            }
            None => None,
        },
        at: visit.moment(notice.at),
        at_iso: parts::iso(notice.at),
    }
}
