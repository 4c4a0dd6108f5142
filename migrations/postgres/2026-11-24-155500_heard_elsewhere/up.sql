-- Where a follower hears what it follows, beside the follow: a fan-out reads one index in its order, page after page.
ALTER TABLE follows ADD COLUMN inbox TEXT;
ALTER TABLE follows ADD COLUMN speaks_rd BOOLEAN NOT NULL DEFAULT FALSE;

UPDATE follows SET
    inbox = (SELECT COALESCE(a.shared_inbox, a.inbox) FROM actors a
        WHERE a.id = follows.follower AND NOT a.local AND a.deleted_at IS NULL),
    speaks_rd = COALESCE((SELECT a.speaks_rd FROM actors a WHERE a.id = follows.follower), FALSE);

CREATE INDEX follows_heard ON follows (followed, inbox);
CREATE INDEX follows_heard_by_rd ON follows (followed, inbox) WHERE speaks_rd;
