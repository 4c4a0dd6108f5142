-- What other servers sent, as they sent it, until it was acted on; after that only that it came and what became of it.
CREATE TABLE inbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key BLOB NOT NULL UNIQUE,
    actor BLOB NOT NULL,
    body BLOB,
    received_at BIGINT NOT NULL,
    handled_at BIGINT,
    outcome TEXT
);
CREATE INDEX inbox_handled ON inbox (handled_at);

-- Likes, reactions, boosts and votes: one row for each, taken back by its own activity id.
CREATE TABLE reactions (
    actor BLOB NOT NULL,
    object TEXT NOT NULL,
    kind TEXT NOT NULL,
    word TEXT NOT NULL,
    activity TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (actor, object, kind, word)
);
CREATE INDEX reactions_by_object ON reactions (object, kind);
CREATE INDEX reactions_by_activity ON reactions (activity);

-- Who does not want to hear of whom; `place` is the group that a person was shut out of.
CREATE TABLE blocks (
    blocker BLOB NOT NULL,
    blocked TEXT NOT NULL,
    place TEXT NOT NULL,
    activity TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (blocker, blocked, place)
);
CREATE INDEX blocks_by_activity ON blocks (activity);
