-- What somebody here asked the home of a complaint elsewhere to decide, and what it said.
CREATE TABLE requests (
    id BYTEA NOT NULL PRIMARY KEY,
    complaint BYTEA NOT NULL REFERENCES complaints (id),
    actor BYTEA NOT NULL,
    command TEXT NOT NULL,
    asking TEXT NOT NULL,
    post BYTEA,
    state TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    answered_at BIGINT,
    refusal TEXT,
    sequence BIGINT
);

CREATE INDEX requests_of_complaint ON requests (complaint, asked_at);

-- The author's own signed word for an event, and whether its proof was found right here.
ALTER TABLE complaint_events ADD COLUMN statement TEXT;
ALTER TABLE complaint_events ADD COLUMN signed BOOLEAN NOT NULL DEFAULT FALSE;

-- The board's proof of the sequence and head that we hold: no names, no texts.
ALTER TABLE complaints ADD COLUMN seal TEXT;

-- Keys for proofs that boards of other servers showed: the first is pinned, others wait for a signature or a person.
CREATE TABLE board_keys (
    board BYTEA NOT NULL,
    key TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    decided_at BIGINT,
    how TEXT NOT NULL,
    refused BIGINT NOT NULL,
    evidence TEXT,
    PRIMARY KEY (board, key)
);

-- Boards of other servers that we carry: when they were heard last, and since when they are silent.
CREATE TABLE carried_boards (
    board BYTEA NOT NULL PRIMARY KEY,
    heard_at BIGINT NOT NULL,
    silent_since BIGINT,
    reason TEXT
);

-- The board's proof under the other version, where that was shown: a home that signed both told two histories.
ALTER TABLE conflicts ADD COLUMN seal TEXT;
