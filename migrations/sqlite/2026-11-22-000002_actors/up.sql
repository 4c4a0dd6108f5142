CREATE TABLE actors (
    id BLOB PRIMARY KEY NOT NULL,
    uri TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    local BOOLEAN NOT NULL,
    username TEXT NOT NULL,
    host TEXT NOT NULL,
    handle TEXT NOT NULL,
    name TEXT NOT NULL,
    summary_html TEXT NOT NULL,
    url TEXT,
    inbox TEXT NOT NULL,
    shared_inbox TEXT,
    followers_uri TEXT,
    key_id TEXT,
    public_key_pem TEXT,
    ed25519_key TEXT,
    fields TEXT NOT NULL,
    language TEXT,
    speaks_rd BOOLEAN NOT NULL,
    moved_to TEXT,
    deleted_at BIGINT,
    fetched_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX actors_by_handle ON actors (handle);
CREATE INDEX actors_by_key ON actors (key_id);

CREATE TABLE actor_keys (
    actor BLOB NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    public_key TEXT NOT NULL,
    sealed_secret BLOB NOT NULL,
    retired_at BIGINT,
    PRIMARY KEY (actor, kind, created_at)
);
