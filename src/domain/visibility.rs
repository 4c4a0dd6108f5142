//! Who may see what of a thread, as one table: every page, document, list, delivery and answer asks it.

use crate::domain::complaint::Opening;

/// Where a thread stands for whoever did not write it. Of several reasons to keep it back the strongest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    Published,
    /// Filed by mention a moment ago: on its own page, in no list, announced to nobody.
    Provisional,
    /// The brand reads it first.
    BrandFirst,
    /// Never meant as a complaint: as if it never was.
    Retracted,
    /// Its complainant took it back; what was said stays readable.
    Withdrawn,
    /// Moderators closed it, with a public reason.
    Dismissed,
    /// Moderators of this instance hid it, with a public reason.
    Hidden,
    /// Its home is blocked by this instance.
    HomeBlocked,
}

/// What somebody is in one thread, at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Viewer {
    /// Not signed in.
    Visitor,
    /// A member or guest without a part in the thread.
    Member,
    Commenter,
    Complainant,
    /// Speaks for the brand now: proven by its domain, or named by an administrator here.
    Voice,
    Moderator,
    /// Another server that asks for documents, or one of its people who writes here without a part in the thread.
    Peer(Peer),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Peer {
    /// Says not who it is, or says it and nobody decided anything about it: both read what visitors read.
    Anybody,
    /// Asks for our copy of another home's thread, to compare chains: it needs hashes and no words.
    Carrier,
    /// The home of that thread itself, by its signature, which lost what it had signed.
    Home,
    /// Says who it is, and is blocked here.
    Blocked,
}

/// How much of a thread somebody gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sight {
    /// Exactly what an address that does not exist gets.
    Nothing,
    /// That it is there and why there is no more; of a copy the chain. No title, no name, no word.
    Outline,
    Whole,
}

/// Who is told of what happens in a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Telling {
    /// Followers, carriers and everybody it concerns.
    Everything,
    /// Only that words are taken back, to those who may hold them.
    TakingBack,
    Nothing,
}

/// Where one post of a thread stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PostStanding {
    Said,
    /// An answer that its thread's home has not recorded.
    Unsaid,
    /// A message to one person.
    Direct,
    /// Its words are erased or taken back.
    Gone,
}

impl Standing {
    pub const ALL: [Standing; 8] = [
        Standing::Published,
        Standing::Provisional,
        Standing::BrandFirst,
        Standing::Retracted,
        Standing::Withdrawn,
        Standing::Dismissed,
        Standing::Hidden,
        Standing::HomeBlocked,
    ];

    /// From the words that the database keeps. What cannot be read is kept back.
    pub fn of(state: &str, visibility: &str, hidden: bool, home_blocked: bool) -> Standing {
        match (state, visibility) {
            ("retracted", _) => Standing::Retracted,
            (_, "public" | "provisional") if home_blocked => Standing::HomeBlocked,
            (_, "public" | "provisional") if hidden => Standing::Hidden,
            (_, "provisional") => Standing::Provisional,
            ("withdrawn", "public") => Standing::Withdrawn,
            ("dismissed", "public") => Standing::Dismissed,
            (_, "public") => Standing::Published,
            _ => Standing::BrandFirst,
        }
    }

    /// Whether public lists, figures' lists and searches show it.
    pub fn is_listed(self) -> bool {
        match self {
            Standing::Published | Standing::Withdrawn => true,
            Standing::Provisional
            | Standing::BrandFirst
            | Standing::Retracted
            | Standing::Dismissed
            | Standing::Hidden
            | Standing::HomeBlocked => false,
        }
    }

    /// What other servers are told of its events from now on. Of a thread that was never public nothing was told, so
    /// nothing is taken back: whoever tells asks that too.
    pub fn telling(self) -> Telling {
        match self {
            Standing::Published | Standing::Withdrawn | Standing::Dismissed => Telling::Everything,
            Standing::Hidden | Standing::Retracted | Standing::HomeBlocked => Telling::TakingBack,
            Standing::Provisional | Standing::BrandFirst => Telling::Nothing,
        }
    }
}

impl Viewer {
    pub const ALL: [Viewer; 10] = [
        Viewer::Visitor,
        Viewer::Member,
        Viewer::Commenter,
        Viewer::Complainant,
        Viewer::Voice,
        Viewer::Moderator,
        Viewer::Peer(Peer::Anybody),
        Viewer::Peer(Peer::Carrier),
        Viewer::Peer(Peer::Home),
        Viewer::Peer(Peer::Blocked),
    ];
}

/// The word that the database keeps for how a thread is opened.
pub fn word_of(opening: Opening) -> &'static str {
    match opening {
        Opening::Public => "public",
        Opening::Provisional { .. } => "provisional",
        Opening::Embargoed { .. } => "embargoed",
    }
}

/// The table. Nobody reads more because they wrote a comment.
pub fn sight(standing: Standing, viewer: Viewer) -> Sight {
    match (viewer, standing) {
        (Viewer::Complainant | Viewer::Voice | Viewer::Moderator, _)
        | (
            Viewer::Visitor
            | Viewer::Member
            | Viewer::Commenter
            | Viewer::Peer(Peer::Anybody | Peer::Carrier | Peer::Home),
            Standing::Published | Standing::Provisional | Standing::Withdrawn | Standing::Dismissed,
        ) => Sight::Whole,
        (
            Viewer::Visitor
            | Viewer::Member
            | Viewer::Commenter
            | Viewer::Peer(Peer::Anybody | Peer::Carrier | Peer::Home),
            Standing::Hidden | Standing::HomeBlocked,
        )
        // That it was taken back a home which lost its disk learns from those who carry it, and nobody else does.
        | (Viewer::Peer(Peer::Home), Standing::Retracted) => Sight::Outline,
        (
            Viewer::Visitor | Viewer::Member | Viewer::Commenter | Viewer::Peer(Peer::Anybody | Peer::Carrier),
            Standing::BrandFirst | Standing::Retracted,
        )
        | (Viewer::Peer(Peer::Home), Standing::BrandFirst)
        | (Viewer::Peer(Peer::Blocked), _) => Sight::Nothing,
    }
}

/// How much of one post somebody gets who has this sight of its thread.
pub fn post_sight(thread: Sight, post: PostStanding) -> Sight {
    match post {
        PostStanding::Said => thread,
        PostStanding::Unsaid | PostStanding::Direct => Sight::Nothing,
        PostStanding::Gone => thread.min(Sight::Outline),
    }
}

#[cfg(test)]
mod tests;
