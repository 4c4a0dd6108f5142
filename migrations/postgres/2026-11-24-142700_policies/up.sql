-- What is decided about a domain and everything under it.
CREATE TABLE policies (
    domain TEXT PRIMARY KEY NOT NULL,
    severity TEXT NOT NULL,
    reject_media BOOLEAN NOT NULL,
    reject_reports BOOLEAN NOT NULL,
    obfuscate BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);
-- Complaints that stand apart because of it: 1 no list shows it, 2 it is not shown at all.
CREATE TABLE set_apart (
    complaint BYTEA PRIMARY KEY NOT NULL,
    standing INTEGER NOT NULL
);
