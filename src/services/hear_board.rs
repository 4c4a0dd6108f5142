//! What a board elsewhere says of its brand: the name, and who speaks for it. Its word; what counts here is looked at from here.

use chrono::TimeDelta;

use crate::app::App;
use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::markup;
use crate::services::tell_profile;
use crate::storage::actors::Actor;
use crate::storage::brands::{self, NAME_BYTES_MAX};
use crate::storage::claims::{self, BoardVoice};
use crate::storage::jobs::{self, Task};
use crate::storage::{StorageError, Tx, carried};

/// Voices of one board that are heard of.
pub const VOICES_MAX: usize = 10;
/// What was looked at is not looked at again for this long because a board says the same.
const LOOK_HOURS: i64 = 24;
const NAME_CHARS_MAX: usize = 100;

/// Keeps what the board says, and has each voice looked at that was not looked at lately.
pub async fn hear_board(
    app: &App,
    board: &Actor,
    domain: BrandDomain,
    name: String,
    voices: Vec<BoardVoice>,
) -> Result<(), StorageError> {
    if !is_for(board, &domain) {
        return Ok(());
    }
    let (now, board) = (app.clock.now(), board.id);
    app.db
        .write(move |tx| {
            name_within(tx, &domain, &name, now)?;
            claims::replace_voices(tx, board, &voices, now)?;
            for voice in voices {
                let seen = claims::findings(&mut tx.view(), &domain, &voice.actor)?;
                if seen.iter().any(|it| now - it.at < TimeDelta::hours(LOOK_HOURS)) {
                    continue;
                }
                let task = Task::CheckVoice { domain: domain.to_string(), actor: voice.actor };
                jobs::enqueue(tx, &task, now)?;
            }
            Ok(())
        })
        .await
}

/// A brand that is known by its domain alone gets the name that a board of it knows which somebody here follows.
pub async fn name_brand(app: &App, board: &Actor, domain: BrandDomain, name: String) -> Result<(), StorageError> {
    if !is_for(board, &domain) {
        return Ok(());
    }
    let (uri, now) = (board.uri.clone(), app.clock.now());
    app.db
        .write(
            move |tx| {
                if carried::is_followed(&mut tx.view(), &uri)? { name_within(tx, &domain, &name, now) } else { Ok(()) }
            },
        )
        .await
}

/// A board speaks of the brand that it is for, and of no other.
fn is_for(board: &Actor, domain: &BrandDomain) -> bool {
    board.username.eq_ignore_ascii_case(domain.as_str())
}

fn name_within(tx: &mut Tx<'_>, domain: &BrandDomain, name: &str, now: Timestamp) -> Result<(), StorageError> {
    let name = markup::one_line(name, NAME_CHARS_MAX);
    let Some(brand) = brands::find_by_domain(&mut tx.view(), domain)? else { return Ok(()) };
    // Whoever has a name here keeps it, and no brand is called by another one's domain.
    let unnamed = brand.domain.as_ref().is_some_and(|it| it.as_str() == brand.name);
    let fits = !name.is_empty() && name.len() <= NAME_BYTES_MAX && !name.contains('.');
    if !(unnamed && fits) {
        return Ok(());
    }
    brands::rename(tx, brand.id, &name)?;
    // Our own board of it is called by that name, too.
    match brands::board_of(&mut tx.view(), brand.id)? {
        Some(board) => tell_profile::changed(tx, board, now),
        None => Ok(()),
    }
}
