-- Who is signed in. The key is a hash of what the browser holds, so that a copy of this table opens nothing.
CREATE TABLE sessions (
    key BYTEA NOT NULL PRIMARY KEY,
    actor BYTEA,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX sessions_of_actor ON sessions (actor);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- One-time links for people from other servers. The browser that asked is the only one that may use it.
CREATE TABLE login_links (
    id BYTEA NOT NULL PRIMARY KEY,
    handle TEXT NOT NULL,
    browser BYTEA NOT NULL,
    language TEXT NOT NULL,
    actor BYTEA,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE INDEX login_links_by_expiry ON login_links (expires_at);
