-- The history is the truth; `complaints` is its index for lists and locks, `snapshot` the state that replaying gives.
CREATE TABLE complaints (
    id BYTEA NOT NULL PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    home TEXT NOT NULL,
    at_home BOOLEAN NOT NULL,
    brand BYTEA NOT NULL REFERENCES brands (id),
    board_uri TEXT NOT NULL,
    complainant BYTEA,
    complainant_handle TEXT NOT NULL,
    filed_uri TEXT UNIQUE,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    visibility TEXT NOT NULL,
    listed BOOLEAN NOT NULL,
    waiting_on TEXT NOT NULL,
    waiting_since BIGINT NOT NULL,
    filed_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    first_human_at BIGINT,
    resolved_at BIGINT,
    outcome TEXT,
    rating INTEGER,
    supporters BIGINT NOT NULL,
    facts TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    head BYTEA NOT NULL,
    snapshot TEXT NOT NULL,
    clock_at BIGINT,
    hidden_at BIGINT,
    hidden_reason TEXT,
    frozen_at BIGINT,
    conflict_at BIGINT
);

CREATE INDEX complaints_of_brand ON complaints (brand, listed, filed_at);
CREATE INDEX complaints_of_brand_by_state ON complaints (brand, listed, state, filed_at);
CREATE INDEX complaints_waiting ON complaints (listed, waiting_on, waiting_since);
CREATE INDEX complaints_of_brand_waiting ON complaints (brand, waiting_on, waiting_since);
CREATE INDEX complaints_resolved ON complaints (listed, resolved_at);
CREATE INDEX complaints_of_complainant ON complaints (complainant, filed_at);
CREATE INDEX complaints_by_clock ON complaints (clock_at);

-- Two writers that decided the same sequence: the key turns the second into an error, never into a silent overwrite.
CREATE TABLE complaint_events (
    complaint BYTEA NOT NULL REFERENCES complaints (id),
    sequence BIGINT NOT NULL,
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    at BIGINT NOT NULL,
    core BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    attested_by TEXT,
    PRIMARY KEY (complaint, sequence)
);

-- Texts, names and salts beside the log; erasing empties both columns.
CREATE TABLE disclosures (
    complaint BYTEA NOT NULL,
    sequence BIGINT NOT NULL,
    name TEXT NOT NULL,
    value TEXT,
    salt TEXT,
    PRIMARY KEY (complaint, sequence, name)
);

-- Who is who in one thread.
CREATE TABLE parties (
    complaint BYTEA NOT NULL,
    party TEXT NOT NULL,
    actor BYTEA NOT NULL,
    PRIMARY KEY (complaint, actor)
);

CREATE INDEX parties_of_actor ON parties (actor);

-- Events that contradict the ones we hold: evidence that a history was rewritten.
CREATE TABLE conflicts (
    complaint BYTEA NOT NULL,
    sequence BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    core BYTEA NOT NULL,
    source TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (complaint, sequence, hash)
);

-- Names made for one complaint, and whose they are. Never shown, never federated.
CREATE TABLE pseudonyms (
    actor BYTEA NOT NULL PRIMARY KEY,
    account BYTEA NOT NULL
);

CREATE INDEX pseudonyms_of_account ON pseudonyms (account);

-- Who was told in which thread why a command did not count: once.
CREATE TABLE told (
    complaint BYTEA NOT NULL,
    actor BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (complaint, actor)
);
