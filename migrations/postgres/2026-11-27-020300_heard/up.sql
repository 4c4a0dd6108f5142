-- What people are told is new until they saw it, and boards and servers elsewhere may write to them, too.
ALTER TABLE notices ADD COLUMN seen_at BIGINT;
ALTER TABLE notices ADD COLUMN sender BYTEA;
ALTER TABLE notices ADD COLUMN host TEXT;
ALTER TABLE notices ADD COLUMN note TEXT;
ALTER TABLE notices ADD COLUMN html TEXT NOT NULL DEFAULT '';
UPDATE notices SET seen_at = at;
CREATE UNIQUE INDEX notices_by_note ON notices (note) WHERE note IS NOT NULL;
CREATE INDEX notices_by_host ON notices (host, at) WHERE host IS NOT NULL;
CREATE INDEX notices_unseen ON notices (recipient) WHERE seen_at IS NULL;
