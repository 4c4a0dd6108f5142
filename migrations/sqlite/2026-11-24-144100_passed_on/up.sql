-- Activities of remote authors as they came: what a board passes on, byte for byte. `sequence` is the event, 0 where there is none.
CREATE TABLE passed_on (
    complaint BLOB NOT NULL,
    sequence BIGINT NOT NULL,
    activity TEXT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (complaint, sequence, activity)
);

-- Inboxes that followed once: edits and deletions of what they got then are theirs to hear.
CREATE TABLE past_follows (
    followed BLOB NOT NULL,
    inbox TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (followed, inbox)
);

CREATE INDEX posts_by_parent ON posts (in_reply_to);

-- Leave to quote a post of ours, as it was given, until it is taken back.
CREATE TABLE quotes (
    id BLOB PRIMARY KEY NOT NULL,
    post BLOB NOT NULL,
    quoting TEXT NOT NULL,
    actor BLOB NOT NULL,
    at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX quotes_by_post ON quotes (post);
CREATE INDEX quotes_by_quoting ON quotes (quoting);

-- The activity that a report came with, so that its outcome can be told; and when the report was passed to the author's server.
ALTER TABLE reports ADD COLUMN activity TEXT;
ALTER TABLE reports ADD COLUMN forwarded_at BIGINT;
