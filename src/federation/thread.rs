//! A complaint with everybody who has to do with it: what documents and announcements are made from.

use chrono_tz::Tz;

use crate::domain::complaint::Happening;
use crate::domain::hearing::{Turn, turn_after};
use crate::domain::ids::ComplaintId;
use crate::domain::proving::Way;
use crate::services::site;
use crate::storage::actors::{self, Actor};
use crate::storage::brands::{self, Brand, Official};
use crate::storage::complaints::{self, Held};
use crate::storage::posts::{PostKind, StoredPost};
use crate::storage::{StorageError, View};

#[derive(Debug, Clone)]
pub(super) struct Thread {
    pub(super) held: Held,
    pub(super) brand: Option<Brand>,
    /// The board that owns the thread, ours or another server's.
    pub(super) board: Option<Actor>,
    pub(super) officials: Vec<Actor>,
    /// How each of them was shown to speak.
    pub(super) voices: Vec<Official>,
    pub(super) complainant: Option<Actor>,
    /// Where this instance's days end.
    pub(super) zone: Tz,
}

impl Thread {
    pub(super) fn find(view: &mut View<'_>, id: ComplaintId) -> Result<Option<Thread>, StorageError> {
        let Some(held) = complaints::find(view, id)? else { return Ok(None) };
        let board = actors::find_by_uri(view, &held.board_uri)?;
        let brand = brand_of(view, &held, board.as_ref())?;
        let voices = match &brand {
            Some(brand) => brands::officials_of(view, brand.id)?,
            None => Vec::new(),
        };
        // Whoever a link alone leads to is no voice.
        let voices: Vec<Official> =
            voices.into_iter().filter(|it| it.proof != brands::Proof::Domain(Way::Link)).collect();
        let ids: Vec<_> = voices.iter().map(|it| it.actor).collect();
        let officials = actors::find_many(view, &ids)?;
        let complainant = match held.complainant {
            Some(actor) => actors::find(view, actor)?,
            None => None,
        };
        Ok(Some(Thread { held, brand, board, officials, voices, complainant, zone: site::time_zone(view)? }))
    }

    /// Whoever filed it had their name erased: nothing that is said from here on names them.
    pub(super) fn is_nameless(&self) -> bool {
        self.held.is_nameless()
    }

    /// The complainant, where their name may be said.
    fn named_complainant(&self) -> Option<&Actor> {
        self.complainant.as_ref().filter(|_| !self.is_nameless())
    }

    pub(super) fn brand_name(&self) -> &str {
        self.brand.as_ref().map_or("", |brand| brand.name.as_str())
    }

    /// Those whose turn it is.
    pub(super) fn actors_of(&self, turn: Turn) -> Vec<Actor> {
        let mut actors = Vec::new();
        if matches!(turn, Turn::Complainant | Turn::Both) {
            actors.extend(self.named_complainant().cloned());
        }
        if matches!(turn, Turn::Brand | Turn::Both) {
            actors.extend(self.officials.iter().cloned());
        }
        actors
    }

    /// Whom a post of this thread mentions beside what its author wrote.
    pub(super) fn mentioned(&self, view: &mut View<'_>, post: &StoredPost) -> Result<Vec<Actor>, StorageError> {
        let everybody = match post.kind {
            PostKind::Complaint => self.board.iter().chain(&self.officials).cloned().collect(),
            PostKind::Comment if post.author == self.held.complainant => self.officials.clone(),
            PostKind::Response | PostKind::Comment => self.named_complainant().cloned().into_iter().collect(),
            PostKind::Status => match self.happening(view, post.sequence)?.as_ref().and_then(turn_after) {
                Some(turn) => self.actors_of(turn),
                None => Vec::new(),
            },
            PostKind::Direct => Vec::new(),
        };
        Ok(everybody.into_iter().filter(|it| Some(it.id) != post.author && it.deleted_at.is_none()).collect())
    }

    fn happening(&self, view: &mut View<'_>, sequence: Option<i64>) -> Result<Option<Happening>, StorageError> {
        let Some(sequence) = sequence else { return Ok(None) };
        let told = complaints::history(view, self.held.id, sequence - 1, 1)?;
        let Some(told) = told.first() else { return Ok(None) };
        let core = told.line.read().map_err(|why| StorageError::inconsistent("complaint_events", why))?;
        Ok(Some(core.event.happening))
    }
}

/// The brand that a thread is about. One elsewhere is about the brand of its board: where its home says later that it is about
/// another one, the words of people here do not turn to that one's voices.
fn brand_of(view: &mut View<'_>, held: &Held, board: Option<&Actor>) -> Result<Option<Brand>, StorageError> {
    if let Some(board) = board.filter(|_| !held.at_home)
        && let Some(brand) = brands::find_by_key(view, &board.username.to_lowercase())?
    {
        return Ok(Some(brand));
    }
    brands::find(view, held.brand)
}
