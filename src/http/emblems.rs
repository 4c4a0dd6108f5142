//! The pictures of our own actors, under addresses that change with their content: a board's is never a brand's.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

/// PNG, because Mastodon takes no drawings.
pub const MEDIA_TYPE: &str = "image/png";
const HASH_BYTES: usize = 6;

/// Whose picture it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emblem {
    /// The public place for complaints about one brand.
    Board,
    /// A brand's own voice.
    Voice,
}

static BOARD_PATH: LazyLock<String> = LazyLock::new(|| path_of(Emblem::Board));
static VOICE_PATH: LazyLock<String> = LazyLock::new(|| path_of(Emblem::Voice));

impl Emblem {
    const ALL: [Emblem; 2] = [Emblem::Board, Emblem::Voice];

    fn name(self) -> &'static str {
        match self {
            Emblem::Board => "board",
            Emblem::Voice => "voice",
        }
    }

    pub fn bytes(self) -> &'static [u8] {
        match self {
            Emblem::Board => include_bytes!("emblems/board.png"),
            Emblem::Voice => include_bytes!("emblems/voice.png"),
        }
    }

    /// Where it is served, from the root of this instance.
    pub fn path(self) -> &'static str {
        match self {
            Emblem::Board => &BOARD_PATH,
            Emblem::Voice => &VOICE_PATH,
        }
    }

    /// The one whose file has this name, of this version or an older one.
    pub fn served_as(file: &str) -> Option<Emblem> {
        let rest = file.strip_suffix(".png")?;
        Emblem::ALL.into_iter().find(|it| rest.strip_prefix(it.name()).is_some_and(|hash| hash.starts_with('-')))
    }
}

fn path_of(emblem: Emblem) -> String {
    format!("/assets/{}-{}.png", emblem.name(), hex::encode(&Sha256::digest(emblem.bytes())[..HASH_BYTES]))
}
