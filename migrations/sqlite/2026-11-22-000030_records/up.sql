-- Texts that millions of records share, once each.
CREATE TABLE record_words (
    id INTEGER PRIMARY KEY NOT NULL,
    word TEXT NOT NULL UNIQUE
);

-- About whom and about what; never deleted, so the text index needs no content of its own.
CREATE TABLE record_subjects (
    id INTEGER PRIMARY KEY NOT NULL,
    brand BLOB NOT NULL REFERENCES brands (id),
    company TEXT NOT NULL,
    topic BIGINT NOT NULL REFERENCES record_words (id),
    sub_topic TEXT NOT NULL,
    issue TEXT NOT NULL,
    sub_issue TEXT NOT NULL,
    count BIGINT NOT NULL,
    UNIQUE (company, topic, issue, sub_topic, sub_issue)
);
CREATE INDEX record_subjects_by_brand ON record_subjects (brand);
CREATE VIRTUAL TABLE record_texts USING fts5 (words, content='', detail='none', prefix='2 3', tokenize='unicode61 remove_diacritics 0');

-- How many records agree in everything a figure asks for; kept with every record that comes or changes.
CREATE TABLE record_counts (
    id INTEGER PRIMARY KEY NOT NULL,
    brand BLOB NOT NULL REFERENCES brands (id),
    month INTEGER NOT NULL,
    topic BIGINT NOT NULL REFERENCES record_words (id),
    response INTEGER NOT NULL,
    timely INTEGER NOT NULL,
    disputed INTEGER NOT NULL,
    count BIGINT NOT NULL,
    UNIQUE (brand, month, topic, response, timely, disputed)
);

-- No foreign keys here, for speed: what a row points to is written in the same transaction and never deleted.
CREATE TABLE records (
    id INTEGER PRIMARY KEY NOT NULL,
    cell BIGINT NOT NULL,
    subject BIGINT NOT NULL,
    received INTEGER NOT NULL,
    sent INTEGER,
    state TEXT NOT NULL,
    via BIGINT NOT NULL,
    tags BIGINT NOT NULL,
    company_says BIGINT NOT NULL
);
-- Both indexes carry what a filtered page asks for, so that only the rows shown are looked up.
CREATE INDEX records_by_cell ON records (cell, received, id, subject);
CREATE INDEX records_by_subject ON records (subject, received, id, cell);

-- How far each file was read: with the records of the same transaction, so a cut loses and repeats nothing.
CREATE TABLE record_imports (
    file BLOB PRIMARY KEY NOT NULL,
    bytes_read BIGINT NOT NULL,
    lines_read BIGINT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    rejects_bytes BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
