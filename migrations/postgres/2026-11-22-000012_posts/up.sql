-- Posts of threads, ours and copies. The author's name is kept as it was: a page needs no second look-up.
CREATE TABLE posts (
    id BYTEA NOT NULL PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    url TEXT,
    author BYTEA,
    author_uri TEXT NOT NULL,
    author_handle TEXT NOT NULL,
    author_name TEXT NOT NULL,
    complaint BYTEA,
    sequence BIGINT,
    response INTEGER,
    kind TEXT NOT NULL,
    in_reply_to TEXT,
    title TEXT,
    source TEXT,
    html TEXT NOT NULL,
    language TEXT,
    representative TEXT,
    representative_role TEXT,
    local BOOLEAN NOT NULL,
    published_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    edited_at BIGINT,
    deleted_at BIGINT
);

CREATE INDEX posts_of_complaint ON posts (complaint, received_at, id);
CREATE INDEX posts_of_author ON posts (author, received_at);

CREATE TABLE post_versions (
    post BYTEA NOT NULL,
    version INTEGER NOT NULL,
    title TEXT,
    html TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (post, version)
);
