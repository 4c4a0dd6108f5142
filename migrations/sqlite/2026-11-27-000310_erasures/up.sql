-- What was erased, and when its bytes left this machine's files: before that nobody says that it is gone.
CREATE TABLE erasures (
    complaint BLOB NOT NULL,
    sequence BIGINT NOT NULL,
    at BIGINT NOT NULL,
    scrubbed_at BIGINT,
    PRIMARY KEY (complaint, sequence)
) WITHOUT ROWID;
CREATE INDEX erasures_open ON erasures (at) WHERE scrubbed_at IS NULL;

-- Whom an erasure has to reach, and what became of it there: 0 on its way, 1 confirmed, 2 refused, 3 given up, 4 not sent.
CREATE TABLE erasure_copies (
    activity BLOB NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
    inbox TEXT NOT NULL,
    host TEXT NOT NULL,
    complaint BLOB NOT NULL,
    sequence BIGINT NOT NULL,
    outcome INTEGER NOT NULL,
    told_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (activity, inbox)
) WITHOUT ROWID;
CREATE INDEX erasure_copies_by_complaint ON erasure_copies (complaint, host);

-- Where a post of ours went beside its author's and its board's followers, who stand in follows and past_follows.
CREATE TABLE post_copies (
    post TEXT NOT NULL,
    inbox TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (post, inbox)
) WITHOUT ROWID;

-- Whether whoever followed once keeps histories: an erasure in one is told them, too.
ALTER TABLE past_follows ADD COLUMN speaks_rd BOOLEAN NOT NULL DEFAULT FALSE;
