-- What its author took back before it came: a deletion may overtake the post, an undoing the follow. `key` is a hash of the
-- author's id and of the id of what was taken back, so that nothing of either can be read here.
CREATE TABLE taken_back (
    key BYTEA PRIMARY KEY NOT NULL,
    host TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX taken_back_by_host ON taken_back (host, at);
CREATE INDEX taken_back_by_age ON taken_back (at);
