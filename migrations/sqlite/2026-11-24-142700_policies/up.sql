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
-- What follows from it for a complaint here: 0 nothing, 1 no list shows it, 2 it is not shown.
ALTER TABLE complaints ADD COLUMN policy INTEGER NOT NULL DEFAULT 0;
