CREATE TABLE activities (
    id BLOB PRIMARY KEY NOT NULL,
    actor BLOB NOT NULL REFERENCES actors (id),
    kind TEXT NOT NULL,
    complaint BLOB,
    sequence BIGINT NOT NULL,
    public BOOLEAN NOT NULL,
    audience TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX activities_by_actor ON activities (actor, created_at);
CREATE INDEX activities_by_complaint ON activities (complaint, sequence);

CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity BLOB NOT NULL REFERENCES activities (id),
    actor BLOB NOT NULL,
    inbox TEXT NOT NULL,
    host TEXT NOT NULL,
    complaint BLOB,
    due_at BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    state INTEGER NOT NULL,
    status INTEGER,
    answer TEXT,
    UNIQUE (activity, inbox)
);
CREATE INDEX deliveries_due ON deliveries (due_at, id) WHERE state = 0;
CREATE INDEX deliveries_by_complaint ON deliveries (complaint);
CREATE INDEX deliveries_in_order ON deliveries (host, complaint, id) WHERE state = 0;

CREATE TABLE hosts (
    host TEXT PRIMARY KEY NOT NULL,
    failures INTEGER NOT NULL,
    probe_at BIGINT NOT NULL,
    last_success_at BIGINT,
    signature TEXT,
    blocked BOOLEAN NOT NULL,
    reason TEXT
);

CREATE TABLE gone_inboxes (
    inbox TEXT PRIMARY KEY NOT NULL,
    at BIGINT NOT NULL
);
